"""Filling in what several projects lack, all on one page, and back to where one came from (UX.md J1)."""

import datetime

import pytest

from planning.forms.missing import GAPS, LABELS, projects_lacking
from planning.models import OperationalPlan, Project
from tests import factories
from workflow.completeness import lacks

PLAN = "/arbeta/exempelkoping/verksamhetsplan/2027/"
URL = f"{PLAN}utvecklingsplan/?saknar="


def text(response):
    return response.content.decode()


@pytest.fixture
def one(plan):
    return factories.ProjectFactory(plan=plan, title="Automatisk kontroll")


@pytest.fixture
def other(plan):
    return factories.ProjectFactory(plan=plan, title="Skolvalet digitalt")


def data(*rows):
    """What the page sends: (project, {field: value}) pairs."""
    sent = {"rad": [project.pk for project, _values in rows]}
    for project, values in rows:
        sent[f"p{project.pk}-seen_count"] = project.edit_count
        sent |= {f"p{project.pk}-{name}": value for name, value in values.items()}
    return sent


def test_only_the_projects_that_lack_it_are_asked_about(login, plan, one, other):
    tagged = factories.ProjectFactory(plan=plan, title="Bygglov", is_cross_cutting=True)
    stopped = factories.ProjectFactory(plan=plan, title="Nedlagt", phase="stopped")
    page = text(login("planner").get(f"{URL}life_events"))
    assert "Automatisk kontroll" in page
    assert "Skolvalet digitalt" in page
    assert tagged.title not in page
    assert stopped.title not in page
    assert "Har projektet ingen egen livshändelse?" in page
    assert "Ingen egen, används av flera" in page


def test_petra_fills_in_both_and_comes_back_to_the_plan(login, one, other):
    event = factories.LifeEventFactory(name="Börja skolan")
    client = login("planner")
    rows = data((one, {"life_events": "egen"}), (other, {"life_events": event.pk}))
    response = client.post(f"{URL}life_events", rows)
    assert response.url == PLAN
    one.refresh_from_db()
    assert one.is_cross_cutting
    assert [*other.life_events.all()] == [event]
    assert "2 projekt sparade." in text(client.get(response.url))


@pytest.mark.parametrize(
    ("came_from", "back"), [("hem", "/hem/"), ("lista", f"{PLAN}utvecklingsplan/"), ("//ont.example", PLAN), ("", PLAN)]
)
def test_one_comes_back_to_where_one_came_from(login, one, came_from, back):
    response = login("planner").post(f"{URL}purpose&fran={came_from}", data((one, {"purpose": "Snabbare svar."})))
    assert response.url == back


def test_every_field_can_be_filled_in(login, plan, person, one):
    one.phase = "running"
    factories.ServiceTypeFactory.create_batch(12)
    goal = factories.ShortTermGoalFactory(plan=plan)
    kind = factories.ServiceTypeFactory()
    one.ends_on = datetime.date(2027, 12, 31)
    one.save()
    for field, value in {
        "service_types": kind.pk,
        "purpose": "Snabbare svar.",
        "owner": person("project_lead").pk,
        "goals": goal.pk,
        "considerations": "Inget särskilt.",
        "partnering": "alone",
        "handing_over": "later",
    }.items():
        one.refresh_from_db()
        assert login("planner").post(URL + field, data((one, {field: value}))).status_code == 302, field
    one.refresh_from_db()
    months = {"starts_on": "mar 2027", "ends_on": "dec 2027"}
    one.ends_on = None
    one.save()
    login("planner").post(f"{URL}starts_on", data((one, months)))
    one.refresh_from_db()
    assert (one.starts_on, one.ends_on) == (datetime.date(2027, 3, 1), datetime.date(2027, 12, 31))
    assert (one.purpose, one.owner.name, one.partnering) == ("Snabbare svar.", "Omar Salim", "alone")
    assert (one.handing_over, one.considerations) == ("later", "Inget särskilt.")
    assert one.service_types.get() == kind
    assert one.goals.get() == goal


def test_what_is_left_empty_is_left(login, one, other):
    login("planner").post(f"{URL}purpose", data((one, {"purpose": ""}), (other, {"purpose": "Snabbare."})))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.edit_count, other.edit_count) == (0, 1)


def test_one_that_somebody_changed_meanwhile_is_shown_and_the_others_are_saved(login, person, one, other):
    rows = data((one, {"purpose": "Mitt."}), (other, {"purpose": "Snabbare."}))
    Project.objects.filter(pk=one.pk).update(edit_count=4, edited_by=person("manager"), purpose="Jonas text.")
    response = login("planner").post(f"{URL}purpose", rows)
    assert response.status_code == 409
    page = text(response)
    for told in (
        "1 projekt sparat.",
        "1 behöver rättas.",
        "Jonas Ek sparade kl.",
        "Jonas text.",
        ">\nMitt.</textarea>",
    ):
        assert told in page, told
    assert "Skolvalet digitalt" not in page
    other.refresh_from_db()
    assert other.purpose == "Snabbare."


def test_what_the_other_chose_is_told_in_words(login, one):
    rows = data((one, {"life_events": factories.LifeEventFactory().pk}))
    one.life_events.add(factories.LifeEventFactory(name="Starta restaurang"))
    Project.objects.filter(pk=one.pk).update(edit_count=4)
    assert "sparade:</b> Starta restaurang" in text(login("planner").post(f"{URL}life_events", rows))


def test_a_project_that_somebody_removed_keeps_what_was_typed(login, one, other):
    rows = data((one, {"purpose": "Mitt."}), (other, {"purpose": "Snabbare."}))
    one.delete()
    response = login("planner").post(f"{URL}purpose", rows)
    assert response.status_code == 409
    assert "Någon annan har tagit bort det här." in text(response)
    assert "Mitt." in text(response)


def test_wrong_input_is_explained_and_the_others_are_saved(login, one, other):
    rows = data((one, {"starts_on": "x"}), (other, {"starts_on": "mar 2027", "ends_on": "apr 2027"}))
    page = text(login("planner").post(f"{URL}starts_on", rows))
    assert "Skriv månad och år, till exempel okt 2027 eller 2027-10." in page
    assert "1 projekt sparat. 1 behöver rättas." in page


def test_another_organisations_person_and_goal_are_refused(login, one):
    stranger, goal = factories.MembershipFactory(role="planner").user, factories.ShortTermGoalFactory()
    for field, number in (("owner", stranger.pk), ("goals", goal.pk), ("life_events", "9" * 30), ("owner", "\x00")):
        page = text(login("planner").post(URL + field, data((one, {field: number}))))
        assert "Valet finns inte längre. Välj bland dem som visas." in page or "\x00" in str(number)
    one.refresh_from_db()
    assert one.owner is None


@pytest.mark.parametrize("rows", [[], ["x"], ["9" * 30], ["\x00"]])
def test_a_post_about_nothing_changes_nothing(login, one, rows):
    response = login("planner").post(f"{URL}purpose", {"rad": rows})
    assert response.status_code in (200, 302, 409)


def test_omar_is_asked_about_his_own_only(login, plan, person, one):
    own = factories.ProjectFactory(plan=plan, title="Omars projekt", owner=person("project_lead"))
    omar = login("project_lead")
    page = text(omar.get(f"{URL}purpose"))
    assert "Omars projekt" in page
    assert "Automatisk kontroll" not in page
    omar.post(f"{URL}purpose", data((own, {"purpose": "Mitt."}), (one, {"purpose": "Inte mitt."})))
    own.refresh_from_db()
    one.refresh_from_db()
    assert (own.purpose, one.purpose) == ("Mitt.", "")


def test_rut_sees_the_list_and_may_not_write(login, one):
    page = text(login("reader").get(f"{URL}purpose"))
    assert "1 av 1 projekt" in page
    assert "Spara" not in page
    assert login("reader").post(f"{URL}purpose", data((one, {"purpose": "Mitt."}))).status_code == 403
    assert login().get(f"{URL}purpose").status_code == 404


def test_a_closed_plan_refuses_and_keeps_what_was_typed(login, plan, one):
    plan.state = "submitted"
    plan.save()
    response = login("planner").post(f"{URL}purpose", data((one, {"purpose": "Mitt."})))
    assert response.status_code == 409
    assert "Mitt." in text(response)
    one.refresh_from_db()
    assert one.purpose == ""


def test_twenty_are_asked_about_at_a_time(login, plan):
    projects = [factories.ProjectFactory(plan=plan) for _each in range(23)]
    client = login("planner")
    page = text(client.get(f"{URL}purpose"))
    assert "Spara, så kommer de 3 som är kvar." in page
    response = client.post(f"{URL}purpose", data(*[(project, {"purpose": "Bra."}) for project in projects[:20]]))
    assert response.url == f"{URL}purpose"


@pytest.mark.parametrize("field", sorted(GAPS))
def test_queries_do_not_grow(login, plan, queries, field):
    client = login("planner")
    many = {"phase": "running"} | ({"ends_on": datetime.date(2027, 12, 31)} if field == "handing_over" else {})
    for _each in range(2):
        factories.ProjectFactory(plan=plan, **many)
    few = queries(client, URL + field)
    for _each in range(10):
        factories.ProjectFactory(plan=plan, **many)
    assert queries(client, URL + field) == few <= 12


def test_the_list_asks_for_what_the_rules_ask_for(plan):
    """Every lack of several projects leads to a list of just as many; the rules and the list never disagree."""
    factories.ShortTermGoalFactory(plan=plan)
    for phase in ("idea", "idea", "running", "running", "running", "stopped"):
        factories.ProjectFactory(plan=plan, ends_on=datetime.date(2027, 12, 31), phase=phase)
    found = OperationalPlan.objects.get(pk=plan.pk)
    asked = {lack.url.split("?saknar=")[1]: lack for lack in lacks(found) if "utvecklingsplan/?saknar=" in lack.url}
    assert set(asked) == set(LABELS) - {"ends_on"}
    for field, lack in asked.items():
        assert f" {len(projects_lacking(found, field))} " in lack.text, lack.text


def test_of_another_organisations_project_nothing_is_told(login, one):
    decided = factories.OperationalPlanFactory(
        agency__name="Annan", year=2026, state="decided", decided_on=datetime.date(2026, 1, 1)
    )
    theirs = factories.ProjectFactory(
        plan=decided, title="Hemligt", starts_on=datetime.date(2026, 3, 1), ends_on=datetime.date(2026, 9, 30)
    )
    response = login("planner").post(f"{URL}starts_on", data((theirs, {"starts_on": "apr 2027"})))
    assert response.status_code == 409
    assert "mars 2026" not in text(response)
    assert "Hemligt" not in text(response)


@pytest.mark.parametrize("field", ["benefits", "documents"])
def test_what_takes_more_than_a_field_is_a_list_of_links(login, one, field):
    one.phase = "running"
    one.save()
    page = text(login("planner").get(URL + field))
    assert "1 av 1 projekt" in page
    assert f"projekt/{one.pk}/andra/#id_{field}-0-kind" in page


def test_those_left_empty_do_not_stand_in_the_way_of_the_rest(login, plan):
    projects = [factories.ProjectFactory(plan=plan, title=f"Projekt {number:02}") for number in range(23)]
    petra = login("planner")
    one, left = projects[0], projects[1:20]
    answer = petra.post(f"{URL}purpose", data((one, {"purpose": "Bra."}), *[(project, {}) for project in left]))
    assert answer.url == f"{URL}purpose&efter=19"
    page = text(petra.get(answer.url))
    assert "Projekt 22" in page
    assert "Projekt 05" not in page
    last = petra.post(answer.url, data(*[(project, {}) for project in projects[20:]]))
    assert last.url == plan.get_absolute_url()
