"""A project changed where it stands in the utvecklingsplan: what it is for, when, and how it stands today."""

from operator import attrgetter

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import LifeEvent, ServiceType
from charts.health import Health
from planning.forms.dates import ProjectDates
from planning.models import Project, StatusReport
from workflow.fields import TermsField, Ticks

_HEALTHS = [("", gettext_lazy("Inte rapporterat")), *StatusReport._meta.get_field("health").choices]


class ProjectRowForm(ProjectDates):
    """What can be changed in a row: tags, time, and a new läge beside the old ones.

    `former` is what stood there before, as the form would send it: posting that with the new `seen_count` undoes the
    save. A läge is not undone, for it was said by a person on a day; a wrong one is followed by a right one.
    `seen_health` is the läge that stood there when the form was shown: who leaves it as it is says nothing about it,
    though somebody else has said something new meanwhile.
    """

    life_events = TermsField(
        LifeEvent.objects.none(),
        label=gettext_lazy("livshändelse eller verksamhetsprocess"),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=gettext_lazy("Visa bara de som innehåller")),
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"), widget=Ticks(terse=True))
    health = forms.ChoiceField(label=gettext_lazy("läge i dag"), choices=_HEALTHS, required=False)
    health_reason = forms.CharField(
        label=gettext_lazy("varför läget är så"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Behövs när läget är Risk eller Avviker."),
    )
    seen_health = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Project
        fields = ["is_cross_cutting", "starts_on", "ends_on"]

    field_order = [
        "life_events",
        "is_cross_cutting",
        "service_types",
        "starts_on",
        "ends_on",
        "date_reason",
        "health",
        "health_reason",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=f"id_{kwargs['instance'].pk}_%s", **kwargs)
        self.health = self._health()
        self.initial["health"] = self.initial["seen_health"] = self.health
        self.former = self._as_sent()

    def _health(self):
        if self.instance.pk is None:
            return ""
        if not hasattr(self.instance, "health"):
            latest = self.instance.status_reports.first()
            self.instance.health = latest and latest.health
        return self.instance.health or ""

    def _as_sent(self):
        sent = [(name, pk) for name in self.ticked for pk in self.initial[name]]
        sent += [(name, self.fields[name].prepare_value(day)) for name, day in self.saved.items() if day]
        if self.instance.is_cross_cutting:
            sent.append(("is_cross_cutting", "on"))
        if "date_reason" in self.fields:
            sent.append(("date_reason", _("Ångrad ändring.")))
        return sent

    @property
    def may_be_undone(self):
        """Whether the save changed something that can be put back."""
        return bool({"life_events", "is_cross_cutting", "service_types", "starts_on", "ends_on"} & {*self.changed_data})

    def terms(self):
        return {"life_events": LifeEvent.objects.taggable(), "service_types": ServiceType.objects.all()}

    def _offer(self):
        super()._offer()
        if "angra" in self.data:  # what stood there is put back, also a word that nobody may choose anew
            for name, words in self.ticked.items():
                self.fields[name].queryset = words

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_cross_cutting") and cleaned.get("life_events"):
            self.add_error(
                "is_cross_cutting",
                _("Välj antingen livshändelser eller ”Ingen egen, används av flera”, inte båda."),
            )
        deviates = self._reports() and cleaned["health"] in (Health.AT_RISK, Health.OFF_TRACK)
        if deviates and not cleaned.get("health_reason") and "health_reason" not in self.errors:
            self.add_error("health_reason", _("Skriv varför projektet inte går som planerat."))
        if cleaned.get("health_reason") and not cleaned.get("health") and "health" not in self.errors:
            self.add_error("health", _("Välj hur projektet ligger till."))
        return cleaned

    def _reports(self):
        """Whether somebody says something new about the läge; a field that was not sent says nothing."""
        health = self.cleaned_data.get("health")
        seen = self.cleaned_data.get("seen_health") if "seen_health" in self.data else self.health
        return bool(health) and (health != seen or bool(self.cleaned_data.get("health_reason")))

    def after_save(self, by):
        super().after_save(by)
        if self._reports():
            self.instance.report(self.cleaned_data["health"], by=by, reason=self.cleaned_data.get("health_reason", ""))
