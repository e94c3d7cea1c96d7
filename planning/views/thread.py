from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.access import may_plan
from planning.reporting import loose_ends, threads
from planning.rows.thread import thread_summary
from planning.views.shared import frame, plan_or_404


def thread(request, agency_slug, year):
    """Röda tråden: every chain from what steers to what is measured, with its holes, and what hangs loose."""
    plan = plan_or_404(request.user, agency_slug, year)
    plan.fetch_threads()
    found = threads(plan)
    loose = loose_ends(plan)
    context = frame(
        plan,
        (_("Röda tråden"),),
        may_edit=may_plan(request.user, plan.agency) and plan.is_open,
        threads=found,
        loose=loose,
        without_project=[thread for thread in found if not thread.projects],
        summary=thread_summary(found, loose),
    )
    return render(request, "planning/thread.html", context)
