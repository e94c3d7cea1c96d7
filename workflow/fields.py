"""Form fields that forgive how Swedes write numbers, days and months, and say in Swedish what went wrong."""

import calendar
import datetime
import re
from decimal import Decimal, InvalidOperation
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"], start=1
    )
}
_MONTH_NAMES = list(_MONTHS)


_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF])


_WORD = {0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n\n", 0xAD: None, 0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•"}
_CONTROLS = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)])


def as_typed(text):
    """The text as a person would have typed it.

    Without marks that turn the direction of writing (they would turn every sentence it stands in), and without what
    comes along when text is pasted from Word: its own line breaks, bullets and invisible characters.
    """
    return text.translate(_CONTROLS | _MARKS | _WORD)


def parse_number(text):
    """A Decimal from what people type: 42,5 · 42.5 · 42 % · 1 480 · −3. Raises ValueError for anything else."""
    cleaned = re.sub(r"[\s\u00a0\u202f%]", "", text).replace("−", "-").replace(",", ".")
    if not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]+)?", cleaned):
        raise ValueError(text)
    return Decimal(cleaned)


class NumberField(forms.DecimalField):
    """A number as text, so that a comma, a space or a percent sign is welcome."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": gettext_lazy("Ange ett tal, till exempel 42,5."),
        "max_digits": gettext_lazy("Talet är för stort. Ange ett tal med högst %(max)s siffror."),
        "max_decimal_places": gettext_lazy("Ange högst %(max)s decimaler."),
        "max_whole_digits": gettext_lazy("Talet är för stort. Ange högst %(max)s siffror före kommat."),
        "min_value": gettext_lazy("Ange ett tal som är minst %(limit_value)s."),
        "max_value": gettext_lazy("Ange ett tal som är högst %(limit_value)s."),
    }

    def to_python(self, value):
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return parse_number(str(value))
        except (ValueError, InvalidOperation) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value):
        """Shown as it is written in Swedish: 42,5 and not 42.5000."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "size": "12", "autocomplete": "off"}

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class YearField(forms.IntegerField):
    """A year with four digits."""

    widget = forms.TextInput
    default_error_messages = {"invalid": gettext_lazy("Skriv årtalet med fyra siffror, till exempel 2027.")}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.min_value, self.max_value = 2000, 2100

    def clean(self, value):
        year = super().clean(value)
        if year is not None and not self.min_value <= year <= self.max_value:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return year

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "size": "6", "autocomplete": "off"}


def parse_day(text, first_year=2000):
    """A date from 2027-03-31, 20270331 or 31/3 2027. Raises ValidationError that tells format from impossible day."""
    found = re.fullmatch(r"(\d{4})-?(\d{1,2})-?(\d{1,2})", text) or None
    if found:
        year, month, day = (int(part) for part in found.groups())
    else:
        found = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[ /.](\d{4})", text)
        if not found:
            raise ValidationError(_("Skriv datumet som år-månad-dag, till exempel 2027-03-31."), code="invalid")
        day, month, year = (int(part) for part in found.groups())
    try:
        if first_year <= year <= 2100:
            return datetime.date(year, month, day)
        raise ValidationError(_("Ange ett årtal mellan %d och 2100.") % first_year, code="invalid")
    except ValueError as error:
        if 1 <= month <= 12 and 1 <= day <= 31:
            name = calendar_name(month)
            raise ValidationError(
                _("%(day)d %(month)s finns inte. Ange ett annat datum.") % {"day": day, "month": name}
            ) from error
        raise ValidationError(_("Skriv datumet som år-månad-dag, till exempel 2027-03-31."), code="invalid") from error


def calendar_name(month):
    full = "januari februari mars april maj juni juli augusti september oktober november december"
    return full.split()[month - 1]


class DayField(forms.DateField):
    """A day, typed as year-month-day."""

    widget = forms.TextInput

    def __init__(self, *, first_year=2000, **kwargs):
        self.first_year = first_year
        super().__init__(**kwargs)

    def to_python(self, value):
        if isinstance(value, str) and value.strip():
            return parse_day(value.strip(), self.first_year)
        return super().to_python(value)

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, datetime.date) else value

    def widget_attrs(self, widget):
        return {"size": "12", "autocomplete": "off", "inputmode": "numeric"}


class MonthField(forms.Field):
    """A month of a year: "okt 2027", "2027-10" or "oktober 2027". Its value is the month's first day, or its last."""

    widget = forms.TextInput
    default_error_messages = {"invalid": gettext_lazy("Skriv månad och år, till exempel okt 2027 eller 2027-10.")}

    def __init__(self, *, last=False, **kwargs):
        self.last = last
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, datetime.date):
            return value
        year, month = self._parse(str(value).strip().casefold())
        day = calendar.monthrange(year, month)[1] if self.last else 1
        return datetime.date(year, month, day)

    def _parse(self, text):
        numeric = re.fullmatch(r"(\d{4})[-/ ](\d{1,2})(-\d{1,2})?", text)
        words = re.fullmatch(r"([a-zåäö]{3,9})\.?\s+(\d{4})", text)
        if numeric:
            year, month = int(numeric[1]), int(numeric[2])
        elif words and words[1][:3] in _MONTHS and calendar_name(_MONTHS[words[1][:3]]).startswith(words[1]):
            year, month = int(words[2]), _MONTHS[words[1][:3]]
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not (1 <= month <= 12 and 2000 <= year <= 2100):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return year, month

    def prepare_value(self, value):
        return f"{_MONTH_NAMES[value.month - 1]} {value.year}" if isinstance(value, datetime.date) else value

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget):
        return {"size": "14", "autocomplete": "off"}


class Ticks(forms.CheckboxSelectMultiple):
    """Checkboxes in our look, with each choice's explanation under it, and a filter box when they are many."""

    template_name = "components/choices.html"

    def __init__(self, *args, two_columns=True, terse=False, filterable="", **kwargs):
        super().__init__(*args, **kwargs)
        self.extras = {"two_columns": two_columns, "terse": terse, "filterable": filterable}

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= self.extras
        options = [option for _heading, members, _index in context["widget"]["optgroups"] for option in members]
        for number, option in enumerate(options):  # also under headings, so that links to the first one find it
            if "id" in option["attrs"]:
                option["attrs"]["id"] = f"{context['widget']['attrs']['id']}_{number}"
        return context


class Rounds(Ticks, forms.RadioSelect):
    """Radio buttons in our look."""

    input_type = "radio"
    allow_multiple_selected = False
    option_template_name = "django/forms/widgets/radio_option.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        return forms.RadioSelect.value_from_datadict(self, data, files, name)

    def value_omitted_from_data(self, data, files, name):
        return forms.RadioSelect.value_omitted_from_data(self, data, files, name)


class TermsField(forms.ModelMultipleChoiceField):
    """Words to tick: of a code list, or of the plan.

    `group` says, for a row, its (order, heading); `none` is what is said instead of the help when there are no rows.
    """

    widget = Ticks
    default_error_messages = {
        "invalid_choice": gettext_lazy("Ett av valen finns inte längre. Välj bland dem som visas."),
        "invalid_pk_value": gettext_lazy("Ett av valen finns inte längre. Välj bland dem som visas."),
    }

    def __init__(self, queryset, *, group=None, none="", **kwargs):
        self.group, self.none = group, none
        super().__init__(queryset, required=False, **kwargs)

    def offer(self, rows):
        """Offers exactly these rows, already fetched, under their headings when there are any."""
        self.queryset = self.queryset.model._default_manager.filter(pk__in=[row.pk for row in rows])
        if not rows and self.none:
            self.help_text = self.none
        choice = ModelChoiceIterator(self).choice
        if self.group:
            headed = sorted(rows, key=lambda row: self.group(row)[0])
            self.choices = [
                (heading, [choice(row) for row in members])
                for (_order, heading), members in groupby(headed, self.group)
            ]
        else:
            self.choices = [choice(row) for row in rows]

    def _check_values(self, value):
        """A number too large for the database is one more choice that does not exist, not an error of ours."""
        if any(len(str(one)) > 18 for one in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super()._check_values(value)


def row_number(text):
    """A row's number as it came in an address or a post; None for anything that is no number of a row."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
