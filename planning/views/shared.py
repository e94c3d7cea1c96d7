"""What every page about a year's plan begins with."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan
from agencies.crumbs import trail
from planning.links import address
from planning.models import OperationalPlan
from planning.rows import PARTS
from workflow.parts import beside, kind_of
from workflow.views import require_open, require_planner


def plan_or_404(user, agency_slug, year):
    """The plan the working area shows for a year: its latest revision. A stranger gets 404."""
    agency = agency_or_404(user, agency_slug)
    plans = OperationalPlan.objects.latest_numbers().select_related("edited_by", "submitted_by", "strategic_plan")
    plan = get_object_or_404(plans, agency=agency, year=year)
    plan.agency = agency
    if plan.strategic_plan:
        plan.strategic_plan.agency = agency
    return plan


def plan_to_write_in(request, agency_slug, year):
    """The plan, for somebody who may write in it now; 403 with the reason for others."""
    plan = plan_or_404(request.user, agency_slug, year)
    require_planner(request.user, plan.agency)
    require_open(request, plan)
    return plan


def frame(plan, *steps, **context):
    """Breadcrumbs and navigation for a page about a plan; the steps are what follows the plan's year."""
    plans = (_("Verksamhetsplaner"), reverse("planning:plans", args=[plan.agency.slug]))
    crumbs = trail(plan.agency, plans, (str(plan.year), plan.get_absolute_url()), *steps)
    return nav(plan.agency) | {"plan": plan, "crumbs": crumbs} | context


def part_step(plan, name):
    """A part as a step among the breadcrumbs of what lies under it."""
    return kind_of(PARTS, name).label, address(plan, name)


def part_frame(request, plan, name, **context):
    """The frame of a part's own page (workflow/part.html), with the parts before and after it."""
    kind = kind_of(PARTS, name)
    plans_here = may_plan(request.user, plan.agency)
    said = {
        "part": kind,
        "beside": beside(plan, PARTS, name, address),
        "may_plan": plans_here,
        "may_edit": plans_here and plan.is_open,
    }
    return frame(plan, (kind.label,), **said, **context)


def nav(agency):
    return {"agency": agency, "nav": "planning", "nav_label": _("Verksamhetsplan")}
