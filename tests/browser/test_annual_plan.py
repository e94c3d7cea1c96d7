"""J1: Petra has had her role since Monday, finishes the plan for 2027 and hands it in, in at most twelve clicks.

It is done in four ways, each on a site of its own: what is handed in cannot be finished once more.
"""

import pytest

PETRA, OMAR = "petra.lind@exk.example", "omar.salim@exk.example"
PLAN = "/arbeta/exempelkopings-kommun/verksamhetsplan/2027/"


def choose(petra, select, label):
    """Choosing in a list is one click; typing to find the choice is free."""
    select.select_option(label=label)
    petra.clicks += 1


@pytest.mark.parametrize(
    ("width", "scripts"), [(1440, True), (390, True), (1440, False)], ids=["desk", "phone", "no-scripts"]
)
def test_petra_finishes_the_plan_and_hands_it_in(own_site, visitor, width, scripts):
    petra = visitor(width, scripts, site=own_site).log_in(PETRA)
    page = petra.page
    assert "Verksamhetsplan 2027 ska lämnas in den 30 oktober, om 15 dagar. 3 saker återstår." in petra.text()
    with petra.click_budget(12):
        petra.click("Ange livshändelse eller process för 2 projekt")
        rows = page.get_by_role("combobox")
        assert rows.count() == 2
        choose(petra, rows.nth(0), "Ingen egen, används av flera")
        choose(petra, rows.nth(1), "Börja skolan")
        petra.click("Spara och gå tillbaka")
        petra.click("Koppla en indikator till målet Kortare väg till beslut")
        petra.click(page.get_by_label("Kompletteringar per serveringstillstånd"))
        petra.click("Spara")
        petra.click("Fyll i kompetens och utbildning")
        petra.click(page.get_by_label("Inga utbildningsbehov 2027"))
        page.get_by_label("Varför").fill("Årets projekt använder det vi redan kan.")
        petra.click("Spara")
        assert "Inget återstår, så planen kan lämnas in." in petra.text()
        petra.click("Granska och lämna in")
        page.get_by_label("Meddelande").fill("Hej Jonas. Nu är planen klar.")
        petra.click("Lämna in")
    assert "Planen är inlämnad" in petra.text()
    assert "Inlämnad" in petra.text()
    assert not petra.faults


def test_petra_does_it_with_the_keyboard_alone(own_site, visitor):
    petra = visitor(site=own_site).log_in(PETRA)
    page = petra.page

    def press(words):
        """Tabs to a link or a button by its words and presses Enter; typing and Tab are free."""
        for _press in range(150):
            page.keyboard.press("Tab")
            if words in page.evaluate("document.activeElement.textContent.trim()"):
                break
        else:
            raise AssertionError(f"The keyboard does not reach {words}.")
        page.keyboard.press("Enter")
        petra.clicks += 1
        page.wait_for_load_state()

    def tab_to(locator):
        for _press in range(150):
            if locator.evaluate("node => node === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError("The keyboard does not reach the field.")

    with petra.click_budget(12):
        press("Ange livshändelse eller process för 2 projekt")
        page.wait_for_url("**/utvecklingsplan/**")
        for number, typed in enumerate(["Ingen egen", "Börja skolan"]):
            tab_to(page.get_by_role("combobox").nth(number))
            page.keyboard.type(typed)
            petra.clicks += 1
        press("Spara och gå tillbaka")
        page.wait_for_url("**/hem/**")
        press("Koppla en indikator till målet Kortare väg till beslut")
        page.wait_for_url("**/mal/**")
        tab_to(page.get_by_label("Kompletteringar per serveringstillstånd"))
        page.keyboard.press("Space")
        petra.clicks += 1
        press_save(page, petra)
        press("Fyll i kompetens och utbildning")
        page.wait_for_url("**/kompetens/**")
        tab_to(page.get_by_label("Inga utbildningsbehov 2027"))
        page.keyboard.press("Space")
        petra.clicks += 1
        tab_to(page.get_by_label("Varför"))
        page.keyboard.type("Årets projekt använder det vi redan kan.")
        press_save(page, petra)
        press("Granska och lämna in")
        page.wait_for_url("**/granska/**")
        press("Lämna in")
    page.wait_for_url(f"**{PLAN}")
    assert "Planen är inlämnad" in petra.text()


def press_save(page, petra):
    for _press in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Spara":
            break
    page.keyboard.press("Enter")
    petra.clicks += 1
    page.wait_for_url("**/hem/**")


def test_omar_updates_his_projects_lage_with_a_reason_in_two_clicks_from_hem(visitor):
    omar = visitor().log_in(OMAR)
    row = omar.page.locator(".ownprojects > li").filter(has_text="Digital bygglovsprocess")
    with omar.click_budget(2):
        choose(omar, row.get_by_label("Läge"), "Risk")
        row.get_by_label("Varför").fill("Två av tre testkommuner hoppade av.")
        omar.click(row.get_by_role("button"))
    assert "Läget för Digital bygglovsprocess är sparat." in omar.text()
    assert "Risk" in omar.page.locator(".ownprojects > li").filter(has_text="Digital bygglovsprocess").inner_text()
    assert not omar.faults
