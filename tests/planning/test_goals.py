"""The page of the short-term goals."""

from decimal import Decimal

import pytest

from planning.links import address
from planning.reporting import threads
from tests import factories
from tests.strategy.posting import SCRIPT, text


@pytest.fixture
def url(plan):
    return address(plan, "goals")


@pytest.fixture
def whole(plan, strategic_plan, agency):
    """A goal with all that one can have."""
    goal = factories.ShortTermGoalFactory(
        plan=plan,
        text="45 % via e-tjänst",
        year_end_value=Decimal(45),
        owner_role="Digitaliseringschef",
        department="Medborgarkontoret",
        contributing="It-avdelningen",
        strategies=["channels"],
        source="Exempelverket, verksamhetsplan 2026",
    )
    long_term = factories.LongTermGoalFactory(plan=strategic_plan, text="En väg in")
    long_term.premises.add(factories.PremiseFactory(plan=strategic_plan, title="En enklare kommun"))
    goal.long_term_goals.add(long_term)
    goal.premises.add(factories.PlanningPremiseFactory(plan=plan, title="Företagarenkät 2026"))
    goal.indicators.add(factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst"))
    goal.projects.add(factories.ProjectFactory(plan=plan, title="Krogarguiden"))
    return goal


class TestThePage:
    def test_shows_all_that_is_said_about_a_goal(self, login, whole, url):
        page = text(login("reader").get(url))
        for shown in (
            "45 % via e-tjänst",
            "En väg in",
            "Kanalstrategi",
            "Företagarenkät 2026",
            "En enklare kommun",
            "Ärenden via e-tjänst",
            "45\u00a0% vid årets slut",
            "Ansvarig: Digitaliseringschef",
            "Medborgarkontoret",
            "Bidrar: It-avdelningen",
            "Hämtat från Exempelverket, verksamhetsplan 2026",
        ):
            assert shown in page, shown
        assert f'href="{whole.projects.get().get_absolute_url()}">Krogarguiden' in page
        assert f'href="{whole.indicators.get().get_absolute_url()}"' in page
        assert "Saknas" not in page

    def test_a_premise_that_was_carried_is_told_once(self, login, plan, whole, url):
        steering = whole.long_term_goals.get().premises.get()
        carried = factories.PlanningPremiseFactory(
            plan=plan, kind="strategic", title="Med årets ord", carried_from=steering
        )
        whole.premises.set([carried])
        page = text(login("reader").get(url))
        assert "Med årets ord" in page
        assert "En enklare kommun" not in page

    def test_what_is_missing_is_dashed_and_leads_to_the_field(self, login, plan, url):
        goal = factories.ShortTermGoalFactory(plan=plan)
        edit = address(plan, "goal_edit", goal.pk)
        client = login("planner")
        page, form = text(client.get(url)), text(client.get(edit))
        for field in ("long_term_goals", "premises", "indicators", "projects"):
            assert f'class="gap-tag" href="{edit}#id_{field}"' in page
            assert f'id="id_{field}"' in form
        page = text(login("reader").get(url))
        assert page.count("Saknas") == 4
        assert edit not in page

    def test_a_goal_that_is_not_published_says_so(self, login, plan, url):
        factories.ShortTermGoalFactory(plan=plan, disclosure="review")
        assert "Sekretessprövas" in text(login("reader").get(url))

    def test_a_value_of_several_indicators_has_no_unit(self, login, whole, agency, url):
        whole.indicators.add(factories.IndicatorFactory(agency=agency))
        page = text(login("reader").get(url))
        assert "45 vid årets slut" in page
        assert "45\u00a0%" not in page

    def test_nothing_typed_becomes_markup(self, login, plan, url):
        values = dict.fromkeys(("text", "owner_role", "department", "contributing", "source"), SCRIPT)
        factories.ShortTermGoalFactory(plan=plan, **values)
        assert SCRIPT not in text(login("planner").get(url))

    def test_leads_to_the_commitments_and_counts_them(self, login, plan, url):
        factories.ServiceCommitmentFactory(plan=plan)
        page = text(login("reader").get(url))
        assert f'href="{address(plan, "commitments")}"' in page
        assert "1 åtagande till dem ni finns till för." in page

    def test_takes_the_same_queries_whatever_the_rows(self, login, plan, strategic_plan, agency, url, queries):
        client, taken = login("planner"), []
        for count in (2, 12):
            for _number in range(count):
                goal = factories.ShortTermGoalFactory(plan=plan)
                source = factories.PremiseSourceFactory()
                long_term = factories.LongTermGoalFactory(plan=strategic_plan)
                long_term.premises.add(factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind=""))
                goal.long_term_goals.add(long_term)
                goal.premises.add(factories.PlanningPremiseFactory(plan=plan))
                goal.indicators.add(factories.IndicatorFactory(agency=agency))
                goal.projects.add(factories.ProjectFactory(plan=plan))
            taken.append(queries(client, url))
        assert taken[0] == taken[1] <= 12


class TestOnlyWhatLacks:
    @pytest.mark.parametrize(
        ("name", "sentence", "none"),
        [
            ("indicators", "1 mål saknar indikator.", "Alla mål har en indikator."),
            ("long_term_goals", "1 mål följer inget långsiktigt mål.", "Alla mål följer ett långsiktigt mål."),
            ("projects", "1 mål har inget projekt.", "Alla mål har ett projekt."),
        ],
    )
    def test_something_is_shown_under_a_sentence(self, login, plan, whole, url, name, sentence, none):
        client = login("planner")
        asked = f"{url}?saknar={name}"
        assert none in text(client.get(asked))
        factories.ShortTermGoalFactory(plan=plan, text="Kortare väg till beslut")
        page = text(client.get(asked))
        assert sentence in page
        assert "2. <a" in page, "a goal keeps its number"
        assert "Kortare väg till beslut" in page
        assert "45 % via e-tjänst" not in page
        assert f'<a href="{url}">Visa alla mål</a>' in page

    @pytest.mark.parametrize("name", ["", "x", "owner_role", "\x00", SCRIPT])
    def test_anything_else_shows_all(self, login, whole, url, name):
        page = text(login("planner").get(url, {"saknar": name}))
        assert "45 % via e-tjänst" in page
        assert "Visa alla mål" not in page
        assert SCRIPT not in page


def test_an_empty_page_gives_petra_examples_to_start_from(login, plan, url):
    client = login("planner")
    page, add = text(client.get(url)), address(plan, "goal_add")
    assert "Inga mål än. Börja med ett som kommer ur era långsiktiga mål" in page
    assert f"{add}?exempel=3" in page
    assert 'value="Var tionde rutinärende avgörs automatiskt"' in text(client.get(f"{add}?exempel=2"))
    assert client.get(f"{add}?exempel=²").status_code == 200
    assert f"{add}?exempel" not in text(login("reader").get(url))


def test_a_goal_tells_roda_traden_where_it_comes_from(plan, whole, django_assert_num_queries):
    premise = factories.PlanningPremiseFactory(plan=plan)
    factories.ShortTermGoalFactory(plan=plan).premises.add(premise)
    with django_assert_num_queries(6):
        assert [goal.origins for goal in plan.listed_goals] == [
            ["Företagarenkät 2026", "En enklare kommun"],
            [premise.title],
        ]
    assert [list(thread.premises) for thread in threads(plan)] == [goal.origins for goal in reversed(plan.listed_goals)]


def test_petra_moves_a_goal(login, plan):
    first, second = (factories.ShortTermGoalFactory(plan=plan, position=place) for place in range(2))
    response = login("planner").post(address(plan, "goal_move"), {"upp": second.pk})
    assert response.url == f"{address(plan, 'goals')}#rad-{second.pk}"
    assert list(plan.goals.all()) == [second, first]


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_move(login, plan, role, status):
    goal = factories.ShortTermGoalFactory(plan=plan)
    assert login(role).post(address(plan, "goal_move"), {"upp": goal.pk}).status_code == status


def test_a_goal_with_only_a_stopped_project_asks_for_another(login, plan):
    goal = factories.ShortTermGoalFactory(plan=plan)
    factories.ProjectFactory(plan=plan, title="Krogguiden", phase="stopped").goals.add(goal)
    page = login("planner").get(address(plan, "goals") + "?saknar=projects").content.decode()
    assert 'Krogguiden <span class="muted">(stoppat)</span>' in page
    assert "Koppla projekt" in page
