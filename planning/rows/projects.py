"""Finished rows of the utvecklingsplan: each project with its tags, its benefit and its time in the year."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.gantt import BarStyle, GanttBar
from charts.numbers import format_number
from planning.models import Project

_STYLES = {
    Project.Phase.RUNNING: BarStyle.RUN,
    Project.Phase.HANDOVER: BarStyle.RUN,
    Project.Phase.LIVE: BarStyle.LIVE,
    Project.Phase.STOPPED: BarStyle.STOPPED,
}


@dataclass(frozen=True)
class ProjectRow:
    """A row of the utvecklingsplan. `kind` says how the project stands to last year's plan."""

    project: Project
    kind: str
    benefit: str
    bar: GanttBar
    starts: str


def benefit_text(benefits):
    """Benefits per year as people say them: "420 tim", "310 tim, 0,4 mnkr", "kvalitet"; empty when there is none."""
    counted = [f"{format_number(b.amount)}\u00a0{b.unit}" for b in benefits if b.amount is not None]
    if counted:
        return ", ".join(counted)
    return _("i ord") if benefits and any(b.note for b in benefits) else ""


def project_rows(plan, previous):
    """The table's rows in the plan's order; one that last year's plan had continues, others are new."""
    before = {project.uid for project in previous.projects.all()} if previous else set()
    return [
        ProjectRow(
            project=_of(plan, project),
            kind=_kind(project, before),
            benefit=benefit_text(project.listed_benefits),
            bar=bar(project, plan.year),
            starts=_starts(project),
        )
        for project in plan.listed_projects
    ]


def _of(plan, project):
    project.plan = plan
    return project


def _kind(project, before):
    if project.phase == Project.Phase.LIVE:
        return _("Klart")
    if project.phase == Project.Phase.STOPPED:
        return _("Stoppat")
    return _("Fortsätter") if project.uid in before else _("Ny")


def _starts(project):
    if project.starts_on:
        return _("Startar %d") % project.starts_on.year
    return ""


def bar(project, year):
    """The project's time within a year: outline when planned, solid when under way (UX.md idea 4)."""
    style = _STYLES.get(project.phase, BarStyle.PLAN)
    return GanttBar(project.display_title, project.starts_on, project.ends_on, year, style)
