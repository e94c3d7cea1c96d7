from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.access import may_edit_own
from planning.forms.handover import HandoverForm
from planning.links import address
from planning.rows.handover import handover_page
from planning.views.own import edit_own_in_place
from planning.views.shared import part_frame, plan_or_404
from workflow.views import status_of


def handover(request, agency_slug, year):
    """What is handed over during the year, to be read on its own; ?andra=<pk> changes a project's handover in place."""
    plan = plan_or_404(request.user, agency_slug, year)
    form, answer = edit_own_in_place(request, plan, HandoverForm, _("Överlämningen av %(name)s är sparad."))
    if answer:
        return answer
    page = handover_page(
        plan,
        lambda project: plan.is_open and may_edit_own(request.user, plan.agency, project.owner_id),
        form and form.instance,
    )
    context = part_frame(request, plan, "handover", rows=page, form=form, page=address(plan, "handover"))
    return render(request, "planning/handover.html", context, status=status_of(form))
