"""The list of plans: this year beside the coming one, then earlier years, and the way to start another."""

import datetime

import pytest

from tests import factories

URL = "/arbeta/exempelkoping/verksamhetsplan/"


def text(response):
    return response.content.decode()


@pytest.fixture
def decided(agency):
    plan = factories.OperationalPlanFactory(
        agency=agency, year=2026, state="decided", decided_on=datetime.date(2025, 12, 12), decided_by_body="Nämnden"
    )
    factories.ProjectFactory.create_batch(3, plan=plan)
    factories.ShortTermGoalFactory.create_batch(2, plan=plan)
    return plan


def test_this_year_stands_beside_the_coming_with_goals_projects_and_deadline(login, plan, decided):
    plan.submit_by = datetime.date(2026, 10, 30)
    plan.save()
    page = text(login("reader").get(URL))
    this_year, coming = page.split('aria-labelledby="ar-2026"')[1].split('aria-labelledby="ar-2027"')
    for told in ("Beslutad", "<dd>2</dd>", "<dd>3</dd>", "12 december 2025 av Nämnden"):
        assert told in this_year
    for told in ("Utkast", "<dd>0</dd>", "30 oktober 2026"):
        assert told in coming


def test_a_year_without_a_plan_says_so(login, decided):
    page = text(login("reader").get(URL))
    assert "Ni har ingen plan för 2027." in page
    assert "Starta verksamhetsplan" not in page


def test_petra_is_offered_to_start_the_first_year_without_a_plan(login, plan, decided):
    page = text(login("planner").get(URL))
    assert "Starta verksamhetsplan 2028" in page
    assert f"{URL}ny/" in page


def test_earlier_years_follow_in_a_table(login, agency, plan):
    factories.OperationalPlanFactory(agency=agency, year=2025, state="closed", decided_on=datetime.date(2024, 12, 1))
    page = text(login("reader").get(URL))
    assert "Tidigare år" in page
    assert page.index("Verksamhetsplan 2027") < page.index("Verksamhetsplan 2025")


def test_an_organisation_without_plans_is_told_what_one_is(login, agency):
    assert "Ni har ingen verksamhetsplan än." in text(login("planner").get(URL))


def test_a_stranger_learns_nothing(login, plan):
    assert login().get(URL).status_code == 404


def test_queries_do_not_grow_with_years(login, agency, plan, queries):
    client = login("planner")
    few = queries(client, URL)
    for year in range(2015, 2026):
        factories.OperationalPlanFactory(agency=agency, year=year)
    assert queries(client, URL) == few <= 12
