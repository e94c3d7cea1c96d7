"""Finished rows of the short-term goals: where each comes from, how it is followed, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, ngettext_lazy

from charts.numbers import format_amount, format_number
from planning.models import ShortTermGoal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class GoalRow:
    """A goal with its number in the plan. `value` is "" when nobody has said what it shall be at the year's end."""

    goal: ShortTermGoal
    number: int
    origins: tuple
    strategies: tuple
    value: str


@dataclass(frozen=True)
class Lacking:
    """The goals that lack something the rules ask for, and the sentence over them."""

    goals: tuple
    sentence: StrOrPromise


# By the name in ?saknar=, which is also the form's field: what the plan's rows say about it, and the sentences.
_LACKS = {
    "indicators": (
        "has_indicator",
        ngettext_lazy("%d mål saknar indikator.", "%d mål saknar indikator."),
        gettext_lazy("Alla mål har en indikator."),
    ),
    "long_term_goals": (
        "has_long_term_goal",
        ngettext_lazy("%d mål följer inget långsiktigt mål.", "%d mål följer inget långsiktigt mål."),
        gettext_lazy("Alla mål följer ett långsiktigt mål."),
    ),
    "projects": (
        "has_project",
        ngettext_lazy("%d mål har inget projekt.", "%d mål har inget projekt."),
        gettext_lazy("Alla mål har ett projekt."),
    ),
}


def goals_lacking(plan, name):
    """Those of the plan's goals that lack what is named; None when nothing that goals can lack is."""
    if name not in _LACKS:
        return None
    has, some, none = _LACKS[name]
    found = tuple(goal for goal in plan.listed_goals if not getattr(goal, has))
    return Lacking(found, some % len(found) if found else none)


def goal_rows(plan, lacking=None):
    """The plan's goals, or only those that lack something; each keeps its number. No query of its own."""
    numbered = list(enumerate(plan.listed_goals, start=1))
    return [_row(goal, number) for number, goal in numbered if lacking is None or goal in lacking.goals]


def _row(goal, number):
    return GoalRow(goal, number, tuple(goal.origins), tuple(goal.get_strategies_labels()), _value(goal))


def _value(goal):
    """The value at the year's end, with the unit when there is only one indicator that it can be of."""
    indicators = list(goal.indicators.all())
    if goal.year_end_value is None:
        return ""
    if len(indicators) == 1:
        return format_amount(goal.year_end_value, indicators[0].decimals, indicators[0].unit)
    return format_number(goal.year_end_value)
