"""How it went, in numbers: querysets in, frozen rows out, no request. `rule` says what läge is."""

from followup.reporting.events import happenings
from followup.reporting.indicators import (
    Group,
    IndicatorRow,
    goals_of,
    groups_by_goal,
    history,
    history_chart,
    indicator_row,
    indicator_rows,
    joint_groups,
    number_with_unit,
    own_group,
    row_with_history,
    score,
    usual_target_year,
)
from followup.reporting.plans import (
    Milestone,
    current_strategic_plan,
    current_strategic_plans,
    next_milestone,
    operational_plans,
    own_projects,
    project_rows,
)
from followup.reporting.rule import elapsed, expected, health, is_outlier, limits
from followup.reporting.situation import Situation, situation, standing

__all__ = [
    "Group",
    "IndicatorRow",
    "Milestone",
    "Situation",
    "current_strategic_plan",
    "current_strategic_plans",
    "elapsed",
    "expected",
    "goals_of",
    "groups_by_goal",
    "happenings",
    "health",
    "history",
    "history_chart",
    "indicator_row",
    "indicator_rows",
    "is_outlier",
    "joint_groups",
    "limits",
    "next_milestone",
    "number_with_unit",
    "operational_plans",
    "own_group",
    "own_projects",
    "project_rows",
    "row_with_history",
    "score",
    "situation",
    "standing",
    "usual_target_year",
]
