import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.year_strip import WIDTH, YearItem, YearStrip, draw_year_strip
from tests.charts.svg import assert_inside, only, parse, render, with_class, words

STRIP = YearStrip(
    2026,
    dt.date(2026, 10, 15),
    [
        YearItem(dt.date(2026, 12, 11), "Planen beslutas"),
        YearItem(dt.date(2026, 2, 20), "Strategisk plan ses över", True),
        YearItem(dt.date(2026, 5, 20), "Strategisk plan beslutad", True),
        YearItem(dt.date(2026, 6, 15), "Anvisningar klara", True),
        YearItem(dt.date(2026, 10, 30), "Lämna in planen"),
        YearItem(dt.date(2026, 11, 23), "Budget i fullmäktige"),
    ],
)


def label_of(drawing, title):
    return next(label for label in drawing.labels if label.title == title)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_the_months_share_the_line_equally():
    drawing = draw_year_strip(STRIP)
    assert [month.start for month in drawing.months[:3]] == [10, 106.7, 203.3]
    assert drawing.months[0].middle == 58.3


def test_days_stand_where_they_fall_in_their_month():
    drawing = draw_year_strip(replace(STRIP, items=[YearItem(dt.date(2026, 6, 15), "Mitt i juni")]))
    assert drawing.marks[0].x == 541.7  # 10 + 5.5 months of 96.667


def test_the_line_is_solid_until_today_and_hollow_after():
    drawing = draw_year_strip(STRIP)
    assert drawing.today_x == drawing.passed_to == 926.8
    assert (drawing.passed, drawing.remaining) == (916.8, 243.2)


def test_today_is_marked_and_its_month_emphasised():
    tree = parse(render("{% year_strip y %}", y=STRIP))
    assert with_class(tree, "today")
    assert [words(month) for month in with_class(tree, "month") if month.get("font-weight") == "650"] == ["okt"]


@pytest.mark.parametrize(("today", "passed"), [(dt.date(2025, 12, 1), 0), (dt.date(2027, 1, 5), 1160)])
def test_in_another_year_today_is_not_marked(today, passed):
    drawing = draw_year_strip(replace(STRIP, today=today))
    assert drawing.today_x is None
    assert drawing.passed == passed
    assert "I dag" not in drawing.sentence


def test_the_first_that_is_not_done_is_next_and_emphasised():
    tree = parse(render("{% year_strip y %}", y=STRIP))
    bold = [words(label) for label in with_class(tree, "year-label") if label.get("font-weight") == "650"]
    assert bold == ["Lämna in planen 30 okt"]
    assert len(with_class(tree, "mark-next")) == 1


def test_what_should_have_been_done_is_late_and_says_so():
    items = [YearItem(dt.date(2026, 9, 30), "Mätvärden"), YearItem(dt.date(2026, 10, 30), "Lämna in")]
    drawing = draw_year_strip(replace(STRIP, items=items))
    assert [mark.state for mark in drawing.marks] == ["late", "next"]
    assert "Försenat: Mätvärden den 30 september. Nästa: Lämna in den 30 oktober." in drawing.sentence
    paragraph = only(parse(render("{% year_strip y %}", y=replace(STRIP, items=items))), "p")
    assert words(paragraph) == "Försenat: Mätvärden, 30 september. Nästa: Lämna in, 30 oktober."


def test_something_due_today_is_next_and_not_late():
    drawing = draw_year_strip(replace(STRIP, items=[YearItem(STRIP.today, "Lämna in")]))
    assert [mark.state for mark in drawing.marks] == ["next"]
    assert drawing.late == ()


def test_the_sentence_says_the_day_what_is_done_and_what_comes():
    svg = only(parse(render("{% year_strip y %}", y=STRIP)), "div/svg")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == (
        "Planeringsåret 2026. I dag är det den 15 oktober. 3 av 6 är klara. Nästa: Lämna in planen den 30 oktober. "
        "Sedan: Budget i fullmäktige den 23 november, Planen beslutas den 11 december."
    )


def test_small_screens_get_a_sentence_instead_of_the_drawing():
    tree = parse(render("{% year_strip y %}", y=STRIP))
    assert only(tree, "div").get("class") == "only-l"
    paragraph = only(tree, "p")
    assert paragraph.get("class") == "only-s small"
    assert words(paragraph) == (
        "Nästa: Lämna in planen, 30 oktober. "
        "Sedan: Budget i fullmäktige den 23 november, Planen beslutas den 11 december."
    )
    assert words(only(paragraph, "b")) == "Lämna in planen"


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], "Inga datum är inlagda för 2026."),
        ([YearItem(dt.date(2026, 2, 20), "Klart", True)], "Allt är klart för 2026."),
        ([YearItem(dt.date(2025, 2, 20), "Förra året")], "Inga datum är inlagda för 2026."),
    ],
)
def test_a_year_with_nothing_left_says_so(items, text):
    assert words(only(parse(render("{% year_strip y %}", y=replace(STRIP, items=items))), "p")) == text


def test_the_year_of_the_mock_is_laid_out_as_in_the_mock():
    drawing = draw_year_strip(STRIP)
    lower = [label.title for label in drawing.labels if label.line_x is not None]
    assert lower == ["Budget i fullmäktige"]
    assert label_of(drawing, "Lämna in planen").y == 66
    assert label_of(drawing, "Strategisk plan ses över").anchor == "middle"


def test_a_label_in_a_lower_row_hangs_on_a_line_from_its_ring():
    drawing = draw_year_strip(STRIP)
    label = label_of(drawing, "Budget i fullmäktige")
    assert label.line_x in [mark.x for mark in drawing.marks]
    assert label.line_to == label.y + 3


def test_a_line_does_not_cross_a_label_when_there_is_room_further_down():
    items = [
        YearItem(dt.date(2026, 10, 30), "Lämna in planen", True),
        YearItem(dt.date(2026, 11, 23), "Budget i fullmäktige", True),
        YearItem(dt.date(2026, 12, 11), "Planen beslutas nu", True),
    ]
    drawing = draw_year_strip(replace(STRIP, items=items))
    lines = [(label.line_x, 45, label.line_x, label.line_to) for label in drawing.labels if label.line_x]
    assert lines
    assert not [line for line in lines for label in drawing.labels if overlap(line, label.box)]


def test_others_move_down_rather_than_the_next_thing_to_do():
    items = [
        YearItem(dt.date(2026, 5, 20), "Strategisk plan", True),
        YearItem(dt.date(2026, 6, 1), "Lämna in planen"),
        YearItem(dt.date(2026, 6, 16), "Anvisningar klara", True),
    ]
    drawing = draw_year_strip(YearStrip(2026, dt.date(2026, 1, 1), items))
    assert label_of(drawing, "Lämna in planen").line_x is None
    assert any(label.line_x for label in drawing.labels)


def test_the_first_row_is_used_even_when_everything_comes_at_once():
    items = [YearItem(dt.date(2026, 1, day), "Ett ganska långt namn på något", True) for day in range(1, 29, 3)]
    assert draw_year_strip(replace(STRIP, items=items)).labels[0].line_x is None


def test_a_title_too_long_for_the_strip_is_shortened_there_but_not_in_words():
    title = "Livsmedelsanmälningsprocessens samordningsgrupp lämnar sina synpunkter"
    drawing = draw_year_strip(replace(STRIP, items=[YearItem(dt.date(2026, 12, 31), title)]))
    assert drawing.labels[0].title == "Livsmedelsanmälningsprocessens samordningsg…"
    assert title in drawing.sentence


items = st.builds(
    YearItem,
    day=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    title=st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöABCMW ", max_size=60),
    done=st.booleans(),
)


@given(st.lists(items, max_size=14), st.dates(dt.date(2025, 12, 1), dt.date(2027, 1, 31)))
def test_labels_never_overlap_and_none_is_lost(items, today):
    drawing = draw_year_strip(YearStrip(2026, today, items))
    assert len(drawing.labels) == len(items)
    for one, other in combinations(drawing.labels, 2):
        assert not overlap(one.box, other.box)
    for label in drawing.labels:
        assert label.box[0] >= 0
        assert label.box[2] <= WIDTH
        assert label.box[3] <= drawing.height


@given(st.lists(items, max_size=14), st.dates(dt.date(2025, 12, 1), dt.date(2027, 1, 31)))
def test_whatever_the_days_are_nothing_is_drawn_outside(items, today):
    strip = YearStrip(2026, today, items)
    assert_inside(only(parse(render("{% year_strip y %}", y=strip)), "div/svg"))
