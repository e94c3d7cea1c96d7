"""The plan page: what is left, what the plan holds, the way to a decision."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from agencies.models import Role
from planning.models import OperationalPlan
from tests import factories


@pytest.fixture
def url(plan):
    return f"/arbeta/exempelkoping/verksamhetsplan/{plan.year}/"


def text(response):
    return response.content.decode()


def test_petra_sees_projects_with_tags_benefit_time_and_lage(login, plan, person, url):
    project = factories.ProjectFactory(
        plan=plan,
        title="Krögarguiden",
        starts_on=datetime.date(2027, 4, 1),
        ends_on=datetime.date(2027, 12, 31),
    )
    project.life_events.add(factories.LifeEventFactory(name="Starta restaurang"))
    project.service_types.add(factories.ServiceTypeFactory(name="E-tjänst"))
    project.benefits.create(amount=420, unit="tim")
    project.report("off_track", by=person("planner"), reason="Leverantören är sen.")
    page = text(login("planner").get(url))
    for shown in ("Krögarguiden", "Starta restaurang", "E-tjänst", "420\xa0tim", "april till december 2027", "Avviker"):
        assert shown in page


def test_what_is_left_leads_straight_to_the_form(login, plan, url):
    project = factories.ProjectFactory(plan=plan, title="Skolvalet digitalt")
    page = text(login("planner").get(url))
    assert "Ange livshändelse eller process för Skolvalet digitalt" in page
    assert f"{url}projekt/{project.pk}/andra/" in page
    assert "Lägg till minst ett mål" in page


def test_rut_reads_but_sees_no_way_to_change(login, plan, url):
    factories.ProjectFactory(plan=plan, title="Krögarguiden")
    page = text(login("reader").get(url))
    assert "Krögarguiden" in page
    assert "Lägg till projekt" not in page
    assert "/andra/" not in page


def test_a_stranger_learns_nothing(login, url):
    assert login().get(url).status_code == 404


def test_the_deadline_is_told_in_words(login, plan, url):
    plan.submit_by = datetime.date(2026, 10, 30)
    plan.save()
    assert "om 15 dagar" in text(login("planner").get(url))


def test_a_returned_plan_says_who_returned_it_and_why(login, plan, person, url):
    plan.state = "submitted"
    plan.save()
    plan.move("return", by=person("manager"), message="Målet för portot saknar motivering.")
    page = text(login("planner").get(url))
    assert "Jonas Ek återlämnade planen" in page
    assert "Målet för portot saknar motivering." in page


def test_the_plan_is_told_against_last_years(login, agency, plan, url):
    before = factories.OperationalPlanFactory(agency=agency, year=2026)
    kept = factories.ProjectFactory(plan=before, title="Bygglov")
    factories.ProjectFactory(plan=before, title="Livsmedelsanmälan", phase="live")
    factories.ProjectFactory(plan=plan, title="Bygglov", uid=kept.uid)
    factories.ProjectFactory(plan=plan, title="Krögarguiden")
    page = text(login("reader").get(url))
    assert "1 nytt projekt" in page
    assert "1 projekt fortsätter" in page
    assert "1 projekt är klart: Livsmedelsanmälan" in page


def test_roda_traden_draws_a_missing_indicator_dashed(login, plan, url):
    factories.ShortTermGoalFactory(plan=plan, text="Kortare väg till beslut")
    page = text(login("planner").get(url))
    assert "Kortare väg till beslut" in page
    assert "Koppla en indikator" in page


def test_the_working_area_shows_the_latest_revision(login, agency, plan, url):
    plan.state, plan.decided_on = "superseded", datetime.date(2026, 1, 1)
    plan.save()
    factories.OperationalPlanFactory(
        agency=agency, year=2027, number=2, revises=plan, state="published", decided_on=datetime.date(2026, 5, 11)
    )
    assert "Version 2" in text(login("reader").get(url))


def test_queries_do_not_grow_with_projects_and_goals(login, plan, url, queries):
    client = login("planner")
    _add(plan, 2)
    few = queries(client, url)
    _add(plan, 10)
    assert queries(client, url) == few
    assert few <= 20


def _add(plan, number):
    for _each in range(number):
        goal = factories.ShortTermGoalFactory(plan=plan)
        long_term = factories.LongTermGoalFactory(plan=plan.strategic_plan)
        long_term.premises.add(factories.PremiseFactory(plan=plan.strategic_plan))
        goal.long_term_goals.add(long_term)
        goal.indicators.add(factories.IndicatorFactory(agency=plan.agency, target=60))
        project = factories.ProjectFactory(plan=plan)
        project.goals.add(goal)
        project.life_events.add(factories.LifeEventFactory())
        project.service_types.add(factories.ServiceTypeFactory())
        project.benefits.create(amount=1)


def test_the_list_of_plans_shows_each_year_once(login, agency, plan):
    factories.OperationalPlanFactory(agency=agency, year=2026)
    page = text(login("reader").get("/arbeta/exempelkoping/verksamhetsplan/"))
    assert page.count("Verksamhetsplan 2027") == 1
    assert "Verksamhetsplan 2026" in page


def test_the_navigation_leads_to_the_open_plan(login, agency, plan):
    factories.OperationalPlanFactory(
        agency=agency, year=2026, state="published", decided_on=datetime.date(2025, 12, 12)
    )
    response = login("reader").get("/arbeta/exempelkoping/verksamhetsplan/aktuell/")
    assert response.url == "/arbeta/exempelkoping/verksamhetsplan/2027/"


class TestStartingAPlan:
    url = "/arbeta/exempelkoping/verksamhetsplan/ny/"

    def test_petra_starts_next_years_plan(self, login, strategic_plan):
        client = login("planner")
        response = client.post(
            self.url, {"year": "2027", "strategic_plan": strategic_plan.pk, "submit_by": "2026-10-30"}
        )
        assert response.url == "/arbeta/exempelkoping/verksamhetsplan/2027/"
        plan = OperationalPlan.objects.get()
        assert (plan.year, plan.strategic_plan, plan.edited_by.name) == (2027, strategic_plan, "Petra Lind")

    def test_the_same_form_posted_twice_starts_one_plan(self, login, agency):
        client = login("planner")
        data = {"year": "2027", "draft_uid": "0b5a8d4e-5a9c-4c67-9d3b-6f8f0a3f1c11"}
        assert client.post(self.url, data).status_code == 302
        assert client.post(self.url, data).url == "/arbeta/exempelkoping/verksamhetsplan/2027/"
        assert OperationalPlan.objects.count() == 1

    def test_a_year_that_has_a_plan_is_refused_with_the_way_out(self, login, plan):
        page = text(login("planner").post(self.url, {"year": "2027"}))
        assert "Ni har redan en verksamhetsplan för 2027 (utkast)." in page

    @pytest.mark.parametrize("year", ["", "27", "tjugosju", "999999999999", "\x00"])
    def test_a_year_that_is_none_is_explained(self, login, agency, year):
        response = login("planner").post(self.url, {"year": year})
        assert response.status_code == 200
        assert "år" in text(response)
        assert OperationalPlan.objects.count() == 0

    def test_days_in_the_wrong_order_and_impossible_days_are_explained(self, login, agency):
        page = text(login("planner").post(self.url, {"year": "2027", "submit_by": "2027-02-31", "decide_by": "x"}))
        assert "31 februari finns inte. Ange ett annat datum." in page
        assert "Skriv datumet som år-månad-dag, till exempel 2027-03-31." in page
        page = text(
            login("planner").post(self.url, {"year": "2027", "submit_by": "2026-12-01", "decide_by": "2026-11-01"})
        )
        assert "Beslutet är före inlämningen (1 december 2026)." in page

    def test_another_organisations_strategic_plan_is_refused(self, login, agency):
        other = factories.StrategicPlanFactory()
        page = text(login("planner").post(self.url, {"year": "2027", "strategic_plan": other.pk}))
        assert "Valet finns inte längre." in page

    @pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.PROJECT_LEAD, 403), (None, 404)])
    def test_others_may_not(self, login, agency, role, status):
        assert login(role).post(self.url, {"year": "2027"}).status_code == status


class TestThePlansDates:
    def test_petra_changes_them(self, login, plan, url):
        login("planner").post(f"{url}datum/", {"submit_by": "2026-10-30", "seen_count": "0"})
        plan.refresh_from_db()
        assert plan.submit_by == datetime.date(2026, 10, 30)

    def test_a_stale_save_is_refused_and_keeps_what_was_typed(self, login, plan, url):
        client = login("planner")
        client.post(f"{url}datum/", {"submit_by": "2026-10-30", "seen_count": "0"})
        response = client.post(f"{url}datum/", {"submit_by": "2026-11-15", "seen_count": "0"})
        assert response.status_code == 409
        assert "2026-11-15" in text(response)
        plan.refresh_from_db()
        assert plan.submit_by == datetime.date(2026, 10, 30)


def test_a_plan_is_one_per_year_and_number(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.OperationalPlanFactory(agency=plan.agency, year=plan.year)


def test_a_decided_plan_has_a_day(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        OperationalPlan.objects.update(state="decided")
