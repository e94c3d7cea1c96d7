import pytest

from strategy.models import PremiseSource
from tests.followup.story import load_demo, tables


@pytest.fixture(scope="module")
def story_2026(django_db_setup, django_db_blocker):
    """The demo story, loaded once for a module and outside its tests' transactions: what the command said.

    What a test changes is rolled back. Afterwards the database is as empty as it was.
    """
    with django_db_blocker.unblock():
        before = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables()}
        said = load_demo(year=2026)
    yield said
    with django_db_blocker.unblock():
        load_demo(remove=True)
        PremiseSource.objects.update(replaced_by=None)  # they protect one another
        for model, pks in before.items():
            model._base_manager.exclude(pk__in=pks).delete()
