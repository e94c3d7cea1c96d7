"""Registering a value: forgiving of how numbers are written, strict about what would hide a mistake."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import User
from charts.numbers import format_day, format_number
from followup.models import Measurement
from followup.periods import Period
from followup.reporting import is_outlier, number_with_unit
from followup.reporting.indicators import scale_of
from planning.forms import StatusForm
from strategy.models import Indicator
from workflow.fields import NumberField, as_typed
from workflow.forms import FaultsMixin, speak_swedish


class MeasurementForm(FaultsMixin, forms.Form):
    """A period's value, or the correction of one. Periods that are not over cannot be chosen.

    `seen` is the newest row there was when the form was shown: a value that somebody registered since then is never
    replaced unnoticed, and a second post of the same form writes nothing.
    """

    period = forms.ChoiceField(label=gettext_lazy("period"))
    value = NumberField(
        label=gettext_lazy("värde"),
        max_digits=14,
        decimal_places=4,
        error_messages={"required": gettext_lazy("Ange ett tal, till exempel 42,5.")},
    )
    comment = forms.CharField(label=gettext_lazy("kommentar"), max_length=300, required=False)
    correction = forms.CharField(
        label=gettext_lazy("varför rättas värdet?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Behövs bara när perioden redan har ett värde. Det gamla värdet finns kvar i historiken."
        ),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("ja, värdet stämmer"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    conflict = False

    def __init__(self, *args, indicator, rows, **kwargs):
        """`rows` are the history's rows, newest first: the periods that can be chosen."""
        super().__init__(*args, **kwargs)
        self.indicator, self.rows = indicator, {row.period.slug: row for row in rows}
        self.fields["period"].choices = [(slug, self._period_label(row)) for slug, row in self.rows.items()]
        missing = [slug for slug, row in self.rows.items() if row.measurement is None]
        self.fields["period"].initial = missing[-1] if missing else next(iter(self.rows), None)
        self.fields["period"].error_messages["invalid_choice"] = _("Välj en period som är slut.")
        self.fields["value"].label = _("värde, %s") % indicator.unit
        self.fields["seen"].initial = max((row.measurement.pk for row in rows if row.measurement), default=0)
        self.fields["comment"].optional = True
        speak_swedish(self)

    def _period_label(self, row):
        label = row.period.label[:1].upper() + row.period.label[1:]
        if row.measurement is None:
            return _("%s, värde saknas") % label
        return f"{label}, {number_with_unit(row.value, self.indicator)}"

    def clean_value(self):
        value = self.cleaned_data["value"]
        low, high = scale_of(self.indicator)
        if value is not None and high is not None and not low <= value <= high:
            raise forms.ValidationError(
                _("Ange ett tal mellan %(low)s och %(high)s, till exempel 42,5.")
                % {"low": format_number(low), "high": format_number(high)}
            )
        return value

    def clean(self):
        data = super().clean()
        row, value = self.rows.get(data.get("period")), data.get("value")
        if row is None or value is None:
            return data
        if row.measurement and not self._is_same(row.measurement) and not data.get("correction", "").strip():
            self.add_error("correction", self._already(row.measurement))
        previous = self._previous(row.period)
        if not data.get("confirmed") and self._is_outlier(row.period, value, previous):
            self.add_error(
                "confirmed",
                _("Värdet är %(value)s. Förra gången var det %(previous)s. Stämmer det?")
                % {
                    "value": number_with_unit(value, self.indicator),
                    "previous": number_with_unit(previous, self.indicator),
                },
            )
        return data

    @property
    def asks_to_confirm(self):
        """The tick is shown only when there is something to confirm, and stays while the rest is put right."""
        return bool(self.errors.get("confirmed")) or bool(self.is_bound and self.cleaned_data.get("confirmed"))

    def save_by(self, by):
        """Writes the value, or nothing when it is already written. False when somebody else was faster."""
        period = self.rows[self.cleaned_data["period"]].period
        with transaction.atomic():
            Indicator.objects.select_for_update().get(pk=self.indicator.pk)
            current = (
                Measurement.objects.current()
                .filter(indicator=self.indicator, year=period.year, number=period.number)
                .select_related("entered_by")
                .first()
            )
            if current and self._is_same(current):
                return True
            if current and current.pk > (self.cleaned_data.get("seen") or 0):
                self._refuse(current)
                return False
            Measurement.record(
                self.indicator,
                period,
                self.cleaned_data["value"],
                by=by,
                comment=self.cleaned_data["comment"].strip(),
                correction=self.cleaned_data["correction"].strip() if current else "",
            )
        return True

    def _refuse(self, current):
        self.conflict = True
        clock = timezone.localtime(current.entered_at).strftime("%H.%M")
        self.add_error(
            "value",
            _(
                "%(who)s registrerade %(value)s kl. %(clock)s medan du skrev. Inget är överskrivet. "
                "Skriv varför det ska rättas och välj Spara igen om ditt värde ska gälla."
            )
            % {
                "who": current.entered_by or _("Någon annan"),
                "value": number_with_unit(current.value, self.indicator),
                "clock": clock,
            },
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(current.pk)

    def _already(self, current):
        return _("Perioden har redan värdet %(value)s, inlagt den %(day)s. Skriv varför det ska rättas.") % {
            "value": number_with_unit(current.value, self.indicator),
            "day": format_day(timezone.localtime(current.entered_at).date()),
        }

    def _is_same(self, current):
        same_comment = current.comment == self.cleaned_data.get("comment", "").strip()
        return current.value == self.cleaned_data.get("value") and same_comment

    def _previous(self, period: Period):
        """The newest value before a period."""
        earlier = [row for row in self.rows.values() if row.period < period and row.value is not None]
        return max(earlier, key=lambda row: row.period).value if earlier else None

    def _is_outlier(self, period, value, previous):
        others = [row for row in self.rows.values() if row.period != period and row.value is not None]
        known = [row.value for row in sorted(others, key=lambda row: row.period)]
        return is_outlier(value, previous, known, Decimal(1).scaleb(-self.indicator.decimals))


class NameForm(FaultsMixin, forms.ModelForm):
    """What a person is called. Their address, roles and rights are set by others."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": gettext_lazy("ditt namn")}
        help_texts = {"name": gettext_lazy("Så som det ska stå för dina kollegor.")}
        error_messages = {"name": {"required": gettext_lazy("Skriv ditt namn.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        speak_swedish(self)

    def clean_name(self):
        name = as_typed(self.cleaned_data["name"]).strip()
        if not any(letter.isalnum() for letter in name):
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name


class StatusLineForm(StatusForm):
    """How a project goes, on a line of its own on Hem: one list to choose from and one sentence to write."""

    class Meta(StatusForm.Meta):
        widgets = {"health": forms.Select, "reason": forms.TextInput(attrs={"autocomplete": "off"})}
        labels = {"health": gettext_lazy("läge"), "reason": gettext_lazy("varför, om det inte går som planerat")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = ""
        self.fields["health"].choices = [("", _("Välj läge")), *self.fields["health"].choices]
