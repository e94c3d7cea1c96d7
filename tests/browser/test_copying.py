"""Starting a year's plan by clicking (UX.md 8, J6)."""

import pytest

PETRA, TUVA = "petra.lind@exk.example", "tuva.hedlund@exv.example"
PLANS = "/arbeta/exempelkopings-kommun/verksamhetsplan/"


@pytest.mark.parametrize(
    ("width", "scripts", "who", "slug", "year"),
    [
        (1440, True, PETRA, "exempelkopings-kommun", 2028),
        (390, True, TUVA, "exempelverket", 2028),
        (1440, False, TUVA, "exempelverket", 2029),
    ],
    ids=["desk", "phone", "no-scripts"],
)
def test_next_years_plan_is_started_as_a_copy_in_two_clicks(visitor, width, scripts, who, slug, year):
    """By different people, for each year can be started once."""
    plans = f"/arbeta/{slug}/verksamhetsplan/"
    planner = visitor(width, scripts).log_in(who).go(plans)
    with planner.click_budget(2):
        planner.click(f"Starta verksamhetsplan {year}")
        assert planner.page.get_by_label(f"Kopiera från {year - 1}").is_checked()
        assert "Du får " in planner.text()
        planner.click("Skapa planen")
    assert planner.page.url.endswith(f"{plans}{year}/")
    assert f"Verksamhetsplan {year} är skapad." in planner.text()
    assert not planner.faults


def test_the_sentence_follows_what_is_ticked_and_only_the_chosen_way_is_shown(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLANS}ny/")
    page, said = petra.page, petra.page.locator("[data-summary]")
    goals = page.locator("#id_goals input")
    assert "4 mål" in said.inner_text()
    goals.first.uncheck()
    assert "3 mål" in said.inner_text()
    page.get_by_label("Hämta från strategiska planen").check()
    assert not goals.first.is_visible()
    assert "5 mål" in said.inner_text()
    page.get_by_label("Börja tomt").check()
    assert said.inner_text() == "Planen börjar tom."
    page.locator("input[name=way][value=copy]").check()
    assert "3 mål" in said.inner_text()
    assert not petra.faults


def test_a_year_that_has_a_plan_leads_to_it_and_keeps_the_ticks(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLANS}ny/")
    petra.page.locator("#id_goals input").first.uncheck()
    petra.page.get_by_label("År", exact=True).fill("2027")
    petra.click("Skapa planen")
    assert not petra.page.locator("#id_goals input").first.is_checked()
    petra.page.get_by_role("alert").get_by_role("link", name="Öppna den").click()
    petra.page.wait_for_url(f"**{PLANS}2027/")


def test_petra_copies_a_project_that_another_organisation_has_published(visitor):
    petra = visitor().log_in(PETRA).go(f"{PLANS}2027/projekt/kopiera/")
    petra.page.get_by_label("Sök organisation eller projekt").fill("brevlåda")
    petra.click("Sök")
    petra.click(petra.page.get_by_role("button", name="Kopiera Digital brevlåda för beslut"))
    assert petra.page.get_by_label("Projektets namn").input_value() == "Digital brevlåda för beslut"
    assert "är kopierat" in petra.text()
    assert not petra.faults
