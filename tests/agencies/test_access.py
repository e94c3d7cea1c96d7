"""Who may do what in an organisation: one table, role by role."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from agencies import access
from agencies.models import User
from tests.factories import AgencyFactory, MembershipFactory, UserFactory

NOBODY = 0  # an owner that is somebody else
TABLE = [
    # role, read, plan, decide, edit own, edit another's
    (None, False, False, False, False, False),
    ("reader", True, False, False, False, False),
    ("project_lead", True, False, False, True, False),
    ("planner", True, True, False, True, True),
    ("manager", True, True, True, True, True),
]


@pytest.mark.parametrize(("role", "read", "plan", "decide", "own", "others"), TABLE)
def test_each_role_may_what_the_table_says(person, agency, role, read, plan, decide, own, others):
    user = person(role)
    assert access.may_read(user, agency) is read
    assert access.may_plan(user, agency) is plan
    assert access.may_decide(user, agency) is decide
    assert access.may_edit_own(user, agency, user.pk) is own
    assert access.may_edit_own(user, agency, NOBODY) is others


@pytest.mark.parametrize("role", ["reader", "project_lead", "planner", "manager"])
def test_a_role_is_for_its_own_organisation_only(person, agency, role):
    user, other = person(role), AgencyFactory()
    assert access.role_in(user, agency) == role
    assert access.role_in(user, other) is None
    assert not access.may_read(user, other)
    assert not access.may_edit_own(user, other, user.pk)


@pytest.mark.parametrize("rights", [{"is_staff": True}, {"is_superuser": True}, {"is_coordinator": True}])
def test_being_administrator_or_coordinator_gives_no_right_to_a_plan(agency, rights):
    user = UserFactory(**rights)
    assert not access.may_read(user, agency)
    assert not access.may_plan(user, agency)
    assert not access.may_decide(user, agency)


def test_somebody_who_is_not_logged_in_may_nothing(agency):
    nobody = AnonymousUser()
    assert access.agencies_of(nobody) == []
    assert access.role_in(nobody, agency) is None
    assert not access.may_read(nobody, agency)
    with pytest.raises(Http404):
        access.agency_or_404(nobody, agency.slug)


def test_a_member_gets_the_organisation_and_a_stranger_404(person, agency):
    assert access.agency_or_404(person("reader"), agency.slug) == agency
    with pytest.raises(Http404):
        access.agency_or_404(person(), agency.slug)
    with pytest.raises(Http404):
        access.agency_or_404(person("reader"), "finns-inte")


def test_a_person_may_have_different_roles_in_different_organisations(person, agency):
    user, other = person("planner"), AgencyFactory()
    MembershipFactory(user=user, agency=other, role="manager")
    user = User.objects.get(pk=user.pk)
    assert access.may_plan(user, agency)
    assert not access.may_decide(user, agency)
    assert access.may_decide(user, other)
    assert access.agencies_managed_by(user) == [other]


def test_organisations_come_in_swedish_order(db):
    user = UserFactory()
    for name in ["Örebro", "Ale", "Åre", "Ängelholm"]:
        MembershipFactory(user=user, agency=AgencyFactory(name=name))
    assert [agency.name for agency in access.agencies_of(user)] == ["Ale", "Åre", "Ängelholm", "Örebro"]


def test_memberships_are_asked_for_once_a_request(person, agency, django_assert_num_queries):
    user = User.objects.get(pk=person("planner").pk)
    with django_assert_num_queries(1):
        access.agencies_of(user)
        access.may_plan(user, agency)
        access.agency_or_404(user, agency.slug)


def test_people_are_those_with_at_least_the_role(person, agency):
    rut, omar, petra, jonas = (person(role) for role in ["reader", "project_lead", "planner", "manager"])
    assert set(access.people(agency)) == {rut, omar, petra, jonas}
    assert set(access.planners(agency)) == {petra, jonas}
    assert access.managers(agency) == [jonas]


def test_people_who_have_left_are_not_asked(person, agency):
    jonas = person("manager")
    jonas.is_active = False
    jonas.save()
    assert access.managers(agency) == []


def test_require_says_why():
    access.require(True)
    with pytest.raises(PermissionDenied, match="Be Petra Lind"):
        access.require(False, "Du kan läsa planen men inte ändra den. Be Petra Lind.")
