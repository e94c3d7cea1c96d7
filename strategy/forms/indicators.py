from contextlib import contextmanager

from django import forms
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import format_amount, format_day, format_number
from strategy.models import Indicator, IndicatorDefinition, LongTermGoal
from strategy.models.indicators import Direction
from workflow.fields import NumberField, Rounds, TermsField, Ticks, YearField
from workflow.forms import SafeForm


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
        LongTermGoal.objects.none(),
        label=gettext_lazy("långsiktiga mål"),
        none=gettext_lazy("Planen har inga mål än."),
        widget=Ticks(two_columns=False),
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
        fields["goals"].offer(self.plan.goals.all())
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
