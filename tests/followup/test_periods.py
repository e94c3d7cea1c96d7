"""Periods are counted, not stored."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup.periods import Period

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
FREQUENCIES = st.sampled_from(["tertial", "year"])


@pytest.mark.parametrize(
    ("day", "latest"),
    [((2026, 10, 15), "2026-t2"), ((2026, 8, 31), "2026-t1"), ((2026, 9, 1), "2026-t2"), ((2027, 1, 1), "2026-t3")],
)
def test_the_latest_closed_period(day, latest):
    assert Period.latest_closed(datetime.date(*day)).slug == latest


def test_the_latest_closed_year():
    assert Period.latest_closed(datetime.date(2026, 12, 31), "year").slug == "2025"


@pytest.mark.parametrize(
    ("period", "due"),
    [
        (Period(2026, 1), (2026, 5, 31)),
        (Period(2026, 2), (2026, 9, 30)),
        (Period(2026, 3), (2027, 1, 31)),
        (Period(2026, 1, "year"), (2027, 1, 31)),
    ],
)
def test_the_last_day_to_enter_values(period, due):
    assert period.due_on == datetime.date(*due)


def test_labels():
    assert (Period(2026, 2).label, Period(2026, 2).short_label) == ("tertial 2 2026", "T2 2026")
    assert Period(2026, 2).months == "maj–augusti 2026"
    assert Period(2026, 1, "year").label == Period(2026, 1, "year").short_label == "2026"


@patient
@given(DAYS, FREQUENCIES)
def test_a_closed_period_is_over_and_the_next_is_not(day, frequency):
    period = Period.latest_closed(day, frequency)
    months = 12 // period.per_year
    end = period.year * 12 + period.number * months  # the month after the period, counted from year 0
    assert end <= day.year * 12 + day.month - 1 < end + months


@patient
@given(DAYS, FREQUENCIES, st.integers(0, 60))
def test_counting_back_and_on_again(day, frequency, steps):
    period = Period.latest_closed(day, frequency)
    assert period.back(steps).back(-steps) == period
    assert Period.from_index(period.index, frequency) == period
    assert period.back(steps) <= period
