"""What the plan rests on: listed, picked from the register, written, or linked to what others have published."""

from operator import attrgetter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy import others
from strategy.forms import ImpactForm, LinkForm, PickForm, PremiseForm, ReasonForm
from strategy.forms.premises import renew_premise
from strategy.links import address
from strategy.models import Premise
from strategy.rows import premise_groups
from strategy.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.clock import today
from workflow.completeness import reasons_for
from workflow.models import PlanClosed
from workflow.transitions import Refused
from workflow.views import edit_in_place, edit_item, move_item, posted, remove_item, row_or_404, status_of


def premises(request, agency_slug, first, last):
    plan = plan_or_404(request, agency_slug, first, last)
    inline, answer = edit_in_place(request, plan, plan.premises.for_listing(), ImpactForm, _("Texten är sparad."))
    return answer or _premises_page(request, plan, inline)


def _premises_page(request, plan, form=None, **more):
    context = part_frame(
        request,
        plan,
        "premises",
        groups=premise_groups(plan, today(), reasons_for(plan)),
        form=form,
        is_empty=not plan.listed_premises,
        page=address(plan, "premises"),
        **more,
    )
    return render(request, "strategy/premises.html", context, status=status_of(form))


def premise_pick(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    form = PickForm(posted(request), plan=plan)
    heading = _("Välj ur det gemensamma registret")
    return _add_several(request, plan, form, "strategy/premise_pick.html", heading)


def premise_link(request, agency_slug, first, last):
    """Search among what other organisations have published, and link to it."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    words = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    form = LinkForm(posted(request), plan=plan)
    ticked = request.POST.getlist("chosen")
    found = [_choices(one, ticked) for one in others.search(plan.agency, words)]
    heading = _("Länka till andras planer")
    return _add_several(request, plan, form, "strategy/premise_link.html", heading, found=found, words=words)


def _choices(plan, ticked):
    """A plan of another organisation as boxes to tick: itself, its goals and its initiatives."""

    def box(row):
        return {"code": others.code_of(row), "label": str(row), "is_ticked": others.code_of(row) in ticked}

    return {
        "plan": plan,
        "whole": box(plan),
        "goals": [box(goal) for goal in plan.shown_goals],
        "initiatives": [box(initiative) for initiative in plan.shown_initiatives],
    }


def _add_several(request, plan, form, template, heading, **more):
    if request.method == "POST" and form.is_valid():
        try:
            added = form.save_by(request.user)
        except PlanClosed as closed:
            form.conflict = True
            form.add_error(None, _("%s Det du valde är inte sparat.") % closed)
        else:
            said = ngettext("%d förutsättning är tillagd.", "%d förutsättningar är tillagda.", added) % added
            messages.success(request, said if added else _("De fanns redan i planen."))
            return redirect(address(plan, "premises"))
    context = frame(plan, part_step(plan, "premises"), (heading,), heading=heading, form=form, **more)
    return render(request, template, context | {"back": address(plan, "premises")}, status=status_of(form))


def premise_reason(request, agency_slug, first, last):
    """Why a group is empty. Read at any time on the premises' page; written here."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    form = ReasonForm(posted(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            if form.save_by(request.user):
                messages.success(request, _("Skälet är sparat."))
                return redirect(f"{address(plan, 'premises')}#slag-{form.cleaned_data['kind']}")
        except PlanClosed as closed:
            form.conflict = True
            form.add_error(None, _("%s Det du skrev är inte sparat.") % closed)
    if request.method != "POST":
        return redirect(address(plan, "premises"))
    return _premises_page(request, plan, form, asked_kind=form.data.get("kind", ""))


def premise_move(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    rows = plan.premises.select_related("source")
    return move_item(request, plan, rows, address(plan, "premises"), alike=attrgetter("real_kind"))


def premise_add(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    premise = Premise(plan=plan, kind=request.GET.get("slag", "")[:24])
    return _premise_form(request, premise, _("Lägg till förutsättning"))


def premise_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    premise = row_or_404(request, plan.premises.for_listing(), pk, plan=plan)
    remove = address(plan, "premise_remove", pk)
    return _premise_form(request, premise, _("Ändra förutsättning"), remove=remove)


def premise_renew(request, agency_slug, first, last, pk):
    """Changes a premise to what has come instead: the register's newer one, or the other plan's new wording."""
    plan = plan_to_write_in(request, agency_slug, first, last)
    get_object_or_404(plan.premises, pk=pk)
    if request.method == "POST":
        try:
            premise = renew_premise(plan, pk, request.user)
            if premise:
                messages.success(request, _("Förutsättningen är nu %s.") % premise)
        except (PlanClosed, Refused) as refused:
            messages.error(request, str(refused))
    return redirect(f"{address(plan, 'premises')}#rad-{pk}")


def premise_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    premise = get_object_or_404(plan.premises.select_related("source"), pk=pk)
    goals = premise.goals.count()
    follows = [ngettext("kopplingen till %d mål", "kopplingarna till %d mål", goals) % goals] if goals else []
    context = frame(plan, part_step(plan, "premises"), (_("Ta bort förutsättning"),), follows=follows)
    return remove_item(request, premise, context, address(plan, "premises"))


def _premise_form(request, premise, heading, **more):
    plan = premise.plan
    form = PremiseForm(posted(request), instance=premise)
    back = address(plan, "premises")
    lead = f"{premise.title}. {premise.reference}." if premise.linked_plan_id else ""
    context = frame(plan, part_step(plan, "premises"), (heading,), heading=heading, back=back, lead=lead, **more)
    return edit_item(request, form, context, back, _("Förutsättningen är sparad."), "strategy/item_form.html")
