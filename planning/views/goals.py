"""The short-term goals of a year's plan: listed with what each lacks, added, changed, moved and removed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning.forms.goals import GoalForm, departments, oddness
from planning.links import address
from planning.models import ShortTermGoal
from planning.rows import goal_rows, goals_lacking
from planning.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.views import edit_item, move_item, posted, remove_item, row_or_404

# Goals to start from, about what the guidance names: self-service, automation, satisfaction.
EXAMPLES = (
    gettext_lazy("Hälften av ärendena kommer in via e-tjänst"),
    gettext_lazy("Var tionde rutinärende avgörs automatiskt"),
    gettext_lazy("Åtta av tio är nöjda med servicen på webben"),
)


def goals(request, agency_slug, year):
    """All goals, or with ?saknar=indicators only those that lack what is named."""
    plan = plan_or_404(request.user, agency_slug, year)
    lacking = goals_lacking(plan, request.GET.get("saknar", ""))
    context = part_frame(
        request,
        plan,
        "goals",
        goals=goal_rows(plan, lacking),
        lacking=lacking,
        commitment_count=plan.commitments.count(),
        examples=EXAMPLES,
        page=address(plan, "goals"),
    )
    return render(request, "planning/goals.html", context)


def goal_move(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return move_item(request, plan, plan.goals.all(), address(plan, "goals"))


def goal_add(request, agency_slug, year):
    """With ?exempel=2 for the second of the examples, its words are there to change."""
    plan = plan_to_write_in(request, agency_slug, year)
    examples = {str(number): text for number, text in enumerate(EXAMPLES, start=1)}
    goal = ShortTermGoal(plan=plan, text=str(examples.get(request.GET.get("exempel"), "")))
    return _goal_form(request, goal, _("Lägg till mål"), _("Målet ”%(name)s” är tillagt."))


def goal_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    goal = row_or_404(request, plan.goals.all(), pk, plan=plan)
    goal.plan = plan
    remove = address(plan, "goal_remove", pk)
    return _goal_form(request, goal, _("Ändra mål"), _("Målet ”%(name)s” är sparat."), remove_url=remove)


def goal_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    goal = get_object_or_404(plan.goals, pk=pk)
    goal.plan = plan
    context = frame(plan, part_step(plan, "goals"), (_("Ta bort mål"),), follows=_follows(goal))
    return remove_item(request, goal, context, address(plan, "goals"))


def _follows(goal):
    """What goes with the goal, in words. Nothing but the links themselves does."""
    projects, indicators = goal.projects.count(), goal.indicators.count()
    steering = goal.long_term_goals.count() + goal.premises.count()
    lines = (
        (
            projects,
            ngettext(
                "kopplingen till %d projekt, som självt finns kvar",
                "kopplingarna till %d projekt, som själva finns kvar",
                projects,
            ),
        ),
        (
            indicators,
            ngettext(
                "kopplingen till %d indikator, som själv finns kvar",
                "kopplingarna till %d indikatorer, som själva finns kvar",
                indicators,
            ),
        ),
        (
            steering,
            ngettext(
                "kopplingen till %d förutsättning eller långsiktigt mål",
                "kopplingarna till %d förutsättningar och långsiktiga mål",
                steering,
            ),
        ),
    )
    return [line % count for count, line in lines if count]


def _goal_form(request, goal, heading, said, **more):
    """A goal that is saved with something odd about it says so on the next page: odd is allowed."""
    plan = goal.plan
    form = GoalForm(posted(request), instance=goal)
    back = address(plan, "goals")
    context = frame(plan, part_step(plan, "goals"), (heading,), heading=heading, back=back, **more)
    context["departments"] = departments(plan.agency)
    answer = edit_item(request, form, context, lambda saved: f"{back}#rad-{saved.pk}", said, "planning/goal_form.html")
    if answer.status_code == 302 and (odd := oddness(form.instance)):
        messages.warning(request, odd)
    return answer
