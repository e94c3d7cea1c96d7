"""Numbers, days and months as Swedes write them."""

import calendar
import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from workflow.fields import DayField, MonthField, NumberField, as_typed, parse_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("42,5", "42.5"),
        ("42.5", "42.5"),
        ("42", "42"),
        ("42 %", "42"),
        ("42,5\xa0%", "42.5"),
        (" 1 480 ", "1480"),
        ("1\u202f480,25", "1480.25"),
        ("−3", "-3"),
        ("-3", "-3"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, number):
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "abc", "4,2,1", "1e9", "NaN", "Infinity", "½", "4-2", "٤٢", "9" * 20])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 (the sentence is the field's)
        parse_number(typed)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_shown_and_typed_back_is_the_same(number):
    field = NumberField()
    assert field.to_python(field.prepare_value(number)) == number


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_value_or_a_sentence(typed):
    for field in (NumberField(required=False), DayField(required=False), MonthField(required=False)):
        assert all(message.strip() for message in _messages(field, typed))


def _messages(field, typed):
    try:
        field.clean(typed)
    except ValidationError as error:
        return error.messages
    return ["fine"]


@pytest.mark.parametrize("typed", ["okt 2027", "Oktober 2027", "2027-10", "2027/10", "okt. 2027", "2027-10-15"])
def test_a_month_is_read_as_people_write_it(typed):
    assert MonthField().clean(typed) == datetime.date(2027, 10, 1)
    assert MonthField(last=True).clean(typed) == datetime.date(2027, 10, 31)


@pytest.mark.parametrize("typed", ["okt", "2027", "13 2027", "2027-00", "oktobro 2027", "okt 1027"])
def test_what_is_no_month_is_refused(typed):
    with pytest.raises(ValidationError, match="Skriv månad och år"):
        MonthField().clean(typed)


@given(st.dates(min_value=datetime.date(2000, 1, 1), max_value=datetime.date(2100, 12, 31)))
def test_a_month_shown_and_typed_back_is_the_same(day):
    field = MonthField(last=True)
    last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    assert field.to_python(field.prepare_value(last)) == last


@pytest.mark.parametrize("typed", ["2027-03-31", "20270331", "31/3 2027", "31.3.2027"])
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed) == datetime.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2027-02-31", "31 februari finns inte"),
        ("2027-13-01", "år-månad-dag"),
        ("i morgon", "år-månad-dag"),
        ("0000-01-01", "mellan 2000 och 2100"),
    ],
)
def test_a_day_that_is_none_is_explained(typed, sentence):
    with pytest.raises(ValidationError, match=sentence):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Rad ett\x0brad två", "Rad ett\nrad två"),
        ("Stycke\u2029nästa", "Stycke\n\nnästa"),
        ("\uf0b7\tPunkt", "•\tPunkt"),
        ("verksamhets\u00adplan", "verksamhetsplan"),
        ("”Citat” – och ’så’…", "”Citat” – och ’så’…"),
        ("vänd\u202e om", "vänd om"),
        ("\ufefftext\x07", "text"),
        ("å\r\nä", "å\r\nä"),
        ("1\xa0480 kr", "1\xa0480 kr"),
    ],
)
def test_text_pasted_from_word_is_kept_as_it_would_have_been_typed(pasted, kept):
    assert as_typed(pasted) == kept
