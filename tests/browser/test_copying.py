"""Starting a year's plan by clicking (UX.md 8, J6)."""

import pytest

PETRA = "petra.lind@exk.example"
PLANS = "/arbeta/exempelkopings-kommun/verksamhetsplan/"


@pytest.fixture(scope="module")
def years():
    """The years that the visitors start, one each: the demo story has plans up to 2027."""
    return iter(range(2028, 2031))


@pytest.mark.parametrize(
    ("width", "scripts"), [(1440, True), (390, True), (1440, False)], ids=["desk", "phone", "no-scripts"]
)
def test_petra_starts_next_years_plan_as_a_copy_in_two_clicks(visitor, years, width, scripts):
    year = next(years)
    petra = visitor(width, scripts).log_in(PETRA).go(PLANS)
    with petra.click_budget(2):
        petra.click(f"Starta verksamhetsplan {year}")
        assert petra.page.get_by_label(f"Kopiera från {year - 1}").is_checked()
        assert "Du får 4 mål" in petra.text()
        petra.click("Skapa planen")
    assert petra.page.url.endswith(f"{PLANS}{year}/")
    assert f"Verksamhetsplan {year} är skapad." in petra.text()
    assert not petra.faults


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
