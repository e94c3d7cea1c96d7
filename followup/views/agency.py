"""An organisation's front page: its plans, its people, how it goes."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan, people_by_role
from agencies.crumbs import trail
from followup import reporting
from followup.periods import Period
from planning.rows.calendar import strip_of
from workflow.clock import today


def agency(request, agency_slug):
    one = agency_or_404(request.user, agency_slug)
    day = today()
    plans = latest, _holding = reporting.operational_plans([one])
    row = reporting.standing(one, plans, day)
    context = {
        "agency": one,
        "strategic_plan": reporting.current_strategic_plan(one, day.year),
        "plans": sorted(latest.values(), key=lambda plan: -plan.year),
        "strip": strip_of(one, day.year, day, latest.get((one.pk, day.year + 1))),
        "year": str(day.year + 1),
        "this_year": str(day.year),
        "row": row,
        "projects": reporting.score(project.health for project in row.projects),
        "indicators": reporting.score(indicator.health for indicator in row.indicators),
        "period": Period.latest_closed(day),
        "people": people_by_role(one),
        "may_edit": may_plan(request.user, one),
        "crumbs": trail(None, (_("Hem"), reverse("followup:home")), (one.name,)),
        "nav": "",
        "nav_label": one.name,
    }
    return render(request, "followup/agency.html", context)
