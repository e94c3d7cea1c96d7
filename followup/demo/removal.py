"""Takes the story away again: everything of its organisations, and its people."""

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from agencies.models import Agency, User
from followup.demo.people import PEOPLE
from followup.demo.strategic import EXAMPLE_SOURCES
from planning.models import OperationalPlan
from strategy.models import PremiseSource, StrategicPlan


@transaction.atomic
def remove():
    """Removes what `load_demo` and those who tried the demo have written; returns (organisations, people) removed."""
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
    _delete(agencies)
    _delete(users)
    PremiseSource.objects.filter(key__in=EXAMPLE_SOURCES).delete()
    return counts


def _delete(rows):
    """Deletes rows, after those that stand in the way: plans after their revisions, organisations after their plans."""
    try:
        with transaction.atomic():
            rows.delete()
    except ProtectedError as error:
        for row in error.protected_objects:
            _delete(type(row)._default_manager.filter(pk=row.pk))
        _delete(rows)
