"""What the administration of every room has in common: who may, and a search that knows å, ä and ö."""

from django.contrib import admin
from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Membership
from agencies.swedish import containing


class ForAdministrators:
    """One tick, `is_staff`, opens all of it; there are no permissions to hand out one by one."""

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request, obj=None):
        return request.user.is_staff

    def has_change_permission(self, request, obj=None):
        return request.user.is_staff

    def has_delete_permission(self, request, obj=None):
        return request.user.is_staff


class SwedishSearch(admin.ModelAdmin):
    """Every word must be found, in any of `search_fields`; Ö is ö, on both databases."""

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.replace("\0", "").split():
            found = Q()
            for field in self.search_fields:
                found |= containing(field, word)
            queryset = queryset.filter(found)
        return queryset, any(lookup_spawns_duplicates(self.opts, field) for field in self.search_fields)


class HouseAdmin(ForAdministrators, SwedishSearch):
    """What Samplan's pages of the administration are made of."""

    view_on_site = False
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


class ReadOnlyAdmin(HouseAdmin):
    """Shown, never written, here."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class WrittenInSamplan(ReadOnlyAdmin):
    """Something of an organisation's plans. An administrator sees that it is there; members open it in Samplan.

    `agency_path` leads to the organisation. The fields shown say which plan it is and how far it has come, nothing of
    what it says: being an administrator gives no right to a plan (DESIGN section 2).
    """

    agency_path = "agency"
    readonly_fields = ["open_in_samplan"]

    def get_queryset(self, request):
        mine = Membership.objects.filter(user=request.user, agency=OuterRef(self.agency_path))
        return super().get_queryset(request).annotate(is_mine=Exists(mine))

    @admin.display(description=gettext_lazy("i Samplan"))
    def open_in_samplan(self, row):
        if not row.is_mine:
            return _("Bara för organisationens egna")
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), _("Öppna i Samplan"))
