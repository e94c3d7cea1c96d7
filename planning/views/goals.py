from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from planning.forms import GoalForm
from planning.models import ShortTermGoal
from planning.views.shared import frame, plan_to_write_in
from workflow.views import edit_item, posted, remove_item, row_or_404


def goal_add(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return _goal_form(request, ShortTermGoal(plan=plan), _("Lägg till mål"), _("Målet ”%(name)s” är tillagt."))


def goal_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    goal = row_or_404(request, plan.goals.all(), pk, plan=plan)
    goal.plan = plan
    return _goal_form(request, goal, _("Ändra mål"), _("Målet ”%(name)s” är sparat."))


def goal_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    goal = get_object_or_404(plan.goals, pk=pk)
    goal.plan = plan
    context = frame(plan, (_("Ta bort mål"),))
    return remove_item(request, goal, context, plan.get_absolute_url() + "#mal")


def _goal_form(request, goal, heading, said):
    plan = goal.plan
    form = GoalForm(posted(request), instance=goal)
    back = plan.get_absolute_url() + "#mal"
    context = frame(plan, (heading,), heading=heading, back=back)
    if goal.pk:
        context["remove_url"] = reverse("planning:goal_remove", args=[plan.agency.slug, plan.year, goal.pk])
    return edit_item(request, form, context, back, said)
