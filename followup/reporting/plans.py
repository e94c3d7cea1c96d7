"""Plans, their projects and their people, as Läget and the front pages show them."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.gantt import GanttBar
from charts.health import Health
from charts.numbers import format_day
from planning.models import OperationalPlan, Project, ShortTermGoal, Stage, StatusReport
from planning.rows import bar
from strategy.models import StrategicPlan
from workflow.models import Event
from workflow.transitions import State


def current_strategic_plan(agency, year):
    """The strategic plan that holds: a decided one that covers the year, else its draft, else the newest. Or None."""
    plans = StrategicPlan.objects.filter(agency=agency).exclude(state=State.SUPERSEDED).select_related("agency")
    return min(plans, key=lambda plan: _strategic_rank(plan, year), default=None)


def current_strategic_plans(agencies, year):
    """The same for several organisations, in one query: a dict from organisation's pk to plan."""
    best = {}
    plans = StrategicPlan.objects.filter(agency__in=agencies).exclude(state=State.SUPERSEDED).select_related("agency")
    for plan in sorted(plans, key=lambda plan: _strategic_rank(plan, year)):
        best.setdefault(plan.agency_id, plan)
    return best


def _strategic_rank(plan, year):
    return (not plan.first_year <= year <= plan.last_year, not plan.is_valid_decision, -plan.first_year, -plan.number)


def operational_plans(agencies, years=None):
    """All plans of some organisations, or those of some years.

    Two dicts from (organisation's pk, year): the plan as it is worked on, and the decided one that holds.
    """
    of_years = {} if years is None else {"year__in": years}
    rows = (
        OperationalPlan.objects.filter(agency__in=agencies, **of_years)
        .exclude(state=State.SUPERSEDED)
        .select_related("agency", "submitted_by")
        .order_by("number")
    )
    latest, holding = {}, {}
    for plan in rows:
        key = (plan.agency_id, plan.year)
        latest[key] = plan
        if plan.is_valid_decision or key not in holding:
            holding[key] = plan
    return latest, holding


def own_projects(user, agencies, year):
    """The projects a person answers for in these organisations, this year and the next.

    One that goes on is shown once, in this year's plan.
    """
    projects = (
        Project.objects.filter(owner=user, plan__agency__in=agencies, plan__year__in=[year, year + 1])
        .filter(plan__in=OperationalPlan.objects.latest_numbers())
        .with_health()
        .select_related("plan__agency")
        .prefetch_related(Prefetch("stages", Stage.objects.filter(is_done=False), to_attr="stages_left"))
        .order_by("plan__year", "position", "pk")
    )
    found = {}
    for project in projects:
        found.setdefault(project.uid, project)
    return list(found.values())


@dataclass(frozen=True)
class Milestone:
    """What comes next in a project, and the day it is to be done."""

    label: str
    on: datetime.date


def next_milestone(project, today):
    """The end of the stage that ends next, else of the project; None when no day is set or all of them have passed.

    Needs `stages_left`, from own_projects().
    """
    ends = [Milestone(str(stage), stage.ends_on) for stage in project.stages_left if stage.ends_on]
    if project.ends_on:
        ends.append(Milestone(_("Slutar"), project.ends_on))
    return min((one for one in ends if one.on >= today), key=lambda one: one.on, default=None)


@dataclass(frozen=True)
class ProjectRow:
    """A project with its läge, why it is so, and when in the year it goes on."""

    project: Project
    health: Health | None
    reason: str
    gantt: GanttBar


def project_rows(plans):
    """The projects of some plans, in the plans' order, with the reason of those that are not on track: two queries."""
    projects = list(
        Project.objects.filter(plan__in=plans).with_health().select_related("plan__agency").order_by("position", "pk")
    )
    troubled = [one.pk for one in projects if one.health in (Health.AT_RISK, Health.OFF_TRACK)]
    reasons = {}
    for pk, reason in (
        StatusReport.objects.filter(project__in=troubled).order_by("on", "pk").values_list("project_id", "reason")
    ):
        reasons[pk] = reason
    return [
        ProjectRow(
            one,
            Health(one.health) if one.health else None,
            reasons.get(one.pk, ""),
            bar(one, one.plan.year),
        )
        for one in projects
    ]


def plan_notes(plans):
    """What to say under each plan's state, by (organisation's pk, year): what it holds, or what happened to it."""
    goals = dict(ShortTermGoal.objects.filter(plan__in=plans).values_list("plan").annotate(Count("pk")).order_by())
    projects = dict(Project.objects.filter(plan__in=plans).values_list("plan").annotate(Count("pk")).order_by())
    untagged = Counter(Project.objects.filter(plan__in=plans).untagged().values_list("plan", flat=True))
    returned = {}
    events = Event.objects.filter(plan_uid__in=[plan.uid for plan in plans], kind="return").select_related("by")
    for event in events.order_by("at", "pk"):
        returned[event.plan_uid] = event
    return {
        (plan.agency_id, plan.year): _plan_note(
            plan, goals.get(plan.pk, 0), projects.get(plan.pk, 0), untagged[plan.pk], returned.get(plan.uid)
        )
        for plan in plans
    }


def _plan_note(plan, goals, projects, untagged, returned):
    if plan.state == State.SUBMITTED:
        return _("Väntar på beslut")
    if plan.decided_on:
        return _("Beslutad den %(day)s") % {"day": format_day(plan.decided_on)}
    if plan.state == State.RETURNED and returned:
        day = format_day(timezone.localtime(returned.at).date(), year=False)
        return _("Återlämnad den %(day)s av %(who)s") % {"day": day, "who": returned.by or _("okänd")}
    parts = [
        ngettext("%(n)d mål", "%(n)d mål", goals) % {"n": goals},
        ngettext("%(n)d projekt", "%(n)d projekt", projects) % {"n": projects},
    ]
    if untagged:
        parts.append(_("%(n)d utan livshändelse") % {"n": untagged})
    return ", ".join(parts)
