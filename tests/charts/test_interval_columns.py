"""Rough sums as outlined columns: geometry and words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.interval_columns import HEIGHT, TOP, Interval, IntervalColumns, draw_interval_columns, interval_words

AMOUNTS = st.decimals(0, 1_000_000, places=2)


def drawn(*pairs):
    intervals = tuple(Interval(str(2024 + place), low, high) for place, (low, high) in enumerate(pairs))
    return draw_interval_columns(IntervalColumns("x", "mnkr", intervals))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Decimal(8), Decimal(12), "8–12\u00a0mnkr"),
        (Decimal(3), Decimal(3), "3\u00a0mnkr"),
        (None, Decimal(3), "3\u00a0mnkr"),
        (Decimal(0), Decimal(0), "0\u00a0mnkr"),
        (None, None, "–"),
    ],
)
def test_an_interval_is_said_as_people_say_it(low, high, words):
    assert interval_words(Interval("2024", low, high), "mnkr") == words


def test_the_highest_end_fills_the_room_and_the_rest_is_in_proportion():
    drawing = drawn((Decimal(5), Decimal(10)), (Decimal(10), Decimal(20)))
    first, second = drawing.columns
    assert second.high_y == TOP
    assert (first.low_height, first.rest_height) == (second.low_height / 2, second.rest_height / 2)
    assert first.low_y + first.low_height == drawing.base


@pytest.mark.parametrize("pairs", [[], [(None, None)], [(Decimal(0), Decimal(0))]])
def test_nothing_known_draws_no_column(pairs):
    assert all(column.low_height == column.rest_height == 0 for column in drawn(*pairs).columns)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS).map(sorted), min_size=1, max_size=8))
def test_every_column_stays_within_the_drawing(pairs):
    for column in drawn(*pairs).columns:
        assert column.x >= 0
        assert column.x + column.width <= 100
        assert column.high_y + 0.1 >= TOP
        assert column.high_y <= column.low_y + 0.1 <= HEIGHT
