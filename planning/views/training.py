from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from planning.forms.training import NoTrainingForm, TrainingForm
from planning.links import address
from planning.models import TrainingNeed
from planning.rows.training import training_page
from planning.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.fields import row_number
from workflow.returning import way_back
from workflow.views import (
    edit_item,
    move_item,
    posted,
    remove_item,
    require_open,
    require_planner,
    row_or_404,
    status_of,
)


def training(request, agency_slug, year):
    """The year's training; while there is none, also where it is said that none is needed."""
    plan = plan_or_404(request.user, agency_slug, year)
    if request.method == "POST":
        require_planner(request.user, plan.agency)
        require_open(request, plan)
    page = training_page(plan)
    context = part_frame(request, plan, "training", page=page, form=None)
    if request.method == "POST" or (context["may_edit"] and not page.rows):
        context["form"] = form = NoTrainingForm(posted(request), instance=plan)
        if request.method == "POST" and form.is_valid() and form.save_by(request.user):
            said = _("Planen säger att inga utbildningsbehov finns.")
            unsaid = _("Planen säger inte längre att inga utbildningsbehov finns.")
            messages.success(request, said if plan.has_no_training else unsaid)
            return redirect(way_back(request, plan, address(plan, "training")))
    return render(request, "planning/training.html", context, status=status_of(context["form"]))


def training_move(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return move_item(request, plan, plan.training_needs.all(), address(plan, "training"))


def training_add(request, agency_slug, year):
    """With ?projekt=<pk> or ?kompetens=<pk>, that one is chosen to begin with."""
    plan = plan_to_write_in(request, agency_slug, year)
    row = TrainingNeed(plan=plan)
    row.project = plan.projects.filter(pk=row_number(request.GET.get("projekt", ""))).first()
    if plan.strategic_plan:
        needs = plan.strategic_plan.competence_needs
        row.competence = needs.filter(pk=row_number(request.GET.get("kompetens", ""))).first()
    return _training_form(request, row, _("Lägg till utbildning"), note=_("Bara vad den gäller behövs för att spara."))


def training_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    row = row_or_404(request, plan.training_needs.all(), pk, plan=plan)
    row.plan = plan
    return _training_form(request, row, _("Ändra utbildning"), remove_url=address(plan, "training_remove", pk))


def training_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    row = get_object_or_404(plan.training_needs, pk=pk)
    row.plan = plan
    context = frame(plan, part_step(plan, "training"), (_("Ta bort utbildning"),))
    return remove_item(request, row, context, address(plan, "training"))


def _training_form(request, row, heading, **more):
    plan = row.plan
    form = TrainingForm(posted(request), instance=row)
    back = address(plan, "training")
    context = frame(plan, part_step(plan, "training"), (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, back, _("Utbildningen %(name)s är sparad."))
