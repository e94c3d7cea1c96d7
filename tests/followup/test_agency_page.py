"""An organisation's front page: its plans, its people, how it goes."""

import pytest

from tests import factories

URL = "/arbeta/exempelkoping/"


def text(response):
    return response.content.decode()


def test_plans_with_their_state(login, plan, strategic_plan):
    page = text(login("reader").get(URL))
    for shown in ("Strategisk plan 2024–2028", "Verksamhetsplan 2027", "Utkast"):
        assert shown in page


def test_people_by_role_and_only_those_who_are_active(login, person, agency):
    person("planner")
    gone = factories.UserFactory(name="Gun Gård", is_active=False)
    factories.MembershipFactory(user=gone, agency=agency)
    page = text(login("manager").get(URL))
    people = page[page.index("Människor") :]
    assert people.index("Chef") < people.index("Jonas Ek") < people.index("Planerare") < people.index("Petra Lind")
    assert "Gun Gård" not in page


def test_quick_numbers(login, agency, person):
    this_year = factories.OperationalPlanFactory(agency=agency, year=2026)
    factories.ProjectFactory(plan=this_year).report("off_track", by=person("planner"), reason="Sent")
    factories.IndicatorFactory(agency=agency, target=60)
    page = text(login("reader").get(URL))
    assert "1 avviker" in page
    assert "1, 15 dagar sent" in page


def test_an_empty_organisation_can_start_a_plan(login, agency):
    assert "Starta verksamhetsplan 2027" in text(login("planner").get(URL))
    assert "Starta verksamhetsplan" not in text(login("reader").get(URL))


def test_a_stranger_is_told_nothing(login, agency):
    assert login().get(URL).status_code == 404


def test_queries_do_not_grow(login, agency, queries, strategic_plan):
    def add(years):
        for year in years:
            plan = factories.OperationalPlanFactory(agency=agency, year=year, strategic_plan=strategic_plan)
            factories.ProjectFactory(plan=plan)
            factories.IndicatorFactory(agency=agency, target=60)
            factories.MembershipFactory(agency=agency, role="planner")

    reader = login("reader")
    add((2026, 2027))
    few = queries(reader, URL)
    add(range(2010, 2020))
    assert queries(reader, URL) == few <= 12


@pytest.mark.parametrize("role", ["reader", "project_lead", "planner", "manager"])
def test_everybody_in_the_organisation_may_read(login, agency, role):
    assert login(role).get(URL).status_code == 200
