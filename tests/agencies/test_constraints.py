"""Each promise the database keeps about organisations and people is broken once, and says so in Swedish."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agencies.models import Agency, FormerName, Membership, User
from tests.factories import AgencyFactory, LifeEventFactory, MembershipFactory, UserFactory

NUMBER = "202100-5489"


def breaks(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_one_person_per_email_whatever_the_case(db):
    UserFactory(email="petra@exempel.se")
    breaks(lambda: User.objects.create(email="Petra@Exempel.se", name="Petra"))


def test_one_agency_per_address(agency):
    breaks(lambda: AgencyFactory(slug=agency.slug))


def test_one_agency_per_organisation_number(db):
    AgencyFactory(organisation_number=NUMBER)
    breaks(lambda: AgencyFactory(organisation_number=NUMBER))


def test_one_agency_per_kind_and_code(db):
    AgencyFactory(kind="municipality", code="0180")
    AgencyFactory(kind="region", code="01")
    breaks(lambda: AgencyFactory(kind="municipality", code="0180"))


def test_any_number_of_agencies_without_number_and_code(db):
    AgencyFactory.create_batch(2, organisation_number="", code="")


def test_an_agency_does_not_succeed_itself(agency):
    breaks(lambda: Agency.objects.filter(pk=agency.pk).update(successor=agency))


def test_an_agency_that_has_succeeded_another_stays(agency):
    AgencyFactory(successor=agency)
    with pytest.raises(IntegrityError), transaction.atomic():
        agency.delete()


def test_one_organisation_per_former_address(agency):
    FormerName.objects.create(agency=agency, name="Förr", slug="forr")
    breaks(lambda: FormerName.objects.create(agency=AgencyFactory(), name="Förr", slug="forr"))


def test_any_number_of_former_names_without_an_address(agency):
    for name in ["Ett", "Två"]:
        FormerName.objects.create(agency=agency, name=name)


def test_one_membership_per_user_and_agency(agency):
    membership = MembershipFactory(agency=agency)
    breaks(lambda: MembershipFactory(agency=agency, user=membership.user, role="manager"))


def test_membership_has_a_known_role(agency):
    breaks(lambda: MembershipFactory(agency=agency, role="kung"))


@pytest.mark.parametrize("field", ["code", "slug"])
def test_one_life_event_per_code_and_address(db, field):
    event = LifeEventFactory()
    breaks(lambda: LifeEventFactory(**{field: getattr(event, field)}))


def wrong(agency, **changes):
    """What a form would say of the organisation with these changes."""
    for field, value in changes.items():
        setattr(agency, field, value)
    with pytest.raises(ValidationError) as caught:
        agency.full_clean()
    return " ".join(caught.value.messages)


@pytest.mark.parametrize("number", ["202100-5488", "2021005488", "12345", "abcdef-ghij", "556703-7480"])
def test_a_wrong_organisation_number_is_explained(agency, number):
    assert "Organisationsnumret stämmer inte" in wrong(agency, organisation_number=number)


@pytest.mark.parametrize("typed", ["2021005489", "202100-5489", "202100 5489", "202100–5489"])
def test_an_organisation_number_is_written_one_way(agency, typed):
    agency.organisation_number = typed
    agency.full_clean()
    assert agency.organisation_number == NUMBER


def test_a_number_somebody_has_is_explained(agency):
    AgencyFactory(organisation_number=NUMBER)
    assert "Det finns redan en organisation med det organisationsnumret." in wrong(
        agency, organisation_number="2021005489"
    )


@pytest.mark.parametrize(
    ("kind", "code"), [("municipality", "01"), ("region", "0180"), ("state_agency", "0180"), ("municipality", "abcd")]
)
def test_a_wrong_code_is_explained(agency, kind, code):
    assert "Koden har fyra siffror för en kommun" in wrong(agency, kind=kind, code=code)


def test_a_code_somebody_has_is_explained(agency):
    AgencyFactory(kind="municipality", code="0180")
    assert "Det finns redan en organisation av det slaget med den koden." in wrong(agency, code="0180")


def test_succeeding_oneself_is_explained(agency):
    assert "Organisationen kan inte ersättas av sig själv." in wrong(agency, successor=agency)


def test_a_second_membership_is_explained(agency):
    first = MembershipFactory(agency=agency)
    with pytest.raises(ValidationError, match="Personen är redan med i organisationen"):
        Membership(agency=agency, user=first.user, role="manager").full_clean()


def test_an_address_is_kept_in_small_letters(db):
    user = User.objects.create_user(" Petra.Lind@Exempel.SE ", "Petra Lind")
    assert user.email == "petra.lind@exempel.se"
    assert not user.has_usable_password()
    other = User(email="PETRA.lind@exempel.se", name="P", password="!")
    with pytest.raises(ValidationError, match=r"Adressen finns redan\."):
        other.full_clean()


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Umeå kommun", "Umeå kommuns"),
        ("Region Halland", "Region Hallands"),
        ("Alingsås", "Alingsås"),
    ],
)
def test_a_name_as_an_owner(name, owner):
    assert Agency(name=name).genitive == owner
