"""The pages of the strategic plan, one file for each thing people write."""

from strategy.views.carry_over import carry_over
from strategy.views.channels import channel_add, channel_edit, channel_principle, channel_remove, channels
from strategy.views.competence import (
    competence,
    competence_add,
    competence_edit,
    competence_move,
    competence_remove,
)
from strategy.views.e_strategy import e_strategy
from strategy.views.goals import goal_add, goal_edit, goal_move, goal_remove, goals
from strategy.views.indicators import indicator_add, indicator_edit
from strategy.views.initiatives import (
    initiative_add,
    initiative_edit,
    initiative_move,
    initiative_remove,
    initiatives,
)
from strategy.views.plans import check, current, plan, plan_edit, plan_new, plans, step
from strategy.views.premises import (
    premise_add,
    premise_edit,
    premise_link,
    premise_move,
    premise_pick,
    premise_reason,
    premise_remove,
    premise_renew,
    premises,
)
from strategy.views.register import register, register_add, register_edit
from strategy.views.services import service_add, service_edit, service_remove, services
from strategy.views.sourcing import sourcing, sourcing_add, sourcing_edit, sourcing_move, sourcing_remove

__all__ = [
    "carry_over",
    "channel_add",
    "channel_edit",
    "channel_principle",
    "channel_remove",
    "channels",
    "check",
    "competence",
    "competence_add",
    "competence_edit",
    "competence_move",
    "competence_remove",
    "current",
    "e_strategy",
    "goal_add",
    "goal_edit",
    "goal_move",
    "goal_remove",
    "goals",
    "indicator_add",
    "indicator_edit",
    "initiative_add",
    "initiative_edit",
    "initiative_move",
    "initiative_remove",
    "initiatives",
    "plan",
    "plan_edit",
    "plan_new",
    "plans",
    "premise_add",
    "premise_edit",
    "premise_link",
    "premise_move",
    "premise_pick",
    "premise_reason",
    "premise_remove",
    "premise_renew",
    "premises",
    "register",
    "register_add",
    "register_edit",
    "service_add",
    "service_edit",
    "service_remove",
    "services",
    "sourcing",
    "sourcing_add",
    "sourcing_edit",
    "sourcing_move",
    "sourcing_remove",
    "step",
]
