"""The national register of premises: everybody reads it, coordinators keep it."""

import datetime

import pytest
from django.test import Client

from strategy.models import PremiseSource
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed

LIST = "/register/forutsattningar/"
ADD = f"{LIST}ny/"


@pytest.fixture
def karin(db):
    """A coordinator, of no organisation."""
    client = Client()
    client.force_login(factories.UserFactory(name="Karin Åberg", is_coordinator=True))
    return client


@pytest.fixture
def source(db):
    return factories.PremiseSourceFactory(title="Öppna data", reference="lag 2010:566", year=2010, kind="eu_or_law")


@pytest.fixture
def edit_url(source):
    return f"{LIST}{source.pk}/"


def titles(client, query=""):
    return [row.source.title for row in client.get(LIST + query).context["rows"]]


class TestTheList:
    @pytest.mark.parametrize("role", [None, "reader", "manager"])
    def test_is_read_by_everybody_with_all_there_is_to_know(self, login, source, edit_url, role):
        source.url, source.note, source.source = "https://www.riksdagen.se/x", "Ersätter PSI-lagen.", "SFS 2010:566"
        source.valid_from, source.valid_until = datetime.date(2010, 7, 1), datetime.date(2030, 12, 31)
        source.save()
        page = text(login(role).get(LIST))
        for part in (
            "Öppna data",
            "lag 2010:566, 2010",
            "EU, riksdag och lag",
            "1 juli 2010 till och med 31 december 2030",
            'href="https://www.riksdagen.se/x"',
            "Ersätter PSI-lagen.",
            "SFS 2010:566",
        ):
            assert part in page
        assert edit_url not in page
        assert ADD not in page

    def test_is_in_swedish_order(self, karin):
        for title in ("Ärende", "Åtgärd", "zon", "Avtal"):
            factories.PremiseSourceFactory(title=title)
        assert titles(karin) == ["Avtal", "zon", "Åtgärd", "Ärende"]

    def test_shows_what_can_be_picked_today_or_all_with_what_has_become_of_them(self, karin, source):
        newer = factories.PremiseSourceFactory(title="Öppna datalagen")
        source.replaced_by = newer
        source.save()
        factories.PremiseSourceFactory(title="Gammal", valid_until="2015-12-31")
        factories.PremiseSourceFactory(title="Sista dagen", valid_until="2026-10-15")
        factories.PremiseSourceFactory(title="Ung", valid_from="2027-01-01")
        assert titles(karin) == ["Sista dagen", "Ung", "Öppna datalagen"]
        page = text(karin.get(f"{LIST}?visa=alla"))
        for flag in ("Ersatt av Öppna datalagen", "Gäller inte längre", "Gäller inte än"):
            assert page.count(flag) == 1

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?sok=ÖPPNA", ["Öppna data"]),
            ("?sok=566+öppna", ["Öppna data"]),
            ("?sok=2010", ["Öppna data"]),
            ("?sok=oppna", []),
            ("?slag=eu_or_law", ["Öppna data"]),
            ("?slag=need", []),
            ("?slag=hund", ["Enkelt", "Öppna data"]),
            ("?sok=%00&visa=%00", ["Enkelt", "Öppna data"]),
        ],
    )
    def test_is_narrowed_by_words_and_kind(self, karin, source, query, found):
        factories.PremiseSourceFactory(title="Enkelt")
        assert titles(karin, query) == found

    def test_says_when_it_is_empty_or_nothing_is_found(self, karin):
        assert "Registret är tomt." in text(karin.get(LIST))
        assert "Ingen träff." in text(karin.get(f"{LIST}?sok=x"))

    def test_takes_the_same_number_of_queries_with_many(self, login, karin, queries):
        def add(count):
            for _number in range(count):
                factories.PremiseSourceFactory(replaced_by=factories.PremiseSourceFactory())

        url = f"{LIST}?visa=alla"
        add(3)
        few = queries(login("planner"), url)
        add(100)
        assert queries(login("planner"), url) == few <= 12


class TestKarinAdds:
    def test_a_premise_that_gets_a_key_of_its_title(self, karin):
        data = typed(
            karin,
            ADD,
            kind="inquiry",
            title=" Så enkelt som möjligt ",
            reference="SOU 2009:86",
            year="1766",
            url="www.regeringen.se",
            valid_from="1986-01-01",
            source="regeringen.se",
        )
        response = karin.post(ADD, data, follow=True)
        assert "Så enkelt som möjligt (SOU 2009:86) är sparad." in text(response)
        saved = PremiseSource.objects.get()
        assert (saved.key, saved.year, saved.url) == ("sa-enkelt-som-mojligt", 1766, "https://www.regeringen.se")
        assert saved.valid_from == datetime.date(1986, 1, 1)
        assert saved.search_text == "så enkelt som möjligt sou 2009:86 1766"

    def test_with_a_key_that_others_have_it_gets_a_number(self, karin):
        for reference in ("a", "b", "c"):
            karin.post(ADD, typed(karin, ADD, kind="need", title="Enkät", reference=reference))
        karin.post(ADD, typed(karin, ADD, kind="need", title="★"))
        assert set(PremiseSource.objects.values_list("key", flat=True)) == {
            "enkat",
            "enkat-2",
            "enkat-3",
            "forutsattning",
        }

    def test_it_once_though_she_presses_twice(self, karin, source):
        data = typed(karin, ADD, kind="need", title="Enkät", replaced_by=source.pk, valid_until="2027-01-01")
        assert karin.post(ADD, data).status_code == karin.post(ADD, data).status_code == 302
        assert PremiseSource.objects.filter(title="Enkät").count() == 1

    def test_and_is_led_to_the_one_that_is_there(self, karin, source, edit_url):
        page = text(karin.post(ADD, typed(karin, ADD, kind="need", title="öppna DATA", reference="Lag 2010:566")))
        link = f'Öppna data (lag 2010:566) finns redan i registret. <a href="{edit_url}">Öppna den</a>.'
        assert link in page
        assert PremiseSource.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"title": ""}, "Skriv vad den heter."),
            ({"kind": ""}, "Välj vilket slag det är."),
            ({"title": "x" * 201}, "Texten är 1 tecken för lång. Korta den till högst 200 tecken."),
            ({"year": "09"}, "Skriv årtalet med fyra siffror, till exempel 2027."),
            ({"url": "ingen adress"}, "Skriv hela adressen, till exempel https://www.regeringen.se/."),
            ({"url": "javascript:alert(1)"}, "Skriv hela adressen, till exempel https://www.regeringen.se/."),
            ({"valid_from": "i fjol"}, "Skriv datumet som år-månad-dag, till exempel 2027-03-31."),
            ({"valid_from": "1234-01-01"}, "Ange ett årtal mellan 1700 och 2100."),
            (
                {"valid_from": "2020-01-01", "valid_until": "2019-12-31"},
                "Den sista dagen är före den första (1 januari 2020). Ange en senare dag.",
            ),
            ({"replaced_by": "99999999999999999999"}, "Valet finns inte längre. Välj bland dem som visas."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, karin, fields, sentence):
        data = typed(karin, ADD, **({"title": "Enkät", "kind": "need", "note": "Det här står kvar."} | fields))
        response = karin.post(ADD, data)
        assert response.status_code == 200
        assert text(response).count(sentence) == 2, "in the summary and at the field"
        assert "Det här står kvar." in text(response)
        assert not PremiseSource.objects.exists()

    @pytest.mark.parametrize("nasty", NASTY)
    def test_anything_without_a_server_error(self, karin, nasty):
        fields = dict.fromkeys(("title", "reference", "year", "url", "note", "valid_from", "replaced_by"), nasty)
        assert karin.post(ADD, typed(karin, ADD, kind=nasty, **fields)).status_code == 200
        assert not PremiseSource.objects.exists()

    def test_script_that_is_shown_as_text(self, karin):
        karin.post(ADD, typed(karin, ADD, title=SCRIPT, kind="need"))
        assert SCRIPT not in text(karin.get(LIST))
        assert SCRIPT not in text(karin.post(ADD, typed(karin, ADD, title=SCRIPT, kind="eu_or_law")))


class TestKarinChanges:
    def test_a_premise_and_its_key_stays(self, karin, source, edit_url):
        key = source.key
        assert karin.post(edit_url, typed(karin, edit_url, title="Öppna datalagen")).status_code == 302
        source.refresh_from_db()
        assert (source.title, source.key) == ("Öppna datalagen", key)

    def test_nothing_over_what_another_coordinator_has_changed_meanwhile(self, karin, source, edit_url):
        mine = typed(karin, edit_url, reference="Min beteckning")
        PremiseSource.objects.filter(pk=source.pk).update(note="Den andras anmärkning")
        response = karin.post(edit_url, mine)
        page = text(response)
        assert response.status_code == 409
        assert "En annan samordnare har ändrat medan du skrev." in page
        assert "<b>En annan samordnare sparade:</b> Den andras anmärkning" in page
        assert 'value="Min beteckning"' in page
        source.refresh_from_db()
        assert (source.note, source.reference == "Min beteckning") == ("Den andras anmärkning", False)
        again = dict(response.context["form"].data.items())
        assert karin.post(edit_url, again).status_code == 302

    def test_it_without_being_told_that_it_is_there_already(self, karin, edit_url):
        assert karin.post(edit_url, typed(karin, edit_url)).status_code == 302

    def test_to_replaced_and_is_told_how_many_plans_use_it(self, karin, source, edit_url):
        first, other = factories.StrategicPlanFactory.create_batch(2)
        for plan in (first, first, other):
            factories.PremiseFactory(plan=plan, source=source, title="")
        first.state, first.decided_on = "decided", "2024-04-22"
        first.save()
        revision = factories.StrategicPlanFactory(agency=first.agency, revises=first, number=2)
        factories.PremiseFactory(plan=revision, source=source, title="")
        newer = factories.PremiseSourceFactory()
        assert "2 planer använder den." in text(karin.get(edit_url))
        data = typed(karin, edit_url, replaced_by=newer.pk)
        told = "2 planer använder den och får nu veta att den är ersatt."
        assert told in text(karin.post(edit_url, data, follow=True))
        assert told not in text(karin.post(edit_url, data, follow=True)), "only when it becomes replaced"

    def test_nothing_to_what_replaces_itself(self, karin, source, edit_url):
        page = text(karin.post(edit_url, typed(karin, edit_url, replaced_by=source.pk)))
        assert page.count("En förutsättning kan inte ersättas av sig själv. Välj en annan.") == 2

    @pytest.mark.parametrize("steps", [1, 2, 5])
    def test_nothing_to_what_goes_round(self, karin, source, edit_url, steps):
        newer = source
        for _step in range(steps):
            newer = factories.PremiseSourceFactory(replaced_by=newer)
        page = text(karin.post(edit_url, typed(karin, edit_url, replaced_by=newer.pk)))
        sentence = f"{newer} är själv ersatt av Öppna data (lag 2010:566). Välj en annan, eller ändra den först."
        assert page.count(sentence) == 2
        source.refresh_from_db()
        assert source.replaced_by is None

    def test_an_old_one_though_others_go_round_already(self, karin, source, edit_url):
        one = factories.PremiseSourceFactory()
        two = factories.PremiseSourceFactory(replaced_by=one)
        PremiseSource.objects.filter(pk=one.pk).update(replaced_by=two)
        assert karin.post(edit_url, typed(karin, edit_url, replaced_by=one.pk)).status_code == 302


class TestWhoMay:
    @pytest.mark.parametrize("role", [None, "reader", "planner", "manager"])
    def test_others_read_why_they_may_not(self, login, source, edit_url, role):
        for url in (ADD, edit_url):
            response = login(role).get(url)
            assert response.status_code == login(role).post(url, {"title": "x", "kind": "need"}).status_code == 403
            assert "Bara samordnare ändrar i det gemensamma registret." in text(response)
        assert PremiseSource.objects.get().title == "Öppna data"

    def test_nobody_finds_a_number_that_nobody_has(self, karin):
        assert karin.get(f"{LIST}99999999999999999999/").status_code == 404

    def test_karin_finds_it_from_every_page_and_others_do_not(self, karin, login):
        assert f'href="{LIST}"' in text(karin.get("/hem/att-gora/"))
        assert f'href="{LIST}"' not in text(login("planner").get("/hem/att-gora/"))
