"""What a year's plan must and should hold, and where each lack leads."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.models import OperationalPlan
from planning.panels import annual_plans
from planning.reporting import against, previous_plan, threads
from planning.tasks import plan_tasks
from tests import factories
from workflow.completeness import lacks

DAY = datetime.date(2026, 10, 15)


def keys(plan):
    return {lack.key for lack in lacks(OperationalPlan.objects.get(pk=plan.pk))}


@pytest.fixture
def whole(plan, person):
    """A project and a goal that lack nothing."""
    goal = factories.ShortTermGoalFactory(plan=plan)
    goal.long_term_goals.add(factories.LongTermGoalFactory(plan=plan.strategic_plan))
    goal.indicators.add(factories.IndicatorFactory(agency=plan.agency))
    project = factories.ProjectFactory(
        plan=plan, owner=person("planner"), starts_on=DAY, ends_on=DAY.replace(year=2027), title="Hel"
    )
    project.life_events.add(factories.LifeEventFactory())
    project.service_types.add(factories.ServiceTypeFactory())
    project.benefits.create(amount=1)
    return project


def test_an_empty_plan_must_have_a_goal_and_a_project(plan):
    assert keys(plan) == {"has_goal", "has_project"}


def test_a_whole_plan_lacks_nothing(plan, whole):
    assert keys(plan) == set()


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda p: type(p).objects.update(ends_on=None), "projects_have_time"),
        (lambda p: type(p).objects.update(owner=None), "projects_have_owner"),
        (lambda p: p.life_events.clear(), "projects_have_event"),
        (lambda p: p.service_types.clear(), "projects_have_service_type"),
        (lambda p: p.benefits.all().delete(), "projects_have_benefit"),
        (lambda p: p.plan.goals.get().indicators.clear(), "goals_have_indicator"),
        (lambda p: p.plan.goals.get().long_term_goals.clear(), "goals_follow_strategy"),
    ],
)
def test_each_thing_taken_away_is_missed(plan, whole, spoil, key):
    spoil(whole)
    assert keys(plan) == {key}


def test_a_project_used_by_several_needs_no_event(plan, whole):
    whole.life_events.clear()
    type(whole).objects.update(is_cross_cutting=True)
    assert keys(plan) == set()


def test_a_stopped_project_lacks_nothing(plan, whole):
    factories.ProjectFactory(plan=plan, phase="stopped")
    assert keys(plan) == set()


def test_one_lack_leads_to_the_form_and_several_to_the_table(plan, whole):
    bare = factories.ProjectFactory(plan=plan, title="Naken", owner=whole.owner, starts_on=DAY, ends_on=DAY)
    one = next(lack for lack in lacks(OperationalPlan.objects.get()) if lack.key == "projects_have_event")
    assert one.url.endswith(f"/projekt/{bare.pk}/andra/")
    assert one.text == "Ange livshändelse eller process för Naken"
    factories.ProjectFactory(plan=plan, owner=whole.owner, starts_on=DAY, ends_on=DAY)
    several = next(lack for lack in lacks(OperationalPlan.objects.get()) if lack.key == "projects_have_event")
    assert several.url.endswith("#utvecklingsplan")
    assert several.text == "Ange livshändelse eller process för 2 projekt"


class TestTasks:
    def test_petra_is_asked_for_what_the_plan_lacks_by_its_deadline(self, plan, person):
        OperationalPlan.objects.update(submit_by=DAY)
        assert ("Lägg till minst ett mål", DAY) in [(t.title, t.due) for t in plan_tasks(person("planner"), DAY)]

    def test_jonas_is_asked_to_decide_what_is_submitted(self, plan, person):
        OperationalPlan.objects.update(state="submitted", submitted_by=person("planner"))
        assert "Granska verksamhetsplan 2027 för Exempelköpings kommun" in [
            task.title for task in plan_tasks(person("manager"), DAY)
        ]
        assert plan_tasks(person("planner"), DAY) == []

    def test_next_years_plan_is_asked_for_from_june(self, agency, person):
        assert [task.title for task in plan_tasks(person("planner"), DAY)] == ["Starta verksamhetsplan 2027"]
        assert plan_tasks(person("planner"), DAY.replace(month=5)) == []

    def test_rut_has_nothing_to_do(self, plan, person):
        assert plan_tasks(person("reader"), DAY) == []

    def test_queries_do_not_grow_with_organisations(self, plan, person):
        def count():
            petra = type(person("planner")).objects.get(name="Petra Lind")
            with CaptureQueriesContext(connection) as captured:
                plan_tasks(petra, DAY)
            return len(captured)

        self._join(person("planner"), 2)
        few = count()
        self._join(person("planner"), 5)
        assert count() == few

    def _join(self, user, number):
        for _each in range(number):
            membership = factories.MembershipFactory(user=user, role="planner")
            other = factories.OperationalPlanFactory(agency=membership.agency)
            factories.ProjectFactory(plan=other)
            factories.ShortTermGoalFactory(plan=other)


class TestReporting:
    def test_projects_are_told_apart_by_what_happened_since_last_year(self, agency, plan):
        before = factories.OperationalPlanFactory(agency=agency, year=2026)
        kept = factories.ProjectFactory(plan=before)
        done = factories.ProjectFactory(plan=before, phase="live")
        factories.ProjectFactory(plan=before, phase="stopped")
        factories.ProjectFactory(plan=plan, uid=kept.uid)
        new = factories.ProjectFactory(plan=plan)
        told = against(plan, previous_plan(plan))
        assert (told.new, len(told.continuing), told.done) == ((new,), 1, (done,))

    def test_without_an_earlier_plan_there_is_nothing_to_tell(self, plan):
        assert against(plan, previous_plan(plan)) is None

    def test_the_thread_with_the_most_gaps_comes_first(self, plan, whole):
        bare = factories.ShortTermGoalFactory(plan=plan, text="Naket")
        found = threads(plan)
        assert found[0].goal == bare
        assert [thread.gaps for thread in found] == [4, 2]

    def test_an_initiative_that_no_year_takes_up_is_a_hole(self, plan, strategic_plan):
        taken = factories.InitiativeFactory(plan=strategic_plan)
        hole = factories.InitiativeFactory(plan=strategic_plan)
        factories.ProjectFactory(plan=plan, initiative=taken)
        assert annual_plans(strategic_plan).values["rows"] == [(taken, [(2027, 1)]), (hole, [])]
