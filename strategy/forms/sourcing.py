from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy.forms.checks import is_taken, refuse_outside_plan
from strategy.models import SourcingDecision, SourcingForm
from workflow.fields import DayField, Rounds, YearField
from workflow.forms import SafeForm

WARNING = gettext_lazy("Skriv inget som är säkerhetsskyddsklassificerat här.")


class YearOfChange:
    """What both forms about a process ask of the year when it changes form."""

    def clean(self):
        cleaned = super().clean()
        refuse_outside_plan(self, "changes_in")
        return cleaned

    def single_terms(self):
        return {"form_today": SourcingForm.objects.all(), "form_later": SourcingForm.objects.all()}


class ProcessForm(YearOfChange, SafeForm):
    """A process and how it is provided for. Only the name is required."""

    changes_in = YearField(
        label=gettext_lazy("ändras år"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om formen är densamma hela perioden."),
    )
    contract_ends_on = DayField(
        label=gettext_lazy("avtalet löper ut"),
        required=False,
        help_text=gettext_lazy("Skriv som år-månad-dag, till exempel 2027-12-31."),
    )

    class Meta:
        model = SourcingDecision
        fields = [
            "name",
            "process_kind",
            "form_today",
            "form_later",
            "form_note",
            "changes_in",
            "retained_competence",
            "reasons",
            "reason_note",
            "risks",
            "risk_note",
            "contract_ends_on",
            "exit_plan",
            "disclosure",
        ]
        widgets = {
            "process_kind": Rounds,
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("reason_note", "risk_note", "exit_plan")},
            "retained_competence": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "name": gettext_lazy("Till exempel kundtjänst, drift, löner eller arkiv."),
            "form_note": gettext_lazy("Till exempel hur mycket som är egen personal och hur mycket som är konsulter."),
            "retained_competence": gettext_lazy(
                "Det ni själva behöver kunna för att beställa, kontrollera och följa upp."
            ),
        }
        error_messages = {"name": {"required": gettext_lazy("Skriv vilken process det gäller.")}}

    optional = ("form_note", "changes_in", "retained_competence", *SourcingDecision.INTERNAL)
    internal = SourcingDecision.INTERNAL
    parts = (
        (
            gettext_lazy("1. Processen och hur den bemannas"),
            ("name", "process_kind", "form_today", "form_later", "form_note", "changes_in", "retained_competence"),
        ),
        (gettext_lazy("2. Varför, och vad som kan gå fel"), ("reasons", "reason_note", "risks", "risk_note")),
        (gettext_lazy("3. Avtalet"), ("contract_ends_on", "exit_plan")),
        (gettext_lazy("4. Vem får läsa det här"), ("disclosure",)),
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if is_taken(self, name, self.instance.plan.sourcing_decisions.all()):
            raise ValidationError(_("Det finns redan en process som heter %s i planen. Välj ett annat namn.") % name)
        return name


class ProcessInlineForm(YearOfChange, SafeForm):
    """How a process is provided for, changed where it stands."""

    changes_in = YearField(label=gettext_lazy("ändras år"), required=False)

    class Meta:
        model = SourcingDecision
        fields = ["form_today", "form_later", "changes_in"]

    optional = ("changes_in",)
