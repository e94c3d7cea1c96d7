"""Adding, changing and removing a long-term goal."""

import pytest

from strategy.links import address
from strategy.models import LongTermGoal
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "goal_add")


@pytest.fixture
def goal(strategic_plan):
    return factories.LongTermGoalFactory(plan=strategic_plan, text="Företagaren möter en väg in")


@pytest.fixture
def edit_url(strategic_plan, goal):
    return address(strategic_plan, "goal_edit", goal.pk)


@pytest.fixture
def premise(strategic_plan):
    return factories.PremiseFactory(plan=strategic_plan)


@pytest.fixture
def indicator(agency):
    return factories.IndicatorFactory(agency=agency)


def test_petra_adds_a_goal_with_where_it_comes_from_and_how_it_is_measured(login, url, premise, indicator):
    client = login("planner")
    data = typed(client, url, text="En väg in", premises=[premise.pk], indicators=[indicator.pk])
    response = client.post(url, data, follow=True)
    goal = LongTermGoal.objects.get()
    assert "Målet är sparat." in text(response)
    assert (list(goal.premises.all()), list(goal.indicators.all())) == ([premise], [indicator])


def test_the_sentence_is_all_that_is_needed(login, url):
    client = login("planner")
    assert client.post(url, typed(client, url, text="En väg in")).status_code == 302


def test_the_form_says_when_there_is_nothing_to_choose(login, url):
    page = text(login("planner").get(url))
    assert "Planen har inga förutsättningar än." in page
    assert "Ni har inga indikatorer än." in page


def test_pressing_twice_adds_one(login, url, premise):
    client = login("planner")
    data = typed(client, url, text="En väg in", premises=[premise.pk])
    assert client.post(url, data).status_code == client.post(url, data).status_code == 302
    assert LongTermGoal.objects.count() == 1


def test_a_goal_without_words_is_explained(login, url, premise):
    client = login("planner")
    response = client.post(url, typed(client, url, owner_role="Näringslivschefen", premises=[premise.pk]))
    page = text(response)
    assert page.count("Skriv målet med en mening.") == 2
    assert "Näringslivschefen" in page
    assert f'value="{premise.pk}" id="id_premises_0" checked' in page
    assert not LongTermGoal.objects.exists()


@pytest.mark.parametrize("field", ["premises", "indicators"])
def test_another_organisations_rows_cannot_be_chosen(login, url, field):
    other = {"premises": factories.PremiseFactory, "indicators": factories.IndicatorFactory}[field]()
    client = login("planner")
    page = text(client.post(url, typed(client, url, text="En väg in", **{field: [other.pk]})))
    assert "Ett av valen finns inte längre. Välj bland dem som visas." in page
    assert "En väg in" in page
    assert not LongTermGoal.objects.exists()


def test_changing_a_goal_touches_no_other_goals_indicators(login, strategic_plan, edit_url, goal, indicator):
    other = factories.LongTermGoalFactory(plan=strategic_plan)
    indicator.goals.add(goal, other)
    client = login("planner")
    client.post(edit_url, typed(client, edit_url, indicators=[]))
    assert list(indicator.goals.all()) == [other]


def test_petra_changes_nothing_when_jonas_was_faster(login, edit_url, goal, premise):
    petra, jonas = login("planner"), login("manager")
    hers, his = typed(petra, edit_url, text="Petras mål"), typed(jonas, edit_url, premises=[premise.pk])
    assert jonas.post(edit_url, his).status_code == 302
    response = petra.post(edit_url, hers)
    page = text(response)
    assert response.status_code == 409
    assert "Jonas Ek sparade kl." in page
    assert "Petras mål" in page
    assert f"<b>Jonas Ek sparade:</b> {premise}" in page
    goal.refresh_from_db()
    assert goal.text == "Företagaren möter en väg in"
    assert list(goal.premises.all()) == [premise]


def test_a_goal_is_removed_with_its_ties_and_the_indicator_stays(login, strategic_plan, goal, indicator):
    indicator.goals.add(goal)
    factories.InitiativeFactory(plan=strategic_plan).goals.add(goal)
    url = address(strategic_plan, "goal_remove", goal.pk)
    client = login("planner")
    page = text(client.get(url))
    assert "kopplingen till 1 insats" in page
    assert "kopplingen till 1 indikator, som själv finns kvar" in page
    assert client.post(url).status_code == 302
    assert not LongTermGoal.objects.exists()
    indicator.refresh_from_db()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize("page", ["goal_add", "goal_edit", "goal_remove"])
def test_others_may_not(login, strategic_plan, goal, role, status, page):
    url = address(strategic_plan, page, *([] if page == "goal_add" else [goal.pk]))
    assert login(role).get(url).status_code == status
    assert login(role).post(url, {"text": "x"}).status_code == status
    assert LongTermGoal.objects.get().text == "Företagaren möter en väg in"


def test_in_a_submitted_plan_nothing_is_changed(login, strategic_plan, edit_url, goal):
    client = login("planner")
    data = typed(client, edit_url, text="För sent")
    strategic_plan.state = "submitted"
    strategic_plan.save()
    assert client.get(edit_url).status_code == 403
    response = client.post(edit_url, data)
    assert response.status_code == 409
    assert "För sent" in text(response)
    assert client.post(address(strategic_plan, "goal_remove", goal.pk)).status_code == 403
    goal.refresh_from_db()
    assert goal.text == "Företagaren möter en väg in"


def test_another_plans_goal_is_not_found_here(login, strategic_plan):
    other = factories.LongTermGoalFactory()
    assert login("planner").get(address(strategic_plan, "goal_edit", other.pk)).status_code == 404


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("field", ["text", "owner_role", "premises", "indicators", "draft_uid", "seen_count"])
def test_nothing_typed_breaks_the_page(login, url, field, nasty):
    client = login("planner")
    response = client.post(url, typed(client, url, **({"text": "Mål"} | {field: nasty})))
    assert response.status_code in {200, 302}
    assert SCRIPT not in text(response)


def test_queries_do_not_grow_with_choices(login, strategic_plan, agency, edit_url, goal, queries):
    client = login("planner")
    taken = []
    for count in (2, 10):
        goal.premises.add(*factories.PremiseFactory.create_batch(count, plan=strategic_plan))
        goal.indicators.add(*factories.IndicatorFactory.create_batch(count, agency=agency))
        taken.append(queries(client, edit_url))
    assert taken[0] == taken[1] <= 12


def test_joint_indicators_to_choose_among_cost_no_queries(login, agency, edit_url, queries):
    factories.IndicatorFactory(agency=agency, definition=factories.IndicatorDefinitionFactory())
    client = login("planner")
    few = queries(client, edit_url)
    for _number in range(5):
        factories.IndicatorFactory(agency=agency, definition=factories.IndicatorDefinitionFactory())
    assert queries(client, edit_url) == few
