"""Starting a year's plan, and taking projects and goals into it from elsewhere."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import ModelChoiceIteratorValue
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.copying import (
    KINDS,
    copy_year,
    fetch_initiatives,
    fetch_strategy,
    moved,
    of_others,
    year_to_start,
)
from planning.forms.plans import PlanForm
from planning.models import OperationalPlan
from planning.rows.calendar import planned_day
from planning.rows.copying import initiative_offers, strategy_offers, year_offers
from strategy.models import Initiative, LongTermGoal, Premise
from workflow.clock import today
from workflow.fields import Rounds, TermsField, Ticks, YearField, row_number
from workflow.forms import FaultsMixin
from workflow.transitions import State


class OfferedField(TermsField):
    """Rows to tick, offered as boxes that somebody has made ready (planning.rows.copying)."""

    def __init__(self, model, label, help_text=""):
        super().__init__(
            model.objects.none(),
            label=label,
            help_text=help_text,
            widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
        )

    def offer_boxes(self, rows, offers):
        """Exactly the rows of `rows` may be chosen; `offers` are their boxes."""
        self.queryset = rows
        self.choices = [(ModelChoiceIteratorValue(one.pk, one), one.label) for one in offers]
        self.initial = [one.pk for one in offers if one.is_ticked]
        if not offers:
            self.help_text = _("Det finns inget att ta med.")


# Starting a plan ------------------------------------------------------------------------------------------------------
_COPIED = ("projects", "goals", "premises", "commitments", "criteria", "training_needs", "follow_ups")
_FETCHED = {"initiatives": Initiative, "long_term_goals": LongTermGoal, "strategic_premises": Premise}
# What each way of starting counts, one and several.
_NOUNS = {
    "projects": (gettext_lazy("projekt"), gettext_lazy("projekt")),
    "goals": (gettext_lazy("mål"), gettext_lazy("mål")),
    "premises": (gettext_lazy("förutsättning"), gettext_lazy("förutsättningar")),
    "commitments": (gettext_lazy("serviceåtagande"), gettext_lazy("serviceåtaganden")),
    "criteria": (gettext_lazy("prioriteringsgrund"), gettext_lazy("prioriteringsgrunder")),
    "training_needs": (gettext_lazy("utbildningsbehov"), gettext_lazy("utbildningsbehov")),
    "follow_ups": (gettext_lazy("uppföljningstillfälle"), gettext_lazy("uppföljningstillfällen")),
    "initiatives": (gettext_lazy("projekt"), gettext_lazy("projekt")),
    "long_term_goals": (gettext_lazy("mål"), gettext_lazy("mål")),
    "strategic_premises": (gettext_lazy("förutsättning"), gettext_lazy("förutsättningar")),
}
COPY, STRATEGY, EMPTY = "copy", "strategy", "empty"


class PlanNewForm(PlanForm):
    """A plan for a year: a copy of another year's, out of the strategic plan, or empty.

    Each way has its own list on the page, and only the chosen one's ticks count. `copied_from` is the plan whose rows
    are listed, so that a second press speaks of the same ones.
    """

    year = YearField(
        label=gettext_lazy("år"), error_messages={"required": gettext_lazy("Ange vilket år planen gäller.")}
    )
    way = forms.ChoiceField(
        label=gettext_lazy("så börjar planen"),
        required=False,
        widget=Rounds(two_columns=False),
        error_messages={"invalid_choice": gettext_lazy("Det går inte längre att börja så. Välj bland dem som visas.")},
    )
    copied_from = forms.CharField(widget=forms.HiddenInput, required=False)
    projects = OfferedField(
        KINDS["projects"],
        gettext_lazy("projekt"),
        gettext_lazy("Tid, nyttor, partner och underlag följer med. Budgeten lämnas tom."),
    )
    goals = OfferedField(
        KINDS["goals"],
        gettext_lazy("kortsiktiga mål"),
        gettext_lazy("Värdet vid årets slut lämnas tomt. Förra årets värde visas när du ändrar målet."),
    )
    premises = OfferedField(
        KINDS["premises"], gettext_lazy("förutsättningar"), gettext_lazy("De som är äldre än två år är inte valda.")
    )
    commitments = OfferedField(
        KINDS["commitments"],
        gettext_lazy("serviceåtaganden"),
        gettext_lazy("Det som ändrades under året lämnas tomt."),
    )
    criteria = OfferedField(
        KINDS["criteria"], gettext_lazy("prioriteringsgrunder"), gettext_lazy("Poängen sätts på nytt.")
    )
    training_needs = OfferedField(KINDS["training_needs"], gettext_lazy("utbildningsbehov"))
    follow_ups = OfferedField(
        KINDS["follow_ups"],
        gettext_lazy("uppföljningstillfällen"),
        gettext_lazy("Dagen flyttas med året, till arbetsdagen före om det är helg."),
    )
    initiatives = OfferedField(
        Initiative,
        gettext_lazy("insatser som blir projekt"),
        gettext_lazy("De som pågår under året och inte redan är projekt är valda."),
    )
    long_term_goals = OfferedField(
        LongTermGoal,
        gettext_lazy("långsiktiga mål"),
        gettext_lazy("Varje mål blir ett kortsiktigt mål att skriva om till det som ska vara sant när året är slut."),
    )
    strategic_premises = OfferedField(Premise, gettext_lazy("förutsättningar"))

    class Meta(PlanForm.Meta):
        fields = ["year", "strategic_plan", "submit_by", "decide_by"]

    optional = ("strategic_plan", "submit_by", "decide_by")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.plans = _latest(self.instance.agency)
        self.taken = None
        year = year_to_start({plan.year for plan in self.plans}, today())
        self.source = self._source(year)
        self.strategic_plan = self._offer_strategic_plans(year)
        self._suggest(year)
        self._offer_ways()
        self._offer_lists(year)

    def _source(self, year):
        """The plan that can be copied: the one the page was about, or the latest before the year, or the latest."""
        if self.is_bound and "copied_from" in self.data:
            asked = row_number(self.data["copied_from"])
            return OperationalPlan.objects.filter(agency=self.instance.agency, pk=asked).first() if asked else None
        return next((plan for plan in self.plans if plan.year < year), None) or next(iter(self.plans), None)

    def _offer_strategic_plans(self, year):
        """Returns the strategic plan whose rows are listed: the one that is chosen, or the one that covers the year."""
        field = self.fields["strategic_plan"]
        offered = list(field.queryset)
        field.choices = [("", field.empty_label), *((plan.pk, str(plan)) for plan in offered)]
        covering = next((plan for plan in offered if plan.first_year <= year <= plan.last_year), None)
        best = covering or next(iter(offered), None)
        self.initial["strategic_plan"] = best and best.pk
        if not self.is_bound:
            return best
        asked = row_number(self.data.get("strategic_plan", ""))
        return next((plan for plan in offered if plan.pk == asked), None)

    def _suggest(self, year):
        """The calendar's days, or else last year's dates a year later."""
        self.initial |= {"year": year, "copied_from": self.source and self.source.pk}
        for name, key in (("submit_by", "submit"), ("decide_by", "decide")):
            day = planned_day(self.instance.agency, year - 1, key)
            if day is None and self.source:
                day = moved(getattr(self.source, name), year - self.source.year)
            self.initial[name] = day

    def _offer_ways(self):
        ways = [(EMPTY, _("Börja tomt"))]
        if self.fields["strategic_plan"].choices[1:]:
            ways.insert(0, (STRATEGY, _("Hämta från strategiska planen")))
        if self.source:
            ways.insert(0, (COPY, _("Kopiera från %d") % self.source.year))
        self.fields["way"].choices = ways
        self.initial["way"] = ways[0][0]

    def _offer_lists(self, year):
        if self.source:
            offers = year_offers(self.source, year, today())
            for name in _COPIED:
                self.fields[name].offer_boxes(getattr(self.source, name).all(), offers[name])
        if self.strategic_plan:
            offers = strategy_offers(self.strategic_plan, year)
            rows = self.strategic_plan
            self.fields["initiatives"].offer_boxes(rows.initiatives.all(), offers["initiatives"])
            self.fields["long_term_goals"].offer_boxes(rows.goals.all(), offers["long_term_goals"])
            premises = rows.premises.select_related("source")
            self.fields["strategic_premises"].offer_boxes(premises, offers["premises"])

    # What the page shows
    @property
    def source_state(self):
        """How the plan that can be copied stands, in a sentence; "" when there is none."""
        if self.source is None:
            return ""
        state = _("ett utkast") if self.source.state == State.DRAFT else self.source.get_state_display().lower()
        said = _("%(plan)s är %(state)s") % {"plan": self.source, "state": state}
        return _("%(said)s, version %(number)d.") % {"said": said, "number": self.source.number}

    @property
    def lists(self):
        """The lists of each way that the page has: (way, heading, [(field, one, several)]), empty ones left out."""
        headings = {COPY: self.source and _("Det här tar ni med från %d") % self.source.year}
        headings[STRATEGY] = self.strategic_plan and _("Det här hämtar ni från %s") % _lower(self.strategic_plan)
        for way, heading in headings.items():
            boxes = [(self[name], *_NOUNS[name]) for name in self._names(way) if heading and self.fields[name].choices]
            if heading:
                yield way, heading, boxes

    @property
    def summary(self):
        """What the plan will hold, in a sentence; a script keeps it up as boxes are ticked."""
        counts = [(name, len(set(self[name].value() or []))) for name in self._names(self["way"].value())]
        parts = [f"{count} {_NOUNS[name][0 if count == 1 else 1]}" for name, count in counts if count]
        return _("Du får %s.") % get_text_list(parts, _("och")) if parts else self.nothing

    nothing = gettext_lazy("Planen börjar tom.")

    @staticmethod
    def _names(way):
        return {COPY: _COPIED, STRATEGY: tuple(_FETCHED)}.get(way, ())

    # Judging what is sent
    def clean_year(self):
        year = self.cleaned_data["year"]
        there = next((plan for plan in self.plans if plan.year == year), None)
        if there and str(there.uid) != self.data.get("draft_uid"):
            there.agency = self.instance.agency
            self.taken = there
            raise ValidationError(_("Välj ett år som inte har någon plan."))
        return year

    def clean(self):
        cleaned = super().clean()
        way = cleaned.get("way") or EMPTY
        for name in (*_COPIED, *_FETCHED):
            if name not in self._names(way):
                self.errors.pop(name, None)
                cleaned[name] = []
        if self.taken:
            self.add_error(None, _open_it(self.taken))
        if way == STRATEGY and not self.strategic_plan and "strategic_plan" not in self.errors:
            self.add_error("strategic_plan", _("Välj vilken strategisk plan ni hämtar från."))
        return cleaned

    def _same_as(self, twin):
        """Pressed twice is the same only when the same was chosen: what an earlier press made is not added to."""
        if all(self._chosen(name) == self._made(twin, name) for name in self._names(self.cleaned_data.get("way"))):
            return super()._same_as(twin)
        self.conflict = True
        self.add_error(None, _("%s är redan skapad, med annat valt. Öppna den och ändra där.") % twin)
        return False

    def _chosen(self, name):
        rows = self.cleaned_data[name]
        return {row.uid for row in rows} if name in KINDS else {row.pk for row in rows}

    @staticmethod
    def _made(twin, name):
        """What an earlier press made, as it is told apart: by uid, or by the strategic plan's row it came from."""
        if name in KINDS:
            return set(getattr(twin, name).values_list("uid", flat=True))
        rows, origin = {
            "initiatives": (twin.projects, "initiative"),
            "long_term_goals": (twin.goals, "long_term_goals"),
            "strategic_premises": (twin.premises, "carried_from"),
        }[name]
        return set(rows.values_list(origin, flat=True)) - {None}

    def after_save(self, by):
        cleaned, plan = self.cleaned_data, self.instance
        if cleaned.get("way") == COPY:
            copy_year(self.source, plan, {name: cleaned[name] for name in _COPIED}, by=by)
        elif cleaned.get("way") == STRATEGY:
            fetch_strategy(
                plan,
                premises=cleaned["strategic_premises"],
                long_term_goals=cleaned["long_term_goals"],
                initiatives=cleaned["initiatives"],
                by=by,
            )


def _latest(agency):
    """The organisation's plans, of each year its latest revision, the newest year first."""
    return list(OperationalPlan.objects.latest_numbers().filter(agency=agency))


def _lower(plan):
    return str(plan)[0].lower() + str(plan)[1:]


def _open_it(plan):
    return format_html(
        _('Ni har redan en verksamhetsplan för {} ({}). <a href="{}">Öppna den</a>.'),
        plan.year,
        plan.get_state_display().lower(),
        plan.get_absolute_url(),
    )


# Into a plan that is there --------------------------------------------------------------------------------------------
class FetchForm(FaultsMixin, forms.Form):
    """Initiatives of the strategic plan that become projects of the year. Those that are so already are told."""

    initiatives = OfferedField(Initiative, gettext_lazy("insatser"))

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.offers, self.taken = initiative_offers(plan)
        # What a first press has fetched may be posted again: all of the plan's initiatives may be chosen.
        self.fields["initiatives"].offer_boxes(Initiative.objects.filter(plan=plan.strategic_plan_id), self.offers)

    def clean_initiatives(self):
        chosen = self.cleaned_data["initiatives"]
        if not chosen:
            raise ValidationError(_("Välj minst en insats, eller gå tillbaka."))
        return chosen

    def save_by(self, by):
        """Adds the projects that are not there; returns how many that were. Raises PlanClosed."""
        with self.plan.editing(by):
            return fetch_initiatives(self.plan, self.cleaned_data["initiatives"], by=by)


class CopyForm(FaultsMixin, forms.Form):
    """One project or goal of another organisation's published plan, chosen with its own button."""

    draft_uid = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)
    chosen = forms.CharField(required=False)

    def __init__(self, data=None, *args, plan, model, copy, **kwargs):
        super().__init__(data, *args, **kwargs)
        self.plan, self.rows, self.copy = plan, of_others(model, plan.agency), copy

    def clean_draft_uid(self):
        return self.cleaned_data["draft_uid"] or uuid.uuid4()

    def clean_chosen(self):
        asked = row_number(self.cleaned_data["chosen"])
        row = self.rows.filter(pk=asked).first() if asked is not None else None
        if row is None:
            raise ValidationError(_("Det är inte publicerat längre. Välj bland det som visas."))
        return row

    def save_by(self, by):
        """The copy, made once however often the same button is pressed. Raises PlanClosed."""
        row = self.cleaned_data["chosen"]
        press = uuid.uuid5(self.cleaned_data["draft_uid"], str(row.uid))
        with self.plan.editing(by):
            return self.copy(self.plan, row, uid=press, by=by)
