"""What people fill in about a year's plan. Forms narrow their own choices to the plan's organisation."""

from planning.forms.calendar import CalendarItemForm
from planning.forms.copying import CopyForm, FetchForm, PlanNewForm
from planning.forms.documents import UploadForm
from planning.forms.goals import GoalForm
from planning.forms.partners import partner_names
from planning.forms.plans import PlanForm
from planning.forms.projects import ProjectForm
from planning.forms.status import StatusForm

__all__ = [
    "CalendarItemForm",
    "CopyForm",
    "FetchForm",
    "GoalForm",
    "PlanForm",
    "PlanNewForm",
    "ProjectForm",
    "StatusForm",
    "UploadForm",
    "partner_names",
]
