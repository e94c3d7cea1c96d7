"""What the year's plan rests on: listed, carried from the strategic plan, written, or linked to what others publish."""

from operator import attrgetter

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planning import others
from planning.forms.premises import CarryForm, ImpactForm, LinkForm, PremiseForm, renew_premise
from planning.links import address
from planning.models import PlanningPremise
from planning.rows import premise_groups
from planning.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.models import PlanClosed
from workflow.transitions import Refused
from workflow.views import edit_in_place, edit_item, move_item, posted, remove_item, row_or_404, status_of


def premises(request, agency_slug, year):
    plan = plan_or_404(request.user, agency_slug, year)
    form, answer = edit_in_place(request, plan, plan.premises.all(), ImpactForm, _("Texten är sparad."))
    if answer:
        return answer
    context = part_frame(
        request, plan, "premises", groups=premise_groups(plan), form=form, page=address(plan, "premises")
    )
    return render(request, "planning/premises.html", context, status=status_of(form))


def premise_carry(request, agency_slug, year):
    """Takes premises of the strategic plan that the year follows, several at once."""
    plan = plan_to_write_in(request, agency_slug, year)
    form = CarryForm(posted(request), plan=plan)
    return _add_several(request, plan, form, "planning/premise_carry.html", _("Hämta ur den strategiska planen"))


def premise_link(request, agency_slug, year):
    """Search among what other organisations have published for a year, and link to it."""
    plan = plan_to_write_in(request, agency_slug, year)
    words = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    form = LinkForm(posted(request), plan=plan)
    ticked = request.POST.getlist("chosen")
    found = [_choices(one, ticked) for one in others.search(plan.agency, words)]
    heading = _("Länka till andras planer")
    return _add_several(request, plan, form, "planning/premise_link.html", heading, found=found, words=words)


def _choices(plan, ticked):
    """A plan of another organisation as boxes to tick: itself and its projects."""

    def box(row):
        code = others.code_of(row)
        return {"code": code, "row": row, "is_ticked": code in ticked}

    return {"plan": plan, "whole": box(plan), "projects": [box(row) for row in plan.shown_projects]}


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


def premise_move(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return move_item(request, plan, plan.premises.all(), address(plan, "premises"), alike=attrgetter("kind"))


def premise_add(request, agency_slug, year):
    """With ?slag=need the kind is chosen from the start."""
    plan = plan_to_write_in(request, agency_slug, year)
    premise = PlanningPremise(plan=plan, kind=request.GET.get("slag", "")[:26])
    return _premise_form(request, premise, _("Lägg till förutsättning"))


def premise_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    premise = row_or_404(request, plan.premises.all(), pk, plan=plan)
    premise.plan = plan
    return _premise_form(request, premise, _("Ändra förutsättning"), remove_url=address(plan, "premise_remove", pk))


def premise_renew(request, agency_slug, year, pk):
    """Changes a premise to what has come instead: the register's newer one, or the other plan's new wording."""
    plan = plan_to_write_in(request, agency_slug, year)
    get_object_or_404(plan.premises, pk=pk)
    if request.method == "POST":
        try:
            premise = renew_premise(plan, pk, request.user)
            if premise:
                messages.success(request, _("Förutsättningen är nu %s.") % premise)
        except (PlanClosed, Refused) as refused:
            messages.error(request, str(refused))
    return redirect(f"{address(plan, 'premises')}#rad-{pk}")


def premise_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    premise = get_object_or_404(plan.premises, pk=pk)
    premise.plan = plan
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
    return edit_item(request, form, context, lambda saved: f"{back}#rad-{saved.pk}", _("Förutsättningen är sparad."))
