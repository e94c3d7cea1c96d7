"""What comes along into a new year, what is left behind, and what leads where in another strategic plan."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import copying
from planning.copying import KINDS, copy_year, fetch_strategy, moved
from planning.links import address
from planning.models import OperationalPlan, Project
from planning.reporting import against, last_year
from tests import factories


@pytest.fixture
def source(agency, strategic_plan):
    """Exempelköping's published plan for 2026."""
    return factories.OperationalPlanFactory(
        agency=agency, strategic_plan=strategic_plan, year=2026, state="published", decided_on="2025-12-12"
    )


def everything(source):
    return {name: list(getattr(source, name).all()) for name in KINDS}


def copied(source, target, person, **chosen):
    copy_year(source, target, chosen or everything(source), by=person("planner"))
    target.refresh_from_db()
    return target


class TestAProject:
    def test_says_what_it_said_and_is_the_same_one(self, source, plan, person, agency):
        project = factories.ProjectFactory(
            plan=source,
            title="Krögarguiden",
            short_title="Guiden",
            purpose="En väg in.",
            starts_on=datetime.date(2026, 4, 1),
            ends_on=datetime.date(2027, 9, 30),
            phase="running",
            department="Näringslivsenheten",
            checklist=["manuals"],
            receiver="Förvaltningen",
            source="Exempelverket, Verksamhetsplan 2025",
            disclosure="internal",
        )
        for name, word in (
            ("life_events", factories.LifeEventFactory()),
            ("service_types", factories.ServiceTypeFactory()),
            ("services", factories.ServiceFactory(agency=agency)),
            ("citizen_problems", factories.CitizenProblemFactory()),
        ):
            getattr(project, name).add(word)
        copied(source, plan, person)
        copy = plan.projects.get()
        same = (
            "uid title short_title purpose starts_on ends_on phase department checklist receiver source disclosure "
            "search_text"
        )
        for name in same.split():
            assert getattr(copy, name) == getattr(project, name), name
        for name in ("life_events", "service_types", "services", "citizen_problems"):
            assert list(getattr(copy, name).all()) == list(getattr(project, name).all()), name
        assert (copy.edit_count, copy.edited_by.name) == (0, "Petra Lind")

    def test_leaves_budgets_lage_changed_dates_and_handing_over_behind(self, source, plan, person):
        project = factories.ProjectFactory(
            plan=source,
            budget_line=1,
            budget_project=2,
            budget_maintenance=3,
            training="none",
            handing_over="yes",
            handover_on=datetime.date(2026, 11, 1),
            agreement="draft",
        )
        project.report("at_risk", by=person("planner"))
        project.date_changes.create(field="ends_on", reason="Försenad")
        copied(source, plan, person)
        copy = plan.projects.get()
        assert (copy.budget, copy.training, copy.handing_over, copy.handover_on) == (None, "", "", None)
        assert copy.agreement == "draft"
        assert not copy.status_reports.exists()
        assert not copy.date_changes.exists()

    def test_keeps_that_it_is_handed_over_later_and_a_day_that_is_still_ahead(self, source, plan, person):
        ahead = datetime.date(2027, 3, 31)
        factories.ProjectFactory(plan=source, handing_over="later", handover_on=ahead)
        copied(source, plan, person)
        copy = plan.projects.get()
        assert (copy.handing_over, copy.handover_on) == ("later", ahead)

    def test_keeps_its_owner_only_while_they_lead_projects_there(self, source, plan, person):
        gone = person()
        factories.ProjectFactory(plan=source, title="Omars", owner=person("project_lead"))
        factories.ProjectFactory(plan=source, title="Svens", owner=gone)
        copied(source, plan, person)
        assert {row.title: row.owner for row in plan.projects.all()} == {"Omars": person("project_lead"), "Svens": None}

    def test_takes_its_parts_along(self, source, plan, person, agency):
        project = factories.ProjectFactory(plan=source)
        other = factories.AgencyFactory()
        benefit = project.benefits.create(
            kind="freed", amount=420, note="Färre samtal", baseline=Decimal(900), realisation="Bemanningen minskas"
        )
        project.stages.create(kind="needs", is_done=True)
        project.partnerships.create(agency=other, role="lead", status="agreed")
        project.documents.create(kind="pre_study", url="https://exempel.se/studie")
        project.documents.create(kind="needs_analysis", file="underlag/behov.pdf")
        copied(source, plan, person)
        copy = plan.projects.get()
        new = copy.benefits.get()
        assert (new.uid, new.amount, new.baseline, new.realisation) == (benefit.uid, 420, 900, "Bemanningen minskas")
        assert copy.stages.get().is_done
        assert (copy.partnerships.get().agency, copy.partnerships.get().status) == (other, "agreed")
        assert [(row.url, row.file.name) for row in copy.documents.all()] == [
            ("https://exempel.se/studie", ""),
            ("", "underlag/behov.pdf"),
        ]
        assert [project.benefits.count(), project.documents.count(), project.stages.count()] == [1, 2, 1]

    def test_is_part_of_the_copy_of_what_it_was_part_of(self, source, plan, person):
        part = factories.ProjectFactory(plan=source, title="Del")
        part.parent = factories.ProjectFactory(plan=source, title="Helhet", organised_as="programme")
        part.save()
        copied(source, plan, person)
        assert plan.projects.get(title="Del").parent == plan.projects.get(title="Helhet")

    def test_stands_alone_when_the_whole_is_left_behind(self, source, plan, person):
        part = factories.ProjectFactory(plan=source, parent=factories.ProjectFactory(plan=source))
        copied(source, plan, person, projects=[part])
        assert plan.projects.get().parent is None

    def test_continues_in_the_comparison_of_years(self, source, plan, person):
        kept = factories.ProjectFactory(plan=source, title="Bygglov")
        factories.ProjectFactory(plan=source, title="Livsmedelsanmälan", phase="live")
        copied(source, plan, person, projects=[kept])
        factories.ProjectFactory(plan=plan, title="Krögarguiden")
        plan.fetch_page()
        told = against(plan, last_year(plan))
        assert [[str(row) for row in rows] for rows in (told.new, told.continuing, told.done)] == [
            ["Krögarguiden"],
            ["Bygglov"],
            ["Livsmedelsanmälan"],
        ]


class TestAGoal:
    def test_keeps_links_but_no_value(self, source, plan, person, agency, strategic_plan):
        goal = factories.ShortTermGoalFactory(plan=source, year_end_value=45, strategies=["channels"])
        premise = factories.PlanningPremiseFactory(plan=source, is_checked=True)
        long_term, indicator = (
            factories.LongTermGoalFactory(plan=strategic_plan),
            factories.IndicatorFactory(agency=agency),
        )
        project = factories.ProjectFactory(plan=source)
        goal.premises.add(premise)
        goal.long_term_goals.add(long_term)
        goal.indicators.add(indicator)
        project.goals.add(goal)
        copied(source, plan, person)
        copy = plan.goals.get()
        assert (copy.uid, copy.text, copy.strategies, copy.year_end_value) == (
            goal.uid,
            goal.text,
            ["channels"],
            None,
        )
        assert copy.long_term_goals.get() == long_term
        assert copy.indicators.get() == indicator
        assert copy.premises.get() == plan.premises.get()
        assert copy.projects.get() == plan.projects.get()
        assert not plan.premises.get().is_checked

    def test_has_no_link_to_what_is_left_behind(self, source, plan, person):
        goal = factories.ShortTermGoalFactory(plan=source)
        goal.premises.add(factories.PlanningPremiseFactory(plan=source))
        factories.ProjectFactory(plan=source).goals.add(goal)
        copied(source, plan, person, goals=[goal])
        assert not plan.goals.get().premises.exists()
        assert not plan.goals.get().projects.exists()


class TestAnotherStrategicPlan:
    @pytest.fixture
    def tied(self, source, strategic_plan):
        """A project and a goal of 2026 that follow the strategic plan."""
        goal, initiative = (
            factories.LongTermGoalFactory(plan=strategic_plan),
            factories.InitiativeFactory(plan=strategic_plan),
        )
        estimate = factories.BenefitEstimateFactory(initiative=initiative)
        premise = factories.PremiseFactory(plan=strategic_plan)
        project = factories.ProjectFactory(plan=source, initiative=initiative)
        project.benefits.create(estimate=estimate)
        factories.ShortTermGoalFactory(plan=source).long_term_goals.add(goal)
        factories.PlanningPremiseFactory(plan=source, kind="strategic", carried_from=premise)
        need = factories.CompetenceNeedFactory(plan=strategic_plan)
        factories.TrainingNeedFactory(plan=source, project=project, competence=need)
        return {"goal": goal, "initiative": initiative, "premise": premise, "need": need, "estimate": estimate}

    def test_the_same_one_keeps_every_link(self, source, plan, person, tied):
        copied(source, plan, person)
        project = plan.projects.get()
        assert project.initiative == tied["initiative"]
        assert project.benefits.get().estimate == tied["estimate"]
        assert plan.goals.get().long_term_goals.get() == tied["goal"]
        assert plan.premises.get().carried_from == tied["premise"]
        assert (project.training, plan.training_needs.get().project) == ("needed", project)
        assert plan.training_needs.get().competence == tied["need"]

    def test_a_new_one_is_matched_by_uid(self, agency, source, plan, person, tied):
        later = factories.StrategicPlanFactory(agency=agency, first_year=2027)
        goal = factories.LongTermGoalFactory(plan=later, uid=tied["goal"].uid)
        initiative = factories.InitiativeFactory(plan=later, uid=tied["initiative"].uid)
        OperationalPlan.objects.filter(pk=plan.pk).update(strategic_plan=later)
        plan.refresh_from_db()
        copied(source, plan, person)
        assert plan.projects.get().initiative == initiative
        assert plan.projects.get().benefits.get().estimate is None
        assert plan.goals.get().long_term_goals.get() == goal
        assert plan.premises.get().carried_from is None

    def test_none_leaves_the_links_out(self, agency, source, person, tied):
        free = factories.OperationalPlanFactory(agency=agency, year=2028)
        copied(source, free, person)
        assert free.projects.get().initiative is None
        assert not free.goals.get().long_term_goals.exists()


def test_commitments_criteria_and_follow_ups_come_along(source, plan, person, agency):
    service = factories.ServiceFactory(agency=agency)
    factories.ServiceCommitmentFactory(plan=source, service=service, change="Kortare kö", level="Fem dagar")
    factories.PriorityCriterionFactory(plan=source, name="Nytta", weight=4)
    follow_up = factories.PlannedFollowUpFactory(plan=source, on=datetime.date(2026, 5, 14))
    copied(source, plan, person)
    commitment = plan.commitments.get()
    assert (commitment.service, commitment.change, commitment.level) == (service, "", "Fem dagar")
    assert (plan.criteria.get().name, plan.criteria.get().weight) == ("Nytta", 4)
    assert (plan.follow_ups.get().on, plan.follow_ups.get().uid) == (datetime.date(2027, 5, 14), follow_up.uid)
    assert plan.copied_from == source


@pytest.mark.parametrize(
    ("day", "years", "then"),
    [
        ("2026-05-14", 1, "2027-05-14"),
        ("2025-06-06", 1, "2026-06-05"),  # the national day is a Saturday
        ("2024-02-29", 1, "2025-02-28"),
        ("2025-12-25", 1, "2026-12-23"),  # Christmas Eve is off
        ("2026-05-14", 0, "2026-05-13"),  # Ascension Day
    ],
)
def test_a_day_is_moved_to_a_working_day(day, years, then):
    assert moved(datetime.date.fromisoformat(day), years) == datetime.date.fromisoformat(then)


def test_nothing_of_the_former_plan_changes(source, plan, person):
    _fill(source, 2)
    before = {name: list(getattr(source, name).values()) for name in KINDS}
    copied(source, plan, person)
    assert {name: list(getattr(source, name).values()) for name in KINDS} == before


def test_all_of_it_is_copied_or_nothing(source, plan, person, monkeypatch):
    _fill(source, 2)

    def stumble(*args):
        raise RuntimeError("No disk.")

    monkeypatch.setattr(copying, "_copy_parts", stumble)
    with pytest.raises(RuntimeError, match="No disk"):
        copied(source, plan, person)
    assert not plan.projects.exists()


def test_two_hundred_projects_are_copied_in_as_many_queries_as_two(source, agency, person, monkeypatch):
    """Rows are written in batches; a batch takes all of them here, as it does for PostgreSQL."""
    monkeypatch.setattr(connection.ops, "bulk_batch_size", lambda fields, objs: len(objs) or 1)
    taken = []
    by = person("planner")
    for year, count in ((2030, 2), (2031, 198)):
        _fill(source, count)
        target = factories.OperationalPlanFactory(agency=agency, year=year, strategic_plan=source.strategic_plan)
        chosen = everything(source)
        with CaptureQueriesContext(connection) as captured:
            copy_year(source, target, chosen, by=by)
        taken.append(len(captured))
    assert Project.objects.filter(plan=target).count() == 200
    assert taken[0] == taken[1] <= 60


def _fill(source, count):
    """So many goals and projects, with everything tied to them."""
    event, kind = factories.LifeEventFactory(), factories.ServiceTypeFactory()
    whole = factories.ProjectFactory(plan=source, organised_as="programme")
    for _each in range(count - 1):
        project = factories.ProjectFactory(
            plan=source, parent=whole, initiative=factories.InitiativeFactory(plan=source.strategic_plan)
        )
        goal = factories.ShortTermGoalFactory(plan=source)
        goal.long_term_goals.add(factories.LongTermGoalFactory(plan=source.strategic_plan))
        project.goals.add(goal)
        project.life_events.add(event)
        project.service_types.add(kind)
        project.benefits.create(amount=1)
        project.stages.create(kind="needs")
        project.partnerships.create(name="Handelskammaren")
        factories.PlanningPremiseFactory(plan=source)
        factories.TrainingNeedFactory(plan=source, project=project)


class TestFromTheStrategicPlan:
    def test_premises_goals_and_initiatives_start_the_year(self, strategic_plan, plan, person, agency):
        source = factories.PremiseSourceFactory(title="Mål i e-förvaltning", reference="Skr 1", year=2025)
        picked = factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind="", impact="Så här.")
        written = factories.PremiseFactory(plan=strategic_plan, title="Eget beslut", reference="KF 12")
        goal = factories.LongTermGoalFactory(plan=strategic_plan, text="Enkelt", owner_role="Chef")
        goal.premises.add(picked)
        indicator = factories.IndicatorFactory(agency=agency)
        indicator.goals.add(goal)
        initiative = factories.InitiativeFactory(plan=strategic_plan)
        initiative.goals.add(goal)
        fetch_strategy(
            plan,
            premises=[picked, written],
            long_term_goals=[goal],
            initiatives=[initiative],
            by=person("planner"),
        )
        first, second = plan.premises.all()
        assert (first.title, first.reference, first.year, first.impact) == (
            "Mål i e-förvaltning",
            "Skr 1",
            2025,
            "Så här.",
        )
        assert (first.kind, first.carried_from, second.title, second.year) == (
            "strategic",
            picked,
            "Eget beslut",
            None,
        )
        short = plan.goals.get()
        assert (short.text, short.owner_role, short.year_end_value) == ("Enkelt", "Chef", None)
        assert short.uid != goal.uid
        assert (short.long_term_goals.get(), short.indicators.get(), short.premises.get()) == (goal, indicator, first)
        assert list(plan.projects.get().goals.all()) == [short]


def test_last_years_value_is_told_where_this_years_is_written(source, plan, person, login):
    goal = factories.ShortTermGoalFactory(plan=source, year_end_value=Decimal("42.5"))
    new = factories.ShortTermGoalFactory(plan=plan)
    copied(source, plan, person, goals=[goal])
    client = login("planner")
    copy = plan.goals.get(uid=goal.uid)
    assert "Förra året: 42,5." in client.get(address(plan, "goal_edit", copy.pk)).content.decode()
    assert "Förra året" not in client.get(address(plan, "goal_edit", new.pk)).content.decode()
