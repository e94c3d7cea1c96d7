"""Finished rows for the plan's page: what a template shows, with nothing left to decide or fetch."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import format_amount, format_number
from strategy.models import BenefitEstimate, BenefitKind, Indicator, Initiative, LongTermGoal, Premise
from strategy.models.plan import PremiseKind

GUIDANCE_KINDS = (
    PremiseKind.GOVERNMENT_GOAL,
    PremiseKind.INQUIRY,
    PremiseKind.GOVERNMENT_DECISION,
    PremiseKind.OTHERS_PLAN,
)


# The parts of the plan ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Part:
    """A part of the plan with how far it has come: "done", "begun" or "open"."""

    name: str
    anchor: str
    about: str
    status: str


def parts(plan):
    """The parts in the guidance's order.

    A part is done when every row of it says what the next part needs: a premise how it affects us, a goal where it
    comes from and its indicator, an initiative its event, service type and rough benefit.
    """
    return [_premises_part(plan), _goals_part(plan), _initiatives_part(plan)]


def _premises_part(plan):
    rows = plan.listed_premises
    bare = sum(not premise.impact for premise in rows)
    about = ngettext("%d förutsättning", "%d förutsättningar", len(rows)) % len(rows)
    if bare:
        about += ", " + _("%d utan text om hur den påverkar er") % bare
    return Part(
        _("Förutsättningar"),
        "forutsattningar",
        about if rows else _("Inga förutsättningar än"),
        _status(rows, bare),
    )


def _goals_part(plan):
    rows = plan.listed_goals
    unmeasured = sum(not goal.indicators.all() for goal in rows)
    rootless = sum(not goal.premises.all() for goal in rows)
    about = ngettext("%d mål", "%d mål", len(rows)) % len(rows)
    if unmeasured:
        about += ", " + _("%d saknar indikator") % unmeasured
    if rootless:
        about += ", " + _("%d saknar förutsättning") % rootless
    return Part(_("Långsiktiga mål"), "mal", about if rows else _("Inga mål än"), _status(rows, unmeasured + rootless))


def _initiatives_part(plan):
    rows = plan.listed_initiatives
    untagged = sum(not (one.life_events.all() and one.service_types.all()) for one in rows)
    uncounted = sum(not one.listed_estimates for one in rows)
    about = ngettext("%d insats", "%d insatser", len(rows)) % len(rows)
    if untagged:
        about += ", " + _("%d saknar livshändelse eller tjänstetyp") % untagged
    if uncounted:
        about += ", " + _("%d saknar nytta") % uncounted
    return Part(
        _("Strategisk utvecklingsplan"),
        "utvecklingsplan",
        about if rows else _("Inga insatser än"),
        _status(rows, untagged + uncounted),
    )


def _status(rows, holes):
    if not rows:
        return "open"
    return "begun" if holes else "done"


# Premises -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PremiseRow:
    premise: Premise
    title: str
    reference: str
    url: str
    leads_to: tuple


@dataclass(frozen=True)
class PremiseGroup:
    """Premises of one kind; the guidance's four kinds are there also when they are empty."""

    label: str
    rows: tuple


def premise_groups(plan):
    """All premises in the guidance's order of kinds; none at all when the plan has no premises yet."""
    if not plan.listed_premises:
        return []
    goals = {}
    for number, goal in enumerate(plan.listed_goals, start=1):
        for premise in goal.premises.all():
            goals.setdefault(premise.pk, []).append((number, goal))
    by_kind = {}
    for premise in plan.listed_premises:
        kind = premise.source.kind if premise.source_id else premise.kind
        by_kind.setdefault(kind, []).append(_premise_row(premise, goals.get(premise.pk, [])))
    kinds = [kind for kind in PremiseKind if kind in by_kind or kind in GUIDANCE_KINDS]
    groups = [PremiseGroup(str(kind.label), tuple(by_kind.get(kind, ()))) for kind in kinds]
    return groups + [PremiseGroup(_("Övrigt"), tuple(rows)) for kind, rows in by_kind.items() if kind == ""]


def _premise_row(premise, goals):
    source = premise.source
    if source is None:
        return PremiseRow(premise, premise.title, premise.reference, "", tuple(goals))
    facts = [part for part in (source.reference, str(source.year or ""), premise.reference) if part]
    return PremiseRow(premise, source.title, ", ".join(facts), source.url, tuple(goals))


# Goals ----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class IndicatorLine:
    """An indicator of a goal, with the way it is to go: "24 → 60 % till 2028"."""

    indicator: Indicator
    way: str


@dataclass(frozen=True)
class GoalRow:
    goal: LongTermGoal
    number: int
    premises: tuple
    indicators: tuple


def goal_rows(plan):
    prefetch_related_objects(plan.listed_goals, "indicators__targets")
    return [
        GoalRow(
            goal,
            number,
            tuple(premise.source.title if premise.source_id else premise.title for premise in goal.premises.all()),
            tuple(_line(one) for one in goal.indicators.all()),
        )
        for number, goal in enumerate(plan.listed_goals, start=1)
    ]


def _line(indicator):
    target = next(iter(indicator.targets.all()), None)
    if target is None:
        return IndicatorLine(indicator, _("Inget målvärde än"))
    words = {
        "start": format_number(indicator.baseline, indicator.decimals),
        "target": format_amount(target.value, indicator.decimals, indicator.unit),
        "year": target.year,
    }
    return IndicatorLine(indicator, _("%(start)s → %(target)s till %(year)d") % words)


# Initiatives ----------------------------------------------------------------------------------------------------------
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


@dataclass(frozen=True)
class InitiativeRow:
    initiative: Initiative
    bar: YearsBar
    benefits: tuple
    joint: str


def years_axis(plan, today):
    count = plan.last_year - plan.first_year + 1
    column = _column(count)
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


def years_bar(initiative, plan):
    first, last = initiative.first_year, initiative.last_year
    if first is None and last is None:
        return YearsBar("", "")
    if first is None or last is None:
        years = _("från %d") % first if first else _("till %d") % last
        return YearsBar("", years)
    column = _column(plan.last_year - plan.first_year + 1)
    start, end = max(first, plan.first_year), min(last, plan.last_year)
    years = str(first) if first == last else f"{first}–{last}"
    words = _("år %d") % first if first == last else _("%(first)d till %(last)d") % {"first": first, "last": last}
    sentence = _("%(name)s: %(years)s") % {"name": initiative, "years": words}
    if end < start:
        return YearsBar(sentence, years)
    left, right = (start - plan.first_year) * column + 2, (end + 1 - plan.first_year) * column - 2
    return YearsBar(sentence, years, left, right - left)


def initiative_rows(plan):
    prefetch_related_objects(plan.listed_initiatives, "citizen_problems", "goals")
    return [
        InitiativeRow(
            initiative=initiative,
            bar=years_bar(initiative, plan),
            benefits=tuple((estimate_text(one), _estimate_words(one)) for one in initiative.listed_estimates),
            joint=joint_text(initiative),
        )
        for initiative in plan.listed_initiatives
    ]


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


def joint_text(initiative):
    """Ja, med kommuner · Vi söker partner: regionen · Nej."""
    label, others = initiative.get_joint_display(), initiative.joint_with
    if not others or initiative.joint == Initiative.Joint.NO:
        return label
    if initiative.joint == Initiative.Joint.YES:
        return _("%(yes)s, med %(others)s") % {"yes": label, "others": others}
    return f"{label}: {others}"
