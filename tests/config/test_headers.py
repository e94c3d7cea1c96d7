"""The headers and cookies that keep every page safe, as production sends them."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.config.test_settings import PRODUCTION, settings_of

SAFETY = [
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_PRELOAD",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
]


@pytest.fixture(scope="module")
def safety():
    """The settings that differ in production, as production itself reads them."""
    return dict(zip(SAFETY, settings_of(PRODUCTION, *SAFETY), strict=True))


@pytest.fixture
def production(settings, safety, db):
    """A browser at the site as production serves it."""
    for name, value in safety.items():
        setattr(settings, name, value)
    return Client()


@pytest.fixture(params=["/", "account_login", "no-such-page"])
def page(request, production):
    path = reverse(request.param) if request.param == "account_login" else f"/{request.param.strip('/')}"
    return production.get(path, secure=True)


def test_let_nothing_in_from_elsewhere_and_nothing_inline(page):
    policy = dict(part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_keep_browsers_to_tls(page):
    assert page.headers["Strict-Transport-Security"] == "max-age=3600; includeSubDomains; preload"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_are_on_every_page(page, header, value):
    assert page.headers[header] == value


def test_send_plain_http_to_tls(production):
    response = production.get("/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/")


def test_keep_cookies_from_scripts_and_from_plain_http(production, person):
    person().set_password("ett långt lösenord")
    person().save()
    production.get(reverse("account_login"), secure=True)
    who = {"login": person().email, "password": "ett långt lösenord"}
    cookies = production.post(reverse("account_login"), who, secure=True).cookies
    for cookie in [cookies["csrftoken"], cookies["sessionid"]]:
        assert (bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"]) == (True, True, "Lax")
