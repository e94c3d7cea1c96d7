"""What people fill in about a strategic plan. Forms narrow their own choices to the plan and its organisation."""

from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency, CitizenProblem, LifeEvent, ServiceType
from charts.numbers import format_amount, format_day, format_number
from strategy.models import (
    BenefitEstimate,
    BenefitKind,
    Indicator,
    IndicatorDefinition,
    Initiative,
    LongTermGoal,
    Premise,
    PremiseSource,
    StrategicPlan,
)
from strategy.models.indicators import Direction
from strategy.models.plan import PremiseKind
from workflow.clock import today
from workflow.fields import NumberField, Rounds, TermsField, Ticks, YearField
from workflow.forms import RowSet, SafeForm, speak_swedish

SHORTEST, USUAL, LONGEST = 3, 5, 8


def by_audience(event):
    """Private persons' events first, companies' processes after."""
    return (event.audience != LifeEvent.Audience.CITIZEN, event.get_audience_display())


class PlanForm(SafeForm):
    """Starts a plan: its first and last year, which no other plan of the organisation may share."""

    first_year = YearField(
        label=gettext_lazy("första året"), error_messages={"required": gettext_lazy("Ange planens första år.")}
    )
    last_year = YearField(
        label=gettext_lazy("sista året"), error_messages={"required": gettext_lazy("Ange planens sista år.")}
    )

    class Meta:
        model = StrategicPlan
        fields = ["first_year", "last_year"]

    parts = (("", ("first_year", "last_year")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first = max([today().year, *(plan.last_year + 1 for plan in self._others())])
        self.initial |= {"first_year": first, "last_year": first + USUAL - 1}

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last:
            self._refuse(first, last)
        return cleaned

    def _refuse(self, first, last):
        years = last - first + 1
        if years < 1:
            self.add_error("last_year", _("Det sista året är före det första (%d). Ange ett senare år.") % first)
        elif not SHORTEST <= years <= LONGEST:
            self.add_error(
                "last_year",
                _("Planen skulle gälla i %(years)d år. Välj en period på %(shortest)d till %(longest)d år, helst fem.")
                % {"years": years, "shortest": SHORTEST, "longest": LONGEST},
            )
        else:
            self._refuse_overlap(first, last)

    def _refuse_overlap(self, first, last):
        """Adds the error, and returns the plan in the way; None when the period is free."""
        taken = next((plan for plan in self._others() if plan.first_year <= last and first <= plan.last_year), None)
        if taken:
            self.add_error(
                "first_year",
                _(
                    "Ni har redan en strategisk plan för %(years)s. "
                    "Välj en period som börjar %(next)d eller revidera planen."
                )
                % {"years": taken.years, "next": taken.last_year + 1},
            )
        return taken

    def _others(self):
        """The organisation's plans, but not the one that an earlier post of this very form made."""
        own = self.data.get("draft_uid", "")
        return [plan for plan in self.instance.agency.strategicplans.latest_numbers() if str(plan.uid) != own]

    @contextmanager
    def guarded(self, by):
        with transaction.atomic():
            yield

    def twin(self):
        uid = self.cleaned_data.get("draft_uid")
        return uid and self.instance.agency.strategicplans.filter(uid=uid).first()

    def save_by(self, by):
        """One at a time in an organisation, so that two people cannot make overlapping plans at once."""
        with transaction.atomic():
            Agency.objects.select_for_update().get(pk=self.instance.agency_id)
            if self._refuse_overlap(self.cleaned_data["first_year"], self.cleaned_data["last_year"]):
                return False
            return super().save_by(by)


class PremiseForm(SafeForm):
    """A premise, picked from the shared register or written."""

    class Meta:
        model = Premise
        fields = ["source", "kind", "title", "reference", "impact"]
        labels = {"reference": gettext_lazy("källa eller beteckning")}
        help_texts = {
            "kind": gettext_lazy("Behövs bara om ni skriver en egen."),
            "reference": gettext_lazy("Till exempel ett diarienummer, en SOU eller en adress."),
            "impact": gettext_lazy("Vad betyder den för er? En eller två meningar räcker."),
        }
        widgets = {"impact": forms.Textarea(attrs={"rows": 3})}

    optional = ("reference", "impact")
    parts = (
        (gettext_lazy("Välj ur det gemensamma registret"), ("source",)),
        (gettext_lazy("Eller skriv en egen"), ("title", "kind", "reference")),
        (gettext_lazy("Vad den betyder för er"), ("impact",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Välj slag")), *PremiseKind.choices]
        source = self.fields["source"]
        source.label = _("förutsättning")
        source.queryset = PremiseSource.objects.filter(Q(replaced_by=None) | Q(pk=self.instance.source_id))
        source.choices = [("", _("Ingen, vi skriver en egen")), *_by_kind(source.queryset)]

    def clean(self):
        cleaned = super().clean()
        source, title = cleaned.get("source"), cleaned.get("title")
        if self.errors.keys() & {"source", "title"}:
            return cleaned
        if source and title:
            self.add_error("title", _("Välj antingen en förutsättning ur registret eller skriv en egen, inte båda."))
        elif not source and not title:
            self.add_error("source", _("Välj en förutsättning ur registret eller skriv en egen."))
        elif title and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Välj vilket slag av förutsättning det är."))
        if source:
            cleaned["kind"] = ""
        return cleaned


def _by_kind(sources):
    """The register as groups of choices, in the guidance's order."""
    groups = {kind: [] for kind in PremiseKind}
    for source in sources:
        groups[source.kind].append((source.pk, str(source)))
    return [(kind.label, choices) for kind, choices in groups.items() if choices]


class GoalForm(SafeForm):
    premises = TermsField(
        Premise.objects.none(),
        label=gettext_lazy("kommer från"),
        help_text=gettext_lazy("De förutsättningar som målet svarar på."),
        widget=Ticks(two_columns=False),
    )
    indicators = TermsField(
        Indicator.objects.none(),
        label=gettext_lazy("följs med"),
        help_text=gettext_lazy("Indikatorer som ni redan har. Nya lägger ni till på planens sida."),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Filtrera indikatorer")),
    )

    class Meta:
        model = LongTermGoal
        fields = ["text", "owner_role", "premises"]
        help_texts = {
            "text": gettext_lazy("Skriv vad som är annorlunda för dem ni finns till för, inte vad ni ska göra."),
            "owner_role": gettext_lazy("En roll eller enhet, inte en person."),
        }
        error_messages = {"text": {"required": gettext_lazy("Skriv målet med en mening.")}}

    optional = ("owner_role",)
    parts = (
        ("", ("text", "owner_role")),
        (gettext_lazy("Var målet kommer från och hur det följs"), ("premises", "indicators")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan, goal = self.instance.plan, self.instance
        premises, indicators = plan.premises.select_related("source"), plan.agency.indicators.all()
        _offer(self.fields["premises"], premises, _("Planen har inga förutsättningar än."))
        _offer(self.fields["indicators"], indicators, _("Ni har inga indikatorer än. Lägg till dem på planens sida."))
        self.fields["indicators"].initial = list(goal.indicators.all()) if goal.pk else []

    def after_save(self, by):
        self.instance.indicators.set(self.cleaned_data["indicators"])


def _offer(field, rows, none):
    """The rows as choices, fetched once; a list without choices says so instead of how to choose."""
    field.queryset = rows
    field.choices = [(row.pk, str(row)) for row in rows]
    if not field.choices:
        field.help_text = none


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
        group=by_audience,
        widget=Ticks(terse=True, filterable=gettext_lazy("Filtrera livshändelser")),
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"))
    citizen_problems = TermsField(
        CitizenProblem.objects.none(), label=gettext_lazy("vilka av medborgarens problem löser insatsen?")
    )
    goals = TermsField(
        LongTermGoal.objects.none(), label=gettext_lazy("långsiktiga mål"), widget=Ticks(two_columns=False)
    )

    class Meta:
        model = Initiative
        fields = [
            "title",
            "description",
            "life_events",
            "service_types",
            "citizen_problems",
            "first_year",
            "last_year",
            "goals",
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
        plan, initiative = self.instance.plan, self.instance
        for name, terms in (
            ("life_events", LifeEvent),
            ("service_types", ServiceType),
            ("citizen_problems", CitizenProblem),
        ):
            chosen = getattr(initiative, name).values("pk") if initiative.pk else []
            self.fields[name].queryset = terms.objects.offered(chosen)
        _offer(self.fields["goals"], plan.goals.all(), _("Planen har inga mål än."))
        years = {"first": plan.first_year, "last": plan.last_year}
        self.fields["first_year"].help_text = _("Mellan %(first)d och %(last)d.") % years

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


class IndicatorForm(SafeForm):
    """An indicator with its baseline, its target and the plan's goals it shows.

    While the plan is open all of it may be changed; then only the target, with a reason. What is measured by a
    gemensam indikator (unit, direction, decimals) comes from its definition, so that it can be compared.
    """

    decimals = forms.TypedChoiceField(
        label=gettext_lazy("skrivs med"),
        coerce=int,
        choices=[(0, gettext_lazy("Heltal")), (1, gettext_lazy("En decimal")), (2, gettext_lazy("Två decimaler"))],
    )
    baseline = NumberField(
        label=gettext_lazy("utgångsläge"),
        max_digits=14,
        decimal_places=4,
        required=False,
        help_text=gettext_lazy("Värdet i slutet av året nedan. Lämna tomt om ingen har mätt."),
    )
    baseline_year = YearField(
        label=gettext_lazy("utgångslägets år"),
        error_messages={"required": gettext_lazy("Ange vilket år utgångsläget gäller.")},
    )
    target = NumberField(label=gettext_lazy("målvärde"), max_digits=14, decimal_places=4, required=False)
    target_year = YearField(label=gettext_lazy("målår"), required=False)
    reason = forms.CharField(label=gettext_lazy("varför målet ändras"), max_length=300, required=False)
    goals = TermsField(
        LongTermGoal.objects.none(), label=gettext_lazy("långsiktiga mål"), widget=Ticks(two_columns=False)
    )

    class Meta:
        model = Indicator
        fields = [
            "definition",
            "name",
            "what_counts",
            "unit",
            "decimals",
            "direction",
            "frequency",
            "baseline",
            "baseline_year",
        ]
        widgets = {
            "what_counts": forms.Textarea(attrs={"rows": 3}),
            "direction": Rounds,
            "frequency": Rounds,
        }
        help_texts = {"definition": gettext_lazy("En gemensam indikator går att jämföra med andra som har den.")}

    WHAT = ("definition", "name", "what_counts", "unit", "decimals", "direction", "frequency")
    START = ("baseline", "baseline_year")
    TARGET = ("target", "target_year", "reason")

    optional = ("what_counts",)

    def __init__(self, *args, plan, **kwargs):
        self.plan = plan
        super().__init__(*args, **kwargs)
        self.former = self.instance.targets.first() if self.instance.pk else None
        self.is_whole = plan.is_open or "name" in self.data
        self._make_target_fields()
        if self.is_whole:
            self._make_what_fields()
        else:
            for name in (*self.WHAT, *self.START, "goals"):
                del self.fields[name]
        self.parts = self._parts()

    def _make_target_fields(self):
        fields, former = self.fields, self.former
        fields["target_year"].initial = former.year if former else self.plan.last_year
        if former:
            fields["target"].initial = former.value
            fields["target"].help_text = _("Nu %(value)s till %(year)d, satt %(day)s. Det gamla målvärdet sparas.") % {
                "value": self._amount(former.value),
                "year": former.year,
                "day": format_day(timezone.localdate(former.set_at)),
            }
            fields["reason"].help_text = _("Behövs bara om du ändrar målvärdet eller målåret.")
        else:
            del fields["reason"]

    def _make_what_fields(self):
        fields, indicator = self.fields, self.instance
        if indicator.pk:
            del fields["definition"]
        else:
            self.initial["baseline_year"] = self.plan.first_year - 1
            self._offer_definitions()
        if indicator.definition_id:
            for name in ("unit", "decimals", "direction"):
                del fields[name]
        else:
            fields["name"].required = fields["unit"].required = bool(indicator.pk)
        _offer(fields["goals"], self.plan.goals.all(), _("Planen har inga mål än."))
        if indicator.pk:
            fields["goals"].initial = list(indicator.goals.filter(plan=self.plan))

    def _offer_definitions(self):
        """All can be validated, so that a second post is understood; only those not yet adopted are shown."""
        adopted = set(self.instance.agency.indicators.values_list("definition_id", flat=True))
        field = self.fields["definition"]
        free = [(one.pk, str(one)) for one in IndicatorDefinition.objects.all() if one.pk not in adopted]
        field.choices = [("", _("Ingen, vi skriver en egen")), *free]
        for name in ("name", "unit", "what_counts"):
            self.fields[name].help_text = " ".join(
                str(text) for text in (self.fields[name].help_text, _("Hämtas om du väljer en gemensam.")) if text
            )

    def _parts(self):
        named = (
            (_("Vad mäts?"), self.WHAT),
            (_("Utgångsläge och mål"), (*self.START, *self.TARGET)),
            (_("Vilka mål visar den?"), ("goals",)),
        )
        return tuple((heading, names) for heading, names in named if any(name in self.fields for name in names))

    @property
    def lead(self):
        if self.is_whole:
            return ""
        return _("Planen är %s. Målvärdet går att ändra, med en motivering.") % self.plan.get_state_display().lower()

    # What is typed ----------------------------------------------------------------------------------------------------
    def clean(self):
        cleaned = super().clean()
        if self.is_whole:
            self._take_from_definition(cleaned)
            self._refuse_twice(cleaned)
        self._check_scale(cleaned)
        self._check_target(cleaned)
        return cleaned

    def _take_from_definition(self, cleaned):
        definition = cleaned.get("definition")
        if definition:
            cleaned["name"] = cleaned.get("name") or definition.name
            cleaned["what_counts"] = cleaned.get("what_counts") or definition.definition
            cleaned |= {name: getattr(definition, name) for name in ("unit", "decimals", "direction")}
            for name in ("unit", "decimals", "direction"):
                self._errors.pop(name, None)
        if self.instance.pk is None:
            for name, sentence in (
                ("name", _("Skriv ett namn på indikatorn, eller välj en gemensam.")),
                ("unit", _("Skriv vad indikatorn mäts i, till exempel % eller dagar.")),
            ):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)

    def _refuse_twice(self, cleaned):
        """The same name, or the same gemensam indikator, twice in an organisation."""
        own = cleaned.get("draft_uid")
        others = self.instance.agency.indicators.exclude(pk=self.instance.pk)
        others = others.exclude(uid=own) if own else others
        name, definition = cleaned.get("name"), cleaned.get("definition")
        if definition and others.filter(definition=definition).exists():
            self.add_error("definition", _("Ni har redan den gemensamma indikatorn. Välj en annan."))
        elif name and others.filter(name=name).exists():
            self.add_error("name", self._name_taken(name))

    def _name_taken(self, name):
        return _("Ni har redan en indikator som heter %s. Välj ett annat namn.") % name

    def _check_scale(self, cleaned):
        definition = cleaned.get("definition") or self.instance.definition
        if definition is None or definition.scale_max is None:
            return
        for name in ("baseline", "target"):
            value = cleaned.get(name)
            if value is not None and not definition.scale_min <= value <= definition.scale_max:
                ends = {"low": format_number(definition.scale_min), "high": format_number(definition.scale_max)}
                self.add_error(name, _("Ange ett tal mellan %(low)s och %(high)s.") % ends)

    def _check_target(self, cleaned):
        target, year = cleaned.get("target"), cleaned.get("target_year")
        if self.errors.keys() & {"target", "target_year"}:
            return
        if target is None:
            if self.former:
                self.add_error("target", _("Ange ett målvärde. Det går att ändra men inte att ta bort."))
            return
        if year is None:
            self.add_error("target_year", _("Ange vilket år målvärdet ska vara nått."))
            return
        since = cleaned.get("baseline_year") if self.is_whole else self.instance.baseline_year
        if since and year <= since:
            self.add_error("target_year", _("Målåret måste vara efter utgångslägets år, %d.") % since)
        self._check_direction(cleaned, target)
        says_why = cleaned.get("reason") or "reason" in self.errors
        if self.former and self._is_new_target(target, year) and not says_why:
            self.add_error("reason", _("Skriv varför målet ändras."))

    def _check_direction(self, cleaned, target):
        """A target that is the baseline, or worse than it, is a slip of the pen."""
        baseline = cleaned.get("baseline") if self.is_whole else self.instance.baseline
        direction = cleaned.get("direction") or self.instance.direction
        if baseline is None or "baseline" in self.errors:
            return
        falls = direction == Direction.LOWER
        if target == baseline:
            same = _("Målvärdet är samma som utgångsläget.")
            what = (
                _("Ange ett värde som är lägre än %s eller välj att högre är bättre.")
                if falls
                else _("Ange ett värde som är högre än %s eller välj att lägre är bättre.")
            )
            self.add_error("target", f"{same} {what % format_number(baseline)}")
        elif (target > baseline) == falls:
            sentence = (
                _("Målvärdet är sämre än utgångsläget. Ändra värdet eller välj att högre är bättre.")
                if falls
                else _("Målvärdet är sämre än utgångsläget. Ändra värdet eller välj att lägre är bättre.")
            )
            self.add_error("target", sentence)

    def _is_new_target(self, value, year):
        return self.former is None or (self.former.value, self.former.year) != (value, year)

    def _amount(self, value):
        return format_amount(value, unit=self.instance.unit)

    # What is written --------------------------------------------------------------------------------------------------
    @contextmanager
    def guarded(self, by):
        """Everything but the target requires the plan of the address to be open."""
        with self.plan.editing(by) if self.is_whole else transaction.atomic():
            yield

    def twin(self):
        uid = self.cleaned_data.get("draft_uid")
        return uid and self.instance.agency.indicators.filter(uid=uid).first()

    def save_by(self, by):
        try:
            return super().save_by(by)
        except IntegrityError:  # somebody took the name since it was checked
            self.add_error(None, self._name_taken(self.instance.name))
            return False

    def after_save(self, by):
        cleaned, indicator = self.cleaned_data, self.instance
        if "goals" in cleaned:
            of_other_plans = indicator.goals.exclude(plan=self.plan)
            indicator.goals.set([*of_other_plans, *cleaned["goals"]])
        target, year = cleaned.get("target"), cleaned.get("target_year")
        if target is not None and self._is_new_target(target, year):
            indicator.set_target(target, year, by=by, reason=cleaned.get("reason", ""))

    def like(self, instance):
        return type(self)(instance=instance, plan=self.plan)
