from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.geometry import Point
from charts.sparkline import Sparkline, draw_sparkline, trend
from tests.charts.strategies import maybe
from tests.charts.svg import assert_inside, only, parse, render, with_class


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([], None),
        ([None, 5], None),
        ([1, 2], "ökar"),
        ([9, 1, 2, 3], "ökar"),
        ([3, 2, 1], "minskar"),
        ([4, 9, 4], "oförändrat"),
        ([1, None, 2, None, 3, None], "ökar"),
        ([Decimal("0.1"), Decimal("0.2")], "ökar"),
    ],
)
def test_the_trend_compares_the_ends_of_the_last_three_known(values, word):
    assert trend(values) == word


def test_the_line_runs_from_the_first_value_to_the_last():
    drawing = draw_sparkline(Sparkline("Porto", [0, 5, 10]))
    assert drawing.path == "M4.0 25.0L53.0 15.0L102.0 5.0"
    assert drawing.last == Point(102, 5)


def test_the_plan_runs_from_the_start_to_where_it_should_be_now():
    assert draw_sparkline(Sparkline("Porto", [5, 5], 0, 10)).plan == (Point(4, 25), Point(102, 5))


@pytest.mark.parametrize(("baseline", "expected"), [(None, 10), (0, None)])
def test_half_a_plan_draws_no_plan_line(baseline, expected):
    assert draw_sparkline(Sparkline("Porto", [5, 5], baseline, expected)).plan is None


def test_a_constant_value_is_a_line_in_the_middle():
    assert draw_sparkline(Sparkline("Porto", [3, 3])).path == "M4.0 15.0L102.0 15.0"


def test_a_missing_last_value_is_a_dashed_ring_at_the_height_of_the_last_known():
    tree = parse(render("{% sparkline s %}", s=Sparkline("Porto", [0, 10, None])))
    (ring,) = with_class(tree, "missing")
    assert (ring.get("cx"), ring.get("cy")) == ("102.0", "5.0")
    assert ring.get("stroke-dasharray")
    assert not with_class(tree, "last")


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_no_values_are_a_ring_and_words(values):
    drawing = draw_sparkline(Sparkline("Porto", values))
    assert drawing.missing
    assert drawing.sentence == "Porto: inga värden än."


def test_one_value_is_a_dot():
    drawing = draw_sparkline(Sparkline("Porto", [3]))
    assert (drawing.path, drawing.missing, drawing.last.x) == ("", False, 102)


def test_the_sentence_says_the_trend_the_value_and_the_plan():
    svg = only(parse(render("{% sparkline s %}", s=Sparkline("Porto", [Decimal("1.5"), 2], 1, 3))), "svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Porto: ökar, senaste värde 2, enligt plan 3."


def test_the_sentence_says_when_the_last_value_is_missing():
    assert "det senaste värdet saknas" in draw_sparkline(Sparkline("Porto", [1, 2, None])).sentence


@given(st.lists(maybe, max_size=12), maybe, maybe)
def test_whatever_the_values_are_nothing_is_drawn_outside(values, baseline, expected):
    assert_inside(only(parse(render("{% sparkline s %}", s=Sparkline("Porto", values, baseline, expected))), "svg"))
