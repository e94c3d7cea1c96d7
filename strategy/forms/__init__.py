"""What people fill in about a strategic plan. Forms narrow their own choices to the plan and its organisation."""

from strategy.forms.goals import GoalForm
from strategy.forms.indicators import IndicatorForm
from strategy.forms.initiatives import InitiativeForm
from strategy.forms.plans import DatesForm, PlanForm
from strategy.forms.premises import PremiseForm

__all__ = ["DatesForm", "GoalForm", "IndicatorForm", "InitiativeForm", "PlanForm", "PremiseForm"]
