"""Adding, changing and removing a short-term goal."""

from decimal import Decimal

import pytest

from planning.models import ShortTermGoal
from tests import factories


@pytest.fixture
def url(plan):
    return f"/arbeta/exempelkoping/verksamhetsplan/{plan.year}/mal/nytt/"


def text(response):
    return response.content.decode()


def test_petra_adds_a_goal_tied_to_strategy_and_indicator(login, plan, url):
    long_term = factories.LongTermGoalFactory(plan=plan.strategic_plan)
    indicator = factories.IndicatorFactory(agency=plan.agency)
    data = {
        "text": "45 % av ärendena kommer in via e-tjänst",
        "long_term_goals": long_term.pk,
        "indicators": indicator.pk,
        "year_end_value": "45,5 %",
    }
    assert login("planner").post(url, data).status_code == 302
    goal = ShortTermGoal.objects.get()
    assert (goal.long_term_goals.get(), goal.indicators.get(), goal.year_end_value) == (
        long_term,
        indicator,
        Decimal("45.5"),
    )


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "Skriv målet med en mening."),
        ("text", "m" * 210, "Texten är 10 tecken för lång."),
        ("year_end_value", "fyrtio", "Ange ett tal, till exempel 42,5."),
    ],
)
def test_wrong_input_is_explained_and_kept(login, plan, url, field, value, sentence):
    response = login("planner").post(url, {"text": "Ett mål", "owner_role": "Medborgarkontoret", field: value})
    assert text(response).count(sentence) >= 2
    assert "Medborgarkontoret" in text(response)
    assert not ShortTermGoal.objects.exists()


@pytest.mark.parametrize("field", ["long_term_goals", "indicators"])
def test_another_organisations_goal_or_indicator_is_refused(login, plan, url, field):
    other = {"long_term_goals": factories.LongTermGoalFactory, "indicators": factories.IndicatorFactory}[field]()
    assert "finns inte längre" in text(login("planner").post(url, {"text": "Ett mål", field: other.pk}))


def test_a_plan_without_a_strategic_plan_can_have_goals(login, plan, url):
    plan.strategic_plan = None
    plan.save()
    assert login("planner").post(url, {"text": "Ett mål"}).status_code == 302


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not(login, plan, url, role, status):
    assert login(role).post(url, {"text": "Ett mål"}).status_code == status


def test_a_stale_save_is_refused(login, plan):
    goal = factories.ShortTermGoalFactory(plan=plan, edit_count=3)
    url = f"/arbeta/exempelkoping/verksamhetsplan/2027/mal/{goal.pk}/"
    assert login("planner").post(url, {"text": "Nytt", "seen_count": "2"}).status_code == 409


def test_petra_removes_a_goal(login, plan):
    goal = factories.ShortTermGoalFactory(plan=plan)
    login("planner").post(f"/arbeta/exempelkoping/verksamhetsplan/2027/mal/{goal.pk}/ta-bort/")
    assert not ShortTermGoal.objects.exists()
