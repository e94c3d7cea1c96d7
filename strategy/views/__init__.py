"""The pages of the strategic plan, one file for each thing people write."""

from strategy.views.goals import goal_add, goal_edit, goal_remove
from strategy.views.indicators import indicator_add, indicator_edit
from strategy.views.initiatives import initiative_add, initiative_edit, initiative_remove
from strategy.views.plans import current, plan, plan_edit, plan_new, plans, step
from strategy.views.premises import premise_add, premise_edit, premise_remove

__all__ = [
    "current",
    "goal_add",
    "goal_edit",
    "goal_remove",
    "indicator_add",
    "indicator_edit",
    "initiative_add",
    "initiative_edit",
    "initiative_remove",
    "plan",
    "plan_edit",
    "plan_new",
    "plans",
    "premise_add",
    "premise_edit",
    "premise_remove",
    "step",
]
