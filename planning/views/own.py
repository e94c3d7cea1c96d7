"""Projects changed where they stand on a part's page, by those who plan and by whoever leads the project."""

from django.contrib import messages
from django.shortcuts import redirect

from agencies.access import may_edit_own
from planning.views.projects import require_yours
from workflow.fields import row_number
from workflow.returning import way_back
from workflow.views import posted, require_open, row_or_404


def edit_own_in_place(request, plan, form_class, said):
    """As workflow.views.edit_in_place, for the plan's projects: those who plan change all, project leads their own."""
    asked = row_number(request.GET.get("andra", ""))
    if asked is None:
        return None, None
    projects = plan.projects.select_related("owner")
    if request.method == "POST":
        project = row_or_404(request, projects, asked, plan=plan, owner=request.user)
        project.plan = plan
        require_yours(request.user, project)
        require_open(request, plan)
    else:
        project = projects.filter(pk=asked).first()
        if project is None or not (plan.is_open and may_edit_own(request.user, plan.agency, project.owner_id)):
            return None, None
        project.plan = plan
    form = form_class(posted(request), instance=project)
    if request.method == "POST":
        if getattr(project, "is_gone", False):
            form.refuse_gone()
        elif form.is_valid() and form.save_by(request.user):
            messages.success(request, said % {"name": project})
            return form, redirect(way_back(request, plan, f"{request.path}#rad-{project.pk}"))
    return form, None
