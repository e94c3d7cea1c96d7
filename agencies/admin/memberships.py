"""Who belongs where: the rows on an organisation's page and on a person's, and the invitations they lead to."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AdminEmailInputWidget, AdminTextInputWidget
from django.forms.models import BaseInlineFormSet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.invitations import invite
from agencies.models import Membership, User


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


class MembershipRow(forms.ModelForm):
    """A person of an organisation, given by address; a new address makes a new person."""

    email = forms.EmailField(
        label=gettext_lazy("E-postadress"),
        max_length=254,
        widget=AdminEmailInputWidget(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv personens e-postadress.")},
    )
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120, required=False, widget=AdminTextInputWidget)
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
        cleaned = super().clean() or {}
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
        typed = [(form, getattr(form, "cleaned_data", {})) for form in self.forms]
        removed = [form.instance.pk for form, data in typed if data.get("DELETE") and form.instance.pk]
        saved = self.instance.memberships.exclude(pk__in=removed) if self.instance.pk else Membership.objects.none()
        stands = dict(saved.values_list(self.lookup, "pk"))
        for form, data in typed:
            value = data.get(self.key)
            if not value or data.get("DELETE"):
                continue
            value = getattr(value, "pk", value)
            if stands.setdefault(value, form.instance.pk or form.prefix) not in (form.instance.pk, form.prefix):
                form.add_error(self.key, _("Personen är redan med i organisationen. Ändra rollen där i stället."))


class PeopleRows(NoDoubles):
    key, lookup = "email", "user__email"

    def invited(self):
        """After the save: those whose row asks for an invitation."""
        return [form.instance.user for form in self.forms if getattr(form, "wants_invitation", False)]


class AgencyRows(NoDoubles):
    key = lookup = "agency"
