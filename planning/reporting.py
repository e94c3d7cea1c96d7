"""Numbers and threads of a year's plan. Plans in, frozen rows out; no request, no template.

*Mot planen för förra året*: a project with the same uid in both years continues; one that only the new plan has is
new; one that last year's plan had and that is finished (I drift), in the new plan or when it is left out there, is
done. Stopped ones are not counted. A goal with the same uid has a new value when this year's is said and is another.

*Röda tråden*: premise → long-term goal → short-term goal → project → indicator and benefit, one thread for each
short-term goal. A missing link is empty and is drawn dashed.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Value

from planning.models import OperationalPlan, Project, ShortTermGoal
from planning.rows.parts import current_projects
from planning.rows.projects import yearly_text
from strategy.models import LongTermGoal


@dataclass(frozen=True)
class Against:
    """How a plan differs from the year before: projects by what happened to them, and how many goals aim anew."""

    year: int
    new: tuple
    continuing: tuple
    done: tuple
    new_values: int


@dataclass(frozen=True)
class LastYear:
    """Last year's plan as far as it is compared with: its projects, with no more of them than what they are called."""

    year: int
    projects: tuple


def last_year(plan):
    """The plan of the same organisation the year before, its latest revision; None when there is none. One query."""
    names = ("pk", "uid", "title", "short_title", "phase")
    plans = OperationalPlan.objects.filter(agency_id=plan.agency_id, year=plan.year - 1).latest_numbers()
    ordered = plans.order_by("projects__position", "projects__pk")
    rows = list(ordered.values_list(*(f"projects__{name}" for name in names)))
    if not rows:
        return None
    past = OperationalPlan(agency=plan.agency, year=plan.year - 1)
    return LastYear(
        past.year, tuple(Project(plan=past, **dict(zip(names, row, strict=True))) for row in rows if row[0])
    )


def against(plan, previous):
    """The difference of a plan with `fetch_page()`; None when there is no earlier plan. No query."""
    if previous is None:
        return None
    before = {project.uid for project in previous.projects}
    now = {project.uid for project in plan.listed_projects}
    current = current_projects(plan)
    kept = [project for project in current if project.uid in before]
    left_out = [project for project in previous.projects if project.uid not in now]
    aimed = [goal for goal in plan.listed_goals if goal.is_continued and goal.year_end_value is not None]
    return Against(
        year=previous.year,
        new=tuple(project for project in current if project.uid not in before),
        continuing=tuple(project for project in kept if project.phase != Project.Phase.LIVE),
        done=tuple(project for project in [*kept, *left_out] if project.phase == Project.Phase.LIVE),
        new_values=sum(goal.year_end_value != goal.former_value for goal in aimed),
    )


@dataclass(frozen=True)
class Thread:
    """One chain from steering to what is measured and gained; empty where a link is missing.

    `premises` are in words, and `benefit` is that of all its projects together, as people say it. `uncounted` is how
    many of the projects are not in that sum, for nobody has counted their benefit.
    """

    goal: ShortTermGoal
    premises: tuple
    long_term_goals: tuple
    projects: tuple
    indicators: tuple
    benefit: str
    uncounted: int = 0

    @property
    def gaps(self):
        """How many links are missing; without a project there is no benefit to ask for."""
        links = [self.premises, self.long_term_goals, self.projects, self.indicators]
        return sum(not link for link in links) + bool(self.projects and not self.benefit)

    @property
    def has_end(self):
        """Whether what it leads to is both measured and, when there are projects, of some estimated benefit."""
        return bool(self.indicators and (self.benefit or not self.projects))


def threads(plan):
    """A thread for each short-term goal, those with the most gaps first; a stopped project leads nowhere.

    No query for a plan with `fetch_threads()`; elsewhere the benefits come with the plan's listed projects.
    """
    linked = [project for goal in plan.listed_goals for project in goal.projects.all()]
    at_hand = all(hasattr(project, "listed_benefits") for project in linked)
    benefits = {project.pk: project.listed_benefits for project in (linked if at_hand else plan.listed_projects)}
    found = [_thread(goal, benefits) for goal in plan.listed_goals]
    return sorted(found, key=lambda thread: -thread.gaps)


def _thread(goal, benefits):
    projects = [one for one in goal.projects.all() if one.phase != Project.Phase.STOPPED]
    gains = [benefits.get(project.pk, ()) for project in projects]
    uncounted = [one for one in gains if all(benefit.amount is None for benefit in one)]
    return Thread(
        goal=goal,
        premises=tuple(goal.origins),
        long_term_goals=tuple(goal.long_term_goals.all()),
        projects=tuple(projects),
        indicators=tuple(goal.indicators.all()),
        benefit=yearly_text([benefit for one in gains for benefit in one]),
        uncounted=len(uncounted) if len(uncounted) < len(gains) else 0,
    )


@dataclass(frozen=True)
class Loose:
    """Something of the plan that no thread goes through."""

    pk: int
    text: str


@dataclass(frozen=True)
class LooseEnds:
    """What leads nowhere: projects without a goal, premises that no goal comes from, long-term goals nobody follows."""

    projects: tuple
    premises: tuple
    long_term_goals: tuple


def loose_ends(plan):
    """What no thread of the plan goes through, in the plan's order: one query for all three."""
    kinds = {
        "projects": (plan.projects.leading_nowhere(), "title"),
        "premises": (plan.premises.leading_nowhere(), "title"),
        "long_term_goals": (
            LongTermGoal.objects.filter(plan=plan.strategic_plan_id).exclude(short_term_goals__plan=plan),
            "text",
        ),
    }
    first, *others = (
        rows.order_by().values_list(Value(name), "position", "pk", field) for name, (rows, field) in kinds.items()
    )
    found = defaultdict(list)
    for name, _position, pk, text in sorted(first.union(*others, all=True)):
        found[name].append(Loose(pk, text))
    return LooseEnds(**{name: tuple(found[name]) for name in kinds})


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
