"""Coming in: logging in, choosing a password, the second factor. All by invitation, all in Swedish."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings as project_settings
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from agencies.invitations import keep_one_address
from agencies.models import User
from tests.factories import UserFactory

PASSWORD = "sju gröna hästar på taket"
LOGIN = "/logga-in/"
MISMATCH = "E-postadressen eller lösenordet stämmer inte. Försök igen eller byt lösenord."
TOO_MANY = "Vänta 15 minuter eller byt lösenord."

PUBLIC = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
]
PERSONAL = [
    "account_change_password",
    "account_reauthenticate",
    "account_logout",
    "mfa_index",
    "mfa_list_webauthn",
]
PROTECTED = ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
ENGLISH = re.compile(r"\b(password|sign (in|up)|log ?in|submit|email|security key|please|your|the|this)\b", re.I)


@pytest.fixture(autouse=True)
def _no_tries_yet(settings):
    """Tries are counted in the cache: here a fresh one for each test."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "accounts"}}
    cache.clear()


@pytest.fixture
def petra(person):
    user = person("planner")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def logged_in(petra):
    client = Client()
    client.force_login(petra)
    return client


@pytest.fixture
def confirmed(logged_in):
    """Petra has just shown once more that it is her."""
    logged_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return logged_in


def log_in(email, password=PASSWORD, client=None, **more):
    return (client or Client()).post(LOGIN, {"login": email, "password": password, **more})


def words(response):
    """The page's visible words: without tags, scripts, and what stands in attributes."""
    html = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>", " ", html)


def is_logged_in(client):
    return client.get(reverse("account_change_password")).status_code == 200


# Pages --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.django_db
def test_public_pages_need_no_login_and_speak_swedish(name):
    response = Client().get(reverse(name))
    assert response.status_code == 200
    assert "css/samplan.css" in response.content.decode()
    assert not ENGLISH.search(words(response))


@pytest.mark.parametrize("name", PERSONAL)
def test_personal_pages_open_for_the_person_and_speak_swedish(logged_in, name):
    response = logged_in.get(reverse(name))
    assert response.status_code == 200
    assert "css/samplan.css" in response.content.decode()
    assert not ENGLISH.search(words(response))


@pytest.mark.parametrize("name", PROTECTED)
def test_changing_how_one_logs_in_asks_for_the_password_first(logged_in, name):
    response = logged_in.get(reverse(name))
    assert response.url.startswith("/bekrafta/?next=")
    response = logged_in.post(response.url, {"password": PASSWORD})
    assert response.url == reverse(name)
    page = logged_in.get(response.url)
    assert page.status_code == 200
    assert not ENGLISH.search(words(page))


@pytest.mark.parametrize("name", sorted({*PERSONAL, *PROTECTED, "account_set_password"} - {"account_logout"}))
@pytest.mark.django_db
def test_personal_pages_ask_anonymous_to_log_in(name):
    response = Client().get(reverse(name))
    assert response.status_code == 302
    assert response.url == f"{LOGIN}?next={reverse(name)}"


@pytest.mark.parametrize("path", ["/accounts/login/", "/login/", "/signup/", "/2fa/", "/password/reset/", "/email/"])
@pytest.mark.django_db
def test_no_english_addresses(path):
    assert Client().get(path).status_code == 404


def test_fields_have_labels_not_placeholders_and_let_the_browser_help(logged_in):
    pages = [Client().get(LOGIN), logged_in.get(reverse("account_change_password"))]
    for html in (page.content.decode() for page in pages):
        assert "placeholder" not in html
        assert 'autocomplete="current-password"' in html
    assert 'autocomplete="new-password"' in html


@pytest.mark.django_db
def test_nobody_makes_an_account_themselves():
    data = {"email": "ny@exempel.se", "password1": PASSWORD, "password2": PASSWORD}
    response = Client().post(reverse("account_signup"), data)
    assert "Samplan är till för den som är inbjuden" in response.content.decode()
    assert not User.objects.exists()


# Logging in ---------------------------------------------------------------------------------------------------------


def test_the_right_password_lets_in_whatever_the_case_of_the_address(petra):
    assert log_in(petra.email.upper()).status_code == 302


@pytest.mark.parametrize(
    ("who", "password"), [("petra", "fel"), ("nobody@exempel.se", PASSWORD), ("nobody@exempel.se", "fel")]
)
def test_the_answer_is_the_same_whichever_is_wrong(petra, who, password):
    response = log_in(petra.email if who == "petra" else who, password)
    assert response.status_code == 200
    assert MISMATCH in response.content.decode()
    assert "<title>Fel: Logga in" in response.content.decode()


def test_what_was_typed_stays_but_never_the_password(petra):
    html = log_in(petra.email, "hemligt-men-fel").content.decode()
    assert f'value="{petra.email}"' in html
    assert "hemligt-men-fel" not in html


@pytest.mark.django_db
def test_empty_fields_say_what_to_write():
    html = log_in("", "").content.decode()
    assert "Skriv din e-postadress." in html
    assert "Skriv ditt lösenord." in html


def test_five_wrong_tries_and_the_right_password_has_to_wait(petra):
    for _try in range(5):
        assert MISMATCH in log_in(petra.email, "fel").content.decode()
    assert TOO_MANY in log_in(petra.email).content.decode()
    assert "15m/key" in project_settings.ACCOUNT_RATE_LIMITS["login_failed"]


def test_waiting_is_over_when_the_time_is(petra, time_machine):
    time_machine.move_to("2026-10-15 09:00")
    for _try in range(6):
        log_in(petra.email, "fel")
    time_machine.move_to("2026-10-15 09:16")
    assert log_in(petra.email).status_code == 302


def test_one_persons_tries_do_not_lock_out_another(petra, person):
    for _try in range(6):
        log_in("nobody@exempel.se", "fel")
    assert log_in(petra.email).status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "https:evil.example", "javascript:a"])
def test_the_way_on_never_leads_out_of_the_site(petra, elsewhere):
    assert log_in(petra.email, next=elsewhere).url == reverse("followup:home")


def test_the_way_on_leads_to_the_page_that_was_asked_for(petra):
    assert log_in(petra.email, next="/losenord/byt/").url == "/losenord/byt/"


def test_the_session_is_a_new_one_after_logging_in(petra):
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    client.cookies[project_settings.SESSION_COOKIE_NAME] = before
    log_in(petra.email, client=client)
    assert client.session.session_key != before


def test_logging_out_needs_a_post(logged_in):
    assert logged_in.get("/logga-ut/").status_code == 200
    assert is_logged_in(logged_in)
    logged_in.post("/logga-ut/")
    assert not is_logged_in(logged_in)


def test_somebody_who_is_made_inactive_is_out_at_once(logged_in, petra):
    assert is_logged_in(logged_in)
    petra.is_active = False
    petra.save()
    assert not is_logged_in(logged_in)
    assert log_in(petra.email).url == reverse("account_inactive")
    assert not EmailAddress.objects.filter(user=petra).exists()


# Passwords ----------------------------------------------------------------------------------------------------------


def link_in(mail):
    return re.search(r"https?://[^/]+(/losenord/valj/\S+)", mail.body)[1]


def choose(client, link, password):
    """Follows a link to choose a password, as a browser does."""
    page = client.get(link, follow=True)
    return client.post(page.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_the_answer_is_the_same_for_an_unknown_address(petra, mailoutbox):
    known = Client().post(reverse("account_reset_password"), {"email": petra.email})
    unknown = Client().post(reverse("account_reset_password"), {"email": "nobody@exempel.se"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    to_petra, to_nobody = mailoutbox
    assert to_petra.to == [petra.email]
    assert "/losenord/valj/" in to_petra.body
    assert "/losenord/valj/" not in to_nobody.body
    assert not ENGLISH.search(to_petra.subject + to_petra.body + to_nobody.subject + to_nobody.body)


def test_a_forgotten_password_is_chosen_anew_and_ends_the_waiting(petra, mailoutbox):
    for _try in range(6):
        log_in(petra.email, "fel")
    client = Client()
    client.post(reverse("account_reset_password"), {"email": petra.email})
    link = link_in(mailoutbox[0])
    response = choose(client, link, "nio blå grodor i diket")
    assert response.status_code == 302
    login_page = client.get(response.url, follow=True)
    assert login_page.redirect_chain[-1][0] == LOGIN
    assert "Det nya lösenordet är sparat." in login_page.content.decode()
    assert log_in(petra.email, "nio blå grodor i diket", client).status_code == 302
    assert "Länken gäller inte längre" in Client().get(link).content.decode()


def test_a_link_is_too_old_after_its_time(petra, mailoutbox, time_machine):
    time_machine.move_to("2026-10-15 09:00")
    Client().post(reverse("account_reset_password"), {"email": petra.email})
    time_machine.move_to("2026-10-20 09:00")
    assert "Länken gäller inte längre" in Client().get(link_in(mailoutbox[0])).content.decode()


@pytest.mark.parametrize("link", ["1-x", "zzz-nytt", "1-nytt"])
@pytest.mark.django_db
def test_a_broken_link_says_how_to_get_a_new_one(link):
    html = Client().get(f"/losenord/valj/{link}/").content.decode()
    assert "Länken gäller inte längre" in html
    assert reverse("account_reset_password") in html


def test_an_address_somebody_had_before_opens_nothing(petra, mailoutbox):
    EmailAddress.objects.create(user=petra, email="gammal@exempel.se", verified=True)
    Client().post(reverse("account_reset_password"), {"email": "gammal@exempel.se"})
    assert all("/losenord/valj/" not in mail.body for mail in mailoutbox)
    keep_one_address(petra)
    assert [address.email for address in EmailAddress.objects.all()] == [petra.email]


def test_an_address_that_moves_to_another_person_moves_wholly(petra):
    keep_one_address(petra)
    User.objects.filter(pk=petra.pk).update(email="petra.ny@exempel.se")
    heir = UserFactory(email=petra.email)
    keep_one_address(heir)
    assert EmailAddress.objects.get(email=heir.email).user == heir


def test_many_requests_get_a_page_that_says_wait(petra):
    for _try in range(5):
        Client().post(reverse("account_reset_password"), {"email": petra.email})
    response = Client().post(reverse("account_reset_password"), {"email": petra.email})
    assert response.status_code == 429
    assert "Vänta en stund" in response.content.decode()


def test_a_changed_password_ends_other_sessions_but_not_this_one(logged_in, petra):
    other = Client()
    other.force_login(petra)
    new = "nio blå grodor i diket"
    logged_in.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_logged_in(logged_in)
    assert not is_logged_in(other)
    assert authenticate(None, email=petra.email, password=new) == petra


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"oldpassword": "fel"}, "Lösenordet stämmer inte. Skriv det lösenord du har nu."),
        ({"password1": "kort", "password2": "kort"}, "Det måste innehålla minst 12 tecken"),
        ({"password1": "qwerty123456", "password2": "qwerty123456"}, "vanligt"),
        ({"password2": "något annat än nyss"}, "Du måste ange samma lösenord"),
        ({"password1": "", "password2": ""}, "Skriv ett nytt lösenord."),
    ],
)
def test_a_password_that_will_not_do_is_explained(logged_in, data, says):
    new = "nio blå grodor i diket"
    filled = {"oldpassword": PASSWORD, "password1": new, "password2": new} | data
    assert says in words(logged_in.post(reverse("account_change_password"), filled))


def test_somebody_without_a_password_chooses_one_before_changing_the_rest(person):
    user = person("reader")
    user.set_unusable_password()
    user.save()
    client = Client()
    client.force_login(user)
    assert client.get(reverse("account_reauthenticate")).url == reverse("account_set_password")
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    assert client.get(reverse("account_set_password")).status_code == 200


# Second factor ------------------------------------------------------------------------------------------------------


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def secret(petra):
    """The secret of Petra's app."""
    totp = TOTP.activate(petra, "JBSWY3DPEHPK3PXP")
    return totp.instance.data["secret"]


def test_the_app_is_connected_by_a_drawn_code_or_a_typed_secret(confirmed):
    page = confirmed.get(reverse("mfa_activate_totp"))
    html = page.content.decode()
    assert "<svg" in html
    assert "data:image" not in html
    assert "<?xml" not in html
    secret = page.context["form"].secret
    assert page.context["secret"].replace(" ", "") == secret
    response = confirmed.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    codes = confirmed.get(response.url)
    assert codes.status_code == 200
    assert not ENGLISH.search(words(codes))
    assert not ENGLISH.search(words(confirmed.get(reverse("mfa_index"))))
    file = confirmed.get(reverse("mfa_download_recovery_codes"))
    assert 'filename="samplan-reservkoder.txt"' in file.headers["Content-Disposition"]
    assert len(file.content.split()) == 10


def test_a_wrong_code_is_explained(confirmed):
    confirmed.get(reverse("mfa_activate_totp"))
    assert "Koden stämmer inte." in words(confirmed.post(reverse("mfa_activate_totp"), {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_somebody_invited_may_have_a_second_factor(confirmed, petra):
    """allauth asks for a verified address; the invitation, sent to it, is what verifies it."""
    confirmed.post(reverse("account_reset_password"), {"email": petra.email})
    assert confirmed.get(reverse("mfa_activate_totp")).status_code == 200


def test_with_an_app_the_password_is_half_the_way(petra, secret):
    client = Client()
    response = log_in(petra.email, client=client, next="/losenord/byt/")
    assert response.url.startswith(reverse("mfa_authenticate"))
    assert not is_logged_in(client)
    page = client.get(response.url)
    assert not ENGLISH.search(words(page))
    assert "Koden stämmer inte." in words(client.post(response.url, {"code": "000000"}))
    assert client.post(response.url, {"code": code_now(secret)}).status_code == 302
    assert is_logged_in(client)


def test_guessing_codes_has_an_end(petra, secret):
    client = Client()
    log_in(petra.email, client=client)
    for _try in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert "Du har försökt för många gånger. Vänta 15 minuter." in words(response)
    assert not is_logged_in(client)


def test_the_app_is_removed_after_a_question(confirmed, secret):
    page = confirmed.get(reverse("mfa_deactivate_totp"))
    assert "Ta bort appen?" in words(page)
    confirmed.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "name", ["mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"]
)
def test_pages_of_a_step_that_is_not_on_lead_somewhere_useful(logged_in, name):
    assert logged_in.get(reverse(name)).status_code == 302
    assert Client().get(reverse(name)).status_code == 302


def test_a_passkey_is_offered_and_asked_for_without_inline_script(petra):
    html = Client().get(LOGIN).content.decode()
    assert "Logga in med passkey" in html
    assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", html))
    options = Client().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert "request_options" in options.json()


@pytest.mark.parametrize("credential", ["", "x", "{}", '"a"', '{"id":"a","rawId":"YQ","response":{}}'])
def test_a_broken_answer_from_the_browser_is_no_server_error(confirmed, petra, credential):
    for name in ["mfa_add_webauthn", "mfa_reauthenticate_webauthn"]:
        assert confirmed.post(reverse(name), {"credential": credential, "name": "x"}).status_code in {200, 302}
    response = Client().post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response.url == LOGIN


def test_keys_are_listed_renamed_and_removed(confirmed, petra):
    key = Authenticator.objects.create(
        user=petra, type=Authenticator.Type.WEBAUTHN, data={"name": "Arbetsdatorn", "credential": {}}
    )
    pages = {
        name: confirmed.get(reverse(name, args=[key.pk])) for name in ["mfa_edit_webauthn", "mfa_remove_webauthn"]
    } | {"mfa_list_webauthn": confirmed.get(reverse("mfa_list_webauthn"))}
    for page in pages.values():
        assert page.status_code == 200
        assert not ENGLISH.search(words(page))
    confirmed.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Telefonen"})
    key.refresh_from_db()
    assert key.wrap().name == "Telefonen"
    confirmed.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.exists()


def test_another_persons_key_is_404(confirmed):
    key = Authenticator.objects.create(
        user=UserFactory(), type=Authenticator.Type.WEBAUTHN, data={"name": "Annans", "credential": {}}
    )
    assert confirmed.get(reverse("mfa_edit_webauthn", args=[key.pk])).status_code == 404
    assert confirmed.post(reverse("mfa_remove_webauthn", args=[key.pk])).status_code == 404


def test_a_server_that_does_not_know_where_people_come_from_says_so_in_swedish(petra, settings):
    settings.DEBUG = False
    response = Client(REMOTE_ADDR="").post(LOGIN, {"login": petra.email, "password": PASSWORD})
    assert response.status_code == 403
    assert "TRUSTED_PROXY_COUNT" in response.content.decode()
