"""The pages of a year's plan: a view is a paragraph (fetch through access, require, act, answer)."""

from planning.views.goals import goal_add, goal_edit, goal_remove
from planning.views.plans import current, plan, plan_edit, plan_new, plans, step
from planning.views.projects import partners, project, project_add, project_edit, project_remove, project_status

__all__ = [
    "current",
    "goal_add",
    "goal_edit",
    "goal_remove",
    "partners",
    "plan",
    "plan_edit",
    "plan_new",
    "plans",
    "project",
    "project_add",
    "project_edit",
    "project_remove",
    "project_status",
    "step",
]
