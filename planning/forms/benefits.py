"""A project's benefits: what they are, and the three things that ESV finds missing (DOMAIN 6.1)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.models import Benefit, Project
from strategy.models import BenefitEstimate
from strategy.rows import estimate_text
from workflow.fields import DayField, NumberField, YearField, row_number
from workflow.forms import RowSet, speak_swedish


class BenefitForm(forms.ModelForm):
    """A benefit per year. `estimates` are the initiative's, which it may continue; without any it is not asked."""

    from_year = YearField(label=gettext_lazy("från och med år"), required=False)
    first_check_on = DayField(
        label=gettext_lazy("följs upp första gången"),
        required=False,
        help_text=gettext_lazy("Till exempel 2028-03-31."),
    )

    class Meta:
        model = Benefit
        fields = [
            "kind",
            "amount",
            "unit",
            "note",
            "who",
            "from_year",
            "estimate",
            "baseline",
            "baseline_note",
            "realisation",
            "responsible_role",
            "first_check_on",
        ]
        field_classes = {"amount": NumberField, "baseline": NumberField}
        help_texts = {
            "amount": gettext_lazy("Lämna tomt om den inte går att räkna."),
            "baseline": gettext_lazy("Hur det är innan projektet, i samma enhet."),
            "baseline_note": gettext_lazy("Till exempel tidsstudie i mars 2026."),
            "realisation": gettext_lazy("Vad som ska ändras så att nyttan kommer, till exempel en budget som minskar."),
            "responsible_role": gettext_lazy("En roll i verksamheten, inte en person."),
        }

    groups = (
        ("", ("kind", "amount", "unit", "note", "who", "from_year", "estimate")),
        (
            gettext_lazy("Så hämtas nyttan hem"),
            ("baseline", "baseline_note", "realisation", "responsible_role", "first_check_on", "DELETE"),
        ),
    )

    def __init__(self, *args, estimates=(), **kwargs):
        super().__init__(*args, **kwargs)
        if estimates or self.instance.estimate_id:
            self._offer(self.fields["estimate"], estimates)
        else:
            del self.fields["estimate"]
        self.fields["realisation"].label = _("hur nyttan hämtas hem")
        speak_swedish(self)

    @property
    def field_groups(self):
        """The row's fields in two groups: what the benefit is, and how it is taken home."""
        for heading, names in self.groups:
            fields = [self[name] for name in names if name in self.fields]
            yield {"heading": heading, "fields": [bound for bound in fields if not bound.is_hidden]}

    def _offer(self, field, estimates):
        offered = {one.pk: _in_a_list(one) for one in estimates}
        kept = self.instance.estimate_id
        if kept and kept not in offered:
            offered[kept] = _("Uppskattning från en annan insats")
        field.queryset = BenefitEstimate.objects.filter(pk__in=offered)
        field.choices = [("", _("Ingen")), *offered.items()]

    def clean_amount(self):
        return _not_negative(self.cleaned_data["amount"], _("Nyttan kan inte vara mindre än noll. %s"))

    def clean_baseline(self):
        return _not_negative(self.cleaned_data["baseline"], _("Nollmätningen kan inte vara mindre än noll. %s"))

    def clean(self):
        cleaned = super().clean()
        says_nothing = cleaned.get("amount") is None and not cleaned.get("note") and not cleaned.get("estimate")
        if self.has_changed() and says_nothing and "amount" in cleaned:
            raise ValidationError(_("Skriv hur stor nyttan är, eller vad den består i."))
        return cleaned


def _not_negative(amount, sentence):
    if amount is not None and amount < 0:
        raise ValidationError(sentence % _("Ange ett tal, till exempel 420."))
    return amount


def _in_a_list(estimate):
    """A rough estimate as it is read in a list: "8–12 mnkr per år, färre blanketter"."""
    return ", ".join(said for said in (estimate_text(estimate), estimate.note) if said)


BenefitRows = forms.inlineformset_factory(
    Project, Benefit, form=BenefitForm, formset=RowSet, extra=1, max_num=100, absolute_max=200, validate_max=True
)


def with_estimates(data, estimates):
    """What is typed in a form, with one more row of benefits for each estimate that no row continues."""
    data = data.copy()
    total = row_number(data.get("benefits-TOTAL_FORMS", "")[:3]) or 0
    taken = {data.get(f"benefits-{number}-estimate") for number in range(total)}
    while total and not _says_something(data, total - 1):  # the empty rows at the end are used first
        total -= 1
    for estimate in [one for one in estimates if str(one.pk) not in taken][: 100 - total]:
        for name, value in _typed(estimate).items():
            data[f"benefits-{total}-{name}"] = value
        total += 1
    data["benefits-TOTAL_FORMS"] = str(total)
    return data


def _says_something(data, number):
    names = ["id", *(name for name in BenefitForm.Meta.fields if name not in ("kind", "unit"))]
    return any(data.get(f"benefits-{number}-{name}") for name in names)


def _typed(estimate):
    """An estimate as it is typed in a row of benefits. An interval is no amount: that is for the project to say."""
    numbers = {number for number in (estimate.low, estimate.high) if number is not None}
    return {
        "kind": estimate.kind,
        "amount": NumberField().prepare_value(numbers.pop()) if len(numbers) == 1 else "",
        "unit": estimate.unit,
        "note": estimate.note,
        "who": estimate.who,
        "from_year": str(estimate.from_year or ""),
        "responsible_role": estimate.responsible_role,
        "estimate": str(estimate.pk),
    }
