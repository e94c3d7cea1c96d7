"""What a strategic plan lacks: each rule alone, in the singular and the plural."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.links import address, part
from strategy.models import StrategicPlan
from tests import factories
from workflow.completeness import lacks, remaining
from workflow.models import LeftOut

pytestmark = pytest.mark.django_db


def found(plan):
    return {lack.key: lack for lack in lacks(StrategicPlan.objects.get(pk=plan.pk))}


def test_an_empty_plan_must_have_a_goal_and_should_have_premises(strategic_plan):
    lack = found(strategic_plan)
    assert set(lack) == {"has_goal", "has_premise"}
    assert lack["has_goal"].is_must
    assert lack["has_goal"].url == address(strategic_plan, "goal_add")
    assert not lack["has_premise"].is_must


def test_a_goal_should_have_an_indicator_and_come_from_somewhere(strategic_plan):
    goal = factories.LongTermGoalFactory(plan=strategic_plan, text="Företagare lämnar samma uppgift bara en gång")
    lack = found(strategic_plan)
    indicator, premise = lack["goals_have_indicator"], lack["goals_have_premise"]
    assert indicator.text == "Koppla en indikator till målet Företagare lämnar samma uppgift bara en gång"
    assert indicator.url == f"{address(strategic_plan, 'indicator_add')}?mal={goal.pk}"
    assert premise.url == f"{address(strategic_plan, 'goal_edit', goal.pk)}#id_premises"


def test_several_goals_are_counted(strategic_plan):
    factories.LongTermGoalFactory.create_batch(3, plan=strategic_plan)
    lack = found(strategic_plan)
    assert lack["goals_have_indicator"].text == "Koppla en indikator till 3 mål"
    assert lack["goals_have_indicator"].url == part(strategic_plan, "mal")
    assert lack["goals_have_premise"].text == "Ange varifrån 3 mål kommer"


def test_an_initiative_should_have_an_event_a_service_type_and_a_benefit(strategic_plan):
    initiative = factories.InitiativeFactory(plan=strategic_plan, title="Bygga enklare")
    lack = found(strategic_plan)
    page = address(strategic_plan, "initiative_edit", initiative.pk)
    assert lack["initiatives_have_event"].text == "Ange livshändelse eller process för insatsen Bygga enklare"
    assert lack["initiatives_have_event"].url == f"{page}#id_life_events"
    assert lack["initiatives_have_service_type"].url == f"{page}#id_service_types"
    assert lack["initiatives_have_benefit"].text == "Uppskatta nyttan av insatsen Bygga enklare"


def test_several_initiatives_are_counted(strategic_plan):
    factories.InitiativeFactory.create_batch(2, plan=strategic_plan)
    lack = found(strategic_plan)
    assert lack["initiatives_have_event"].text == "Ange livshändelse eller process för 2 insatser"
    assert lack["initiatives_have_benefit"].url == part(strategic_plan, "utvecklingsplan")


def test_every_lack_says_why_and_what_it_rests_on(strategic_plan):
    factories.LongTermGoalFactory(plan=strategic_plan)
    factories.InitiativeFactory(plan=strategic_plan)
    for lack in found(strategic_plan).values():
        assert lack.why.endswith(".")
        assert "Vägledning för verksamhetsplanering 2010, avsnittet om" in lack.source


def test_a_whole_plan_lacks_nothing(strategic_plan, agency):
    goal = factories.LongTermGoalFactory(plan=strategic_plan)
    goal.premises.add(factories.PremiseFactory(plan=strategic_plan))
    factories.IndicatorFactory(agency=agency).goals.add(goal)
    initiative = factories.InitiativeFactory(plan=strategic_plan)
    initiative.life_events.add(factories.LifeEventFactory())
    initiative.service_types.add(factories.ServiceTypeFactory())
    factories.BenefitEstimateFactory(initiative=initiative)
    assert found(strategic_plan) == {}


def test_a_reason_settles_a_should_but_not_a_must(strategic_plan):
    for rule in ("has_goal", "has_premise"):
        LeftOut.objects.create(plan_uid=strategic_plan.uid, rule=rule, reason="Vi väntar.")
    assert [lack.key for lack in remaining(strategic_plan)] == ["has_goal"]


def test_the_rules_ask_no_more_of_many_rows(strategic_plan):
    taken = []
    for count in (2, 10):
        factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan)
        factories.InitiativeFactory.create_batch(count, plan=strategic_plan)
        with CaptureQueriesContext(connection) as captured:
            found(strategic_plan)
        taken.append(len(captured))
    assert taken[0] == taken[1]
