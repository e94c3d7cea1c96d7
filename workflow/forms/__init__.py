"""Safe saving for everything people write in a plan, and the forms of the transition table."""

from workflow.forms.plans import PlanDatesForm, StepForm, SubmitForm
from workflow.forms.safe import OnePerPlanForm, RowSet, SafeForm, shown_value
from workflow.forms.words import FaultsMixin, speak_swedish

__all__ = [
    "FaultsMixin",
    "OnePerPlanForm",
    "PlanDatesForm",
    "RowSet",
    "SafeForm",
    "StepForm",
    "SubmitForm",
    "shown_value",
    "speak_swedish",
]
