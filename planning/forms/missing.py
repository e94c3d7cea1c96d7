"""Filling in what several projects lack: one field for each, all on one page (UX.md J1).

Who lacks what is what the rules say (planning.rows.parts.lacking).
A row is a SafeForm of its own, so somebody else's change of one project hinders none of the others.
"""

from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import people
from agencies.models import LifeEvent, Role, ServiceType
from planning.forms.dates import ProjectDates
from planning.models import Project
from planning.rows.parts import lacking
from workflow.fields import MonthField
from workflow.forms import SafeForm

ROWS_AT_A_TIME = 20
OWN = "egen"


# What is asked for, by the field that is asked about in ?saknar=.
LABELS = {
    "life_events": gettext_lazy("livshändelse eller process"),
    "service_types": gettext_lazy("tjänstetyp"),
    "purpose": gettext_lazy("vad som blir bättre, och för vem"),
    "starts_on": gettext_lazy("start eller slut"),
    "owner": gettext_lazy("ansvarig"),
    "goals": gettext_lazy("kortsiktigt mål"),
    "benefits": gettext_lazy("nytta, eller hur den hämtas hem"),
    "documents": gettext_lazy("underlag"),
    "considerations": gettext_lazy("tillgänglighet och miljö"),
    "partnering": gettext_lazy("besked om samverkan"),
    "handing_over": gettext_lazy("besked om överlämning"),
}
LABELS["ends_on"] = LABELS["starts_on"]
_RULES = {"starts_on": ("time",), "ends_on": ("time",), "benefits": ("benefits", "realisation")}


def projects_lacking(plan, field):
    """The plan's projects that the rules ask for something in this field."""
    return [project for name in _RULES.get(field, (field,)) for project in lacking(plan, name)]


class GapForm(SafeForm):
    """One project with just what it lacks. `offered` are the choices, fetched once for all rows."""

    field = ""
    hint = ""
    more = ""
    asking: type | None = None  # the form that asks, when the one that answers costs a query a row

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()
        exclude = ("life_events", "service_types", "goals")  # one is added to those there are, in after_save

    def __init__(self, data=None, *, instance, offered=()):
        self.offered = offered
        super().__init__(data, instance=instance, prefix=f"p{instance.pk}", auto_id="id_%s")
        self.saved_field = self.fields[self.field]
        if isinstance(self.saved_field, forms.ChoiceField):
            self.saved_field.choices = offered or self.saved_field.choices
            self.saved_field.error_messages["invalid_choice"] = _("Valet finns inte längre. Välj bland dem som visas.")
        self.saved_field.required = False

    @classmethod
    def offers(cls, plan):
        """The choices of every row, fetched once; () when the field is typed."""
        return ()

    @property
    def is_filled_in(self):
        return bool(self.cleaned_data.get(self.field))

    def like(self, instance):
        return type(self)(instance=instance, offered=self.offered)

    def saved_text(self, project):
        """What somebody else has saved in the field meanwhile, as words."""
        return str(getattr(project, self.field) or "")

    def _refuse_stale(self):
        super()._refuse_stale()
        fresh = Project.objects.filter(pk=self.instance.pk).first()
        if fresh:
            self[self.field].theirs = self.saved_text(fresh)


class _ChoiceGap(GapForm):
    """What is lacking is chosen in a list."""

    empty = gettext_lazy("Välj")

    def saved_text(self, project):
        value = getattr(project, self.field)
        if hasattr(value, "all"):
            return ", ".join(str(row) for row in value.all())
        return str(dict(self.fields[self.field].choices).get(value, value or ""))

    @classmethod
    def _listed(cls, rows):
        return [("", cls.empty), *((str(row.pk), str(row)) for row in rows)]


class EventGap(_ChoiceGap):
    field = "life_events"
    life_events = forms.ChoiceField(label=gettext_lazy("livshändelse eller process"))
    hint = gettext_lazy(
        "Det som händer i den enskildes liv eller i företagets verksamhet, till exempel att flytta eller starta "
        "restaurang. Har projektet ingen egen livshändelse? Välj ”Ingen egen, används av flera”, längst ned."
    )
    more = gettext_lazy("Fler livshändelser väljer du på projektets sida.")

    @classmethod
    def offers(cls, plan):
        rows = sorted(LifeEvent.objects.selectable(), key=lambda row: row.heading[0])
        groups = [
            (heading, [(str(row.pk), str(row)) for row in members])
            for (_order, heading), members in groupby(rows, key=lambda row: row.heading)
        ]
        last = (_("Gemensamt"), [(OWN, _("Ingen egen, används av flera"))])
        return [("", _("Välj livshändelse")), *groups, last]

    def saved_text(self, project):
        return _("Ingen egen, används av flera") if project.is_cross_cutting else super().saved_text(project)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("life_events") == OWN:
            self.instance.is_cross_cutting = True
        return cleaned

    def after_save(self, by):
        super().after_save(by)
        if self.cleaned_data["life_events"] != OWN:
            self.instance.life_events.add(self.cleaned_data["life_events"])


class TypeGap(_ChoiceGap):
    field = "service_types"
    service_types = forms.ChoiceField(label=gettext_lazy("tjänstetyp"))
    hint = gettext_lazy("Typen visar om någon annan kan bygga på det ni gör.")
    more = gettext_lazy("Fler tjänstetyper väljer du på projektets sida.")

    @classmethod
    def offers(cls, plan):
        return cls._listed(ServiceType.objects.selectable())

    def after_save(self, by):
        super().after_save(by)
        self.instance.service_types.add(self.cleaned_data["service_types"])


class GoalGap(_ChoiceGap):
    field = "goals"
    goals = forms.ChoiceField(label=gettext_lazy("kortsiktigt mål"))
    hint = gettext_lazy("Det av årets mål som projektet leder mot.")
    more = gettext_lazy("Fler mål väljer du på projektets sida.")

    @classmethod
    def offers(cls, plan):
        return cls._listed(plan.listed_goals)

    def after_save(self, by):
        super().after_save(by)
        self.instance.goals.add(self.cleaned_data["goals"])


class OwnerGap(_ChoiceGap):
    field = "owner"
    owner = forms.ChoiceField(label=gettext_lazy("ansvarig"))
    hint = gettext_lazy("Den som svarar på frågor och håller läget uppdaterat. Visas bara internt.")

    @classmethod
    def offers(cls, plan):
        return cls._listed(people(plan.agency, at_least=Role.PROJECT_LEAD))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("owner"):
            self.instance.owner_id = int(cleaned["owner"])
        return cleaned


class PartneringGap(_ChoiceGap):
    field = "partnering"
    partnering = forms.ChoiceField(
        label=gettext_lazy("samverkan"),
        choices=[("", gettext_lazy("Välj")), *(choice for choice in Project.Partnering.choices if choice[0])],
    )
    hint = gettext_lazy("Då vet andra om de kan vara med.")

    class Meta(GapForm.Meta):
        fields = ("partnering",)


class HandingOverGap(_ChoiceGap):
    field = "handing_over"
    handing_over = forms.ChoiceField(
        label=gettext_lazy("lämnas resultatet över?"),
        choices=[("", gettext_lazy("Välj")), *(choice for choice in Project.HandingOver.choices if choice[0])],
    )
    hint = gettext_lazy("Till drift och förvaltning, under planens år.")

    class Meta(GapForm.Meta):
        fields = ("handing_over",)


class PurposeGap(GapForm):
    field = "purpose"
    hint = gettext_lazy("Skriv för den som inte känner er organisation. Högst 300 tecken.")

    class Meta(GapForm.Meta):
        fields = ("purpose",)
        widgets = {"purpose": forms.Textarea(attrs={"rows": 2})}


class ConsiderationsGap(GapForm):
    field = "considerations"
    hint = gettext_lazy("Vad projektet betyder för dem som har svårt att använda tjänsten, och för miljön.")

    class Meta(GapForm.Meta):
        fields = ("considerations",)
        widgets = {"considerations": forms.Textarea(attrs={"rows": 2})}


class DatesAsked(GapForm):
    """The two months, before anybody has typed: what was decided is only asked about when they have."""

    field = "starts_on"
    starts_on = MonthField(label=gettext_lazy("startar"))
    ends_on = MonthField(label=gettext_lazy("slutar"), last=True, required=False)

    class Meta(GapForm.Meta):
        fields = ("starts_on", "ends_on")


class DatesGap(GapForm, ProjectDates):
    field = "starts_on"
    asking = DatesAsked
    hint = gettext_lazy("Skriv månad och år, till exempel apr 2027.")

    class Meta(GapForm.Meta):
        fields = ("starts_on", "ends_on")

    @property
    def is_filled_in(self):
        return bool({"starts_on", "ends_on"} & {*self.changed_data})

    def saved_text(self, project):
        return self.fields["starts_on"].prepare_value(project.starts_on) or ""


GAPS = {
    form.field: form
    for form in (
        EventGap,
        TypeGap,
        GoalGap,
        OwnerGap,
        PartneringGap,
        HandingOverGap,
        PurposeGap,
        ConsiderationsGap,
        DatesGap,
    )
}
GAPS["ends_on"] = DatesGap
