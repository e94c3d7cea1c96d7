"""Organisations: made with their people on one page, renamed without losing their address, ended but not deleted."""

from collections import Counter

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import actions
from django.contrib.admin.utils import NestedObjects, unquote
from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.admin.base import ForAdministrators, HouseAdmin
from agencies.admin.memberships import MembershipRow, PeopleRows, send_invitations
from agencies.models import Agency, FormerName, Membership, Role
from agencies.swedish import in_swedish_order


class PeopleInline(ForAdministrators, admin.TabularInline):
    model = Membership
    form = MembershipRow
    formset = PeopleRows
    fields = ["email", "name", "role", "standing", "invite"]
    readonly_fields = ["standing"]
    verbose_name = gettext_lazy("person")
    verbose_name_plural = gettext_lazy("personer: planerare, chef och andra")

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj else 2

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("user", "agency")
        return rows.order_by(in_swedish_order("user__name"))

    @admin.display(description=gettext_lazy("konto"))
    def standing(self, membership):
        if not membership.pk:
            return "–"
        person = membership.user
        if not person.is_active:
            text = _("Avstängt")
        elif person.last_login:
            text = _("Senast inloggad %s") % date_format(timezone.localtime(person.last_login), "Y-m-d")
        else:
            text = _("Har inte loggat in än")
        url = reverse("admin:agencies_user_change", args=[person.pk])
        return format_html('{}<br><a href="{}">{}</a>', text, url, _("Öppna personen"))


class FormerNameInline(ForAdministrators, admin.TabularInline):
    """Earlier names and addresses. They come by themselves when a name or an address is changed."""

    model = FormerName
    fields = ["name", "slug", "ended_on"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class AgencyForm(forms.ModelForm):
    class Meta:
        help_texts = {
            "slug": gettext_lazy(
                "Står i adressen, till exempel /arbeta/exempelkoping/. Ändras det fungerar det gamla ändå."
            )
        }

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        former = FormerName.objects.filter(slug=slug).exclude(agency=self.instance.pk).select_related("agency").first()
        if former:
            raise ValidationError(
                _("Adressnamnet har varit %s och leder dit. Välj ett annat.") % former.agency, code="former"
            )
        return slug


class HasEnded(admin.SimpleListFilter):
    title = gettext_lazy("upphört")
    parameter_name = "upphort"

    def lookups(self, request, model_admin):
        return [("nej", _("Finns")), ("ja", _("Har upphört"))]

    def queryset(self, request, queryset):
        if self.value() in ("ja", "nej"):
            return queryset.filter(ended_on__isnull=self.value() == "nej")
        return queryset


@admin.register(Agency)
class AgencyAdmin(HouseAdmin):
    form = AgencyForm
    list_display = ["listed_name", "kind", "organisation_number", "code", "people", "ended_on"]
    list_filter = ["kind", HasEnded]
    ordering = [in_swedish_order("name")]
    search_fields = ["search_text"]
    search_help_text = gettext_lazy("Namn, kortnamn, organisationsnummer eller kod")
    autocomplete_fields = ["successor"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [PeopleInline, FormerNameInline]
    actions = ["delete_selected"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "short_name", "slug"]}),
        (_("Identitet och kontakt"), {"fields": ["organisation_number", "code", "function_email", "website"]}),
        (_("Om organisationen upphör"), {"fields": ["ended_on", "successor"], "classes": ["collapse"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_people=Count("memberships"))

    def get_inlines(self, request, obj):
        return self.inlines if obj else [PeopleInline]

    @admin.display(description=gettext_lazy("namn"), ordering=in_swedish_order("name"))
    def listed_name(self, agency):
        return agency.name

    @admin.display(description=gettext_lazy("personer"), ordering="number_of_people")
    def people(self, agency):
        return agency.number_of_people

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A new organisation asks for a planner and a manager: somebody must plan, somebody must decide."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, PeopleInline) and obj.pk is None:
            kwargs["initial"] = [{"role": Role.PLANNER}, {"role": Role.MANAGER}]
        return kwargs

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            _keep_former(obj, form)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        if isinstance(formset, PeopleRows) and (people := formset.invited()):
            transaction.on_commit(lambda: send_invitations(people, request))

    def delete_view(self, request, object_id, extra_context=None):
        agency = self.get_object(request, unquote(object_id))
        if agency and (reason := why_kept(agency)):
            messages.error(request, reason)
            return redirect("admin:agencies_agency_change", agency.pk)
        return super().delete_view(request, object_id, extra_context)

    @admin.action(description=gettext_lazy("Ta bort valda organisationer"), permissions=["delete"])
    def delete_selected(self, request, queryset):
        reasons = [reason for agency in queryset if (reason := why_kept(agency))]
        for reason in reasons:
            messages.error(request, reason)
        return None if reasons else actions.delete_selected(self, request, queryset)


def _keep_former(agency, form):
    """The name and the address that were changed go on working as former ones."""
    changed = {"name", "slug"} & set(form.changed_data)
    if not changed:
        return
    agency.former_names.filter(slug=agency.slug).update(slug=None)  # back to an earlier address: it is current again
    agency.former_names.create(
        name=form.initial["name"],
        slug=form.initial["slug"] if "slug" in changed else None,
        ended_on=timezone.localdate(),
    )


def why_kept(agency):
    """A sentence that says why an organisation cannot be deleted and what to do instead; empty when it can be."""
    found = NestedObjects(using=router.db_for_write(Agency), origin=agency)
    found.collect([agency])
    count = Counter(type(row) for row in found.protected)
    if not count:
        return ""
    parts = [
        f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"
        for model, number in sorted(count.items(), key=lambda item: item[0]._meta.label)
    ]
    return _(
        "%(agency)s har %(what)s och kan inte tas bort. "
        "Avsluta organisationen i stället: fyll i Upphörde och Ersatt av."
    ) % {"agency": agency, "what": get_text_list(parts, _("och"))}
