"""Finished rows of the strategisk utvecklingsplan: years as bars, and benefits as people say them."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from charts.numbers import format_amount, format_number
from strategy.models import BenefitEstimate, BenefitKind, Initiative


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
