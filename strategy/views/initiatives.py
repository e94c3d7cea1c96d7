from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from strategy.forms import InitiativeForm, TaggingForm
from strategy.links import address
from strategy.models import Initiative
from strategy.rows import benefit_charts, estimate_text, filter_chips, initiative_rows, years_axis
from strategy.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.clock import today
from workflow.views import edit_in_place, edit_item, move_item, posted, remove_item, row_or_404, status_of


def initiatives(request, agency_slug, first, last):
    plan = plan_or_404(request, agency_slug, first, last)
    inline, answer = edit_in_place(
        request, plan, plan.initiatives.all(), TaggingForm, _("Insatsen %(name)s är sparad.")
    )
    if answer:
        return answer
    rows, chips = filter_chips(initiative_rows(plan), request.GET)
    charts, left_out = benefit_charts(plan)
    context = part_frame(
        request,
        plan,
        "initiatives",
        initiatives=rows,
        chips=chips,
        is_filtered=any(chip.is_on for chip in chips),
        charts=charts,
        left_out=left_out,
        axis=years_axis(plan, today()),
        form=inline,
        page=address(plan, "initiatives"),
    )
    return render(request, "strategy/initiatives.html", context, status=status_of(inline))


def initiative_move(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return move_item(request, plan, plan.initiatives.all(), address(plan, "initiatives"))


def initiative_add(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return _initiative_form(request, Initiative(plan=plan), _("Lägg till insats"))


def initiative_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    initiative = row_or_404(request, plan.initiatives.all(), pk, plan=plan)
    initiative.plan = plan
    remove = address(plan, "initiative_remove", pk)
    return _initiative_form(request, initiative, _("Ändra insats"), remove=remove)


def initiative_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    initiative = get_object_or_404(plan.initiatives, pk=pk)
    follows = [_("nyttan %s") % estimate_text(estimate) for estimate in initiative.benefit_estimates.all()]
    context = frame(plan, part_step(plan, "initiatives"), (_("Ta bort insats"),), follows=follows)
    return remove_item(request, initiative, context, address(plan, "initiatives"))


def _initiative_form(request, initiative, heading, **more):
    plan = initiative.plan
    form = InitiativeForm(posted(request), instance=initiative)
    back = address(plan, "initiatives")
    note = "" if initiative.pk else _("Bara namnet behövs för att spara.")
    steps = (part_step(plan, "initiatives"), (heading,))
    context = frame(plan, *steps, heading=heading, back=back, note=note, **more)
    return edit_item(request, form, context, back, _("Insatsen %(name)s är sparad."), "strategy/item_form.html")
