"""Whom the projects are done with, who seeks somebody, and others' plans that the year rests on."""

import pytest

from planning.links import address
from planning.models import OperationalPlan
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed
from workflow import registry
from workflow.registry import Panel, panel


@pytest.fixture
def url(plan):
    return address(plan, "cooperation")


@pytest.fixture
def exm(db):
    return factories.AgencyFactory(name="Exempelmyndigheten")


@pytest.fixture
def permit(plan, person, exm):
    """Serveringstillstånd is done with Exempelmyndigheten; Omar leads it."""
    project = factories.ProjectFactory(plan=plan, title="Serveringstillstånd", owner=person("project_lead"))
    project.partnerships.create(agency=exm, role="user", status="talking")
    return project


@pytest.fixture
def here(url, permit):
    return f"{url}?andra={permit.pk}"


def status_of(page):
    """The name of the field for the first partner's status."""
    return next(name for name in page.context["form"].fields if name.startswith("status_"))


class TestThePage:
    def test_shows_partner_role_and_how_far_they_have_come(self, login, permit, url):
        page = text(login("reader").get(url))
        for shown in (permit.get_absolute_url(), "Exempelmyndigheten", "Använder resultatet", "Samtal pågår"):
            assert shown in page, shown
        assert "1 projekt har partner." in page

    def test_says_in_one_sentence_how_many_have_seek_and_are_silent(self, login, plan, permit, url):
        factories.ProjectFactory(plan=plan, partnering="seeking")
        factories.ProjectFactory.create_batch(2, plan=plan)
        factories.ProjectFactory(plan=plan, partnering="alone")
        page = text(login("reader").get(url))
        assert "1 projekt har partner och 1 söker. 2 har inte sagt om de görs med någon." in page
        for heading in ("Görs tillsammans", "Söker partner", "Har inte sagt", "Ingen partner behövs"):
            assert f">{heading}</h2>" in page

    def test_a_project_that_has_not_said_is_dashed(self, login, plan, url):
        one = factories.ProjectFactory(plan=plan)
        assert f"?andra={one.pk}#id_partnering" in text(login("planner").get(url))
        assert "?andra=" not in text(login("reader").get(url))

    def test_a_project_that_names_no_partner_is_dashed(self, login, plan, url):
        one = factories.ProjectFactory(plan=plan, partnering="partners")
        assert f"{address(plan, 'project_edit', one.pk)}#id_partnerships-0-partner" in text(login("planner").get(url))

    def test_counts_projects_per_partner_in_swedish_order(self, login, plan, exm, permit, url):
        other = factories.ProjectFactory(plan=plan, title="Krögarguiden")
        other.partnerships.create(agency=exm)
        other.partnerships.create(name="Ängsbygdens handel")
        other.partnerships.create(name="Zonen", status="declined")
        page = text(login("reader").get(url))
        aside = page[page.index("Per partner") :]
        assert "<b>Exempelmyndigheten:</b> 2 projekt" in aside
        assert aside.index("Exempelmyndigheten") < aside.index("Ängsbygdens handel")
        assert "Zonen" not in aside, "who declined is no partner"

    def test_a_project_whose_only_partner_declined_has_none(self, login, plan, url):
        one = factories.ProjectFactory(plan=plan, partnering="partners")
        silent = factories.ProjectFactory(plan=plan)
        for project in (one, silent):
            project.partnerships.create(name="Zonen", status="declined")
        page = text(login("planner").get(url))
        assert "Inget projekt har eller söker partner. 1 har inte sagt om det görs med någon." in page
        assert f"{address(plan, 'project_edit', one.pk)}#id_partnerships-0-partner" in page
        assert f"?andra={silent.pk}#id_partnering" in page
        assert page.count("Tackat nej") == 2, "but it is told that they were asked"
        assert not any(project.has_partner for project in plan.projects.for_rules())

    def test_stopped_projects_are_left_out(self, login, plan, url):
        factories.ProjectFactory(plan=plan, title="Stoppat projekt", phase="stopped")
        assert "Stoppat" not in text(login("planner").get(url))

    def test_shows_others_plans_that_premises_link_to(self, login, plan, exm, url):
        theirs = factories.OperationalPlanFactory(agency=exm, year=2026)
        basis = factories.ProjectFactory(plan=theirs, title="Bastjänst")
        linked = factories.PlanningPremiseFactory(
            plan=plan, title="Deras bastjänst", kind="others_plan", linked_plan=theirs, linked_project=basis
        )
        factories.PlanningPremiseFactory(plan=plan, title="Eget behov")
        page = text(login("reader").get(url))
        assert f'href="{address(plan, "premises")}#rad-{linked.pk}">Deras bastjänst' in page
        assert "Exempelmyndigheten, verksamhetsplan 2026: Bastjänst" in page
        assert "Eget behov" not in page

    def test_higher_rooms_may_add_to_it(self, login, plan, url, monkeypatch):
        monkeypatch.setitem(registry._panels, "operational_plan.cooperation", [])

        @panel("operational_plan.cooperation")
        def proposal(about):
            return Panel("components/empty.html", {"text": f"Förslag om {about.year}"})

        response = login("reader").get(url)
        assert response.context["aside_panels"] == [Panel("components/empty.html", {"text": "Förslag om 2027"})]

    def test_an_empty_one_says_what_will_be_here(self, login, url):
        client = login("planner")
        page = text(client.get(url))
        assert "Inga projekt än. Här kommer det att stå vilka ni gör projekten tillsammans med" in page
        assert "Lägg till projekt" in page
        assert "Ingen förutsättning länkar till någon annans plan än." in page
        assert "Lägg till projekt" not in text(login("reader").get(url))

    def test_has_no_controls_for_rut_or_in_a_closed_plan(self, login, plan, permit, url, here):
        factories.ProjectFactory(plan=plan)
        OperationalPlan.objects.update(state="submitted")
        for page in (
            text(login("planner").get(url)),
            text(login("planner").get(here)),
            text(login("reader").get(here)),
        ):
            assert "?andra=" not in page
            assert 'name="partnering"' not in page

    def test_nothing_typed_becomes_markup(self, login, permit, url, here):
        permit.partnerships.create(name=SCRIPT)
        permit.title = SCRIPT
        permit.save()
        for page in (url, here):
            assert SCRIPT not in text(login("planner").get(page))


class TestInPlace:
    def test_petra_says_that_it_is_done_together_and_how_far(self, login, permit, url, here):
        client = login("planner")
        status = status_of(client.get(here))
        response = client.post(here, typed(client, here, partnering="partners", **{status: "agreed"}))
        assert response.url == f"{url}#rad-{permit.pk}"
        assert "Samverkan för Serveringstillstånd är sparad." in text(client.get(url))
        permit.refresh_from_db()
        assert (permit.partnering, permit.partnerships.get().status) == ("partners", "agreed")

    @pytest.mark.parametrize("said", ["", "seeking", "partners", "alone", "stopped"])
    def test_the_form_is_there_whatever_the_project_says(self, login, plan, url, said):
        one = factories.ProjectFactory(plan=plan, **({"phase": said} if said == "stopped" else {"partnering": said}))
        assert text(login("planner").get(f"{url}?andra={one.pk}")).count('name="partnering"') == 1

    def test_omar_changes_his_own_and_no_other(self, login, plan, permit, url, here):
        omar = login("project_lead")
        assert omar.post(here, typed(omar, here, partnering="seeking")).status_code == 302
        permit.refresh_from_db()
        assert permit.partnering == "seeking"
        other = factories.ProjectFactory(plan=plan)
        assert f"?andra={other.pk}" not in text(omar.get(url))
        assert omar.post(f"{url}?andra={other.pk}", {"partnering": "alone", "seen_count": "0"}).status_code == 403

    def test_petra_is_told_what_is_wrong(self, login, permit, here):
        client = login("planner")
        status = status_of(client.get(here))
        for field in ("partnering", status):
            page = text(client.post(here, typed(client, here, **{field: "kanske"})))
            assert page.count("Valet finns inte längre. Välj bland dem som visas.") == 2
        assert permit.partnerships.get().status == "talking"

    def test_a_stale_save_is_refused_and_shows_what_omar_said(self, login, permit, here):
        petra, omar = login("planner"), login("project_lead")
        status = status_of(petra.get(here))
        hers, his = typed(petra, here, **{status: "declined"}), typed(omar, here, **{status: "agreed"})
        assert omar.post(here, his).status_code == 302
        response = petra.post(here, hers)
        assert response.status_code == 409
        assert "<b>Omar Salim sparade:</b> Överenskommet" in text(response)
        assert '<option value="declined" selected>' in text(response)
        assert permit.partnerships.get().status == "agreed"

    def test_a_partner_whose_row_was_written_anew_keeps_what_she_chose(self, login, permit, exm, here):
        client = login("planner")
        data = typed(client, here, **{status_of(client.get(here)): "declined"})
        permit.partnerships.all().delete()
        permit.partnerships.create(agency=exm, role="lead")
        type(permit).objects.update(edit_count=1)
        response = client.post(here, data)
        assert response.status_code == 409
        assert '<option value="declined" selected>' in text(response)

    def test_nothing_is_saved_in_a_plan_submitted_meanwhile(self, login, permit, here):
        client = login("planner")
        data = typed(client, here, partnering="alone")
        OperationalPlan.objects.update(state="submitted")
        response = client.post(here, data)
        assert response.status_code == 409
        assert '<option value="alone" selected>' in text(response)
        permit.refresh_from_db()
        assert permit.partnering == ""

    def test_what_is_chosen_for_a_removed_project_stays(self, login, permit, here):
        client = login("planner")
        data = typed(client, here, partnering="alone")
        permit.delete()
        response = client.post(here, data)
        assert response.status_code == 409
        assert "Någon annan har tagit bort det här." in text(response)

    def test_another_plans_project_is_not_changed_here(self, login, url):
        foreign = factories.ProjectFactory()
        client = login("planner")
        assert client.get(f"{url}?andra={foreign.pk}").context["form"] is None
        client.post(f"{url}?andra={foreign.pk}", {"partnering": "alone", "seen_count": "0"})
        foreign.refresh_from_db()
        assert foreign.partnering == ""

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["partnering", "seen_count", "status"])
    def test_anything_can_be_sent_without_breaking_the_page(self, login, here, field, nasty):
        client = login("planner")
        name = status_of(client.get(here)) if field == "status" else field
        response = client.post(here, typed(client, here, **{name: nasty}))
        assert response.status_code in {200, 302, 409}
        assert SCRIPT not in text(response)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_write(login, permit, here, role, status):
    assert login(role).post(here, {"partnering": "alone", "seen_count": "0"}).status_code == status
    permit.refresh_from_db()
    assert permit.partnering == ""


def test_queries_do_not_grow_with_projects(login, plan, exm, url, queries):
    client, taken = login("planner"), []
    for count in (2, 12):
        for number in range(count):
            last = factories.ProjectFactory(plan=plan)
            last.partnerships.create(agency=exm)
            last.partnerships.create(name=f"Bolag {number}")
            theirs = factories.OperationalPlanFactory(agency=factories.AgencyFactory())
            factories.PlanningPremiseFactory(plan=plan, linked_plan=theirs)
            factories.ProjectFactory(plan=plan)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
    assert queries(client, f"{url}?andra={last.pk}") <= 12
