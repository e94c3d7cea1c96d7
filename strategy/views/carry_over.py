from django.utils.translation import gettext as _

from strategy.forms import CarryOverForm
from strategy.models import StrategicPlan
from strategy.views.shared import frame, plan_or_404
from workflow.views import edit_item, posted, require_planner


def carry_over(request, agency_slug, first, last):
    """A plan for the next period out of this one: what to take along is chosen, and origin is kept.

    A plan that was never decided may be carried over too: a period can end without that.
    """
    source = plan_or_404(request, agency_slug, first, last)
    require_planner(request.user, source.agency)
    form = CarryOverForm(posted(request), instance=StrategicPlan(agency=source.agency), source=source)
    heading = _("För vidare till nästa period")
    context = frame(
        source,
        (heading,),
        heading=heading,
        lead=_("Det ni väljer kopieras till en ny plan. Den här planen ändras inte."),
        back=source.get_absolute_url(),
        save_label=_("Skapa planen"),
    )
    said = _("%(name)s är skapad, med det ni valde.")
    return edit_item(request, form, context, lambda plan: plan.get_absolute_url(), said)
