"""Withdrawing, returning, deciding, publishing: the plain pages of the transition table. Handing in: test_check.py."""

import datetime

import pytest

from tests import factories
from workflow.models import Event


@pytest.fixture
def ready(plan, person):
    """A plan with everything that must be there, and nothing that should."""
    factories.ShortTermGoalFactory(plan=plan)
    factories.ProjectFactory(
        plan=plan,
        owner=person("planner"),
        starts_on=datetime.date(2027, 1, 1),
        ends_on=datetime.date(2027, 12, 31),
    )
    person("manager")
    return plan


@pytest.fixture
def url(plan):
    return f"/arbeta/exempelkoping/verksamhetsplan/{plan.year}/"


def text(response):
    return response.content.decode()


@pytest.fixture
def submitted(ready, person):
    type(ready).objects.update(state="submitted", submitted_by=person("planner"), submitted_at="2026-10-09T09:00Z")
    ready.refresh_from_db()
    return ready


def test_petra_withdraws_until_it_is_decided(login, submitted, url):
    login("planner").post(f"{url}dra-tillbaka/")
    submitted.refresh_from_db()
    assert submitted.state == "draft"


def test_jonas_returns_it_with_a_message(login, submitted, url):
    client = login("manager")
    assert "Skriv ett meddelande." in text(client.post(f"{url}aterlamna/", {"message": " "}))
    client.post(f"{url}aterlamna/", {"message": "Skriv vilka kommuner som är med."})
    assert "Skriv vilka kommuner som är med." in text(login("planner").get(url))


def test_jonas_decides_and_publishes(login, submitted, url):
    client = login("manager")
    data = {"decided_on": "2026-10-12", "decided_by_body": "Kommunstyrelsen", "diary_number": "KS 2026/0412"}
    client.post(f"{url}besluta/", data)
    page = text(client.get(url))
    assert "Beslutad 12 oktober 2026 av Kommunstyrelsen, KS 2026/0412" in page.replace("\xa0", " ")
    client.post(f"{url}publicera/")
    submitted.refresh_from_db()
    assert submitted.state == "published"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"decided_on": "", "decided_by_body": "KS"}, "Ange beslutsdatum."),
        ({"decided_on": "i går", "decided_by_body": "KS"}, "Skriv datumet som år-månad-dag"),
        ({"decided_on": "2026-10-12", "decided_by_body": ""}, "Ange vem eller vilket organ som har beslutat."),
    ],
)
def test_a_decision_needs_its_day_and_body(login, submitted, url, data, sentence):
    assert sentence in text(login("manager").post(f"{url}besluta/", data))
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_who_submitted_may_not_decide(login, submitted, url, person):
    type(submitted).objects.update(submitted_by=person("manager"))
    data = {"decided_on": "2026-10-12", "decided_by_body": "Kommunstyrelsen"}
    response = login("manager").post(f"{url}besluta/", data)
    assert response.status_code == 409
    assert "Den som lämnade in planen kan inte besluta den. Be en annan chef." in text(response)


def test_unless_the_organisation_has_turned_four_eyes_off(login, submitted, url, person, settings):
    settings.FOUR_EYES = False
    type(submitted).objects.update(submitted_by=person("manager"))
    data = {"decided_on": "2026-10-12", "decided_by_body": "Kommunstyrelsen"}
    assert login("manager").post(f"{url}besluta/", data).status_code == 302


def test_a_step_that_is_out_of_turn_says_so(login, plan, url):
    assert "går inte att ta nu" in text(login("manager").get(f"{url}publicera/"))
    assert login("manager").post(f"{url}publicera/").status_code == 409


def test_pressed_twice_it_is_done_once(login, submitted, url):
    for _press in range(2):
        assert login("planner").post(f"{url}dra-tillbaka/").status_code == 302
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "step", "status"),
    [
        ("reader", "dra-tillbaka", 403),
        ("project_lead", "dra-tillbaka", 403),
        ("planner", "besluta", 403),
        ("planner", "aterlamna", 403),
        ("planner", "publicera", 403),
        (None, "besluta", 404),
    ],
)
def test_others_may_not(login, submitted, url, role, step, status):
    assert login(role).post(f"{url}{step}/", {"message": "x"}).status_code == status


class TestSomebodyElseMeanwhile:
    DECISION = {"decided_on": "2026-10-12", "decided_by_body": "Kommunstyrelsen"}

    def test_nobody_decides_a_plan_that_was_handed_in_anew_since_they_read_it(self, login, submitted, url, person):
        client = login("manager")
        seen = client.get(f"{url}besluta/").context["form"]["seen_count"].value()
        submitted.move("withdraw", by=person("planner"))
        type(submitted).objects.update(state="submitted")
        response = client.post(f"{url}besluta/", self.DECISION | {"seen_count": seen})
        assert response.status_code == 409
        assert "Planen har ändrats sedan du öppnade sidan." in text(response)
        again = response.context["form"]["seen_count"].value()
        assert client.post(f"{url}besluta/", self.DECISION | {"seen_count": again}).status_code == 302

    def test_a_second_decision_with_other_facts_is_told_and_not_swallowed(self, login, submitted, url):
        client = login("manager")
        client.post(f"{url}besluta/", self.DECISION)
        assert client.post(f"{url}besluta/", self.DECISION).status_code == 302
        response = client.post(f"{url}besluta/", self.DECISION | {"decided_by_body": "Annat organ"})
        assert response.status_code == 409
        assert "Planen är beslutad." in text(response)
        assert "Annat organ" in text(response)


@pytest.mark.parametrize("day", ["9999-12-31", "2026-10-16", "1999-01-01"])
def test_a_decision_is_not_dated_ahead_nor_in_another_age(login, submitted, url, day):
    response = login("manager").post(f"{url}besluta/", {"decided_on": day, "decided_by_body": "KS"})
    assert response.status_code == 200
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_hem_does_not_ask_whoever_handed_in_a_plan_to_decide_it(login, person, plan, settings):
    jonas = person("manager")
    type(plan).objects.update(state="submitted", submitted_by=jonas, submitted_at=plan.edited_at)
    page = login("manager").get("/hem/att-gora/").content.decode()
    assert "Granska verksamhetsplan 2027" not in page
    settings.FOUR_EYES = False
    assert "Granska verksamhetsplan 2027" in login("manager").get("/hem/att-gora/").content.decode()
