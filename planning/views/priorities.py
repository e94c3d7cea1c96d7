"""The ranking: what projects are weighed by, the points each is given, and the order that follows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import may_plan
from planning.forms.priorities import SUGGESTED, CriterionForm, ScoresForm
from planning.links import address
from planning.models import PriorityCriterion
from planning.rows.parts import current_projects
from planning.rows.priorities import points_of, ranking
from planning.views.shared import frame, part_step, plan_or_404, plan_to_write_in
from workflow.views import edit_item, move_item, posted, remove_item, require_open, require_planner, row_or_404


def priorities(request, agency_slug, year):
    plan = plan_or_404(request.user, agency_slug, year)
    if request.method == "POST":
        require_planner(request.user, plan.agency)
        require_open(request, plan)
        for button, act in _BUTTONS.items():
            if button in request.POST:
                with plan.editing(request.user):
                    messages.success(request, act(plan))
                return redirect(address(plan, "priorities"))
    criteria, points = list(plan.criteria.all()), points_of(plan)
    projects = current_projects(plan)
    form = ScoresForm(plan, criteria, projects, points, posted(request))
    if request.method == "POST" and form.is_valid() and form.save_by(request.user):
        messages.success(request, _("Poängen är sparade."))
        return redirect(address(plan, "priorities") + "#rangordning")
    context = frame(
        plan,
        part_step(plan, "projects"),
        (_("Rangordning"),),
        may_edit=may_plan(request.user, plan.agency) and plan.is_open,
        criteria=criteria,
        scores=form,
        form_has_errors=bool(form.faults),
        ranking=ranking(plan, criteria, points_of(plan) if form.conflict else points),
        suggested=SUGGESTED,
        may_fetch=PriorityCriterion.objects.of_the_year_before(plan).exists(),
        last_year=plan.year - 1,
    )
    return render(request, "planning/priorities.html", context, status=409 if form.conflict else 200)


def _suggest(plan):
    if plan.criteria.exists():
        return _("Ni har redan prioriteringsgrunder.")
    PriorityCriterion.objects.bulk_create(
        PriorityCriterion(plan=plan, name=str(name), weight=weight, position=place)
        for place, (name, weight) in enumerate(SUGGESTED)
    )
    return _("Förslagen är tillagda. Ändra dem så att de passar er.")


def _fetch(plan):
    """Last year's criteria, those that are not here already; the same uid says that it is the same one."""
    fetched, here = list(PriorityCriterion.objects.of_the_year_before(plan)), plan.criteria.count()
    PriorityCriterion.objects.bulk_create(
        PriorityCriterion(plan=plan, uid=one.uid, name=one.name, weight=one.weight, position=here + place)
        for place, one in enumerate(fetched)
    )
    return ngettext("%d prioriteringsgrund hämtad.", "%d prioriteringsgrunder hämtade.", len(fetched)) % len(fetched)


def _arrange(plan):
    """The ranked projects first, then the others in the order they had; parts still stand under their whole."""
    ranked = [row.project for row in ranking(plan, list(plan.criteria.all()), points_of(plan)).rows]
    first = {project.pk for project in ranked}
    ordered = ranked + [project for project in plan.listed_projects if project.pk not in first]
    for place, project in enumerate(ordered):
        project.position = place
    plan.projects.model.objects.bulk_update(ordered, ["position"])
    return _("Utvecklingsplanen är ordnad efter rangordningen.")


_BUTTONS = {"forslag": _suggest, "hamta": _fetch, "ordna": _arrange}


def criterion_add(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return _criterion_form(request, PriorityCriterion(plan=plan), _("Lägg till prioriteringsgrund"))


def criterion_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    criterion = row_or_404(request, plan.criteria.all(), pk, plan=plan)
    criterion.plan = plan
    remove = address(plan, "criterion_remove", pk)
    return _criterion_form(request, criterion, _("Ändra prioriteringsgrund"), remove_url=remove)


def criterion_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    criterion = get_object_or_404(plan.criteria, pk=pk)
    criterion.plan = plan
    count = criterion.scores.count()
    follows = [ngettext("Poäng för %d projekt", "Poäng för %d projekt", count) % count] if count else []
    context = frame(plan, _step(plan), (_("Ta bort prioriteringsgrund"),), follows=follows)
    return remove_item(request, criterion, context, address(plan, "priorities"))


def criteria_move(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return move_item(request, plan, plan.criteria.all(), address(plan, "priorities"))


def _criterion_form(request, criterion, heading, **more):
    plan = criterion.plan
    form = CriterionForm(posted(request), instance=criterion)
    back = address(plan, "priorities")
    context = frame(plan, _step(plan), (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, back, _("Prioriteringsgrunden %(name)s är sparad."))


def _step(plan):
    return _("Rangordning"), address(plan, "priorities")
