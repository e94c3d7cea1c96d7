from django.utils.translation import gettext_lazy

from planning.models import PlannedFollowUp
from workflow.fields import DayField
from workflow.forms import SafeForm


class FollowUpForm(SafeForm):
    """A day on which the plan is followed up. Any day will do, past ones and weekends too."""

    on = DayField(
        label=gettext_lazy("dag"),
        help_text=gettext_lazy("Skriv som år-månad-dag, till exempel 2027-05-14."),
        error_messages={"required": gettext_lazy("Skriv vilken dag planen följs upp, till exempel 2027-05-14.")},
    )

    class Meta:
        model = PlannedFollowUp
        fields = ["on", "what", "owner_role"]
        help_texts = {
            "what": gettext_lazy("Till exempel tertial 1, eller mötet där ni går igenom läget."),
            "owner_role": gettext_lazy("En roll eller enhet, inte en person."),
        }

    optional = ("what", "owner_role")
    parts = (("", ("on", "what", "owner_role")),)
