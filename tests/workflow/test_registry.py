"""How a page shows what a higher room knows, and what a plan lacks."""

import datetime

import pytest

from tests import factories
from workflow import registry
from workflow.clock import now, today
from workflow.completeness import Lack, lacks, remaining, remaining_of
from workflow.models import LeftOut, Level
from workflow.registry import Panel, panel, panels, rule, task, tasks
from workflow.tasks import Task

DAY = datetime.date(2026, 10, 15)


@pytest.fixture(autouse=True)
def an_empty_registry(monkeypatch):
    """A registry of the test's own, so that what it registers is forgotten after it."""
    for name, kind in (("_panels", dict), ("_rules", dict), ("_tasks", list)):
        kept = getattr(registry, name)
        fresh = type(kept)(list) if kind is dict else []
        monkeypatch.setattr(registry, name, fresh)


def test_a_page_shows_the_panels_registered_for_its_place_in_their_order():
    panel("plan.aside", order=20)(lambda plan: Panel("b.html", {"plan": plan}))
    panel("plan.aside", order=10)(lambda plan: Panel("a.html"))
    panel("elsewhere")(lambda plan: Panel("c.html"))
    assert [shown.template for shown in panels("plan.aside", "planen")] == ["a.html", "b.html"]
    assert panels("plan.aside", "planen")[1].values == {"plan": "planen"}


def test_a_panel_with_nothing_to_say_is_not_shown():
    panel("plan.aside")(lambda plan: None)
    assert panels("plan.aside", "planen") == []


def test_tasks_come_most_urgent_first_and_those_without_a_day_last():
    for title, due in (("sen", DAY.replace(month=9)), ("utan dag", None), ("snart", DAY)):
        task(lambda user, today, title=title, due=due: [Task(title, "", "/", due=due)])
    assert [one.title for one in tasks(None, DAY)] == ["sen", "snart", "utan dag"]


@pytest.mark.parametrize(("days", "urgency"), [(-1, "late"), (0, "soon"), (7, "soon"), (8, "later"), (None, "later")])
def test_a_task_knows_how_urgent_it_is(days, urgency):
    due = None if days is None else DAY + datetime.timedelta(days=days)
    assert Task("x", "", "/", due=due).urgency(DAY) == urgency


@pytest.fixture
def two_rules(plan):
    said = {"asks": "Något", "why": "Det blir finare.", "source": "Vägledningen"}
    rule(type(plan), "nice", Level.SHOULD, **said)(lambda plan: Lack("Gör fint", "/"))
    rule(type(plan), "needed", Level.MUST, **said)(lambda plan: Lack("Gör rätt", "/"))
    rule(type(plan), "fine", Level.MUST, **said)(lambda plan: None)


@pytest.mark.usefixtures("two_rules")
def test_what_a_plan_lacks_is_told_maste_first(plan):
    assert [(lack.key, lack.is_must) for lack in lacks(plan)] == [("needed", True), ("nice", False)]


@pytest.mark.usefixtures("two_rules")
def test_a_reason_settles_a_bor_but_never_a_maste(plan):
    for key in ("nice", "needed"):
        LeftOut.objects.create(plan_uid=plan.uid, rule=key, reason="Klart i januari.")
    assert [lack.key for lack in remaining(plan)] == ["needed"]


@pytest.mark.usefixtures("two_rules")
def test_many_plans_are_asked_with_one_query_for_the_reasons(plan, django_assert_num_queries):
    plans = [plan, *factories.OperationalPlanFactory.create_batch(4)]
    with django_assert_num_queries(1):
        found = remaining_of(plans)
    assert {len(lacks) for lacks in found.values()} == {2}


def test_the_demo_has_its_own_today_and_real_use_the_real_one(settings):
    settings.DEMO_TODAY = DAY
    assert (today(), now().date()) == (DAY, DAY)
    settings.DEMO_TODAY = None
    assert abs(today() - datetime.date.today()) <= datetime.timedelta(days=1)
