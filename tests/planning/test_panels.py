"""What the annual plans show on the strategic plan's pages."""

from planning.panels import short_term_goals
from strategy.links import address
from tests import factories


def test_a_long_term_goal_shows_the_years_goals_that_follow_it(login, plan, strategic_plan, agency):
    followed = factories.LongTermGoalFactory(plan=strategic_plan)
    hole = factories.LongTermGoalFactory(plan=strategic_plan)
    former = factories.OperationalPlanFactory(agency=agency, year=2026, strategic_plan=strategic_plan)
    for one, text in ((plan, "45 % via e-tjänst"), (former, "40 % via e-tjänst")):
        factories.ShortTermGoalFactory(plan=one, text=text).long_term_goals.add(followed)
    assert short_term_goals(strategic_plan).values["rows"] == [
        (followed, [(2026, ["40 % via e-tjänst"]), (2027, ["45 % via e-tjänst"])]),
        (hole, []),
    ]
    page = login("reader").get(address(strategic_plan, "goals")).content.decode()
    assert "45 % via e-tjänst" in page
    assert "Inget mål än" in page


def test_nothing_is_said_before_a_year_has_goals(plan, strategic_plan):
    factories.LongTermGoalFactory(plan=strategic_plan)
    assert short_term_goals(strategic_plan) is None


def test_a_plan_that_has_been_revised_counts_once(plan, strategic_plan, agency):
    goal = factories.LongTermGoalFactory(plan=strategic_plan)
    revision = factories.OperationalPlanFactory(agency=agency, year=2027, number=2, revises=plan)
    for one in (plan, revision):
        factories.ShortTermGoalFactory(plan=one, text="Samma mål").long_term_goals.add(goal)
    assert short_term_goals(strategic_plan).values["rows"] == [(goal, [(2027, ["Samma mål"])])]
