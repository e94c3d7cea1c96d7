from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from charts.geometry import Point, Scale, bounds, polyline, spread, text_width, ticks
from tests.charts.strategies import maybe, numbers


def test_a_scale_maps_its_ends_and_its_middle():
    scale = Scale(Decimal(0), Decimal(100), 0, 230)
    assert [scale(0), scale(Decimal(50)), scale(100)] == [0, 115, 230]


def test_a_scale_can_run_upwards_as_the_paper_does_not():
    scale = Scale(Decimal(0), Decimal(100), 90, 10)
    assert [scale(0), scale(25), scale(100)] == [90, 70, 10]


def test_a_value_outside_the_scale_lands_on_the_nearer_end():
    scale = Scale(Decimal(0), Decimal(10), 0, 50)
    assert [scale(-3), scale(11)] == [0, 50]


def test_without_a_span_everything_lands_in_the_middle():
    assert Scale(Decimal(3), Decimal(3), 5, 25)(Decimal(3)) == 15


def test_given_bounds_are_kept():
    assert bounds([Decimal(50)], 0, 100) == (0, 100)


def test_bounds_are_found_around_zero_and_the_values_when_not_given():
    assert bounds([None, Decimal(37), Decimal(-4)]) == (-10, 40)


def test_bounds_of_nothing_still_have_a_span():
    assert bounds([]) == (0, 1)


@given(st.lists(maybe), maybe, maybe)
def test_bounds_always_have_a_span_and_hold_every_value_when_not_given(values, low, high):
    lowest, highest = bounds(values, low, high)
    assert lowest < highest
    if low is None or high is None:
        assert all(lowest <= value <= highest for value in values if value is not None)


def test_ticks_are_the_even_numbers_of_the_mock():
    assert ticks(Decimal(0), Decimal(100), 2) == [0, 50, 100]


@given(numbers, numbers, st.integers(min_value=1, max_value=8))
def test_ticks_are_few_and_on_the_scale(one, other, count):
    low, high = sorted((one, other))
    if low == high:
        return
    marks = ticks(low, high, count)
    assert len(marks) <= count + 1
    assert all(low <= mark <= high for mark in marks)


def test_places_are_spread_evenly():
    assert spread(3, 0, 10) == [0, 5, 10]


def test_a_single_place_is_at_the_end():
    assert spread(1, 0, 10) == [10]


def test_a_line_has_a_gap_where_nothing_is_known():
    path, lone = polyline([Point(0, 1), Point(1, 1), None, Point(3, 2), Point(4, 2)])
    assert path == "M0 1L1 1M3 2L4 2"
    assert lone == ()


def test_a_value_between_two_gaps_is_a_point_of_its_own():
    assert polyline([Point(0, 1), None, None]) == ("", (Point(0, 1),))


def test_wide_letters_are_wider_and_bold_ones_too():
    assert text_width("il", 10) < text_width("ae", 10) < text_width("mw", 10) < text_width("mw", 10, bold=True)


def test_the_width_of_a_text_is_near_what_inter_measures():
    # Measured with fontTools on static/fonts/inter-latin-wght-normal.woff2 at weight 400, 13 px.
    measured = {"Strategisk plan ses över": 147.6, "Mätvärden för tertial 2": 137.1, "Nämnden granskar": 117.1}
    for text, width in measured.items():
        assert abs(text_width(text, 13) - width) <= width / 10
