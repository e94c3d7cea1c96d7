"""The training that a project asks for, as rows of its form."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.forms.training import PeopleField
from planning.models import Project, TrainingNeed
from strategy.models import CompetenceNeed
from workflow.clock import now
from workflow.fields import MonthField
from workflow.forms import RowSet, speak_swedish


class ProjectTrainingForm(forms.ModelForm):
    """Training of a group. `competences` are those of the strategic plan that it may build up.

    The row is also changed on the plan's own page about training, so it knows which count it was shown with.
    """

    seen_count = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = PeopleField(label=gettext_lazy("antal personer"))
    starts_on = MonthField(label=gettext_lazy("när"), required=False, help_text=gettext_lazy("Till exempel sep 2027."))

    class Meta:
        model = TrainingNeed
        fields = ["what", "group", "number", "starts_on", "competence"]
        help_texts = {"group": gettext_lazy("En grupp eller roll, aldrig namn på personer.")}
        error_messages = {"what": {"required": gettext_lazy("Skriv vad utbildningen gäller.")}}

    def __init__(self, *args, competences=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_count"].initial = self.instance.edit_count
        offered = {one.pk: one.name for one in competences}
        kept = self.instance.competence_id
        if kept and kept not in offered:
            offered[kept] = _("Kompetens i en annan strategisk plan")
        if offered:
            self.fields["competence"].queryset = CompetenceNeed.objects.filter(pk__in=offered)
            self.fields["competence"].choices = [("", _("Ingen vald")), *offered.items()]
        else:
            del self.fields["competence"]
        speak_swedish(self)

    def has_changed(self):
        return any(name != "seen_count" for name in self.changed_data)

    def clean(self):
        cleaned = super().clean()
        row = self.instance
        if row.pk and self.has_changed() and cleaned.get("seen_count") != row.edit_count:
            self.add_error(
                "what",
                _(
                    "Någon annan har ändrat raden medan du skrev. Det du skrev står kvar. Läs deras på sidan Kompetens "
                    "och utbildning, och välj Spara igen."
                ),
            )
            self.data = self.data.copy()
            self.data[self.add_prefix("seen_count")] = str(row.edit_count)
        return cleaned


class ProjectTrainingFormSet(RowSet):
    def save_new(self, form, commit=True):
        form.instance.plan = self.instance.plan
        form.instance.project = self.instance
        form.instance.stand_last()
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        form.instance.plan = self.instance.plan
        form.instance.edit_count += 1
        form.instance.edited_at = now()
        return super().save_existing(form, obj, commit)


TrainingRows = forms.inlineformset_factory(
    Project,
    TrainingNeed,
    form=ProjectTrainingForm,
    formset=ProjectTrainingFormSet,
    extra=1,
    max_num=100,
    absolute_max=200,
    validate_max=True,
)
