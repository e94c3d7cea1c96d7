"""People: invited, never given a password; made inactive, not deleted. Only superusers touch superusers."""

from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.admin.base import ForAdministrators, HouseAdmin
from agencies.admin.memberships import AgencyRows, may_manage, send_invitations
from agencies.invitations import keep_one_address
from agencies.models import Membership, User
from agencies.swedish import in_swedish_order


class AgenciesInline(ForAdministrators, admin.TabularInline):
    model = Membership
    formset = AgencyRows
    fields = ["agency", "role"]
    autocomplete_fields = ["agency"]
    extra = 0
    verbose_name = gettext_lazy("organisation")
    verbose_name_plural = gettext_lazy("organisationer")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user", "agency")


@admin.register(User)
class UserAdmin(HouseAdmin):
    list_display = ["listed_name", "email", "agencies", "is_coordinator", "is_staff", "is_active", "last_login"]
    list_filter = ["memberships__role", "is_active", "is_coordinator", "is_staff"]
    search_fields = ["name", "email"]
    search_help_text = gettext_lazy("Namn eller e-postadress")
    readonly_fields = ["last_login", "date_joined"]
    inlines = [AgenciesInline]
    actions = ["invite_selected", "remove_two_factor"]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("memberships", Membership.objects.select_related("agency")))
        )

    @admin.display(description=gettext_lazy("namn"), ordering=in_swedish_order("name"))
    def listed_name(self, person):
        return str(person)

    @admin.display(description=gettext_lazy("organisationer"))
    def agencies(self, person):
        return ", ".join(str(membership.agency) for membership in person.memberships.all()) or "–"

    def get_fieldsets(self, request, obj=None):
        rights = ["is_coordinator", "is_staff", *(["is_superuser"] if request.user.is_superuser else [])]
        invitation = _("Personen väljer sitt lösenord själv, från en inbjudan som skickas när du sparar.")
        return [
            (None, {"fields": ["name", "email"], "description": "" if obj else invitation}),
            (_("Rättigheter utöver rollen i organisationen"), {"fields": rights}),
            (_("Konto"), {"fields": ["is_active", "last_login", "date_joined"] if obj else ["is_active"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        """Nobody shuts themselves out."""
        own = ["is_active", "is_staff", "is_superuser"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_manage(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        """Only who has never been here, a mistyped address say. Somebody who has left is made inactive."""
        return (
            super().has_delete_permission(request, obj)
            and obj is not None
            and obj.last_login is None
            and may_manage(request.user, obj)
        )

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: send_invitations([obj], request))
        elif "email" in form.changed_data:
            keep_one_address(obj)

    @admin.action(description=gettext_lazy("Skicka inbjudan"), permissions=["change"])
    def invite_selected(self, request, queryset):
        send_invitations(self._manageable(request, queryset), request)

    @admin.action(description=gettext_lazy("Ta bort tvåfaktorsinloggning (tappad telefon)"), permissions=["change"])
    def remove_two_factor(self, request, queryset):
        for person in self._manageable(request, queryset):
            if Authenticator.objects.filter(user=person).delete()[0]:
                self.log_change(request, person, _("Tog bort tvåfaktorsinloggning."))
                messages.success(request, _("%s loggar nu in med bara sitt lösenord.") % person)
            else:
                messages.info(request, _("%s har ingen tvåfaktorsinloggning.") % person)

    def _manageable(self, request, queryset):
        people = [person for person in queryset if may_manage(request.user, person)]
        if left := len(queryset) - len(people):
            text = ngettext("%d superanvändare hoppades över.", "%d superanvändare hoppades över.", left)
            messages.warning(request, text % left)
        return people
