"""What the year's plan asks of a person on Hem."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.links import address
from planning.models import OperationalPlan
from planning.tasks import calendar_tasks, plan_tasks
from tests import factories
from tests.planning.whole import make_whole
from workflow.completeness import remaining
from workflow.models import LeftOut

DAY = datetime.date(2026, 10, 15)


def test_petra_is_asked_for_what_the_plan_lacks_by_its_deadline(plan, person):
    OperationalPlan.objects.update(submit_by=DAY)
    assert ("Lägg till minst ett mål", DAY) in [(t.title, t.due) for t in plan_tasks(person("planner"), DAY)]


def test_in_the_same_words_as_on_the_plans_page(plan, person):
    told = [(task.title, task.why) for task in plan_tasks(person("planner"), DAY)]
    assert told == [(lack.text, str(lack.why)) for lack in remaining(plan)]
    assert told


def test_a_form_that_hem_leads_to_leads_back(plan, person, login):
    project = make_whole(plan, person("planner"))
    project.life_events.clear()
    task = plan_tasks(person("planner"), DAY)[0]
    assert task.url == f"{address(plan, 'project_edit', project.pk)}?fran=hem#id_life_events"
    assert '<a href="/hem/">Avbryt</a>' in login("planner").get(task.url).content.decode()


def test_several_lead_to_the_page_with_just_those(plan, person):
    owner = person("planner")
    make_whole(plan, owner)
    factories.ProjectFactory.create_batch(2, plan=plan)
    urls = {task.url for task in plan_tasks(owner, DAY)}
    assert f"{address(plan, 'projects')}?saknar=life_events&fran=hem" in urls


def test_what_is_left_with_a_reason_is_asked_no_more(plan, person):
    LeftOut.objects.create(plan_uid=plan.uid, rule="has_training", reason="Vi väntar.")
    assert "Fyll i kompetens och utbildning" not in [task.title for task in plan_tasks(person("planner"), DAY)]


@pytest.mark.parametrize("state", ["submitted", "decided", "published", "closed"])
def test_nothing_nags_about_a_plan_that_is_handed_in(plan, person, state):
    OperationalPlan.objects.update(state=state, submitted_by=person("planner"), decided_on=DAY)
    assert plan_tasks(person("planner"), DAY) == []


def test_jonas_is_asked_to_decide_what_is_submitted(plan, person):
    OperationalPlan.objects.update(state="submitted", submitted_by=person("planner"))
    told = [task.title for task in plan_tasks(person("manager"), DAY)]
    assert told == ["Granska verksamhetsplan 2027 för Exempelköpings kommun"]


def test_what_is_returned_is_told_first(plan, person):
    OperationalPlan.objects.update(state="returned")
    found = sorted(plan_tasks(person("planner"), DAY), key=lambda task: task.order)
    assert found[0].title == "Rätta och lämna in verksamhetsplan 2027 igen"


def test_next_years_plan_is_asked_for_from_june(agency, person):
    assert [task.title for task in plan_tasks(person("planner"), DAY)] == ["Starta verksamhetsplan 2027"]
    assert plan_tasks(person("planner"), DAY.replace(month=5)) == []


def test_rut_has_nothing_to_do(plan, person):
    assert plan_tasks(person("reader"), DAY) == []


def test_queries_do_not_grow_with_organisations(plan, person):
    def count():
        petra = type(person("planner")).objects.get(name="Petra Lind")
        with CaptureQueriesContext(connection) as captured:
            plan_tasks(petra, DAY)
        return len(captured)

    def join(number):
        for _each in range(number):
            membership = factories.MembershipFactory(user=person("planner"), role="planner")
            other = factories.OperationalPlanFactory(agency=membership.agency)
            factories.ProjectFactory(plan=other)
            factories.ShortTermGoalFactory(plan=other)

    join(2)
    few = count()
    join(5)
    assert count() == few


def test_a_paragraph_that_ends_in_a_full_stop_gets_no_other(person, agency):
    factories.CalendarItemFactory(
        planning_year__agency=agency,
        planning_year__year=2026,
        on=datetime.date(2026, 10, 20),
        legal_ground="Kommunallagen (2017:725) 11 kap.",
    )
    (found,) = [task for task in calendar_tasks(person("planner"), DAY) if task.done_url]
    assert found.why == "Kommunallagen (2017:725) 11 kap."
