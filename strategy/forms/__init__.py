"""What people fill in about a strategic plan. Forms narrow their own choices to the plan and its organisation."""

from strategy.forms.carry_over import CarryOverForm
from strategy.forms.channel_matrix import ChannelMatrix
from strategy.forms.channels import ChannelGroupForm, PrincipleForm
from strategy.forms.competence import NeedForm, NeedInlineForm
from strategy.forms.e_strategy import EStrategyForm
from strategy.forms.goals import GoalForm
from strategy.forms.indicators import IndicatorForm
from strategy.forms.initiatives import InitiativeForm, TaggingForm
from strategy.forms.plans import DatesForm, PlanForm
from strategy.forms.premises import ImpactForm, LinkForm, PickForm, PremiseForm, ReasonForm
from strategy.forms.register import PremiseSourceForm
from strategy.forms.services import ServiceForm
from strategy.forms.sourcing import ProcessForm, ProcessInlineForm

__all__ = [
    "CarryOverForm",
    "ChannelGroupForm",
    "ChannelMatrix",
    "DatesForm",
    "EStrategyForm",
    "GoalForm",
    "ImpactForm",
    "IndicatorForm",
    "InitiativeForm",
    "LinkForm",
    "NeedForm",
    "NeedInlineForm",
    "PickForm",
    "PlanForm",
    "PremiseForm",
    "PremiseSourceForm",
    "PrincipleForm",
    "ProcessForm",
    "ProcessInlineForm",
    "ReasonForm",
    "ServiceForm",
    "TaggingForm",
]
