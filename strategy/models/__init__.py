"""Where we are going, and how we shall know: five years."""

from strategy.models.channels import ChannelChoice, ChannelGroup, ChannelStrategy, ContactPurpose
from strategy.models.codelists import CompetenceMeasure, GuidingPrinciple, SourcingForm
from strategy.models.competence import CompetenceAction, CompetenceNeed, CompetenceYear
from strategy.models.e_strategy import EStrategy
from strategy.models.goals import LongTermGoal
from strategy.models.indicators import Indicator, IndicatorDefinition, Target
from strategy.models.initiatives import BenefitEstimate, BenefitGrouping, BenefitKind, Initiative, Unit
from strategy.models.plan import StrategicPlan
from strategy.models.premises import Premise, PremiseKind, PremiseSource
from strategy.models.services import BuildOut, Service
from strategy.models.sourcing import SourcingDecision, SourcingReason, SourcingRisk

__all__ = [
    "BenefitEstimate",
    "BenefitGrouping",
    "BenefitKind",
    "BuildOut",
    "ChannelChoice",
    "ChannelGroup",
    "ChannelStrategy",
    "CompetenceAction",
    "CompetenceMeasure",
    "CompetenceNeed",
    "CompetenceYear",
    "ContactPurpose",
    "EStrategy",
    "GuidingPrinciple",
    "Indicator",
    "IndicatorDefinition",
    "Initiative",
    "LongTermGoal",
    "Premise",
    "PremiseKind",
    "PremiseSource",
    "Service",
    "SourcingDecision",
    "SourcingForm",
    "SourcingReason",
    "SourcingRisk",
    "StrategicPlan",
    "Target",
    "Unit",
]
