"""J12: from the calendar to one's own calendar, by clicking (UX.md 8)."""

import urllib.request

import pytest

PETRA = "petra.lind@exk.example"
CALENDAR = "/arbeta/exempelkopings-kommun/kalender/"


@pytest.mark.parametrize("width", [1440, 390], ids=["desk", "phone"])
def test_petra_subscribes_in_two_clicks_from_the_calendar(visitor, width):
    petra = visitor(width).log_in(PETRA)
    petra.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    petra.go(CALENDAR)
    with petra.click_budget(2):
        petra.click("Prenumerera")
        petra.click("Kopiera länken")
    petra.page.get_by_text("Länken är kopierad.").wait_for()
    copied = petra.page.evaluate("navigator.clipboard.readText()")
    with urllib.request.urlopen(copied) as answer:
        assert b"BEGIN:VCALENDAR" in answer.read()
    assert not petra.faults


def test_without_scripts_the_address_can_be_marked(visitor):
    petra = visitor(scripts=False).log_in(PETRA).go(CALENDAR)
    petra.click("Prenumerera")
    assert petra.page.get_by_role("textbox", name="Din länk").input_value().endswith(".ics")
    assert not petra.page.get_by_role("button", name="Kopiera länken").is_visible()


def test_where_the_browser_forbids_copying_the_address_is_marked(visitor):
    petra = visitor().log_in(PETRA).go(CALENDAR)
    petra.click("Prenumerera")
    petra.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    petra.click("Kopiera länken")
    petra.page.get_by_text("Texten är markerad. Kopiera den med Ctrl+C.").wait_for()
    assert petra.page.evaluate("getSelection().toString()").endswith(".ics")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_petra_marks_a_day_as_done_and_changes_her_mind(visitor, scripts):
    petra = visitor(scripts=scripts).log_in(PETRA).go(CALENDAR)
    day = petra.page.get_by_role("listitem").filter(has_text="Budget i fullmäktige").last
    petra.click(day.get_by_role("button", name="Markera som klart"))
    assert "Klart 15 oktober, Petra Lind" in day.inner_text()
    petra.click(day.get_by_role("button", name="Ångra"))
    assert "Klart" not in day.inner_text()
    assert not petra.faults


def test_petra_gets_the_year_2028_by_one_press(visitor):
    petra = visitor().log_in(PETRA).go(f"{CALENDAR}?ar=2028")
    with petra.click_budget(1):
        petra.click("Skapa planeringsåret 2028")
    assert "Datumen för 2028 är på plats." in petra.text()
    assert "Budget i fullmäktige" in petra.text()
