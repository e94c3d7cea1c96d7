"""What we do this year: the verksamhetsplan with its premises, goals and e-förvaltningsprojekt, and its calendar.

Guidance 2010, the chapter on the yearly planning: every effort is tagged with the livshändelse or verksamhetsprocess
it touches and the types of service it holds, so that others can understand it and join in.
"""

from planning.models.calendar import CalendarItem, CalendarKey, PlanningYear
from planning.models.goals import ServiceCommitment, ShortTermGoal, Strategy
from planning.models.plan import OperationalPlan
from planning.models.premises import PlanningPremise, PlanningPremiseKind
from planning.models.preparation import PlannedFollowUp, PriorityCriterion, ProjectScore, TrainingNeed
from planning.models.project_parts import (
    Benefit,
    DateChange,
    Partnership,
    Stage,
    StatusReport,
    SupportingDocument,
)
from planning.models.projects import Project

__all__ = [
    "Benefit",
    "CalendarItem",
    "CalendarKey",
    "DateChange",
    "OperationalPlan",
    "Partnership",
    "PlannedFollowUp",
    "PlanningPremise",
    "PlanningPremiseKind",
    "PlanningYear",
    "PriorityCriterion",
    "Project",
    "ProjectScore",
    "ServiceCommitment",
    "ShortTermGoal",
    "Stage",
    "StatusReport",
    "Strategy",
    "SupportingDocument",
    "TrainingNeed",
]
