from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.forms import GoalForm
from strategy.links import address
from strategy.models import LongTermGoal
from strategy.views.shared import frame, plan_to_write_in
from workflow.views import edit_item, posted, remove_item, row_or_404


def goal_add(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return _goal_form(request, LongTermGoal(plan=plan), _("Lägg till långsiktigt mål"))


def goal_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    goal = row_or_404(request, plan.goals.all(), pk, plan=plan)
    return _goal_form(request, goal, _("Ändra långsiktigt mål"), remove=address(plan, "goal_remove", pk))


def goal_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    goal = get_object_or_404(plan.goals, pk=pk)
    initiatives, indicators = goal.initiatives.count(), goal.indicators.count()
    follows = [
        ngettext("kopplingen till %d insats", "kopplingarna till %d insatser", initiatives) % initiatives,
        ngettext(
            "kopplingen till %d indikator, som själv finns kvar",
            "kopplingarna till %d indikatorer, som själva finns kvar",
            indicators,
        )
        % indicators,
    ]
    counts = (initiatives, indicators)
    shown = [line for line, count in zip(follows, counts, strict=True) if count]
    context = frame(plan, (_("Ta bort långsiktigt mål"),), follows=shown)
    return remove_item(request, goal, context, address(plan, "goals"))


def _goal_form(request, goal, heading, **more):
    plan = goal.plan
    form = GoalForm(posted(request), instance=goal)
    back = address(plan, "goals")
    context = frame(plan, (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, back, _("Målet är sparat."), "strategy/item_form.html")


def goals(request, **kwargs):
    return HttpResponse()


def goal_move(request, **kwargs):
    return HttpResponse()
