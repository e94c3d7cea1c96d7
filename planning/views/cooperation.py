from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.access import may_edit_own
from planning.forms.cooperation import CooperationForm
from planning.links import address
from planning.rows.cooperation import cooperation_page, others_plans
from planning.views.own import edit_own_in_place
from planning.views.shared import part_frame, plan_or_404
from workflow.registry import panels
from workflow.views import status_of


def cooperation(request, agency_slug, year):
    """Whom the projects are done with, and others' plans; ?andra=<pk> changes what a project says in place."""
    plan = plan_or_404(request.user, agency_slug, year)
    form, answer = edit_own_in_place(request, plan, CooperationForm, _("Samverkan för %(name)s är sparad."))
    if answer:
        return answer
    rows = cooperation_page(
        plan,
        lambda project: plan.is_open and may_edit_own(request.user, plan.agency, project.owner_id),
        form and form.instance,
    )
    context = part_frame(
        request,
        plan,
        "cooperation",
        rows=rows,
        others=others_plans(plan),
        aside_panels=panels("operational_plan.cooperation", plan),
        form=form,
        page=address(plan, "cooperation"),
    )
    return render(request, "planning/cooperation.html", context, status=status_of(form))
