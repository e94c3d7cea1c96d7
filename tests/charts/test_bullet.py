from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.bullet import AHEAD, BEHIND, WORSE, Bullet, Shade, draw_bullet
from tests.charts.strategies import maybe
from tests.charts.svg import assert_inside, only, parse, render, with_class

SHARE = Bullet(
    label="Ärenden via e-tjänst",
    unit="%",
    decimals=0,
    baseline=Decimal(20),
    expected=Decimal(40),
    target=Decimal(60),
    value=Decimal(50),
    scale_min=Decimal(0),
    scale_max=Decimal(100),
)
POSTAGE = replace(
    SHARE,
    label="Portokostnad",
    unit="kr",
    baseline=Decimal(80),
    expected=Decimal(60),
    target=Decimal(30),
    lower_is_better=True,
)


def test_the_greys_meet_at_the_start_and_at_where_it_should_be_today():
    assert draw_bullet(SHARE, 200).shades == (Shade(WORSE, 0, 40), Shade(BEHIND, 40, 40), Shade(AHEAD, 80, 120))


def test_the_greys_are_reversed_when_lower_is_better():
    assert draw_bullet(POSTAGE, 200).shades == (Shade(AHEAD, 0, 120), Shade(BEHIND, 120, 40), Shade(WORSE, 160, 40))


def test_worse_is_darkest_and_ahead_is_lightest():
    fills = [Shade(meaning, 0, 1).fill for meaning in (WORSE, BEHIND, AHEAD)]
    assert fills == ["#bcc8cf", "#d6dfe4", "#eaeff2"]


@pytest.mark.parametrize("bullet", [SHARE, POSTAGE])
def test_the_bar_goes_from_zero_to_the_value_whichever_way_is_better(bullet):
    drawing = draw_bullet(bullet, 200)
    assert (drawing.bar_x, drawing.bar_width) == (0, 100)


def test_a_negative_value_goes_left_from_zero():
    drawing = draw_bullet(replace(SHARE, value=Decimal(-25), scale_min=Decimal(-50), scale_max=Decimal(50)), 200)
    assert (drawing.bar_x, drawing.bar_width) == (50, 50)


def test_the_target_marker_is_centred_on_the_target():
    assert draw_bullet(SHARE, 200).target_x == 120 - 1.75


def test_a_missing_value_is_the_last_known_as_a_dashed_outline():
    tree = parse(render("{% bullet m %}", m=replace(SHARE, value=None, last_known=Decimal(30))))
    (bar,) = with_class(tree, "bullet-missing")
    assert bar.get("stroke-dasharray")
    assert bar.get("fill") == "none"
    assert not with_class(tree, "bullet-value")


def test_the_dashed_outline_keeps_its_stroke_inside_the_drawing():
    full = replace(SHARE, value=None, last_known=Decimal(100), scale_max=Decimal(100))
    drawing = draw_bullet(full, 200)
    assert (drawing.bar_x, drawing.bar_width) == (0.8, 198.4)


def test_a_value_never_known_is_a_dashed_ring_and_no_bar():
    tree = parse(render("{% bullet m %}", m=replace(SHARE, value=None)))
    (ring,) = with_class(tree, "bullet-unknown")
    assert ring.get("stroke-dasharray")
    assert not with_class(tree, "bullet-missing")


def test_an_unknown_plan_leaves_the_better_side_unshaded():
    drawing = draw_bullet(replace(SHARE, expected=None), 200)
    assert drawing.shades == (Shade(WORSE, 0, 40),)
    assert drawing.framed


def test_an_unknown_start_shades_behind_and_ahead_only():
    assert draw_bullet(replace(SHARE, baseline=None), 200).shades == (Shade(BEHIND, 0, 80), Shade(AHEAD, 80, 120))


def test_no_target_draws_no_marker():
    assert not with_class(parse(render("{% bullet m %}", m=replace(SHARE, target=None))), "bullet-target")


def test_the_sentence_says_value_start_plan_and_target():
    svg = only(parse(render("{% bullet m %}", m=SHARE)), "svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label").replace("\u00a0", " ") == (
        "Ärenden via e-tjänst: värde 50 %, utgångsläge 20 %, borde vara 40 % i dag, mål 60 %."
    )


def test_the_sentence_says_that_lower_is_better():
    assert draw_bullet(POSTAGE).sentence.endswith("Lägre är bättre.")


def test_the_sentence_says_that_the_value_is_missing_and_what_it_was():
    sentence = draw_bullet(replace(SHARE, value=None, last_known=Decimal(30))).sentence
    assert "värde saknas, senast kända värde 30\u00a0%" in sentence


def test_the_sentence_leaves_out_what_is_unknown():
    assert draw_bullet(Bullet(label="Portokostnad")).sentence == "Portokostnad: värde saknas."


def test_any_object_with_the_attributes_will_do():
    duck = SimpleNamespace(**{name: getattr(SHARE, name) for name in SHARE.__dataclass_fields__})
    assert draw_bullet(duck) == draw_bullet(SHARE)


@given(
    st.builds(
        Bullet,
        label=st.just("Porto"),
        decimals=st.none() | st.integers(0, 2),
        baseline=maybe,
        expected=maybe,
        target=maybe,
        value=maybe,
        last_known=maybe,
        scale_min=maybe,
        scale_max=maybe,
        lower_is_better=st.booleans(),
    )
)
def test_whatever_the_numbers_are_nothing_is_drawn_outside(bullet):
    assert_inside(only(parse(render("{% bullet m %}", m=bullet)), "svg"))


@given(maybe, maybe, st.booleans())
def test_the_greys_never_overlap(baseline, expected, lower_is_better):
    bullet = replace(SHARE, baseline=baseline, expected=expected, lower_is_better=lower_is_better)
    shades = draw_bullet(bullet).shades
    covered = sorted((shade.x, round(shade.x + shade.width, 1)) for shade in shades)
    assert all(end <= start for (_, end), (start, _) in pairwise(covered))
