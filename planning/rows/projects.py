"""Finished rows of the utvecklingsplan: each project with its tags, its benefit, its time and its place in the tree."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import may_edit_own
from charts.gantt import BarStyle, GanttBar
from charts.numbers import format_amount
from planning.models import Project
from workflow.transitions import State

_STYLES = {
    Project.Phase.RUNNING: BarStyle.RUN,
    Project.Phase.HANDOVER: BarStyle.RUN,
    Project.Phase.LIVE: BarStyle.LIVE,
    Project.Phase.STOPPED: BarStyle.STOPPED,
}


@dataclass(frozen=True)
class ProjectRow:
    """A row of the utvecklingsplan.

    `about` says how it stands to last year's plan, what it is organised as, what it is a part of and how many parts it
    has. `may_edit`: this person may change it now; `may_report`: say how it stands. `depth` is how deep in the tree.
    """

    project: Project
    about: str
    benefit: str
    bar: GanttBar
    starts: str
    may_edit: bool = False
    may_report: bool = False
    depth: int = 0
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True)
class Place:
    """Where a project stands in the tree: how deep, and whether it is first or last among those beside it."""

    parent: int | None
    depth: int
    is_first: bool
    is_last: bool
    parts: int


def tree(pairs):
    """The places in the order they are shown, parts under their whole: {number: Place}, from (number, parent) pairs.

    A parent that is not among the rows is none, and rows that are parts of each other in a ring still stand there once.
    """
    parents = dict(pairs)
    parents = {number: parent if parent in parents else None for number, parent in pairs}
    children = {number: [] for number in [None, *parents]}
    for number in parents:
        children[parents[number]].append(number)
    found = {}
    _climb(children, None, children[None], 0, found)
    for number in parents:
        if number not in found:
            found[number] = Place(parents[number], 0, is_first=True, is_last=True, parts=len(children[number]))
    return found


def _climb(children, parent, row, depth, found):
    for number in row:
        is_first, is_last = number == row[0], number == row[-1]
        found[number] = Place(parent, depth, is_first, is_last, parts=len(children[number]))
        _climb(children, number, children[number], depth + 1, found)


def benefit_text(benefits):
    """Benefits per year, summed by unit, as people say them: "310 tim, 0,4 mnkr"; "i ord" when none is counted."""
    return _sums(benefits) or (_("i ord") if any(b.note for b in benefits) else "")


def yearly_text(benefits):
    """The same where no heading says that it is per year: "310 tim, 0,4 mnkr per år", "Nytta i ord"."""
    sums = _sums(benefits)
    return _("%s per år") % sums if sums else _("Nytta i ord") if any(b.note for b in benefits) else ""


def _sums(benefits):
    sums = defaultdict(Decimal)
    for benefit in benefits:
        if benefit.amount is not None:
            sums[benefit.unit] += benefit.amount
    return ", ".join(format_amount(total, unit=unit) for unit, total in sums.items())


def project_rows(plan, previous, user=None, projects=None):
    """The table's rows in the plan's order, parts under their whole; with `projects` just those, in their order.

    One that last year's plan had continues, others are new; with no such plan nothing is said of that. Without a
    `user` nobody may change anything.
    """
    before = uids_of(previous)
    known = {project.pk: project for project in plan.listed_projects}
    places = tree([(project.pk, project.parent_id) for project in plan.listed_projects])
    titles = {number: project.display_title for number, project in known.items()}
    shown = [known[number] for number in places] if projects is None else projects
    is_tree = projects is None
    return [row_of(plan, project, places[project.pk], titles, before, user, is_tree=is_tree) for project in shown]


def uids_of(previous):
    """What last year's plan had; None when there is no such plan."""
    return previous and {project.uid for project in previous.projects}


def row_of(plan, project, place, titles, before, user, *, is_tree=True):
    """One finished row; `titles` are the names of the plan's projects by number."""
    project.plan = plan
    is_own = user is not None and may_edit_own(user, plan.agency, project.owner_id)
    return ProjectRow(
        project=project,
        about=" · ".join(_about(project, place, titles, before)),
        benefit=benefit_text(project.listed_benefits),
        bar=bar(project, plan.year),
        starts=_starts(project),
        may_edit=is_own and plan.is_open,
        may_report=is_own and not plan.is_open and plan.state != State.SUPERSEDED,
        depth=min(place.depth, 3) if is_tree else 0,
        is_first=place.is_first,
        is_last=place.is_last,
    )


def _about(project, place, titles, before):
    kind = _kind(project, before)
    if kind:
        yield kind
    if project.organised_as != Project.Organised.PROJECT:
        yield project.get_organised_as_display()
    if place.parts:
        yield ngettext("%d del", "%d delar", place.parts) % place.parts
    if place.parent:
        yield _("ingår i %s") % titles[place.parent]


def _kind(project, before):
    if project.phase == Project.Phase.LIVE:
        return _("Klart")
    if project.phase == Project.Phase.STOPPED:
        return _("Stoppat")
    if before is None:
        return ""
    return _("Fortsätter") if project.uid in before else _("Ny")


def _starts(project):
    """What is said where nobody has reported a läge: when it starts, or that it should have been reported."""
    if project.phase in (Project.Phase.RUNNING, Project.Phase.HANDOVER):
        return _("Inte rapporterat")
    if project.starts_on and project.phase not in (Project.Phase.LIVE, Project.Phase.STOPPED):
        return _("Startar %d") % project.starts_on.year
    return ""


def bar(project, year):
    """The project's time within a year: outline when planned, solid when under way (UX.md idea 4)."""
    style = _STYLES.get(project.phase, BarStyle.PLAN)
    return GanttBar(project.display_title, project.starts_on, project.ends_on, year, style)
