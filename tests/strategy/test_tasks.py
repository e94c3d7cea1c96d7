"""What Hem asks about the strategic plan."""

import datetime

from strategy.models import StrategicPlan
from strategy.tasks import plan_tasks

DAY = datetime.date(2026, 10, 15)


def titles(user):
    return [task.title for task in plan_tasks(user, DAY)]


def test_jonas_is_asked_to_review_what_is_submitted(strategic_plan, person):
    StrategicPlan.objects.update(state="submitted", submitted_by=person("planner"))
    assert titles(person("manager")) == ["Granska strategisk plan 2024–2028 för Exempelköpings kommun"]
    assert titles(person("planner")) == []


def test_petra_is_asked_to_mend_what_came_back(strategic_plan, person):
    StrategicPlan.objects.update(state="returned")
    assert titles(person("planner")) == ["Rätta och lämna in strategisk plan 2024–2028 igen"]
    assert titles(person("reader")) == []


def test_a_draft_and_another_organisations_plan_ask_nothing(strategic_plan, person):
    assert titles(person("manager")) == []
    StrategicPlan.objects.update(state="submitted")
    assert titles(person()) == []
