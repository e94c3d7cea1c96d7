"""A project changed where it stands: in the plan's table and in the list, with scripts and without."""

import datetime

import pytest

from planning.models import Project
from tests import factories

PLAN = "/arbeta/exempelkoping/verksamhetsplan/2027/"
LIST = f"{PLAN}utvecklingsplan/"
FETCH = {"X-Requested-With": "fetch"}


def text(response):
    return response.content.decode()


@pytest.fixture
def project(plan):
    return factories.ProjectFactory(plan=plan, title="Krögarguiden", starts_on=datetime.date(2027, 4, 1))


@pytest.fixture
def event(db):
    return factories.LifeEventFactory(name="Starta restaurang")


def row_url(project):
    return f"{PLAN}projekt/{project.pk}/rad/?vy=plan"


def data(project, **more):
    return {"seen_count": project.edit_count, "starts_on": "apr 2027", **more}


class TestWithoutScripts:
    @pytest.mark.parametrize("page", [PLAN, LIST, f"{LIST}?fas=idea"])
    def test_petra_changes_a_row_and_comes_back_to_it(self, login, project, event, page):
        client = login("planner")
        asked = f"{page}{'&' if '?' in page else '?'}andra={project.pk}"
        assert "Visa bara de som innehåller" in text(client.get(asked))
        response = client.post(asked, data(project, life_events=event.pk, ends_on="dec 2027"))
        assert response.url == f"{page}#rad-{project.pk}"
        project.refresh_from_db()
        assert [*project.life_events.all()] == [event]
        assert project.ends_on == datetime.date(2027, 12, 31)
        assert project.edited_by.name == "Petra Lind"
        shown = text(client.get(page))
        assert "Sparat kl." in shown
        assert "Ångra" in shown
        assert "Sparat kl." not in text(client.get(page)), "it is said once"

    def test_undoing_puts_back_what_stood_there(self, login, project, event):
        client = login("planner")
        client.post(f"{PLAN}?andra={project.pk}", data(project, life_events=event.pk, starts_on="maj 2027"))
        undo = dict(client.session["saved_project_row"]["undo"])
        assert undo == {"starts_on": "apr 2027", "seen_count": 1}
        client.get(PLAN)
        client.post(f"{PLAN}?andra={project.pk}", undo | {"angra": "1"})
        project.refresh_from_db()
        assert project.starts_on == datetime.date(2027, 4, 1)
        assert not project.life_events.exists()
        page = text(client.get(PLAN))
        assert "Ångrat kl." in page
        assert 'name="angra"' not in page

    def test_undoing_never_overwrites_what_somebody_else_saved(self, login, project, event):
        client = login("planner")
        client.post(f"{PLAN}?andra={project.pk}", data(project, life_events=event.pk))
        undo = dict(client.session["saved_project_row"]["undo"])
        Project.objects.filter(pk=project.pk).update(edit_count=5)
        response = client.post(f"{PLAN}?andra={project.pk}", undo | {"angra": "1"})
        assert response.status_code == 409
        assert project.life_events.exists()


class TestTheRowAlone:
    def test_is_fetched_as_a_form_and_comes_back_as_a_row(self, login, project, event):
        client = login("planner")
        form = text(client.get(row_url(project), headers=FETCH))
        assert form.startswith("<tr")
        assert "<html" not in form
        response = client.post(row_url(project), data(project, life_events=event.pk), headers=FETCH)
        assert response.status_code == 200
        assert text(response).lstrip().startswith(f'<tr id="rad-{project.pk}">')
        assert "Starta restaurang" in text(response)
        assert "Sparat kl." in text(response)
        assert 'name="angra"' in text(response)

    def test_whoever_comes_without_the_script_is_sent_to_the_page(self, login, project):
        response = login("planner").get(row_url(project))
        assert response.url == f"{LIST}?andra={project.pk}#rad-{project.pk}"

    def test_wrong_input_comes_back_with_its_sentence(self, login, project, event):
        wrong = data(project, life_events=event.pk, is_cross_cutting="on", starts_on="x", health="at_risk")
        response = login("planner").post(row_url(project), wrong, headers=FETCH)
        assert response.status_code == 422
        for sentence in (
            "Skriv månad och år, till exempel okt 2027 eller 2027-10.",
            "Välj antingen livshändelser eller ”Ingen egen, används av flera”, inte båda.",
            "Skriv varför projektet inte går som planerat.",
        ):
            assert sentence in text(response)
        assert 'value="x"' in text(response)

    def test_an_end_before_the_start_is_explained(self, login, project):
        response = login("planner").post(row_url(project), data(project, ends_on="jan 2027"), headers=FETCH)
        assert "Slutdatumet är före startdatumet (1 april 2027)." in text(response)

    def test_a_stale_save_keeps_what_was_typed_and_shows_the_others(self, login, project, person):
        Project.objects.filter(pk=project.pk).update(
            edit_count=3, edited_by=person("manager"), ends_on=datetime.date(2027, 9, 30)
        )
        response = login("planner").post(row_url(project), data(project, ends_on="dec 2027"), headers=FETCH)
        assert response.status_code == 409
        page = text(response)
        assert "Jonas Ek sparade kl." in page
        assert "sep 2027" in page
        assert 'value="dec 2027"' in page
        project.refresh_from_db()
        assert project.ends_on == datetime.date(2027, 9, 30)

    def test_a_row_that_somebody_removed_keeps_what_was_typed(self, login, project):
        address, typed = row_url(project), data(project, ends_on="dec 2027")
        project.delete()
        for client in (login("planner"), login("project_lead")):
            response = client.post(address, typed, headers=FETCH)
            assert response.status_code == 409
            assert "Någon annan har tagit bort det här." in text(response)
            assert 'value="dec 2027"' in text(response)
        assert login("planner").post(f"{PLAN}?andra=99", typed).status_code == 409

    @pytest.mark.parametrize("value", ["\x00", "9" * 5000, "x" * 50_000, "-1"])
    def test_no_input_is_an_error_of_ours(self, login, project, value):
        names = ("life_events", "service_types", "starts_on", "health", "health_reason", "seen_count")
        for name in names:
            answer = login("planner").post(row_url(project), data(project) | {name: value}, headers=FETCH)
            assert answer.status_code in (200, 409, 422)

    def test_queries_are_few(self, login, project, django_assert_max_num_queries):
        client = login("planner")
        client.get(row_url(project), headers=FETCH)
        with django_assert_max_num_queries(12):
            client.get(row_url(project), headers=FETCH)


class TestTheLage:
    def test_is_reported_beside_the_old_ones(self, login, project, person):
        project.report("on_track", by=person("planner"))
        response = login("planner").post(
            row_url(project), data(project, health="off_track", health_reason="Sen leverans."), headers=FETCH
        )
        assert "Avviker" in text(response)
        assert 'name="angra"' not in text(response), "a läge stays; a wrong one is followed by a right one"
        assert [report.health for report in project.status_reports.all()] == ["off_track", "on_track"]

    def test_unchanged_is_not_reported_again(self, login, project, person):
        project.report("on_track", by=person("planner"))
        login("planner").post(row_url(project), data(project, health="on_track", ends_on="dec 2027"), headers=FETCH)
        assert project.status_reports.count() == 1

    def test_a_reason_needs_a_lage(self, login, project):
        response = login("planner").post(row_url(project), data(project, health_reason="Sen."), headers=FETCH)
        assert "Välj hur projektet ligger till." in text(response)


class TestADecidedDate:
    @pytest.fixture
    def decided(self, agency, project):
        before = factories.OperationalPlanFactory(
            agency=agency, year=2026, state="published", decided_on=datetime.date(2025, 12, 12)
        )
        return factories.ProjectFactory(plan=before, uid=project.uid, ends_on=datetime.date(2027, 2, 28))

    def test_is_changed_with_a_reason(self, login, project, decided):
        client = login("planner")
        refused = client.post(row_url(project), data(project, ends_on="jun 2027"), headers=FETCH)
        assert "Skriv varför slutet flyttas från februari 2027." in text(refused)
        client.post(row_url(project), data(project, ends_on="jun 2027", date_reason="Sen leverans."), headers=FETCH)
        change = project.date_changes.get()
        assert (change.was, change.became, change.reason) == (
            datetime.date(2027, 2, 28),
            datetime.date(2027, 6, 30),
            "Sen leverans.",
        )


class TestWhatIsPutBack:
    def test_a_word_that_nobody_may_choose_anew_comes_back_with_angra(self, login, project):
        retired = factories.LifeEventFactory(name="Gammal", is_retired=True)
        project.life_events.add(retired)
        client = login("planner")
        client.post(f"{PLAN}?andra={project.pk}", data(project))
        assert not project.life_events.exists()
        undo = client.session["saved_project_row"]["undo"]
        assert client.post(f"{PLAN}?andra={project.pk}", dict(undo) | {"angra": "1"}).status_code == 302
        assert [*project.life_events.all()] == [retired]


class TestALageThatSomebodyElseReported:
    def test_is_not_overwritten_by_one_that_petra_left_as_it_was(self, login, person, project):
        project.report("on_track", by=person("planner"))
        client = login("planner")
        assert 'name="seen_health" value="on_track"' in text(client.get(f"{PLAN}?andra={project.pk}"))
        project.report("off_track", by=person("project_lead"), reason="Sen leverans.")
        sent = data(project, starts_on="maj 2027", health="on_track", seen_health="on_track")
        assert client.post(f"{PLAN}?andra={project.pk}", sent).status_code == 302
        assert project.status_reports.count() == 2
        assert project.status_reports.first().health == "off_track"

    def test_is_followed_by_one_that_petra_chose(self, login, person, project):
        project.report("off_track", by=person("project_lead"), reason="Sen leverans.")
        sent = data(project, health="on_track", seen_health="")
        login("planner").post(f"{PLAN}?andra={project.pk}", sent)
        assert project.status_reports.first().health == "on_track"


class TestWhoMay:
    def test_omar_changes_his_own_project_and_no_other(self, login, plan, project, person):
        own = factories.ProjectFactory(plan=plan, title="Skolvalet", owner=person("project_lead"))
        omar = login("project_lead")
        assert omar.post(row_url(own), data(own, ends_on="dec 2027"), headers=FETCH).status_code == 200
        assert omar.post(row_url(project), data(project), headers=FETCH).status_code == 403
        page = text(omar.get(PLAN))
        assert f"?andra={own.pk}#" in page
        assert f"?andra={project.pk}#" not in page
        assert "data-row-form" not in text(omar.get(f"{PLAN}?andra={project.pk}"))

    def test_rut_may_not(self, login, project):
        rut = login("reader")
        assert rut.get(row_url(project), headers=FETCH).status_code == 403
        assert rut.post(row_url(project), data(project), headers=FETCH).status_code == 403
        assert rut.post(f"{PLAN}?andra={project.pk}", data(project)).status_code == 403
        assert "andra=" not in text(rut.get(PLAN))

    def test_a_stranger_learns_nothing(self, login, project):
        assert login().get(row_url(project), headers=FETCH).status_code == 404

    def test_a_closed_plan_is_refused_and_keeps_what_was_typed(self, login, plan, project):
        plan.state = "submitted"
        plan.save()
        client = login("planner")
        assert client.get(row_url(project), headers=FETCH).status_code == 403
        response = client.post(row_url(project), data(project, ends_on="dec 2027"), headers=FETCH)
        assert response.status_code == 409
        assert 'value="dec 2027"' in text(response)
        assert "Planen är inlämnad och går inte att ändra." in text(response)

    @pytest.mark.parametrize("asked", ["x", "", "9" * 30, "\x00"])
    def test_a_number_that_is_none_shows_the_page(self, login, project, asked):
        assert login("planner").get(PLAN, {"andra": asked}).status_code == 200
