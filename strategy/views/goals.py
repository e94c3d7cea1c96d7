from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from strategy.forms import GoalForm
from strategy.links import address
from strategy.models import LongTermGoal
from strategy.rows import goal_rows
from strategy.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.registry import panels
from workflow.views import edit_item, move_item, posted, remove_item, row_or_404

# Goals to start from, about what the guidance names: self-service, automation, satisfaction.
EXAMPLES = (
    gettext_lazy("Sex av tio ärenden kommer in via e-tjänst"),
    gettext_lazy("Vart tredje rutinärende avgörs automatiskt"),
    gettext_lazy("De som kontaktar oss är nöjda med servicen på webben"),
)


def goals(request, agency_slug, first, last):
    plan = plan_or_404(request, agency_slug, first, last)
    context = part_frame(
        request,
        plan,
        "goals",
        goals=goal_rows(plan),
        examples=EXAMPLES,
        panels=panels("strategic_plan.goal_list", plan),
    )
    return render(request, "strategy/goals.html", context)


def goal_move(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return move_item(request, plan, plan.goals.all(), address(plan, "goals"))


def goal_add(request, agency_slug, first, last):
    """With ?exempel=2 for the second of the examples, its words are there to change."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    number = request.GET.get("exempel", "")
    text = dict(enumerate(EXAMPLES, start=1)).get(int(number) if number in ("1", "2", "3") else 0, "")
    return _goal_form(request, LongTermGoal(plan=plan, text=str(text)), _("Lägg till långsiktigt mål"))


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
    context = frame(plan, part_step(plan, "goals"), (_("Ta bort långsiktigt mål"),), follows=shown)
    return remove_item(request, goal, context, address(plan, "goals"))


def _goal_form(request, goal, heading, **more):
    plan = goal.plan
    form = GoalForm(posted(request), instance=goal)
    back = address(plan, "goals")
    context = frame(plan, part_step(plan, "goals"), (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, back, _("Målet är sparat."), "strategy/item_form.html")
