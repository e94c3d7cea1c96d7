"""The administration of organisations, people and the words we share.

What every room's admin has in common stands first: who may, and a search that knows å, ä and ö.
"""

import re

from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import actions
from django.contrib.admin.utils import NestedObjects, lookup_spawns_duplicates, unquote
from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.forms.models import BaseInlineFormSet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.invitations import invite, keep_one_address
from agencies.models import (
    Agency,
    Channel,
    CitizenProblem,
    FormerName,
    LifeEvent,
    Membership,
    Role,
    ServiceLevel,
    ServiceType,
    TargetGroup,
    User,
)
from agencies.swedish import in_swedish_order

# What every room's admin has in common ------------------------------------------------------------------------------


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


class SwedishSearch:
    """Every word must be found, in any of `search_fields`; Ö is ö, on both databases.

    SQLite only knows that A is a, and PostgreSQL asks its locale, so other fields than a casefolded search_text are
    matched against each letter both ways.
    """

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.replace("\0", "").split():
            found = Q()
            for field in self.search_fields:
                found |= _has(field, word)
            queryset = queryset.filter(found)
        return queryset, any(lookup_spawns_duplicates(self.opts, field) for field in self.search_fields)


def _has(field, word):
    if field.endswith("search_text"):
        return Q(**{f"{field}__contains": word.casefold()})
    letters = (f"[{letter.lower()}{letter.upper()}]" if letter.isalpha() else re.escape(letter) for letter in word)
    return Q(**{f"{field}__regex": "".join(letters)})


class HouseAdmin(SwedishSearch, ForAdministrators, admin.ModelAdmin):
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


# Invitations --------------------------------------------------------------------------------------------------------


def send_invitations(people, request):
    """Invites each person who may be invited, and says how it went; the link too, where mail only goes to a console."""
    for person in people:
        if not person.is_active:
            messages.warning(request, _("%s är avstängd och fick ingen inbjudan. Gör kontot aktivt först.") % person)
            continue
        try:
            link = invite(person, request.user, request)
        except OSError:
            text = _("Inbjudan till %s gick inte att skicka. Försök igen om en stund med Skicka inbjudan.")
            messages.error(request, text % person.email)
            continue
        if (settings.DEBUG or settings.DEMO) and may_manage(request.user, person):
            text = _("Här skickas ingen e-post på riktigt. Inbjudan till {} har den här länken:")
            messages.success(request, format_html('{} <a href="{}">{}</a>', text.format(person.email), link, link))
        else:
            messages.success(request, _("En inbjudan är skickad till %s.") % person.email)


def may_manage(by, person):
    """Only a superuser may change how a superuser gets in."""
    return by.is_superuser or not person.is_superuser


# Organisations ------------------------------------------------------------------------------------------------------


class MembershipRow(forms.ModelForm):
    """A person of an organisation, given by address; a new address makes a new person."""

    email = forms.EmailField(
        label=gettext_lazy("E-postadress"),
        max_length=254,
        widget=admin.widgets.AdminEmailInputWidget(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv personens e-postadress.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Namn"), max_length=120, required=False, widget=admin.widgets.AdminTextInputWidget
    )
    invite = forms.BooleanField(
        label=gettext_lazy("Skicka ny inbjudan"),
        required=False,
        help_text=gettext_lazy("En ny person får alltid en inbjudan."),
    )
    person = None

    class Meta:
        model = Membership
        fields = ["role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.person = self.instance.user
            for name, value in {"email": self.person.email, "name": self.person.name}.items():
                self.fields[name].disabled, self.fields[name].initial = True, value
        else:
            self.fields["invite"].disabled = True

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean(self):
        cleaned = super().clean()
        email = cleaned.get("email")
        if self.instance.pk or not email:
            return cleaned
        self.person = User.objects.filter(email=email).first()
        if self.person and not self.person.is_active:
            self.add_error("email", _("Personen är avstängd. Öppna personens konto först."))
        elif not self.person and not cleaned.get("name"):
            self.add_error("name", _("Adressen är ny i Samplan. Skriv personens namn också."))
        return cleaned

    def save(self, commit=True):
        """Makes the person too, when the address is new."""
        if self.person is None:
            self.person = User.objects.create_user(self.cleaned_data["email"], self.cleaned_data["name"])
        self.wants_invitation = self.cleaned_data["invite"] or (
            self.instance.pk is None and not self.person.has_usable_password()
        )
        self.instance.user = self.person
        return super().save(commit)


class NoDoubles(BaseInlineFormSet):
    """A person stands once in an organisation, however the address is typed and however often Save is pressed.

    Instead of Django's own check, which does not see the rows of the database and does not say what to do.
    """

    key, lookup = "", ""

    def clean(self):
        removed = [form.instance.pk for form in self.forms if self._should_delete_form(form) and form.instance.pk]
        saved = self.instance.memberships.exclude(pk__in=removed) if self.instance.pk else Membership.objects.none()
        stands = dict(saved.values_list(self.lookup, "pk"))
        for form in self.forms:
            value = getattr(form, "cleaned_data", {}).get(self.key)
            if not value or self._should_delete_form(form):
                continue
            value = getattr(value, "pk", value)
            if stands.setdefault(value, form.instance.pk or form.prefix) not in (form.instance.pk, form.prefix):
                form.add_error(self.key, _("Personen är redan med i organisationen. Ändra rollen där i stället."))


class PeopleRows(NoDoubles):
    key, lookup = "email", "user__email"

    def invited(self):
        """After the save: those whose row asks for an invitation."""
        return [form.person for form in self.forms if getattr(form, "wants_invitation", False)]


class AgencyRows(NoDoubles):
    key = lookup = "agency"


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
    count = {}
    for row in found.protected:
        count[type(row)] = count.get(type(row), 0) + 1
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


# People -------------------------------------------------------------------------------------------------------------


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
            .prefetch_related(models.Prefetch("memberships", Membership.objects.select_related("agency")))
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


# Registers ----------------------------------------------------------------------------------------------------------


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


@admin.register(ServiceLevel, TargetGroup)
class PlainTermAdmin(TermAdmin):
    pass


@admin.register(Channel)
class ChannelAdmin(TermAdmin):
    list_display = ["name", "group", "code", "status", "position", "is_retired"]
    list_filter = ["group", "is_retired", "status"]


@admin.register(CitizenProblem)
class CitizenProblemAdmin(ReadOnlyAdmin):
    """The seven problems are quoted from a report and are not ours to change."""

    list_display = ["name", "question", "position"]
    search_fields = ["name", "question"]
