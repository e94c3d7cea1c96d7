from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, managers, may_plan
from agencies.crumbs import trail
from planning.copying import year_to_start
from planning.forms import PlanForm
from planning.models import OperationalPlan
from planning.reporting import against, last_year, threads
from planning.rows import parts, project_rows
from planning.rows.calendar import strip_of
from planning.views.development import row_in_place, rows_frame
from planning.views.shared import frame, nav, plan_or_404, plan_to_write_in
from workflow.clock import today
from workflow.completeness import lacks
from workflow.registry import panels
from workflow.transitions import TRANSITIONS, State
from workflow.views import edit_item, posted, status_of, take_step

AT_FIRST = 5  # what remains, before the rest is asked for


def current(request, agency_slug):
    """The plan most likely wanted: the open one next in turn, else this year's, else the latest, else the list."""
    agency = agency_or_404(request.user, agency_slug)
    found = list(OperationalPlan.objects.latest_numbers().filter(agency=agency))
    best = (
        next((plan for plan in reversed(found) if plan.is_open), None)
        or next((plan for plan in found if plan.year == today().year), None)
        or next(iter(found), None)
    )
    return redirect("planning:plan", agency.slug, best.year) if best else redirect("planning:plans", agency.slug)


def plans(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    rows = [
        _with(plan, agency) for plan in OperationalPlan.objects.latest_numbers().with_counts().filter(agency=agency)
    ]
    this_year = today().year
    ahead = {plan.year: plan for plan in rows if plan.year >= this_year}
    context = nav(agency) | {
        "plans": rows,
        "beside": [(year, ahead.get(year)) for year in sorted({this_year, this_year + 1, *ahead})],
        "earlier": [plan for plan in rows if plan.year < this_year],
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
    plan.fetch_page()
    form, answer = row_in_place(request, plan)
    if answer:
        return answer
    found = lacks(plan)
    remaining = [lack for lack in found if not lack.is_settled] if plan.is_open else []
    previous = last_year(plan)
    listed = parts(plan, found)
    context = frame(
        plan,
        today=today(),
        days_left=(plan.submit_by - today()).days if plan.submit_by else None,
        may_edit=may_plan(request.user, plan.agency) and plan.is_open,
        steps=plan.steps_for(request.user),
        returned=plan.last_return,
        may_withdraw=plan.state == State.SUBMITTED and may_plan(request.user, plan.agency),
        reviewers=reviewers(plan),
        remaining_count=len(remaining),
        remaining=remaining[:AT_FIRST],
        more_remaining=remaining[AT_FIRST:],
        left_out=[lack for lack in found if lack.is_settled],
        parts=listed,
        done=sum(part.status == "done" for part in listed),
        strip=strip_of(plan.agency, plan.year - 1, today(), plan),
        against=against(plan, previous),
        threads=threads(plan),
        goal_panels=panels("operational_plan.goals", plan),
        aside_panels=panels("operational_plan.aside", plan),
        form_has_errors=form is not None and bool(form.errors),
        **rows_frame(request, plan, project_rows(plan, previous, request.user), form, "plan"),
    )
    context["crumbs"][-1]["url"] = ""
    return render(request, "planning/plan.html", context, status=status_of(form))


def reviewers(plan):
    """Who a submitted plan waits for, in words; "" for a plan that nobody reviews now."""
    if plan.state != State.SUBMITTED:
        return ""
    return get_text_list([person.name for person in managers(plan.agency)], _("och"))


def step(request, agency_slug, year, name):
    plan = plan_or_404(request.user, agency_slug, year)
    step = TRANSITIONS[name]
    heading = _("%(step)s: %(plan)s") % {"step": step.label, "plan": str(plan).lower()}
    return take_step(request, plan, step, frame(plan, (step.label,), heading=heading))
