"""The utvecklingsplan as a workbench: a row is changed where it stands, with and without scripts and by keyboard."""

import pytest

PETRA = "petra.lind@exk.example"
PLAN = "/arbeta/exempelkopings-kommun/verksamhetsplan/2027/"
PROJECT = "Digital bygglovsprocess"


def row(petra, words=PROJECT):
    return petra.page.locator("table.projects tbody tr").filter(has_text=words).first


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")


@pytest.mark.parametrize("width", [1440, 390])
def test_petra_changes_a_row_without_loading_the_page_and_undoes_it(visitor, width):
    petra = visitor(width).log_in(PETRA).go(PLAN)
    page = petra.page
    page.evaluate("window.stillHere = true")
    with petra.click_budget(4):
        petra.click(row(petra).get_by_role("link", name="Ändra"))
        page.wait_for_selector("[data-row-form]")
        assert page.evaluate("document.activeElement.type") == "search", "the focus is in the form"
        petra.click(page.get_by_label("Flytta", exact=True))
        petra.click(page.get_by_role("button", name="Spara"))
        page.wait_for_selector(".saved")
        assert "Sparat kl." in row(petra).inner_text()
        assert "Flytta" in row(petra).inner_text()
        assert focused(page) == f"Ändra {PROJECT}"
        assert "Sparat kl." in page.locator("[data-rows-said]").inner_text(), "read aloud"
        petra.click(row(petra).get_by_role("button", name="Ångra"))
    page.wait_for_selector("text=Ångrat kl.")
    assert "Flytta" not in row(petra).inner_text()
    assert page.evaluate("window.stillHere"), "the page was never loaded anew"
    assert not petra.faults


def test_escape_closes_the_form_without_saving_and_the_focus_comes_back(visitor):
    petra = visitor().log_in(PETRA).go(PLAN)
    page = petra.page
    link = row(petra).get_by_role("link", name="Ändra")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-row-form]")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert page.locator("[data-row-form]").count() == 0
    assert focused(page) == f"Ändra {PROJECT}"
    assert "Få barn" not in row(petra).inner_text()
    page.goto(page.url)  # nothing is unsaved, so nothing is asked
    assert not petra.faults


def test_what_remains_follows_when_a_row_is_filled_in_and_undone(visitor):
    petra = visitor().log_in(PETRA).go(PLAN)
    page = petra.page
    words, several = "Automatisk kontroll", "Ange livshändelse eller process för 2 projekt"
    assert several in page.locator("#aterstar").inner_text()
    petra.click(row(petra, words).get_by_role("link", name="Välj livshändelse"))
    page.wait_for_selector("[data-row-form]")
    petra.click(page.get_by_label("Flytta", exact=True))
    petra.click(page.get_by_role("button", name="Spara"))
    page.wait_for_selector("#aterstar >> text=Ange livshändelse eller process för Skolvalet digitalt")
    assert "1 saknar livshändelse" in page.locator("#planens-delar").inner_text()
    petra.click(row(petra, words).get_by_role("button", name="Ångra"))
    page.wait_for_selector(f"#aterstar >> text={several}")
    assert not petra.faults


def test_what_is_wrong_is_told_in_the_row_and_what_was_typed_stays(visitor):
    petra = visitor().log_in(PETRA).go(PLAN)
    page = petra.page
    petra.click(row(petra).get_by_role("link", name="Ändra"))
    page.wait_for_selector("[data-row-form]")
    page.get_by_label("Slutar").fill("jan 2001")
    page.get_by_role("button", name="Spara").click()
    page.wait_for_selector(".inrow .summary-box")
    assert "Slutdatumet är före startdatumet" in page.locator(".inrow").inner_text()
    assert page.get_by_label("Slutar").input_value() == "jan 2001"
    assert page.evaluate("document.activeElement.className") == "summary-box"


def test_escape_empties_the_filter_before_it_closes_the_row(visitor):
    petra = visitor().log_in(PETRA).go(PLAN)
    page = petra.page
    petra.click(row(petra).get_by_role("link", name="Ändra"))
    page.wait_for_selector("[data-row-form]")
    page.get_by_label("Slutar").fill("nov 2027")
    box = page.get_by_label("Visa bara de som innehåller")
    box.fill("krog")
    box.press("Escape")
    assert page.get_by_label("Slutar").input_value() == "nov 2027"
    page.keyboard.press("Escape")
    assert page.locator("[data-row-form]").count() == 0


def test_two_people_change_the_same_row_and_nobodys_text_is_lost(visitor):
    petra, jonas = visitor().log_in(PETRA).go(PLAN), visitor().log_in("jonas.ek@exk.example").go(PLAN)
    words = "Äldreomsorg: ansök om insatser"
    for one in (petra, jonas):
        one.click(row(one, words).get_by_role("link", name="Ändra"))
        one.page.wait_for_selector("[data-row-form]")
    for one, month in ((jonas, "nov 2027"), (petra, "okt 2027")):
        one.page.get_by_label("Slutar").fill(month)
        one.page.get_by_role("button", name="Spara").click()
        one.page.wait_for_selector(".saved, .inrow .summary-box")
    said = petra.page.locator(".inrow").inner_text()
    assert "Jonas Ek sparade kl." in said
    assert "nov 2027" in said
    assert petra.page.get_by_label("Slutar").input_value() == "okt 2027"
    petra.page.keyboard.press("Escape")
    jonas.click(row(jonas, words).get_by_role("button", name="Ångra"))
    jonas.page.wait_for_selector("text=Ångrat kl.")


def test_without_scripts_the_row_opens_in_the_page_and_is_undone_there(visitor):
    petra = visitor(scripts=False).log_in(PETRA).go(PLAN)
    page = petra.page
    petra.click(row(petra).get_by_role("link", name="Ändra"))
    petra.click(page.get_by_label("Flytta", exact=True))
    petra.click("Spara")
    assert "Flytta" in row(petra).inner_text()
    assert "Sparat kl." in row(petra).inner_text()
    petra.click("Ångra")
    assert "Ångrat kl." in row(petra).inner_text()
    assert "Flytta" not in row(petra).inner_text()


def test_a_filtered_list_is_a_link_and_keeps_its_filter_when_a_row_is_changed(own_site, visitor):
    petra = visitor(scripts=False, site=own_site).log_in(PETRA).go(f"{PLAN}utvecklingsplan/")
    page = petra.page
    page.get_by_label("Sök i namn och beskrivning").fill("BYGGLOV")
    petra.click("Visa")
    assert "1 av 6 projekt" in petra.text()
    petra.click("Ändra")
    petra.click("Spara")
    assert "1 av 6 projekt" in petra.text()
    petra.click("Rensa")
    assert "6 av 6 projekt" in petra.text()


def test_petra_ranks_the_projects(own_site, visitor):
    petra = visitor(site=own_site).log_in(PETRA).go(f"{PLAN}prioritering/")
    page = petra.page
    judged = page.locator("table.points tbody tr").filter(has_text="Automatisk kontroll")
    for cell in judged.get_by_role("textbox").all():
        cell.fill("5")
    petra.click("Spara poängen")
    assert "Inte bedömda" not in petra.text()
    first = page.locator("section[aria-labelledby=rangordning] tbody tr").first.inner_text()
    assert "Automatisk kontroll" in first
    for cell in judged.get_by_role("textbox").all():
        cell.fill("")
    petra.click("Spara poängen")
    assert "Inte bedömda" in petra.text()
    assert not petra.faults
