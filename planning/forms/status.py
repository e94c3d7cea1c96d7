from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.health import Health
from planning.models import Project, StatusReport
from workflow.fields import Rounds
from workflow.forms import FaultsMixin, speak_swedish


class StatusForm(FaultsMixin, forms.ModelForm):
    """How a project stands today; a deviation needs a reason."""

    class Meta:
        model = StatusReport
        fields = ["health", "reason"]
        widgets = {"health": Rounds, "reason": forms.Textarea(attrs={"rows": 3})}
        labels = {"health": gettext_lazy("hur projektet ligger till i dag")}
        help_texts = {"reason": gettext_lazy("En mening räcker. Behövs när läget är Risk eller Avviker.")}
        error_messages = {"health": {"required": gettext_lazy("Välj hur projektet ligger till.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["health"].choices = StatusReport._meta.get_field("health").choices
        speak_swedish(self)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("health") in (Health.AT_RISK, Health.OFF_TRACK) and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Skriv varför projektet inte går som planerat."))
        return cleaned

    def report(self):
        """Writes the report beside the old ones. The same said twice by the same person is written once."""
        report = self.instance
        with transaction.atomic():
            Project.objects.select_for_update().get(pk=report.project_id)  # two presses at once take turns
            latest = report.project.status_reports.first()
            if latest and (latest.health, latest.reason, latest.by_id) == (report.health, report.reason, report.by_id):
                return latest
            return report.project.report(report.health, by=report.by, reason=report.reason)
