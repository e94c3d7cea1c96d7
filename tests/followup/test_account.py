"""One's own account."""

import pytest

from tests import factories

URL = "/mitt-konto/"


def text(response):
    return response.content.decode()


def test_roles_and_the_ways_to_log_in(login, agency):
    page = text(login("planner").get(URL))
    for shown in (agency.name, "Planerare", "/losenord/byt/", "/tvafaktor/", "/arbeta/exempelkoping/kalender/"):
        assert shown in page


def test_petra_changes_her_name(login, person):
    client = login("planner")
    assert client.post(URL, {"name": " Petra  Lindh "}).url == URL
    assert person("planner").__class__.objects.get(pk=person("planner").pk).name == "Petra  Lindh"
    assert "Namnet är sparat." in text(client.get(URL))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Skriv ditt namn."),
        ("  ", "Skriv ditt namn."),
        ("\u200b", "Skriv ditt namn."),
        ("x" * 121, "Texten är 1 tecken för lång."),
    ],
)
def test_a_name_that_will_not_do_is_explained_and_changes_nothing(login, person, name, said):
    page = text(login("planner").post(URL, {"name": name}))
    assert said in page
    assert "Petra Lind</span>" in page


def test_nothing_else_can_be_changed_by_posting(login, person):
    login("reader").post(URL, {"name": "Rut", "email": "x@x.se", "is_staff": "on", "is_coordinator": "on"})
    rut = person("reader")
    rut.refresh_from_db()
    assert (rut.is_staff, rut.is_coordinator) == (False, False)
    assert rut.email != "x@x.se"


def test_somebody_without_an_organisation_has_an_account_too(login):
    assert "Du är inte med i någon organisation än." in text(login().get(URL))


def test_queries_do_not_grow_with_organisations(login, person, queries):
    def add(number):
        for _ in range(number):
            factories.MembershipFactory(user=person("planner"), role="planner")

    client = login("planner")
    add(2)
    few = queries(client, URL)
    add(10)
    assert queries(client, URL) == few <= 12


def test_the_name_is_written_in_a_form_that_looks_like_the_others(login):
    assert '<form method="post" class="form"' in login("reader").get("/mitt-konto/").content.decode()
