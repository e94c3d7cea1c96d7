from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan
from agencies.crumbs import trail
from charts.year_strip import YearItem, YearStrip
from planning.copying import year_to_start
from planning.forms import PlanForm
from planning.models import OperationalPlan
from planning.reporting import against, previous_plan, threads
from planning.rows import parts, project_rows
from planning.views.shared import frame, nav, plan_or_404, plan_to_write_in
from workflow.clock import today
from workflow.completeness import lacks
from workflow.registry import panels
from workflow.transitions import TRANSITIONS
from workflow.views import edit_item, posted, take_step


def current(request, agency_slug):
    """The plan most likely wanted: the open one, else this year's, else the latest, else the list."""
    agency = agency_or_404(request.user, agency_slug)
    found = list(OperationalPlan.objects.latest_numbers().filter(agency=agency))
    best = (
        next((plan for plan in found if plan.is_open), None)
        or next((plan for plan in found if plan.year == today().year), None)
        or next(iter(found), None)
    )
    return redirect("planning:plan", agency.slug, best.year) if best else redirect("planning:plans", agency.slug)


def plans(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    rows = list(OperationalPlan.objects.latest_numbers().filter(agency=agency).select_related("edited_by"))
    context = nav(agency) | {
        "plans": [_with(plan, agency) for plan in rows],
        "next_year": year_to_start({plan.year for plan in rows}, today()),
        "may_plan": may_plan(request.user, agency),
        "crumbs": trail(agency, (_("Verksamhetsplaner"),)),
    }
    return render(request, "planning/plans.html", context)


def _with(plan, agency):
    plan.agency = agency
    return plan


def plan_edit(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    heading = _("Datum och strategisk plan")
    form = PlanForm(posted(request), instance=plan)
    context = frame(plan, (heading,), heading=heading, back=plan.get_absolute_url())
    return edit_item(request, form, context, plan.get_absolute_url(), _("Planens datum är sparade."))


def plan(request, agency_slug, year):
    """The planner's workbench: what is left, what the plan holds, the way to a decision."""
    plan = plan_or_404(request.user, agency_slug, year)
    found = lacks(plan)
    chain = threads(plan)
    context = frame(
        plan,
        today=today(),
        days_left=(plan.submit_by - today()).days if plan.submit_by else None,
        may_edit=may_plan(request.user, plan.agency) and plan.is_open,
        steps=plan.steps_for(request.user),
        returned=plan.last_return,
        remaining=[lack for lack in found if not lack.is_settled] if plan.is_open else [],
        left_out=[lack for lack in found if lack.is_settled],
        parts=parts(plan, found),
        strip=_strip(plan),
        project_rows=project_rows(plan, previous := previous_plan(plan)),
        against=against(plan, previous),
        threads=chain,
        goal_panels=panels("operational_plan.goals", plan),
        aside_panels=panels("operational_plan.aside", plan),
    )
    context["crumbs"][-1]["url"] = ""
    return render(request, "planning/plan.html", context)


def _strip(plan):
    """The planning year, the one before the plan's own, with the days the plan knows."""
    days = [(plan.submit_by, _("Lämna in planen")), (plan.decide_by, _("Planen beslutas"))]
    year = plan.year - 1
    items = [YearItem(day, title, done=_is_done(plan, title)) for day, title in days if day and day.year == year]
    return YearStrip(year, today(), items) if items else None


def _is_done(plan, title):
    return bool(plan.decided_on) or (title == _("Lämna in planen") and not plan.is_open)


def step(request, agency_slug, year, name):
    plan = plan_or_404(request.user, agency_slug, year)
    step = TRANSITIONS[name]
    heading = _("%(step)s: %(plan)s") % {"step": step.label, "plan": str(plan).lower()}
    return take_step(request, plan, step, frame(plan, (step.label,), heading=heading))
