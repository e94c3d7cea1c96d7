"""The planning years of the story."""

import datetime
import io

import pytest
from django.core.management import call_command

from agencies.models import Agency
from planning.models import CalendarItem, OperationalPlan, PlanningYear
from planning.rows.calendar import planned_day, strip_of

TODAY = datetime.date(2026, 10, 15)


def load(*options):
    call_command("load_demo", *options, stdout=io.StringIO())


@pytest.fixture
def story(db, settings):
    settings.DEMO = True
    settings.DEMO_PASSWORD = "tre-krogare-i-exempelkoping-2026"
    call_command("load_codelists", stdout=io.StringIO())
    load()


@pytest.mark.usefixtures("story")
def test_exempelkopings_strip_is_that_of_the_mock():
    agency = Agency.objects.get(short_name="EXK")
    plan = OperationalPlan.objects.latest_numbers().get(agency=agency, year=2027)
    items = strip_of(agency, 2026, TODAY, plan).items
    assert [(item.day.isoformat(), item.title, item.done) for item in items] == [
        ("2026-02-20", "Strategisk plan ses över", True),
        ("2026-05-20", "Strategisk plan beslutad", True),
        ("2026-06-15", "Anvisningar klara", True),
        ("2026-10-30", "Lämna in planen", False),
        ("2026-11-23", "Budget i fullmäktige", False),
        ("2026-12-11", "Planen beslutas", False),
    ]


@pytest.mark.usefixtures("story")
def test_four_organisations_have_two_years_and_loading_again_changes_nothing():
    codes = PlanningYear.objects.order_by("agency__short_name", "year").values_list("agency__short_name", "year")
    assert list(codes) == [(code, year) for code in ("EXI", "EXK", "EXM", "REX") for year in (2026, 2027)]
    CalendarItem.objects.filter(title="Anvisningar klara").update(title="Ändrat av någon")
    before = list(CalendarItem.objects.order_by("pk").values())
    load()
    assert list(CalendarItem.objects.order_by("pk").values()) == before


@pytest.mark.usefixtures("story")
def test_exempelinspektionen_has_a_deadline_of_its_own():
    agency = Agency.objects.get(short_name="EXI")
    assert planned_day(agency, 2026, "submit") == datetime.date(2026, 10, 30)


@pytest.mark.usefixtures("story")
def test_what_is_done_was_done_by_the_planner_before_today():
    done = CalendarItem.objects.filter(done_on__isnull=False).select_related("done_by")
    assert done.exists()
    assert all(item.done_on < TODAY and item.done_by for item in done)


@pytest.mark.usefixtures("story")
def test_is_taken_away_with_the_rest():
    load("--remove")
    assert not PlanningYear.objects.exists()
    assert not CalendarItem.objects.exists()
