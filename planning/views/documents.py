"""A project's files: added by those who may change it, given out only to those who may read it."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.access import agency_or_404
from planning.files import download_name, kind_of
from planning.forms import UploadForm
from planning.models import Project, SupportingDocument
from planning.views.projects import require_yours
from planning.views.shared import frame
from workflow.views import require_open, status_of


def document_add(request, agency_slug, year, pk):
    agency = agency_or_404(request.user, agency_slug)
    project = get_object_or_404(Project.objects.in_working_area(agency, year), pk=pk)
    project.plan.agency = agency
    require_yours(request.user, project)
    require_open(request, project.plan)
    form = _form(request, SupportingDocument(project=project))
    back = project.get_absolute_url()
    if request.method == "POST" and form.is_valid() and form.save_by(request.user):
        messages.success(request, _("%s är uppladdad.") % form.instance)
        return redirect(f"{back}#underlag")
    heading = _("Ladda upp fil")
    steps = ((project.display_title, back), (heading,))
    context = frame(project.plan, *steps, heading=heading, project=project, form=form)
    return render(request, "planning/document_form.html", context, status=status_of(form))


def document(request, agency_slug, year, pk, document):
    """The file, always to be kept and never shown in the page: what it is said to be comes from our table."""
    agency = agency_or_404(request.user, agency_slug)
    project = get_object_or_404(Project.objects.in_working_area(agency, year), pk=pk)
    found = get_object_or_404(project.documents.exclude(file=""), pk=document)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is not where it was kept.") from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=download_name(str(found), found.file.name),
        content_type=kind_of(found.file.name)[2],
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _form(request, row):
    if request.method != "POST":
        return UploadForm(instance=row)
    sent = request.META.get("CONTENT_LENGTH", "")
    return UploadForm(request.POST, request.FILES, instance=row, body_size=int(sent) if sent.isdecimal() else 0)
