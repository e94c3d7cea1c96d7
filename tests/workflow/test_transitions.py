"""The transition table: every row of it, and nothing beside it."""

import datetime
import itertools
import threading

import pytest
from django.db import connection

from planning.models import OperationalPlan
from tests import factories
from workflow.models import Event
from workflow.transitions import TRANSITIONS, Refused, State

DECISION = {"decided_on": datetime.date(2026, 12, 11), "decided_by_body": "Kommunstyrelsen"}
ROWS = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "return"): "returned",
    ("submitted", "decide"): "decided",
    ("decided", "publish"): "published",
    ("published", "unpublish"): "decided",
    ("decided", "close"): "closed",
    ("published", "close"): "closed",
}
PLANNERS = {"submit", "withdraw"}


@pytest.fixture
def at(plan, person):
    """Exempelköping's plan put in a state, complete and submitted by Petra."""
    factories.ShortTermGoalFactory(plan=plan)
    factories.ProjectFactory(
        plan=plan, owner=person("planner"), starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2027, 2, 1)
    )
    person("manager")

    def at(state):
        day = None if state in ("draft", "submitted", "returned") else datetime.date(2026, 12, 11)
        OperationalPlan.objects.filter(pk=plan.pk).update(state=state, submitted_by=person("planner"), decided_on=day)
        plan.refresh_from_db()
        return plan

    return at


@pytest.fixture
def leave_every_bor(monkeypatch):
    monkeypatch.setattr("workflow.completeness.remaining", lambda plan: [])


@pytest.mark.usefixtures("leave_every_bor")
@pytest.mark.parametrize(("state", "name"), list(itertools.product(State.values, [step.name for step in TRANSITIONS])))
def test_a_plan_moves_along_the_table_and_nowhere_else(at, person, state, name):
    plan = at(state)
    by = person("planner" if name in PLANNERS else "manager")
    decision = DECISION if name == "decide" else {}
    if (state, name) in ROWS:
        plan.move(name, by=by, message="Därför.", **decision)
        assert plan.state == ROWS[state, name]
        assert (Event.objects.get().kind, Event.objects.get().by) == (name, by)
    else:
        with pytest.raises(Refused):
            plan.move(name, by=by, message="Därför.", **decision)
        plan.refresh_from_db()
        assert plan.state == state
        assert not Event.objects.exists()


@pytest.mark.usefixtures("leave_every_bor")
@pytest.mark.parametrize(("role", "key"), list(itertools.product(["reader", "project_lead", "planner", None], ROWS)))
def test_who_may_take_a_step(at, person, role, key):
    state, name = key
    plan = at(state)
    user = person(role)
    assert TRANSITIONS[name].is_open_to(user, plan) == (role == "planner" and name in PLANNERS)
    if role != "planner" or name not in PLANNERS:
        with pytest.raises(Refused):
            plan.move(name, by=user, message="Därför.", **(DECISION if name == "decide" else {}))


@pytest.mark.parametrize("name", ["return", "unpublish", "close"])
def test_some_steps_need_a_message(at, person, name):
    plan = at(TRANSITIONS[name].sources[0])
    with pytest.raises(Refused, match="Skriv ett meddelande"):
        plan.move(name, by=person("manager"), message="  ")


def test_deciding_a_revision_supersedes_what_it_revises(at, person):
    first = at("published")
    second = factories.OperationalPlanFactory(
        agency=first.agency, year=first.year, number=2, revises=first, state="submitted", submitted_by=person("planner")
    )
    second.move("decide", by=person("manager"), **DECISION)
    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "decided")


def test_a_decision_that_is_refused_leaves_the_revised_plan_valid(at, person):
    first = at("published")
    second = factories.OperationalPlanFactory(
        agency=first.agency, year=first.year, number=2, revises=first, state="submitted", submitted_by=person("manager")
    )
    with pytest.raises(Refused):
        second.move("decide", by=person("manager"), **DECISION)
    first.refresh_from_db()
    assert first.state == "published"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_decides(at, person):
    plan = at("submitted")
    by = person("manager")
    outcomes = []

    def decide(body):
        try:
            OperationalPlan.objects.get(pk=plan.pk).move("decide", by=by, **DECISION | {"decided_by_body": body})
            outcomes.append(body)
        except Refused:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(body,)) for body in ("Nämnden", "Styrelsen")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plan.refresh_from_db()
    assert sorted(outcomes, key=str) == sorted([None, plan.decided_by_body], key=str)
    assert Event.objects.filter(kind="decide").count() == 1
