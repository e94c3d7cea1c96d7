from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import CitizenProblem, LifeEvent, ServiceType
from strategy.models import BenefitEstimate, BenefitKind, Initiative, LongTermGoal
from workflow.fields import NumberField, Rounds, TermsField, Ticks, YearField
from workflow.forms import RowSet, SafeForm, speak_swedish


class EstimateForm(forms.ModelForm):
    """A rough benefit per year: an interval, one number, or words when nothing can be counted."""

    class Meta:
        model = BenefitEstimate
        fields = ["kind", "low", "high", "unit", "note"]
        field_classes = {"low": NumberField, "high": NumberField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_swedish(self)

    def clean_low(self):
        return _not_negative(self.cleaned_data["low"])

    def clean_high(self):
        return _not_negative(self.cleaned_data["high"])

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", _("Den högre uppskattningen är lägre än den lägre. Byt plats på dem."))
        countable = cleaned.get("kind") in (BenefitKind.FINANCIAL, BenefitKind.FREED)
        says_nothing = low is None and high is None and not cleaned.get("note")
        if self.has_changed() and countable and says_nothing and not self.errors:
            self.add_error("low", _("Ange ett belopp, ett intervall räcker, eller skriv vad nyttan består i."))
        return cleaned


def _not_negative(amount):
    if amount is not None and amount < 0:
        raise ValidationError(_("Nyttan kan inte vara mindre än noll. Ange ett tal, till exempel 8."))
    return amount


class InitiativeForm(SafeForm):
    """A broad effort: what and for whom, when, rough benefit, joint part. Only the name is required."""

    first_year = YearField(label=gettext_lazy("första året"), required=False)
    last_year = YearField(label=gettext_lazy("sista året"), required=False)
    life_events = TermsField(
        LifeEvent.objects.none(),
        label=gettext_lazy("livshändelse eller verksamhetsprocess"),
        help_text=gettext_lazy(
            "Det som händer i den enskildes liv eller i företagets verksamhet, till exempel att flytta eller starta "
            "restaurang."
        ),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=gettext_lazy("Visa bara de som innehåller")),
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"))
    citizen_problems = TermsField(
        CitizenProblem.objects.none(), label=gettext_lazy("vilka av medborgarens problem löser insatsen?")
    )
    goals = TermsField(
        LongTermGoal.objects.none(),
        label=gettext_lazy("långsiktiga mål"),
        none=gettext_lazy("Planen har inga mål än."),
        widget=Ticks(two_columns=False),
    )

    class Meta:
        model = Initiative
        fields = [
            "title",
            "description",
            "first_year",
            "last_year",
            "joint",
            "joint_with",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 4}), "joint": Rounds(two_columns=False)}
        help_texts = {
            "description": gettext_lazy("Skriv för den som inte känner er organisation."),
            "joint": gettext_lazy("Gör ni något av det här tillsammans med andra?"),
            "joint_with": gettext_lazy("Till exempel kommuner, regionen eller en myndighet."),
        }
        error_messages = {"title": {"required": gettext_lazy("Skriv ett namn på insatsen.")}}

    optional = ("citizen_problems",)
    parts = (
        (
            gettext_lazy("1. Vad och för vem"),
            ("title", "description", "life_events", "service_types", "citizen_problems"),
        ),
        (gettext_lazy("2. Tid och mål"), ("first_year", "last_year", "goals")),
        (gettext_lazy("3. Nytta"), ("estimates",)),
        (gettext_lazy("4. Gemensam del"), ("joint", "joint_with")),
    )
    row_classes = (
        (
            "estimates",
            forms.inlineformset_factory(
                Initiative,
                BenefitEstimate,
                form=EstimateForm,
                formset=RowSet,
                extra=1,
                max_num=100,
                absolute_max=200,
                validate_max=True,
            ),
            gettext_lazy("Grov nytta per år"),
            gettext_lazy("Nytta"),
            gettext_lazy("Räkna grovt, ett intervall räcker. Går nyttan inte att räkna, skriv vad den består i."),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        years = {"first": plan.first_year, "last": plan.last_year}
        self.fields["first_year"].help_text = _("Mellan %(first)d och %(last)d.") % years

    def terms(self):
        return {
            "life_events": LifeEvent.objects.taggable(),
            "service_types": ServiceType.objects.all(),
            "citizen_problems": CitizenProblem.objects.all(),
            "goals": self.instance.plan.goals.all(),
        }

    def clean(self):
        cleaned = super().clean()
        for name in ("first_year", "last_year"):
            self._within_plan(name, cleaned.get(name))
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Det sista året är före det första (%d). Ange ett senare år.") % first)
        said = cleaned.get("joint_with") or "joint_with" in self.errors
        if cleaned.get("joint") == Initiative.Joint.YES and not said:
            self.add_error("joint_with", _("Skriv vilka ni gör det tillsammans med."))
        return cleaned

    def _within_plan(self, name, year):
        plan = self.instance.plan
        if year and not plan.first_year <= year <= plan.last_year:
            self.add_error(
                name,
                _("%(year)d ligger utanför planen. Ange ett år mellan %(first)d och %(last)d.")
                % {"year": year, "first": plan.first_year, "last": plan.last_year},
            )
