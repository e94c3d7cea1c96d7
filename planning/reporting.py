"""Numbers and threads of a year's plan. Plans in, frozen rows out; no request, no template.

*Mot planen för förra året*: a project with the same uid in both years continues; one that only the new plan has is
new; one that was finished (I drift) last year and is not in the new plan is done. Stopped ones are not counted.

*Röda tråden*: premise → long-term goal → short-term goal → project → indicator, one thread for each short-term goal.
A missing link is None and is drawn dashed.
"""

from collections import defaultdict
from dataclasses import dataclass

from planning.models import OperationalPlan, Project, ShortTermGoal


@dataclass(frozen=True)
class Against:
    """How a plan differs from the year before: projects by what happened to them."""

    year: int
    new: tuple
    continuing: tuple
    done: tuple


def previous_plan(plan):
    """Last year's plan of the same organisation, its latest revision; None when there is none."""
    plans = OperationalPlan.objects.filter(agency_id=plan.agency_id, year=plan.year - 1).latest_numbers()
    return plans.prefetch_related("projects").first()


def against(plan, previous):
    """The difference, None when there is no earlier plan."""
    if previous is None:
        return None
    before = {project.uid: project for project in previous.projects.all()}
    now = {project.uid for project in plan.listed_projects}
    return Against(
        year=previous.year,
        new=tuple(project for project in plan.listed_projects if project.uid not in before),
        continuing=tuple(project for project in plan.listed_projects if project.uid in before),
        done=tuple(p for p in before.values() if p.uid not in now and p.phase == Project.Phase.LIVE),
    )


@dataclass(frozen=True)
class Thread:
    """One chain from steering to what is measured; None where a link is missing."""

    premise: object
    long_term_goal: object
    goal: object
    projects: tuple
    indicators: tuple

    @property
    def gaps(self):
        return sum(not link for link in (self.premise, self.long_term_goal, self.projects, self.indicators))


def threads(plan):
    """A thread for each short-term goal, those with the most gaps first."""
    found = []
    for goal in plan.listed_goals:
        long_term = list(goal.long_term_goals.all())
        premises = [premise for one in long_term for premise in one.premises.all()]
        found.append(
            Thread(
                premise=premises[0] if premises else None,
                long_term_goal=long_term[0] if long_term else None,
                goal=goal,
                projects=tuple(goal.projects.all()),
                indicators=tuple(goal.indicators.all()),
            )
        )
    return sorted(found, key=lambda thread: -thread.gaps)


def realised_by(strategic_plan):
    """For each initiative of a strategic plan, the annual projects that realise it: {initiative pk: {year: count}}."""
    counts = defaultdict(lambda: defaultdict(int))
    rows = Project.objects.filter(
        initiative__plan=strategic_plan, plan__in=OperationalPlan.objects.latest_numbers()
    ).values_list("initiative_id", "plan__year")
    for initiative, year in rows:
        counts[initiative][year] += 1
    return counts


def followed_by(strategic_plan):
    """For each long-term goal, the short-term goals that follow it: {long-term goal pk: {year: [text]}}, by year."""
    texts = defaultdict(lambda: defaultdict(list))
    links = ShortTermGoal.long_term_goals.through.objects.filter(
        longtermgoal__plan=strategic_plan, shorttermgoal__plan__in=OperationalPlan.objects.latest_numbers()
    ).order_by("shorttermgoal__plan__year", "shorttermgoal__position", "pk")
    for goal, year, text in links.values_list("longtermgoal_id", "shorttermgoal__plan__year", "shorttermgoal__text"):
        texts[goal][year].append(text)
    return texts
