from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_edit_own, may_plan, require
from planning.forms import ProjectForm, StatusForm, partner_names
from planning.models import Project, StatusReport
from planning.views.shared import frame, plan_or_404, plan_to_write_in
from workflow.transitions import State
from workflow.views import edit_item, posted, remove_item, require_open, row_or_404


def project(request, agency_slug, year, pk, name):
    """The project's own page. The number decides; a wrong name in the address leads on to the right one."""
    plan = plan_or_404(request.user, agency_slug, year)
    shown = _project_or_404(plan, pk)
    if name != shown.slug:
        return redirect(shown, permanent=True)
    may_edit = may_edit_own(request.user, plan.agency, shown.owner_id)
    context = frame(
        plan,
        (shown.display_title,),
        project=shown,
        reports=shown.status_reports.select_related("by"),
        partnerships=shown.partnerships.select_related("agency"),
        may_edit=may_edit and plan.is_open,
        may_remove=may_plan(request.user, plan.agency) and plan.is_open,
        may_report=may_edit and plan.state != State.SUPERSEDED,
    )
    return render(request, "planning/project.html", context)


def project_add(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return _project_form(request, Project(plan=plan), _("Lägg till projekt"), _("Projektet %(name)s är tillagt."))


def project_edit(request, agency_slug, year, pk):
    agency = agency_or_404(request.user, agency_slug)
    changed = Project.objects.in_working_area(agency, year).filter(pk=pk).first()
    if changed is None:
        plan = plan_or_404(request.user, agency_slug, year)
        changed = row_or_404(request, plan.projects.all(), pk, plan=plan)
    changed.plan.agency = agency
    require_yours(request.user, changed)
    require_open(request, changed.plan)
    return _project_form(request, changed, _("Ändra %s") % changed.display_title, _("Projektet %(name)s är sparat."))


def project_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    removed = _project_or_404(plan, pk)
    follows = [
        *(_("Nytta: %s") % benefit for benefit in removed.benefits.all()),
        *(_("Partner: %s") % partner for partner in removed.partnerships.select_related("agency")),
        *(_("Lägesrapport: %s") % report for report in removed.status_reports.all()),
    ]
    context = frame(plan, (_("Ta bort %s") % removed.display_title,), follows=follows)
    return remove_item(request, removed, context, plan.get_absolute_url() + "#utvecklingsplan")


def project_status(request, agency_slug, year, pk):
    """Reporting läge is not planning: it is done all year, also when the plan is decided."""
    plan = plan_or_404(request.user, agency_slug, year)
    reported = _project_or_404(plan, pk)
    require_yours(request.user, reported)
    form = StatusForm(posted(request), instance=StatusReport(project=reported, by=request.user))
    if request.method == "POST" and form.is_valid():
        latest = reported.status_reports.first()
        fields = (form.cleaned_data["health"], form.cleaned_data["reason"], request.user.pk)
        if latest is None or (latest.health, latest.reason, latest.by_id) != fields:
            reported.report(fields[0], by=request.user, reason=fields[1])
        messages.success(request, _("Läget för %s är sparat.") % reported.display_title)
        return redirect(reported)
    heading = _("Läget för %s") % reported.display_title
    context = frame(plan, (reported.display_title, reported.get_absolute_url()), (_("Läge"),), form=form)
    return render(request, "planning/project_status.html", context | {"project": reported, "heading": heading})


def partners(request, agency_slug):
    """Names to choose among when a partner is typed: asked for by the form when somebody comes to the field."""
    agency_or_404(request.user, agency_slug)
    return JsonResponse({"names": list(partner_names())})


def require_yours(user, project):
    require(
        may_edit_own(user, project.plan.agency, project.owner_id),
        _("Du kan läsa projektet men inte ändra det. Be %s om du behöver ändra.")
        % (project.owner or _("den som planerar")),
    )


def _project_or_404(plan, pk):
    found = get_object_or_404(plan.projects.for_page(), pk=pk)
    found.plan = plan
    return found


def _project_form(request, project, heading, said):
    plan = project.plan
    form = ProjectForm(posted(request), instance=project)
    back = project.get_absolute_url() if project.pk else plan.get_absolute_url() + "#utvecklingsplan"
    done = project.get_absolute_url if project.pk else (lambda: back)
    context = frame(plan, (heading,), heading=heading, back=back)
    if not project.pk:
        context["note"] = _("Bara namnet behövs för att spara.")
    return edit_item(request, form, context, lambda _saved: done(), said, template="planning/project_form.html")
