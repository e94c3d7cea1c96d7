"""A project's own page, its form, how it stands, and its removal."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.access import agency_or_404, may_edit_own, may_plan, require
from planning.forms import ProjectForm, StatusForm, partner_names
from planning.links import address
from planning.lists import fetch_lists
from planning.models import Project, StatusReport
from planning.rows.project_page import project_page
from planning.views.shared import frame, plan_or_404, plan_to_write_in
from workflow.returning import way_back
from workflow.transitions import State
from workflow.views import edit_item, posted, remove_item, require_open, row_or_404


def project(request, agency_slug, year, pk, name):
    """The project's own page. The number decides; a wrong name in the address leads on to the right one."""
    agency = agency_or_404(request.user, agency_slug)
    shown = get_object_or_404(Project.objects.in_working_area(agency, year).for_page(), pk=pk)
    plan = shown.plan
    plan.agency = agency
    if name != shown.slug:
        return redirect(shown, permanent=True)
    may_edit = may_edit_own(request.user, agency, shown.owner_id)
    may_report = may_edit and plan.state != State.SUPERSEDED
    if shown.parent:
        shown.parent.plan = plan
    context = frame(
        plan,
        (shown.display_title,),
        project=shown,
        page=project_page(plan, shown),
        may_edit=may_edit and plan.is_open,
        may_remove=may_plan(request.user, agency) and plan.is_open,
        form=StatusForm(instance=StatusReport(project=shown)) if may_report else None,
    )
    return render(request, "planning/project.html", context)


def project_add(request, agency_slug, year):
    plan = plan_to_write_in(request, agency_slug, year)
    return _project_form(request, Project(plan=plan), _("Lägg till projekt"), _("Projektet %(name)s är tillagt."))


def project_edit(request, agency_slug, year, pk):
    agency = agency_or_404(request.user, agency_slug)
    changed = Project.objects.in_working_area(agency, year).with_decided_dates().filter(pk=pk).first()
    if changed is None:
        plan = plan_or_404(request.user, agency_slug, year)
        changed = row_or_404(request, plan.projects.all(), pk, plan=plan)
    changed.plan.agency = agency
    require_yours(request.user, changed)
    require_open(request, changed.plan)
    return _project_form(request, changed, _("Ändra %s") % changed.display_title, _("Projektet %(name)s är sparat."))


def project_remove(request, agency_slug, year, pk):
    plan = plan_to_write_in(request, agency_slug, year)
    removed = get_object_or_404(plan.projects.all(), pk=pk)
    removed.plan = plan
    context = frame(plan, (_("Ta bort %s") % removed.display_title,), follows=list(_follows(removed)))
    return remove_item(request, removed, context, plan.get_absolute_url() + "#utvecklingsplan")


def project_status(request, agency_slug, year, pk):
    """Reporting läge is not planning: it is done all year, also when the plan is decided."""
    plan = plan_or_404(request.user, agency_slug, year)
    reported = get_object_or_404(plan.projects.select_related("owner"), pk=pk)
    reported.plan = plan
    require_yours(request.user, reported)
    form = StatusForm(posted(request), instance=StatusReport(project=reported, by=request.user))
    if request.method == "POST" and form.is_valid():
        form.report()
        messages.success(request, _("Läget för %s är sparat.") % reported.display_title)
        return redirect(way_back(request, plan, reported.get_absolute_url()))
    heading = _("Läget för %s") % reported.display_title
    context = frame(plan, (reported.display_title, reported.get_absolute_url()), (_("Läge"),), form=form)
    return render(request, "planning/project_status.html", context | {"project": reported, "heading": heading})


def partners(request, agency_slug):
    """Names to choose among when a partner is typed: asked for by the form when somebody comes to the field."""
    agency_or_404(request.user, agency_slug)
    return JsonResponse({"names": list(partner_names())})


def departments(request, agency_slug):
    """The departments that the organisation has written before, to choose among when one is typed."""
    agency = agency_or_404(request.user, agency_slug)
    return JsonResponse({"names": Project.objects.departments_of(agency)})


def require_yours(user, project):
    require(
        may_edit_own(user, project.plan.agency, project.owner_id),
        _("Du kan läsa projektet men inte ändra det. Be %s om du behöver ändra.")
        % (project.owner or _("den som planerar")),
    )


def _project_form(request, project, heading, said):
    plan = project.plan
    form = ProjectForm(posted(request), instance=project)
    back = project.get_absolute_url() if project.pk else plan.get_absolute_url() + "#utvecklingsplan"
    context = frame(plan, (heading,), heading=heading, back=back)
    if not project.pk:
        context["note"] = _("Bara namnet behövs för att spara.")
    is_new = not project.pk

    def done(saved):
        if form.goes_on_after_the_year:
            messages.info(
                request,
                _("Projektet fortsätter efter %d. Det visas som Fortsätter i nästa plan.") % plan.year,
            )
        if "another" in request.POST:
            return address(plan, "project_add")
        return way_back(request, plan, back if is_new else saved.get_absolute_url())

    return edit_item(request, form, context, done, said, template="planning/project_form.html")


def _follows(project):
    """What goes with a project that is removed, and what stays without it, in words."""
    told = fetch_lists(
        {
            "stages": (project.stages.all(), ("kind",)),
            "benefits": (project.benefits.all(), ("kind", "note")),
            "documents": (project.documents.all(), ("kind", "title", "file")),
            "training": (project.training_needs.all(), ("what",)),
            "dates": (project.date_changes.all(), ("field",)),
            "reports": (project.status_reports.all(), ("health", "on")),
            "goals": (project.goals.all(), ("text", "position")),
            "children": (project.children.all(), ("title", "position")),
        }
    )
    for stage in told["stages"]:
        yield _("Skede: %s") % stage
    for benefit in told["benefits"]:
        yield _("Nytta: %s") % benefit
    for document in told["documents"]:
        yield (_("Uppladdad fil: %s") if document.file else _("Underlag: %s")) % document
    for partner in project.partnerships.select_related("agency"):
        yield _("Partner: %s") % partner
    for need in told["training"]:
        yield _("Utbildning: %s") % need
    for change in told["dates"]:
        yield _("Ändrat datum: %s") % change.get_field_display().lower()
    for report in told["reports"]:
        yield _("Lägesrapport: %s") % report
    for goal in told["goals"]:
        yield _("Kopplingen till målet %s, som ligger kvar") % goal
    for child in told["children"]:
        yield _("Kopplingen till delen %s, som ligger kvar") % child
