"""Starting a year's plan, and taking projects and goals into it: from the strategic plan, and from what others do."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import agency_or_404
from agencies.crumbs import trail
from planning.copying import copy_goal, copy_project, searched
from planning.forms import CopyForm, FetchForm, PlanNewForm
from planning.links import address
from planning.models import OperationalPlan, Project, ShortTermGoal
from planning.views.shared import frame, nav, part_step, plan_to_write_in
from workflow.models import PlanClosed
from workflow.views import edit_item, posted, require_planner, status_of


def plan_new(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    require_planner(request.user, agency)
    form = PlanNewForm(posted(request), instance=OperationalPlan(agency=agency))
    back = reverse("planning:plans", args=[agency.slug])
    crumbs = trail(agency, (_("Verksamhetsplaner"), back), (_("Starta"),))
    context = nav(agency) | {"crumbs": crumbs, "back": back, "heading": _("Starta verksamhetsplan")}
    said = _("%(name)s är skapad.")
    return edit_item(request, form, context, OperationalPlan.get_absolute_url, said, "planning/plan_new.html")


def project_fetch(request, agency_slug, year):
    """Initiatives of the strategic plan become projects of the year."""
    plan = plan_to_write_in(request, agency_slug, year)
    form = FetchForm(posted(request), plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            added = form.save_by(request.user)
        except PlanClosed as closed:
            form.conflict = True
            form.add_error(None, _("%s Det du valde är inte sparat.") % closed)
        else:
            said = ngettext("%d projekt är tillagt.", "%d projekt är tillagda.", added) % added
            messages.success(request, said if added else _("De finns redan i planen."))
            return redirect(address(plan, "projects"))
    heading = _("Hämta från strategiska planen")
    context = frame(plan, part_step(plan, "projects"), (heading,), heading=heading, form=form)
    context["back"] = address(plan, "projects")
    return render(request, "planning/project_fetch.html", context, status=status_of(form))


def project_copy(request, agency_slug, year):
    """A project of another organisation's published plan becomes a draft here, with where it comes from."""
    plan = plan_to_write_in(request, agency_slug, year)
    words = {
        "heading": _("Kopiera projekt från andra"),
        "column": _("Projekt"),
        "search_label": _("Sök organisation eller projekt"),
        "said": _("%s är kopierat. Gå igenom det och gör det till ert eget."),
        "none": _("Ingen annan organisation har publicerat något projekt än."),
    }
    return _copy_page(request, plan, Project, copy_project, "projects", "project_edit", words)


def goal_copy(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    words = {
        "heading": _("Kopiera mål från andra"),
        "column": _("Mål"),
        "search_label": _("Sök organisation eller mål"),
        "said": _("Målet ”%s” är kopierat. Gå igenom det och gör det till ert eget."),
        "none": _("Ingen annan organisation har publicerat något mål än."),
    }
    return _copy_page(request, plan, ShortTermGoal, copy_goal, "goals", "goal_edit", words)


def _copy_page(request, plan, model, copy, part, edit, words):
    sought = request.GET.get("sok", "").replace("\0", "").strip()[:100]
    form = CopyForm(posted(request), plan=plan, model=model, copy=copy)
    if request.method == "POST" and form.is_valid():
        try:
            made = form.save_by(request.user)
        except PlanClosed as closed:
            form.conflict = True
            form.add_error(None, _("%s Inget är kopierat.") % closed)
        else:
            messages.success(request, words["said"] % made)
            return redirect(address(plan, edit, made.pk))
    context = frame(plan, part_step(plan, part), (words["heading"],), form=form, **words)
    context |= {"words": sought, "found": searched(model, plan.agency, sought), "back": address(plan, part)}
    return render(request, "planning/copy_from_others.html", context, status=status_of(form))
