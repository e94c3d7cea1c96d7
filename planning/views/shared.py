"""What every page about a year's plan begins with."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan, planners, require
from agencies.crumbs import trail
from planning.models import OperationalPlan


def plan_or_404(user, agency_slug, year):
    """The plan the working area shows for a year: its latest revision. A stranger gets 404."""
    agency = agency_or_404(user, agency_slug)
    plans = OperationalPlan.objects.latest_numbers().select_related("edited_by", "submitted_by", "strategic_plan")
    plan = get_object_or_404(plans, agency=agency, year=year)
    plan.agency = agency
    if plan.strategic_plan:
        plan.strategic_plan.agency = agency
    return plan


def require_editable(user, plan):
    """403 with the reason, for a reader and for a plan that is not open."""
    require(may_plan(user, plan.agency), _not_yours(plan.agency))
    require_open(plan)


def require_open(plan):
    require(
        plan.is_open,
        _("Planen är %s och går inte att ändra.") % plan.get_state_display().lower(),
    )


def _not_yours(agency):
    names = ", ".join(person.name for person in planners(agency)[:3])
    if names:
        return _("Du kan läsa planen men inte ändra den. Be %s om du behöver ändra.") % names
    return _("Du kan läsa planen men inte ändra den.")


def frame(plan, *steps, **context):
    """Breadcrumbs and navigation for a page about a plan."""
    plans = (_("Verksamhetsplaner"), reverse("planning:plans", args=[plan.agency.slug]))
    crumbs = trail(plan.agency, plans, (str(plan.year), plan.get_absolute_url()), *steps)
    return nav(plan.agency) | {"plan": plan, "crumbs": crumbs} | context


def nav(agency):
    return {"agency": agency, "nav": "planning", "nav_label": _("Verksamhetsplan")}
