"""The demo story as the tests ask about it."""

import io

from django.apps import apps
from django.core.management import call_command

from followup.demo.annual import PROJECTS
from followup.demo.story import uid
from planning.models import OperationalPlan

ROOMS = ("agencies", "workflow", "strategy", "planning", "followup")


def load_demo(**options):
    """What the command said."""
    said = io.StringIO()
    call_command("load_demo", stdout=said, **options)
    return said.getvalue()


def tables():
    """Every table of ours, those that join two others included."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in ROOMS]


def everything():
    """Every row of every table of ours in the order it was written, without the passwords."""
    rows = {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in tables()}
    for row in rows["agencies.User"]:
        del row["password"]
    return rows


def plan(code, year, number=None):
    """The plan that the working area shows, or a certain version of it."""
    plans = OperationalPlan.objects.filter(agency__short_name=code, year=year)
    return plans.get(number=number) if number else plans.latest_numbers().get()


def project(number, of):
    """The project with a number of UX.md in a plan."""
    return of.projects.with_health().get(uid=uid("projekt", PROJECTS[number].agency, number))
