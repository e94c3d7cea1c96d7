from django.utils.translation import gettext_lazy

from planning.models import Project
from workflow.fields import DayField
from workflow.forms import SafeForm


class HandoverForm(SafeForm):
    """How a project's result is handed over, changed where it stands. Only that it is, or is not, has to be said."""

    handover_on = DayField(
        label=gettext_lazy("lämnas över"), required=False, help_text=gettext_lazy("Till exempel 2027-03-31.")
    )

    class Meta:
        model = Project
        fields = ["handing_over", "receiver", "handover_on", "agreement", "checklist"]
        help_texts = {"receiver": gettext_lazy("En förvaltning, enhet eller roll, inte en person.")}

    optional = ("receiver", "handover_on", "checklist")
