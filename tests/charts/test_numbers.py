import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given

from charts.numbers import (
    format_amount,
    format_day,
    format_difference,
    format_month_span,
    format_number,
    format_short_day,
)
from tests.charts.strategies import numbers
from tests.charts.svg import render

THIN = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, None, "–"),
        (None, 2, "–"),
        (0, None, "0"),
        (Decimal("12.50"), None, "12,5"),
        (Decimal("12.00"), None, "12"),
        (Decimal("12.345"), None, "12,35"),
        (Decimal("12.345"), 0, "12"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("2.5"), 0, "3"),
        (Decimal(12), 1, "12,0"),
        (1150, None, f"1{THIN}150"),
        (Decimal("-1234567.8"), 1, f"\u22121{THIN}234{THIN}567,8"),
        (Decimal("-0.001"), None, "0"),
        (Decimal("1E+3"), None, f"1{THIN}000"),
        (100, None, "100"),
        (0.1, None, "0,1"),
    ],
)
def test_a_number_is_written_as_swedes_write_it(value, decimals, text):
    assert format_number(value, decimals) == text


@given(numbers)
def test_a_number_reads_back_as_what_it_was_rounded_to_two_decimals(value):
    text = format_number(value).replace(THIN, "").replace(",", ".").replace("\u2212", "-")
    assert abs(Decimal(text) - value) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, 0, "–"),
        (3, 0, "+3"),
        (-8, 0, "\u22128"),
        (0, 0, "0"),
        (Decimal("0.4"), 0, "0"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("0.4"), None, "+0,4"),
    ],
)
def test_a_difference_has_its_sign_and_zero_has_none(value, decimals, text):
    assert format_difference(value, decimals) == text


def test_an_amount_keeps_its_unit_on_the_same_line():
    assert format_amount(40, 0, "%") == f"40{THIN}%"


def test_an_unknown_amount_has_no_unit():
    assert format_amount(None, 0, "%") == "–"


def test_a_day_is_written_with_its_month_in_words():
    assert format_day(dt.date(2026, 10, 30)) == "30 oktober 2026"


def test_a_day_may_leave_out_the_year():
    assert format_day(dt.date(2026, 5, 1), year=False) == "1 maj"


def test_a_short_day_has_three_letters_of_its_month():
    assert format_short_day(dt.date(2026, 10, 30)) == "30 okt"


@pytest.mark.parametrize("function", [format_day, format_short_day])
def test_an_unknown_day_is_a_dash(function):
    assert function(None) == "–"


@pytest.mark.parametrize(
    ("start", "end", "year", "text"),
    [
        (dt.date(2027, 4, 1), dt.date(2027, 12, 31), None, "apr–dec 2027"),
        (dt.date(2025, 2, 1), dt.date(2027, 9, 30), None, "feb 2025–sep 2027"),
        (dt.date(2027, 4, 1), dt.date(2027, 12, 31), 2027, "apr–dec"),
        (dt.date(2026, 4, 1), dt.date(2027, 12, 31), 2027, "apr 2026–dec 2027"),
        (dt.date(2027, 4, 1), dt.date(2027, 4, 30), None, "apr 2027"),
        (dt.date(2027, 4, 1), None, None, "från apr 2027"),
        (None, dt.date(2027, 9, 30), None, "till sep 2027"),
        (None, None, None, "–"),
    ],
)
def test_a_span_of_months_says_the_year_once(start, end, year, text):
    assert format_month_span(start, end, year) == text


def test_the_filters_format_as_the_functions_do():
    source = "{{ n|number }} {{ n|number:0 }} {{ n|difference:1 }} {{ d|day }} {{ d|short_day }}"
    text = render(source, n=Decimal("2.25"), d=dt.date(2026, 10, 30))
    assert text == "2,25 2 +2,3 30 oktober 2026 30 okt"


def test_a_filter_shows_what_does_not_exist_as_unknown():
    source = "{{ row.latest.value|number }}{{ row.latest.value|difference }}{{ row.day|day }}{{ row.day|short_day }}"
    assert render(source, row={"latest": None}) == "––––"
