"""A database with a plan written before the whole strategic plan came: nothing is lost on the way, there and back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [
    ("strategy", "0001_start"),
    ("planning", "0001_start"),
    ("workflow", "0001_start"),
    ("agencies", "0001_start"),
]


def migrate(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def latest():
    """Every room at its latest migration, whatever the test did."""
    leaves = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield leaves
    migrate(leaves)


@pytest.mark.django_db(transaction=True)
def test_what_was_written_before_is_there_after_and_can_be_searched_for(latest):
    old = migrate(BEFORE)
    agency = old.get_model("agencies", "Agency").objects.create(name="Ängelholm", slug="angelholm", kind="municipality")
    plan = old.get_model("strategy", "StrategicPlan").objects.create(agency=agency, first_year=2024, last_year=2028)
    source = old.get_model("strategy", "PremiseSource").objects.create(key="mal", kind="inquiry", title="Öppna MÅL")
    old.get_model("strategy", "Premise").objects.create(plan=plan, source=source, impact="Styr oss.")
    initiative = old.get_model("strategy", "Initiative").objects.create(plan=plan, title="Bygga enklare")
    old.get_model("strategy", "BenefitEstimate").objects.create(initiative=initiative, low=1, high=2, note="porto")

    new = migrate(latest)
    source = new.get_model("strategy", "PremiseSource").objects.get()
    assert source.search_text.strip() == "öppna mål"
    premise = new.get_model("strategy", "Premise").objects.get()
    assert (premise.impact, premise.disclosure, premise.linked_plan) == ("Styr oss.", "publish", None)
    estimate = new.get_model("strategy", "BenefitEstimate").objects.get()
    assert (estimate.note, estimate.from_year, estimate.certainty) == ("porto", None, "")

    back = migrate(BEFORE)
    assert back.get_model("strategy", "Initiative").objects.get().title == "Bygga enklare"
