"""The plan page: what is left, what the plan holds, the way to a decision."""

import datetime

import pytest
from django.db import IntegrityError, transaction

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
    done = factories.ProjectFactory(plan=before, title="Livsmedelsanmälan", phase="live")
    factories.ProjectFactory(plan=plan, title="Bygglov", uid=kept.uid)
    goal = factories.ShortTermGoalFactory(plan=before, year_end_value=40)
    factories.ShortTermGoalFactory(plan=plan, uid=goal.uid, year_end_value=45)
    factories.ProjectFactory(plan=plan, title="Krögarguiden")
    page = text(login("reader").get(url))
    assert "1 nytt projekt" in page
    assert "1 projekt fortsätter" in page
    assert f'1 projekt är klart: <a href="{done.get_absolute_url()}">Livsmedelsanmälan</a>' in page
    assert "1 mål har nytt målvärde" in page


def test_without_last_years_plan_no_project_is_called_new(login, plan, url):
    factories.ProjectFactory(plan=plan, title="Bygglov")
    assert ">Ny<" not in text(login("reader").get(url))


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


def test_the_parts_tell_how_many_are_done_and_lead_to_their_pages(login, plan, url):
    factories.PlannedFollowUpFactory(plan=plan)
    page = text(login("reader").get(url))
    assert "1 av 7 klara" in page
    for part in ("forutsattningar", "mal", "utvecklingsplan", "samverkan", "kompetens", "overlamning", "uppfoljning"):
        assert f'href="{url}{part}/"' in page


def test_at_most_five_things_stand_open_and_the_rest_is_a_press_away(login, plan, url):
    factories.ProjectFactory(plan=plan, phase="running")
    page = text(login("planner").get(url))
    shown, rest = page.split("Det här återstår")[1].split("<details", 1)
    assert shown.count("<li>") == 5
    assert "Visa alla " in rest


def test_the_planning_year_leads_to_the_calendar(login, plan, url):
    plan.submit_by = datetime.date(2026, 10, 30)
    plan.save()
    page = text(login("planner").get(url))
    assert "Planeringsåret 2026" in page
    assert "/arbeta/exempelkoping/kalender/?ar=2026" in page
    assert "Prenumerera" in page


@pytest.mark.parametrize(("role", "offered"), [("planner", True), ("manager", True), ("reader", False)])
def test_a_submitted_plan_says_who_reviews_it_and_planners_may_withdraw(login, plan, person, url, role, offered):
    plan.state, plan.submitted_by = "submitted", person("planner")
    plan.submitted_at = datetime.datetime(2026, 10, 28, 12, tzinfo=datetime.UTC)
    plan.save()
    person("manager")
    page = text(login(role).get(url))
    assert "Planen granskas av Jonas Ek sedan den 28 oktober" in page
    assert ("dra tillbaka den</a>" in page) is offered
    assert "andra=" not in page
    assert "Lägg till projekt" not in page


def test_only_the_first_thread_is_drawn_and_the_others_have_a_page(login, plan, url):
    factories.ShortTermGoalFactory.create_batch(3, plan=plan)
    page = text(login("reader").get(url))
    assert "Visa alla trådar (3)" in page
    assert page.count('<ol class="thread">') == 1


def test_an_empty_plan_says_how_to_begin(login, plan, url):
    page = text(login("planner").get(url))
    assert "Inga projekt än." in page
    assert "Hämta från strategiska planen" in page


@pytest.mark.parametrize("state", ["draft", "returned", "submitted"])
def test_queries_do_not_grow_with_projects_and_goals(login, agency, plan, url, queries, state):
    factories.ProjectFactory(plan=factories.OperationalPlanFactory(agency=agency, year=2026))
    client = login("planner")
    _add(plan, 2)
    plan.state, plan.submitted_at = state, datetime.datetime(2026, 10, 28, 12, tzinfo=datetime.UTC)
    plan.save()
    few = queries(client, url)
    _add(plan, 10)
    assert queries(client, url) == few <= 20


def test_a_plan_with_200_projects_costs_as_many_queries_as_one_with_two(login, plan, url, queries):
    client = login("planner")
    _add(plan, 2)
    few = queries(client, url)
    for project in factories.ProjectFactory.create_batch(198, plan=plan):
        project.benefits.create(amount=1)
    assert queries(client, url) == few
    assert len(client.get(url).content) < 300_000


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
