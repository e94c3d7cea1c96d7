"""Adding, changing and removing a premise."""

import pytest
from django.utils.html import escape

from strategy.links import address
from strategy.models import Premise
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "premise_add")


@pytest.fixture
def source(db):
    return factories.PremiseSourceFactory(title="Så enkelt som möjligt")


@pytest.fixture
def premise(strategic_plan):
    return factories.PremiseFactory(plan=strategic_plan, title="En enklare kommun", impact="En väg in.")


@pytest.fixture
def edit_url(strategic_plan, premise):
    return address(strategic_plan, "premise_edit", premise.pk)


class TestPetraAdds:
    def test_a_premise_from_the_register(self, login, strategic_plan, url, source):
        client = login("planner")
        response = client.post(url, typed(client, url, source=source.pk, impact="Det styr oss."), follow=True)
        assert response.redirect_chain[-1][0] == address(strategic_plan, "premises")
        page = text(response)
        assert "Förutsättningen är sparad." in page
        assert "Så enkelt som möjligt" in page
        assert "Det styr oss." in page

    def test_a_premise_of_their_own(self, login, url):
        client = login("planner")
        client.post(url, typed(client, url, title="Företagarenkät 2023", kind="need", reference="KS 2023/1"))
        premise = Premise.objects.get()
        assert (premise.title, premise.kind_label, premise.reference) == (
            "Företagarenkät 2023",
            "Behov som fångats",
            "KS 2023/1",
        )
        assert premise.edited_by.name == "Petra Lind"

    def test_it_once_though_she_presses_twice(self, login, url):
        client = login("planner")
        data = typed(client, url, title="Enkät", kind="need")
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert Premise.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({}, "Välj en förutsättning ur registret eller skriv en egen."),
            ({"title": "Enkät"}, "Välj vilket slag av förutsättning det är."),
            ({"title": "x" * 201, "kind": "need"}, "Texten är 1 tecken för lång. Korta den till högst 200 tecken."),
            ({"title": "Enkät", "kind": "påhitt"}, "Valet finns inte längre. Välj bland dem som visas."),
            ({"source": "99999999999999999999"}, "Valet finns inte längre. Välj bland dem som visas."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, fields, sentence):
        client = login("planner")
        response = client.post(url, typed(client, url, impact="Det här står kvar.", **fields))
        page = text(response)
        assert response.status_code == 200
        assert sentence in page
        assert "Det här står kvar." in page
        assert "<title>Fel: " in page
        assert not Premise.objects.exists()

    def test_and_is_told_not_to_do_both(self, login, url, source):
        client = login("planner")
        page = text(client.post(url, typed(client, url, source=source.pk, title="Enkät", kind="need")))
        assert "Välj antingen en förutsättning ur registret eller skriv en egen, inte båda." in page
        assert 'value="Enkät"' in page

    def test_and_is_not_offered_what_has_been_replaced(self, login, url, source):
        old = factories.PremiseSourceFactory(title="Gammalt mål", replaced_by=source)
        client = login("planner")
        assert "Gammalt mål" not in text(client.get(url))
        assert "Valet finns inte längre" in text(client.post(url, typed(client, url, source=old.pk)))

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["source", "kind", "title", "reference", "impact", "draft_uid", "seen_count"])
    def test_anything_without_breaking_the_page(self, login, url, field, nasty):
        client = login("planner")
        response = client.post(url, typed(client, url, **({"title": "Enkät", "kind": "need"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestPetraChanges:
    def test_a_premise(self, login, edit_url, premise):
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, impact="Två vägar in."))
        premise.refresh_from_db()
        assert (premise.title, premise.impact, premise.edit_count) == ("En enklare kommun", "Två vägar in.", 1)

    def test_nothing_when_jonas_was_faster(self, login, edit_url, premise):
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, edit_url, impact="Petras text"), typed(jonas, edit_url, impact="Jonas text")
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers)
        assert response.status_code == 409
        page = text(response)
        assert "Jonas Ek sparade kl." in page
        assert "Petras text" in page
        assert "Jonas text" in page
        premise.refresh_from_db()
        assert premise.impact == "Jonas text"

    def test_it_when_she_has_seen_what_jonas_wrote(self, login, edit_url, premise):
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit_url, impact="Petras text")
        jonas.post(edit_url, typed(jonas, edit_url, impact="Jonas text"))
        seen = petra.post(edit_url, hers).context["form"]["seen_count"].value()
        assert petra.post(edit_url, hers | {"seen_count": seen}).status_code == 302
        premise.refresh_from_db()
        assert premise.impact == "Petras text"

    def test_nothing_in_a_plan_submitted_meanwhile_and_keeps_what_she_typed(
        self, login, strategic_plan, edit_url, premise
    ):
        client = login("planner")
        data = typed(client, edit_url, impact="Skrivet för sent")
        strategic_plan.state = "submitted"
        strategic_plan.save()
        response = client.post(edit_url, data)
        assert response.status_code == 409
        page = text(response)
        assert "Planen är inlämnad och går inte att ändra. Det du skrev står kvar här men är inte sparat." in page
        assert "Skrivet för sent" in page
        premise.refresh_from_db()
        assert premise.impact == "En väg in."

    def test_nothing_that_somebody_has_removed_but_keeps_what_was_typed(self, login, edit_url, premise):
        client = login("planner")
        data = typed(client, edit_url) | {"impact": "Timmars arbete"}
        premise.delete()
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert "Någon annan har tagit bort det här." in text(response)
        assert "Timmars arbete" in text(response)


class TestPetraRemoves:
    def test_a_premise_and_is_told_what_follows(self, login, strategic_plan, premise):
        factories.LongTermGoalFactory(plan=strategic_plan).premises.add(premise)
        url = address(strategic_plan, "premise_remove", premise.pk)
        client = login("planner")
        assert "kopplingen till 1 mål" in text(client.get(url))
        assert Premise.objects.exists(), "asking removes nothing"
        response = client.post(url)
        assert response.url == address(strategic_plan, "premises")
        assert not Premise.objects.exists()
        assert strategic_plan.goals.exists()

    def test_nothing_from_a_submitted_plan(self, login, strategic_plan, premise):
        url = address(strategic_plan, "premise_remove", premise.pk)
        client = login("planner")
        strategic_plan.state = "submitted"
        strategic_plan.save()
        assert client.post(url).status_code == 403
        assert Premise.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize("page", ["premise_add", "premise_edit", "premise_remove"])
def test_others_may_not(login, strategic_plan, premise, role, status, page):
    url = address(strategic_plan, page, *([] if page == "premise_add" else [premise.pk]))
    assert login(role).get(url).status_code == status
    assert login(role).post(url, {"title": "x", "kind": "need"}).status_code == status


def test_rut_is_told_whom_to_ask(login, person, url):
    person("planner")
    page = text(login("reader").get(url))
    assert "Du kan läsa planen men inte ändra den. Be Petra Lind om du behöver ändra." in page


def test_a_submitted_plan_says_why_it_is_locked(login, strategic_plan, edit_url):
    strategic_plan.state = "submitted"
    strategic_plan.save()
    response = login("planner").get(edit_url)
    assert response.status_code == 403
    assert "Planen är inlämnad och går inte att ändra. Dra tillbaka den först." in text(response)


def test_another_plans_premise_is_not_found_here(login, strategic_plan):
    other = factories.PremiseFactory()
    assert login("planner").get(address(strategic_plan, "premise_edit", other.pk)).status_code == 404
    assert login("planner").post(address(strategic_plan, "premise_remove", other.pk)).status_code == 404


def test_what_was_typed_is_shown_as_text(login, url):
    client = login("planner")
    page = text(client.post(url, typed(client, url, title=SCRIPT)))
    assert SCRIPT not in page
    assert escape(SCRIPT) in page


def test_queries_do_not_grow_with_the_register(login, url, queries):
    client = login("planner")
    factories.PremiseSourceFactory.create_batch(2)
    few = queries(client, url)
    factories.PremiseSourceFactory.create_batch(10)
    assert queries(client, url) == few <= 12
