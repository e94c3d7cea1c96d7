"""The utvecklingsplan: its list with filters, a row changed where it stands, and filling in what several lack."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import may_edit_own, may_plan
from planning.forms.filters import ProjectFilters
from planning.forms.missing import GAPS, LABELS, ROWS_AT_A_TIME, projects_lacking
from planning.forms.rows import ProjectRowForm
from planning.links import address
from planning.models import Project
from planning.reporting import last_year
from planning.rows import project_rows, row_of, tree, uids_of
from planning.rows.priorities import places
from planning.views.projects import require_yours
from planning.views.shared import part_frame, plan_or_404, plan_to_write_in
from workflow.clock import now
from workflow.fields import row_number
from workflow.returning import way_back
from workflow.views import move_item, posted, require_open, require_planner, row_or_404, status_of

SAVED = "saved_project_row"
# What takes more than a field to fill in, and where in the project's form that begins.
LINKED = {"benefits": "benefits-0-kind", "documents": "documents-0-kind"}


def projects(request, agency_slug, year):
    """The part's own page. With ?saknar=<field> the projects that lack it, to be filled in at once when that can be."""
    plan = plan_or_404(request.user, agency_slug, year)
    lacking = request.GET.get("saknar", "")
    if lacking in GAPS and "andra" not in request.GET:
        asked = _asked_to_fill_in(request, plan, lacking)
        if asked:
            return _fill_in(request, plan, lacking, asked)
    form, answer = row_in_place(request, plan)
    if answer:
        return answer
    filters = ProjectFilters(request.GET, plan)
    kept = filters.narrow()
    is_whole = not filters.are_set and not filters.order
    view = "platt" if not is_whole else "flytta" if "flytta" in request.GET else "plan"
    previous = last_year(plan)
    ranked = places(plan) if filters.order == "prioritet" else {}
    rows = project_rows(plan, previous, request.user, None if is_whole else filters.arrange(kept, ranked))
    context = part_frame(
        request,
        plan,
        "projects",
        filters=filters,
        to_fill_in=LINKED.get(filters.chosen.get("saknar", ""), ""),
        total=len(plan.listed_projects),
        may_move=is_whole and len(plan.listed_projects) > 1 and may_plan(request.user, plan.agency) and plan.is_open,
        form_has_errors=form is not None and bool(form.errors),
        **rows_frame(request, plan, rows, form, view),
    )
    return render(request, "planning/development.html", context, status=status_of(form))


def projects_move(request, agency_slug, year):
    """A project changes places with the nearest one that is a part of the same whole."""
    plan = plan_to_write_in(request, agency_slug, year)
    done = f"{address(plan, 'projects')}?flytta=1"
    return move_item(request, plan, plan.projects.all(), done, alike=lambda row: row.parent_id)


# A row changed where it stands ----------------------------------------------------------------------------------------
def rows_frame(request, plan, rows, form, view):
    """What planning/_project_rows.html needs: the rows, the form in one of them, and how rows are asked for.

    `view` is how the rows stand there: in the plan's tree ("plan"), with what moves them in it ("flytta"), or "platt".
    """
    kept = request.GET.copy()
    kept.pop("andra", None)
    return {
        "project_rows": rows,
        "row_form": form,
        "ask": f"?{kept.urlencode()}&" if kept else "?",
        "row_url": address(plan, "project_row", 0),
        "view": view,
        "saved": request.session.pop(SAVED, None) if SAVED in request.session else None,
    }


def row_in_place(request, plan):
    """(form, answer) for ?andra=<number>, as workflow.views.edit_in_place, for planners and for a project's own lead.

    Once it is saved the answer goes back to the row, which says so and offers to undo.
    """
    asked = row_number(request.GET.get("andra", ""))
    if asked is None:
        return None, None
    project = next((one for one in plan.listed_projects if one.pk == asked), None)
    if request.method != "POST" and not (project and _may_edit(request.user, plan, project)):
        return None, None
    form, saved = _row_form(request, plan, project)
    if saved:
        request.session[SAVED] = saved
        kept = request.GET.copy()
        del kept["andra"]
        return form, redirect(f"{request.path}{'?' if kept else ''}{kept.urlencode()}#rad-{asked}")
    return form, None


def project_row(request, agency_slug, year, pk):
    """One row alone, for the script that changes it without loading the page: its form, or the row once it is saved.

    Whoever comes here without that script is sent to the page where the row stands.
    """
    plan = plan_or_404(request.user, agency_slug, year)
    project = row_or_404(request, plan.projects.for_listing(), pk, plan=plan)
    if request.headers.get("X-Requested-With") != "fetch":
        return redirect(f"{address(plan, 'projects')}?andra={pk}#rad-{pk}")
    form, saved = _row_form(request, plan, None if project.pk is None else project)
    context = {"plan": plan, "agency": plan.agency, "row_form": form, "ask": f"{address(plan, 'projects')}?"}
    if not saved:
        status = 409 if form.conflict else 422 if form.errors else 200
        return render(request, "planning/_project_row_form.html", context, status=status)
    view = request.GET.get("vy", "")
    context |= {"row": _row_alone(plan, pk, request.user, view), "saved": saved, "view": view}
    return render(request, "planning/_project_row.html", context)


def _row_alone(plan, pk, user, view):
    """The row as it stands now; of the other projects only what places it among them is fetched."""
    project = plan.projects.for_listing().get(pk=pk)
    beside = list(plan.projects.only("parent_id", "title", "short_title"))
    titles = {one.pk: one.display_title for one in beside}
    place = tree([(one.pk, one.parent_id) for one in beside])[pk]
    return row_of(plan, project, place, titles, uids_of(last_year(plan)), user, is_tree=view != "platt")


def _row_form(request, plan, project):
    """(form, what the row says once it is saved); `project` None: somebody has removed it while it was changed."""
    is_gone = project is None
    row = _gone(plan, None, request.user) if is_gone else project
    row.plan = plan
    require_yours(request.user, row)
    require_open(request, plan)
    form = ProjectRowForm(posted(request), instance=row)
    if is_gone:
        form.refuse_gone()
    elif request.method == "POST" and form.is_valid() and form.save_by(request.user):
        return form, _saved(form, was_undone="angra" in request.POST)
    return form, None


def _saved(form, *, was_undone):
    """What the row says, and what to send to put back what stood there; a läge stays, so it is not among that."""
    clock = timezone.localtime(now()).strftime("%H.%M")
    undo = [*form.former, ("seen_count", form.instance.edit_count)] if form.may_be_undone and not was_undone else []
    said = _("Ångrat kl. %s.") if was_undone else _("Sparat kl. %s.")
    return {"pk": form.instance.pk, "said": said % clock, "undo": undo}


def _may_edit(user, plan, project):
    return plan.is_open and may_edit_own(user, plan.agency, project.owner_id)


# Filling in what several lack -----------------------------------------------------------------------------------------
def _asked_to_fill_in(request, plan, field):
    """The projects to fill the field in for: those posted, else the first that lack it and that are one's own."""
    if request.method == "POST":
        require_open(request, plan)
        known = {project.pk: project for project in plan.listed_projects}
        numbers = [row_number(text) for text in request.POST.getlist("rad")[:ROWS_AT_A_TIME]]
        found = [known.get(number) or _gone(plan, number, request.user) for number in dict.fromkeys(numbers) if number]
        found = [one for one in found if may_edit_own(request.user, plan.agency, one.owner_id)]
        if not found:
            require_planner(request.user, plan.agency)
        return found
    own = [one for one in projects_lacking(plan, field) if _may_edit(request.user, plan, one)]
    return own[_passed(request) :]


def _passed(request):
    """How many that lack it the person has left as they were, on the pages before this one."""
    return row_number(request.GET.get("efter", "")) or 0


def _gone(plan, number, user):
    """Stands in for a project that somebody has removed while it was changed, so that what was typed can be shown."""
    project: Any = Project(pk=number, plan=plan, owner=user)
    project.is_gone = True
    project.decided_starts_on = project.decided_ends_on = None  # nothing is told of whatever has that number
    return project


def _next_page(request, plan, field, asked):
    """The address of the next projects that lack the field, None when all have been asked for."""
    fresh = plan_or_404(request.user, plan.agency.slug, plan.year)
    lacking = [one.pk for one in projects_lacking(fresh, field) if _may_edit(request.user, fresh, one)]
    passed = _passed(request) + len(set(lacking) & {project.pk for project in asked})
    if len(asked) < ROWS_AT_A_TIME or len(lacking) <= passed:
        return None
    query = request.GET.copy()
    query.pop("efter", None)
    if passed:
        query["efter"] = str(passed)
    return f"{request.path}?{query.urlencode()}"


def _fill_in(request, plan, field, asked):
    form_class = GAPS[field]
    offered = form_class.offers(plan)
    asking = form_class if request.method == "POST" else form_class.asking or form_class
    forms = []
    for project in asked[:ROWS_AT_A_TIME]:
        project.plan = plan
        forms.append(asking(posted(request), instance=project, offered=offered))
    back = _back(request, plan)
    said, faulty = "", []
    if request.method == "POST":
        said, faulty = _save_all(forms, request.user)
        if not faulty:
            messages.success(request, said)
            return redirect(_next_page(request, plan, field, asked) or back)
    context = part_frame(
        request,
        plan,
        "projects",
        heading=_("Fyll i %s") % LABELS[field],
        forms=faulty or forms,
        hint=form_class.hint,
        more=form_class.more,
        lacking=field,
        left=max(0, len(asked) - ROWS_AT_A_TIME),
        back=back,
        said=said,
        form_has_errors=bool(faulty),
    )
    status = 409 if any(form.conflict for form in faulty) else 200
    return render(request, "planning/missing.html", context, status=status)


def _save_all(forms, by):
    """(what to say, the forms that could not be saved). Each row is saved by itself; what is left empty is left."""
    count, faulty = 0, []
    for form in forms:
        if getattr(form.instance, "is_gone", False):
            form.refuse_gone()
            faulty.append(form)
        elif not form.is_valid():
            faulty.append(form)
        elif form.is_filled_in:
            if form.save_by(by):
                count += 1
            else:
                faulty.append(form)
    said = ngettext("%d projekt sparat.", "%d projekt sparade.", count) % count if count else _("Inget ändrades.")
    if faulty:
        said += " " + ngettext("%d behöver rättas.", "%d behöver rättas.", len(faulty)) % len(faulty)
    return said, faulty


def _back(request, plan):
    """Where one came from: Hem, the page where the plan is handed in, the list, or the plan."""
    is_from_list = request.GET.get("fran") == "lista"
    return way_back(request, plan, address(plan, "projects") if is_from_list else plan.get_absolute_url())
