"""Läget: what needs a decision, what deviates, where we are heading; for one organisation or many."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agencies_managed_by, agencies_of, may_decide, may_plan
from agencies.crumbs import trail
from charts.health import Health
from followup import reporting
from followup.sentences import acts, lede
from strategy.models import StrategicPlan
from workflow.clock import now, today
from workflow.transitions import State

HEALTHS = {"i-fas": Health.ON_TRACK, "risk": Health.AT_RISK, "avviker": Health.OFF_TRACK, "saknas": Health.MISSING}


def situation(request):
    """All the organisations a manager decides for, or a planner's and reader's own; `?organisation=` shows one."""
    mine = agencies_managed_by(request.user) or agencies_of(request.user)
    agencies = _chosen(request, mine)
    here = reporting.situation(agencies, today())
    only = agencies[0] if len(agencies) == 1 else None
    waiting = _awaiting(request.user, here)
    filtered = HEALTHS.get(request.GET.get("lage"))
    everything = request.GET.get("lage") == "alla"
    context = {
        **({"current_agency": only} if only else {}),
        "here": here,
        "only": only,
        "agency": only,
        "all_agencies": only is None and bool(agencies),
        "now": now(),
        "lede": lede(here, waiting, _address(only)),
        "acts": acts(here, waiting, _address(only)),
        "waiting": {plan.pk for plan in waiting},
        "filtered": filtered,
        "everything": everything,
        "may_edit": bool(only) and may_plan(request.user, only),
        "groups": _groups(here, only, filtered, everything),
        "usual_year": reporting.usual_target_year(here.indicators),
        "this_year": str(here.today.year),
        "year": str(here.year),
        "crumbs": trail(None, (_("Hem"), reverse("followup:home")), (_("Läget"),)),
        "nav": "home",
        "nav_label": _("Hem"),
    }
    return render(request, "followup/situation_one.html" if only else "followup/situation.html", context)


def _chosen(request, mine):
    slug = request.GET.get("organisation")
    if not slug:
        return mine
    found = [agency for agency in agencies_of(request.user) if agency.slug == slug]
    if not found:
        raise Http404("Not an agency of this person.")
    return found


def _address(only):
    """The page's own address with a filter to be added."""
    address = reverse("followup:situation")
    return f"{address}?organisation={only.slug}&lage=" if only else f"{address}?lage="


def _groups(here, only, filtered, everything):
    rows = here.rows_in(filtered) if filtered else here.indicators
    if only:
        plan = reporting.current_strategic_plan(only, here.today.year)
        goals = plan.goals.prefetch_related("indicators") if plan else []
        groups = reporting.groups_by_goal(rows, goals)
        return [group for group in groups if group.rows] if filtered else groups
    joint = reporting.joint_groups(rows)
    return joint + reporting.own_group(rows) if filtered or everything or not joint else joint


def _awaiting(user, here):
    """The plans that wait for this person's decision, those to be decided first on top."""
    agencies = [row.agency for row in here.agencies if may_decide(user, row.agency)]
    own = {agency.pk for agency in agencies}
    strategic = StrategicPlan.objects.filter(agency__in=agencies).awaiting_decision()
    submitted = [plan for plan in here.plans if plan.agency_id in own and plan.state == State.SUBMITTED]
    submitted += strategic.select_related("agency", "submitted_by")
    mine = [plan for plan in submitted if plan.awaits(user)]
    return sorted(mine, key=lambda plan: (plan.decide_by is None, plan.decide_by or here.today, plan.agency.name))
