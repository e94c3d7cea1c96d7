"""The project's own page, its läge, and its removal."""

import datetime
from decimal import Decimal

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
        project.documents.create(kind="pre_study", url="https://exempel.se/")
        project.date_changes.create(field="ends_on", reason="Sent", by=project.owner)
        factories.TrainingNeedFactory(plan=project.plan, project=project)
        factories.ProjectFactory(plan=project.plan, parent=project)
        project.goals.add(factories.ShortTermGoalFactory(plan=project.plan))
        estimate = factories.BenefitEstimateFactory(initiative__plan=project.plan.strategic_plan)
        project.benefits.create(note="Porto", estimate=estimate)


class TestThePage:
    def test_shows_the_stages_with_what_is_done_and_when(self, login, project):
        project.stages.create(kind="needs", ends_on=datetime.date(2026, 3, 31), is_done=True)
        project.stages.create(kind="execution", starts_on=datetime.date(2027, 1, 1), ends_on=datetime.date(2027, 5, 31))
        stages = login("reader").get(project.get_absolute_url()).context["page"].stages
        assert [(one.state, one.word, one.months) for one in stages[:3]] == [
            ("done", "Klart", "till mar 2026"),
            ("unsaid", "Inte planerat", ""),
            ("planned", "Planerat", "jan–maj 2027"),
        ]

    def test_tells_what_dates_were_changed_in_all_of_the_organisations_plans(self, login, agency, project, person):
        before = factories.OperationalPlanFactory(agency=agency, year=2026)
        earlier = factories.ProjectFactory(plan=before, uid=project.uid)
        earlier.date_changes.create(
            field="ends_on",
            was=datetime.date(2026, 10, 31),
            became=datetime.date(2027, 2, 28),
            reason="Leverantören är försenad.",
            by=person("planner"),
        )
        factories.ProjectFactory(uid=project.uid).date_changes.create(field="ends_on", reason="Någon annans")
        page = text(login("reader").get(project.get_absolute_url()))
        assert "Slut: okt 2026 → feb 2027. Leverantören är försenad." in page
        assert "Petra Lind" in page
        assert "Någon annans" not in page
        assert "Fortsätter" in page

    def test_links_the_tree_upwards_and_downwards(self, login, plan, project):
        whole = factories.ProjectFactory(plan=plan, title="Företagarens väg in")
        project.parent = whole
        project.save()
        part = factories.ProjectFactory(plan=plan, title="Betalning", parent=project)
        client = login("reader")
        page = text(client.get(project.get_absolute_url()))
        for other in (whole, part):
            assert f'<a href="{other.get_absolute_url()}">{other.title}</a>' in page

    def test_says_what_a_benefit_lacks(self, login, project):
        project.benefits.create(note="Färre samtal", amount=310, baseline=540, responsible_role="Enhetschef")
        page = text(login("reader").get(project.get_absolute_url()))
        assert "310\u00a0tim" in page
        assert "540\u00a0tim" in page
        assert '<td data-l="Så hämtas den hem"><span class="gap-tag">Saknas</span></td>' in page

    def test_shows_links_reasons_and_what_is_missing_among_the_documents(self, login, project):
        project.documents.create(kind="needs_analysis", title="Analysen", url="https://exempel.se/a")
        project.documents.create(kind="pre_study", missing_reason="Görs i höst")
        documents = login("reader").get(project.get_absolute_url()).context["page"].documents
        assert [(row.kind, row.url, row.reason, row.is_missing) for row in documents] == [
            ("Behovsanalys", "https://exempel.se/a", "", False),
            ("Förstudie", "", "Görs i höst", False),
            ("Nyttokalkyl", "", "", True),
        ]

    def test_shows_partners_training_handing_over_and_the_position_of_the_law(self, login, plan, project):
        project.partnerships.create(name="Handeln", role="lead", status="agreed")
        factories.TrainingNeedFactory(plan=plan, project=project, what="Nya stödet", group="Handläggare", number=6)
        project.handing_over, project.receiver, project.checklist = "yes", "It-enheten", ["manuals"]
        project.legal_position, project.legal_which = "needs_change", "Alkohollagen"
        project.source = "Grannköpings plan för 2026"
        project.save()
        page = text(login("reader").get(project.get_absolute_url()))
        for shown in (
            "Leder · Överenskommet",
            "Handläggare, 6 personer",
            "It-enheten",
            'Dokumentation och rutiner<span class="sr">, klart</span>',
            'Pengar för drift och förvaltning<span class="sr">, inte klart</span>',
            "Kräver ändrad lag eller förordning",
            "Alkohollagen",
            "Grannköpings plan för 2026",
        ):
            assert shown in page

    def test_adds_up_the_budget_and_says_that_it_stays_here(self, login, project):
        project.budget_line, project.budget_project = Decimal("0.5"), Decimal("1")
        project.save()
        budgets = login("reader").get(project.get_absolute_url()).context["page"].budgets
        assert [amount for _label, amount in budgets] == ["0,5", "1", "–", "1,5"]

    def test_what_is_empty_is_shown_with_a_way_to_fill_it_in_for_those_who_may(self, login, project):
        page = text(login("project_lead").get(project.get_absolute_url()))
        for anchor in ("benefits", "partnering", "training", "handing_over", "life_events", "goals", "considerations"):
            assert f"andra/#id_{anchor}" in page
        assert "andra/#id_" not in text(login("reader").get(project.get_absolute_url()))

    def test_lage_is_said_on_the_page_by_those_who_may(self, login, project, status_url):
        form = f'action="{status_url}"'
        client = login("project_lead")
        assert form in text(client.get(project.get_absolute_url()))
        assert form not in text(login("reader").get(project.get_absolute_url()))
        response = client.post(status_url, {"health": "on_track"})
        assert response.url == project.get_absolute_url()


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
    def test_says_what_is_only_let_go_of(self, login, plan, project):
        factories.ProjectFactory(plan=plan, title="Delen", parent=project)
        project.documents.create(kind="pre_study", title="Analysen", url="https://exempel.se/")
        factories.TrainingNeedFactory(plan=plan, project=project, what="Nya stödet")
        url = f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}/ta-bort/"
        client = login("planner")
        page = text(client.get(url))
        for follows in ("Underlag: Analysen", "Utbildning: Nya stödet", "Kopplingen till delen Delen, som ligger kvar"):
            assert follows in page
        client.post(url)
        assert [left.title for left in plan.projects.all()] == ["Delen"]

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
