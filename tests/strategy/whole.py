"""The smallest strategic plan that lacks nothing."""

from decimal import Decimal

from strategy.completeness import GUIDANCE_KINDS
from tests import factories


def make_whole(plan):
    """Gives a plan one of everything that the rules ask for."""
    goal = factories.LongTermGoalFactory(plan=plan)
    for kind in GUIDANCE_KINDS:
        goal.premises.add(factories.PremiseFactory(plan=plan, kind=kind, impact="Det styr oss."))
    factories.IndicatorFactory(agency=plan.agency).goals.add(goal)
    initiative = factories.InitiativeFactory(plan=plan, first_year=plan.first_year, last_year=plan.last_year)
    initiative.life_events.add(factories.LifeEventFactory())
    initiative.service_types.add(factories.ServiceTypeFactory())
    factories.BenefitEstimateFactory(initiative=initiative)
    group = factories.ChannelGroupFactory(plan=plan, offline="Telefon.")
    factories.ChannelChoiceFactory(group=group, share_today=100, share_target=100)
    form = factories.SourcingFormFactory()
    factories.SourcingDecisionFactory(plan=plan, form_today=form, form_later=form)
    need = factories.CompetenceNeedFactory(plan=plan, fte_today=Decimal(1))
    factories.CompetenceYearFactory(need=need, year=plan.last_year, fte=Decimal(1))
