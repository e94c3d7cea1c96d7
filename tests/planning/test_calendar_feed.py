"""The calendar that people subscribe to, read by a real parser."""

import datetime

import pytest
from django.test import Client
from icalendar import Calendar

from planning.models import CalendarKey
from tests import factories

SUBSCRIBE = "/arbeta/exempelkoping/kalender/prenumerera/"


@pytest.fixture
def planning_year(agency):
    agency.short_name = "EXK"
    agency.save()
    return factories.PlanningYearFactory(agency=agency, year=2026, template="municipality")


@pytest.fixture
def address(login):
    """Petra's secret address."""
    petra = login("planner")
    petra.post(SUBSCRIBE)
    return petra.get(SUBSCRIBE).context["address"]


def events(address):
    response = Client().get(address)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_key_is_made_by_pressing_and_not_by_looking(login):
    petra = login("planner")
    assert "/kalender/" not in petra.get(SUBSCRIBE).context["address"]
    assert not CalendarKey.objects.exists()
    for _press in range(2):
        assert petra.post(SUBSCRIBE).status_code == 302
    key = CalendarKey.objects.get()
    assert f'value="http://testserver/kalender/{key.token}.ics"' in petra.get(SUBSCRIBE).content.decode()


def test_rut_subscribes_to_her_own(login, address):
    rut = login("reader")
    rut.post(SUBSCRIBE)
    assert rut.get(SUBSCRIBE).context["address"] != address
    assert address not in rut.get(SUBSCRIBE).content.decode()


def test_a_day_is_an_event_of_a_whole_day(planning_year, address, agency):
    item = factories.CalendarItemFactory(
        planning_year=planning_year, layer="planning", title="Budget i fullmäktige", on=datetime.date(2026, 11, 23)
    )
    (event,) = events(address)
    assert event.decoded("dtstart") == datetime.date(2026, 11, 23)
    assert event.decoded("dtend") == datetime.date(2026, 11, 24)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["uid"]) == f"{item.uid}@samplan"
    assert str(event["summary"]) == "EXK: Budget i fullmäktige"
    assert str(event["url"]) == f"http://testserver/arbeta/{agency.slug}/kalender/?ar=2026#rad-{item.pk}"
    assert [str(one) for one in event["categories"].cats] == ["Planeringsåret", "Planering"]
    assert event.decoded("last-modified") == event.decoded("dtstamp") == item.edited_at.replace(microsecond=0)


def test_the_calendar_has_a_name_and_says_how_often_to_look(address):
    calendar = Calendar.from_ical(Client().get(address).content)
    assert str(calendar["x-wr-calname"]) == "Planeringsåret i Samplan"
    assert calendar.decoded("refresh-interval") == datetime.timedelta(hours=12)
    assert str(calendar["version"]) == "2.0"


def test_long_swedish_texts_with_commas_semicolons_and_line_breaks_come_through(planning_year, address):
    title = "Årsöversyn, del 1; ”åäö” \\ " + "räksmörgås " * 8
    note = "Första raden, med komma\nandra raden; med semikolon " + "å" * 200
    factories.CalendarItemFactory(planning_year=planning_year, title=title.strip(), note=note)
    response = Client().get(address)
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert str(event["summary"]) == f"EXK: {title.strip()}"
    assert str(event["description"]) == note


def test_nothing_tells_who_did_something(planning_year, address, person):
    person("planner")
    factories.CalendarItemFactory(
        planning_year=planning_year, done_on="2026-10-01", done_by=person("planner"), edited_by=person("planner")
    )
    body = Client().get(address).content.decode()
    assert "Petra" not in body
    assert "@exempel.se" not in body


def test_last_year_this_year_and_the_next_are_there(agency, address):
    for year in (2024, 2025, 2026, 2027, 2028):
        planning_year = factories.PlanningYearFactory(agency=agency, year=year)
        factories.CalendarItemFactory(planning_year=planning_year, on=datetime.date(year, 5, 5))
    assert sorted(event.decoded("dtstart").year for event in events(address)) == [2025, 2026, 2027]


def test_all_the_persons_organisations_and_no_others(planning_year, address, person):
    factories.CalendarItemFactory(planning_year=planning_year, title="Vårt")
    mine = factories.MembershipFactory(user=person("planner"), agency__name="Grannköping")
    factories.CalendarItemFactory(planning_year__agency=mine.agency, title="Grannens")
    factories.CalendarItemFactory(title="Hemligt för Petra")
    assert {str(event["summary"]) for event in events(address)} == {"EXK: Vårt", "Grannköping: Grannens"}


def test_the_days_of_a_plan_are_there_when_the_calendar_has_none(address, plan):
    plan.submit_by, plan.decide_by = datetime.date(2026, 10, 30), datetime.date(2026, 12, 11)
    plan.save()
    first, second = events(address)
    assert (first.decoded("dtstart"), second.decoded("dtstart")) == (plan.submit_by, plan.decide_by)
    assert str(first["url"]) == f"http://testserver{plan.get_absolute_url()}"
    assert len({str(first["uid"]), str(second["uid"])}) == 2
    assert str(first["uid"]) == str(events(address)[0]["uid"])


def test_a_day_that_both_have_stands_once_as_the_plan_has_it(planning_year, address, plan):
    item = factories.CalendarItemFactory(planning_year=planning_year, key="submit", title="Lämna in planen")
    plan.submit_by = datetime.date(2026, 10, 23)
    plan.save()
    (event,) = events(address)
    assert (event.decoded("dtstart"), str(event["uid"])) == (plan.submit_by, f"{item.uid}@samplan")


def test_a_new_address_revokes_the_old(login, address):
    petra = login("planner")
    assert Client().get(address).status_code == 200
    page = petra.post(SUBSCRIBE, {"byt": "1"}, follow=True)
    assert "Länken är bytt. Den gamla fungerar inte längre." in page.content.decode()
    assert Client().get(address).status_code == 404
    assert Client().get(page.context["address"]).status_code == 200


def test_somebody_who_may_not_log_in_has_no_calendar(address, person):
    user = person("planner")
    user.is_active = False
    user.save()
    assert Client().get(address).status_code == 404


def test_somebody_who_leaves_an_organisation_no_longer_gets_its_days(planning_year, address, person):
    factories.CalendarItemFactory(planning_year=planning_year)
    person("planner").memberships.all().delete()
    assert not events(address)


@pytest.mark.parametrize("token", ["x", "a" * 3000, "-", "_"])
def test_an_unknown_address_is_404(db, token):
    assert Client().get(f"/kalender/{token}.ics").status_code == 404


def test_what_has_not_changed_is_not_sent_again(planning_year, address):
    factories.CalendarItemFactory(planning_year=planning_year)
    first = Client().get(address)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in first["Cache-Control"]
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    factories.CalendarItemFactory(planning_year=planning_year)
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_takes_as_many_queries_with_more_days(planning_year, address, queries):
    def count():
        return queries(Client(), address)

    factories.CalendarItemFactory.create_batch(2, planning_year=planning_year)
    few = count()
    factories.CalendarItemFactory.create_batch(10, planning_year=planning_year)
    assert count() == few <= 5


def test_sven_finds_no_page_to_subscribe_on(login, agency):
    assert login().get(SUBSCRIBE).status_code == 404
    assert login().post(SUBSCRIBE).status_code == 404
    assert not CalendarKey.objects.exists()


def test_a_plan_decided_first_in_its_own_year_has_its_day_there_and_once(planning_year, address, plan):
    factories.CalendarItemFactory(planning_year=planning_year, key="decide", title="Planen beslutas")
    plan.decide_by = datetime.date(2027, 1, 15)
    plan.save()
    (event,) = events(address)
    assert event.decoded("dtstart") == datetime.date(2027, 1, 15)
    assert str(event["summary"]) == "EXK: Planen för 2027 beslutas"
    assert str(event["url"]) == f"http://testserver{plan.get_absolute_url()}"


def test_the_days_when_a_plan_is_followed_up_are_there_once_though_it_is_revised(agency, address, plan):
    factories.PlannedFollowUpFactory(plan=plan, on=datetime.date(2027, 5, 14), what="Mål och projekt")
    revision = factories.OperationalPlanFactory(agency=agency, year=2027, number=2, revises=plan)
    held = factories.PlannedFollowUpFactory(plan=revision, on=datetime.date(2027, 5, 21), what="Mål; projekt")
    factories.PlannedFollowUpFactory(on=datetime.date(2027, 5, 28))
    (event,) = events(address)
    assert event.decoded("dtstart") == datetime.date(2027, 5, 21)
    assert str(event["summary"]).endswith(": Uppföljning av planen för 2027: Mål; projekt")
    assert str(event["url"]).endswith("/verksamhetsplan/2027/uppfoljning/")
    assert str(held.uid) in event["uid"]
