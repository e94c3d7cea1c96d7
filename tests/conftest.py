"""The cast. At Exempelköpings kommun Rut reads, Omar leads a project, Petra plans and Jonas decides.

Sven is a stranger to them. `login("planner")` gives Petra's browser; `login()` gives Sven's.
"""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from zeal import zeal_context

from tests import factories

NAMES = {"reader": "Rut Ek", "project_lead": "Omar Salim", "planner": "Petra Lind", "manager": "Jonas Ek"}


@pytest.fixture(autouse=True)
def quick_and_steady(settings):
    """Passwords are hashed cheaply, no file is written, no manifest is needed; the story's today is 15 October 2026."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.DEMO_TODAY = datetime.date(2026, 10, 15)


@pytest.fixture
def agency(db):
    return factories.AgencyFactory(name="Exempelköpings kommun", slug="exempelkoping", kind="municipality")


@pytest.fixture
def strategic_plan(agency):
    return factories.StrategicPlanFactory(agency=agency)


@pytest.fixture
def plan(agency, strategic_plan):
    """Exempelköping's draft for 2027."""
    return factories.OperationalPlanFactory(agency=agency, strategic_plan=strategic_plan, year=2027)


@pytest.fixture
def person(agency):
    """Somebody of the cast: person("planner") is Petra, the same each time; person() a stranger."""
    made = {}

    def person(role=None, at=agency):
        if (role, at) not in made:
            user = factories.UserFactory(name=NAMES.get(role, "Sven Dahl"))
            if role:
                factories.MembershipFactory(user=user, agency=at, role=role)
            made[role, at] = user
        return made[role, at]

    return person


@pytest.fixture
def login(person):
    """A browser of its own for each of the cast."""

    def login(role=None):
        client = Client()
        client.force_login(person(role))
        return client

    return login


@pytest.fixture
def queries():
    """How many queries a page takes; fails on a page that is not 200 and on N+1 queries."""

    def count(client, url):
        client.get(url)  # the first visit also writes the session
        with CaptureQueriesContext(connection) as captured, zeal_context():
            response = client.get(url)
        assert response.status_code == 200
        return len(captured)

    return count
