"""Into a plan that is there: initiatives that become projects, and copies of what others have published."""

import datetime
from decimal import Decimal

import pytest

from planning.copying import cut, free_title
from planning.links import address
from planning.models import OperationalPlan
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def fetch(plan):
    return address(plan, "project_fetch")


@pytest.fixture
def initiative(strategic_plan, agency):
    """An initiative of the plan's own year, marked and estimated."""
    made = factories.InitiativeFactory(
        plan=strategic_plan,
        title="Öppna kontrollresultat",
        description="Alla ser resultatet. " * 20,
        first_year=2027,
        last_year=2028,
    )
    made.life_events.add(factories.LifeEventFactory())
    made.service_types.add(factories.ServiceTypeFactory())
    made.services.add(factories.ServiceFactory(agency=agency))
    made.citizen_problems.add(factories.CitizenProblemFactory())
    return made


class TestFetchingInitiatives:
    def test_an_initiative_becomes_a_project_with_its_marks(self, login, plan, fetch, initiative):
        client = login("planner")
        response = client.post(fetch, typed(client, fetch))
        project = plan.projects.get()
        assert response.url == address(plan, "projects")
        assert (project.title, project.initiative) == (initiative.title, initiative)
        assert project.purpose.endswith(" resultatet…")
        assert len(project.purpose) <= 300
        for name in ("life_events", "service_types", "services", "citizen_problems"):
            assert list(getattr(project, name).all()) == list(getattr(initiative, name).all()), name
        assert (project.starts_on, project.ends_on, project.edited_by.name) == (None, None, "Petra Lind")

    def test_estimates_continue_as_benefits_and_only_a_certain_number_is_one(self, login, plan, fetch, initiative):
        exact = factories.BenefitEstimateFactory(
            initiative=initiative, low=2, high=2, unit="tkr", from_year=2028, responsible_role="Chef", note="Porto"
        )
        factories.BenefitEstimateFactory(initiative=initiative, low=1, high=2, kind="quality")
        client = login("planner")
        client.post(fetch, typed(client, fetch))
        one, other = plan.projects.get().benefits.all()
        assert (one.amount, one.unit, one.from_year, one.responsible_role, one.note, one.estimate) == (
            Decimal(2),
            "tkr",
            2028,
            "Chef",
            "Porto",
            exact,
        )
        assert (other.amount, other.kind) == (None, "quality")

    def test_it_works_for_the_goals_that_follow_the_same_long_term_goal(
        self, login, plan, fetch, initiative, strategic_plan
    ):
        goal = factories.LongTermGoalFactory(plan=strategic_plan)
        initiative.goals.add(goal)
        follows = factories.ShortTermGoalFactory(plan=plan)
        follows.long_term_goals.add(goal)
        factories.ShortTermGoalFactory(plan=plan)
        client = login("planner")
        client.post(fetch, typed(client, fetch))
        assert plan.projects.get().goals.get() == follows

    def test_those_of_the_year_are_ticked_and_those_that_are_projects_are_told(
        self, login, plan, fetch, initiative, strategic_plan
    ):
        factories.InitiativeFactory(plan=strategic_plan, title="Förra perioden", first_year=2024, last_year=2025)
        there = factories.InitiativeFactory(plan=strategic_plan, title="En väg in", first_year=2027)
        factories.ProjectFactory(plan=plan, title="Krögarguiden", initiative=there)
        response = login("planner").get(fetch)
        assert response.context["form"]["initiatives"].value() == [initiative.pk]
        assert "Förra perioden" in text(response)
        finished = text(response).split("Finns redan</h2>")[1]
        assert "En väg in" in finished
        assert "Krögarguiden" in finished

    def test_pressing_twice_adds_once(self, login, plan, fetch, initiative):
        client = login("planner")
        data = typed(client, fetch)
        assert client.post(fetch, data).status_code == client.post(fetch, data).status_code == 302
        assert plan.projects.count() == 1

    def test_an_initiative_of_a_revised_strategic_plan_is_the_same(
        self, login, agency, plan, fetch, initiative, strategic_plan
    ):
        client = login("planner")
        client.post(fetch, typed(client, fetch))
        revised = factories.StrategicPlanFactory(agency=agency, number=2, revises=strategic_plan)
        factories.InitiativeFactory(plan=revised, uid=initiative.uid, title=initiative.title, first_year=2027)
        OperationalPlan.objects.filter(pk=plan.pk).update(strategic_plan=revised)
        assert "Alla insatser är redan projekt i planen." in text(client.get(fetch))

    def test_a_name_that_is_taken_is_told_apart(self, login, plan, fetch, initiative):
        factories.ProjectFactory(plan=plan, title=initiative.title)
        client = login("planner")
        client.post(fetch, typed(client, fetch))
        assert plan.projects.get(initiative=initiative).title == "Öppna kontrollresultat (kopia)"

    def test_choosing_nothing_is_explained(self, login, plan, fetch, initiative):
        client = login("planner")
        assert "Välj minst en insats, eller gå tillbaka." in text(
            client.post(fetch, typed(client, fetch, initiatives=[]))
        )

    def test_nothing_of_another_organisation_can_be_fetched(self, login, plan, fetch, initiative):
        page = text(login("planner").post(fetch, {"initiatives": [factories.InitiativeFactory().pk]}))
        assert "Ett av valen finns inte längre." in page
        assert not plan.projects.exists()

    def test_a_plan_without_a_strategic_plan_says_what_to_do(self, login, plan, fetch):
        OperationalPlan.objects.update(strategic_plan=None)
        assert address(plan, "plan_edit") in text(login("planner").get(fetch))

    def test_queries_do_not_grow_with_rows(self, login, plan, fetch, strategic_plan, queries):
        client, taken = login("planner"), []
        for count in (2, 12):
            for one in factories.InitiativeFactory.create_batch(count, plan=strategic_plan, first_year=2027):
                factories.ProjectFactory(plan=plan, initiative=one)
            factories.InitiativeFactory.create_batch(count, plan=strategic_plan, first_year=2027)
            taken.append(queries(client, fetch))
        assert taken[0] == taken[1] <= 12


@pytest.fixture
def theirs(db):
    """What Exempelmyndigheten has published for 2026, with what only they read."""
    agency = factories.AgencyFactory(name="Exempelmyndigheten")
    plan = factories.OperationalPlanFactory(agency=agency, year=2026, state="published", decided_on="2025-12-01")
    project = factories.ProjectFactory(
        plan=plan,
        title="Digital guide",
        purpose="En väg in.",
        owner=factories.UserFactory(),
        department="Enheten",
        starts_on=datetime.date(2026, 1, 1),
        budget_line=3,
        partnering="seeking",
        legal_which="Hemlig lag",
        contributing="Internt",
        considerations="Internt",
        phase="running",
    )
    project.life_events.add(factories.LifeEventFactory(name="Starta restaurang"))
    project.service_types.add(factories.ServiceTypeFactory())
    project.citizen_problems.add(factories.CitizenProblemFactory())
    project.benefits.create(
        kind="quality", amount=7, unit="mnkr", note="Färre frågor", responsible_role="Chef", baseline=4
    )
    project.partnerships.create(name="Handelskammaren")
    project.report("off_track", by=None)
    goal = factories.ShortTermGoalFactory(plan=plan, text="Enkelt att söka", year_end_value=45, owner_role="Chef")
    return {"plan": plan, "project": project, "goal": goal}


KINDS = ["project", "goal"]


@pytest.fixture
def url(plan, request):
    return address(plan, f"{request.getfixturevalue('kind')}_copy")


class TestCopyingFromOthers:
    def test_a_project_comes_with_its_source_and_nothing_inner(self, login, plan, theirs):
        client = login("planner")
        url = address(plan, "project_copy")
        page = text(client.get(url))
        for shown in ("Digital guide", "En väg in.", "Exempelmyndigheten", "Verksamhetsplan 2026"):
            assert shown in page
        response = client.post(url, typed(client, url, chosen=theirs["project"].pk))
        copy = plan.projects.get()
        assert response.url == address(plan, "project_edit", copy.pk)
        assert (copy.title, copy.purpose, copy.source) == (
            "Digital guide",
            "En väg in.",
            "Exempelmyndigheten, Verksamhetsplan 2026",
        )
        for name in ("life_events", "service_types", "citizen_problems"):
            assert list(getattr(copy, name).all()) == list(getattr(theirs["project"], name).all()), name
        benefit = copy.benefits.get()
        assert (benefit.kind, benefit.note, benefit.amount, benefit.baseline, benefit.responsible_role) == (
            "quality",
            "Färre frågor",
            None,
            None,
            "",
        )
        assert benefit.uid != theirs["project"].benefits.get().uid
        inner = "owner starts_on ends_on department budget partnering legal_which contributing considerations"
        assert not any(getattr(copy, name) for name in inner.split())
        assert (copy.phase, copy.partnerships.count(), copy.status_reports.count()) == ("idea", 0, 0)
        assert copy.uid != theirs["project"].uid

    def test_a_goal_comes_with_its_source_and_no_value(self, login, plan, theirs):
        client = login("planner")
        url = address(plan, "goal_copy")
        response = client.post(url, typed(client, url, chosen=theirs["goal"].pk))
        copy = plan.goals.get()
        assert response.url == address(plan, "goal_edit", copy.pk)
        assert (copy.text, copy.source, copy.year_end_value, copy.owner_role) == (
            "Enkelt att söka",
            "Exempelmyndigheten, Verksamhetsplan 2026",
            None,
            "",
        )
        assert copy.uid != theirs["goal"].uid

    @pytest.mark.parametrize("kind", KINDS)
    def test_pressing_twice_copies_once(self, login, plan, theirs, url, kind):
        client = login("planner")
        data = typed(client, url, chosen=theirs[kind].pk)
        assert client.post(url, data).url == client.post(url, data).url
        assert getattr(plan, f"{kind}s").count() == 1

    def test_a_name_that_is_taken_is_told_apart(self, login, plan, theirs):
        factories.ProjectFactory(plan=plan, title="Digital guide")
        client = login("planner")
        url = address(plan, "project_copy")
        for _time in range(2):  # two visits to the page are two copies
            client.post(url, typed(client, url, chosen=theirs["project"].pk))
        assert set(plan.projects.values_list("title", flat=True)) == {
            "Digital guide",
            "Digital guide (kopia)",
            "Digital guide (kopia 2)",
        }

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("hidden", ["internal", "review", "draft", "decided", "superseded"])
    def test_what_is_not_published_is_neither_shown_nor_copied(self, login, plan, theirs, url, kind, hidden):
        row = theirs[kind]
        if hidden in ("internal", "review"):
            type(row).objects.filter(pk=row.pk).update(disclosure=hidden)
        else:
            OperationalPlan.objects.filter(pk=row.plan_id).update(state=hidden)
        client = login("planner")
        assert str(row) not in text(client.get(url))
        page = text(client.post(url, typed(client, url, chosen=row.pk)))
        assert "Det är inte publicerat längre. Välj bland det som visas." in page
        assert not getattr(plan, f"{kind}s").exists()

    @pytest.mark.parametrize("kind", KINDS)
    def test_ones_own_are_not_others(self, login, agency, theirs, plan, url, kind):
        OperationalPlan.objects.filter(pk=theirs["plan"].pk).update(agency=agency)
        assert str(theirs[kind]) not in text(login("planner").get(url))

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(
        ("words", "is_found"), [("EXEMPELMYND", True), ("guide", None), ("söka enkelt", None), ("avlopp", False)]
    )
    def test_one_searches_among_them(self, login, theirs, plan, url, kind, words, is_found):
        page = text(login("planner").get(url, {"sok": words}))
        expected = {"guide": kind == "project", "söka enkelt": kind == "goal"}.get(words, is_found)
        assert (str(theirs[kind]) in page) == expected
        assert ("Ingen träff." in page) != expected

    @pytest.mark.parametrize("kind", KINDS)
    def test_queries_do_not_grow_with_rows(self, login, theirs, plan, url, kind, queries):
        client, taken = login("planner"), []
        factory = {"project": factories.ProjectFactory, "goal": factories.ShortTermGoalFactory}[kind]
        for count in (2, 12):
            for _each in range(count):
                factory(plan__state="published", plan__decided_on="2025-12-01")
            taken.append(queries(client, f"{url}?sok="))
        assert taken[0] == taken[1] <= 12

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("nasty", [*NASTY, "9" * 30])
    def test_anything_can_be_sent(self, login, theirs, url, kind, nasty):
        client = login("planner")
        for field in ("chosen", "draft_uid"):
            response = client.post(url, {"chosen": theirs[kind].pk, field: nasty})
            assert response.status_code in {200, 302}
            assert SCRIPT not in text(response)
        assert client.get(url, {"sok": nasty}).status_code == 200


@pytest.mark.parametrize("name", ["project_fetch", "project_copy", "goal_copy"])
class TestWhoMay:
    @pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
    def test_others_may_not(self, login, plan, name, role, status):
        url = address(plan, name)
        assert login(role).get(url).status_code == login(role).post(url, {}).status_code == status

    def test_a_closed_plan_gets_nothing(self, login, plan, name, initiative, theirs):
        url, client = address(plan, name), login("planner")
        data = typed(client, url)
        data["chosen"] = (theirs["goal"] if name == "goal_copy" else theirs["project"]).pk
        OperationalPlan.objects.filter(pk=plan.pk).update(state="submitted")
        assert client.get(url).status_code == 403
        response = client.post(url, data)
        assert response.status_code == 409
        assert "Planen är inlämnad och går inte att ändra." in text(response)
        assert not plan.projects.exists()
        assert not plan.goals.exists()


def test_a_long_name_still_fits():
    long = "x" * 120
    assert free_title("Ny", {"Gammal"}) == "Ny"
    assert free_title(long, {long}) == "x" * 112 + " (kopia)"
    assert len(free_title(long, {long, "x" * 112 + " (kopia)"})) <= 120


def test_a_long_text_ends_between_two_words():
    assert cut("kort", 300) == "kort"
    assert cut("Det blir enklare, och snabbare", 20) == "Det blir enklare…"
    assert cut("x" * 400, 300) == "x" * 299 + "…"
