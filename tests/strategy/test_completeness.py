"""What a strategic plan lacks: each rule alone, in the singular and the plural."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.links import address
from strategy.models import StrategicPlan
from strategy.rows import PARTS as PLAN_PARTS
from tests import factories
from tests.strategy.whole import make_whole
from workflow.completeness import lacks, remaining
from workflow.models import LeftOut
from workflow.registry import rules

pytestmark = pytest.mark.django_db


def found(plan):
    return {lack.key: lack for lack in lacks(StrategicPlan.objects.get(pk=plan.pk))}


PARTS = {"has_premise", "has_initiative", "has_channel_strategy", "has_sourcing", "has_competence"}


def test_an_empty_plan_must_have_a_goal_and_should_have_its_parts(strategic_plan):
    lack = found(strategic_plan)
    assert set(lack) == {"has_goal"} | PARTS
    assert lack["has_goal"].is_must
    assert lack["has_goal"].url == address(strategic_plan, "goal_add")
    assert not any(lack[key].is_must for key in PARTS)
    assert {lack[key].part for key in PARTS} == {"premises", "initiatives", "channels", "sourcing", "competence"}


def test_the_e_strategy_is_never_asked_for(strategic_plan):
    assert "e_strategy" not in {lack.part for lack in found(strategic_plan).values()}


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
    assert lack["goals_have_indicator"].url == address(strategic_plan, "goals")
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
    assert lack["initiatives_have_benefit"].url == address(strategic_plan, "initiatives")


def test_every_lack_says_why_and_what_it_rests_on(strategic_plan):
    factories.LongTermGoalFactory(plan=strategic_plan)
    factories.InitiativeFactory(plan=strategic_plan)
    for lack in found(strategic_plan).values():
        assert lack.why.endswith(".")
        assert "Vägledning för verksamhetsplanering 2010, avsnittet om" in lack.source


def test_every_rule_says_what_it_asks_and_stands_under_a_part_of_the_plan():
    for rule in rules(StrategicPlan):
        assert str(rule.asks)
        assert rule.part in {kind.name for kind in PLAN_PARTS}


def test_a_group_of_premises_is_asked_about_once_there_are_premises(strategic_plan):
    factories.PremiseFactory(plan=strategic_plan, kind="inquiry", impact="x")
    lack = found(strategic_plan)
    assert {"premises_government_goal", "premises_government_decision", "premises_others_plan"} <= set(lack)
    assert "premises_inquiry" not in lack
    assert lack["premises_others_plan"].url == f"{address(strategic_plan, 'premises')}#slag-others_plan"


def test_a_premise_should_say_what_it_means(strategic_plan):
    premise = factories.PremiseFactory(plan=strategic_plan, title="Enkät")
    lack = found(strategic_plan)["premises_have_impact"]
    assert lack.text == "Skriv hur Enkät påverkar er"
    assert lack.url == f"{address(strategic_plan, 'premise_edit', premise.pk)}#id_impact"


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        ([(40, 54), (60, 40)], "Privatpersoner: andelarna för 2028 blir 94 %. De ska bli 100 %"),
        ([(40, 60), (50, 40)], "Privatpersoner: andelarna för i dag blir 90 %. De ska bli 100 %"),
        ([(40, None), (60, None)], "Fyll i andelarna för Privatpersoner, 2028"),
        ([], "Fyll i andelarna för Privatpersoner, i dag"),
    ],
)
def test_the_shares_of_a_group_should_be_whole(strategic_plan, shares, text):
    group = factories.ChannelGroupFactory(
        plan=strategic_plan, target_group=factories.TargetGroupFactory(name="Privatpersoner"), offline="x"
    )
    for today, later in shares:
        factories.ChannelChoiceFactory(group=group, share_today=today, share_target=later)
    lack = found(strategic_plan)["channel_shares_are_whole"]
    assert lack.text == text
    assert lack.url.endswith(f"kanalstrategi/#rad-{group.pk}")


def test_shares_that_are_whole_are_let_be(strategic_plan):
    group = factories.ChannelGroupFactory(plan=strategic_plan, offline="x")
    for today, later in ((Decimal("33.3"), 100), (Decimal("66.7"), 0)):
        factories.ChannelChoiceFactory(group=group, share_today=today, share_target=later)
    assert {lack.part for lack in found(strategic_plan).values()} & {"channels"} == set()


def test_a_group_should_say_what_holds_for_those_who_are_not_digital(strategic_plan):
    factories.ChannelGroupFactory(plan=strategic_plan)
    lack = found(strategic_plan)["channel_groups_say_offline"]
    assert lack.source == "Förvaltningslagen 7 § och RiR 2021:8"


def test_a_process_should_have_both_forms(strategic_plan):
    process = factories.SourcingDecisionFactory(plan=strategic_plan, name="Drift", form_later=None)
    lack = found(strategic_plan)["sourcing_has_forms"]
    assert lack.text == "Välj form för processen Drift"
    assert lack.url.startswith(address(strategic_plan, "sourcing_edit", process.pk))


def test_a_competence_should_be_counted_and_a_gap_met(strategic_plan):
    need = factories.CompetenceNeedFactory(plan=strategic_plan, name="Dataanalys", fte_today=Decimal(3))
    assert found(strategic_plan)["competence_is_counted"].text == "Ange årsarbetskrafter för Dataanalys"
    factories.CompetenceYearFactory(need=need, year=2028, fte=Decimal(6))
    lack = found(strategic_plan)
    assert "competence_is_counted" not in lack
    assert lack["gaps_have_measures"].text == "Skriv vad ni gör åt kompetensen Dataanalys"
    factories.CompetenceActionFactory.create_batch(2, need=need)
    assert "gaps_have_measures" not in found(strategic_plan)


def test_a_competence_that_stays_as_it_is_needs_no_measure(strategic_plan):
    need = factories.CompetenceNeedFactory(plan=strategic_plan, fte_today=Decimal(3))
    factories.CompetenceYearFactory(need=need, year=2028, fte=Decimal(3))
    assert "gaps_have_measures" not in found(strategic_plan)


def test_a_whole_plan_lacks_nothing(strategic_plan):
    make_whole(strategic_plan)
    assert found(strategic_plan) == {}


def test_a_reason_settles_a_should_but_not_a_must(strategic_plan):
    for rule in ("has_goal", "has_premise"):
        LeftOut.objects.create(plan_uid=strategic_plan.uid, rule=rule, reason="Vi väntar.")
    left = {lack.key for lack in remaining(strategic_plan)}
    assert "has_goal" in left
    assert "has_premise" not in left


def test_the_rules_ask_no_more_of_many_rows(strategic_plan):
    taken = []
    for count in (2, 10):
        factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan)
        factories.InitiativeFactory.create_batch(count, plan=strategic_plan)
        factories.ChannelGroupFactory.create_batch(count, plan=strategic_plan)
        factories.CompetenceNeedFactory.create_batch(count, plan=strategic_plan)
        factories.SourcingDecisionFactory.create_batch(count, plan=strategic_plan)
        with CaptureQueriesContext(connection) as captured:
            found(strategic_plan)
        taken.append(len(captured))
    assert taken[0] == taken[1]
