from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import format_day
from planning.forms.follow_up import FollowUpForm
from planning.links import address
from planning.models import PlannedFollowUp
from planning.rows.follow_up import follow_up_rows, follow_up_summary, suggested_follow_ups
from planning.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.views import edit_item, posted, remove_item, row_or_404


def follow_up(request, agency_slug, year):
    plan = plan_or_404(request.user, agency_slug, year)
    context = part_frame(
        request,
        plan,
        "follow_up",
        rows=follow_up_rows(plan),
        summary=follow_up_summary(plan),
        suggested=get_text_list([format_day(day) for day, _what in suggested_follow_ups(plan)], _("och")),
    )
    return render(request, "planning/follow_up.html", context)


def follow_up_suggest(request, agency_slug, year):
    """Adds the three suggested days, those that are not there: pressed twice, nothing more happens."""
    plan = plan_to_write_in(request, agency_slug, year)
    if request.method == "POST":
        added = 0
        with plan.editing(request.user):
            taken = {one.on for one in plan.follow_ups.all()}
            for day, what in suggested_follow_ups(plan):
                if day not in taken:
                    row = PlannedFollowUp(plan=plan, on=day, what=what, edited_by=request.user)
                    row.stand_last()
                    row.save()
                    added += 1
        said = ngettext("%d tillfälle är tillagt.", "%d tillfällen är tillagda.", added) % added
        messages.success(request, _("%s Ändra dem som inte passar.") % said if added else _("De fanns redan i planen."))
    return redirect(address(plan, "follow_up"))


def follow_up_add(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return _follow_up_form(request, PlannedFollowUp(plan=plan), _("Lägg till tillfälle"))


def follow_up_edit(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    row = row_or_404(request, plan.follow_ups.all(), pk, plan=plan)
    row.plan = plan
    return _follow_up_form(request, row, _("Ändra tillfälle"), remove_url=address(plan, "follow_up_remove", pk))


def follow_up_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    row = get_object_or_404(plan.follow_ups, pk=pk)
    row.plan = plan
    context = frame(plan, part_step(plan, "follow_up"), (_("Ta bort tillfälle"),))
    return remove_item(request, row, context, address(plan, "follow_up"))


def _follow_up_form(request, row, heading, **more):
    plan = row.plan
    form = FollowUpForm(posted(request), instance=row)
    back = address(plan, "follow_up")
    context = frame(plan, part_step(plan, "follow_up"), (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, back, _("Tillfället är sparat: %(name)s."))
