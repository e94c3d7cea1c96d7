"""The code lists: words that everybody uses."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.admin.base import HouseAdmin, ReadOnlyAdmin
from agencies.models import Channel, CitizenProblem, LifeEvent, ServiceLevel, ServiceType, TargetGroup


class TermAdmin(HouseAdmin):
    """A word of a code list. It is retired, never deleted, so that what is marked with it keeps its mark."""

    list_display = ["name", "code", "status", "position", "is_retired"]
    list_filter = ["is_retired", "status"]
    search_fields = ["name", "code", "definition"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(LifeEvent)
class LifeEventAdmin(TermAdmin):
    list_display = ["name", "code", "audience", "is_followed", "is_taggable", "is_retired", "position"]
    list_filter = ["audience", "is_followed", "is_taggable", "is_retired", "status"]
    autocomplete_fields = ["broader"]
    prepopulated_fields = {"slug": ["name"]}
    actions = ["follow", "unfollow"]

    @admin.action(description=gettext_lazy("Följ valda händelser"), permissions=["change"])
    def follow(self, request, queryset):
        self._set_followed(request, queryset, True)

    @admin.action(description=gettext_lazy("Sluta följa valda händelser"), permissions=["change"])
    def unfollow(self, request, queryset):
        self._set_followed(request, queryset, False)

    def _set_followed(self, request, queryset, followed):
        for event in queryset.exclude(is_followed=followed):
            event.is_followed = followed
            event.save(update_fields=["is_followed"])
            self.log_change(request, event, _("Följs.") if followed else _("Följs inte längre."))
        messages.success(request, _("Sparat."))


@admin.register(ServiceType)
class ServiceTypeAdmin(TermAdmin):
    list_display = ["name", "letter", "code", "status", "position", "is_retired"]


@admin.register(ServiceLevel)
class ServiceLevelAdmin(TermAdmin):
    pass


class OwnTermAdmin(TermAdmin):
    """A word that is shared, or one organisation's own: those that have words of their own are what one filters by."""

    list_display = ["name", "agency", "code", "status", "position", "is_retired"]
    list_filter = [("agency", admin.RelatedOnlyFieldListFilter), "is_retired", "status"]
    list_select_related = ["agency"]
    search_fields = [*TermAdmin.search_fields, "agency__search_text"]
    search_help_text = gettext_lazy("Ord, kod, förklaring eller organisation")
    autocomplete_fields = ["agency"]


@admin.register(TargetGroup)
class TargetGroupAdmin(OwnTermAdmin):
    pass


@admin.register(Channel)
class ChannelAdmin(OwnTermAdmin):
    list_display = ["name", "group", *OwnTermAdmin.list_display[1:]]
    list_filter = ["group", *OwnTermAdmin.list_filter]


@admin.register(CitizenProblem)
class CitizenProblemAdmin(ReadOnlyAdmin):
    """The seven problems are quoted from a report and are not ours to change."""

    list_display = ["name", "question", "position"]
    search_fields = ["name", "question"]
