from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import CitizenProblem, LifeEvent, ServiceLevel, ServiceType, TargetGroup
from strategy.forms.checks import refuse_outside_plan
from strategy.models import BenefitEstimate, BenefitKind, GuidingPrinciple, Initiative, LongTermGoal, Service
from workflow.fields import NumberField, Rounds, TermsField, Ticks, YearField
from workflow.forms import RowSet, SafeForm, speak_swedish

FILTER = gettext_lazy("Visa bara de som innehåller")


class EstimateForm(forms.ModelForm):
    """A rough benefit per year: an interval, one number, or words when nothing can be counted."""

    from_year = YearField(label=gettext_lazy("från och med år"), required=False)

    class Meta:
        model = BenefitEstimate
        fields = [
            "kind",
            "low",
            "high",
            "unit",
            "note",
            "who",
            "from_year",
            "certainty",
            "grouping",
            "responsible_role",
        ]
        field_classes = {"low": NumberField, "high": NumberField}
        help_texts = {"responsible_role": gettext_lazy("En roll, inte en person.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["certainty"].choices = [("", _("Inte bedömd")), *BenefitEstimate.Certainty.choices]
        self.fields["grouping"].choices = [("", _("Som är vanligt för slaget")), *self.fields["grouping"].choices[1:]]
        self.fields["grouping"].help_text = ""
        self.swap = False
        speak_swedish(self)

    def clean_low(self):
        return _not_negative(self.cleaned_data["low"])

    def clean_high(self):
        return _not_negative(self.cleaned_data["high"])

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", _("Den högre uppskattningen är lägre än den lägre. Byt plats på dem?"))
            self.swap = True
        countable = cleaned.get("kind") in (BenefitKind.FINANCIAL, BenefitKind.FREED)
        says_nothing = low is None and high is None and not cleaned.get("note")
        if self.has_changed() and countable and says_nothing and not self.errors:
            self.add_error("low", _("Ange ett belopp, ett intervall räcker, eller skriv vad nyttan består i."))
        return cleaned


def _not_negative(amount):
    if amount is not None and amount < 0:
        raise ValidationError(_("Nyttan kan inte vara mindre än noll. Ange ett tal, till exempel 8."))
    return amount


EstimateRows = forms.inlineformset_factory(
    Initiative,
    BenefitEstimate,
    form=EstimateForm,
    formset=RowSet,
    extra=1,
    max_num=100,
    absolute_max=200,
    validate_max=True,
)


class WithinPlan:
    """What every form about an initiative's years asks of them."""

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        refuse_outside_plan(self, "first_year", "last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Det sista året är före det första (%d). Ange ett senare år.") % first)
        return cleaned


def _event_field():
    return TermsField(
        LifeEvent.objects.none(),
        label=gettext_lazy("livshändelse eller verksamhetsprocess"),
        help_text=gettext_lazy(
            "Det som händer i den enskildes liv eller i företagets verksamhet, till exempel att flytta eller starta "
            "restaurang."
        ),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=FILTER),
    )


class InitiativeForm(WithinPlan, SafeForm):
    """A broad effort: what and for whom, when, rough benefit, joint part. Only the name is required."""

    first_year = YearField(label=gettext_lazy("första året"), required=False)
    last_year = YearField(label=gettext_lazy("sista året"), required=False)
    life_events = _event_field()
    target_groups = TermsField(
        TargetGroup.objects.none(), label=gettext_lazy("målgrupper"), widget=Ticks(terse=True, filterable=FILTER)
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"))
    services = TermsField(
        Service.objects.none(),
        label=gettext_lazy("tjänster som berörs"),
        none=gettext_lazy("Ni har inte lagt in några tjänster än."),
        widget=Ticks(filterable=FILTER),
    )
    citizen_problems = TermsField(
        CitizenProblem.objects.none(), label=gettext_lazy("vilka av medborgarens problem löser insatsen?")
    )
    principles = TermsField(
        GuidingPrinciple.objects.none(),
        label=gettext_lazy("vägledande principer som insatsen följer"),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=FILTER),
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
            "service_level",
            "joint",
            "joint_with",
            "open_source",
            "open_standards",
            "openness_note",
            "disclosure",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 4}), "joint": Rounds(two_columns=False)}
        help_texts = {
            "description": gettext_lazy("Skriv för den som inte känner er organisation."),
            "service_level": gettext_lazy("Vilka som delar på det ni bygger."),
            "joint": gettext_lazy("Gör ni något av det här tillsammans med andra?"),
            "joint_with": gettext_lazy("Till exempel kommuner, regionen eller en myndighet."),
            "openness_note": gettext_lazy("Till exempel vilka standarder, eller varför ni valde bort dem."),
        }
        error_messages = {"title": {"required": gettext_lazy("Skriv ett namn på insatsen.")}}

    optional = ("target_groups", "services", "citizen_problems", "principles", "openness_note")
    parts = (
        (
            gettext_lazy("1. Vad och för vem"),
            ("title", "description", "life_events", "target_groups", "citizen_problems"),
        ),
        (gettext_lazy("2. Tid och mål"), ("first_year", "last_year", "goals")),
        (gettext_lazy("3. Tjänster"), ("service_types", "service_level", "services")),
        (gettext_lazy("4. Nytta"), ("estimates",)),
        (gettext_lazy("5. Gemensam del"), ("joint", "joint_with")),
        (
            gettext_lazy("6. Principer och öppenhet"),
            ("principles", "open_source", "open_standards", "openness_note", "disclosure"),
        ),
    )
    redraws = (*SafeForm.redraws, "swap")
    row_classes = (
        (
            "estimates",
            EstimateRows,
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
        plan = self.instance.plan
        return {
            "life_events": LifeEvent.objects.taggable(),
            "target_groups": TargetGroup.objects.offered_to(plan.agency),
            "service_types": ServiceType.objects.all(),
            "citizen_problems": CitizenProblem.objects.all(),
            "principles": GuidingPrinciple.objects.all(),
            "services": plan.agency.services.all(),
            "goals": plan.goals.all(),
        }

    def single_terms(self):
        return {"service_level": ServiceLevel.objects.all()}

    def clean(self):
        cleaned = super().clean()
        said = cleaned.get("joint_with") or "joint_with" in self.errors
        if cleaned.get("joint") == Initiative.Joint.YES and not said:
            self.add_error("joint_with", _("Skriv vilka ni gör det tillsammans med."))
        return cleaned

    def swap(self, row):
        """Lowest and highest of a row of estimates change places; nothing is written."""
        self.data = self.data.copy()
        low, high = f"{row}-low", f"{row}-high"
        if low in self.data and high in self.data:
            self.data[low], self.data[high] = self.data[high], self.data[low]
        self.redraw()


class TaggingForm(WithinPlan, SafeForm):
    """An initiative's years and tags, changed where it stands."""

    first_year = YearField(label=gettext_lazy("första året"), required=False)
    last_year = YearField(label=gettext_lazy("sista året"), required=False)
    life_events = _event_field()
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"), widget=Ticks(terse=True))

    class Meta:
        model = Initiative
        fields = ["first_year", "last_year"]

    def terms(self):
        return {"life_events": LifeEvent.objects.taggable(), "service_types": ServiceType.objects.all()}
