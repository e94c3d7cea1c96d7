"""Dots on a common scale: where they stand, and what is said of them."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from charts.dot_plot import LEFT, RIGHT, DotPlot, Dots, Mark, Series, draw_dot_plot

SERIES = (Series("i dag"), Series("2028", Mark.PLANNED))
NUMBERS = st.none() | st.decimals(0, 999_999, places=1)


def plot(*pairs):
    rows = tuple(Dots(f"Rad {place}", pair) for place, pair in enumerate(pairs))
    return DotPlot("Tre fattas.", "Kompetens", "årsarbetskrafter", SERIES, rows)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (24, ["0", "5", "10", "15", "20", "25"]),
        (20, ["0", "5", "10", "15", "20"]),
        (1, ["0", "0,2", "0,4", "0,6", "0,8", "1"]),
        (1300, ["0", "500", "1\u00a0000", "1\u00a0500"]),
        (0, ["0", "0,2", "0,4", "0,6", "0,8", "1"]),
    ],
)
def test_the_scale_counts_as_people_do_and_reaches_the_highest(highest, ticks):
    drawing = draw_dot_plot(plot((Decimal(highest), None)))
    assert [words for _x, words in drawing.ticks] == ticks
    assert drawing.lines[0].dots[0].x <= drawing.ticks[-1][0]


def test_today_is_solid_and_what_is_planned_an_outline():
    line = draw_dot_plot(plot((Decimal(2), Decimal(5)))).lines[0]
    assert [dot.mark for dot in line.dots] == [Mark.NOW, Mark.PLANNED]
    assert (line.start, line.end) == (line.dots[0].x, line.dots[1].x)


def test_what_is_not_known_has_no_dot():
    lines = draw_dot_plot(plot((None, Decimal(5)), (None, None))).lines
    assert [len(line.dots) for line in lines] == [1, 0]


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=9))
def test_every_dot_stays_on_the_scale(pairs):
    for line in draw_dot_plot(plot(*pairs)).lines:
        for dot in line.dots:
            assert LEFT <= dot.x <= RIGHT


def test_the_drawing_has_its_sentence_its_table_and_no_commas_in_its_geometry():
    html = Template("{% load charts %}{% dot_plot d %}").render(Context({"d": plot((Decimal("2.5"), None))}))
    assert 'aria-label="Tre fattas."' in html
    assert '<th scope="row">Rad 0</th><td class="r num">2,5</td><td class="r num">–</td>' in html
    drawn = draw_dot_plot(plot((Decimal("2.5"), None))).lines[0].dots[0]
    assert f'<circle cx="{drawn.x}%" cy="15"' in html


def test_last_year_this_year_and_the_others_are_told_apart_without_colour():
    series = (Series("2025", Mark.FORMER), Series("2026"), Series("andra", Mark.OTHERS))
    rows = tuple(Dots(f"Dimension {number}", (Decimal(2), Decimal(3), Decimal("2.6"))) for number in range(7))
    html = Template("{% load charts %}{% dot_plot d %}").render(
        Context({"d": DotPlot("Oförändrat.", "Dimension", "nivå", series, rows)})
    )
    drawn = len(rows) + 1  # and in the legend
    assert 'x="%"' not in html
    assert 'x=""' not in html
    for shape in ('r="4"', 'r="6"', 'height="16" transform'):
        assert html.count(shape) == drawn, shape
