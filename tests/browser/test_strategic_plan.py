"""A strategic plan made from nothing, by clicking: Sara at Grannköping has none."""

import pytest

SARA = "sara.nilsson@grk.example"
LARS = "lars.oberg@exi.example"
AGENCY = "/arbeta/grannkopings-kommun/strategisk-plan/"
DRAFT = "/arbeta/exempelinspektionen/strategisk-plan/2024-2028/"


@pytest.mark.parametrize(
    ("width", "scripts", "first"),
    [(1440, True, 2026), (390, True, 2036), (1440, False, 2046)],
    ids=["desk", "phone", "no-scripts"],
)
def test_sara_makes_a_whole_plan_from_nothing(visitor, width, scripts, first):
    sara = visitor(width, scripts).log_in(SARA).go(f"{AGENCY}ny/")
    page = sara.page
    with sara.click_budget(25):
        _period(sara, first)
        plan = page.url.split("#")[0]
        _premises(sara)
        _goal(sara)
        _initiative(sara, first)
        _channels(sara, first)
        _process(sara)
        _competence(sara, first)
        _no_e_strategy(sara)
    page.goto(plan)
    text = sara.text()
    assert "delar saknas" not in text
    for told in ("Strategierna i korthet", "Privatpersoner: e-tjänst 20 → 70 %.", "1 process: 1 i egen regi"):
        assert told in text, told
    assert not sara.faults


def _period(sara, first):
    sara.page.get_by_label("Första året").fill(str(first))
    sara.page.get_by_label("Sista året").fill(str(first + 4))
    sara.click("Spara")


def _premises(sara):
    sara.click("Förutsättningar")
    sara.click("Välj ur registret")
    sara.click(sara.page.get_by_text("så enkelt som möjligt för så många som möjligt"))
    sara.click("Lägg till valda")
    sara.click("Skriv hur")
    sara.page.get_by_label("Så påverkar det oss").fill("Det som går att göra digitalt ska gå att göra digitalt.")
    sara.click("Spara")


def _goal(sara):
    sara.click("Långsiktiga mål")
    sara.click("Sex av tio ärenden kommer in via e-tjänst")
    sara.click("Spara")


def _initiative(sara, first):
    sara.click("Strategisk utvecklingsplan")
    sara.click("Lägg till insats")
    sara.page.get_by_label("Insatsens namn").fill("En väg in")
    sara.page.get_by_label("Första året").fill(str(first))
    sara.page.get_by_label("Sista året").fill(str(first + 2))
    sara.click(sara.page.get_by_label("Flytta", exact=True))
    sara.page.locator("#id_estimates-0-low").fill("1")
    sara.page.locator("#id_estimates-0-high").fill("2")
    sara.page.locator("#id_estimates-0-from_year").fill(str(first + 1))
    sara.click("Spara")


def _channels(sara, first):
    sara.click("Kanalstrategi")
    for channel, when, share in (
        ("E-tjänst", "i dag", 20),
        ("E-tjänst", first + 4, 70),
        ("Telefon", "i dag", 80),
        ("Telefon", first + 4, 30),
    ):
        sara.page.get_by_label(f"Privatpersoner, {channel}, andel {when}", exact=True).fill(str(share))
    sara.click("Spara")
    assert "100 av 100 %" in sara.text()


def _process(sara):
    sara.click("Sourcingstrategi")
    sara.click("Kundtjänst")
    sara.page.locator("#id_form_today").select_option(label="Egen personal")
    sara.page.locator("#id_form_later").select_option(label="Egen personal")
    sara.click("Spara")


def _competence(sara, first):
    sara.click("Kompetensförsörjningsstrategi")
    sara.click("En väg in")
    sara.page.get_by_label("Kompetens", exact=True).fill("Tjänstedesign")
    sara.page.get_by_label("Årsarbetskrafter i dag").fill("1")
    sara.page.get_by_label(f"Behov {first + 4}").fill("2,5")
    sara.click("Spara")
    assert "+1,5" in sara.text()


def _no_e_strategy(sara):
    sara.click("E-strategi")
    sara.click(sara.page.get_by_role("radio", name="Vi har ingen e-strategi"))
    sara.click("Spara")


class TestTheTableOfShares:
    """Lars's draft has no channel strategy; nothing is saved here, so that it stays so."""

    def test_is_filled_in_like_a_spreadsheet(self, visitor):
        lars = visitor().log_in(LARS).go(f"{DRAFT}kanalstrategi/")
        page = lars.page
        page.get_by_label("Privatpersoner, E-tjänst, andel i dag", exact=True).focus()
        page.keyboard.type("60")
        page.keyboard.press("Enter")
        assert _focused(page) == "Företag, E-tjänst, andel i dag"
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Tab")
        assert _focused(page) == "Privatpersoner, E-tjänst, andel 2028"
        row = page.get_by_role("row").filter(has_text="Privatpersoner")
        assert "60 av 100 %" in row.inner_text().replace("\xa0", " ")
        assert "40 saknas" in row.inner_text()
        page.get_by_label("Privatpersoner, Telefon, andel i dag", exact=True).fill("40")
        assert "100 av 100 %" in row.inner_text().replace("\xa0", " ")
        assert not lars.faults

    def test_takes_a_block_copied_from_a_spreadsheet(self, visitor):
        lars = visitor().log_in(LARS).go(f"{DRAFT}kanalstrategi/")
        first = lars.page.get_by_label("Privatpersoner, E-tjänst, andel i dag", exact=True)
        first.evaluate(
            """cell => {
              const copied = new DataTransfer();
              copied.setData("text/plain", "24\\t60\\r\\n30\\t75\\r\\n");
              cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: copied, bubbles: true, cancelable: true}));
            }"""
        )
        for label, value in (("Privatpersoner, E-tjänst, andel 2028", "60"), ("Företag, E-tjänst, andel i dag", "30")):
            assert lars.page.get_by_label(label, exact=True).input_value() == value

    def test_without_scripts_a_channel_is_added_and_what_is_typed_stays(self, visitor):
        lars = visitor(scripts=False).log_in(LARS).go(f"{DRAFT}kanalstrategi/")
        lars.page.get_by_label("Privatpersoner, E-tjänst, andel i dag", exact=True).fill("inte ett tal")
        lars.page.locator("[name=channel]").select_option(label="Chatt")
        lars.click("Lägg till kanal")
        assert lars.page.get_by_label("Privatpersoner, Chatt, andel i dag", exact=True).is_visible()
        kept = lars.page.get_by_label("Privatpersoner, E-tjänst, andel i dag", exact=True)
        assert kept.input_value() == "inte ett tal"


def _focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


@pytest.mark.parametrize("scripts", [True, False])
def test_lars_changes_a_row_where_it_stands(visitor, scripts):
    lars = visitor(scripts=scripts).log_in(LARS).go(f"{DRAFT}sourcingstrategi/")
    row = lars.page.get_by_role("row").nth(1)
    lars.click(row.get_by_role("link", name="Ändra form"))
    assert lars.page.locator(".inrow select").count() == 2
    lars.click(lars.page.locator(".inrow").get_by_role("link", name="Avbryt"))
    assert lars.page.locator(".inrow").count() == 0


def test_the_e_strategy_asks_only_about_what_is_chosen(visitor):
    lars = visitor().log_in(LARS).go(f"{DRAFT}e-strategi/")
    assert not lars.page.locator("#id_text").is_visible()
    lars.page.get_by_role("radio", name="Länka till ett beslutat dokument").check()
    assert lars.page.locator("#id_document").is_visible()
    lars.page.get_by_role("radio", name="Skriv här").check()
    assert lars.page.locator("#id_text").is_visible()
    assert not lars.page.locator("#id_document").is_visible()


def test_karin_keeps_the_register_and_everybody_reads_it(visitor):
    karin = visitor().log_in("karin.aberg@exm.example")
    karin.go("/register/forutsattningar/")
    assert karin.page.get_by_role("link", name="Lägg till").count()
    lars = visitor().log_in(LARS).go("/register/forutsattningar/")
    assert lars.page.get_by_role("link", name="Lägg till").count() == 0
    assert "Sveriges digitaliseringsstrategi" in lars.text()
