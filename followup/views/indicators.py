"""An organisation's indicators, and one of them with its history and the form that registers a value."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_plan, require
from agencies.crumbs import trail
from followup import reporting
from followup.forms import MeasurementForm
from followup.periods import Period
from followup.sentences import indicator_words
from strategy.models import Indicator
from workflow.clock import today


def indicators(request, agency_slug):
    """Every indicator, under the goal it measures."""
    agency = agency_or_404(request.user, agency_slug)
    day = today()
    rows = reporting.indicator_rows(Indicator.objects.filter(agency=agency), day)
    plan = reporting.current_strategic_plan(agency, day.year)
    goals = plan.goals.prefetch_related("indicators") if plan else []
    context = {
        "agency": agency,
        "plan": plan,
        "period": Period.latest_closed(day),
        "groups": reporting.groups_by_goal(rows, goals),
        "usual_year": reporting.usual_target_year(rows),
        "missing": [row for row in rows if row.is_missing],
        "lede": indicator_words(reporting.score(row.health for row in rows)) if rows else [],
        "may_edit": may_plan(request.user, agency),
        "crumbs": trail(agency, (_("Uppföljning"),)),
        "nav": "followup",
        "nav_label": _("Uppföljning"),
    }
    return render(request, "followup/indicators.html", context)


def indicator(request, agency_slug, pk, name):
    """One indicator: how it goes, in words, as a line and in numbers. The pk decides; a wrong name is put right."""
    agency = agency_or_404(request.user, agency_slug)
    one = get_object_or_404(agency.indicators.with_target().select_related("agency", "definition"), pk=pk)
    if request.method == "GET" and name != one.slug:
        return redirect(one, permanent=True)
    may_edit = may_plan(request.user, agency)
    measurements = list(one.measurements.select_related("entered_by").order_by("pk"))
    row = reporting.row_with_history(one, measurements, today())
    shown = reporting.history(row, measurements)
    form = MeasurementForm(request.POST if request.method == "POST" else None, indicator=one, rows=shown)
    if request.method == "POST":
        require(may_edit, _("Du kan läsa mätvärdena men inte registrera nya. Be en planerare om du behöver ändra."))
        if form.is_valid() and form.save_by(request.user):
            messages.success(request, _("Värdet är registrerat."))
            return redirect(one)
    context = {
        "agency": agency,
        "row": row,
        "history": shown,
        "chart": reporting.history_chart(row, shown, one.name) if shown else None,
        "targets": one.targets.select_related("set_by"),
        "goals": reporting.goals_of(one),
        "may_edit": may_edit,
        "form": form if may_edit else None,
        "crumbs": trail(agency, (_("Uppföljning"), reverse("followup:indicators", args=[agency.slug])), (one.name,)),
        "nav": "followup",
        "nav_label": _("Uppföljning"),
    }
    return render(request, "followup/indicator.html", context, status=409 if form.conflict else 200)
