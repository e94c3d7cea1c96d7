"""The project's own page, its läge, and its removal."""

import datetime

import pytest

from planning.models import Project
from tests import factories


@pytest.fixture
def project(plan, person):
    return factories.ProjectFactory(
        plan=plan,
        title="E-tjänst för serveringstillstånd",
        short_title="Serveringstillstånd",
        owner=person("project_lead"),
    )


@pytest.fixture
def status_url(project):
    return f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}/lage/"


def text(response):
    return response.content.decode()


def test_rut_reads_everything_about_it(login, project):
    project.life_events.add(factories.LifeEventFactory(name="Starta restaurang"))
    project.partnerships.create(name="Handeln", role="user")
    page = text(login("reader").get(project.get_absolute_url()))
    for shown in (
        "E-tjänst för serveringstillstånd",
        "Starta restaurang",
        "Handeln",
        "Använder resultatet",
        "Omar Salim",
    ):
        assert shown in page
    assert "Ändra" not in page


def test_a_wrong_name_in_the_address_leads_to_the_right_one(login, project):
    response = login("reader").get(f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}-gammalt-namn/")
    assert (response.status_code, response.url) == (301, project.get_absolute_url())


def test_another_organisations_project_is_not_found(login, plan):
    theirs = factories.ProjectFactory(plan__year=2027)
    url = f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{theirs.pk}-{theirs.slug}/"
    assert login("manager").get(url).status_code == 404


def test_queries_do_not_grow_with_what_the_project_holds(login, project, queries):
    client = login("reader")
    _fill(project, 2)
    few = queries(client, project.get_absolute_url())
    _fill(project, 10)
    assert queries(client, project.get_absolute_url()) == few
    assert few <= 12


def _fill(project, number):
    for _each in range(number):
        project.life_events.add(factories.LifeEventFactory())
        project.services.add(factories.ServiceFactory(agency=project.plan.agency))
        project.benefits.create(amount=1)
        project.partnerships.create(agency=factories.AgencyFactory())
        project.report("on_track", by=project.owner)


class TestLage:
    def test_omar_says_how_his_project_stands_and_the_old_stays(self, login, project, status_url, person):
        project.report("on_track", by=person("planner"))
        response = login("project_lead").post(
            status_url, {"health": "off_track", "reason": "Leverantören är fyra månader sen."}, follow=True
        )
        assert "Leverantören är fyra månader sen." in text(response)
        assert [report.health for report in project.status_reports.all()] == ["off_track", "on_track"]

    def test_also_when_the_plan_is_published(self, login, plan, project, status_url):
        plan.state, plan.decided_on = "published", datetime.date(2026, 12, 1)
        plan.save()
        assert login("project_lead").post(status_url, {"health": "on_track"}).status_code == 302

    def test_a_deviation_needs_a_reason(self, login, project, status_url):
        page = text(login("project_lead").post(status_url, {"health": "at_risk", "reason": " "}))
        assert "Skriv varför projektet inte går som planerat." in page
        assert not project.status_reports.exists()

    def test_nothing_chosen_is_explained(self, login, project, status_url):
        page = text(login("project_lead").post(status_url, {}))
        assert "Välj hur projektet ligger till." in page

    def test_pressed_twice_it_is_said_once(self, login, project, status_url):
        for _press in range(2):
            login("project_lead").post(status_url, {"health": "on_track"})
        assert project.status_reports.count() == 1

    @pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
    def test_others_may_not(self, login, project, status_url, role, status):
        assert login(role).post(status_url, {"health": "on_track"}).status_code == status


class TestRemoval:
    def test_is_asked_about_once_with_what_follows_along(self, login, project):
        project.benefits.create(note="Färre samtal")
        url = f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}/ta-bort/"
        client = login("planner")
        assert "Färre samtal" in text(client.get(url))
        assert Project.objects.exists()
        client.post(url)
        assert not Project.objects.exists()

    @pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
    def test_others_may_not(self, login, project, role, status):
        url = f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}/ta-bort/"
        assert login(role).post(url).status_code == status
        assert Project.objects.exists()
