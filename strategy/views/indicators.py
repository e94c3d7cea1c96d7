"""Indicators belong to the organisation and outlive a plan, but are written where the goals are.

What is measured and where it started may be changed while the plan of the address is open. A target may be changed
always, with a reason, for targets do change during a plan; the old ones stay beside the new.
"""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from strategy.forms import IndicatorForm
from strategy.links import address
from strategy.models import Indicator
from strategy.views.shared import frame, plan_or_404, plan_to_write_in
from workflow.fields import row_number
from workflow.views import edit_item, posted, require_planner


def indicator_add(request, agency_slug, first, last):
    """With ?mal=<pk> for a goal of the plan, that goal is ticked."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    initial = {"goals": list(plan.goals.filter(pk=row_number(request.GET.get("mal", ""))))}
    form = IndicatorForm(posted(request), instance=Indicator(agency=plan.agency), plan=plan, initial=initial)
    said = _("Indikatorn %(name)s är tillagd.")
    return _indicator_form(request, form, _("Lägg till indikator"), address(plan, "goals"), said)


def indicator_edit(request, agency_slug, first, last, pk):
    plan = plan_or_404(request, agency_slug, first, last)
    require_planner(request.user, plan.agency)
    indicator = get_object_or_404(plan.agency.indicators, pk=pk)
    form = IndicatorForm(posted(request), instance=indicator, plan=plan)
    heading = _("Ändra indikatorn %s") % indicator if form.is_whole else _("Ändra målvärdet för %s") % indicator
    said = _("Indikatorn %(name)s är sparad.")
    return _indicator_form(request, form, heading, indicator.get_absolute_url(), said)


def _indicator_form(request, form, heading, back, said):
    context = frame(form.plan, (heading,), heading=heading, back=back, lead=form.lead)
    return edit_item(request, form, context, back, said, "strategy/item_form.html")
