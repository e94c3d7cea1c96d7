from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.models import OperationalPlan
from workflow.fields import YearField
from workflow.forms import PlanDatesForm


class PlanForm(PlanDatesForm):
    """Starts a plan, or sets its dates. The year is asked for only when the plan is new."""

    year = YearField(
        label=gettext_lazy("år"), error_messages={"required": gettext_lazy("Ange vilket år planen gäller.")}
    )

    class Meta:
        model = OperationalPlan
        fields = ["year", "strategic_plan", "submit_by", "decide_by"]

    optional = ("strategic_plan", "submit_by", "decide_by")
    parts = (("", ("year", "strategic_plan", "submit_by", "decide_by")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strategic_plan"].queryset = self.instance.agency.strategicplans.latest_numbers()
        self.fields["strategic_plan"].empty_label = _("Ingen strategisk plan än")
        self.fields["strategic_plan"].help_text = _("Målen och insatserna där går att välja i verksamhetsplanen.")
        if self.instance.pk:
            del self.fields["year"]

    def clean_year(self):
        year = self.cleaned_data["year"]
        there = OperationalPlan.objects.latest_numbers().filter(agency=self.instance.agency, year=year).first()
        if there and str(there.uid) != self.data.get("draft_uid"):
            raise ValidationError(
                _("Ni har redan en verksamhetsplan för %(year)d (%(state)s). Välj ett annat år eller öppna den.")
                % {"year": year, "state": there.get_state_display().lower()}
            )
        return year
