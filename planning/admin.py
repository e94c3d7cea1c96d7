"""The year's plans and projects as the administration shows them: that they are there, not what they say."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agencies.admin import ReadOnlyAdmin, WrittenInSamplan
from agencies.admin.base import ForAdministrators
from planning.codelists import templates
from planning.models import CalendarItem, CalendarKey, OperationalPlan, PlanningYear, Project


@admin.register(OperationalPlan)
class OperationalPlanAdmin(WrittenInSamplan):
    list_display = ["__str__", "agency", "state", "number", "decided_on", "open_in_samplan"]
    list_filter = ["state", "year"]
    list_select_related = ["agency"]
    search_fields = ["agency__search_text"]
    search_help_text = _("Organisation")
    fields = ["__str__", "agency", "state", "number", "submit_by", "decide_by", "decided_on", "open_in_samplan"]
    readonly_fields = ["__str__", "open_in_samplan"]


@admin.register(Project)
class ProjectAdmin(WrittenInSamplan):
    agency_path = "plan__agency"
    list_display = ["title", "agency", "year", "open_in_samplan"]
    list_filter = ["plan__year", "plan__state"]
    list_select_related = ["plan__agency"]
    search_fields = ["title", "short_title", "plan__agency__search_text"]
    search_help_text = _("Projekt eller organisation")
    fields = ["title", "agency", "year", "open_in_samplan"]
    readonly_fields = ["agency", "year", "open_in_samplan"]

    @admin.display(description=_("organisation"), ordering="plan__agency__name")
    def agency(self, project):
        return project.plan.agency

    @admin.display(description=_("år"), ordering="plan__year")
    def year(self, project):
        return str(project.plan.year)  # a year is no number: 2027, not 2 027


class CalendarItemInline(ForAdministrators, admin.TabularInline):
    """Which days there are, not who did what when."""

    model = CalendarItem
    fields = ["on", "title", "legal_ground"]
    readonly_fields = ["on", "title", "legal_ground"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(PlanningYear)
class PlanningYearAdmin(WrittenInSamplan):
    list_display = ["__str__", "agency", "template_name", "open_in_samplan"]
    list_filter = ["year"]
    list_select_related = ["agency"]
    search_fields = ["agency__search_text"]
    search_help_text = _("Organisation")
    fields = ["__str__", "agency", "template_name", "open_in_samplan"]
    readonly_fields = ["__str__", "template_name", "open_in_samplan"]
    inlines = [CalendarItemInline]

    @admin.display(description=_("mall"))
    def template_name(self, planning_year):
        template = templates().get(planning_year.template)
        return template.name if template else _("Ingen")


@admin.register(CalendarKey)
class CalendarKeyAdmin(ReadOnlyAdmin):
    """Who subscribes, and since when. The address is the person's secret and is never shown."""

    list_display = ["user", "made_at"]
    list_select_related = ["user"]
    search_fields = ["user__name", "user__email"]
    search_help_text = _("Namn eller e-postadress")
    fields = ["user", "made_at"]
    readonly_fields = ["user", "made_at"]
