"""allauth's pages at Swedish addresses. Their names are allauth's own, which allauth looks for.

Left out, because an administrator sets a person's address: account_email and confirming one. Creating an account
answers with a page that says how to get in.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.utils.safestring import mark_safe
from django.views.generic import RedirectView

from agencies import adapter


class ActivateTOTP(ActivateTOTPView):
    """The QR code stands in the page as SVG, for our policy lets no image come from a data: address.

    The secret is written in groups of four, for those who type it.
    """

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        svg, secret = context["totp_svg"], context["form"].secret
        return (
            context
            | {
                "qr": mark_safe(svg[svg.index("<svg") :]),  # noqa: S308 (only squares, drawn by qrcode)
                "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            }
        )


class DownloadCodes(codes.DownloadRecoveryCodesView):
    """The recovery codes as a text file with a name that can be found again."""

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        response["Content-Disposition"] = 'attachment; filename="samplan-reservkoder.txt"'
        return response


two_factor = [
    path("", mfa.index, name="mfa_index"),
    path("logga-in/", mfa.AuthenticateView.as_view(form_class=adapter.CodeAtLogin), name="mfa_authenticate"),
    path("bekrafta/", mfa.ReauthenticateView.as_view(form_class=adapter.CodeAgain), name="mfa_reauthenticate"),
    path("app/", ActivateTOTP.as_view(form_class=adapter.FirstCode), name="mfa_activate_totp"),
    path("app/ta-bort/", DeactivateTOTPView.as_view(), name="mfa_deactivate_totp"),
    path("reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("reservkoder/fil/", DownloadCodes.as_view(), name="mfa_download_recovery_codes"),
    path("nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("nycklar/ny/", webauthn.AddWebAuthnView.as_view(form_class=adapter.AddKey), name="mfa_add_webauthn"),
    path("nycklar/logga-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("nycklar/bekrafta/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("nycklar/<int:pk>/", webauthn.EditWebAuthnView.as_view(form_class=adapter.EditKey), name="mfa_edit_webauthn"),
    path("nycklar/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

urlpatterns = [
    path("logga-in/", account.LoginView.as_view(form_class=adapter.Login), name="account_login"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("skapa-konto/", account.signup, name="account_signup"),
    path("avstangt-konto/", account.account_inactive, name="account_inactive"),
    path(
        "bekrafta/",
        account.ReauthenticateView.as_view(form_class=adapter.Reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "losenord/byt/",
        account.PasswordChangeView.as_view(form_class=adapter.ChangePassword),
        name="account_change_password",
    ),
    path(
        "losenord/satt/", account.PasswordSetView.as_view(form_class=adapter.SetPassword), name="account_set_password"
    ),
    path(
        "losenord/glomt/",
        account.PasswordResetView.as_view(form_class=adapter.ResetPassword),
        name="account_reset_password",
    ),
    path("losenord/glomt/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^losenord/valj/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(form_class=adapter.ResetPasswordKey, reset_url_key="nytt"),
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/klart/",
        login_not_required(RedirectView.as_view(pattern_name="account_login")),
        name="account_reset_password_from_key_done",
    ),
    path("tvafaktor/", include(two_factor)),
]
