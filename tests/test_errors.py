"""Error pages: in our look, with what to do next, and never an error in themselves."""

import logging
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401 (used by Django, by name)
from config.urls import urlpatterns as the_site

CODE = re.compile(r"Felkod: <b[^>]*>([0-9A-F]{6})</b>")


@login_not_required
def broken(request):
    raise RuntimeError("Kaffe i servern")


@login_not_required
def forbidden(request):
    raise PermissionDenied(request.GET.get("reason", ""))


@login_not_required
def suspicious(request):
    raise SuspiciousOperation("?")


urlpatterns = [
    path("trasig/", broken),
    path("forbjudet/", forbidden),
    path("skumt/", suspicious),
    *the_site,
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client():
    """Somebody who is not logged in, and sees the error page that people see."""
    return Client(raise_request_exception=False)


def check(response, status, *texts):
    """The page has our look and words, and nothing that our policy would stop."""
    html = response.content.decode()
    assert response.status_code == status
    assert "css/samplan.css" in html
    assert "<h1>" in html
    assert ' style="' not in html
    assert "<script>" not in html
    for text in texts:
        assert text in html


@pytest.mark.django_db
def test_404_leads_to_the_start_page(client):
    check(client.get("/finns-inte/"), 404, "Sidan finns inte", "Adressen kan vara fel eller så har sidan flyttat.", "/")


def test_404_leads_home_somebody_who_is_logged_in(login, agency):
    response = login("planner").get("/finns-inte/")
    check(response, 404, 'href="/hem/"', "Petra Lind", agency.name)


def test_403_says_why(client):
    check(client.get("/forbjudet/?reason=Be Petra Lind."), 403, "Du får inte göra det här", "Be Petra Lind.")


def test_403_escapes_the_reason(client):
    assert "<b>" not in client.get("/forbjudet/?reason=<b>hej</b>").content.decode()


def test_403_without_a_reason_says_whom_to_ask(client):
    check(client.get("/forbjudet/"), 403, "Be den som är administratör")


def test_400(client):
    check(client.get("/skumt/"), 400, "Det gick inte att läsa")


def test_400_for_a_host_that_is_not_ours(client):
    check(client.get("/", headers={"host": "evil.example"}), 400, "Det gick inte att läsa")


@pytest.mark.django_db
def test_csrf_says_how_to_save_what_was_typed():
    response = Client(enforce_csrf_checks=True).post("/logga-in/", {"login": "petra@exempel.se"})
    check(response, 403, "Formuläret är för gammalt", "Det du skrev står kvar där")


def test_500_has_a_code_that_finds_the_trace_in_the_log(client, caplog):
    with caplog.at_level(logging.ERROR, logger="samplan"):
        response = client.get("/trasig/")
    check(response, 500, "Något gick fel hos oss")
    code = CODE.search(response.content.decode())[1]
    record = next(record for record in caplog.records if record.name == "samplan")
    assert code in record.getMessage()
    assert "Kaffe i servern" in str(record.exc_info[1])


def test_500_asks_the_database_nothing(client):
    """No database in this test: whoever asked would fail."""
    client.cookies["sessionid"] = "x" * 32
    check(client.get("/trasig/"), 500, "Felkod")


@pytest.mark.parametrize(("method", "address", "status"), [("get", "/finns-inte/", 404), ("post", "/logga-in/", 403)])
def test_without_the_database_the_words_come_in_a_bare_frame(method, address, status):
    """The session's cookie makes the frame ask for the person; no database in this test, so it fails."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["sessionid"] = "x" * 32
    response = getattr(client, method)(address)
    check(response, status)
    assert "Logga in" not in response.content.decode()


def test_without_even_the_style_sheet_there_are_words(client, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    response = client.get("/trasig/")
    assert response.status_code == 500
    assert re.fullmatch(r"Något gick fel hos oss\. Försök igen om en stund\. [0-9A-F]{6}", response.content.decode())
