"""What is handed over to operations and maintenance: a plan of its own, and changed where it stands."""

import datetime

import pytest

from planning.links import address
from planning.models import OperationalPlan, Project
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(plan):
    return address(plan, "handover")


@pytest.fixture
def school(plan, person):
    """Skolvalet ends in March and is handed over then; Omar leads it."""
    return factories.ProjectFactory(
        plan=plan,
        title="Skolvalet digitalt",
        purpose="Föräldrar väljer skola på webben.",
        owner=person("project_lead"),
        ends_on=datetime.date(2027, 3, 31),
        handing_over="yes",
        receiver="Utbildningsförvaltningen",
        handover_on=datetime.date(2027, 3, 31),
        agreement="done",
        checklist=[code for code in Project.Check.values if code not in ("archive", "money")],
    )


@pytest.fixture
def here(url, school):
    return f"{url}?andra={school.pk}"


def project(plan, **said):
    return factories.ProjectFactory(plan=plan, **said)


class TestThePage:
    def test_is_understood_on_its_own(self, login, school, url):
        page = text(login("reader").get(url))
        for shown in (
            "Exempelköpings kommun, verksamhetsplan 2027",
            "Skolvalet digitalt",
            "Föräldrar väljer skola på webben.",
            "31 mars",
            "Utbildningsförvaltningen",
            "Klart",
            "6 av 8",
            "Arkivering och gallring",
            "Pengar för drift och förvaltning",
        ):
            assert shown in page, shown
        assert "Dokumentation och rutiner" not in page, "what is done does not remain"
        assert "1 projekt lämnas över 2027. Skolvalet digitalt till Utbildningsförvaltningen, 31 mars." in page, (
            "in one sentence"
        )

    def test_what_has_its_day_in_another_year_is_not_counted_as_this_year_s(self, login, plan, school, url):
        project(plan, title="Bygglov", handing_over="yes", handover_on=datetime.date(2028, 2, 1))
        page = text(login("reader").get(url))
        assert "1 projekt lämnas över 2027. Skolvalet digitalt till" in page
        assert "1 projekt har en överlämningsdag ett annat år." in page
        assert "inte under 2027" in page

    def test_all_in_place_leaves_nothing(self, login, school, url):
        school.checklist = Project.Check.values
        school.save()
        page = text(login("reader").get(url))
        assert "8 av 8" in page
        assert "Inget</span>" in page

    def test_is_in_time_order_with_those_without_a_day_last(self, login, plan, school, url):
        project(plan, title="Utan dag", handing_over="yes")
        project(plan, title="I januari", handing_over="yes", handover_on=datetime.date(2027, 1, 31))
        page = text(login("reader").get(url))
        table = page[page.index("Tabell: överlämningar") :]
        assert table.index("I januari") < table.index("Skolvalet") < table.index("Utan dag")

    def test_receiver_and_day_that_nobody_has_said_are_dashed(self, login, plan, url):
        one = project(plan, title="Bygglov", handing_over="yes", ends_on=datetime.date(2027, 9, 30))
        page = text(login("planner").get(url))
        assert f'href="?andra={one.pk}#id_receiver">Välj mottagare' in page
        assert f'href="?andra={one.pk}#id_handover_on">Ange dag' in page
        reader = text(login("reader").get(url))
        assert "Mottagare saknas" in reader
        assert "?andra=" not in reader

    def test_a_day_in_another_year_is_noted(self, login, school, url):
        school.handover_on = datetime.date(2028, 1, 15)
        school.save()
        page = text(login("reader").get(url))
        assert "15 januari 2028" in page
        assert "inte under 2027" in page

    def test_projects_that_end_and_have_not_said_are_dashed(self, login, plan, url):
        one = project(plan, title="Bygglov", ends_on=datetime.date(2027, 9, 30))
        page = text(login("planner").get(url))
        assert "Slutar 2027 och har inte sagt om resultatet lämnas över" in page
        assert f"?andra={one.pk}#id_handing_over" in page
        assert "sep 2027" in page
        assert "1 projekt som slutar under året har inte sagt om det lämnas över." in page
        assert "Inte sagt" in text(login("reader").get(url))

    def test_those_that_wait_are_told_apart(self, login, plan, url):
        project(plan, title="Bygglov", ends_on=datetime.date(2027, 9, 30), handing_over="later")
        page = text(login("reader").get(url))
        assert "Lämnas inte över i år" in page
        assert "Slutar 2027 och har inte sagt" not in page

    def test_more_projects_can_be_taken_along(self, login, plan, url):
        one = project(plan, title="Plattformen", ends_on=datetime.date(2029, 9, 30))
        page = text(login("planner").get(url))
        assert "Ta med fler projekt" in page
        assert f"?andra={one.pk}#id_handing_over" in page
        assert "Plattformen" not in text(login("reader").get(url))

    def test_stopped_projects_are_left_out(self, login, plan, url):
        project(plan, title="Stoppat projekt", handing_over="yes", phase="stopped")
        project(plan, title="Stoppat med", ends_on=datetime.date(2027, 9, 30), phase="stopped")
        assert "Stoppat" not in text(login("planner").get(url))

    def test_an_empty_one_says_what_will_be_here(self, login, url):
        page = text(login("reader").get(url))
        assert "Inget projekt lämnas över 2027." in page
        assert "så att drift och förvaltning hinner förbereda sig" in page

    def test_has_no_controls_for_rut_or_in_a_closed_plan(self, login, plan, school, url, here):
        project(plan, ends_on=datetime.date(2027, 9, 30))
        OperationalPlan.objects.update(state="submitted")
        for page in (
            text(login("planner").get(url)),
            text(login("planner").get(here)),
            text(login("reader").get(here)),
        ):
            assert "?andra=" not in page
            assert 'name="receiver"' not in page

    def test_nothing_typed_becomes_markup(self, login, school, url):
        school.title = school.purpose = school.receiver = SCRIPT
        school.save()
        assert SCRIPT not in text(login("planner").get(url))


class TestInPlace:
    def test_petra_says_to_whom_when_and_what_is_ready(self, login, plan, url):
        one = project(plan, title="Bygglov", ends_on=datetime.date(2027, 9, 30))
        here = f"{url}?andra={one.pk}"
        client = login("planner")
        data = typed(
            client,
            here,
            handing_over="yes",
            receiver="It-enheten",
            handover_on="2027-09-30",
            agreement="draft",
            checklist=["manuals", "support"],
        )
        response = client.post(here, data)
        assert response.url == f"{url}#rad-{one.pk}"
        assert "Överlämningen av Bygglov är sparad." in text(client.get(url))
        one.refresh_from_db()
        assert (one.receiver, one.handover_on) == ("It-enheten", datetime.date(2027, 9, 30))
        assert (one.agreement, one.checklist) == ("draft", ["manuals", "support"])

    @pytest.mark.parametrize("group", ["given", "unsaid", "later", "more", "stopped"])
    def test_the_form_is_there_whatever_the_project_says(self, login, plan, url, group):
        said = {
            "given": {"handing_over": "yes"},
            "unsaid": {"ends_on": datetime.date(2027, 9, 30)},
            "later": {"handing_over": "later"},
            "more": {},
            "stopped": {"phase": "stopped"},
        }
        one = project(plan, **said[group])
        assert text(login("planner").get(f"{url}?andra={one.pk}")).count('name="receiver"') == 1

    def test_omar_changes_his_own_and_no_other(self, login, plan, school, here, url):
        omar = login("project_lead")
        assert f"?andra={school.pk}" in text(omar.get(url))
        assert omar.post(here, typed(omar, here, receiver="Barn och skola")).status_code == 302
        school.refresh_from_db()
        assert school.receiver == "Barn och skola"
        other = project(plan, title="Bygglov", handing_over="yes")
        assert f"?andra={other.pk}" not in text(omar.get(url))
        assert omar.get(f"{url}?andra={other.pk}").context["form"] is None
        assert omar.post(f"{url}?andra={other.pk}", {"receiver": "x", "seen_count": "0"}).status_code == 403

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"handover_on": "i mars"}, "Skriv datumet som år-månad-dag, till exempel 2027-03-31."),
            ({"receiver": "x" * 121}, "Texten är 1 tecken för lång."),
            ({"handing_over": "kanske"}, "Valet finns inte längre."),
            ({"checklist": ["kaffe"]}, "Ett av valen finns inte längre."),
        ],
    )
    def test_petra_is_told_what_is_wrong(self, login, here, fields, sentence):
        client = login("planner")
        page = text(client.post(here, typed(client, here, **fields)))
        assert page.count(sentence) == 2, "in the summary and at the field"

    def test_a_stale_save_is_refused_and_keeps_what_she_typed(self, login, school, here):
        petra, omar = login("planner"), login("project_lead")
        hers, his = typed(petra, here, receiver="Hennes"), typed(omar, here, receiver="Hans")
        assert omar.post(here, his).status_code == 302
        response = petra.post(here, hers)
        assert response.status_code == 409
        assert "<b>Omar Salim sparade:</b> Hans" in text(response)
        assert 'value="Hennes"' in text(response)
        school.refresh_from_db()
        assert school.receiver == "Hans"

    def test_nothing_is_saved_in_a_plan_submitted_meanwhile(self, login, school, here):
        client = login("planner")
        data = typed(client, here, receiver="Hennes")
        OperationalPlan.objects.update(state="submitted")
        response = client.post(here, data)
        assert response.status_code == 409
        assert 'value="Hennes"' in text(response)
        school.refresh_from_db()
        assert school.receiver == "Utbildningsförvaltningen"

    @pytest.mark.parametrize("role", ["planner", "project_lead"])
    def test_what_is_typed_about_a_removed_project_stays(self, login, school, here, role):
        client = login(role)
        data = typed(client, here, receiver="Hennes")
        school.delete()
        response = client.post(here, data)
        assert response.status_code == 409
        assert "Någon annan har tagit bort det här." in text(response)
        assert 'value="Hennes"' in text(response)

    @pytest.mark.parametrize("asked", ["x", "9" * 30, "²", "-1", "0"])
    def test_a_number_that_is_none_shows_the_page(self, login, url, asked):
        response = login("planner").get(url, {"andra": asked})
        assert (response.status_code, response.context["form"]) == (200, None)

    def test_another_plans_project_is_not_changed_here(self, login, url):
        foreign = factories.ProjectFactory()
        client = login("planner")
        assert client.get(f"{url}?andra={foreign.pk}").context["form"] is None
        client.post(f"{url}?andra={foreign.pk}", {"handing_over": "yes", "agreement": "none", "seen_count": "0"})
        foreign.refresh_from_db()
        assert foreign.handing_over == ""

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize(
        "field", ["handing_over", "receiver", "handover_on", "agreement", "checklist", "seen_count"]
    )
    def test_anything_can_be_sent_without_breaking_the_page(self, login, here, field, nasty):
        client = login("planner")
        response = client.post(here, typed(client, here, **{field: nasty}))
        assert response.status_code in {200, 302, 409}
        assert SCRIPT not in text(response)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_write(login, school, here, role, status):
    data = {"handing_over": "later", "agreement": "none", "seen_count": "0"}
    assert login(role).post(here, data).status_code == status
    school.refresh_from_db()
    assert school.handing_over == "yes"


def test_queries_do_not_grow_with_projects(login, plan, url, queries):
    client, taken = login("planner"), []
    for count in (2, 12):
        for _number in range(count):
            last = project(plan, handing_over="yes", handover_on=datetime.date(2027, 3, 1))
            project(plan, ends_on=datetime.date(2027, 9, 30))
            project(plan, handing_over="later")
            project(plan)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
    assert queries(client, f"{url}?andra={last.pk}") <= 12
