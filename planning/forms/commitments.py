from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.models import ServiceCommitment
from strategy.models import Service
from workflow.clock import now
from workflow.forms import SafeForm


class CommitmentForm(SafeForm):
    """What users can count on. Only the commitment itself is required."""

    class Meta:
        model = ServiceCommitment
        fields = ["text", "service", "level", "change", "owner_role", "disclosure"]
        help_texts = {
            "text": gettext_lazy("Skriv det som ett löfte, till exempel: Den som ansöker får svar inom tre veckor."),
            "level": gettext_lazy("Hur väl ni håller det i dag, till exempel: 62 av 100 får svar i tid."),
            "change": gettext_lazy("Lämna tomt om inget ändras i år."),
            "owner_role": gettext_lazy("En roll eller enhet, inte en person."),
        }
        error_messages = {"text": {"required": gettext_lazy("Skriv vad användarna kan räkna med.")}}

    optional = ("service", "level", "change", "owner_role")
    parts = (
        (gettext_lazy("1. Åtagandet"), ("text", "service", "level")),
        (gettext_lazy("2. Vad som händer i år"), ("change", "owner_role")),
        (gettext_lazy("3. Vem får läsa det"), ("disclosure",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        agency, chosen = self.instance.plan.agency, self.instance.service_id
        offered = [one for one in agency.services.all() if not one.is_retired or one.pk == chosen]
        field = self.fields["service"]
        field.queryset = Service.objects.filter(agency=agency, pk__in=[one.pk for one in offered])
        field.choices = [("", _("Ingen vald")), *((one.pk, one.name) for one in offered)]


def fetch_commitments(plan, by):
    """Copies what last year's plan says and this one does not, each with its uid; returns how many that were.

    What was to change then is left out, for it says nothing of this year.
    """
    with plan.editing(by):
        new = list(ServiceCommitment.objects.of_the_year_before(plan))
        for row in new:
            row.pk, row.plan, row.change = None, plan, ""
            row._state.adding = True
            row.edit_count, row.edited_by, row.edited_at = 0, by, now()
            row.stand_last()
            row.save()
    return len(new)
