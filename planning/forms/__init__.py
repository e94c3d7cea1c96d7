"""What people fill in about a year's plan. Forms narrow their own choices to the plan's organisation."""

from planning.forms.calendar import CalendarItemForm
from planning.forms.goals import GoalForm
from planning.forms.plans import PlanForm
from planning.forms.projects import ProjectForm, partner_names
from planning.forms.status import StatusForm

__all__ = ["CalendarItemForm", "GoalForm", "PlanForm", "ProjectForm", "StatusForm", "partner_names"]
