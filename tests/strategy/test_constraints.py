"""What the database promises, each broken once."""

import pytest
from django.db import IntegrityError, transaction

from tests import factories

pytestmark = pytest.mark.django_db


def refuses(factory, **values):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        factory(**values)
    return str(error.value)


def test_a_plan_ends_after_it_starts(agency):
    said = refuses(factories.StrategicPlanFactory, agency=agency, first_year=2026, last_year=2025)
    assert "strategic_plan_ends_after_it_starts" in said


def test_a_period_and_number_stand_once_in_an_organisation(strategic_plan, agency):
    assert refuses(factories.StrategicPlanFactory, agency=agency)


def test_a_plans_state_is_a_known_one(agency):
    assert "known_state" in refuses(factories.StrategicPlanFactory, agency=agency, state="glömd")


def test_a_decided_plan_has_a_day(agency):
    assert "decided_on_a_day" in refuses(factories.StrategicPlanFactory, agency=agency, state="decided")


@pytest.mark.parametrize(
    "factory", [factories.PremiseFactory, factories.LongTermGoalFactory, factories.InitiativeFactory]
)
def test_a_part_stands_once_in_a_plan(strategic_plan, factory):
    row = factory(plan=strategic_plan)
    assert refuses(factory, plan=strategic_plan, uid=row.uid)


def test_a_premise_is_picked_or_written(strategic_plan):
    source = factories.PremiseSourceFactory()
    assert "picked_or_written" in refuses(factories.PremiseFactory, plan=strategic_plan, source=source, title="Egen")
    assert "picked_or_written" in refuses(factories.PremiseFactory, plan=strategic_plan, source=None, title="")


def test_an_initiative_ends_after_it_starts(strategic_plan):
    said = refuses(factories.InitiativeFactory, plan=strategic_plan, first_year=2026, last_year=2025)
    assert "initiative_ends_after_it_starts" in said


def test_a_benefit_is_low_then_high_and_not_negative():
    assert "low_then_high" in refuses(factories.BenefitEstimateFactory, low=12, high=8)
    assert "not_negative" in refuses(factories.BenefitEstimateFactory, low=-1, high=8)


def test_an_indicators_name_stands_once_in_an_organisation(agency):
    factories.IndicatorFactory(agency=agency, name="Portokostnad")
    assert refuses(factories.IndicatorFactory, agency=agency, name="Portokostnad")
    factories.IndicatorFactory(name="Portokostnad")


def test_a_joint_indicator_is_adopted_once(agency):
    definition = factories.IndicatorDefinitionFactory()
    factories.IndicatorFactory(agency=agency, definition=definition)
    assert refuses(factories.IndicatorFactory, agency=agency, definition=definition)
