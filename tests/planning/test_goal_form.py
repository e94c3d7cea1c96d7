"""Adding, changing and removing a short-term goal."""

from decimal import Decimal

import pytest

from planning.links import address
from planning.models import ShortTermGoal
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, typed


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
        "long_term_goals": [long_term.pk],
        "indicators": [indicator.pk],
        "year_end_value": "45,5 %",
    }
    client = login("planner")
    assert client.post(url, typed(client, url, **data)).status_code == 302
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
        ("strategies", "påhitt", "Ett av valen finns inte längre. Välj bland dem som visas."),
    ],
)
def test_wrong_input_is_explained_and_kept(login, plan, url, field, value, sentence):
    response = login("planner").post(url, {"text": "Ett mål", "owner_role": "Medborgarkontoret", field: value})
    assert text(response).count(sentence) >= 2
    assert "Medborgarkontoret" in text(response)
    assert not ShortTermGoal.objects.exists()


@pytest.mark.parametrize("field", ["long_term_goals", "indicators", "premises", "projects"])
def test_another_organisations_goal_or_indicator_is_refused(login, plan, url, field):
    other = {
        "long_term_goals": factories.LongTermGoalFactory,
        "indicators": factories.IndicatorFactory,
        "premises": factories.PlanningPremiseFactory,
        "projects": factories.ProjectFactory,
    }[field]()
    assert "finns inte längre" in text(login("planner").post(url, {"text": "Ett mål", field: other.pk}))
    assert not ShortTermGoal.objects.exists()


def test_petra_says_all_that_can_be_said(login, plan, url):
    premise, project = factories.PlanningPremiseFactory(plan=plan), factories.ProjectFactory(plan=plan)
    client = login("planner")
    data = typed(
        client,
        url,
        text="Kortare väg till beslut",
        premises=[premise.pk],
        strategies=["channels", "competence"],
        projects=[project.pk],
        owner_role="Digitaliseringschef",
        department="Medborgarkontoret",
        contributing="Regionen",
        disclosure="internal",
    )
    assert client.post(url, data).url == f"{address(plan, 'goals')}#rad-{ShortTermGoal.objects.get().pk}"
    goal = ShortTermGoal.objects.get()
    assert (goal.premises.get(), goal.projects.get(), goal.strategies) == (premise, project, ["channels", "competence"])
    assert (goal.department, goal.contributing, goal.disclosure) == ("Medborgarkontoret", "Regionen", "internal")


def test_it_is_saved_once_though_she_presses_twice(login, plan, url):
    client = login("planner")
    data = typed(client, url, text="Ett mål", projects=[factories.ProjectFactory(plan=plan).pk])
    assert client.post(url, data).status_code == client.post(url, data).status_code == 302
    assert ShortTermGoal.objects.count() == 1


def test_all_the_organisations_indicators_are_offered_the_joint_ones_first(login, plan, agency, url):
    own = factories.IndicatorFactory(agency=agency, name="Kompletteringar per tillstånd")
    definition = factories.IndicatorDefinitionFactory()
    joint = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", definition=definition)
    elsewhere = factories.IndicatorFactory(name="Andras indikator")
    page = text(login("planner").get(url))
    places = [page.index(f">{word}<") for word in ("Gemensamma indikatorer", joint.name, "Era egna", own.name)]
    assert places == sorted(places)
    assert elsewhere.name not in page
    assert 'id="id_indicators"' in page
    assert 'id="id_indicators_0"' in page


def test_departments_that_the_plans_name_already_are_suggested(login, plan, agency, url):
    factories.ShortTermGoalFactory(plan=plan, department="Äldrenämnden")
    factories.ProjectFactory(plan=plan, department="Byggnadsnämnden")
    factories.ShortTermGoalFactory(plan=factories.OperationalPlanFactory(agency=agency, year=2026), department="It")
    factories.ShortTermGoalFactory(department="Andras avdelning")
    page = text(login("planner").get(url))
    places = [page.index(f'<option value="{name}">') for name in ("Byggnadsnämnden", "It", "Äldrenämnden")]
    assert places == sorted(places)
    assert "Andras avdelning" not in page


@pytest.mark.parametrize(
    ("direction", "value", "said"),
    [
        ("higher", "20", "är lägre än utgångsläget 24\u00a0% för Ärenden via e-tjänst, där högre är bättre."),
        ("lower", "30", "är högre än utgångsläget 24\u00a0% för Ärenden via e-tjänst, där lägre är bättre."),
        ("higher", "30", ""),
        ("lower", "20", ""),
        ("higher", "", ""),
    ],
)
def test_a_value_worse_than_the_start_is_saved_and_told(login, plan, agency, url, direction, value, said):
    indicator = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", direction=direction)
    client = login("planner")
    data = typed(client, url, text="Ett mål", indicators=[indicator.pk], year_end_value=value)
    page = text(client.post(url, data, follow=True))
    assert ShortTermGoal.objects.exists()
    assert said in page
    assert ("Värdet vid årets slut" in page) is bool(said)


def test_a_value_of_several_indicators_is_not_judged(login, plan, agency, url):
    indicators = factories.IndicatorFactory.create_batch(2, agency=agency)
    client = login("planner")
    data = typed(client, url, text="Ett mål", indicators=[one.pk for one in indicators], year_end_value="1")
    assert "utgångsläget" not in text(client.post(url, data, follow=True))


def test_whoever_is_changing_a_project_is_told_that_its_goals_changed(login, plan):
    goal, project = factories.ShortTermGoalFactory(plan=plan), factories.ProjectFactory(plan=plan)
    untouched = factories.ProjectFactory(plan=plan)
    client, edit = login("planner"), address(plan, "goal_edit", goal.pk)
    for chosen in ([project.pk], [project.pk], []):
        client.post(edit, typed(client, edit, projects=chosen))
    project.refresh_from_db()
    untouched.refresh_from_db()
    assert (project.edit_count, untouched.edit_count) == (2, 0), "got it, kept it, lost it"


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize(
    "field", ["text", "strategies", "indicators", "projects", "year_end_value", "department", "disclosure", "draft_uid"]
)
def test_anything_can_be_posted_without_breaking_the_page(login, url, field, nasty):
    client = login("planner")
    response = client.post(url, typed(client, url, **({"text": "Ett mål"} | {field: nasty})))
    assert response.status_code in {200, 302}
    assert SCRIPT not in text(response)


def test_queries_do_not_grow_with_what_can_be_chosen(login, plan, strategic_plan, agency, url, queries):
    client, taken = login("planner"), []
    for count in (2, 12):
        factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan)
        factories.PlanningPremiseFactory.create_batch(count, plan=plan)
        factories.ProjectFactory.create_batch(count, plan=plan)
        for _number in range(count):
            factories.IndicatorFactory(agency=agency, definition=factories.IndicatorDefinitionFactory())
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12


def test_a_plan_without_a_strategic_plan_can_have_goals(login, plan, url):
    plan.strategic_plan = None
    plan.save()
    client = login("planner")
    assert "Planen följer ingen strategisk plan." in text(client.get(url))
    assert client.post(url, typed(client, url, text="Ett mål")).status_code == 302


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not(login, plan, url, role, status):
    assert login(role).post(url, {"text": "Ett mål"}).status_code == status


def test_a_stale_save_is_refused(login, plan):
    goal = factories.ShortTermGoalFactory(plan=plan, edit_count=3)
    url = address(plan, "goal_edit", goal.pk)
    client = login("planner")
    response = client.post(url, typed(client, url, text="Petras text", seen_count="2"))
    assert response.status_code == 409
    assert "Petras text" in text(response)
    assert goal.text in text(response)


def test_a_plan_submitted_meanwhile_keeps_what_she_typed(login, plan, url):
    client = login("planner")
    data = typed(client, url, text="Skrivet för sent")
    type(plan).objects.update(state="submitted")
    response = client.post(url, data)
    assert response.status_code == 409
    assert "Skrivet för sent" in text(response)
    assert client.get(url).status_code == 403


def test_petra_removes_a_goal_and_is_told_what_follows(login, plan, agency):
    goal = factories.ShortTermGoalFactory(plan=plan)
    project = factories.ProjectFactory(plan=plan)
    goal.projects.add(project)
    goal.indicators.set(factories.IndicatorFactory.create_batch(2, agency=agency))
    goal.premises.add(factories.PlanningPremiseFactory(plan=plan))
    client, url = login("planner"), address(plan, "goal_remove", goal.pk)
    page = text(client.get(url))
    for line in (
        "kopplingen till 1 projekt, som självt finns kvar",
        "kopplingarna till 2 indikatorer, som själva finns kvar",
        "kopplingen till 1 förutsättning eller långsiktigt mål",
    ):
        assert line in page
    assert client.post(url).url == address(plan, "goals")
    assert not ShortTermGoal.objects.exists()
    assert plan.projects.get() == project
