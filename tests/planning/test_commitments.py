"""Serviceåtaganden: what users can count on, and what changes in it this year."""

import pytest

from planning.links import address
from planning.models import ServiceCommitment
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(plan):
    return address(plan, "commitments")


@pytest.fixture
def add(plan):
    return address(plan, "commitment_add")


@pytest.fixture
def former(agency):
    return factories.OperationalPlanFactory(agency=agency, year=2026)


class TestTheList:
    def test_shows_each_commitment_with_what_changes(self, login, plan, agency, url):
        factories.ServiceCommitmentFactory(
            plan=plan,
            text="Svar inom tre veckor",
            service=factories.ServiceFactory(agency=agency, name="Serveringstillstånd"),
            level="62 av 100 i tid",
            change="Från tre till två veckor",
            owner_role="Tillståndschef",
        )
        factories.ServiceCommitmentFactory(plan=plan, disclosure="internal")
        page = text(login("reader").get(url))
        for shown in (
            "Svar inom tre veckor",
            "Serveringstillstånd",
            "62 av 100 i tid",
            "Från tre till två veckor",
            "Tillståndschef",
            "Visas bara internt",
            "Inget",
        ):
            assert shown in page, shown
        for hidden in (
            "Lägg till åtagande",
            'name="upp"',
            address(plan, "commitment_edit", plan.commitments.first().pk),
        ):
            assert hidden not in page

    def test_tells_what_it_is_for_when_it_is_empty(self, login, url):
        assert "Inga åtaganden än. Ett serviceåtagande säger" in text(login("planner").get(url))
        assert "Inga åtaganden än. Här kommer" in text(login("reader").get(url))

    def test_shows_what_people_typed_as_text(self, login, plan, url):
        factories.ServiceCommitmentFactory(plan=plan, text=SCRIPT, level=SCRIPT, change=SCRIPT, owner_role=SCRIPT)
        assert SCRIPT not in text(login("planner").get(url))

    def test_takes_the_same_queries_whatever_the_rows(self, login, plan, agency, url, queries):
        client, taken = login("planner"), []
        for count in (2, 12):
            for _number in range(count):
                factories.ServiceCommitmentFactory(plan=plan, service=factories.ServiceFactory(agency=agency))
            taken.append(queries(client, url))
        assert taken[0] == taken[1] <= 12

    def test_petra_moves_one(self, login, plan):
        first, second = (factories.ServiceCommitmentFactory(plan=plan, position=place) for place in range(2))
        login("planner").post(address(plan, "commitment_move"), {"upp": second.pk})
        assert list(plan.commitments.all()) == [second, first]


class TestLastYears:
    def test_are_taken_over_at_one_press(self, login, plan, agency, former, url):
        service = factories.ServiceFactory(agency=agency)
        old = factories.ServiceCommitmentFactory(
            plan=former,
            text="Svar inom tre veckor",
            service=service,
            level="62 av 100",
            change="Nytt 2026",
            edit_count=7,
        )
        kept = factories.ServiceCommitmentFactory(plan=former)
        factories.ServiceCommitmentFactory(plan=plan, uid=kept.uid)
        client = login("planner")
        assert "Hämta 1 från 2026" in text(client.get(url))
        fetch = address(plan, "commitments_fetch")
        assert "1 åtagande är hämtat." in text(client.post(fetch, follow=True))
        assert "De fanns redan i planen." in text(client.post(fetch, follow=True))
        new = plan.commitments.get(uid=old.uid)
        assert (new.text, new.service, new.level, new.change) == ("Svar inom tre veckor", service, "62 av 100", "")
        assert (new.edit_count, new.edited_by.name, new.position) == (0, "Petra Lind", 1)
        assert plan.commitments.count() == former.commitments.count() == 2
        assert "Hämta" not in text(client.get(url))

    def test_are_those_of_the_latest_version_and_of_ones_own(self, login, agency, former, url):
        factories.ServiceCommitmentFactory(plan=former)
        type(former).objects.update(state="superseded", decided_on="2025-12-12")
        type(former).objects.filter(year=2027).update(state="draft")
        factories.OperationalPlanFactory(agency=agency, year=2026, number=2, revises=former)
        factories.ServiceCommitmentFactory(plan=factories.OperationalPlanFactory(year=2026))
        assert "Hämta" not in text(login("planner").get(url))

    def test_reading_the_address_changes_nothing(self, login, plan, former):
        factories.ServiceCommitmentFactory(plan=former)
        login("planner").get(address(plan, "commitments_fetch"))
        assert not plan.commitments.exists()

    def test_are_not_taken_into_a_closed_plan(self, login, plan, former):
        factories.ServiceCommitmentFactory(plan=former)
        type(plan).objects.filter(pk=plan.pk).update(state="submitted")
        assert login("planner").post(address(plan, "commitments_fetch")).status_code == 403
        assert not plan.commitments.exists()


class TestPetraWrites:
    def test_a_commitment(self, login, plan, agency, url, add):
        service = factories.ServiceFactory(agency=agency)
        client = login("planner")
        data = typed(client, add, text="Svar inom tre veckor", service=service.pk, change="Två veckor")
        response = client.post(add, data, follow=True)
        made = ServiceCommitment.objects.get()
        assert response.redirect_chain[-1][0] == f"{url}#rad-{made.pk}"
        assert "Åtagandet är sparat." in text(response)
        assert (made.plan, made.service, made.change) == (plan, service, "Två veckor")

    def test_it_once_though_she_presses_twice(self, login, add):
        client = login("planner")
        data = typed(client, add, text="Svar inom tre veckor")
        assert client.post(add, data).status_code == client.post(add, data).status_code == 302
        assert ServiceCommitment.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"text": ""}, "Skriv vad användarna kan räkna med."),
            ({"text": "x" * 201}, "Texten är 1 tecken för lång. Korta den till högst 200 tecken."),
            ({"service": "999"}, "Valet finns inte längre. Välj bland dem som visas."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, add, fields, sentence):
        client = login("planner")
        response = client.post(add, typed(client, add, **({"text": "Svar", "level": "Står kvar"} | fields)))
        assert text(response).count(sentence) == 2
        assert "Står kvar" in text(response)
        assert not ServiceCommitment.objects.exists()

    def test_and_is_not_offered_others_services_or_those_retired(self, login, agency, add):
        client = login("planner")
        for service in (factories.ServiceFactory(), factories.ServiceFactory(agency=agency, is_retired=True)):
            assert service.name not in text(client.get(add))
            response = client.post(add, typed(client, add, text="Svar", service=service.pk))
            assert "Valet finns inte längre." in text(response)

    def test_and_keeps_a_service_that_is_retired_since(self, login, plan, agency):
        service = factories.ServiceFactory(agency=agency, is_retired=True)
        row = factories.ServiceCommitmentFactory(plan=plan, service=service)
        edit = address(plan, "commitment_edit", row.pk)
        client = login("planner")
        assert client.post(edit, typed(client, edit, level="Nytt")).status_code == 302
        row.refresh_from_db()
        assert (row.service, row.level) == (service, "Nytt")

    def test_nothing_over_what_jonas_saved(self, login, plan):
        row = factories.ServiceCommitmentFactory(plan=plan)
        edit = address(plan, "commitment_edit", row.pk)
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit, level="Petras text")
        jonas.post(edit, typed(jonas, edit, level="Jonas text"))
        response = petra.post(edit, hers)
        assert response.status_code == 409
        assert "Petras text" in text(response)
        assert "Jonas text" in text(response)

    def test_nothing_in_a_plan_submitted_meanwhile_and_keeps_what_she_typed(self, login, plan, add):
        client = login("planner")
        data = typed(client, add, text="Skrivet för sent")
        type(plan).objects.update(state="submitted")
        response = client.post(add, data)
        assert response.status_code == 409
        assert "Skrivet för sent" in text(response)
        assert client.get(add).status_code == 403

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["text", "service", "level", "change", "owner_role", "draft_uid", "seen_count"])
    def test_anything_without_breaking_the_page(self, login, add, field, nasty):
        client = login("planner")
        response = client.post(add, typed(client, add, **({"text": "Svar"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


def test_petra_removes_a_commitment(login, plan, url):
    row = factories.ServiceCommitmentFactory(plan=plan)
    remove = address(plan, "commitment_remove", row.pk)
    client = login("planner")
    assert f"Ta bort {row.text}?" in text(client.get(remove))
    assert client.post(remove).url == url
    assert not ServiceCommitment.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize(
    "page", ["commitment_add", "commitment_edit", "commitment_remove", "commitment_move", "commitments_fetch"]
)
def test_others_may_not_write(login, plan, former, role, status, page):
    row = factories.ServiceCommitmentFactory(plan=plan)
    factories.ServiceCommitmentFactory(plan=former)
    where = address(plan, page, *([row.pk] if page in ("commitment_edit", "commitment_remove") else []))
    assert login(role).post(where, {"text": "x", "upp": row.pk}).status_code == status
    assert list(plan.commitments.all()) == [row]


def test_another_plans_commitment_is_not_found_here(login, plan):
    other = factories.ServiceCommitmentFactory()
    assert login("planner").get(address(plan, "commitment_edit", other.pk)).status_code == 404
    assert login("planner").post(address(plan, "commitment_remove", other.pk)).status_code == 404
