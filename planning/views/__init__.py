"""The pages of a year's plan: a view is a paragraph (fetch through access, require, act, answer)."""

from planning.views.check import check
from planning.views.commitments import (
    commitment_add,
    commitment_edit,
    commitment_move,
    commitment_remove,
    commitments,
    commitments_fetch,
)
from planning.views.cooperation import cooperation
from planning.views.copying import goal_copy, plan_new, project_copy, project_fetch
from planning.views.development import project_row, projects, projects_move
from planning.views.documents import document, document_add
from planning.views.follow_up import follow_up, follow_up_add, follow_up_edit, follow_up_remove, follow_up_suggest
from planning.views.goals import goal_add, goal_edit, goal_move, goal_remove, goals
from planning.views.handover import handover
from planning.views.plans import current, plan, plan_edit, plans, step
from planning.views.premises import (
    premise_add,
    premise_carry,
    premise_edit,
    premise_link,
    premise_move,
    premise_remove,
    premise_renew,
    premises,
)
from planning.views.priorities import criteria_move, criterion_add, criterion_edit, criterion_remove, priorities
from planning.views.projects import (
    departments,
    partners,
    project,
    project_add,
    project_edit,
    project_remove,
    project_status,
)
from planning.views.thread import thread
from planning.views.training import training, training_add, training_edit, training_move, training_remove

__all__ = [
    "check",
    "commitment_add",
    "commitment_edit",
    "commitment_move",
    "commitment_remove",
    "commitments",
    "commitments_fetch",
    "cooperation",
    "criteria_move",
    "criterion_add",
    "criterion_edit",
    "criterion_remove",
    "current",
    "departments",
    "document",
    "document_add",
    "follow_up",
    "follow_up_add",
    "follow_up_edit",
    "follow_up_remove",
    "follow_up_suggest",
    "goal_add",
    "goal_copy",
    "goal_edit",
    "goal_move",
    "goal_remove",
    "goals",
    "handover",
    "partners",
    "plan",
    "plan_edit",
    "plan_new",
    "plans",
    "premise_add",
    "premise_carry",
    "premise_edit",
    "premise_link",
    "premise_move",
    "premise_remove",
    "premise_renew",
    "premises",
    "priorities",
    "project",
    "project_add",
    "project_copy",
    "project_edit",
    "project_fetch",
    "project_remove",
    "project_row",
    "project_status",
    "projects",
    "projects_move",
    "step",
    "thread",
    "training",
    "training_add",
    "training_edit",
    "training_move",
    "training_remove",
]
