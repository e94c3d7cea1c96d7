"""Läge by the rule of UX.md section 5, with the table of section 7.3 worked out by hand. No database."""

import datetime
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import Agency
from charts.health import Health
from charts.numbers import format_number
from followup.periods import Period
from followup.reporting import elapsed, expected, health, indicator_row, is_outlier, rule, score
from strategy.models import Indicator, IndicatorDefinition

TODAY = datetime.date(2026, 10, 15)
T2 = Period(2026, 2)
GONE = Fraction(8, 15)
ON, RISK, OFF, MISSING = Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK, Health.MISSING

# Organisation, indicator, baseline 2023, target 2028, values T1 2024 to T2 2026, what it should be now, läge.
TABLE = [
    ("EXM", "G1", "62", "90", "64 66 69 71 73 75 78 80", "76,9", ON),
    ("EXM", "G2", "66", "78", "66 67 67 68 69 69 70 71", "72,4", RISK),
    ("EXM", "G3", "18", "60", "18 20 23 27 31 34 39 43", "40,4", ON),
    ("EXM", "G4", "1480", "600", "1460 1430 1390 1340 1290 1180 960 915", "1\xa0010,7", ON),
    ("EXM", "G5", "54", "85", "54 56 57 60 62 64 67 69", "70,5", ON),
    ("EXM", "Handläggningstid", "9", "2", "9 8.5 8 7 6.5 6 5.5 5", "5,3", ON),
    ("EXK", "G1", "24", "60", "25 27 28 31 33 35 38 40", "43,2", RISK),
    ("EXK", "G2", "58", "70", "58 58 59 60 60 61 62 63", "64,4", RISK),
    ("EXK", "G3", "3", "25", "3 3 4 4 5 6 6 7", "14,7", OFF),
    ("EXK", "G4", "410", "180", "405 400 396 382 370 355 338 322", "287,3", RISK),
    ("EXK", "G5", "31", "75", "31 33 35 38 42 45 49 53", "54,5", ON),
    ("EXK", "Bygglov digitalt", "34", "95", "34 39 45 52 58 66 74 81", "66,5", ON),
    ("EXK", "Kompletteringar", "2.6", "0.8", "2.6 2.5 2.6 2.5 2.4 2.4 2.5 -", "1,6", MISSING),
    ("REX", "G1", "41", "75", "42 44 46 49 53 56 60 63", "59,1", ON),
    ("REX", "G2", "64", "74", "64 65 65 66 67 68 69 70", "69,3", ON),
    ("REX", "G3", "9", "35", "9 10 11 13 15 16 17 18", "22,9", RISK),
    ("REX", "G4", "2950", "1200", "2930 2880 2810 2700 2560 2400 2210 2050", "2\xa0016,7", ON),
    ("REX", "G5", "38", "80", "39 41 43 47 50 53 57 60", "60,4", ON),
    ("REX", "Tider på webben", "22", "60", "22 24 27 30 34 38 41 44", "42,3", ON),
    ("EXI", "G1", "12", "55", "12 13 13 14 15 15 16 -", "34,9", MISSING),
    ("EXI", "G2", "55", "68", "55 55 56 56 56 57 57 -", "61,9", MISSING),
    ("EXI", "G3", "0", "20", "0 0 0 0 0 0 0 -", "10,7", MISSING),
    ("EXI", "G4", "95", "40", "95 96 94 95 93 94 92 -", "65,7", MISSING),
    ("EXI", "G5", "20", "60", "20 20 22 22 24 24 26 -", "41,3", MISSING),
]


def row(baseline="24", target="60", values="25 27 28 31 33 35 38 40", today=TODAY, **fields):
    periods = [T2.back(steps) for steps in range(7, -1, -1)]
    known = {one: Decimal(value) for one, value in zip(periods, values.split(), strict=True) if value != "-"}
    fields = {"name": "Ärenden via e-tjänst", "unit": "%", "baseline_year": 2023} | fields
    indicator = Indicator(
        agency=Agency(name="Exempelverket"), baseline=Decimal(baseline) if baseline else None, **fields
    )
    return indicator_row(indicator, Decimal(target) if target else None, 2028 if target else None, known, today)


@pytest.mark.parametrize(("agency", "name", "baseline", "target", "values", "now", "lage"), TABLE)
def test_the_story(agency, name, baseline, target, values, now, lage):
    direction = "lower" if Decimal(target) < Decimal(baseline) else "higher"
    made = row(baseline, target, values, name=name, direction=direction)
    assert format_number(made.expected, 1) == now
    assert made.health == lage


def test_the_story_adds_up():
    counts = score(row(baseline, target, values).health for _a, _n, baseline, target, values, _now, _lage in TABLE)
    assert (counts.total, counts.on_track, counts.at_risk, counts.off_track, counts.missing) == (24, 12, 5, 1, 6)


def test_tertial_2_2026_is_eight_of_fifteen():
    assert elapsed(T2, 2023, 2028) == GONE
    assert elapsed(Period(2028, 3), 2023, 2028) == 1
    assert elapsed(Period(2029, 1), 2023, 2028) == 1
    assert elapsed(Period(2023, 3), 2023, 2028) == 0
    assert elapsed(Period(2025, 1, "year"), 2023, 2028) == Fraction(2, 5)
    assert elapsed(T2, 2023, None) is None


@pytest.mark.parametrize(
    ("value", "lage"),
    [("7.2", ON), ("7.1999", RISK), ("4.8", RISK), ("4.7999", OFF), ("15", ON), ("0", OFF), ("-1", OFF)],
)
def test_the_edges_are_exact(value, lage):
    assert health(Decimal(0), Decimal(15), Decimal(value), expected(Decimal(0), Decimal(15), GONE)) == lage


def test_the_edge_is_exact_where_what_is_expected_has_no_end_of_decimals():
    assert health(Decimal(0), Decimal(100), Decimal(48), expected(Decimal(0), Decimal(100), GONE)) == ON


def test_a_reached_target_is_on_track_even_ahead_of_a_plan_that_has_run_out():
    assert health(Decimal(24), Decimal(60), Decimal(60), Fraction(60)) == ON
    assert health(Decimal(90), Decimal(30), Decimal(29), Fraction(30)) == ON


@pytest.mark.parametrize(
    ("value", "lower", "lage"),
    [
        ("98", False, ON),
        ("99", False, ON),
        ("89", False, RISK),
        ("80", False, OFF),
        ("99", True, RISK),
        ("97", True, ON),
    ],
)
def test_where_no_change_is_planned_the_baseline_is_what_counts(value, lower, lage):
    assert health(Decimal(98), Decimal(98), Decimal(value), Fraction(98), lower_is_better=lower) == lage


def test_before_any_time_has_passed_no_worse_than_the_start_is_on_track():
    assert health(Decimal(24), Decimal(60), Decimal(24), Fraction(24)) == ON
    assert health(Decimal(24), Decimal(60), Decimal(10), Fraction(24)) == OFF


def test_what_cannot_be_computed_has_no_lage():
    assert row(target="").health is None
    assert row(baseline="").health is None
    assert row(baseline="").expected is None
    assert row(target="").difference is None


def test_a_missing_value_is_missing_also_without_a_target():
    assert row(target="", values="- - - - - - 38 -").health == MISSING


def test_nothing_is_missing_before_the_first_period_after_the_baseline():
    fresh = row(values="- - - - - - - -", baseline_year=2026)
    assert (fresh.health, fresh.days_late) == (None, 0)


def test_days_late_count_from_the_last_day_to_enter_values():
    late = row(values="25 27 28 31 33 35 38 -")
    assert (late.days_late, late.value, late.last_known) == (15, None, 38)
    assert row(values="25 27 28 31 33 35 38 -", today=datetime.date(2026, 9, 30)).days_late == 0
    assert row().days_late == 0


def test_a_value_for_a_period_that_is_not_over_does_not_count():
    indicator = Indicator(agency=Agency(name="X"), name="Y", unit="%", baseline=Decimal(24), baseline_year=2023)
    made = indicator_row(indicator, Decimal(60), 2028, {Period(2026, 3): Decimal(99)}, TODAY)
    assert (made.value, made.last_known) == (None, None)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (row(), "40\xa0% i tertial 2 2026. Planen säger 43\xa0% i dag och 60\xa0% till 2028."),
        (
            row(values="25 27 28 31 33 35 38 -"),
            "Värdet för tertial 2 2026 saknas. Senast kända värde är 38\xa0%. "
            "Planen säger att det borde vara 43\xa0% i dag och 60\xa0% till 2028.",
        ),
        (row(target=""), "40\xa0% i tertial 2 2026. Inget målvärde är satt, så läget går inte att räkna."),
        (row(unit="index"), "40 i tertial 2 2026. Planen säger 43 i dag och 60 till 2028."),
    ],
)
def test_the_sentence(made, sentence):
    assert made.sentence == sentence


def test_percent_and_joint_scales_are_shared_others_are_fitted():
    assert (row().bullet.scale_min, row().bullet.scale_max) == (0, 100)
    assert row(unit="tkr").bullet.scale_max is None
    index = IndicatorDefinition(name="Nöjdhet", unit="index", scale_min=Decimal(0), scale_max=Decimal(100))
    assert row(unit="index", definition=index).bullet.scale_max == 100


def test_the_sparkline_starts_where_the_plan_was_at_its_first_period():
    assert row().sparkline.baseline == Decimal("26.4")
    assert row().sparkline.expected == Decimal("43.2")


def test_outliers():
    steady = [Decimal(value) for value in (33, 35, 38, 40)]
    assert is_outlier(Decimal(400), Decimal(40), steady, Decimal(1))
    assert not is_outlier(Decimal(46), Decimal(40), steady, Decimal(1))
    assert is_outlier(Decimal(47), Decimal(40), steady, Decimal(1))
    assert not is_outlier(Decimal(400), Decimal(40), steady[:2], Decimal(1))
    assert not is_outlier(Decimal(400), None, steady, Decimal(1))
    assert not is_outlier(Decimal(3), Decimal(0), [Decimal(0)] * 4, Decimal(1))


patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
numbers = st.decimals(min_value=-10_000, max_value=10_000, places=2)
shares = st.fractions(min_value=0, max_value=1)


@patient
@given(numbers, numbers, numbers, numbers, shares, st.booleans())
def test_a_better_value_never_has_a_worse_lage(baseline, target, one, other, share, lower):
    rises = target > baseline if target != baseline else not lower
    worse, better = sorted((one, other), reverse=not rises)
    now = expected(baseline, target, share)
    lages = [health(baseline, target, value, now, lower_is_better=lower) for value in (worse, better)]
    assert lages[0].severity <= lages[1].severity


@patient
@given(numbers, numbers, numbers, shares, st.booleans())
def test_falling_targets_are_the_mirror_of_rising_ones(baseline, target, value, share, lower):
    rising = health(baseline, target, value, expected(baseline, target, share), lower_is_better=lower)
    falling = health(-baseline, -target, -value, expected(-baseline, -target, share), lower_is_better=not lower)
    assert rising == falling


@patient
@given(numbers, numbers, shares)
def test_exactly_on_plan_is_on_track(baseline, target, share):
    now = expected(baseline, target, share)
    assert health(baseline, target, now, now) == ON


@patient
@given(st.sampled_from([0, 1, 3]), numbers, numbers, shares)
def test_the_unknown_stays_unknown(place, one, other, share):
    known = [one, other, one, expected(one, other, share)]
    known[place] = None
    assert health(*known) is None
    assert health(one, other, None, share) == MISSING
    assert expected(None, other, share) is None
    assert expected(one, None, share) is None


def test_the_page_says_what_the_code_says(client, login):
    page = login("reader").get("/sa-raknas-laget/").content.decode()
    said = re.sub(r"\s+", " ", strip_tags(page))
    promised = rule.__doc__.split("compares the two):")[1].split("\n\n")[1]
    for sentence in re.split(r"(?<=\.)\s+", promised.strip()):
        assert re.sub(r"\s+", " ", sentence) in said


def test_the_page_follows_the_settings(login, settings):
    settings.ON_TRACK_FROM = "0.85"
    page = login("reader").get("/sa-raknas-laget/").content.decode()
    assert "minst 85 procent" in page
    assert health(Decimal(0), Decimal(100), Decimal("85"), Fraction(100)) == ON
