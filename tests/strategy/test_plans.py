"""The list of periods, and the address that leads to the plan most likely wanted."""

import pytest

from tests import factories
from tests.strategy.posting import text

URL = "/arbeta/exempelkoping/strategisk-plan/"


def decided(agency, first_year):
    return factories.StrategicPlanFactory(
        agency=agency, first_year=first_year, state="decided", decided_on="2024-04-22", decided_by_body="fullmäktige"
    )


def test_rut_sees_every_period_with_its_state(login, agency, strategic_plan):
    decided(agency, 2019)
    page = text(login("reader").get(URL))
    assert "2024–2028" in page
    assert "2019–2023" in page
    assert "Utkast" in page
    assert "22 april 2024, fullmäktige" in page


def test_of_a_revised_plan_only_the_latest_number_is_listed(login, agency):
    first = decided(agency, 2024)
    factories.StrategicPlanFactory(agency=agency, first_year=2024, number=2, revises=first)
    page = text(login("reader").get(URL))
    assert page.count("2024–2028") == 1
    assert "Utkast" in page


def test_an_empty_list_says_what_a_plan_is_and_lets_petra_begin(login, agency):
    page = text(login("planner").get(URL))
    assert "En strategisk plan täcker ungefär fem år" in page
    assert f"{URL}ny/" in page


def test_an_empty_list_gives_rut_no_button(login, agency):
    assert f"{URL}ny/" not in text(login("reader").get(URL))


@pytest.mark.usefixtures("strategic_plan")
def test_sven_learns_nothing(login):
    assert login().get(URL).status_code == 404
    assert login().get(f"{URL}aktuell/").status_code == 404


def test_the_open_draft_is_wanted_most(login, agency):
    decided(agency, 2024)
    draft = factories.StrategicPlanFactory(agency=agency, first_year=2029)
    assert login("reader").get(f"{URL}aktuell/").url == draft.get_absolute_url()


def test_then_the_plan_of_today(login, agency):
    plan = decided(agency, 2024)
    decided(agency, 2029)
    assert login("reader").get(f"{URL}aktuell/").url == plan.get_absolute_url()


def test_then_the_latest(login, agency):
    decided(agency, 2014)
    plan = decided(agency, 2019)
    assert login("reader").get(f"{URL}aktuell/").url == plan.get_absolute_url()


def test_without_plans_the_list_is_shown(login, agency):
    assert login("reader").get(f"{URL}aktuell/").url == URL


def test_queries_do_not_grow_with_plans(login, agency, queries):
    client = login("reader")
    decided(agency, 2009)
    few = queries(client, URL)
    for first_year in (2014, 2019, 2024):
        decided(agency, first_year)
    assert queries(client, URL) == few <= 12
