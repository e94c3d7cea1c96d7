"""The planning year and who subscribes, as the administration shows them."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from planning.models import CalendarKey
from tests import factories


@pytest.fixture
def anna(db):
    return factories.UserFactory(name="Anna Administratör", is_staff=True)


@pytest.fixture
def browser(anna):
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def planning_year(agency):
    planning_year = factories.PlanningYearFactory(agency=agency, year=2026, template="municipality")
    factories.CalendarItemFactory(planning_year=planning_year, title="Styrgruppsmöte")
    return planning_year


def test_a_planning_year_is_shown_with_its_days_and_not_written(browser, planning_year):
    url = reverse("admin:planning_planningyear_change", args=[planning_year.pk])
    html = browser.get(url).content.decode()
    assert "Styrgruppsmöte" in html
    assert 'name="_save"' not in html
    assert "Bara för organisationens egna" in html
    assert browser.post(url, {"year": 2031}).status_code == 403


def test_it_is_opened_in_samplan_by_those_who_belong_there(browser, anna, agency, planning_year):
    factories.MembershipFactory(user=anna, agency=agency)
    html = browser.get(reverse("admin:planning_planningyear_changelist")).content.decode()
    assert f'href="{planning_year.get_absolute_url()}"' in html
    assert "Planeringsåret 2026" in html


def test_the_secret_of_an_address_is_never_shown(browser):
    key = CalendarKey.objects.create(user=factories.UserFactory(name="Petra Lind"))
    for url in (
        reverse("admin:planning_calendarkey_changelist"),
        reverse("admin:planning_calendarkey_change", args=[key.pk]),
    ):
        html = browser.get(url).content.decode()
        assert "Petra Lind" in html
        assert key.token not in html


def test_queries_do_not_grow_with_rows(browser, queries):
    def add(count):
        for _number in range(count):
            factories.CalendarItemFactory(on=datetime.date(2026, 5, 5))
            CalendarKey.objects.create(user=factories.UserFactory())

    pages = [reverse(f"admin:planning_{name}_changelist") for name in ("planningyear", "calendarkey")]
    add(2)
    few = [queries(browser, page) for page in pages]
    add(10)
    assert [queries(browser, page) for page in pages] == few
