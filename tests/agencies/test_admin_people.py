"""People in the administration: invited, changed, shut out; and how far an administrator's right goes."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from tests import factories

ADD = "/admin/agencies/user/add/"
LIST = "/admin/agencies/user/"
NO_ROWS = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}


@pytest.fixture
def anna(db):
    return factories.UserFactory(name="Anna Berg", email="anna@exempel.se", is_staff=True)


@pytest.fixture
def root(db):
    return factories.UserFactory(name="Rot", email="rot@exempel.se", is_staff=True, is_superuser=True)


@pytest.fixture
def petra(db):
    return factories.UserFactory(name="Petra Lind", email="petra@exempel.se")


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Somebody posts a form, and what is to be done when it has been saved is done."""

    def post(user, url, data):
        with django_capture_on_commit_callbacks(execute=True):
            return browser(user).post(url, data, follow=True)

    return post


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def change(user):
    return reverse("admin:agencies_user_change", args=[user.pk])


def form(name="Petra Lind", email="petra@exempel.se", **fields):
    return {"name": name, "email": email, "is_active": "on"} | NO_ROWS | fields


def act(action, *people):
    return {"action": action, "_selected_action": [user.pk for user in people]}


def test_a_new_person_gets_no_password_but_an_invitation(post, anna):
    page = browser(anna).get(ADD).content.decode()
    assert 'type="password"' not in page
    assert "Personen väljer sitt lösenord själv" in page
    post(anna, ADD, form(email="Petra@Exempel.se"))
    petra = User.objects.get(email="petra@exempel.se")
    assert not petra.has_usable_password()
    assert mail.outbox[0].to == ["petra@exempel.se"]


def test_an_address_somebody_has_is_said(post, anna, petra):
    response = post(anna, ADD, form(email="PETRA@exempel.se"))
    assert "Adressen finns redan." in response.content.decode()
    assert User.objects.filter(email__iexact=petra.email).count() == 1


def test_invitations_are_sent_to_those_who_are_chosen(post, anna, petra):
    gone = factories.UserFactory(name="Gunnar Gick", is_active=False)
    response = post(anna, LIST, act("invite_selected", petra, gone))
    assert [letter.to for letter in mail.outbox] == [[petra.email]]
    html = response.content.decode()
    assert "En inbjudan är skickad till petra@exempel.se." in html
    assert "Gunnar Gick är avstängd" in html


def test_with_a_new_address_the_old_one_opens_nothing(post, anna, petra):
    EmailAddress.objects.create(user=petra, email=petra.email, verified=True)
    post(anna, change(petra), form(email="petra.ny@exempel.se"))
    assert [address.email for address in EmailAddress.objects.filter(user=petra)] == ["petra.ny@exempel.se"]


def test_roles_are_given_on_the_persons_page_too(post, anna, petra, agency):
    rows = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-0-user": petra.pk,
        "memberships-0-agency": agency.pk,
        "memberships-0-role": "planner",
    }
    post(anna, change(petra), form(**rows))
    assert petra.memberships.get().role == "planner"
    rows = rows | {"memberships-0-role": "manager"}
    response = post(anna, change(petra), form(**rows))
    assert "Personen är redan med i organisationen." in response.content.decode()


def test_somebody_who_has_been_here_is_made_inactive_not_deleted(post, anna, petra):
    petra.last_login = timezone.now()
    petra.save()
    url = reverse("admin:agencies_user_delete", args=[petra.pk])
    assert post(anna, url, {"post": "yes"}).status_code == 403
    page = browser(anna).get(change(petra)).content.decode()
    assert "Ta bort bocken i stället för att radera" in page
    data = form()
    del data["is_active"]
    post(anna, change(petra), data)
    petra.refresh_from_db()
    assert not petra.is_active


def test_a_mistyped_person_is_deleted(post, anna, petra):
    post(anna, reverse("admin:agencies_user_delete", args=[petra.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=petra.pk).exists()


def test_people_are_never_deleted_in_a_heap(anna, petra):
    assert "delete_selected" not in browser(anna).get(LIST).content.decode()


def test_a_lost_telephone_is_helped(post, anna, petra):
    Authenticator.objects.create(user=petra, type=Authenticator.Type.TOTP, data={"secret": "x"})
    response = post(anna, LIST, act("remove_two_factor", petra, anna))
    assert not Authenticator.objects.exists()
    assert "Petra Lind loggar nu in med bara sitt lösenord." in response.content.decode()
    assert (
        "Tog bort tvåfaktorsinloggning."
        in browser(anna).get(reverse("admin:agencies_user_history", args=[petra.pk])).content.decode()
    )


# How far the right goes ---------------------------------------------------------------------------------------------


def test_one_tick_makes_an_administrator(post, anna, petra):
    post(anna, change(petra), form(is_staff="on"))
    assert browser(petra).get("/admin/agencies/agency/").status_code == 200


def test_only_a_superuser_makes_superusers(post, anna, root, petra):
    assert "is_superuser" not in browser(anna).get(change(petra)).content.decode()
    post(anna, change(petra), form(is_superuser="on"))
    petra.refresh_from_db()
    assert not petra.is_superuser
    post(root, change(petra), form(is_superuser="on"))
    petra.refresh_from_db()
    assert petra.is_superuser


def test_an_administrator_does_not_get_hold_of_a_superusers_account(post, anna, root, settings):
    """By changing the address, deleting, inviting, or taking away the second factor."""
    settings.DEMO = True
    Authenticator.objects.create(user=root, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert post(anna, change(root), form(email="anna2@exempel.se")).status_code == 403
    assert post(anna, reverse("admin:agencies_user_delete", args=[root.pk]), {"post": "yes"}).status_code == 403
    for action in ["invite_selected", "remove_two_factor"]:
        assert "1 superanvändare hoppades över." in post(anna, LIST, act(action, root)).content.decode()
    assert mail.outbox == []
    assert Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_nor_from_the_page_of_an_organisation(post, anna, root, agency, settings):
    settings.DEMO = True
    membership = factories.MembershipFactory(agency=agency, user=root)
    data = {
        "kind": agency.kind,
        "name": agency.name,
        "slug": agency.slug,
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": membership.pk,
        "memberships-0-agency": agency.pk,
        "memberships-0-role": "reader",
        "memberships-0-invite": "on",
        "former_names-TOTAL_FORMS": 0,
        "former_names-INITIAL_FORMS": 0,
    }
    response = post(anna, reverse("admin:agencies_agency_change", args=[agency.pk]), data)
    assert "/losenord/valj/" not in response.content.decode()


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_nobody_shuts_themselves_out(post, anna, field):
    data = form(name="Anna B", email=anna.email, is_staff="on")
    data.pop(field)
    post(anna, change(anna), data)
    anna.refresh_from_db()
    assert anna.name == "Anna B"
    assert getattr(anna, field)
