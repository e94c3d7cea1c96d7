from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.defaultfilters import date as in_words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.models import CalendarItem, PlanningYear
from planning.rows.parts import PARTS
from planning.workdays import working_day_before
from workflow.clock import today
from workflow.fields import DayField
from workflow.forms import SafeForm

_PARTS = [
    ("", gettext_lazy("Ingen särskild del")),
    ("strategic_plan", gettext_lazy("Strategisk plan")),
    *((kind.name, kind.label) for kind in PARTS),
    ("submit", gettext_lazy("Lämna in planen")),
    ("decide", gettext_lazy("Beslut")),
    ("measurements", gettext_lazy("Mätvärden")),
]


class CalendarItemForm(SafeForm):
    """A date of the planning year. What a law sets keeps its name, and its day until somebody says who decided."""

    by_decision = forms.BooleanField(
        label=gettext_lazy("Vi har en annan dag enligt beslut"),
        help_text=gettext_lazy("Till exempel i regleringsbrevet. Skriv under Mer om det vilket beslut det är."),
        required=False,
    )
    part = forms.ChoiceField(
        label=gettext_lazy("del av planen"),
        choices=_PARTS,
        required=False,
        help_text=gettext_lazy("Då länkar kalendern dit."),
    )

    class Meta:
        model = CalendarItem
        fields = ["on", "title", "note", "legal_ground", "part", "responsible_role"]
        field_classes = {"on": DayField}
        help_texts = {
            "on": gettext_lazy("Skriv som år-månad-dag, till exempel 2026-10-30."),
            "legal_ground": gettext_lazy("Paragrafen eller beslutet som sätter dagen, om det finns något."),
            "responsible_role": gettext_lazy("En roll eller enhet, inte en person."),
        }
        error_messages = {
            "on": {"required": gettext_lazy("Skriv vilken dag det gäller, till exempel 2026-10-30.")},
            "title": {"required": gettext_lazy("Skriv vad som händer eller ska vara klart.")},
        }

    optional = ("note", "legal_ground", "part", "responsible_role")
    parts = (("", ("title", "by_decision", "on", "note", "legal_ground", "part", "responsible_role")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.law, self.year = self.instance.set_by_law, self.instance.planning_year.year
        if self.law:
            del self.fields["title"], self.fields["legal_ground"]
            self.fields["by_decision"].initial = self.instance.on != self.law.worked_in(self.year)
        else:
            del self.fields["by_decision"]

    def clean_on(self):
        day = self.cleaned_data["on"]
        if self.instance.key and day.year != self.year:
            raise ValidationError(
                _("Dagen hör till planeringsåret %(year)d. Ange en dag det året.") % {"year": self.year}
            )
        return day

    def clean(self):
        cleaned = super().clean()
        if self.law and cleaned.get("on"):
            self._ask_who_decided(cleaned)
        return cleaned

    def _ask_who_decided(self, cleaned):
        is_moved = cleaned["on"] != self.law.worked_in(self.year)
        if is_moved and not cleaned.get("by_decision"):
            self.add_error(
                "on",
                _("Dagen följer av lag (%(law)s). Kryssa i att ni har en annan dag enligt beslut om den ska ändras.")
                % {"law": self.law.legal_ground},
            )
        elif is_moved and cleaned.get("note", "").strip() in ("", self.law.note):
            self.add_error("note", _("Skriv vilket beslut som ger er en annan dag."))

    @contextmanager
    def guarded(self, by):
        """A date belongs to no plan, so no plan has to be open. It stands in the planning year of its day."""
        with transaction.atomic():
            item, agency = self.instance, self.instance.planning_year.agency
            item.planning_year, _created = PlanningYear.objects.get_or_create(agency=agency, year=item.on.year)
            item.planning_year.agency = agency
            done = CalendarItem.objects.select_for_update().filter(pk=item.pk).values("done_on", "done_by_id").first()
            for name, value in (done or {}).items():  # marked by somebody since the form's row was read
                setattr(item, name, value)
            if "on" in self.changed_data:
                item.moved_from = None
            if self.law and item.on == self.law.worked_in(self.year):
                item.moved_from = None if item.on == self.law.in_year(self.year) else self.law.in_year(self.year)
            yield

    def twin(self):
        uid = self.cleaned_data.get("draft_uid")
        agency = self.instance.planning_year.agency
        return uid and CalendarItem.objects.filter(planning_year__agency=agency, uid=uid).first()

    def cautions(self):
        """What may be wrong with a day that is saved all the same."""
        day = self.instance.on
        if "on" in self.changed_data and day < today():
            yield _("Den %s har redan varit. Datumet är sparat ändå.") % in_words(day, "j F Y")
        if "on" in self.changed_data and working_day_before(day) != day:
            yield _("Den %s är ingen arbetsdag. Datumet är sparat ändå.") % in_words(day, "j F Y")
