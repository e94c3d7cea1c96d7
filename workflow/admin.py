"""The log: what happened to the plans, and what was done in the administration."""

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from agencies.admin import ReadOnlyAdmin
from workflow.models import Event
from workflow.transitions import TRANSITIONS


class Step(admin.SimpleListFilter):
    title = _("händelse")
    parameter_name = "handelse"

    def lookups(self, request, model_admin):
        return [(step.name, step.past) for step in TRANSITIONS]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "agency", "happened", "by"]
    list_filter = [Step, "at"]
    list_select_related = ["agency", "by"]
    search_fields = ["agency__search_text", "by__name"]
    search_help_text = _("Organisation eller person")
    fields = ["at", "agency", "happened", "by"]
    readonly_fields = ["happened"]

    @admin.display(description=_("händelse"), ordering="kind")
    def happened(self, event):
        return event.step_label


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["action_time", "user", "what", "object_repr", "get_change_message"]
    list_filter = ["action_flag", "action_time"]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "user__name"]
    search_help_text = _("Namn på det som ändrades, eller på den som ändrade")
    fields = ["action_time", "user", "what", "object_repr", "get_change_message"]
    readonly_fields = ["what", "get_change_message"]

    @admin.display(description=_("slag"))
    def what(self, entry):
        return entry.content_type.name if entry.content_type else "–"

    @admin.display(description=_("ändring"))
    def get_change_message(self, entry):
        return entry.get_change_message() or entry.get_action_flag_display()
