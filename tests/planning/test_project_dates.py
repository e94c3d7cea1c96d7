"""A decided date that is changed keeps the old one, with a reason."""

import datetime
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from planning.forms.dates import ProjectDates
from planning.models import DateChange, Project
from tests import factories


class DatesForm(ProjectDates):
    class Meta:
        model = Project
        fields = ["starts_on", "ends_on"]


@pytest.fixture
def decided(agency):
    """The project as the plan for 2026 decided it."""
    plan = factories.OperationalPlanFactory(
        agency=agency, year=2026, state="published", decided_on=datetime.date(2025, 12, 1)
    )
    return factories.ProjectFactory(
        plan=plan, title="Skolvalet", starts_on=datetime.date(2026, 3, 1), ends_on=datetime.date(2026, 10, 15)
    )


@pytest.fixture
def project(plan, decided):
    """The same project in the plan for 2027, with the dates it was decided with."""
    return factories.ProjectFactory(
        plan=plan, uid=decided.uid, title=decided.title, starts_on=decided.starts_on, ends_on=decided.ends_on
    )


def save(project, by, **typed):
    """The form as it answered, and whether it saved."""
    project = Project.objects.select_related("plan").get(pk=project.pk)
    months = {"starts_on": "mar 2026", "ends_on": "okt 2026", "seen_count": str(project.edit_count)}
    form = DatesForm(QueryDict(urlencode(months | typed)), instance=project)
    return form, form.is_valid() and form.save_by(by)


def test_an_end_that_is_moved_needs_a_reason(project, person):
    form, saved = save(project, person("planner"), ends_on="feb 2027")
    assert not saved
    assert form.errors["date_reason"] == ["Skriv varför slutet flyttas från oktober 2026."]
    assert not DateChange.objects.exists()


def test_with_a_reason_the_old_date_is_kept(project, person):
    petra = person("planner")
    assert save(project, petra, ends_on="feb 2027", date_reason="Leverantören är försenad.")[1]
    change = project.date_changes.get()
    assert (change.field, change.was, change.became) == (
        "ends_on",
        datetime.date(2026, 10, 15),
        datetime.date(2027, 2, 28),
    )
    assert (change.reason, change.by) == ("Leverantören är försenad.", petra)


def test_saving_the_same_dates_again_asks_nothing(project, person):
    save(project, person("planner"), ends_on="feb 2027", date_reason="Leverantören är försenad.")
    assert save(project, person("planner"), ends_on="feb 2027")[1]
    assert project.date_changes.count() == 1


def test_moving_it_once_more_asks_again_and_speaks_of_what_was_decided(project, person):
    save(project, person("planner"), ends_on="feb 2027", date_reason="Leverantören är försenad.")
    form, saved = save(project, person("planner"), ends_on="mar 2027")
    assert not saved
    assert "från oktober 2026" in form.errors["date_reason"][0]


def test_going_back_to_what_was_decided_asks_nothing(project, person):
    save(project, person("planner"), ends_on="feb 2027", date_reason="Leverantören är försenad.")
    assert save(project, person("planner"))[1]


def test_a_date_that_is_taken_away_needs_a_reason_too(project, person):
    form, saved = save(project, person("planner"), starts_on="")
    assert not saved
    assert form.errors["date_reason"] == ["Skriv varför starten i mars 2026 tas bort."]


def test_the_form_shows_what_was_decided(project):
    form = DatesForm(instance=project)
    assert form.fields["ends_on"].help_text == "Till exempel dec 2027. Beslutat: oktober 2026."


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_a_plan_that_is_not_decided_asks_no_reason(project, decided, person, state):
    type(decided.plan).objects.filter(pk=decided.plan_id).update(state=state)
    assert "date_reason" not in DatesForm(instance=project).fields
    assert save(project, person("planner"), ends_on="feb 2027")[1]
    assert not DateChange.objects.exists()


def test_a_superseded_plan_was_decided_and_the_newest_counts(project, decided, person):
    first = decided.plan
    type(first).objects.filter(pk=first.pk).update(state="superseded")
    second = factories.OperationalPlanFactory(
        agency=first.agency, year=2026, number=2, revises=first, state="decided", decided_on=datetime.date(2026, 5, 11)
    )
    assert "okt" in save(project, person("planner"), ends_on="feb 2027")[0].errors["date_reason"][0]
    factories.ProjectFactory(plan=second, uid=decided.uid, ends_on=datetime.date(2026, 12, 31))
    assert "från december 2026" in save(project, person("planner"), ends_on="feb 2027")[0].errors["date_reason"][0]


def test_another_organisations_decision_about_the_same_uid_is_not_ours(plan, person):
    theirs = factories.OperationalPlanFactory(year=2026, state="published", decided_on=datetime.date(2025, 12, 1))
    other = factories.ProjectFactory(plan=theirs, ends_on=datetime.date(2026, 10, 31))
    ours = factories.ProjectFactory(plan=plan, uid=other.uid, ends_on=other.ends_on)
    assert save(ours, person("planner"), ends_on="feb 2027")[1]


def test_a_new_project_has_no_decided_date(plan):
    assert "date_reason" not in DatesForm(instance=Project(plan=plan)).fields
