"""Dots on a common scale: where they stand, and what is said of them."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from charts.dot_plot import LEFT, RIGHT, DotPlot, Dots, Series, draw_dot_plot

SERIES = (Series("i dag"), Series("2028", is_outlined=True))
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
    assert [dot.is_outlined for dot in line.dots] == [False, True]
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
    assert 'cx="' in html
    assert "," not in html.split('cx="')[1].split('"')[0]
