"""Uppföljning: every indicator of an organisation, under the goal it measures."""

import pytest

from followup.models import Measurement
from followup.periods import Period
from tests import factories

URL = "/arbeta/exempelkoping/uppfoljning/"


def text(response):
    return response.content.decode()


@pytest.fixture
def goal(strategic_plan):
    return factories.LongTermGoalFactory(plan=strategic_plan, text="Sex av tio ärenden digitalt")


def test_indicators_stand_under_their_goal_and_those_without_last(login, agency, goal):
    tied = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)
    tied.goals.add(goal)
    factories.IndicatorFactory(agency=agency, name="Svarstid", unit="dagar", target=10)
    page = text(login("reader").get(URL)).split("Indikatorer per mål")[1]
    places = [page.index(word) for word in ("Sex av tio", "Ärenden via e-tjänst, %</a>", "Utan långsiktigt mål")]
    assert places == sorted(places)
    assert page.index("Utan långsiktigt mål") < page.index("Svarstid, dagar")


def test_a_row_has_value_target_difference_and_lage(login, agency):
    indicator = factories.IndicatorFactory(agency=agency, target=60)
    Measurement.record(indicator, Period(2026, 2), 40, by=None)
    page = text(login("reader").get(URL))
    assert "<b>40</b>" in page
    assert "Mål 2028" in page
    assert "−3" in page
    assert "Risk" in page
    assert "1 i riskzonen" in page


def test_a_goal_without_indicator_is_a_gap(login, goal):
    page = text(login("reader").get(URL))
    assert "Sex av tio ärenden digitalt" in page
    assert "Målet har ingen indikator än." in page


def test_what_is_missing_leads_to_the_form_for_those_who_may_fill_it_in(login, agency):
    indicator = factories.IndicatorFactory(agency=agency, name="Svarstid", target=60)
    page = text(login("planner").get(URL))
    assert "Skulle ha lämnats den 30 september 2026, 15 dagar sent." in page
    assert f'href="{indicator.get_absolute_url()}#registrera"' in page
    assert "#registrera" not in text(login("reader").get(URL))


def test_nothing_yet_says_what_to_do(login, strategic_plan):
    assert "Inga indikatorer än" in text(login("reader").get(URL))
    assert "Lägg till indikator" in text(login("planner").get(URL))


def test_the_decided_plan_s_goals_are_the_ones_that_count(login, agency, goal, strategic_plan):
    type(strategic_plan).objects.filter(pk=strategic_plan.pk).update(state="decided", decided_on="2024-04-22")
    draft = factories.StrategicPlanFactory(agency=agency, number=2, revises=strategic_plan)
    factories.LongTermGoalFactory(plan=draft, text="Ett mål på förslag")
    page = text(login("reader").get(URL))
    assert "Sex av tio ärenden digitalt" in page
    assert "Ett mål på förslag" not in page


def test_other_agencies_indicators_are_not_shown(login, agency):
    factories.IndicatorFactory(name="Grannens")
    assert "Grannens" not in text(login("manager").get(URL))


def test_a_stranger_is_told_nothing(login, agency):
    assert login().get(URL).status_code == 404


def test_queries_do_not_grow_with_indicators(login, agency, goal, queries):
    def add(number):
        for _ in range(number):
            definition = factories.IndicatorDefinitionFactory()
            indicator = factories.IndicatorFactory(agency=agency, definition=definition, target=60)
            indicator.goals.add(goal)
            Measurement.record(indicator, Period(2026, 2), 40, by=None)

    reader = login("reader")
    add(2)
    few = queries(reader, URL)
    add(10)
    assert queries(reader, URL) == few <= 12
