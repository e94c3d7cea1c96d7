"""Finished rows of the strategisk utvecklingsplan: years as bars, and benefits as people say them."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Value
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.swedish import sort_key
from charts.interval_columns import Interval, IntervalColumns, interval_words
from charts.numbers import format_amount, format_number
from strategy.models import BenefitEstimate, BenefitKind, Initiative, Unit


@dataclass(frozen=True)
class YearsAxis:
    """The plan's years as equally wide columns: their names with middles, the lines between, and today's place."""

    labels: tuple
    lines: tuple
    width: int
    today: float | None
    height: int = 22


@dataclass(frozen=True)
class YearsBar:
    """An initiative's years on the axis. `sentence` says it in words; width 0 when it cannot be drawn."""

    sentence: str
    years: str
    x: float = 0
    width: float = 0
    name: str = ""


@dataclass(frozen=True)
class BenefitLine:
    """A rough benefit: how much, what it is and for whom, and how sure somebody is."""

    amount: str
    words: str
    details: str


@dataclass(frozen=True)
class InitiativeRow:
    """`facts` are (heading, words) pairs of what only some readers look for."""

    initiative: Initiative
    bar: YearsBar
    benefits: tuple
    joint: str
    facts: tuple


def years_axis(plan, today, column=None):
    """The axis of the plan's years, each `column` pixels wide; None for the narrow one of a table."""
    count = plan.last_year - plan.first_year + 1
    column = column or _column(count)
    labels = tuple((str(plan.first_year + n), (n + 0.5) * column) for n in range(count))
    passed = today.year - plan.first_year + (today.month - 0.5) / 12
    return YearsAxis(
        labels=labels,
        lines=tuple(min(max(n * column, 0.5), count * column - 0.5) for n in range(count + 1)),
        width=count * column,
        today=round(passed * column, 1) if 0 <= passed <= count else None,
    )


def _column(count):
    """Wide enough for a year's name, narrow enough for eight of them."""
    return 34 if count <= 5 else 30


def years_bar(initiative, plan, column=None):
    """An initiative on the axis of the same `column`."""
    first, last, name = initiative.first_year, initiative.last_year, str(initiative)
    if first is None and last is None:
        return YearsBar("", "", name=name)
    if first is None or last is None:
        years = _("från %d") % first if first else _("till %d") % last
        return YearsBar("", years, name=name)
    column = column or _column(plan.last_year - plan.first_year + 1)
    start, end = max(first, plan.first_year), min(last, plan.last_year)
    years = str(first) if first == last else f"{first}–{last}"
    words = _("år %d") % first if first == last else _("%(first)d till %(last)d") % {"first": first, "last": last}
    sentence = _("%(name)s: %(years)s") % {"name": initiative, "years": words}
    if end < start:
        return YearsBar(sentence, years, name=name)
    left, right = (start - plan.first_year) * column + 2, (end + 1 - plan.first_year) * column - 2
    return YearsBar(sentence, years, left, right - left, name)


# What is only named in a row, and where the name stands: (relation, path to what it leads to, the name's field).
_NAMED = (
    ("goals", "longtermgoal", "text"),
    ("target_groups", "targetgroup", "name"),
    ("citizen_problems", "citizenproblem", "name"),
    ("services", "service", "name"),
    ("principles", "guidingprinciple", "name"),
)


def initiative_rows(plan):
    """Everything the table shows, in a fixed number of queries."""
    names = _names(plan)
    return [
        InitiativeRow(
            initiative=initiative,
            bar=years_bar(initiative, plan),
            benefits=tuple(
                BenefitLine(estimate_text(one), _estimate_words(one), _estimate_details(one))
                for one in initiative.listed_estimates
            ),
            joint=joint_text(initiative),
            facts=tuple((heading, words) for heading, words in _facts(initiative, names) if words),
        )
        for initiative in plan.listed_initiatives
    ]


def _names(plan):
    """What the plan's initiatives are tied to, by name, in one query: {(initiative's pk, relation): names in order}."""
    parts = []
    for relation, path, field in _NAMED:
        links = getattr(Initiative, relation).through.objects.filter(initiative__plan=plan)
        place = Value(0) if relation == "services" else F(f"{path}__position")
        parts.append(links.values_list("initiative_id", Value(relation), place, f"{path}__{field}"))
    found = defaultdict(list)
    for pk, relation, place, name in parts[0].union(*parts[1:], all=True):
        found[pk, relation].append((place, sort_key(name), name))
    return {key: ", ".join(name for _place, _key, name in sorted(names)) for key, names in found.items()}


def _facts(initiative, names):
    def named(relation):
        return names.get((initiative.pk, relation), "")

    yield _("Mål"), named("goals")
    yield _("Målgrupper"), named("target_groups")
    yield _("Medborgarens problem"), named("citizen_problems")
    yield _("Tjänster"), named("services")
    yield _("Tjänstenivå"), str(initiative.service_level or "")
    yield _("Principer"), named("principles")
    yield _("Öppen programvara"), initiative.get_open_source_display() if initiative.open_source else ""
    yield _("Öppna standarder"), initiative.get_open_standards_display() if initiative.open_standards else ""
    yield _("Mer om öppenheten"), initiative.openness_note


def estimate_text(estimate: BenefitEstimate):
    """A rough benefit as people say it: "8–12 mnkr per år", "minst 3 mnkr per år", "kvalitet"."""
    low, high, unit = estimate.low, estimate.high, estimate.get_unit_display()
    if low is None and high is None:
        return estimate.get_kind_display().lower()
    if low is None or high is None or low == high:
        word = "" if low == high else _("minst ") if high is None else _("högst ")
        amount = format_amount(high if low is None else low, unit=unit)
        return _("%(word)s%(amount)s per år") % {"word": word, "amount": amount}
    interval = f"{format_number(low)}–{format_amount(high, unit=unit)}"
    return _("%s per år") % interval


def _estimate_words(estimate):
    """What the amount is, when the amount alone does not say it."""
    counted = estimate.low is not None or estimate.high is not None
    kind = estimate.get_kind_display() if counted and estimate.kind != BenefitKind.FINANCIAL else ""
    return ": ".join(part for part in (kind, estimate.note) if part)


def _estimate_details(estimate):
    """For whom, from when, how sure, and who answers for it; only what is said."""
    grouping = estimate.real_grouping.label if estimate.grouping else ""
    year = _("från %d") % estimate.from_year if estimate.from_year else ""
    certainty = estimate.get_certainty_display() if estimate.certainty else ""
    return " · ".join(str(one) for one in (estimate.who, year, certainty, grouping, estimate.responsible_role) if one)


def joint_text(initiative):
    """Ja, med kommuner · Vi söker partner: regionen · Nej."""
    label, others = initiative.get_joint_display(), initiative.joint_with
    if not others or initiative.joint == Initiative.Joint.NO:
        return label
    if initiative.joint == Initiative.Joint.YES:
        return _("%(yes)s, med %(others)s") % {"yes": label, "others": others}
    return f"{label}: {others}"


# What is shown of them ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Chip:
    """A filter: its words, whether it is on, and the address that turns it on or off."""

    label: str
    is_on: bool
    url: str


def _joint_word(initiative):
    is_none = initiative.joint == Initiative.Joint.NO
    label = _("Gemensamma") if initiative.joint == Initiative.Joint.YES else initiative.get_joint_display()
    return [] if is_none else [(initiative.joint, label)]


_FILTERS = {
    "handelse": lambda row: [(event.slug, event.name) for event in row.initiative.life_events.all()],
    "tjanstetyp": lambda row: [(kind.code, kind.name) for kind in row.initiative.service_types.all()],
    "gemensam": lambda row: _joint_word(row.initiative),
}


def filter_chips(rows, asked):
    """The rows that the address asks for (`asked` is its query), and a chip for each word that some row has.

    A word that no row has is no filter: it is ignored.
    """
    words = {name: dict(sorted({word for row in rows for word in of(row)})) for name, of in _FILTERS.items()}
    on = {name: asked.get(name) for name in _FILTERS if asked.get(name) in words[name]}
    shown = [row for row in rows if all(value in dict(_FILTERS[name](row)) for name, value in on.items())]
    chips = [
        Chip(label, on.get(name) == code, _toggled(on, name, code))
        for name, found in words.items()
        for code, label in found.items()
    ]
    return shown, chips if len(rows) > 1 else []


def _toggled(on, name, code):
    wanted = {key: value for key, value in on.items() if key != name}
    if on.get(name) != code:
        wanted[name] = code
    return f"?{urlencode(wanted)}"


# What they give together ----------------------------------------------------------------------------------------------
_PER_MILLION = {Unit.MILLION: Decimal(1), Unit.THOUSAND: Decimal(1000)}


def benefit_charts(plan):
    """The rough sums per year of the plan, one drawing for money and one for hours, and a sentence on what is left out.

    An estimate counts from its year and on. Where only one end is given the sum says as much and no more: "högst 3" is
    0 to 3, "minst 3" is 3. What has no year, or is told in words only, is in no sum.
    """
    estimates = [one for initiative in plan.listed_initiatives for one in initiative.listed_estimates]
    counted = [one for one in estimates if one.from_year and (one.low is not None or one.high is not None)]
    money = [(one, _PER_MILLION[one.unit]) for one in counted if one.unit in _PER_MILLION]
    hours = [(one, Decimal(1)) for one in counted if one.unit == Unit.HOURS]
    charts = [_chart(plan, rows, unit) for rows, unit in ((money, _("mnkr")), (hours, _("tim"))) if rows]
    return charts, _left_out(estimates, counted)


def _chart(plan, rows, unit):
    intervals = tuple(_year_sum(rows, year) for year in plan.all_years)
    last = intervals[-1]
    sentence = _("Grova uppskattningar av nyttan per år: %(amount)s %(year)s.") % {
        "amount": interval_words(last, unit),
        "year": last.label,
    }
    return IntervalColumns(sentence, unit, intervals)


def _year_sum(rows, year):
    begun = [(one, divisor) for one, divisor in rows if one.from_year <= year]
    if not begun:
        return Interval(str(year), None, None)
    low = sum((one.low or Decimal(0)) / divisor for one, divisor in begun)
    high = sum((one.low if one.high is None else one.high) / divisor for one, divisor in begun)
    return Interval(str(year), low, high)


def _left_out(estimates, counted):
    left = len(estimates) - len(counted)
    if not left:
        return ""
    text = ngettext(
        "%d nytta är inte med i summan, för att den saknar startår eller belopp.",
        "%d nyttor är inte med i summan, för att de saknar startår eller belopp.",
        left,
    )
    return text % left
