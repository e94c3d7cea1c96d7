"""Working days, and the planning year as a strip that other pages show."""

import datetime

import pytest

from planning.codelists import templates
from planning.rows.calendar import planned_day, strip_of
from planning.workdays import working_day_before
from tests import factories

TODAY = datetime.date(2026, 10, 15)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-03-01", "2026-02-27"),  # a Sunday
        ("2026-06-19", "2026-06-18"),  # midsommarafton
        ("2026-12-26", "2026-12-23"),  # annandag jul, a Saturday, after juldagen and julafton
        ("2027-01-01", "2026-12-30"),  # over the turn of the year: nyårsafton is off too
        ("2026-05-14", "2026-05-13"),  # Kristi himmelsfärdsdag
        ("2026-04-05", "2026-04-02"),  # påskdagen
        ("2026-10-30", "2026-10-30"),  # a half day is worked
    ],
)
def test_a_day_nobody_works_moves_to_the_working_day_before(day, worked):
    assert working_day_before(datetime.date.fromisoformat(day)).isoformat() == worked


def test_every_template_has_each_key_once_and_the_law_where_it_says_so():
    for template in templates().values():
        keys = [day.key for day in template.days]
        assert len(keys) == len(set(keys))
        assert {"submit", "decide"} <= set(keys)
        assert all(bool(day.legal_ground) == (day.kind == "law") for day in template.days)
        assert {day.kind for day in template.days} == {"law", "practice", "own"}


def test_no_template_day_leaves_its_year():
    for template in templates().values():
        for year in range(2024, 2040):
            assert {day.worked_in(year).year for day in template.days} == {year}


def test_the_budget_bill_comes_later_in_a_year_of_election():
    bill = next(day for day in templates()["state_agency"].days if day.key == "budget_bill")
    assert (bill.in_year(2026).isoformat(), bill.in_year(2027).isoformat()) == ("2026-11-15", "2027-09-20")


@pytest.fixture
def planning_year(agency):
    return factories.PlanningYearFactory(agency=agency, year=2026, template="municipality")


def _item(planning_year, key, day, title, **more):
    more = {"layer": "planning"} | more
    return factories.CalendarItemFactory(
        planning_year=planning_year, key=key, on=datetime.date.fromisoformat(day), title=title, **more
    )


def test_the_strip_shows_the_important_days_of_the_calendar(agency, planning_year):
    _item(planning_year, "budget", "2026-11-23", "Budget i fullmäktige")
    _item(planning_year, "interim_report", "2026-10-30", "Delårsrapport")
    _item(planning_year, "", "2026-10-01", "Vår höstfest", layer="own")
    strip = strip_of(agency, 2026, TODAY)
    assert [(item.day.isoformat(), item.title, item.done) for item in strip.items] == [
        ("2026-11-23", "Budget i fullmäktige", False)
    ]


def test_the_plan_s_own_days_go_before_the_calendar_s_and_stand_once(agency, planning_year, plan):
    _item(planning_year, "submit", "2026-10-30", "Lämna in planen")
    plan.submit_by, plan.decide_by = datetime.date(2026, 10, 23), datetime.date(2026, 12, 11)
    strip = strip_of(agency, 2026, TODAY, plan)
    assert [(item.day.isoformat(), item.title) for item in strip.items] == [
        ("2026-10-23", "Lämna in planen"),
        ("2026-12-11", "Planen beslutas"),
    ]


@pytest.mark.parametrize(("state", "done"), [("draft", False), ("returned", False), ("submitted", True)])
def test_handing_in_is_done_when_the_plan_is_handed_in(agency, planning_year, plan, state, done):
    _item(planning_year, "submit", "2026-10-30", "Lämna in planen")
    plan.submit_by, plan.state = datetime.date(2026, 10, 30), state
    (item,) = strip_of(agency, 2026, TODAY, plan).items
    assert item.done is done


def test_no_strip_without_days(agency, plan):
    assert strip_of(agency, 2026, TODAY, plan) is None


def test_another_organisation_s_year_is_not_in_the_strip(agency):
    other = factories.PlanningYearFactory(year=2026, template="municipality")
    _item(other, "budget", "2026-11-23", "Budget i fullmäktige")
    assert strip_of(agency, 2026, TODAY) is None


def test_a_planned_day_is_that_of_the_planning_year(agency, planning_year):
    _item(planning_year, "submit", "2026-10-30", "Lämna in planen")
    assert planned_day(agency, 2026, "submit") == datetime.date(2026, 10, 30)
    assert planned_day(agency, 2026, "decide") is None
    assert planned_day(agency, 2027, "submit") is None
