"""/healthz tells a load balancer whether the site can work, whatever else is going on."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as current


@pytest.mark.django_db
def test_answers_a_stranger_at_any_host_without_tls(client, settings):
    """A load balancer knows the machine by its address, speaks plain HTTP and has no login."""
    settings.ALLOWED_HOSTS = ["samplan.example.se"]
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", headers={"host": "10.0.0.7"})
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_starts_no_session(client):
    assert not client.get("/healthz").cookies


@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/samplan.sqlite3", "postgresql://nobody@127.0.0.1:9/samplan"]
)
def test_answers_503_when_the_database_is_away(url):
    """Asked of a process of its own whose database cannot be reached. A stranger learns nothing more."""
    code = (
        "import django; django.setup(); from django.test import Client;"
        "answer = Client().get('/healthz'); print(answer.status_code, answer.content.decode())"
    )
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DEBUG": "1", "DATABASE_USE_POOL": "0"}
    environment |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", code]
    asked = subprocess.run(command, cwd=current.BASE_DIR, env=environment, capture_output=True, text=True)
    assert asked.stdout == "503 database\n"
