"""How people come in: by invitation only, and with our words on allauth's forms."""

from allauth.account import forms as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.invitations import keep_one_address


class InvitedOnly(DefaultAccountAdapter):
    """allauth's rules for accounts, with the door for strangers closed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "E-postadressen eller lösenordet stämmer inte. Försök igen eller byt lösenord."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Du har försökt för många gånger. Vänta 15 minuter eller byt lösenord."
        ),
        "enter_current_password": gettext_lazy("Lösenordet stämmer inte. Skriv det lösenord du har nu."),
        "incorrect_password": gettext_lazy("Lösenordet stämmer inte. Försök igen."),
        "rate_limited": gettext_lazy("Du har försökt för många gånger. Vänta en stund och försök igen."),
    }

    def is_open_for_signup(self, request):
        return False

    def format_email_subject(self, subject):
        """The subject as it is: it says what the mail is about, not which server sent it."""
        return subject

    def get_client_ip(self, request):
        """Where the request comes from; tries are counted by it. 403 with a hint when the server is set up wrong."""
        try:
            return super().get_client_ip(request)
        except PermissionDenied as error:
            hint = _("Servern vet inte varifrån du kommer. Be den som sköter Samplan kontrollera TRUSTED_PROXY_COUNT.")
            raise PermissionDenied(hint) from error

    def get_reauthentication_methods(self, user):
        """How a person shows that it is still they; choosing a password, for somebody who has nothing to show yet."""
        choose = {"id": "set", "description": _("Välj ett lösenord"), "url": reverse("account_set_password")}
        return super().get_reauthentication_methods(user) or [choose]


class Plain:
    """Fields with a label, a hint and a sentence for what is missing, instead of placeholders.

    `words` has a row for each field: its label, the sentence when it is empty, and a hint when it needs one.
    """

    words: dict[str, tuple] = {}
    fields: dict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name, (label, missing, *hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, "".join(str(text) for text in hint)
            field.error_messages["required"] = missing


_PASSWORD = (gettext_lazy("Lösenord"), gettext_lazy("Skriv ditt lösenord."))
_EMAIL = (gettext_lazy("E-postadress"), gettext_lazy("Skriv din e-postadress."))
_NEW = {
    "password1": (
        gettext_lazy("Nytt lösenord"),
        gettext_lazy("Skriv ett nytt lösenord."),
        gettext_lazy("Minst 12 tecken, gärna några ord efter varandra. Inte ditt namn eller ett vanligt lösenord."),
    ),
    "password2": (gettext_lazy("Nytt lösenord igen"), gettext_lazy("Skriv det nya lösenordet en gång till.")),
}


class Login(Plain, account.LoginForm):
    words = {"login": _EMAIL, "password": _PASSWORD}


class Reauthenticate(Plain, account.ReauthenticateForm):
    words = {"password": _PASSWORD}


class ChangePassword(Plain, account.ChangePasswordForm):
    words = {"oldpassword": (gettext_lazy("Lösenord nu"), _PASSWORD[1])} | _NEW


class SetPassword(Plain, account.SetPasswordForm):
    words = _NEW


class ResetPasswordKey(Plain, account.ResetPasswordKeyForm):
    words = _NEW


class ResetPassword(Plain, account.ResetPasswordForm):
    words = {"email": (*_EMAIL, gettext_lazy("Den adress som din inbjudan kom till."))}

    users: list

    def clean_email(self):
        """Only the person who has the address now: allauth would also find somebody who had it before."""
        email = super().clean_email()
        self.users = [user for user in self.users if user.email == email]
        return email

    def save(self, request, **kwargs):
        for user in self.users:
            keep_one_address(user)
        return super().save(request, **kwargs)


class Code(Plain):
    """A code from the app. Too many wrong ones: waiting helps, another password does not."""

    words = {
        "code": (
            gettext_lazy("Kod"),
            gettext_lazy("Skriv koden."),
            gettext_lazy("De sex siffrorna i din app just nu, eller en av dina reservkoder."),
        )
    }

    def clean_code(self):
        try:
            return super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code":
                raise ValidationError(_("Koden stämmer inte. Vänta på nästa kod i appen och försök igen.")) from error
            raise ValidationError(_("Du har försökt för många gånger. Vänta 15 minuter.")) from error


class CodeAtLogin(Code, mfa.AuthenticateForm):
    pass


class CodeAgain(Code, mfa.ReauthenticateForm):
    pass


class FirstCode(Code, ActivateTOTPForm):
    words = {"code": (gettext_lazy("Kod från appen"), gettext_lazy("Skriv koden."), gettext_lazy("Sex siffror."))}


class AddKey(Plain, AddWebAuthnForm):
    words = {
        "name": (
            gettext_lazy("Namn på nyckeln"),
            gettext_lazy("Ge nyckeln ett namn."),
            gettext_lazy("Så att du känner igen den bland flera, till exempel Arbetsdatorn."),
        ),
        "passwordless": (
            gettext_lazy("Nyckeln ersätter lösenordet (passkey)"),
            "",
            gettext_lazy(
                "Då räcker nyckeln för att logga in. Den måste ha en pinkod, ett fingeravtryck eller liknande."
            ),
        ),
    }

    def clean(self):
        """A broken answer from the browser is a sentence, not an error page."""
        try:
            return super().clean()
        except (KeyError, TypeError, ValueError) as error:
            raise ValidationError(_("Nyckeln gick inte att läsa. Försök igen.")) from error


class EditKey(Plain, EditWebAuthnForm):
    words = {"name": (gettext_lazy("Namn på nyckeln"), gettext_lazy("Ge nyckeln ett namn."))}
