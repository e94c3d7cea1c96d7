"""The shared halves of pages that every kind of plan has: editing an item, removing it, taking a step."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import managers, may_plan, planners, require
from workflow.fields import row_number
from workflow.forms import StepForm, SubmitForm
from workflow.returning import way_back
from workflow.transitions import TRANSITIONS, Refused, State


def posted(request):
    """A form's data: what was posted, or None when the page is only shown."""
    return request.POST if request.method == "POST" else None


ONLY_READS = gettext_lazy("Du kan läsa planen men inte ändra den. Be %s om du behöver ändra.")


def require_planner(user, agency, said=ONLY_READS):
    """403 for those who only read, with the names of whom to ask in the sentence `said`."""
    if not may_plan(user, agency):
        names = get_text_list([person.name for person in planners(agency)[:3]], _("eller")) or _("en planerare")
        require(False, said % names)


def require_open(request, plan):
    """403 with the reason when the plan cannot be written in now.

    A post to a plan that was submitted while the person typed is let through: saving refuses it, with all typed kept.
    """
    require(plan.is_open or request.method == "POST", locked(plan))


def locked(plan):
    """Why the plan cannot be written in, and what to do about it."""
    sentence = _("Planen är %s och går inte att ändra.") % plan.get_state_display().lower()
    return _("%s Dra tillbaka den först.") % sentence if plan.state == State.SUBMITTED else sentence


def row_or_404(request, rows, pk, **parent):
    """A row to change. A post to one that somebody has just removed gets a new row instead of 404: the form is then
    shown with all that was typed, and says what happened (see edit_item).
    """
    row = rows.filter(pk=pk).first()
    if row is None and request.method != "POST":
        raise Http404("Nobody has that number.")
    if row is None:
        row = rows.model(**parent)
        row.is_gone = True
    return row


def edit_item(request, form, context, done, said, template="workflow/item_form.html"):
    """One form on one page: show, add a row, refuse, or save and go on to `done` saying `said`.

    `done` may be a function of the saved row. A save that somebody else hindered answers 409 with everything kept.
    Who came from a page that we know (`?fran=granska`) goes back there instead, saved or not.
    """
    plan = context.get("plan")
    if request.method == "POST":
        redraw = next((name for name in form.redraws if name in request.POST), None)
        if getattr(form.instance, "is_gone", False):
            form.refuse_gone()
        elif redraw:  # a button that changes the form and writes nothing
            getattr(form, redraw)(request.POST[redraw])
        elif form.is_valid() and form.save_by(request.user):
            messages.success(request, said % {"name": form.instance})
            return redirect(way_back(request, plan, done(form.instance) if callable(done) else done))
    context = context | {"form": form, "back": way_back(request, plan, context.get("back"))}
    return render(request, template, context, status=409 if form.conflict else 200)


def edit_in_place(request, plan, rows, form_class, said, anchor="rad"):
    """One row of a page changed where it stands: `?andra=<pk>` shows it as a small form, without scripts too.

    Returns (form, answer): the form to draw in the row, None when nobody asked for one or nobody may; and what to
    answer instead of the page once it is saved. A page with a conflict shall be answered with `status_of(form)`.
    """
    asked = row_number(request.GET.get("andra", ""))
    if asked is None:
        return None, None
    if request.method == "POST":
        require_planner(request.user, plan.agency)
        require_open(request, plan)
    elif not (may_plan(request.user, plan.agency) and plan.is_open) or not rows.filter(pk=asked).exists():
        return None, None
    row = row_or_404(request, rows, asked, plan=plan)
    row.plan = plan
    form = form_class(posted(request), instance=row)
    if request.method == "POST":
        if getattr(row, "is_gone", False):
            form.refuse_gone()
        elif form.is_valid() and form.save_by(request.user):
            messages.success(request, said % {"name": row})
            return form, redirect(way_back(request, plan, f"{request.path}#{anchor}-{row.pk}"))
    return form, None


def status_of(form):
    """What a page answers that shows this form: 409 when somebody else hindered a save."""
    return 409 if form is not None and form.conflict else 200


def move_item(request, plan, rows, done, alike=lambda row: None):
    """Moves a row one step by a button named `upp` or `ned` with the row's number, and goes back.

    It changes places with the nearest row for which `alike` says the same: those it is shown among.
    """
    way = "upp" if "upp" in request.POST else "ned"
    asked = row_number(request.POST.get(way, ""))
    if asked is None:
        return redirect(done)
    with plan.editing(request.user):
        ordered = list(rows)
        moved = next((row for row in ordered if row.pk == asked), None)
        beside = [row for row in ordered if moved and alike(row) == alike(moved)]
        place = beside.index(moved) + (1 if way == "ned" else -1) if moved else -1
        if 0 <= place < len(beside):
            one, other = ordered.index(moved), ordered.index(beside[place])
            ordered[one], ordered[other] = ordered[other], ordered[one]
            for number, row in enumerate(ordered):
                row.position = number
            rows.model.objects.bulk_update(ordered, ["position"])
    return redirect(f"{done}#rad-{asked}")


def remove_item(request, item, context, done):
    """Asks once, on a page of its own, and says what follows along; 409 when something else rests on the item."""
    used_by = []
    if request.method == "POST":
        try:
            with item.plan.editing(request.user):
                item.delete()
        except ProtectedError as error:
            used_by = sorted(str(row) for row in error.protected_objects)
        else:
            messages.success(request, _("Borttaget: %s.") % item)
            return redirect(done)
    context = context | {"item": item, "done": done, "used_by": used_by}
    return render(request, "workflow/item_remove.html", context, status=409 if used_by else 200)


def take_step(request, plan, step, context):
    """The page of one step of the transition table: what it means, what it asks, what hinders it."""
    require_step(request.user, plan, step)
    form = StepForm(posted(request), plan=plan, step=step)
    status = 200
    if request.method == "POST" and form.is_valid():
        if plan.was_taken(step, request.user, form.words, form.decision()):
            return redirect(plan)  # pressed twice: the first press did it
        try:
            form.take(request.user)
        except Refused as refused:
            status = 409
            plan.refresh_from_db()
            form.look_again(plan)
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, step.done)
            return redirect(plan)
    context = context | {"plan": plan, "step": step, "form": form, "is_possible": plan.state in step.sources}
    return render(request, "workflow/step.html", context, status=status)


def require_step(user, plan, step):
    require(step.who(user, plan.agency), _("Du har inte den roll som krävs för att %s.") % step.label.lower())


def check_and_submit(request, plan, context):
    """The page where a plan is read through, left Bör are given reasons, and the whole is handed in.

    The room whose plan it is gives the heading and `summary`, its parts told in short (workflow.summary). That
    somebody else handed in the plan meanwhile is told as news and not as a fault; what was typed is there to be copied.
    """
    step = TRANSITIONS["submit"]
    require_step(request.user, plan, step)
    form = SubmitForm(posted(request), plan=plan, step=step, by=request.user, managers=managers(plan.agency))
    is_refused = False
    if request.method == "POST" and form.is_valid():
        if plan.was_taken(step, request.user, form.words, {}):
            return redirect(plan)  # pressed twice: the first press did it
        try:
            form.take(request.user)
        except Refused as refused:
            is_refused = True
            plan.refresh_from_db()
            form.look_again(plan)
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, form.said)
            if not form.only_saves:
                return redirect(plan)
    subject = _("%s behöver en chef i Samplan") % plan.agency
    context = context | {"plan": plan, "step": step, "form": form, "mail_subject": subject}
    if plan.state not in step.sources:
        context |= {"form": None, "typed": form.typed}
        is_refused = request.method == "POST"
    return render(request, "workflow/check.html", context, status=409 if is_refused or form.conflict else 200)
