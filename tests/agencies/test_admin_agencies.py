"""Organisations in the administration: J10, former names, and what happens instead of deleting."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, FormerName, Membership, User
from tests import factories

ADD = "/admin/agencies/agency/add/"
LIST = "/admin/agencies/agency/"
BROKEN_MAIL = "tests.agencies.test_admin_agencies.BrokenMail"


class BrokenMail:
    """A mail server that does not answer."""

    def __init__(self, **options):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def anna(db):
    return factories.UserFactory(name="Anna Berg", email="anna@exempel.se", is_staff=True)


@pytest.fixture
def browser(anna):
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def post(browser, django_capture_on_commit_callbacks):
    """Posts a form, and does what is to be done when it has been saved."""

    def post(url, data):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(url, data)

    return post


def form(agency=None, rows=(), **fields):
    """What the page posts. A row is (email, name, role), or a dictionary for somebody who is there already."""
    given = {"kind": "municipality", "name": "Ödeshögs kommun", "slug": "odeshog"}
    if agency:
        given = {"kind": agency.kind, "name": agency.name, "slug": agency.slug}
    old = [row for row in rows if isinstance(row, dict)]
    data = given | fields
    data |= {"memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": len(old)}
    if agency:
        number = agency.former_names.count()
        data |= {"former_names-TOTAL_FORMS": number, "former_names-INITIAL_FORMS": number}
    for index, row in enumerate(rows):
        values = row if isinstance(row, dict) else dict(zip(("email", "name", "role"), row, strict=True))
        data |= {f"memberships-{index}-{key}": value for key, value in values.items()}
    return data


def there(membership, **changes):
    """The row of somebody who is in the organisation already."""
    return {"id": membership.pk, "agency": membership.agency_id, "role": membership.role} | changes


def change(agency):
    return reverse("admin:agencies_agency_change", args=[agency.pk])


def says(response):
    """The errors of the page."""
    found = [str(error) for errors in response.context["errors"] for error in errors]
    return " ".join(re.sub(r"<[^>]+>", "", error) for error in found)


# J10 ----------------------------------------------------------------------------------------------------------------

TWO = [("Petra.Lind@exempel.se", "Petra Lind", "planner"), ("jonas@exempel.se", "Jonas Ek", "manager")]


def test_a_new_organisation_asks_for_a_planner_and_a_manager(browser):
    formset = browser.get(ADD).context["inline_admin_formsets"][0].formset
    assert [row.initial["role"] for row in formset.forms] == ["planner", "manager"]


def test_j10_an_organisation_with_a_planner_and_a_manager_invited_from_one_page(post):
    response = post(ADD, form(rows=TWO))
    assert response.url == LIST
    agency = Agency.objects.get(slug="odeshog")
    roles = {(m.user.email, m.user.name, m.role) for m in agency.memberships.select_related("user")}
    assert roles == {("petra.lind@exempel.se", "Petra Lind", "planner"), ("jonas@exempel.se", "Jonas Ek", "manager")}
    assert [letter.to for letter in mail.outbox] == [["petra.lind@exempel.se"], ["jonas@exempel.se"]]


def test_the_invitation_says_who_what_and_how(post):
    post(ADD, form(rows=TWO))
    letter = mail.outbox[0]
    assert letter.subject == "Inbjudan till Samplan: välj ett lösenord"
    html = letter.alternatives[0][0]
    for text in ["Hej Petra,", "Anna Berg har bjudit in dig", "Ödeshögs kommun: planerare", "gäller i 3 dagar"]:
        assert text in letter.body
        assert text in html
    assert "style=" not in html


def test_the_invitation_sets_the_password_and_lets_in(post):
    post(ADD, form(rows=TWO))
    link = re.search(r"https?://[^/]+(/losenord/valj/\S+)", mail.outbox[0].body)[1]
    petra = Client()
    page = petra.get(link, follow=True)
    assert page.status_code == 200
    password = "sju gröna hästar på taket"
    saved = petra.post(page.redirect_chain[-1][0], {"password1": password, "password2": password}, follow=True)
    assert saved.redirect_chain[-1][0] == "/logga-in/"
    petra.post("/logga-in/", {"login": "petra.lind@exempel.se", "password": password})
    assert petra.get("/arbeta/odeshog/").status_code == 200
    assert "Länken gäller inte längre" in Client().get(link).content.decode()


def test_rows_that_are_left_empty_are_nobody(post):
    post(ADD, form(rows=[("", "", "planner"), ("", "", "manager")]))
    assert Agency.objects.filter(slug="odeshog").exists()
    assert not Membership.objects.exists()


def test_somebody_who_is_in_samplan_already_is_linked_without_a_letter(post):
    user = factories.UserFactory(email="petra.lind@exempel.se", name="Petra Lind")
    user.set_password("x")
    user.save()
    post(ADD, form(rows=[("PETRA.lind@exempel.se", "", "planner")]))
    assert user.memberships.get().role == "planner"
    assert User.objects.filter(email__iexact=user.email).count() == 1
    assert mail.outbox == []


def test_somebody_who_never_chose_a_password_gets_another_letter(post):
    User.objects.create_user("petra.lind@exempel.se", "Petra Lind")
    post(ADD, form(rows=[("petra.lind@exempel.se", "", "planner")]))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (("petra@exempel.se", "", "planner"), "Adressen är ny i Samplan. Skriv personens namn också."),
        (("", "Petra Lind", "planner"), "Skriv personens e-postadress."),
        (("petra@", "Petra Lind", "planner"), "giltig e-postadress"),
        (("petra@exempel.se", "Petra Lind", "kung"), "kung"),
    ],
)
def test_what_is_wrong_is_said_in_swedish_and_nothing_is_lost(post, row, text):
    response = post(ADD, form(rows=[row]))
    assert response.status_code == 200
    assert text in says(response)
    html = response.content.decode()
    assert "Ödeshögs kommun" in html
    assert all(value in html for value in row[:2])
    assert not User.objects.filter(is_staff=False).exists()
    assert not Agency.objects.exists()


def test_somebody_who_is_shut_out_is_not_let_in_by_the_back_door(post):
    factories.UserFactory(email="petra@exempel.se", is_active=False)
    assert "Öppna personens konto först." in says(post(ADD, form(rows=[("petra@exempel.se", "", "planner")])))


def test_the_same_person_twice_is_said(post):
    rows = [("petra@exempel.se", "Petra Lind", "planner"), ("PETRA@exempel.se", "Petra Lind", "manager")]
    assert "Personen är redan med i organisationen." in says(post(ADD, form(rows=rows)))
    assert not Agency.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_in_the_demo_the_link_is_shown_for_no_mail_is_sent(post, browser, settings):
    settings.DEMO = True
    post(ADD, form(rows=TWO[:1]))
    html = browser.get(LIST).content.decode()
    assert "Här skickas ingen e-post på riktigt." in html
    link = re.search(r'href="(http://testserver/losenord/valj/[^"]+)"', html)[1]
    assert "Välj ett lösenord" in Client().get(link, follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_in_production_the_link_is_nobodys_but_the_receivers(post, browser):
    post(ADD, form(rows=TWO[:1]))
    html = browser.get(LIST).content.decode()
    assert "En inbjudan är skickad till petra.lind@exempel.se." in html
    assert "/losenord/valj/" not in html


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_be_sent_is_told_and_the_rest_is_saved(post, browser, settings):
    settings.EMAIL_BACKEND = BROKEN_MAIL
    assert post(ADD, form(rows=TWO)).status_code == 302
    assert Membership.objects.count() == 2
    assert "gick inte att skicka" in browser.get(LIST).content.decode()


# People of an organisation ------------------------------------------------------------------------------------------


def test_those_who_are_there_are_shown_and_their_roles_are_changed(post, browser, agency):
    membership = factories.MembershipFactory(agency=agency, role="reader")
    html = browser.get(change(agency)).content.decode()
    assert membership.user.email in html
    assert "Har inte loggat in än" in html
    assert post(change(agency), form(agency, [there(membership, role="manager")])).status_code == 302
    membership.refresh_from_db()
    assert membership.role == "manager"
    assert mail.outbox == []


def test_nobody_is_renamed_from_the_organisations_page(post, agency):
    membership = factories.MembershipFactory(agency=agency)
    post(change(agency), form(agency, [there(membership, email="ny@exempel.se", name="Ny")]))
    user = User.objects.get(pk=membership.user_id)
    assert (user.email, user.name) == (membership.user.email, membership.user.name)


def test_a_tick_removes_the_membership_and_leaves_the_person(post, agency):
    membership = factories.MembershipFactory(agency=agency)
    post(change(agency), form(agency, [there(membership, DELETE="on")]))
    assert not Membership.objects.exists()
    assert User.objects.filter(pk=membership.user_id).exists()


def test_a_tick_sends_the_invitation_again(post, agency):
    membership = factories.MembershipFactory(agency=agency)
    post(change(agency), form(agency, [there(membership, invite="on")]))
    assert mail.outbox[0].to == [membership.user.email]


def test_somebody_who_is_there_already_is_not_added_twice(post, agency):
    membership = factories.MembershipFactory(agency=agency)
    response = post(change(agency), form(agency, [there(membership), (membership.user.email, "", "manager")]))
    assert "Personen är redan med i organisationen. Ändra rollen där i stället." in says(response)
    assert agency.memberships.count() == 1


def test_removing_and_adding_the_same_person_at_once_is_fine(post, agency):
    membership = factories.MembershipFactory(agency=agency)
    rows = [there(membership, DELETE="on"), (membership.user.email, "", "manager")]
    assert post(change(agency), form(agency, rows)).status_code == 302
    assert agency.memberships.get().role == "manager"


def test_what_was_done_is_in_the_log(post, anna):
    post(ADD, form(rows=TWO[:1]))
    entry = LogEntry.objects.get()
    assert entry.user == anna
    assert "Petra Lind, planerare i Ödeshögs kommun" in entry.get_change_message()


def test_pressing_save_twice_adds_somebody_once(post, agency):
    data = form(agency, [("petra@exempel.se", "Petra Lind", "planner")])
    assert post(change(agency), data).status_code == 302
    assert "Personen är redan med i organisationen." in says(post(change(agency), data))
    assert agency.memberships.count() == 1


# Names and addresses ------------------------------------------------------------------------------------------------


def test_a_new_name_and_address_keep_the_old_ones_working(post, login, agency):
    rut = login("reader")
    membership = agency.memberships.get()
    post(change(agency), form(agency, [there(membership)], name="Nyköpings kommun", slug="nykoping"))
    former = FormerName.objects.get()
    assert (former.agency, former.name, former.slug) == (agency, "Exempelköpings kommun", "exempelkoping")
    assert former.ended_on
    assert rut.get("/arbeta/exempelkoping/").url == "/arbeta/nykoping/"


def test_a_new_name_alone_keeps_the_address(post, agency):
    post(change(agency), form(agency, name="Nyköpings kommun"))
    assert FormerName.objects.get().slug is None
    agency.refresh_from_db()
    post(change(agency), form(agency, short_name="EXM"))
    assert FormerName.objects.count() == 1


def test_going_back_to_an_old_address_makes_it_the_current_one(post, agency):
    post(change(agency), form(agency, slug="nykoping"))
    agency.refresh_from_db()
    post(change(agency), form(agency, slug="exempelkoping"))
    agency.refresh_from_db()
    post(change(agency), form(agency, slug="nykoping"))
    assert set(FormerName.objects.values_list("slug", flat=True)) == {None, "exempelkoping"}


def test_an_address_that_leads_to_another_organisation_is_not_taken(post, agency):
    FormerName.objects.create(agency=agency, name="Gamla", slug="odeshog")
    response = post(ADD, form())
    assert "Adressnamnet har varit Exempelköpings kommun och leder dit." in says(response)


def test_former_names_are_shown_not_written(post, browser, agency):
    former = FormerName.objects.create(agency=agency, name="Gamla Köping", slug="gamla-koping")
    assert "Gamla Köping" in browser.get(change(agency)).content.decode()
    row = {"id": former.pk, "agency": agency.pk, "name": "Ny", "slug": "ny", "DELETE": "on"}
    post(change(agency), form(agency) | {f"former_names-0-{key}": value for key, value in row.items()})
    former.refresh_from_db()
    assert former.name == "Gamla Köping"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"organisation_number": "202100-5488"}, "Organisationsnumret stämmer inte."),
        ({"code": "01"}, "Koden har fyra siffror för en kommun"),
        ({"slug": "å ä ö"}, "adressnamn"),
    ],
)
def test_a_wrong_number_code_or_address_is_explained(post, fields, text):
    response = post(ADD, form(**fields))
    assert response.status_code == 200
    assert text in says(response) or response.context["errors"]
    assert not Agency.objects.exists()


# Instead of deleting ------------------------------------------------------------------------------------------------


@pytest.fixture
def with_plans(agency):
    factories.StrategicPlanFactory(agency=agency)
    for year in (2026, 2027):
        factories.OperationalPlanFactory(agency=agency, year=year)
    return agency


def test_an_organisation_with_plans_is_not_deleted_and_the_way_out_is_told(post, browser, with_plans):
    url = reverse("admin:agencies_agency_delete", args=[with_plans.pk])
    for ask in [browser.get, lambda url: post(url, {"post": "yes"})]:
        answer = ask(url)
        assert answer.url == change(with_plans)
        html = browser.get(answer.url).content.decode()
        assert "Exempelköpings kommun har 2 verksamhetsplaner och 1 strategisk plan och kan inte tas bort." in html
        assert "Avsluta organisationen i stället: fyll i Upphörde och Ersatt av." in html
    assert Agency.objects.filter(pk=with_plans.pk).exists()


def test_nor_are_several_at_once(post, browser, with_plans):
    empty = factories.AgencyFactory()
    data = {"action": "delete_selected", "_selected_action": [with_plans.pk, empty.pk], "post": "yes"}
    post(LIST, data)
    assert Agency.objects.count() == 2
    assert "kan inte tas bort" in browser.get(LIST).content.decode()


def test_an_organisation_that_succeeds_another_is_kept(post, browser, agency):
    factories.AgencyFactory(successor=agency)
    answer = post(reverse("admin:agencies_agency_delete", args=[agency.pk]), {"post": "yes"})
    assert "har 1 organisation och kan inte tas bort" in browser.get(answer.url).content.decode()


def test_an_organisation_made_by_mistake_is_deleted(post, browser):
    agency = factories.MembershipFactory().agency
    url = reverse("admin:agencies_agency_delete", args=[agency.pk])
    assert browser.get(url).status_code == 200
    post(url, {"post": "yes"})
    assert not Agency.objects.exists()


def test_several_made_by_mistake_are_deleted_after_a_question(post):
    agencies = [factories.AgencyFactory() for _number in range(2)]
    data = {"action": "delete_selected", "_selected_action": [agency.pk for agency in agencies]}
    assert post(LIST, data).status_code == 200
    post(LIST, data | {"post": "yes"})
    assert not Agency.objects.exists()
