"""A project's stages in time: repeatable rows, one of each kind."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import format_day
from planning.models import Project, Stage
from workflow.fields import MonthField
from workflow.forms import RowSet, speak_swedish


class StageForm(forms.ModelForm):
    starts_on = MonthField(label=gettext_lazy("från"), required=False)
    ends_on = MonthField(label=gettext_lazy("till och med"), required=False, last=True)

    class Meta:
        model = Stage
        fields = ["kind", "starts_on", "ends_on", "is_done"]
        error_messages = {"kind": {"required": gettext_lazy("Välj vilket skede det är.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Välj skede")), *Stage.Kind.choices]
        speak_swedish(self)

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            text = _("Skedet slutar innan det börjar (%s). Ange en senare månad.") % format_day(start)
            self.add_error("ends_on", text)
        return cleaned


class StageFormSet(RowSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial_form_count() >= len(Stage.Kind):  # every stage stands there
            self.extra = 0

    def validate_unique(self):
        """Said in clean(), in our words."""

    def clean(self):
        super().clean()
        kinds = [row["kind"] for row in kept_rows(self) if row.get("kind")]
        if len(kinds) > len(set(kinds)):
            raise ValidationError(_("Samma skede står två gånger. Ta bort den ena raden."))

    def save(self, commit=True):
        """Writes the rows anew, in the order of the stages: two that change kinds would otherwise meet on the way."""
        self.instance.stages.all().delete()
        order = Stage.Kind.values
        rows = sorted((row for row in kept_rows(self) if row.get("kind")), key=lambda row: order.index(row["kind"]))
        names = StageForm.Meta.fields
        return [self.instance.stages.create(**{name: row[name] for name in names}) for row in rows]


def kept_rows(formset):
    """What is said in the rows that stay, of a formset that has been validated."""
    rows = [form.cleaned_data for form in formset.forms if hasattr(form, "cleaned_data")]
    return [row for row in rows if row and not row.get("DELETE")]


StageRows = forms.inlineformset_factory(
    Project, Stage, form=StageForm, formset=StageFormSet, extra=1, max_num=20, absolute_max=200, validate_max=True
)
