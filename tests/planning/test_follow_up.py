"""Which days the plan is followed up within the organisation."""

import datetime

import pytest

from planning.links import address
from planning.models import OperationalPlan, PlannedFollowUp
from planning.rows.follow_up import follow_up_summary, suggested_follow_ups
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(plan):
    return address(plan, "follow_up")


@pytest.fixture
def add_url(plan):
    return address(plan, "follow_up_add")


@pytest.fixture
def suggest_url(plan):
    return address(plan, "follow_up_suggest")


@pytest.fixture
def may(plan):
    return factories.PlannedFollowUpFactory(plan=plan, what="Tertial 1", owner_role="Ledningsgruppen")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], ""),
        (["2027-05-14"], "1 tillfälle: 14 maj."),
        (["2027-05-14", "2027-09-17", "2028-01-21"], "3 tillfällen: 14 maj, 17 september och 21 januari 2028."),
        (
            ["2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-01"],
            "5 tillfällen, från 1 januari 2027 till 1 maj 2027.",
        ),
    ],
)
def test_the_days_are_said_in_one_sentence(days, words):
    plan = OperationalPlan(year=2027)
    plan.listed_follow_ups = [PlannedFollowUp(on=datetime.date.fromisoformat(day)) for day in days]
    assert follow_up_summary(plan) == words


@pytest.mark.parametrize("year", range(2024, 2036))
def test_what_is_suggested_are_working_days_after_each_four_months(year):
    days = [day for day, _what in suggested_follow_ups(OperationalPlan(year=year))]
    assert [(day.year, day.month) for day in days] == [(year, 5), (year, 9), (year + 1, 1)]
    assert all(day.weekday() < 5 for day in days)


class TestThePage:
    def test_shows_the_days_in_order_with_what_and_who(self, login, plan, may, url):
        factories.PlannedFollowUpFactory(plan=plan, on=datetime.date(2026, 12, 1), what="Före start")
        page = text(login("reader").get(url))
        for shown in (
            "14 maj 2027",
            "fredag",
            "Tertial 1",
            "Ledningsgruppen",
            "2 tillfällen: 1 december 2026 och 14 maj",
        ):
            assert shown in page, shown
        assert page.index("Före start") < page.index("Tertial 1")

    @pytest.mark.parametrize(("day", "is_off"), [("2027-05-15", True), ("2027-06-25", True), ("2027-05-14", False)])
    def test_notes_that_nobody_works_that_day(self, login, plan, url, day, is_off):
        factories.PlannedFollowUpFactory(plan=plan, on=datetime.date.fromisoformat(day))
        assert ("ingen arbetsdag" in text(login("reader").get(url))) is is_off

    def test_an_empty_one_offers_three_days(self, login, url):
        page = text(login("planner").get(url))
        assert "Föreslå tre tillfällen" in page
        assert "14 maj 2027, 17 september 2027 och 21 januari 2028" in page
        reader = text(login("reader").get(url))
        assert "Inga tillfällen än." in reader
        assert "Föreslå" not in reader

    def test_has_no_controls_for_rut_or_in_a_closed_plan(self, login, plan, may, url, add_url):
        assert add_url in text(login("planner").get(url))
        assert add_url not in text(login("reader").get(url))
        OperationalPlan.objects.update(state="submitted")
        page = text(login("planner").get(url))
        assert add_url not in page
        assert address(plan, "follow_up_edit", may.pk) not in page


class TestSuggesting:
    def test_puts_three_days_in_the_plan_once(self, login, plan, url, suggest_url):
        client = login("planner")
        said = ["3 tillfällen är tillagda. Ändra dem som inte passar.", "De fanns redan i planen."]
        for sentence in said:
            assert sentence in text(client.post(suggest_url, follow=True))
        days = ["2027-05-14", "2027-09-17", "2028-01-21"]
        assert [str(one.on) for one in plan.follow_ups.all()] == days
        assert [one.what for one in plan.follow_ups.all()] == ["Tertial 1 2027", "Tertial 2 2027", "Hela 2027"]

    def test_leaves_what_stands_there(self, login, plan, may, suggest_url):
        login("planner").post(suggest_url)
        assert plan.follow_ups.count() == 3
        assert plan.follow_ups.first().what == "Tertial 1"

    def test_by_an_address_does_nothing(self, login, plan, url, suggest_url):
        assert login("planner").get(suggest_url).url == url
        assert not plan.follow_ups.exists()

    def test_is_not_done_in_a_closed_plan(self, login, plan, suggest_url):
        OperationalPlan.objects.update(state="submitted")
        assert login("planner").post(suggest_url).status_code == 403
        assert not plan.follow_ups.exists()


class TestTheForm:
    def test_petra_adds_a_day(self, login, plan, add_url):
        client = login("planner")
        data = typed(client, add_url, on="14/5 2027", what="Tertial 1", owner_role="Förvaltningschef")
        assert "Tillfället är sparat: Tertial 1." in text(client.post(add_url, data, follow=True))
        saved = plan.follow_ups.get()
        assert (saved.on, saved.owner_role) == (datetime.date(2027, 5, 14), "Förvaltningschef")

    def test_once_though_she_presses_twice(self, login, plan, add_url):
        client = login("planner")
        data = typed(client, add_url, on="2027-05-14")
        assert client.post(add_url, data).status_code == client.post(add_url, data).status_code == 302
        assert plan.follow_ups.count() == 1

    @pytest.mark.parametrize("day", ["2020-01-02", "2027-05-15"])
    def test_past_days_and_weekends_are_days_too(self, login, plan, add_url, day):
        client = login("planner")
        assert client.post(add_url, typed(client, add_url, on=day)).status_code == 302

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"on": ""}, "Skriv vilken dag planen följs upp, till exempel 2027-05-14."),
            ({"on": "i maj"}, "Skriv datumet som år-månad-dag, till exempel 2027-03-31."),
            ({"on": "2027-02-31"}, "31 februari finns inte. Ange ett annat datum."),
            ({"what": "x" * 161}, "Texten är 1 tecken för lång."),
        ],
    )
    def test_petra_is_told_what_is_wrong(self, login, plan, add_url, fields, sentence):
        client = login("planner")
        data = typed(client, add_url, **({"on": "2027-05-14", "owner_role": "Står kvar"} | fields))
        page = text(client.post(add_url, data))
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "Står kvar" in page
        assert not plan.follow_ups.exists()

    def test_a_stale_save_is_refused_and_keeps_what_she_typed(self, login, plan, may):
        url = address(plan, "follow_up_edit", may.pk)
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, url, what="Hennes"), typed(jonas, url, what="Hans")
        assert jonas.post(url, his).status_code == 302
        response = petra.post(url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> Hans" in text(response)
        assert 'value="Hennes"' in text(response)

    def test_nothing_is_saved_in_a_plan_submitted_meanwhile(self, login, plan, may):
        url = address(plan, "follow_up_edit", may.pk)
        client = login("planner")
        data = typed(client, url, what="Hennes")
        OperationalPlan.objects.update(state="submitted")
        assert client.get(url).status_code == 403
        response = client.post(url, data)
        assert response.status_code == 409
        assert 'value="Hennes"' in text(response)
        may.refresh_from_db()
        assert may.what == "Tertial 1"

    def test_petra_removes_one(self, login, plan, may):
        login("planner").post(address(plan, "follow_up_remove", may.pk))
        assert not plan.follow_ups.exists()

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["on", "what", "owner_role", "seen_count", "draft_uid"])
    def test_anything_can_be_sent_without_breaking_the_page(self, login, add_url, field, nasty):
        client = login("planner")
        response = client.post(add_url, typed(client, add_url, **({"on": "2027-05-14"} | {field: nasty})))
        assert response.status_code in {200, 302, 409}
        assert SCRIPT not in text(response)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not_write(login, plan, may, add_url, suggest_url, role, status):
    pages = [add_url, suggest_url]
    pages += [address(plan, name, may.pk) for name in ("follow_up_edit", "follow_up_remove")]
    for page in pages:
        assert login(role).post(page, {"on": "2027-01-07"}).status_code == status
    assert plan.follow_ups.get().what == "Tertial 1"


def test_another_plans_day_is_404(login, plan):
    foreign = factories.PlannedFollowUpFactory(plan=factories.OperationalPlanFactory())
    for name in ("follow_up_edit", "follow_up_remove"):
        assert login("planner").get(address(plan, name, foreign.pk)).status_code == 404


def test_queries_do_not_grow_with_days(login, plan, url, queries):
    client, taken = login("planner"), []
    for count in (2, 12):
        for number in range(count):
            factories.PlannedFollowUpFactory(plan=plan, on=datetime.date(2027, 1, 1 + number))
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
