from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan
from strategy.forms import DatesForm, PlanForm
from strategy.links import address
from strategy.models import StrategicPlan
from strategy.rows import parts, strategies_in_short, years_axis, years_bar
from strategy.views.shared import frame, listing_crumbs, navigation, plan_or_404, plan_to_write_in
from workflow.clock import today
from workflow.completeness import lacks
from workflow.registry import panels
from workflow.returning import CHECK, coming_from
from workflow.summary import SummaryPart
from workflow.transitions import TRANSITIONS
from workflow.views import check_and_submit, edit_item, posted, require_planner, take_step

FORWARD = ("submit", "decide", "publish")
STRIP_COLUMN = 120  # how wide a year is on the plan's own strip, in pixels


def current(request, agency_slug):
    """The plan most likely wanted: the open one, else the one of today, else the latest, else the list."""
    agency = agency_or_404(request.user, agency_slug)
    plan = most_wanted(list(agency.strategicplans.latest_numbers()), today().year)
    return redirect(plan) if plan else redirect("strategy:plans", agency.slug)


def most_wanted(plans, year):
    """`plans` with the latest first; None when there are none."""
    wanted = [
        *(plan for plan in plans if plan.is_open),
        *(plan for plan in plans if plan.first_year <= year <= plan.last_year),
        *plans,
    ]
    return wanted[0] if wanted else None


def plans(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    context = navigation(agency) | {
        "plans": agency.strategicplans.latest_numbers(),
        "may_plan": may_plan(request.user, agency),
        "crumbs": listing_crumbs(agency),
    }
    return render(request, "strategy/plans.html", context)


def plan_new(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    require_planner(request.user, agency)
    form = PlanForm(posted(request), instance=StrategicPlan(agency=agency))
    crumbs = listing_crumbs(agency, (_("Skapa strategisk plan"),))
    context = navigation(agency) | {
        "heading": _("Skapa strategisk plan"),
        "lead": _("En strategisk plan täcker ungefär fem år. Du kan börja med vilken del som helst."),
        "crumbs": crumbs,
        "back": crumbs[1]["url"],
    }
    return edit_item(request, form, context, lambda plan: plan.get_absolute_url(), _("%(name)s är skapad."))


def plan_edit(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    heading = _("Planens datum")
    form = DatesForm(posted(request), instance=plan)
    context = frame(plan, (heading,), heading=heading, back=plan.get_absolute_url())
    return edit_item(request, form, context, plan.get_absolute_url(), _("Planens datum är sparade."))


def plan(request, agency_slug, first, last):
    """The whole five-year plan on one page: what it says, and where it has holes."""
    plan = plan_or_404(request, agency_slug, first, last)
    plan.fetch_overview()
    found = lacks(plan)
    shown = parts(plan, found)
    asked_for = [part for part in shown if not part.kind.is_optional]
    plans_here = may_plan(request.user, plan.agency)
    context = frame(
        plan,
        may_plan=plans_here,
        may_edit=plans_here and plan.is_open,
        steps=[
            {"step": step, "url": address(plan, step.name), "leads_on": step.name in FORWARD}
            for step in sorted(plan.steps_for(request.user), key=lambda step: step.name in FORWARD)
        ],
        next_period=address(plan, "carry_over") if plans_here and _may_be_followed(plan) else "",
        returned=plan.last_return,
        remaining=[lack for lack in found if not lack.is_settled],
        left_out=[lack for lack in found if lack.is_settled],
        parts=shown,
        asked_for=len(asked_for),
        done=sum(part.status == "done" for part in asked_for),
        absent=sum(part.status == "open" for part in asked_for),
        axis=years_axis(plan, today(), STRIP_COLUMN),
        strip=[years_bar(initiative, plan, STRIP_COLUMN) for initiative in plan.listed_initiatives],
        strategies=strategies_in_short(plan),
        carried_from=plan.carried_from,
        goal_panels=panels("strategic_plan.goals", plan),
        main_panels=panels("strategic_plan.main", plan),
        aside_panels=panels("strategic_plan.aside", plan),
    )
    return render(request, "strategy/plan.html", context)


def _may_be_followed(plan):
    """Whether it is time to think of the next period: the plan is decided, or its last year has come without that."""
    return plan.is_valid_decision or plan.last_year <= today().year


def check(request, agency_slug, first, last):
    """The plan in short, what it lacks, and the button that hands it in."""
    plan = plan_or_404(request, agency_slug, first, last)
    plan.fetch_contents()
    summary = [SummaryPart(part.kind.label, coming_from(CHECK, part.url), part.about) for part in parts(plan, [])]
    label = TRANSITIONS["submit"].label
    return check_and_submit(
        request, plan, frame(plan, (label,), heading=f"{label} {str(plan).lower()}", summary=summary)
    )


def step(request, agency_slug, first, last, name):
    """One step of the transition table, but for handing in."""
    plan = plan_or_404(request, agency_slug, first, last)
    step = TRANSITIONS[name]
    heading = _("%(step)s: %(plan)s") % {"step": step.label, "plan": str(plan).lower()}
    return take_step(request, plan, step, frame(plan, (step.label,), heading=heading))
