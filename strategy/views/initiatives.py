from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from strategy.forms import InitiativeForm
from strategy.links import address
from strategy.models import Initiative
from strategy.rows import estimate_text
from strategy.views.shared import frame, plan_to_write_in
from workflow.views import edit_item, posted, remove_item, row_or_404


def initiative_add(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return _initiative_form(request, Initiative(plan=plan), _("Lägg till insats"))


def initiative_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    initiative = row_or_404(request, plan.initiatives.all(), pk, plan=plan)
    remove = address(plan, "initiative_remove", pk)
    return _initiative_form(request, initiative, _("Ändra insats"), remove=remove)


def initiative_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    initiative = get_object_or_404(plan.initiatives, pk=pk)
    follows = [_("nyttan %s") % estimate_text(estimate) for estimate in initiative.benefit_estimates.all()]
    context = frame(plan, (_("Ta bort insats"),), follows=follows)
    return remove_item(request, initiative, context, address(plan, "initiatives"))


def _initiative_form(request, initiative, heading, **more):
    plan = initiative.plan
    form = InitiativeForm(posted(request), instance=initiative)
    back = address(plan, "initiatives")
    note = "" if initiative.pk else _("Bara namnet behövs för att spara.")
    context = frame(plan, (heading,), heading=heading, back=back, note=note, **more)
    return edit_item(request, form, context, back, _("Insatsen %(name)s är sparad."), "strategy/item_form.html")


def initiatives(request, **kwargs):
    return HttpResponse()


def initiative_move(request, **kwargs):
    return HttpResponse()
