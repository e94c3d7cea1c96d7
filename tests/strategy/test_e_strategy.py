"""The e-strategi: written, linked, or none."""

import pytest

from strategy.forms.e_strategy import HEADINGS
from strategy.links import address
from strategy.models import EStrategy, StrategicPlan
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "e_strategy")


def decided():
    StrategicPlan.objects.update(state="decided", decided_on="2024-04-22")


class TestPetraSays:
    def test_that_they_have_none_and_the_task_is_done(self, login, strategic_plan, url):
        client = login("planner")
        assert "E-strategin är sparad." in text(client.post(url, typed(client, url, choice="none"), follow=True))
        assert "Ni har ingen e-strategi" in text(client.get(strategic_plan.get_absolute_url()))

    def test_it_in_words_under_suggested_headings(self, login, url):
        client = login("planner")
        assert "# Arkitektur och informationssäkerhet" in text(client.get(url))
        client.post(url, typed(client, url, choice="write", text="# Vision\n\n- En väg in\n"))
        decided()
        page = text(login("reader").get(url))
        assert "<h3>Vision</h3>" in page
        assert page.index("<h2") < page.index("<h3>Vision"), "no level of headings is left out"
        assert "<li>En väg in</li>" in page

    def test_where_the_decided_document_is(self, login, strategic_plan, url):
        client = login("planner")
        data = {
            "choice": "link",
            "document": "E-strategi 2023",
            "url": "https://exempel.se/e",
            "diary_number": "EXM 2023/0402",
            "decided_on": "2023-11-02",
        }
        client.post(url, typed(client, url, **data))
        decided()
        page = text(login("reader").get(url))
        assert '<a href="https://exempel.se/e" rel="noreferrer">E-strategi 2023</a>' in page
        assert "2 november 2023" in page
        overview = text(login("reader").get(strategic_plan.get_absolute_url()))
        assert "E-strategi 2023, EXM 2023/0402" in overview

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({}, "Välj om ni skriver den här, länkar till den eller inte har någon."),
            ({"choice": "write"}, "Skriv något under rubrikerna, eller välj något annat."),
            ({"choice": "write", "text": "  "}, "Skriv något under rubrikerna, eller välj något annat."),
            ({"choice": "write", "text": "x" * 20_001}, "Texten är 1 tecken för lång."),
            ({"choice": "link"}, "Skriv vad dokumentet heter."),
            ({"choice": "link", "document": "E", "url": "javascript:alert(1)"}, "Adressen ska börja med https://."),
            ({"choice": "link", "document": "E", "url": "ftp://exempel.se"}, "Adressen ska börja med https://."),
            ({"choice": "link", "document": "E", "url": "https://exempel"}, "Kopiera hela adressen från webbläsaren."),
            ({"choice": "link", "document": "E", "decided_on": "i går"}, "Skriv datumet som år-månad-dag"),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, fields, sentence):
        client = login("planner")
        page = text(client.post(url, typed(client, url, **({"diary_number": "Står kvar"} | fields))))
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert 'value="Står kvar"' in page
        assert not EStrategy.objects.exists()

    @pytest.mark.parametrize("address_typed", ["exempel.se/e", "https://exempel.se/e", "HTTP://EXEMPEL.SE/e"])
    def test_an_address_in_any_way_that_browsers_take(self, login, url, address_typed):
        client = login("planner")
        data = {"choice": "link", "document": "E", "url": address_typed}
        assert client.post(url, typed(client, url, **data)).status_code == 302
        assert EStrategy.objects.get().url.lower().startswith("http")

    def test_something_else_later_and_what_she_wrote_first_is_kept(self, login, url):
        client = login("planner")
        client.post(url, typed(client, url, choice="write", text="Min långa text"))
        client.post(url, typed(client, url, choice="none"))
        saved = EStrategy.objects.get()
        assert (saved.choice, saved.text) == ("none", "Min långa text")
        assert "Min långa text" in text(client.get(url))
        decided()
        assert "Min långa text" not in text(client.get(url))

    def test_it_once_though_she_presses_twice(self, login, url):
        client = login("planner")
        data = typed(client, url, choice="none")
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert EStrategy.objects.count() == 1

    def test_nothing_over_what_jonas_said_first(self, login, url):
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, url, choice="none"), typed(jonas, url, choice="write", text="Jonas text")
        assert jonas.post(url, his).status_code == 302
        response = petra.post(url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> Jonas text" in text(response)
        assert EStrategy.objects.get().choice == "write"

    def test_nothing_in_a_plan_submitted_meanwhile(self, login, url):
        client = login("planner")
        data = typed(client, url, choice="write", text="För sent")
        StrategicPlan.objects.update(state="submitted")
        response = client.post(url, data)
        assert response.status_code == 409
        assert "För sent" in text(response)
        assert not EStrategy.objects.exists()

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["choice", "text", "document", "url", "diary_number", "decided_on", "seen_count"])
    def test_anything_without_breaking_the_page(self, login, url, field, nasty):
        client = login("planner")
        data = {"choice": "link", "document": "E", "text": "x"} | {field: nasty}
        response = client.post(url, typed(client, url, **data))
        assert response.status_code in {200, 302, 409}
        assert SCRIPT not in text(response)


def test_markup_in_the_text_is_shown_as_characters(login, strategic_plan, url):
    factories.EStrategyFactory(plan=strategic_plan, text=f"{SCRIPT}\n\n[ond](javascript:alert(1))\n\n<b>fet</b>")
    decided()
    page = text(login("reader").get(url))
    assert SCRIPT not in page
    assert 'href="javascript' not in page
    assert "&lt;b&gt;fet&lt;/b&gt;" in page


def test_rut_reads_that_nothing_is_said_and_may_not_say_it(login, url):
    rut = login("reader")
    page = text(rut.get(url))
    assert "Inget är sagt om någon e-strategi än." in page
    assert "<textarea" not in page
    assert rut.post(url, {"choice": "none"}).status_code == 403
    assert login().get(url).status_code == login().post(url, {"choice": "none"}).status_code == 404
    assert not EStrategy.objects.exists()


@pytest.mark.parametrize("typed_text", [HEADINGS, HEADINGS.replace("\n", "\r\n"), HEADINGS.strip()])
def test_the_headings_alone_are_no_text(login, url, typed_text):
    client = login("planner")
    client.post(url, typed(client, url, choice="none", text=typed_text))
    assert EStrategy.objects.get().text == ""
    assert "# Principer" in text(client.get(url)), "and are offered again"


def test_neither_the_form_nor_the_text_asks_much_of_the_database(login, strategic_plan, url, queries):
    assert queries(login("planner"), url) <= 12
    factories.EStrategyFactory(plan=strategic_plan, text="# Vision")
    assert queries(login("planner"), url) <= 12
    decided()
    assert queries(login("reader"), url) <= 12
