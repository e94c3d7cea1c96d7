from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy.forms import ProcessForm, ProcessInlineForm
from strategy.forms.sourcing import WARNING
from strategy.links import address
from strategy.models import SourcingDecision
from strategy.rows.sourcing import sourcing_changes, sourcing_rows, sourcing_summary
from strategy.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.views import edit_in_place, edit_item, move_item, posted, remove_item, row_or_404, status_of

# What most organisations have to provide for somehow; a start for an empty page.
SUGGESTIONS = (
    gettext_lazy("Kundtjänst"),
    gettext_lazy("Drift"),
    gettext_lazy("Systemutveckling"),
    gettext_lazy("Ekonomi och lön"),
    gettext_lazy("Arkiv"),
)


def sourcing(request, agency_slug, first, last):
    plan = plan_or_404(request, agency_slug, first, last)
    said = _("Processen %(name)s är sparad.")
    inline, answer = edit_in_place(request, plan, plan.sourcing_decisions.all(), ProcessInlineForm, said)
    if answer:
        return answer
    rows = sourcing_rows(plan)
    context = part_frame(
        request,
        plan,
        "sourcing",
        rows=rows,
        summary=sourcing_summary(plan),
        changes=sourcing_changes(rows),
        suggestions=SUGGESTIONS,
        form=inline,
        page=address(plan, "sourcing"),
    )
    return render(request, "strategy/sourcing.html", context, status=status_of(inline))


def sourcing_move(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return move_item(request, plan, plan.sourcing_decisions.all(), address(plan, "sourcing"))


def sourcing_add(request, agency_slug, first, last):
    """With ?process=Kundtjänst the name is there to begin with."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    name = request.GET.get("process", "").replace("\0", "")[:120]
    return _process_form(request, SourcingDecision(plan=plan, name=name), _("Lägg till process"))


def sourcing_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    process = row_or_404(request, plan.sourcing_decisions.all(), pk, plan=plan)
    process.plan = plan
    return _process_form(request, process, _("Ändra process"), remove=address(plan, "sourcing_remove", pk))


def sourcing_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    process = get_object_or_404(plan.sourcing_decisions, pk=pk)
    context = frame(plan, part_step(plan, "sourcing"), (_("Ta bort process"),))
    return remove_item(request, process, context, address(plan, "sourcing"))


def _process_form(request, process, heading, **more):
    plan = process.plan
    form = ProcessForm(posted(request), instance=process)
    back = address(plan, "sourcing")
    note = "" if process.pk else _("Bara namnet behövs för att spara.")
    steps = (part_step(plan, "sourcing"), (heading,))
    context = frame(plan, *steps, heading=heading, back=back, lead=WARNING, note=note, **more)
    return edit_item(request, form, context, back, _("Processen %(name)s är sparad."), "strategy/item_form.html")
