"""Writing, changing and removing a premise of the year."""

import pytest
from django.utils.html import escape

from planning.links import address
from planning.models import PlanningPremise
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(plan):
    return address(plan, "premise_add")


@pytest.fixture
def premise(plan):
    return factories.PlanningPremiseFactory(plan=plan, title="Företagarenkät", impact="38 av 100 vet inte.")


@pytest.fixture
def edit_url(plan, premise):
    return address(plan, "premise_edit", premise.pk)


class TestPetraAdds:
    def test_a_premise(self, login, plan, url):
        client = login("planner")
        data = typed(client, url, title="Enkät", kind="need", reference="KS 2026/1", year="2026", impact="Vi svarar.")
        response = client.post(url, data, follow=True)
        premise = PlanningPremise.objects.get()
        assert response.redirect_chain[-1][0] == f"{address(plan, 'premises')}#rad-{premise.pk}"
        assert "Förutsättningen är sparad." in text(response)
        assert (premise.title, premise.kind, premise.reference, premise.year) == ("Enkät", "need", "KS 2026/1", 2026)
        assert premise.edited_by.name == "Petra Lind"

    def test_it_once_though_she_presses_twice(self, login, url):
        client = login("planner")
        data = typed(client, url, title="Enkät", kind="need")
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert PlanningPremise.objects.count() == 1

    def test_under_the_heading_she_came_from(self, login, url):
        page = text(login("planner").get(f"{url}?slag=accessibility_environment"))
        assert '<option value="accessibility_environment" selected>' in page

    @pytest.mark.parametrize("kind", ["strategic", "påhitt", "x" * 500])
    def test_nothing_that_should_be_carried_or_is_no_kind(self, login, url, kind):
        client = login("planner")
        assert '<option value="strategic"' not in text(client.get(url, {"slag": kind}))
        response = client.post(url, typed(client, url, title="Enkät", kind=kind))
        assert "Valet finns inte längre. Välj bland dem som visas." in text(response)
        assert not PlanningPremise.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"title": ""}, "Skriv vilken förutsättning det gäller."),
            ({"kind": ""}, "Välj vilket slag av förutsättning det är."),
            ({"title": "x" * 201}, "Texten är 1 tecken för lång. Korta den till högst 200 tecken."),
            ({"year": "26"}, "Skriv årtalet med fyra siffror, till exempel 2027."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, fields, sentence):
        client = login("planner")
        data = {"title": "Enkät", "kind": "need", "impact": "Det här står kvar."} | fields
        response = client.post(url, typed(client, url, **data))
        page = text(response)
        assert response.status_code == 200
        assert page.count(sentence) == 2
        assert "Det här står kvar." in page
        assert "<title>Fel: " in page
        assert not PlanningPremise.objects.exists()

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize(
        "field", ["kind", "title", "reference", "year", "impact", "disclosure", "draft_uid", "seen_count"]
    )
    def test_anything_without_breaking_the_page(self, login, url, field, nasty):
        client = login("planner")
        response = client.post(url, typed(client, url, **({"title": "Enkät", "kind": "need"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestPetraChanges:
    def test_a_premise(self, login, edit_url, premise):
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, impact="40 av 100."))
        premise.refresh_from_db()
        assert (premise.title, premise.impact, premise.edit_count) == ("Företagarenkät", "40 av 100.", 1)

    def test_of_a_link_only_what_it_means_to_us(self, login, plan):
        there = factories.OperationalPlanFactory(state="published", decided_on="2026-01-01")
        premise = factories.PlanningPremiseFactory(plan=plan, kind="others_plan", linked_plan=there, title="Andras")
        url = address(plan, "premise_edit", premise.pk)
        client = login("planner")
        page = text(client.get(url))
        assert 'name="impact"' in page
        assert 'name="title"' not in page
        client.post(url, typed(client, url, impact="Vi väntar in dem.") | {"title": "Annat", "kind": "need"})
        premise.refresh_from_db()
        assert (premise.title, premise.kind, premise.impact) == ("Andras", "others_plan", "Vi väntar in dem.")

    def test_of_what_is_carried_everything_but_its_kind(self, login, plan, strategic_plan):
        steering = factories.PremiseFactory(plan=strategic_plan)
        premise = factories.PlanningPremiseFactory(plan=plan, kind="strategic", carried_from=steering)
        url = address(plan, "premise_edit", premise.pk)
        client = login("planner")
        client.post(url, typed(client, url, title="Med egna ord") | {"kind": "need"})
        premise.refresh_from_db()
        assert (premise.title, premise.kind) == ("Med egna ord", "strategic")

    def test_what_was_carried_from_something_that_is_removed_since(self, login, plan):
        premise = factories.PlanningPremiseFactory(plan=plan, kind="strategic")
        url = address(plan, "premise_edit", premise.pk)
        client = login("planner")
        assert client.post(url, typed(client, url, impact="Ännu")).status_code == 302
        premise.refresh_from_db()
        assert premise.kind == "strategic"

    def test_nothing_when_jonas_was_faster(self, login, edit_url, premise):
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, edit_url, impact="Petras text"), typed(jonas, edit_url, impact="Jonas text")
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers)
        assert response.status_code == 409
        for shown in ("Jonas Ek sparade kl.", "Petras text", "Jonas text"):
            assert shown in text(response)
        premise.refresh_from_db()
        assert premise.impact == "Jonas text"

    def test_nothing_in_a_plan_submitted_meanwhile_and_keeps_what_she_typed(self, login, plan, edit_url, premise):
        client = login("planner")
        data = typed(client, edit_url, impact="Skrivet för sent")
        type(plan).objects.update(state="submitted")
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert "Skrivet för sent" in text(response)
        premise.refresh_from_db()
        assert premise.impact == "38 av 100 vet inte."


class TestPetraRemoves:
    def test_a_premise_and_is_told_what_follows(self, login, plan, premise):
        factories.ShortTermGoalFactory(plan=plan).premises.add(premise)
        url = address(plan, "premise_remove", premise.pk)
        client = login("planner")
        assert "kopplingen till 1 mål" in text(client.get(url))
        assert PlanningPremise.objects.exists(), "asking removes nothing"
        assert client.post(url).url == address(plan, "premises")
        assert not PlanningPremise.objects.exists()
        assert plan.goals.exists()

    def test_nothing_from_a_submitted_plan(self, login, plan, premise):
        type(plan).objects.update(state="submitted")
        assert login("planner").post(address(plan, "premise_remove", premise.pk)).status_code == 403
        assert PlanningPremise.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize("page", ["premise_add", "premise_edit", "premise_remove"])
def test_others_may_not(login, plan, premise, role, status, page):
    url = address(plan, page, *([] if page == "premise_add" else [premise.pk]))
    assert login(role).get(url).status_code == status
    assert login(role).post(url, {"title": "x", "kind": "need"}).status_code == status


def test_another_plans_premise_is_not_found_here(login, plan):
    other = factories.PlanningPremiseFactory()
    assert login("planner").get(address(plan, "premise_edit", other.pk)).status_code == 404
    assert login("planner").post(address(plan, "premise_remove", other.pk)).status_code == 404


def test_what_was_typed_is_shown_as_text(login, url):
    client = login("planner")
    page = text(client.post(url, typed(client, url, title=SCRIPT)))
    assert SCRIPT not in page
    assert escape(SCRIPT) in page
