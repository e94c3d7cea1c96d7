"""Starting a year's plan: empty, out of the strategic plan, or as a copy of the year before."""

import datetime
import uuid

import pytest

from agencies.models import Role
from planning.copying import KINDS, year_to_start
from planning.models import OperationalPlan
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed

URL = "/arbeta/exempelkoping/verksamhetsplan/ny/"
LISTS = (*KINDS, "initiatives", "long_term_goals", "strategic_premises")


class TestStartingAPlan:
    url = URL

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
        assert (
            'Ni har redan en verksamhetsplan för 2027 (utkast). <a href="/arbeta/exempelkoping/verksamhetsplan/2027/">'
            "Öppna den</a>."
        ) in page
        assert page.count("Välj ett år som inte har någon plan.") == 2

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


@pytest.fixture
def before(agency, strategic_plan):
    """Exempelköping's published plan for 2026."""
    return factories.OperationalPlanFactory(
        agency=agency,
        strategic_plan=strategic_plan,
        year=2026,
        state="published",
        decided_on=datetime.date(2025, 12, 12),
        submit_by=datetime.date(2025, 10, 31),
        decide_by=datetime.date(2025, 12, 12),
    )


@pytest.fixture
def contents(before):
    """One of everything in the plan for 2026, and projects of every kind."""

    def project(title, **facts):
        return factories.ProjectFactory(plan=before, title=title, **facts)

    return {
        "going": project("Krögarguiden", phase="running", ends_on=datetime.date(2027, 9, 30)),
        "open": project("Utan slut"),
        "live": project("Livsmedelsanmälan", phase="live", ends_on=datetime.date(2026, 2, 28)),
        "ends": project("Ny webbplats", phase="running", ends_on=datetime.date(2026, 12, 31)),
        "stopped": project("Stoppat projekt", phase="stopped", ends_on=datetime.date(2027, 12, 31)),
        "goal": factories.ShortTermGoalFactory(plan=before, year_end_value=40),
        "premise": factories.PlanningPremiseFactory(plan=before, year=2025),
        "old": factories.PlanningPremiseFactory(plan=before, year=2024),
        "commitment": factories.ServiceCommitmentFactory(plan=before),
        "criterion": factories.PriorityCriterionFactory(plan=before),
        "training": factories.TrainingNeedFactory(plan=before),
        "follow_up": factories.PlannedFollowUpFactory(plan=before, on=datetime.date(2026, 5, 14), what=""),
    }


def made(agency, year=2027):
    return agency.operationalplans.get(year=year)


@pytest.mark.parametrize(("years", "year"), [(set(), 2027), ({2026}, 2027), ({2026, 2027}, 2028), ({2025, 2028}, 2027)])
def test_the_next_year_without_a_plan_is_started(years, year):
    assert year_to_start(years, datetime.date(2026, 10, 15)) == year


class TestCopyingLastYear:
    def test_two_clicks_with_all_defaults_make_the_plan(self, login, agency, before, contents):
        client = login("planner")
        assert "Starta verksamhetsplan 2027" in text(client.get("/arbeta/exempelkoping/verksamhetsplan/"))
        response = client.post(URL, typed(client, URL))
        plan = made(agency)
        assert response.url == plan.get_absolute_url()
        assert (plan.copied_from, plan.strategic_plan, plan.state) == (before, before.strategic_plan, "draft")
        assert [str(row) for row in plan.projects.all()] == ["Krögarguiden", "Utan slut"]
        assert [row.uid for row in plan.premises.all()] == [contents["premise"].uid]
        assert (plan.goals.get().uid, plan.goals.get().year_end_value) == (contents["goal"].uid, None)
        assert (plan.commitments.count(), plan.criteria.count(), plan.training_needs.count()) == (1, 1, 0)
        assert plan.follow_ups.get().on == datetime.date(2027, 5, 14)

    def test_what_is_left_behind_says_why(self, login, before, contents):
        page = text(login("planner").get(URL))
        for said in ("klart i februari", "slutar i december", "stoppat", "till sep 2027", "från 2024", "14 maj 2027"):
            assert f"<small>{said}</small>" in page, said

    def test_a_sentence_tells_what_she_gets(self, login, before, contents):
        client = login("planner")
        sentence = (
            "Du får 2 projekt, 1 mål, 1 förutsättning, 1 serviceåtagande, 1 prioriteringsgrund och "
            "1 uppföljningstillfälle."
        )
        assert sentence in text(client.get(URL))
        page = text(client.post(URL, typed(client, URL, year="2026", projects=[contents["ends"].pk], goals=[])))
        assert "Du får 1 projekt, 1 förutsättning, 1 serviceåtagande" in page

    def test_how_last_years_plan_stands_is_told(self, login, agency, before):
        client = login("planner")
        assert "Verksamhetsplan 2026 är publicerad, version 1." in text(client.get(URL))
        factories.OperationalPlanFactory(agency=agency, year=2027)
        assert "Verksamhetsplan 2027 är ett utkast, version 1." in text(client.get(URL))

    def test_the_latest_revision_is_copied(self, login, agency, before):
        OperationalPlan.objects.update(state="superseded")
        second = factories.OperationalPlanFactory(agency=agency, year=2026, number=2, revises=before)
        factories.ProjectFactory(plan=second, title="I version 2")
        client = login("planner")
        client.post(URL, typed(client, URL))
        assert made(agency).projects.get().title == "I version 2"

    def test_she_ticks_and_unticks(self, login, agency, before, contents):
        client = login("planner")
        data = typed(client, URL, projects=[contents["live"].pk], goals=[], training_needs=[contents["training"].pk])
        client.post(URL, data)
        plan = made(agency)
        assert plan.projects.get().uid == contents["live"].uid
        assert not plan.goals.exists()
        assert plan.training_needs.count() == 1

    def test_another_year_than_the_next_moves_the_days_further(self, login, agency, before, contents):
        client = login("planner")
        client.post(URL, typed(client, URL, year="2029"))
        assert made(agency, 2029).follow_ups.get().on == datetime.date(2029, 5, 14)

    def test_a_wrong_year_loses_no_tick(self, login, agency, before, contents):
        client = login("planner")
        live = contents["live"].pk
        page = client.post(URL, typed(client, URL, year="snart", projects=[live]))
        assert page.context["form"]["projects"].value() == [str(live)]
        assert "Skriv årtalet med fyra siffror" in text(page)

    def test_the_ticks_of_another_way_do_not_count(self, login, agency, before, contents, strategic_plan):
        initiative = factories.InitiativeFactory(plan=strategic_plan)
        client = login("planner")
        client.post(URL, typed(client, URL, way="empty", initiatives=[initiative.pk]))
        plan = made(agency)
        assert not any(getattr(plan, name).exists() for name in KINDS)
        assert plan.copied_from is None

    def test_wrong_ticks_of_another_way_do_not_hinder(self, login, agency, before, contents):
        client = login("planner")
        assert client.post(URL, typed(client, URL, initiatives=["x", "99"])).status_code == 302

    def test_pressing_twice_makes_one_plan(self, login, agency, before, contents):
        client = login("planner")
        data = typed(client, URL)
        assert [client.post(URL, data).url for _press in range(2)] == [made(agency).get_absolute_url()] * 2
        assert made(agency).projects.count() == 2

    def test_going_back_and_choosing_otherwise_is_told_and_adds_nothing(self, login, agency, before, contents):
        client = login("planner")
        data = typed(client, URL)
        client.post(URL, data)
        response = client.post(URL, data | {"goals": []})
        assert response.status_code == 409
        assert "Verksamhetsplan 2027 är redan skapad, med annat valt. Öppna den och ändra där." in text(response)
        assert made(agency).goals.count() == 1

    def test_two_people_who_start_the_same_year_make_one_plan(self, login, agency, before, contents):
        petra, jonas = login("planner"), login("manager")
        petras, jonass = typed(petra, URL), typed(jonas, URL)
        petra.post(URL, petras)
        page = text(jonas.post(URL, jonass))
        assert "Ni har redan en verksamhetsplan för 2027 (utkast)." in page
        assert agency.operationalplans.filter(year=2027).count() == 1

    @pytest.mark.parametrize("name", KINDS)
    def test_nothing_of_another_organisation_can_be_ticked_in(self, login, agency, before, contents, name):
        factory = {
            "premises": factories.PlanningPremiseFactory,
            "goals": factories.ShortTermGoalFactory,
            "commitments": factories.ServiceCommitmentFactory,
            "projects": factories.ProjectFactory,
            "criteria": factories.PriorityCriterionFactory,
            "training_needs": factories.TrainingNeedFactory,
            "follow_ups": factories.PlannedFollowUpFactory,
        }[name]
        client = login("planner")
        page = text(client.post(URL, typed(client, URL, **{name: [factory().pk]})))
        assert "Ett av valen finns inte längre." in page
        assert not agency.operationalplans.filter(year=2027).exists()

    @pytest.mark.parametrize("other", ["", "x", "9" * 30, "theirs"])
    def test_another_organisations_plan_is_not_copied(self, login, agency, before, contents, other):
        theirs = factories.OperationalPlanFactory(year=2026)
        client = login("planner")
        number = theirs.pk if other == "theirs" else other
        page = text(client.post(URL, typed(client, URL, copied_from=number)))
        assert "Det går inte längre att börja så. Välj bland dem som visas." in page
        assert not agency.operationalplans.filter(year=2027).exists()


class TestTheDates:
    def test_are_last_years_a_year_later_on_working_days(self, login, before):
        form = login("planner").get(URL).context["form"]
        assert form.initial["submit_by"] == datetime.date(2026, 10, 30)  # the 31st is a Saturday
        assert form.initial["decide_by"] == datetime.date(2026, 12, 11)

    def test_are_the_calendars_where_it_has_them(self, login, agency, before):
        year = factories.PlanningYearFactory(agency=agency, year=2026)
        factories.CalendarItemFactory(planning_year=year, key="submit", on=datetime.date(2026, 10, 16))
        form = login("planner").get(URL).context["form"]
        assert form.initial["submit_by"] == datetime.date(2026, 10, 16)
        assert form.initial["decide_by"] == datetime.date(2026, 12, 11)

    def test_are_empty_when_nobody_knows(self, login, agency):
        form = login("planner").get(URL).context["form"]
        assert (form.initial["submit_by"], form.initial["decide_by"]) == (None, None)


class TestFromTheStrategicPlan:
    @pytest.fixture
    def rows(self, strategic_plan):
        return {
            "now": factories.InitiativeFactory(plan=strategic_plan, title="Pågår", first_year=2026, last_year=2027),
            "past": factories.InitiativeFactory(plan=strategic_plan, title="Klar", last_year=2026),
            "unsaid": factories.InitiativeFactory(plan=strategic_plan, title="Utan år"),
            "project": factories.InitiativeFactory(plan=strategic_plan, title="Redan", first_year=2025, last_year=2028),
            "goal": factories.LongTermGoalFactory(plan=strategic_plan, text="Enkelt att göra rätt"),
            "premise": factories.PremiseFactory(plan=strategic_plan),
        }

    def test_is_where_the_first_plan_comes_from(self, login, agency, rows):
        client = login("planner")
        page = text(client.get(URL))
        assert "Kopiera från" not in page
        assert "Du får 2 projekt, 1 mål och 1 förutsättning." in page
        client.post(URL, typed(client, URL))
        plan = made(agency)
        assert [str(row) for row in plan.projects.all()] == ["Pågår", "Redan"]
        assert [str(row) for row in plan.goals.all()] == ["Enkelt att göra rätt"]
        assert plan.premises.get().carried_from == rows["premise"]

    def test_what_is_a_project_already_or_ends_before_is_not_ticked_and_says_why(self, login, before, rows):
        factories.ProjectFactory(plan=before, title="Krögarguiden", initiative=rows["project"])
        client = login("planner")
        page = text(client.get(URL))
        for said in ("finns redan: Krögarguiden", "2026–2027", "inga år är bestämda"):
            assert f"<small>{said}</small>" in page, said
        assert client.get(URL).context["form"]["initiatives"].value() == [rows["now"].pk]

    def test_pressing_twice_makes_one_plan(self, login, agency, rows):
        client = login("planner")
        data = typed(client, URL)
        assert client.post(URL, data).status_code == client.post(URL, data).status_code == 302
        assert made(agency).projects.count() == 2

    def test_one_strategic_plan_must_be_chosen(self, login, agency, rows):
        client = login("planner")
        page = text(client.post(URL, typed(client, URL, strategic_plan="")))
        assert page.count("Välj vilken strategisk plan ni hämtar från.") == 2

    def test_what_another_strategic_plan_has_is_shown_before_it_is_fetched(self, login, agency, rows):
        later = factories.StrategicPlanFactory(agency=agency, first_year=2029)
        theirs = factories.InitiativeFactory(plan=later, title="Ny period", first_year=2029, last_year=2030)
        client = login("planner")
        page = text(client.post(URL, typed(client, URL, strategic_plan=later.pk)))
        assert "Ett av valen finns inte längre. Välj bland dem som visas." in page
        assert theirs.title in page

    @pytest.mark.parametrize("name", ["initiatives", "long_term_goals", "strategic_premises"])
    def test_nothing_of_another_organisation_can_be_ticked_in(self, login, agency, rows, name):
        factory = {
            "initiatives": factories.InitiativeFactory,
            "long_term_goals": factories.LongTermGoalFactory,
            "strategic_premises": factories.PremiseFactory,
        }[name]
        client = login("planner")
        page = text(client.post(URL, typed(client, URL, **{name: [factory().pk]})))
        assert "Ett av valen finns inte längre." in page
        assert not agency.operationalplans.exists()


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize(
    "field", ["year", "strategic_plan", "submit_by", "decide_by", "way", "copied_from", "draft_uid", *LISTS]
)
def test_anything_can_be_sent_without_breaking_the_page(login, contents, field, nasty):
    client = login("planner")
    response = client.post(URL, typed(client, URL, **{field: nasty}))
    assert response.status_code in {200, 302}
    assert SCRIPT not in text(response)


def test_queries_do_not_grow_with_rows(login, before, contents, strategic_plan, queries):
    client, taken = login("planner"), []
    for count in (2, 12):
        factories.ProjectFactory.create_batch(count, plan=before)
        factories.ShortTermGoalFactory.create_batch(count, plan=before)
        factories.PlannedFollowUpFactory.create_batch(count, plan=before)
        factories.InitiativeFactory.create_batch(count, plan=strategic_plan)
        factories.PremiseFactory.create_batch(
            count, plan=strategic_plan, source=factories.PremiseSourceFactory(), title=""
        )
        taken.append(queries(client, URL))
    assert taken[0] == taken[1] <= 12


def test_a_big_plan_is_copied_from_its_page_in_few_queries(
    login, agency, before, contents, django_assert_max_num_queries
):
    factories.ProjectFactory.create_batch(100, plan=before)
    client = login("planner")
    data = typed(client, URL, draft_uid=str(uuid.uuid4()))
    with django_assert_max_num_queries(90):
        assert client.post(URL, data).status_code == 302
    assert made(agency).projects.count() == 102


def test_a_plan_that_is_started_early_does_not_hide_the_one_that_is_next_in_turn(login, agency, plan):
    factories.OperationalPlanFactory(agency=agency, year=2028)
    response = login("reader").get("/arbeta/exempelkoping/verksamhetsplan/aktuell/")
    assert response.url == plan.get_absolute_url()
