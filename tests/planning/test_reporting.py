"""How a year stands to the one before, and röda tråden with what hangs loose."""

from decimal import Decimal

import pytest

from planning.models import OperationalPlan
from planning.panels import annual_plans
from planning.reporting import against, last_year, loose_ends, threads
from planning.rows.thread import thread_summary
from tests import factories
from tests.planning.whole import make_whole, make_whole_project


@pytest.fixture
def whole(plan, person):
    return make_whole(plan, person("planner"))


def fresh(plan):
    return OperationalPlan.objects.select_related("agency", "strategic_plan").get(pk=plan.pk)


def told_against_last_year(plan):
    plan.fetch_page()
    return against(plan, last_year(plan))


class TestAgainstLastYear:
    def test_projects_are_told_apart_by_what_happened(self, agency, plan):
        before = factories.OperationalPlanFactory(agency=agency, year=2026)
        kept = factories.ProjectFactory(plan=before)
        done = factories.ProjectFactory(plan=before, phase="live")
        factories.ProjectFactory(plan=before, phase="stopped")
        factories.ProjectFactory(plan=plan, uid=kept.uid)
        new = factories.ProjectFactory(plan=plan)
        told = told_against_last_year(plan)
        assert (told.new, len(told.continuing)) == ((new,), 1)
        assert [project.uid for project in told.done] == [done.uid]
        assert told.done[0].get_absolute_url().endswith(f"/2026/projekt/{done.pk}-{done.slug}/")

    def test_it_says_the_same_of_each_project_as_its_row_does(self, agency, plan):
        before = factories.OperationalPlanFactory(agency=agency, year=2026)
        finished = factories.ProjectFactory(plan=before)
        factories.ProjectFactory(plan=plan, uid=finished.uid, phase="live")
        factories.ProjectFactory(plan=plan, phase="stopped")
        told = told_against_last_year(plan)
        assert (told.new, told.continuing, [one.uid for one in told.done]) == ((), (), [finished.uid])

    @pytest.mark.parametrize(
        ("was", "now", "count"), [(40, 45, 1), (45, 45, 0), (None, 45, 1), (40, None, 0), (None, None, 0)]
    )
    def test_goals_that_aim_anew_are_counted(self, agency, plan, was, now, count):
        before = factories.OperationalPlanFactory(agency=agency, year=2026)
        goal = factories.ShortTermGoalFactory(plan=before, year_end_value=was)
        factories.ShortTermGoalFactory(plan=plan, uid=goal.uid, year_end_value=now)
        factories.ShortTermGoalFactory(plan=plan, year_end_value=7)
        assert told_against_last_year(plan).new_values == count

    def test_without_an_earlier_plan_there_is_nothing_to_tell(self, plan):
        assert told_against_last_year(plan) is None


class TestThreads:
    def test_a_whole_one_goes_from_premise_to_benefit(self, plan, whole):
        (thread,) = threads(plan)
        assert thread.gaps == 0
        assert thread.has_end
        assert thread.premises == (plan.premises.get().title,)
        assert thread.long_term_goals == tuple(plan.strategic_plan.goals.all())
        assert thread.projects == (whole,)
        assert thread.indicators == tuple(plan.agency.indicators.all())
        assert thread.benefit == "1\xa0tim per år"

    def test_the_one_with_the_most_gaps_comes_first(self, plan, whole):
        bare = factories.ShortTermGoalFactory(plan=plan, text="Naket")
        found = threads(plan)
        assert found[0].goal == bare
        assert [thread.gaps for thread in found] == [4, 0]

    def test_a_premise_may_come_by_way_of_the_long_term_goal(self, plan, whole):
        goal = plan.goals.get()
        goal.premises.clear()
        premise = factories.PremiseFactory(plan=plan.strategic_plan, title="Enklare för företag")
        goal.long_term_goals.get().premises.add(premise)
        assert threads(plan)[0].premises == ("Enklare för företag",)

    def test_a_stopped_project_leads_nowhere(self, plan, whole):
        type(whole).objects.update(phase="stopped")
        (thread,) = threads(plan)
        assert (thread.projects, thread.benefit, thread.gaps) == ((), "", 1)

    def test_a_project_without_benefit_leaves_a_hole_at_the_end(self, plan, whole):
        whole.benefits.all().delete()
        (thread,) = threads(plan)
        assert (thread.gaps, thread.has_end) == (1, False)

    def test_the_benefits_of_its_projects_are_summed_by_unit(self, plan, whole):
        more = make_whole_project(plan, None, plan.goals.get(), title="Till")
        more.benefits.create(amount=Decimal("0.4"), unit="mnkr")
        (thread,) = threads(plan)
        assert (thread.benefit, thread.uncounted) == ("2\xa0tim, 0,4\xa0mnkr per år", 0)

    def test_a_project_that_nobody_has_counted_is_told_and_no_nought(self, login, plan, whole):
        more = make_whole_project(plan, None, plan.goals.get(), title="Till")
        more.benefits.update(amount=None, note="Nöjdare sökande")
        (thread,) = threads(plan)
        assert (thread.benefit, thread.uncounted) == ("1\xa0tim per år", 1)
        page = login("reader").get(f"{plan.get_absolute_url()}rod-trad/").content.decode()
        assert "1 projekt är inte räknat" in page

    def test_benefits_in_words_only_are_told_as_that(self, plan, whole):
        whole.benefits.update(amount=None, note="Nöjdare sökande")
        (thread,) = threads(plan)
        assert (thread.benefit, thread.uncounted) == ("Nytta i ord", 0)

    def test_they_say_the_same_of_a_plan_that_is_fetched_for_them(self, plan, whole, django_assert_num_queries):
        expected = threads(plan)
        fetched = fresh(plan)
        fetched.fetch_threads()
        with django_assert_num_queries(0):
            assert threads(fetched) == expected

    @pytest.mark.parametrize(
        ("count", "bare", "said"),
        [
            (0, 0, "Inga trådar än."),
            (1, 0, "1 tråd, utan luckor."),
            (0, 1, "1 tråd, med lucka. 1 mål saknar projekt."),
            (3, 1, "4 trådar, 1 med lucka. 1 mål saknar projekt."),
        ],
    )
    def test_are_told_in_a_sentence(self, plan, person, count, bare, said):
        if count:
            make_whole(plan, person("planner"))
            first = plan.goals.get()
            for goal in factories.ShortTermGoalFactory.create_batch(count - 1, plan=plan):
                for name in ("premises", "long_term_goals", "indicators", "projects"):
                    getattr(goal, name).set(getattr(first, name).all())
        factories.ShortTermGoalFactory.create_batch(bare, plan=plan)
        assert thread_summary(threads(fresh(plan)), loose_ends(plan)) == said

    def test_a_loose_project_is_told_in_the_sentence(self, plan, whole):
        factories.ProjectFactory(plan=plan)
        assert thread_summary(threads(plan), loose_ends(plan)) == "1 tråd, utan luckor. 1 projekt saknar mål."


class TestLooseEnds:
    def texts(self, plan):
        found = loose_ends(plan)
        return tuple([one.text for one in ends] for ends in (found.projects, found.premises, found.long_term_goals))

    def test_a_whole_plan_has_none(self, plan, whole):
        assert self.texts(plan) == ([], [], [])

    def test_are_what_no_thread_goes_through(self, plan, whole):
        factories.ProjectFactory(plan=plan, title="Löst", position=1)
        factories.ProjectFactory(plan=plan, title="Lös nummer två", position=2)
        factories.ProjectFactory(plan=plan, title="Stoppat", phase="stopped")
        factories.PlanningPremiseFactory(plan=plan, title="Behov")
        factories.LongTermGoalFactory(plan=plan.strategic_plan, text="Ofullföljt")
        assert self.texts(plan) == (["Löst", "Lös nummer två"], ["Behov"], ["Ofullföljt"])

    def test_what_is_carried_leads_on_by_way_of_the_long_term_goal(self, plan, whole):
        premise = factories.PremiseFactory(plan=plan.strategic_plan)
        factories.PlanningPremiseFactory(plan=plan, carried_from=premise, title="Buren")
        assert self.texts(plan)[1] == ["Buren"]
        plan.goals.get().long_term_goals.get().premises.add(premise)
        assert self.texts(plan)[1] == []

    def test_another_years_goal_follows_nothing_this_year(self, plan, whole):
        goal = factories.LongTermGoalFactory(plan=plan.strategic_plan, text="Förra årets")
        before = factories.OperationalPlanFactory(agency=plan.agency, year=2026)
        factories.ShortTermGoalFactory(plan=before).long_term_goals.add(goal)
        assert self.texts(plan)[2] == ["Förra årets"]

    def test_without_a_strategic_plan_there_are_no_long_term_goals(self, plan, whole, django_assert_num_queries):
        plan.strategic_plan = None
        with django_assert_num_queries(1):
            assert self.texts(plan) == ([], [], [])


def test_an_initiative_that_no_year_takes_up_is_a_hole(plan, strategic_plan):
    taken = factories.InitiativeFactory(plan=strategic_plan)
    hole = factories.InitiativeFactory(plan=strategic_plan)
    factories.ProjectFactory(plan=plan, initiative=taken)
    assert annual_plans(strategic_plan).values["rows"] == [(taken, [(2027, 1)]), (hole, [])]
