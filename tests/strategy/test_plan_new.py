"""Creating a strategic plan asks only for its years."""

import threading

import pytest
from django.db import connection

from strategy.models import StrategicPlan
from tests import factories
from tests.strategy.posting import text, typed

URL = "/arbeta/exempelkoping/strategisk-plan/ny/"


@pytest.mark.usefixtures("agency")
def test_petra_is_offered_five_years_from_today(login):
    form = login("planner").get(URL).context["form"]
    assert (form["first_year"].value(), form["last_year"].value()) == (2026, 2030)


@pytest.mark.usefixtures("strategic_plan")
def test_petra_is_offered_the_first_free_period(login):
    form = login("planner").get(URL).context["form"]
    assert (form["first_year"].value(), form["last_year"].value()) == (2029, 2033)


@pytest.mark.usefixtures("agency")
def test_petra_creates_a_plan_and_comes_to_it(login):
    client = login("planner")
    response = client.post(URL, typed(client, URL), follow=True)
    plan = StrategicPlan.objects.get()
    assert response.redirect_chain[-1][0] == plan.get_absolute_url()
    assert "Strategisk plan 2026–2030 är skapad." in text(response)
    assert plan.edited_by.name == "Petra Lind"


@pytest.mark.usefixtures("agency")
def test_pressing_twice_makes_one_plan(login):
    client = login("planner")
    data = typed(client, URL)
    first, second = client.post(URL, data), client.post(URL, data)
    assert first.url == second.url
    assert StrategicPlan.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_form", [True, False])
def test_two_at_once_make_one_plan(login, agency, same_form):
    """The same form pressed twice, or two people with a form each."""
    client = login("planner")
    forms = [typed(client, URL)]
    forms.append(forms[0] if same_form else typed(client, URL, first_year="2027"))
    answers = []

    def post(data):
        answers.append(client.post(URL, data).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=(data,)) for data in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert StrategicPlan.objects.count() == 1
    assert sorted(answers) == ([302, 302] if same_form else [200, 302])


@pytest.mark.usefixtures("strategic_plan")
@pytest.mark.parametrize(("first", "last"), [(2024, 2028), (2026, 2030), (2020, 2024), (2028, 2032)])
def test_a_period_that_overlaps_is_explained_and_kept(login, first, last):
    client = login("planner")
    response = client.post(URL, typed(client, URL, first_year=first, last_year=last))
    assert (
        "Ni har redan en strategisk plan för 2024–2028. Välj en period som börjar 2029 eller revidera planen."
        in text(response)
    )
    assert f'value="{last}"' in text(response)
    assert StrategicPlan.objects.count() == 1


@pytest.mark.usefixtures("agency")
@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("2026", "2025", "Det sista året är före det första (2026). Ange ett senare år."),
        ("2026", "2027", "Planen skulle gälla i 2 år. Välj en period på 3 till 8 år, helst fem."),
        ("2026", "2034", "Planen skulle gälla i 9 år. Välj en period på 3 till 8 år, helst fem."),
        ("26", "2030", "Skriv årtalet med fyra siffror, till exempel 2027."),
        ("nästa år", "2030", "Skriv årtalet med fyra siffror, till exempel 2027."),
        ("år 2026", "2030", "Skriv årtalet med fyra siffror, till exempel 2027."),
        ("9" * 50_000, "2030", "Skriv årtalet med fyra siffror, till exempel 2027."),
        ("", "2030", "Ange planens första år."),
        ("2026", "", "Ange planens sista år."),
    ],
)
def test_wrong_years_are_explained(login, first, last, sentence):
    client = login("planner")
    response = client.post(URL, typed(client, URL, first_year=first, last_year=last))
    assert (response.status_code, StrategicPlan.objects.count()) == (200, 0)
    assert text(response).count(sentence) == 2, "in the summary and at the field"


@pytest.mark.usefixtures("agency")
def test_another_organisations_period_is_no_hindrance(login):
    factories.StrategicPlanFactory(first_year=2026)
    client = login("planner")
    assert client.post(URL, typed(client, URL)).status_code == 302


@pytest.mark.usefixtures("agency")
@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not(login, role, status):
    client = login(role)
    assert client.get(URL).status_code == status
    assert client.post(URL, {"first_year": "2026", "last_year": "2030"}).status_code == status
    assert not StrategicPlan.objects.exists()
