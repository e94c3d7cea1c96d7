from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.forms import PremiseForm
from strategy.links import address
from strategy.models import Premise
from strategy.views.shared import frame, plan_to_write_in
from workflow.views import edit_item, posted, remove_item, row_or_404


def premise_add(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return _premise_form(request, Premise(plan=plan), _("Lägg till förutsättning"))


def premise_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    premise = row_or_404(request, plan.premises.all(), pk, plan=plan)
    remove = address(plan, "premise_remove", pk)
    return _premise_form(request, premise, _("Ändra förutsättning"), remove=remove)


def premise_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    premise = get_object_or_404(plan.premises.select_related("source"), pk=pk)
    goals = premise.goals.count()
    follows = [ngettext("kopplingen till %d mål", "kopplingarna till %d mål", goals) % goals] if goals else []
    context = frame(plan, (_("Ta bort förutsättning"),), follows=follows)
    return remove_item(request, premise, context, address(plan, "premises"))


def _premise_form(request, premise, heading, **more):
    plan = premise.plan
    form = PremiseForm(posted(request), instance=premise)
    back = address(plan, "premises")
    context = frame(plan, (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, back, _("Förutsättningen är sparad."), "strategy/item_form.html")


def premises(request, **kwargs):
    return HttpResponse()


def premise_pick(request, **kwargs):
    return HttpResponse()


def premise_link(request, **kwargs):
    return HttpResponse()


def premise_move(request, **kwargs):
    return HttpResponse()


def premise_reason(request, **kwargs):
    return HttpResponse()


def premise_renew(request, **kwargs):
    return HttpResponse()
