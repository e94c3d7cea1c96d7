"""What other organisations have published for a year, to rest one's own plan on.

Outsiders read published rows only, and of those only what says `publish`. Strategic plans have their own links
(strategy.others); this is the same for annual plans and their projects.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.swedish import containing, matching
from charts.numbers import UNKNOWN, format_month_span
from planning.models import OperationalPlan, PlanningPremiseKind, Project, ShortTermGoal
from workflow.fields import row_number
from workflow.models import Disclosure
from workflow.transitions import State

MOST = 20  # plans on a page of the search


def published(agency):
    """The annual plans that others than this organisation have published."""
    return OperationalPlan.objects.filter(state=State.PUBLISHED).exclude(agency=agency).select_related("agency")


def _open_to_all(rows):
    return rows.filter(disclosure=Disclosure.PUBLISH)


def search(agency, words):
    """Published plans of others where every word is found: in the organisation's name, a project or a goal.

    At most MOST plans, the newest first, each with `shown_projects` and `shown_goals`: all projects when the
    organisation is what was found, else the projects and goals that were. No words find the newest plans.
    """
    projects, goals = _open_to_all(Project.objects), _open_to_all(ShortTermGoal.objects)
    plans = published(agency).order_by("-year", "-decided_on", "-pk")
    if words.strip():
        named = matching(Agency.objects.all(), words).values("pk")
        project_says, goal_says = _all("title", words), _all("text", words)
        plans = plans.filter(
            Q(agency__in=named)
            | Exists(projects.filter(project_says, plan=OuterRef("pk")))
            | Exists(goals.filter(goal_says, plan=OuterRef("pk")))
        )
        projects = projects.filter(Q(plan__agency__in=named) | project_says)
        goals = goals.filter(goal_says)
    else:
        goals = goals.none()  # a goal is shown to tell why its plan was found
    found = list(plans[:MOST])
    prefetch_related_objects(
        found,
        Prefetch("projects", projects, to_attr="shown_projects"),
        Prefetch("goals", goals, to_attr="shown_goals"),
    )
    return found


def _all(field, words):
    condition = Q()
    for word in words.split():
        condition &= containing(field, word)
    return condition


# Choosing -------------------------------------------------------------------------------------------------------------
def choose(agency, codes):
    """What the codes of ticked boxes name ("plan-12", "projekt-7"), and whether all of them may be linked to.

    What has been unpublished since the page was shown, and what never could be read, is left out alike.
    """
    numbers: dict[str, list[int]] = {"plan": [], "projekt": []}
    for code in codes:
        kind, _dash, number = code.partition("-")
        asked = row_number(number)
        if kind in numbers and asked is not None:
            numbers[kind].append(asked)
    plans = published(agency)
    projects = _open_to_all(Project.objects).filter(pk__in=numbers["projekt"], plan__in=plans)
    found = [*plans.filter(pk__in=numbers["plan"]), *projects.select_related("plan__agency")]
    return found, len(found) == len(set(codes))


def code_of(row):
    """The code of a box to tick."""
    return f"{'plan' if isinstance(row, OperationalPlan) else 'projekt'}-{row.pk}"


def link(premise, row):
    """Makes a premise a link to a row of another's plan, in the words that it has now. The caller saves it."""
    plan = row if isinstance(row, OperationalPlan) else row.plan
    premise.kind, premise.title = PlanningPremiseKind.OTHERS_PLAN, str(row)[:200]
    premise.reference = f"{plan.agency}, {str(plan).lower()}"[:200] if row is not plan else str(plan.agency)[:200]
    premise.linked_plan = plan
    premise.linked_project = row if row is not plan else None


# What has become of it ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """What has become of what a premise links to. `said` is "" while it stands; `newer` is what can be read instead."""

    said: str = ""
    newer: OperationalPlan | Project | None = None


def standings(premises):
    """How every link among the premises stands, {premise's pk: Standing}, in at most two queries."""
    linked = [premise for premise in premises if premise.linked_plan_id]
    if not linked:
        return {}
    years = Q()
    for agency, year in {(one.linked_plan.agency_id, one.linked_plan.year) for one in linked}:
        years |= Q(agency=agency, year=year)
    plans = OperationalPlan.objects.filter(years, state=State.PUBLISHED).select_related("agency")
    current = {(plan.agency_id, plan.year): plan for plan in plans}
    projects = _by_uid(current, [one.linked_project for one in linked if one.linked_project])
    return {premise.pk: _standing(premise, current, projects) for premise in linked}


def _by_uid(current, rows):
    """What the projects have become in the plans that are published now: {(plan's pk, uid): project}."""
    if not rows:
        return {}
    plans = {plan.pk: plan for plan in current.values()}
    found = _open_to_all(Project.objects).filter(plan__in=plans, uid__in={row.uid for row in rows})
    by_uid = {}
    for project in found:
        project.plan = plans[project.plan_id]
        by_uid[project.plan_id, project.uid] = project
    return by_uid


def _standing(premise, current, projects):
    agency = premise.linked_plan.agency
    if premise.linked_plan.state in (State.PUBLISHED, State.CLOSED):  # closed is followed up to the end, not withdrawn
        return Standing()
    plan = current.get((premise.linked_plan.agency_id, premise.linked_plan.year))
    if plan is None:
        return Standing(_("Planen är inte längre publicerad av %s. Kontrollera om det fortfarande gäller.") % agency)
    then = premise.linked_project
    if then is None:
        said = _("%(agency)s har publicerat version %(number)d.") % {"agency": agency, "number": plan.number}
        return Standing(said, plan)
    now = projects.get((plan.pk, then.uid))
    if now is None:
        return Standing(_("Finns inte längre i den plan som %s har publicerat.") % agency)
    if (now.title, now.starts_on, now.ends_on) == (then.title, then.starts_on, then.ends_on):
        return Standing()
    return Standing(_("%(agency)s har ändrat: nu %(now)s.") % {"agency": agency, "now": _told(now)}, now)


def _told(project):
    """A project in the words a reader recognises it by: ”Krogarguiden”, apr–dec 2027."""
    time = format_month_span(project.starts_on, project.ends_on)
    return f"”{project.title}”" if time == UNKNOWN else f"”{project.title}”, {time}"
