from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.forms import ChannelGroupForm, ChannelMatrix, PrincipleForm
from strategy.links import address
from strategy.models import ChannelGroup, ChannelStrategy
from strategy.rows.channels import channel_figures, matrix_tables, odd_sentences, unwhole_sentences
from strategy.views.shared import frame, part_frame, part_step, plan_or_404, plan_to_write_in
from workflow.prose import prose
from workflow.views import edit_item, posted, remove_item, require_planner, row_or_404, status_of


def channels(request, agency_slug, first, last):
    plan = plan_or_404(request, agency_slug, first, last)
    if request.method == "POST":
        require_planner(request.user, plan.agency)
    matrix = ChannelMatrix(posted(request), plan=plan)
    if matrix.is_adding:
        if matrix.is_valid():
            matrix.take_in(request.user)
    elif matrix.is_valid() and matrix.save_by(request.user):
        return _saved(request, plan)
    strategy = plan.said_channel_strategy
    context = part_frame(
        request,
        plan,
        "channels",
        form=matrix,
        form_has_errors=matrix.has_faults,
        tables=matrix_tables(matrix),
        figures=channel_figures(plan),
        principle=prose(strategy.principle) if strategy else "",
    )
    return render(request, "strategy/channels.html", context, status=status_of(matrix))


def _saved(request, plan):
    groups = list(plan.channel_groups.for_rules())
    if groups:
        messages.success(request, _("Kanalstrategin är sparad."))
    else:
        messages.info(request, _("Inget sparades, för inget är ifyllt än."))
    for sentence in unwhole_sentences(plan, groups):
        messages.warning(request, sentence)
    return redirect(address(plan, "channels"))


def channel_principle(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    strategy = plan.said_channel_strategy or ChannelStrategy(plan=plan)
    form = PrincipleForm(posted(request), instance=strategy)
    heading, back = _("Princip för kanalerna"), address(plan, "channels")
    context = frame(plan, part_step(plan, "channels"), (heading,), heading=heading, back=back)
    return edit_item(request, form, context, back, _("Principen är sparad."))


def channel_add(request, agency_slug, first, last):
    plan = plan_to_write_in(request, agency_slug, first, last)
    return _group_form(request, ChannelGroup(plan=plan), _("Lägg till målgrupp"))


def channel_edit(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    group = row_or_404(request, plan.channel_groups.select_related("target_group", "service"), pk, plan=plan)
    group.plan = plan
    return _group_form(request, group, _("Ändra målgrupp"), remove=address(plan, "channel_remove", pk))


def channel_remove(request, agency_slug, first, last, pk):
    plan = plan_to_write_in(request, agency_slug, first, last)
    group = get_object_or_404(plan.channel_groups.select_related("target_group", "service"), pk=pk)
    count = group.choices.count()
    follows = [ngettext("det som står om %d kanal", "det som står om %d kanaler", count) % count] if count else []
    context = frame(plan, part_step(plan, "channels"), (_("Ta bort målgrupp"),), follows=follows)
    return remove_item(request, group, context, address(plan, "channels"))


def _group_form(request, group, heading, **more):
    plan = group.plan
    form = ChannelGroupForm(posted(request), instance=group)
    back = address(plan, "channels")
    context = frame(plan, part_step(plan, "channels"), (heading,), heading=heading, back=back, **more)

    def done(group):
        fresh = plan.channel_groups.for_rules().filter(pk=group.pk)
        for sentence in [*unwhole_sentences(plan, fresh), *odd_sentences(group, plan.last_year)]:
            messages.warning(request, sentence)
        return f"{back}#rad-{group.pk}"

    return edit_item(request, form, context, done, _("Målgruppen %(name)s är sparad."), "strategy/item_form.html")
