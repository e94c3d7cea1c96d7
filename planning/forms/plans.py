from django.utils.translation import gettext as _

from planning.models import OperationalPlan
from workflow.forms import PlanDatesForm


class PlanForm(PlanDatesForm):
    """A plan's dates, and the strategic plan that it follows."""

    class Meta:
        model = OperationalPlan
        fields = ["strategic_plan", "submit_by", "decide_by"]

    optional = ("strategic_plan", "submit_by", "decide_by")
    parts = (("", ("strategic_plan", "submit_by", "decide_by")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["strategic_plan"]
        field.queryset = self.instance.agency.strategicplans.latest_numbers()
        field.empty_label = _("Ingen strategisk plan än")
        field.help_text = _("Målen och insatserna där går att välja i verksamhetsplanen.")
