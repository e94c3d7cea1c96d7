"""Where one lands: the start page, one's own things to do, and how läge is computed."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agencies_managed_by, agencies_of, may_edit_own, may_plan
from agencies.crumbs import trail
from charts.numbers import format_number
from followup import reporting
from followup.forms import StatusLineForm
from followup.periods import Period
from planning.models import Project, StatusReport
from planning.rows.calendar import strip_of
from workflow.clock import today
from workflow.fields import row_number
from workflow.registry import tasks
from workflow.returning import check_page

SHOWN_TASKS = 10


@login_not_required
def start(request):
    """What Samplan is, for those who have not logged in."""
    return redirect("followup:home") if request.user.is_authenticated else render(request, "followup/start.html")


def home(request):
    """The page each role lands on (UX.md 1.5)."""
    if agencies_managed_by(request.user):
        return redirect("followup:situation")
    if request.user.is_staff and not agencies_of(request.user):
        return redirect("admin:index")
    return redirect("followup:todo")


@dataclass(frozen=True)
class Heading:
    """A group of tasks: those of one urgency."""

    label: str
    tasks: list
    is_late: bool


@dataclass(frozen=True)
class OwnProject:
    """A project one answers for: what comes next in it, and the form to say how it goes (None: one may not)."""

    project: Project
    next: reporting.Milestone | None
    form: StatusLineForm | None


def todo(request):
    """What one has to do, by when, and the plans and projects it is about. How a project goes is said right here."""
    day = today()
    agencies = agencies_of(request.user)
    projects = reporting.own_projects(request.user, agencies, day.year)
    answered, answer = _report(request, projects)
    if answer:
        return answer
    latest, _holding = reporting.operational_plans(agencies, [day.year, day.year + 1])
    strategic = reporting.current_strategic_plans(agencies, day.year)
    own = [agency for agency in agencies if may_plan(request.user, agency)]
    found = tasks(request.user, day)
    next_plan = _next_plan(own, latest, day)
    remaining = _remaining(found, next_plan)
    about = next_plan.agency if next_plan else agencies[0] if len(agencies) == 1 else None
    strip = about and strip_of(about, day.year, day, latest.get((about.pk, day.year + 1)))
    context = {
        "headings": _headings(found[:SHOWN_TASKS], day),
        "rest": _headings(found[SHOWN_TASKS:], day),
        "task_count": len(found),
        "plan": next_plan,
        "remaining": remaining,
        "is_ready": next_plan and next_plan.submit_by and not remaining,
        "check_url": next_plan and check_page(next_plan),
        "days_left": (next_plan.submit_by - day).days if next_plan and next_plan.submit_by else None,
        "to_start": [agency for agency in own if (agency.pk, day.year + 1) not in latest],
        "year": str(day.year + 1),
        "strip": strip,
        "next_day": strip and next((one for one in strip.items if one.day >= day and not one.done), None),
        "strip_agency": about,
        "plans": [
            (agency, strategic.get(agency.pk), [latest.get((agency.pk, year)) for year in (day.year, day.year + 1)])
            for agency in agencies
        ],
        "projects": [_own_project(request.user, project, answered, day) for project in projects],
        "form": answered,
        "happenings": reporting.happenings(agencies),
        "names_agencies": len(agencies) > 1,
        "today": day,
        "crumbs": trail(None, (_("Hem"), reverse("followup:home")), (_("Att göra"),)),
        "nav": "home",
        "nav_label": _("Hem"),
    }
    return render(request, "followup/todo.html", context)


def _report(request, projects):
    """The form that was posted about one of the projects, None when none was; and the answer once it is saved."""
    if request.method != "POST":
        return None, None
    asked = row_number(request.POST.get("projekt", ""))
    project = next((one for one in projects if one.pk == asked), None)
    if project is None or not _may_report(request.user, project):
        raise PermissionDenied(_("Du kan bara uppdatera läget för projekt som du svarar för."))
    form = _status_form(request.user, project, request.POST)
    if not form.is_valid():
        return form, None
    form.report()
    messages.success(request, _("Läget för %s är sparat.") % project.display_title)
    return form, redirect(f"{request.path}#projekt")


def _own_project(user, project, answered, day):
    form = None
    if _may_report(user, project):
        is_answered = answered is not None and answered.instance.project == project
        form = answered if is_answered else _status_form(user, project)
    return OwnProject(project, reporting.next_milestone(project, day), form)


def _may_report(user, project):
    return may_edit_own(user, project.plan.agency, project.owner_id)


def _status_form(user, project, data=None):
    return StatusLineForm(data, instance=StatusReport(project=project, by=user), prefix=f"lage-{project.pk}")


def _next_plan(agencies, latest, day):
    """The open plan that is to be submitted first; one without a day comes last."""
    own = {agency.pk for agency in agencies}
    plans = [plan for (pk, _year), plan in latest.items() if pk in own and plan.is_open]
    return min(plans, key=lambda plan: (plan.submit_by is None, plan.submit_by or day, plan.year), default=None)


def _remaining(found, plan):
    """How many of the things to do are needed before this plan can be submitted."""
    return sum(task.plan == plan.uid for task in found) if plan else 0


def _headings(found, day):
    labels = {"late": _("Försenat"), "soon": _("Den här veckan"), "later": _("Senare")}
    groups = {urgency: [task for task in found if task.urgency(day) == urgency] for urgency in labels}
    return [Heading(labels[urgency], group, urgency == "late") for urgency, group in groups.items() if group]


def health_rule(request):
    """How läge is computed, in the words of followup/reporting/rule.py."""
    on_track_from, at_risk_from = reporting.limits()
    context = {
        "on_track_from": format_number(_percent(on_track_from)),
        "at_risk_from": format_number(_percent(at_risk_from)),
        "period": Period.latest_closed(today()),
        "crumbs": trail(None, (_("Hem"), reverse("followup:home")), (_("Så räknas läget"),)),
        "nav": "home",
        "nav_label": _("Hem"),
    }
    return render(request, "followup/health_rule.html", context)


def _percent(share):
    return float(share * 100)
