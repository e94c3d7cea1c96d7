"""What can be taken along into a new year's plan, as boxes to tick: one query for all of another year's plan.

What still goes on or still holds is ticked. What is not says why, in words.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, DateField, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _

from charts.numbers import UNKNOWN, format_day, format_month_span
from planning.copying import KINDS, moved
from planning.models import OperationalPlan, Project
from planning.rows.premises import OLD_AFTER
from strategy.models import Initiative, LongTermGoal, Premise
from workflow.fields import calendar_name

_NO_TEXT = Value("", output_field=CharField())
_NO_DAY, _NO_NUMBER = Cast(Value(None), DateField()), Cast(Value(None), IntegerField())


@dataclass(frozen=True)
class Offer:
    """A box to tick. `aside` is what is told under it; "" for nothing."""

    pk: int
    label: str
    aside: str = ""
    is_ticked: bool = True


@dataclass(frozen=True)
class _Row:
    """A row of any kind, as the one query reads it."""

    kind: str
    pk: int
    position: int
    words: str
    day: datetime.date | None
    first: int | None
    last: int | None
    code: str


# Another year's plan --------------------------------------------------------------------------------------------------
# Where each kind has its words, a day, a number and a code.
_COLUMNS = {
    "premises": ("title", None, "year", None),
    "goals": ("text", None, None, None),
    "commitments": ("text", None, None, None),
    "projects": ("title", "ends_on", None, "phase"),
    "criteria": ("name", None, "weight", None),
    "training_needs": ("what", None, "number", None),
    "follow_ups": ("what", "on", None, None),
}


def year_offers(source, year, today):
    """What of another year's plan can be taken along to a year: {name of copying.KINDS: [Offer]}."""
    parts = []
    for kind, (words, day, number, code) in _COLUMNS.items():
        rows = getattr(source, kind).all()
        parts.append(_columns(rows, kind, F(words), day=day, first=number, code=code))
    found = _together(parts)
    offers = {kind: [_OFFERED[kind](row, year, source, today) for row in found[kind]] for kind in KINDS}
    return offers | {"follow_ups": _in_time(found["follow_ups"], year, source)}


def _project(row, year, source, today):
    why = _why_not(row, year, today)
    time = format_month_span(None, row.day)
    return Offer(row.pk, row.words, why or ("" if time == UNKNOWN else time), not why)


def _why_not(row, year, today):
    """Why a project is left behind, in words; "" for one that goes on."""
    if row.code == Project.Phase.STOPPED:
        return _("stoppat")
    if row.code == Project.Phase.LIVE:
        return _("klart i %s") % _month(row.day, year) if row.day and row.day <= today else _("i drift")
    if row.day and row.day.year < year:
        return _("slutar i %s") % _month(row.day, year)
    return ""


def _month(day, year):
    name = calendar_name(day.month)
    return name if day.year == year - 1 else f"{name} {day.year}"


def _premise(row, year, source, today):
    is_old = row.first is not None and row.first < year - OLD_AFTER
    return Offer(row.pk, row.words, _("från %d") % row.first if row.first else "", not is_old)


def _training(row, year, source, today):
    return Offer(row.pk, row.words, is_ticked=False)


def _as_it_is(row, year, source, today):
    return Offer(row.pk, row.words)


_OFFERED = defaultdict(lambda: _as_it_is, projects=_project, premises=_premise, training_needs=_training)


def _in_time(rows, year, source):
    """The follow-ups in the order of their days, with the day each is moved to."""
    return [
        Offer(row.pk, row.words or _("Uppföljning"), format_day(moved(row.day, year - source.year)))
        for row in sorted(rows, key=lambda row: (row.day, row.pk))
    ]


# The strategic plan ---------------------------------------------------------------------------------------------------
def strategy_offers(plan, year):
    """What of a strategic plan can be taken into a year: {"initiatives", "long_term_goals", "premises": [Offer]}."""
    there = OperationalPlan.objects.latest_numbers().filter(agency=plan.agency_id)
    project = Project.objects.filter(initiative__uid=OuterRef("uid"), plan__in=there).order_by("-plan__year", "pk")
    initiatives = Initiative.objects.filter(plan=plan).annotate(
        as_project=Coalesce(Subquery(project.values("title")[:1]), _NO_TEXT)
    )
    title = Concat("title", Coalesce("source__title", _NO_TEXT))
    found = _together(
        [
            _columns(initiatives, "initiatives", F("title"), first="first_year", last="last_year", code="as_project"),
            _columns(LongTermGoal.objects.filter(plan=plan), "long_term_goals", F("text")),
            _columns(Premise.objects.filter(plan=plan), "premises", title),
        ]
    )
    plain = {kind: [Offer(row.pk, row.words) for row in found[kind]] for kind in ("long_term_goals", "premises")}
    return plain | {"initiatives": [_initiative(row, year) for row in found["initiatives"]]}


def _initiative(row, year):
    if row.code:
        return Offer(row.pk, row.words, _("finns redan: %s") % row.code, is_ticked=False)
    if row.first is None and row.last is None:
        return Offer(row.pk, row.words, _("inga år är bestämda"), is_ticked=False)
    years = "–".join(str(one) for one in dict.fromkeys((row.first, row.last)) if one)
    return Offer(row.pk, row.words, years, (row.first or year) <= year <= (row.last or year))


def initiative_offers(plan):
    """The initiatives that the year's plan can make projects of, and those that are: ([Offer], [(title, project)])."""
    there = dict(plan.projects.filter(initiative__isnull=False).values_list("initiative__uid", "title"))
    offers, taken = [], []
    for row in Initiative.objects.filter(plan=plan.strategic_plan_id):
        if row.uid in there:
            taken.append((row.title, there[row.uid]))
        else:
            said = _Row("initiatives", row.pk, row.position, row.title, None, row.first_year, row.last_year, "")
            offers.append(_initiative(said, plan.year))
    return offers, taken


# One query for several kinds ------------------------------------------------------------------------------------------
def _columns(rows, kind, words, day=None, first=None, last=None, code=None):
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()),
        "pk",
        "position",
        words,
        F(day) if day else _NO_DAY,
        F(first) if first else _NO_NUMBER,
        F(last) if last else _NO_NUMBER,
        F(code) if code else _NO_TEXT,
    )


def _together(parts):
    """The rows of all the parts by kind, each in its order."""
    first, *others = parts
    found = defaultdict(list)
    for row in sorted((_Row(*row) for row in first.union(*others, all=True)), key=lambda row: (row.position, row.pk)):
        found[row.kind].append(row)
    return found
