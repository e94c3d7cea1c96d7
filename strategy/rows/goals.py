"""Finished rows of the long-term goals."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from charts.numbers import format_amount, format_number
from strategy.models import Indicator, LongTermGoal


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
