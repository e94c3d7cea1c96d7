"""What followup shows on the plans' pages, and what it asks of planners."""

import datetime

import pytest

from followup.models import Measurement
from followup.panels import long_term_goals, short_term_goals
from followup.periods import Period
from followup.tasks import missing_values
from tests import factories

TODAY = datetime.date(2026, 10, 15)


@pytest.fixture
def indicator(agency):
    indicator = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)
    Measurement.record(indicator, Period(2026, 2), 40, by=None)
    return indicator


def test_a_strategic_plan_shows_its_goals_against_their_targets(login, strategic_plan, indicator):
    goal = factories.LongTermGoalFactory(plan=strategic_plan, text="Digitalt först")
    indicator.goals.add(goal)
    factories.LongTermGoalFactory(plan=strategic_plan, text="Ett mål utan mått")
    rows = long_term_goals(strategic_plan).values["rows"]
    assert [(row.goal.text, row.row and row.row.value) for row in rows] == [
        ("Digitalt först", 40),
        ("Ett mål utan mått", None),
    ]
    page = login("reader").get(strategic_plan.get_absolute_url()).content.decode()
    assert "Ärenden via e-tjänst, Exempelköpings kommun: värde 40\xa0%" in page
    assert "Indikator saknas" in page


def test_a_year_s_goal_is_drawn_against_the_value_at_the_year_s_end(login, plan, indicator):
    goal = factories.ShortTermGoalFactory(plan=plan, text="45 procent digitalt", year_end_value=45)
    goal.indicators.add(indicator)
    row = short_term_goals(plan).values["rows"][0].row
    assert (row.target, row.target_year, row.bullet.target) == (45, 2027, 45)
    assert "mål 45\xa0%" in login("reader").get(plan.get_absolute_url()).content.decode()


def test_nothing_to_measure_is_no_panel(plan, strategic_plan):
    factories.LongTermGoalFactory(plan=strategic_plan)
    assert long_term_goals(strategic_plan) is None
    assert short_term_goals(plan) is None


@pytest.mark.parametrize(("panel", "goals"), [(long_term_goals, 2), (long_term_goals, 12), (short_term_goals, 12)])
def test_a_panel_costs_two_queries_however_many_goals(
    panel, goals, plan, strategic_plan, agency, django_assert_num_queries
):
    subject = strategic_plan if panel is long_term_goals else plan
    make = factories.LongTermGoalFactory if panel is long_term_goals else factories.ShortTermGoalFactory
    for _ in range(goals):
        make(plan=subject).indicators.add(factories.IndicatorFactory(agency=agency, target=60))
    _ = subject.listed_goals
    with django_assert_num_queries(2):
        for entry in panel(subject).values["rows"]:
            assert entry.row.indicator.get_absolute_url()


def test_one_missing_value_leads_straight_to_the_form(person, indicator, agency):
    lacking = factories.IndicatorFactory(agency=agency, name="Svarstid")
    [task] = missing_values(person("planner"), TODAY)
    assert task.title == "Registrera värdet för tertial 2 2026: Svarstid"
    assert task.url == f"{lacking.get_absolute_url()}#registrera"
    assert (task.due, task.agency) == (datetime.date(2026, 9, 30), "Exempelköpings kommun")


def test_several_missing_values_lead_to_the_list(person, agency):
    factories.IndicatorFactory.create_batch(3, agency=agency)
    [task] = missing_values(person("planner"), TODAY)
    assert task.title == "Registrera 3 mätvärden för tertial 2 2026"
    assert task.url == "/arbeta/exempelkoping/uppfoljning/#saknas"


def test_yearly_values_are_asked_for_by_year(person, agency):
    factories.IndicatorFactory(agency=agency, name="Nöjdhet", frequency="year")
    [task] = missing_values(person("planner"), TODAY)
    assert task.title == "Registrera värdet för 2025: Nöjdhet"


def test_what_is_measured_or_not_yet_due_is_not_asked_for(person, indicator, agency):
    factories.IndicatorFactory(agency=agency, baseline_year=2026)
    assert list(missing_values(person("planner"), TODAY)) == []


def test_an_old_row_that_was_corrected_does_not_hide_nor_make_a_lack(person, indicator):
    Measurement.record(indicator, Period(2026, 2), 41, by=None, correction="Rättat")
    assert list(missing_values(person("planner"), TODAY)) == []


def test_only_those_who_may_register_are_asked(person, agency):
    factories.IndicatorFactory(agency=agency)
    assert [len(list(missing_values(person(role), TODAY))) for role in ("reader", "project_lead", None)] == [0, 0, 0]
    assert len(list(missing_values(person("manager"), TODAY))) == 1


def test_the_question_is_one_query_however_many_agencies(db, django_assert_num_queries):
    user = factories.UserFactory()
    for _ in range(4):
        agency = factories.AgencyFactory()
        factories.MembershipFactory(user=user, agency=agency, role="planner")
        factories.IndicatorFactory.create_batch(2, agency=agency)
    _ = user.own_memberships
    with django_assert_num_queries(1):
        assert len(list(missing_values(user, TODAY))) == 4
