"""The smallest year's plan that lacks nothing."""

import datetime

from tests import factories

KINDS = ("needs_analysis", "pre_study", "benefit_calculation")


def make_whole(plan, owner):
    """Gives a plan one of everything that the rules ask for; returns its project, which has begun."""
    premise = factories.PlanningPremiseFactory(plan=plan, impact="Det styr oss.")
    goal = factories.ShortTermGoalFactory(plan=plan, text="Fler klarar sig själva")
    goal.premises.add(premise)
    goal.long_term_goals.add(factories.LongTermGoalFactory(plan=plan.strategic_plan))
    goal.indicators.add(factories.IndicatorFactory(agency=plan.agency))
    factories.TrainingNeedFactory(plan=plan)
    factories.PlannedFollowUpFactory(plan=plan)
    return make_whole_project(plan, owner, goal, title="Hel")


def make_whole_project(plan, owner, goal, **more):
    """A project in its pre-study that lacks nothing and ends during the year."""
    project = factories.ProjectFactory(
        plan=plan,
        owner=owner,
        phase="pre_study",
        starts_on=datetime.date(plan.year, 1, 1),
        ends_on=datetime.date(plan.year, 12, 31),
        purpose="Den som söker slipper vänta.",
        considerations="Går att använda med skärmläsare.",
        partnering="alone",
        handing_over="later",
        **more,
    )
    project.life_events.add(factories.LifeEventFactory())
    project.service_types.add(factories.ServiceTypeFactory())
    project.goals.add(goal)
    project.benefits.create(amount=1, baseline=2, realisation="Färre beställs.", responsible_role="Kundtjänst")
    for kind in KINDS:
        project.documents.create(kind=kind, missing_reason="Behövs inte.")
    return project
