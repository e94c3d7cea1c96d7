"""An organisation's front page: its plans, its people, how it goes."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan
from agencies.crumbs import trail
from followup import reporting
from workflow.clock import today


def agency(request, agency_slug):
    one = agency_or_404(request.user, agency_slug)
    day = today()
    now = reporting.situation([one], day)
    context = {
        "agency": one,
        "strategic_plan": reporting.current_strategic_plan(one, day.year),
        "plans": reporting.plans_by_year(one),
        "year": str(now.year),
        "this_year": str(day.year),
        "row": now.agencies[0],
        "projects": reporting.score(project.health for project in now.agencies[0].projects),
        "indicators": now.score,
        "period": now.period,
        "people": reporting.people_by_role(one),
        "may_edit": may_plan(request.user, one),
        "crumbs": trail(None, (_("Hem"), reverse("followup:home")), (one.name,)),
        "nav": "",
        "nav_label": one.name,
    }
    return render(request, "followup/agency.html", context)
