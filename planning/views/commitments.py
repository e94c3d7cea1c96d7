"""Serviceåtaganden of a year's plan: what users can count on, and what changes in it this year."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import may_plan
from planning.forms.commitments import CommitmentForm, fetch_commitments
from planning.links import address
from planning.models import ServiceCommitment
from planning.views.shared import frame, part_step, plan_or_404, plan_to_write_in
from workflow.views import edit_item, move_item, posted, remove_item, row_or_404


def commitments(request, agency_slug, year):
    plan = plan_or_404(request.user, agency_slug, year)
    may_edit = may_plan(request.user, plan.agency) and plan.is_open
    context = frame(
        plan,
        part_step(plan, "goals"),
        (_("Serviceåtaganden"),),
        rows=plan.commitments.select_related("service"),
        may_edit=may_edit,
        year_before=plan.year - 1,
        fetchable=ServiceCommitment.objects.of_the_year_before(plan).count() if may_edit else 0,
        goals_url=address(plan, "goals"),
    )
    return render(request, "planning/commitments.html", context)


def commitments_fetch(request, agency_slug, year):
    """Takes what last year's plan says and this one does not. Pressed twice it does nothing more."""
    plan = plan_to_write_in(request, agency_slug, year)
    if request.method == "POST":
        added = fetch_commitments(plan, request.user)
        said = ngettext("%d åtagande är hämtat.", "%d åtaganden är hämtade.", added) % added
        messages.success(request, said if added else _("De fanns redan i planen."))
    return redirect(address(plan, "commitments"))


def commitment_move(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return move_item(request, plan, plan.commitments.all(), address(plan, "commitments"))


def commitment_add(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return _commitment_form(request, ServiceCommitment(plan=plan), _("Lägg till åtagande"))


def commitment_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    commitment = row_or_404(request, plan.commitments.all(), pk, plan=plan)
    commitment.plan = plan
    remove = address(plan, "commitment_remove", pk)
    return _commitment_form(request, commitment, _("Ändra åtagande"), remove_url=remove)


def commitment_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    commitment = get_object_or_404(plan.commitments, pk=pk)
    commitment.plan = plan
    return remove_item(request, commitment, _below(plan, _("Ta bort åtagande")), address(plan, "commitments"))


def _commitment_form(request, commitment, heading, **more):
    plan = commitment.plan
    form = CommitmentForm(posted(request), instance=commitment)
    back = address(plan, "commitments")
    context = _below(plan, heading, back=back, **more)
    return edit_item(request, form, context, lambda saved: f"{back}#rad-{saved.pk}", _("Åtagandet är sparat."))


def _below(plan, heading, **context):
    """The frame of a page under the list, which itself stands under the goals."""
    listing = (_("Serviceåtaganden"), address(plan, "commitments"))
    return frame(plan, part_step(plan, "goals"), listing, (heading,), heading=heading, **context)
