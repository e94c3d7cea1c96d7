"""The page of the long-term goals."""

import pytest

from strategy.links import address
from tests import factories
from tests.strategy.posting import SCRIPT, text


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "goals")


def test_an_empty_page_gives_petra_examples_to_start_from(login, strategic_plan, url):
    client = login("planner")
    page = text(client.get(url))
    assert "Två till sex mål brukar räcka." in page
    add = address(strategic_plan, "goal_add")
    assert f"{add}?exempel=2" in page
    assert 'value="Vart tredje rutinärende avgörs automatiskt"' in text(client.get(f"{add}?exempel=2"))
    assert client.get(f"{add}?exempel=²").status_code == 200


def test_a_goal_shows_where_it_comes_from_and_how_it_is_measured(login, strategic_plan, agency, url):
    goal = factories.LongTermGoalFactory(plan=strategic_plan, text="En väg in", owner_role="Näringslivschef")
    goal.premises.add(factories.PremiseFactory(plan=strategic_plan, title="En enklare kommun"))
    indicator = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)
    indicator.goals.add(goal)
    page = text(login("reader").get(url))
    for shown in ("Ansvarig: Näringslivschef", "En enklare kommun", "24 → 60\u00a0% till 2028"):
        assert shown in page
    assert f'href="{indicator.get_absolute_url()}"' in page


def test_what_is_missing_is_dashed_with_a_link_for_petra_and_without_for_rut(login, strategic_plan, url):
    goal = factories.LongTermGoalFactory(plan=strategic_plan)
    assert f"indikatorer/ny/?mal={goal.pk}" in text(login("planner").get(url))
    page = text(login("reader").get(url))
    assert page.count("Saknas") == 2
    assert "indikatorer/ny/" not in page


def test_a_goal_that_is_not_published_says_so(login, strategic_plan, url):
    factories.LongTermGoalFactory(plan=strategic_plan, disclosure="review")
    assert "Sekretessprövas" in text(login("reader").get(url))


def test_petra_moves_a_goal(login, strategic_plan):
    first, second = (factories.LongTermGoalFactory(plan=strategic_plan, position=place) for place in range(2))
    login("planner").post(address(strategic_plan, "goal_move"), {"upp": second.pk})
    assert list(strategic_plan.goals.all()) == [second, first]


def test_two_hundred_goals_are_shown_and_petra_is_told_that_fewer_do(login, strategic_plan, url):
    factories.LongTermGoalFactory.create_batch(200, plan=strategic_plan)
    page = text(login("planner").get(url))
    assert "Ni har 200 mål. Två till sex mål brukar räcka" in page


def test_nothing_typed_becomes_markup(login, strategic_plan, url):
    factories.LongTermGoalFactory(plan=strategic_plan, text=SCRIPT, owner_role=SCRIPT)
    assert SCRIPT not in text(login("planner").get(url))


def test_the_ways_on_lead_to_the_parts_beside(login, strategic_plan, url):
    page = text(login("reader").get(url))
    for name in ("premises", "initiatives"):
        assert f'href="{address(strategic_plan, name)}"' in page


def test_queries_do_not_grow_with_goals(login, strategic_plan, agency, url, queries):
    client, taken = login("planner"), []
    for count in (5, 200):
        for _number in range(count):
            goal = factories.LongTermGoalFactory(plan=strategic_plan)
            goal.premises.add(factories.PremiseFactory(plan=strategic_plan))
            factories.IndicatorFactory(agency=agency, target=60).goals.add(goal)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_move(login, strategic_plan, role, status):
    goal = factories.LongTermGoalFactory(plan=strategic_plan)
    assert login(role).post(address(strategic_plan, "goal_move"), {"upp": goal.pk}).status_code == status
