import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.gantt import BarStyle, GanttBar, draw_gantt
from tests.charts.strategies import days
from tests.charts.svg import assert_inside, only, parse, render, with_class

BAR = GanttBar("Krögarguiden", dt.date(2027, 4, 1), dt.date(2027, 12, 31), 2027)


def test_quarters_are_where_the_bar_of_the_mock_has_them():
    drawing = draw_gantt(BAR)
    assert (drawing.left, drawing.right) == (26 + 1.5, 104 - 1.5)


def test_the_sentence_says_the_months_in_words():
    svg = only(parse(render("{% gantt g %}", g=BAR)), "svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Krögarguiden: april till december 2027, planeras."


def test_a_bar_that_goes_on_points_out_of_the_year_and_says_so():
    drawing = draw_gantt(replace(BAR, end=dt.date(2028, 3, 31)))
    assert drawing.sentence == "Krögarguiden: april till december 2027, planeras, fortsätter efter 2027."
    assert "L103.0 11.0L" in drawing.path
    assert drawing.right == 103


def test_a_bar_that_began_earlier_points_into_the_past_and_says_so():
    drawing = draw_gantt(replace(BAR, start=dt.date(2025, 2, 1), end=dt.date(2027, 9, 30)))
    assert drawing.sentence == "Krögarguiden: januari till september 2027, planeras, började före 2027."
    assert drawing.path.endswith("L1.0 11.0Z")


@pytest.mark.parametrize("span", [(2025, 2026), (2028, 2029)])
def test_a_bar_of_other_years_is_not_drawn_and_says_so(span):
    bar = replace(BAR, start=dt.date(span[0], 2, 1), end=dt.date(span[1], 9, 30))
    drawing = draw_gantt(bar)
    assert drawing.path == ""
    assert drawing.sentence == (
        f"Krögarguiden: februari {span[0]} till september {span[1]}, planeras, inte under 2027."
    )
    assert not with_class(parse(render("{% gantt g %}", g=bar)), "bar")


@pytest.mark.parametrize("unknown", ["start", "end"])
def test_an_unknown_day_is_said_in_words_instead_of_drawn(unknown):
    tree = parse(render("{% gantt g %}", g=replace(BAR, **{unknown: None})))
    assert not tree.findall("svg")
    assert only(tree, "span").text == "Tid saknas"


def test_a_single_day_is_wide_enough_to_see():
    drawing = draw_gantt(replace(BAR, start=dt.date(2027, 4, 1), end=dt.date(2027, 4, 1)))
    assert drawing.right - drawing.left == 4
    assert drawing.sentence == "Krögarguiden: april 2027, planeras."


@pytest.mark.parametrize("day", [dt.date(2027, 1, 1), dt.date(2027, 12, 31)])
def test_the_first_and_the_last_day_of_the_year_are_drawn_inside_it(day):
    assert_inside(only(parse(render("{% gantt g %}", g=replace(BAR, start=day, end=day))), "svg"))


def test_days_in_the_wrong_order_are_drawn_from_the_earlier_to_the_later():
    turned = replace(BAR, start=BAR.end, end=BAR.start)
    assert draw_gantt(turned) == draw_gantt(BAR)


@pytest.mark.parametrize("style", BarStyle.values)
def test_each_style_has_its_own_drawing_and_its_own_word(style):
    tree = parse(render("{% gantt g %}", g=replace(BAR, style=style)))
    (bar,) = with_class(tree, "bar")
    assert bar.get("class") == f"bar bar-{style}"
    assert str(BarStyle(style).label) in only(tree, "svg").get("aria-label")


def test_planned_and_running_differ_without_colour():
    bars = [with_class(parse(render("{% gantt g %}", g=replace(BAR, style=s))), "bar")[0] for s in ("plan", "run")]
    assert [(bar.get("fill"), bar.get("stroke")) for bar in bars] == [("#fff", "#12475a"), ("#12475a", None)]


def test_a_style_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="sketch"):
        replace(BAR, style="sketch")


@given(st.none() | days, st.none() | days, st.integers(2020, 2034), st.sampled_from(BarStyle.values))
def test_whatever_the_days_are_nothing_is_drawn_outside(start, end, year, style):
    for svg in parse(render("{% gantt g %}", g=GanttBar("Krögarguiden", start, end, year, style))).findall("svg"):
        assert_inside(svg)
