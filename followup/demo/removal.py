"""Takes the story away again: everything of its organisations, and its people."""

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from agencies.models import Agency, User
from followup.demo.people import PEOPLE
from followup.demo.strategic import EXAMPLE_SOURCES
from planning.models import OperationalPlan, PlanningPremise
from strategy.models import Premise, PremiseSource, StrategicPlan


@transaction.atomic
def remove():
    """Removes what `load_demo` and those who tried the demo have written; returns (organisations, people) removed.

    What other organisations rest on it stays with them.
    """
    agencies = Agency.objects.filter(is_demo=True)
    users = User.objects.filter(email__in=[person.email for person in PEOPLE])
    counts = agencies.count(), users.count()
    plans = [
        uid
        for model in (StrategicPlan, OperationalPlan)
        for uid in model.objects.filter(agency__in=agencies).values_list("uid", flat=True)
    ]
    for model in apps.get_models():  # what points at a plan by its uid alone
        if any(field.name == "plan_uid" for field in model._meta.fields):
            _delete(model._default_manager.filter(plan_uid__in=plans))
    _unlink(agencies)
    _delete(agencies)
    _delete(users)
    PremiseSource.objects.filter(key__in=EXAMPLE_SOURCES, premises=None, replaces=None).delete()
    return counts


def _unlink(agencies):
    """A link to one of the story's plans becomes a premise in the words that were read."""
    links = Premise.objects.filter(linked_plan__agency__in=agencies)
    links.update(linked_plan=None, linked_goal=None, linked_initiative=None)
    of_a_year = PlanningPremise.objects.filter(linked_plan__agency__in=agencies)
    of_a_year.update(linked_plan=None, linked_project=None)


def _delete(rows):
    """Deletes rows, after those that stand in the way: plans after their revisions, organisations after their plans."""
    try:
        with transaction.atomic():
            rows.delete()
    except ProtectedError as error:
        for row in error.protected_objects:
            _delete(type(row)._default_manager.filter(pk=row.pk))
        _delete(rows)
