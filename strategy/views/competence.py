from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.forms import NeedForm, NeedInlineForm
from strategy.links import address
from strategy.models import CompetenceNeed
from strategy.rows.competence import competence_plot, competence_rows, competence_summary, without_competence
from strategy.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.fields import row_number
from workflow.views import edit_in_place, edit_item, move_item, posted, remove_item, row_or_404, status_of


def competence(request, agency_slug, first, last):
    plan = plan_or_404(request, agency_slug, first, last)
    said = _("Kompetensen %(name)s är sparad.")
    inline, answer = edit_in_place(request, plan, plan.competence_needs.all(), NeedInlineForm, said)
    if answer:
        return answer
    context = part_frame(
        request,
        plan,
        "competence",
        rows=competence_rows(plan),
        summary=competence_summary(plan),
        plot=competence_plot(plan),
        without=without_competence(plan),
        form=inline,
        page=address(plan, "competence"),
    )
    return render(request, "strategy/competence.html", context, status=status_of(inline))


def competence_move(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return move_item(request, plan, plan.competence_needs.all(), address(plan, "competence"))


def competence_add(request, agency_slug, first, last):
    """With ?insats=<pk> for an initiative of the plan, that initiative is ticked."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    ticked = list(plan.initiatives.filter(pk=row_number(request.GET.get("insats", ""))).values_list("pk", flat=True))
    return _need_form(request, CompetenceNeed(plan=plan), _("Lägg till kompetens"), ticked=ticked)


def competence_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    need = row_or_404(request, plan.competence_needs.all(), pk, plan=plan)
    need.plan = plan
    return _need_form(request, need, _("Ändra kompetens"), remove=address(plan, "competence_remove", pk))


def competence_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    need = get_object_or_404(plan.competence_needs, pk=pk)
    count = need.actions.count()
    follows = [ngettext("%d åtgärd", "%d åtgärder", count) % count] if count else []
    context = frame(plan, part_step(plan, "competence"), (_("Ta bort kompetens"),), follows=follows)
    return remove_item(request, need, context, address(plan, "competence"))


def _need_form(request, need, heading, ticked=(), **more):
    plan = need.plan
    form = NeedForm(posted(request), instance=need)
    if ticked:
        form.initial["initiatives"] = ticked
    back = address(plan, "competence")
    note = "" if need.pk else _("Bara namnet behövs för att spara.")
    context = frame(plan, part_step(plan, "competence"), (heading,), heading=heading, back=back, note=note, **more)
    return edit_item(request, form, context, back, _("Kompetensen %(name)s är sparad."), "strategy/item_form.html")
