from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.geometry import Point, text_width
from charts.line_chart import LARGE, SMALL, LineChart, draw_line_chart, draw_small_multiple
from tests.charts.strategies import maybe
from tests.charts.svg import assert_inside, only, parse, render, with_class, words

CHART = LineChart(
    title="Region Exempel",
    unit="%",
    decimals=0,
    periods=["T3 2025", "T1 2026", "T2 2026"],
    values=[Decimal(0), Decimal(50), Decimal(100)],
    plan_start=Decimal(10),
    plan_end=Decimal(90),
    scale_min=Decimal(0),
    scale_max=Decimal(100),
)
NAMES = ["T1 2024", "januari 2024", "tertial 1 år 2024, preliminärt värde"]
TAGS = ["{% small_multiple c %}", "{% line_chart c %}"]


def test_the_small_line_runs_over_its_plot_from_corner_to_corner():
    drawing = draw_small_multiple(CHART)
    assert (drawing.left, drawing.right) == (26, 212)  # as in the mock: room for "100" on the axis and beside the line
    assert drawing.path == "M26.0 102.0L119.0 55.0L212.0 8.0"


def test_the_scale_is_named_at_its_ends_and_in_the_middle():
    assert [(mark.text, mark.y) for mark in draw_small_multiple(CHART).grid] == [("0", 102), ("50", 55), ("100", 8)]


def test_charts_on_the_same_scale_have_the_same_plot():
    low, high = (draw_small_multiple(replace(CHART, values=[value] * 3)) for value in (Decimal(7), Decimal(70)))
    assert (low.left, low.right, low.grid) == (high.left, high.right, high.grid)


def test_the_plan_is_straight_from_the_first_period_to_the_last():
    drawing = draw_small_multiple(CHART)
    assert drawing.plan == (Point(26, 92.6), Point(212, 17.4))


def test_an_unknown_plan_has_neither_line_nor_column():
    tree = parse(render("{% small_multiple c %}", c=replace(CHART, plan_end=None)))
    assert not with_class(tree, "plan")
    assert [words(cell) for cell in tree.iter("th")][:2] == ["Period", "Värde, %"]
    assert len(tree.findall(".//thead//th")) == 2


def test_the_line_has_a_gap_where_nothing_was_measured():
    drawing = draw_small_multiple(replace(CHART, values=[Decimal(0), None, Decimal(100)]))
    assert drawing.path == ""
    assert [point.y for point in drawing.lone] == [102, 8]


def test_the_newest_value_is_written_beside_its_dot():
    (label,) = with_class(parse(render("{% small_multiple c %}", c=CHART)), "value-label")
    assert words(label) == "100"


def test_a_missing_last_value_is_a_dashed_ring_with_a_question_mark():
    tree = parse(render("{% small_multiple c %}", c=replace(CHART, values=[Decimal(0), Decimal(50), None])))
    (ring,) = with_class(tree, "missing")
    assert (ring.get("cx"), ring.get("cy")) == ("212", "55.0")
    assert ring.get("stroke-dasharray")
    assert words(with_class(tree, "value-label")[0]) == "?"


@pytest.mark.parametrize("tag", TAGS)
def test_the_figure_has_a_caption_and_the_same_data_as_a_table(tag):
    figure = only(parse(render(tag, c=CHART)), "figure")
    assert words(only(figure, "figcaption")) == "Region Exempel"
    assert words(only(figure, "details/summary")) == "Visa som tabell"
    table = only(figure, "details/table")
    assert words(only(table, "caption")) == "Region Exempel, %"
    rows = [[words(cell) for cell in row] for row in table.findall("tbody/tr")]
    assert rows == [["T3 2025", "0", "10"], ["T1 2026", "50", "50"], ["T2 2026", "100", "90"]]


def test_the_headings_of_the_table_have_a_scope():
    tree = parse(render("{% small_multiple c %}", c=CHART))
    assert {cell.get("scope") for cell in tree.findall(".//thead//th")} == {"col"}
    assert {cell.get("scope") for cell in tree.findall(".//tbody//th")} == {"row"}


def test_an_unmeasured_period_is_a_dash_in_the_table():
    drawing = draw_small_multiple(replace(CHART, values=[None, Decimal(50), None]))
    assert [row.value for row in drawing.rows] == ["–", "50", "–"]


def test_the_sentence_says_the_trend_the_value_and_the_plan():
    svg = only(parse(render("{% small_multiple c %}", c=CHART)), ".//svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label").replace("\u00a0", " ") == ("Region Exempel: ökar, 100 % i T2 2026. Enligt plan: 90 %.")


def test_the_sentence_says_which_period_lacks_its_value():
    sentence = draw_small_multiple(replace(CHART, values=[Decimal(0), Decimal(50), None])).sentence
    assert "värde saknas för T2 2026. Senast kända värde är 50\u00a0%." in sentence


def test_a_chart_without_values_says_so_in_words_and_invents_no_axis():
    empty = LineChart("Porto", "kr", 0, [], [])
    drawing = draw_small_multiple(empty)
    assert drawing.sentence == "Porto: inga mätvärden än."
    assert drawing.grid == ()
    assert "Inga mätvärden än" in words(only(parse(render("{% small_multiple c %}", c=empty)), ".//svg"))


def test_the_large_chart_draws_the_target_with_its_name_and_the_small_one_does_not():
    chart = replace(CHART, target=Decimal(60), target_label="Mål 2028")
    (label,) = with_class(parse(render("{% line_chart c %}", c=chart)), "target-label")
    assert words(label) == "Mål 2028 60 %"
    assert draw_line_chart(chart).target_y == 115.6  # 60 % of the way from 250 up to 26
    assert not with_class(parse(render("{% small_multiple c %}", c=chart)), "target")


def test_the_sentence_says_the_target():
    assert draw_line_chart(replace(CHART, target=Decimal(60))).sentence.endswith("Mål: 60\u00a0%.")


def test_the_small_chart_names_the_first_and_the_last_period():
    assert [label.text for label in draw_small_multiple(CHART).period_labels] == ["T3 2025", "T2 2026"]


@given(
    st.integers(min_value=1, max_value=80),
    st.sampled_from(NAMES),
)
def test_names_of_periods_never_overlap_and_the_newest_is_always_named(count, name):
    periods = [name] * (count - 1) + ["T2 2026"]
    for draw, layout in ((draw_small_multiple, SMALL), (draw_line_chart, LARGE)):
        labels = draw(LineChart("Porto", "kr", 0, periods, [Decimal(1)] * count)).period_labels
        assert labels[-1].text == "T2 2026"
        for one, other in pairwise(labels):
            assert one.x + text_width(one.text, layout.font) < other.x


@given(st.integers(min_value=0, max_value=100), st.integers(min_value=0, max_value=100))
def test_the_word_plan_never_covers_the_newest_value(plan, value):
    chart = replace(CHART, values=[Decimal(0), Decimal(1), Decimal(value)], plan_end=Decimal(plan))
    drawing = draw_line_chart(chart)
    assert abs(drawing.plan_label.y - drawing.value_label.y) >= 12
    assert LARGE.font <= drawing.plan_label.y <= LARGE.height - LARGE.bottom + 4


def test_numbers_too_long_for_the_margins_still_leave_room_for_the_line():
    drawing = draw_small_multiple(LineChart("Porto", "kr", 2, ["T1", "T2"], [Decimal(1), Decimal(10) ** 20]))
    assert drawing.right - drawing.left == 50


def test_periods_and_values_must_be_as_many():
    with pytest.raises(ValueError, match="2 periods but 1 values"):
        LineChart("Porto", "kr", 0, ["T1", "T2"], [Decimal(1)])


@pytest.mark.parametrize("tag", TAGS)
@given(values=st.lists(maybe, max_size=15), rest=st.tuples(maybe, maybe, maybe, maybe, maybe))
def test_whatever_the_values_are_nothing_is_drawn_outside(tag, values, rest):
    chart = LineChart("Porto", "kr", None, [f"T{number}" for number in range(len(values))], values, *rest)
    assert_inside(only(parse(render(tag, c=chart)), ".//svg"))
