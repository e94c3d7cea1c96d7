"""An address with an organisation's old name leads on, for those who belong there."""

import pytest
from django.test import Client

from agencies.models import FormerName
from tests.factories import AgencyFactory

OLD = "/arbeta/gamla-koping/"


@pytest.fixture(autouse=True)
def former(agency):
    return FormerName.objects.create(agency=agency, name="Gamla Köpings kommun", slug="gamla-koping")


@pytest.mark.parametrize("rest", ["", "verksamhetsplan/", "strategisk-plan/", "uppfoljning/"])
def test_a_member_is_led_to_the_new_address_for_ever(login, agency, rest):
    response = login("reader").get(f"{OLD}{rest}")
    assert response.status_code == 301
    assert response.url == f"/arbeta/{agency.slug}/{rest}"


def test_the_query_string_comes_along(login, agency):
    response = login("reader").get(OLD, {"visa": "allt", "sida": "2"})
    assert response.url == f"/arbeta/{agency.slug}/?visa=allt&sida=2"


def test_a_stranger_learns_nothing(login):
    assert login().get(OLD).status_code == 404


def test_somebody_who_is_not_logged_in_is_asked_to_log_in(db):
    response = Client().get(OLD)
    assert response.status_code == 302
    assert response.url.startswith("/logga-in/?next=")


def test_an_address_nobody_has_had_is_404_for_members_too(login):
    assert login("manager").get("/arbeta/aldrig-funnits/").status_code == 404


def test_an_address_that_somebody_else_has_now_is_theirs(login, agency):
    AgencyFactory(slug="gamla-koping")
    FormerName.objects.filter(agency=agency).update(slug=None)
    assert login("manager").get(OLD).status_code == 404
