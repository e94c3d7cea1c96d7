"""What people come to do, by clicking; the limits are the product's promises (UX.md 8)."""

import pytest

PETRA, KARIN, ADMIN = "petra.lind@exk.example", "karin.aberg@exm.example", "admin@samplan.example"
PLAN = "/arbeta/exempelkopings-kommun/verksamhetsplan/2027/"


@pytest.mark.parametrize(
    ("width", "scripts"), [(1440, True), (390, True), (1440, False)], ids=["desk", "phone", "no-scripts"]
)
def test_petra_adds_a_project_with_two_tags_in_six_clicks_from_hem(visitor, width, scripts):
    petra = visitor(width, scripts).log_in(PETRA)
    title = f"Flyttguiden {width} {scripts}"
    with petra.click_budget(6):
        petra.click("Fortsätt med planen")
        petra.click("Lägg till projekt")
        petra.page.get_by_label("Projektets namn").fill(title)
        petra.click(petra.page.get_by_label("Flytta", exact=True))
        petra.click(petra.page.locator("#id_service_types").get_by_text("E-tjänst", exact=True))
        petra.click("Spara")
    assert petra.page.url.split("#")[0].endswith(PLAN)
    row = petra.page.get_by_role("row").filter(has_text=title)
    assert "Flytta" in row.inner_text()
    assert "E-tjänst" in row.inner_text()
    assert not petra.faults


def test_petra_does_it_with_the_keyboard_alone(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLAN}projekt/nytt/")
    page = petra.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    _tab_to(page, "id_title")
    page.keyboard.type("Med bara tangenter")
    _tab_to(page, "id_life_events_0")
    page.keyboard.press("Space")
    _tab_to(page, "id_service_types_0")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Spara":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.split("#")[0].endswith(PLAN))
    assert "Med bara tangenter" in petra.text()


def _tab_to(page, wanted):
    for _press in range(80):
        if page.evaluate("document.activeElement.id") == wanted:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {wanted}.")


def test_karin_lands_on_laget_and_sees_how_the_24_indicators_stand(visitor):
    karin = visitor().log_in(KARIN)
    assert "Läget i e-förvaltningen" in karin.page.locator("h1").inner_text()
    text = " ".join(karin.text().split())
    for told in ("24 indikatorer", "12 i fas", "5 i riskzonen", "1 avviker", "6 mätvärden"):
        assert told in text, told


def test_karin_reaches_the_decision_in_one_click_and_may_take_it(visitor):
    karin = visitor().log_in(KARIN)
    with karin.click_budget(2):
        karin.click("Granska planen")
        assert "Verksamhetsplan 2027" in karin.page.locator("h1").inner_text()
        karin.click("Fatta beslut")
    assert karin.page.get_by_label("Beslutsdatum").input_value() == "2026-10-15"


def test_the_administrator_creates_an_organisation_with_planner_and_manager_in_eight_clicks(visitor):
    admin = visitor().log_in(ADMIN)
    page = admin.page
    page.goto(f"{admin.site}/admin/")
    with admin.click_budget(8):
        admin.click(page.locator("a[href='/admin/agencies/agency/add/']").first)
        page.locator("#id_name").fill("Provköpings kommun")
        page.locator("#id_kind").select_option("municipality")
        admin.clicks += 2  # opening the list and choosing
        page.locator("#id_slug").fill("provkopings-kommun")
        rows = page.locator("[id^=id_memberships-][id$=-email]")
        for number, (email, name, role) in enumerate(
            [("pia.plan@prov.example", "Pia Plan", "planner"), ("cia.chef@prov.example", "Cia Chef", "manager")]
        ):
            rows.nth(number).fill(email)
            page.locator(f"#id_memberships-{number}-name").fill(name)
            page.locator(f"#id_memberships-{number}-role").select_option(role)
            admin.clicks += 2
        admin.click(page.locator("input[name=_save], button[name=_save]").first)
    page.get_by_text("Provköpings kommun").first.wait_for()
    page.goto(f"{admin.site}/admin/agencies/user/?q=pia.plan")
    assert "Pia Plan" in page.locator("body").inner_text()


def test_wrong_input_moves_focus_to_a_summary_whose_links_lead_to_the_fields(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLAN}projekt/nytt/")
    petra.page.get_by_label("Startar").fill("snart")
    petra.click("Spara")
    assert "Rätta det här" in petra.page.evaluate("document.activeElement.textContent")
    assert petra.page.title().startswith("Fel: ")
    petra.page.get_by_role("alert").get_by_role("link", name="Skriv månad och år").click()
    assert petra.page.evaluate("document.activeElement.id") == "id_starts_on"
    assert petra.page.get_by_label("Startar").input_value() == "snart"


def test_a_row_is_added_with_scripts_without_a_page_load(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLAN}projekt/nytt/")
    petra.page.get_by_label("Projektets namn").fill("Behålls")
    petra.page.locator("[data-rows=benefits]").get_by_role("button", name="Lägg till en rad till").click()
    assert petra.page.locator("#id_benefits-1-amount").is_visible()
    assert petra.page.get_by_label("Projektets namn").input_value() == "Behålls"
    assert petra.page.evaluate("document.activeElement.id") == "id_benefits-1-kind"


def test_partners_are_suggested_when_petra_comes_to_the_field(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLAN}projekt/nytt/")
    assert petra.page.locator("#organisationer option").count() == 0
    petra.page.locator("#id_partnerships-0-partner").focus()
    petra.page.locator("#organisationer option[value='Grannköpings kommun']").wait_for(state="attached")
    assert not petra.faults


def test_a_long_list_of_events_is_filtered_by_typing_and_keeps_what_is_chosen(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLAN}projekt/nytt/")
    events = petra.page.locator("#id_life_events")
    events.get_by_text("Bli sjuk", exact=True).click()
    petra.page.locator("#id_life_events_filter").fill("restaurang")
    assert events.get_by_text("Starta restaurang", exact=True).is_visible()
    assert events.get_by_text("Bli sjuk", exact=True).is_visible()
    assert not events.get_by_text("Flytta", exact=True).is_visible()


def test_two_people_change_the_same_project_and_nobodys_text_is_lost(visitor):
    petra, jonas = visitor().log_in(PETRA), visitor().log_in("jonas.ek@exk.example")
    petra.go(PLAN).click("Äldreomsorg: ansök om insatser").click("Ändra")
    form = petra.page.url
    jonas.page.goto(form)
    petra.page.get_by_label("Vad blir bättre, och för vem?").fill("Petras text")
    petra.click("Spara")
    jonas.page.get_by_label("Vad blir bättre, och för vem?").fill("Jonas text")
    jonas.click("Spara")
    assert "Petra Lind sparade kl." in jonas.text()
    assert "Petras text" in jonas.text()
    assert jonas.page.get_by_label("Vad blir bättre, och för vem?").input_value() == "Jonas text"
