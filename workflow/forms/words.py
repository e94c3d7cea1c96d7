"""What every form of ours has: an error summary, and Swedish sentences that say what to do."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _


class FaultsMixin:
    """What the error summary needs to know of any form of ours."""

    row_sets = ()
    conflict = False

    @property
    def fault_heading(self):
        return _("Inget är sparat än") if self.conflict else _("Rätta det här innan du fortsätter")

    @property
    def has_faults(self):
        return bool(self.errors) or any(
            rows.formset.is_bound and (any(rows.formset.errors) or rows.formset.non_form_errors())
            for rows in self.row_sets
        )


class _TooLong(MaxLengthValidator):
    """Says how much to cut instead of quoting two numbers."""

    def __call__(self, value):
        length = len(value)
        if length > self.limit_value:
            raise ValidationError(
                _("Texten är %(over)d tecken för lång. Korta den till högst %(limit)d tecken.")
                % {"over": length - self.limit_value, "limit": self.limit_value},
                code="max_length",
            )


def speak_swedish(form):
    """Gives a form's fields our sentences: what is wrong and what to do."""
    for field in form.fields.values():
        if isinstance(field, forms.CharField) and getattr(field, "max_length", None):
            field.validators = [v for v in field.validators if not isinstance(v, MaxLengthValidator)]
            field.validators.append(_TooLong(field.max_length))
            field.widget.attrs.pop("maxlength", None)
        one_of_many = isinstance(field, (forms.ModelChoiceField, forms.TypedChoiceField))
        if one_of_many and not isinstance(field, forms.ModelMultipleChoiceField):
            field.error_messages["invalid_choice"] = _("Valet finns inte längre. Välj bland dem som visas.")
