"""Invitations: a link, sent to a person's address, with which they choose a password."""

from allauth.account import app_settings
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _


def invite(user, by, request):
    """Mails the person a link to choose a password, and returns the link.

    The link works once and for PASSWORD_RESET_TIMEOUT, also for somebody who has had a password before. Raises OSError
    (smtplib's errors are such) when the mail cannot be handed over.
    """
    keep_one_address(user)
    link = password_link(user, request)
    context = {
        "person": user,
        "by": by,
        "link": link,
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        "memberships": user.memberships.select_related("agency").order_by("agency__name"),
    }
    mail = EmailMultiAlternatives(
        subject=_("Inbjudan till Samplan: välj ett lösenord"),
        body=render_to_string("agencies/invitation.txt", context, request),
        to=[user.email],
    )
    mail.attach_alternative(render_to_string("agencies/invitation.html", context, request), "text/html")
    mail.send()
    return link


def password_link(user, request):
    """The address where the person, and nobody else, can choose a password."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})
    return request.build_absolute_uri(path)


def keep_one_address(user):
    """Makes `User.email` the only address that allauth knows for the person, and a trusted one.

    allauth has a table of addresses and lets people log in, and reset passwords, by any of them. Here an administrator
    decides the one address. An old one that stayed behind would still open the account.
    """
    EmailAddress.objects.filter(Q(user=user) | Q(email=user.email)).exclude(user=user, email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
