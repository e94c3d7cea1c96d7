from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template import TemplateSyntaxError
from hypothesis import given
from hypothesis import strategies as st

from charts.share_bars import Share, ShareBars, draw_share_bars, in_sentence
from tests.charts.svg import only, parse, render, with_class, words

PEOPLE = ShareBars(
    "Privatpersoner", 2028, (Share("E-tjänst", Decimal(24), Decimal(60)), Share("Telefon", 76, 40)), "Kanal"
)
percent = st.none() | st.decimals(min_value=0, max_value=100, places=1)


def of(*pairs):
    return replace(PEOPLE, shares=tuple(Share(f"Kanal {n}", *pair) for n, pair in enumerate(pairs, start=1)))


def spans(segments):
    return [(one.x, one.width) for one in segments]


def tree(bars=PEOPLE):
    return parse(render("{% share_bars b %}", b=bars))


def test_the_parts_lie_after_each_other_in_per_cent_of_the_bar():
    drawing = draw_share_bars(PEOPLE)
    assert spans(drawing.today) == [(0, 24), (24, 76)]
    assert spans(drawing.target) == [(0, 60), (60, 40)]
    assert drawing.today_is_full
    assert drawing.target_is_full


def test_what_lacks_up_to_100_is_left_empty_in_a_dashed_frame_and_said():
    bars = of((24, 60), (70, 40))
    drawing = draw_share_bars(bars)
    assert spans(drawing.today) == [(0, 24), (24, 70)]
    assert drawing.notes == ("Andelarna i dag blir 94\u00a0%. Resten är tomt i bilden.",)
    (frame,) = with_class(tree(bars), "share-empty")
    assert frame.get("stroke-dasharray")
    assert drawing.sentence.endswith(drawing.notes[0])


def test_more_than_100_is_made_smaller_in_proportion_and_said():
    drawing = draw_share_bars(of((50, 100), (50, 100)))
    assert spans(drawing.target) == [(0, 50), (50, 50)]
    assert drawing.notes == ("Andelarna för 2028 blir 200\u00a0% och är nedskalade i bilden.",)


def test_an_unknown_share_is_not_drawn_and_neither_is_0():
    drawing = draw_share_bars(of((None, 100), (0, None), (100, 0)))
    assert spans(drawing.today) == [(0, 100)]
    assert spans(drawing.target) == [(0, 100)]
    assert [line.change for line in drawing.key] == ["– → 100\u00a0%", "0 → –", "100 → 0\u00a0%"]


def test_a_time_that_nobody_has_filled_in_is_an_empty_frame():
    drawing = draw_share_bars(of((100, None)))
    assert drawing.target == ()
    assert drawing.notes == ("Andelarna för 2028 är inte ifyllda.",)


def test_a_part_without_any_share_is_in_the_table_only():
    bars = of((100, 100), (None, None))
    assert [line.number for line in draw_share_bars(bars).key] == [1]
    assert [words(cell) for cell in list(tree(bars).iter("tr"))[-1]] == ["Kanal 2", "–", "–"]


def test_lines_lead_from_where_a_part_ends_today_to_where_it_shall_end():
    assert draw_share_bars(PEOPLE).links == ((24, 60),)


def test_no_lines_are_drawn_when_a_share_is_unknown():
    assert draw_share_bars(of((24, 60), (76, None))).links == ()


def test_today_is_shaded_and_planned_is_an_outline():
    drawn = tree()
    fills = [rect.get("fill") for rect in with_class(drawn, "share-today")]
    assert len(set(fills)) == 2
    assert {rect.get("fill") for rect in with_class(drawn, "share-target")} == {"#ffffff"}
    assert all(rect.get("stroke") == "#12475a" for rect in with_class(drawn, "share-target"))


def test_neighbours_never_have_the_same_shade():
    fills = [one.fill for one in draw_share_bars(of(*[(10, 10)] * 10)).today]
    assert all(one != other for one, other in pairwise(fills))


def test_each_part_has_its_number_in_the_key_where_there_is_room():
    drawing = draw_share_bars(of((97, 97), (3, 3)))
    assert [one.number for one in drawing.today] == ["1", ""]
    assert [(line.number, line.label) for line in drawing.key] == [(1, "Kanal 1"), (2, "Kanal 2")]


def test_the_sentence_says_how_each_share_moves():
    sentence = only(tree(), ".//svg[@role='img']").get("aria-label")
    assert sentence.replace("\u00a0", " ") == "Privatpersoner: e-tjänst från 24 till 60 %, telefon från 76 till 40 %."


def test_the_sentence_says_what_is_known():
    sentence = draw_share_bars(of((50, 50), (50, None), (None, 50))).sentence.replace("\u00a0", " ")
    assert sentence == "Privatpersoner: kanal 1 oförändrat 50 %, kanal 2 50 % i dag, kanal 3 50 % 2028."


def test_no_shares_at_all_are_said_to_be_none():
    assert draw_share_bars(of()).sentence.startswith("Privatpersoner: inga andelar än.")


@pytest.mark.parametrize(("name", "written"), [("E-tjänst", "e-tjänst"), ("SMS", "SMS"), ("", "")])
def test_names_are_small_inside_a_sentence(name, written):
    assert in_sentence(name) == written


def test_it_needs_no_style_script_or_id_and_escapes_what_people_wrote():
    evil = "<script>alert(1)</script>"
    drawn = tree(replace(PEOPLE, label=evil, shares=(Share(evil, Decimal("1234.5"), Decimal("33.3")),)))
    for element in drawn.iter():
        assert element.tag not in {"script", "style"}
        assert not {"style", "id"} & set(element.attrib)
        if element.tag == "svg" and element.get("role") != "img":
            assert (element.get("aria-hidden"), element.get("focusable")) == ("true", "false")


def test_it_cannot_be_drawn_without_its_data():
    with pytest.raises(TemplateSyntaxError):
        render("{% share_bars %}")


@given(st.lists(st.tuples(percent, percent), max_size=20))
def test_whatever_the_shares_are_nothing_overlaps_or_is_drawn_outside(pairs):
    drawing = draw_share_bars(of(*pairs))
    for segments in (drawing.today, drawing.target):
        edges = [(one.x, round(one.x + one.width, 2)) for one in segments]
        assert all(0 <= start < end <= 100 for start, end in edges)
        assert all(end <= start for (_, end), (start, _) in pairwise(edges))
    tree(of(*pairs))
