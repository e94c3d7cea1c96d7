"""What a year's plan must and should hold: each rule alone, in the singular and the plural, and where it leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.links import address
from planning.models import OperationalPlan
from planning.rows import PARTS, parts
from planning.tasks import open_plans
from tests import factories
from tests.planning.whole import make_whole, make_whole_project
from workflow.completeness import lacks, remaining, remaining_of
from workflow.models import LeftOut, RuleLevel
from workflow.registry import rules


def found(plan):
    return {lack.key: lack for lack in lacks(OperationalPlan.objects.get(pk=plan.pk))}


@pytest.fixture
def whole(plan, person):
    """The project of a plan that lacks nothing."""
    return make_whole(plan, person("planner"))


@pytest.fixture
def another(plan, person, whole):
    """A second project that lacks nothing."""

    def another(**more):
        return make_whole_project(plan, person("planner"), plan.goals.first(), **more)

    return another


def test_an_empty_plan_must_have_a_goal_and_a_project_and_should_have_four_things_more(plan):
    lack = found(plan)
    assert {key for key, one in lack.items() if one.is_must} == {"has_goal", "has_project"}
    assert {key for key, one in lack.items() if not one.is_must} == {"has_premise", "has_training", "has_follow_up"}
    assert lack["has_goal"].url == address(plan, "goal_add")
    assert lack["has_project"].url == address(plan, "project_add")
    assert lack["has_premise"].url == address(plan, "premises")
    assert lack["has_training"].url == address(plan, "training")
    assert lack["has_follow_up"].url == address(plan, "follow_up")


def test_a_whole_plan_lacks_nothing(plan, whole):
    assert found(plan) == {}


def project(**values):
    return lambda plan: plan.projects.update(**values)


SPOILT = [
    (lambda plan: plan.premises.all().delete(), "has_premise"),
    (lambda plan: plan.goals.get().indicators.clear(), "goals_have_indicator"),
    (lambda plan: plan.goals.get().long_term_goals.clear(), "goals_follow_strategy"),
    (project(starts_on=None), "projects_have_time"),
    (project(ends_on=None), "projects_have_time"),
    (project(owner=None), "projects_have_owner"),
    (lambda plan: plan.projects.get().life_events.clear(), "projects_have_event"),
    (lambda plan: plan.projects.get().service_types.clear(), "projects_have_service_type"),
    (project(purpose=""), "projects_have_purpose"),
    (lambda plan: plan.projects.get().benefits.all().delete(), "projects_have_benefit"),
    (lambda plan: plan.projects.get().benefits.update(baseline=None), "benefits_are_planned"),
    (lambda plan: plan.projects.get().benefits.update(realisation=""), "benefits_are_planned"),
    (lambda plan: plan.projects.get().benefits.update(responsible_role=""), "benefits_are_planned"),
    (lambda plan: plan.projects.get().documents.first().delete(), "projects_have_documents"),
    (lambda plan: plan.projects.get().documents.update(kind="pre_study"), "projects_have_documents"),
    (project(considerations=""), "projects_are_considerate"),
    (project(partnering=""), "projects_have_partnering"),
    (lambda plan: plan.training_needs.all().delete(), "has_training"),
    (project(handing_over=""), "projects_have_handover"),
    (lambda plan: plan.follow_ups.all().delete(), "has_follow_up"),
]


@pytest.mark.parametrize(("spoil", "key"), SPOILT, ids=[key for _spoil, key in SPOILT])
def test_each_thing_taken_away_is_missed_alone(plan, whole, spoil, key):
    spoil(plan)
    assert set(found(plan)) == {key}


def test_a_goal_and_a_project_apart_miss_each_other(plan, whole):
    whole.goals.clear()
    lack = found(plan)
    assert set(lack) == {"projects_have_goal", "goals_have_project"}
    assert lack["projects_have_goal"].text == "Koppla Hel till ett mål"
    assert lack["goals_have_project"].text == "Koppla ett projekt till målet Fler klarar sig själva"


def test_every_rule_has_been_broken_above_or_elsewhere_here():
    broken = {key for _spoil, key in SPOILT} | {"has_goal", "has_project", "projects_have_goal", "goals_have_project"}
    assert broken == {rule.key for rule in rules(OperationalPlan)}


@pytest.mark.parametrize(("spoil", "key"), SPOILT, ids=[key for _spoil, key in SPOILT])
def test_one_lack_leads_to_the_very_field(plan, whole, login, spoil, key):
    spoil(plan)
    page, _mark, field = found(plan)[key].url.partition("#")
    response = login("planner").get(page)
    assert response.status_code == 200
    if field:
        assert f'id="{field}"' in response.content.decode()
    else:
        assert key in {"has_premise", "has_training", "has_follow_up"}, "only a whole part has no field to lead to"


def test_goals_and_projects_apart_lead_to_the_very_field(plan, whole, login):
    whole.goals.clear()
    for lack in found(plan).values():
        page, _mark, field = lack.url.partition("#")
        assert f'id="{field}"' in login("planner").get(page).content.decode()


def test_what_is_missing_of_the_time_is_what_is_asked_for(plan, whole):
    plan.projects.update(ends_on=None)
    assert found(plan)["projects_have_time"].url == f"{address(plan, 'project_edit', whole.pk)}#id_ends_on"


@pytest.mark.parametrize(
    ("spoil", "key", "text", "page"),
    [
        (project(owner=None), "projects_have_owner", "Ange ansvarig för 2 projekt", "?saknar=owner"),
        (project(starts_on=None), "projects_have_time", "Ange start och slut för 2 projekt", "?saknar=starts_on"),
        (
            lambda plan: plan.projects.first().life_events.through.objects.all().delete(),
            "projects_have_event",
            "Ange livshändelse eller process för 2 projekt",
            "?saknar=life_events",
        ),
        (project(partnering=""), "projects_have_partnering", "Säg om 2 projekt görs med någon", "?saknar=partnering"),
        (
            project(handing_over=""),
            "projects_have_handover",
            "Säg om 2 projekt lämnas över under året",
            "?saknar=handing_over",
        ),
    ],
)
def test_several_lead_to_just_those_rows(plan, another, login, spoil, key, text, page):
    another(title="Halv")
    spoil(plan)
    lack = found(plan)[key]
    assert lack.text == text
    assert lack.url == f"{address(plan, 'projects')}{page}"
    shown = login("planner").get(lack.url).content.decode()
    assert "Hel" in shown
    assert "Halv" in shown


def test_several_goals_lead_to_just_those(plan, whole, login):
    for text in ("Kortare väg", "Lägre porto"):
        factories.ShortTermGoalFactory(plan=plan, text=text).projects.add(whole)
    lack = found(plan)
    assert lack["goals_have_indicator"].text == "Koppla en indikator till 2 mål"
    assert lack["goals_have_indicator"].url == f"{address(plan, 'goals')}?saknar=indicators"
    assert lack["goals_follow_strategy"].url == f"{address(plan, 'goals')}?saknar=long_term_goals"
    for key in ("goals_have_indicator", "goals_follow_strategy"):
        shown = login("planner").get(lack[key].url).content.decode()
        assert "Kortare väg" in shown
        assert "Fler klarar sig själva" not in shown


def test_a_project_used_by_several_needs_no_event(plan, whole):
    whole.life_events.clear()
    plan.projects.update(is_cross_cutting=True)
    assert found(plan) == {}


def test_a_partner_says_that_it_is_done_together(plan, whole):
    plan.projects.update(partnering="")
    whole.partnerships.create(name="Grannköpings kommun")
    assert found(plan) == {}


def test_a_nollmatning_told_in_words_will_do(plan, whole):
    whole.benefits.update(baseline=None, baseline_note="Mäts i mars.")
    assert found(plan) == {}


def test_a_plan_of_no_benefits_is_asked_for_one_thing_and_not_two(plan, whole):
    whole.benefits.all().delete()
    assert set(found(plan)) == {"projects_have_benefit"}


def test_no_training_is_said_with_a_reason(plan, whole):
    plan.training_needs.all().delete()
    OperationalPlan.objects.update(has_no_training=True)
    assert set(found(plan)) == {"has_training"}
    OperationalPlan.objects.update(no_training_reason="Alla kan det redan.")
    assert found(plan) == {}


def test_a_stopped_project_lacks_nothing(plan, whole):
    factories.ProjectFactory(plan=plan, phase="stopped")
    assert found(plan) == {}


def test_a_goal_whose_only_project_is_stopped_has_none(plan, another, whole):
    goal = factories.ShortTermGoalFactory(plan=plan, text="Ensamt")
    goal.long_term_goals.add(plan.strategic_plan.goals.get())
    goal.indicators.add(plan.agency.indicators.get())
    goal.projects.add(factories.ProjectFactory(plan=plan, phase="stopped"))
    assert set(found(plan)) == {"goals_have_project"}


def test_an_idea_is_not_yet_asked_how_it_is_prepared(plan, whole):
    whole.documents.all().delete()
    whole.benefits.update(realisation="")
    plan.projects.update(considerations="")
    assert set(found(plan)) == {"projects_have_documents", "benefits_are_planned", "projects_are_considerate"}
    plan.projects.update(phase="idea")
    assert found(plan) == {}


def test_a_project_that_goes_on_is_not_asked_about_handover(plan, whole):
    plan.projects.update(handing_over="", ends_on="2028-06-30")
    assert found(plan) == {}


def test_without_a_strategic_plan_there_is_nothing_to_follow(plan, whole):
    plan.goals.get().long_term_goals.clear()
    OperationalPlan.objects.update(strategic_plan=None)
    assert found(plan) == {}


@pytest.mark.parametrize("rule", rules(OperationalPlan), ids=lambda rule: rule.key)
def test_every_rule_says_what_it_asks_why_and_on_what_it_rests(rule):
    assert str(rule.asks)
    assert str(rule.why).endswith(".")
    assert "avsnittet om" in rule.source or "ESV" in rule.source
    assert rule.part in {kind.name for kind in PARTS}


def test_a_reason_settles_a_should_but_not_a_must(plan):
    for key in ("has_goal", "has_training"):
        LeftOut.objects.create(plan_uid=plan.uid, rule=key, reason="Vi väntar.")
    left = {lack.key for lack in remaining(plan)}
    assert "has_goal" in left
    assert "has_training" not in left


@pytest.mark.parametrize(("level", "asked"), [("must", True), ("should", False), ("off", None)])
def test_the_administration_says_how_much_a_rule_asks(plan, level, asked):
    RuleLevel.objects.create(rule="operationalplan.has_training", agency_kind="municipality", level=level)
    lack = found(plan).get("has_training")
    assert (lack.is_must if lack else None) == asked


def test_the_rules_take_the_same_queries_for_many_rows_and_plans(plan, another, person):
    taken = []
    for count in (1, 6):
        for number in range(count):
            another(title=f"Projekt {count} {number}")
            factories.ShortTermGoalFactory(plan=plan)
        factories.OperationalPlanFactory(agency=plan.agency, year=2030 + count)
        with CaptureQueriesContext(connection) as captured:
            remaining_of(list(open_plans([plan.agency])))
        taken.append(len(captured))
    assert taken[0] == taken[1] == 4


class TestThePartsOfThePlan:
    def statuses(self, plan):
        found = OperationalPlan.objects.select_related("agency").get(pk=plan.pk)
        return {part.kind.name: part.status for part in parts(found, lacks(found))}

    def test_one_that_is_left_with_a_reason_is_done_though_nothing_is_there(self, plan, person):
        assert self.statuses(plan)["training"] == "open"
        LeftOut.objects.create(plan_uid=plan.uid, rule="has_training", reason="Planeras i vår.", by=person("planner"))
        assert self.statuses(plan)["training"] == "done"

    def test_one_with_something_left_is_begun_whatever_else_has_a_reason(self, plan, person):
        make_whole(plan, person("planner")).life_events.clear()
        assert self.statuses(plan)["projects"] == "begun"

    def test_when_all_projects_are_stopped_nothing_about_them_is_left(self, plan):
        factories.ProjectFactory(plan=plan, phase="stopped")
        found = self.statuses(plan)
        assert [found[name] for name in ("projects", "cooperation", "handover")] == ["done", "done", "done"]


def test_no_project_is_asked_for_a_goal_while_the_plan_has_none(plan):
    factories.ProjectFactory(plan=plan)
    assert "projects_have_goal" not in {lack.key for lack in lacks(plan)}
    factories.ShortTermGoalFactory(plan=plan)
    again = OperationalPlan.objects.select_related("agency").get(pk=plan.pk)
    assert "projects_have_goal" in {lack.key for lack in lacks(again)}
