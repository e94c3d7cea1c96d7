"""Where we are going, and how we shall know: five years."""

from strategy.models.indicators import Indicator, IndicatorDefinition, Target
from strategy.models.plan import (
    BenefitEstimate,
    BenefitKind,
    Initiative,
    LongTermGoal,
    Premise,
    PremiseSource,
    StrategicPlan,
    Unit,
)

__all__ = [
    "BenefitEstimate",
    "BenefitKind",
    "Indicator",
    "IndicatorDefinition",
    "Initiative",
    "LongTermGoal",
    "Premise",
    "PremiseSource",
    "StrategicPlan",
    "Target",
    "Unit",
]
