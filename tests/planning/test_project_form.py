"""Adding and changing a project."""

import datetime
import threading
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict

from planning.forms import ProjectForm
from planning.models import Project
from tests import factories

UID = "0b5a8d4e-5a9c-4c67-9d3b-6f8f0a3f1c11"
ROWS = ("stages", "benefits", "documents", "partnerships", "training_needs")
NO_ROWS = {f"{rows}-{count}_FORMS": "0" for rows in ROWS for count in ("TOTAL", "INITIAL")}


def data(**fields):
    return NO_ROWS | {"title": "Krögarguiden", "phase": "idea", "partnering": ""} | fields


def text(response):
    return response.content.decode()


@pytest.fixture
def url(plan):
    return f"/arbeta/exempelkoping/verksamhetsplan/{plan.year}/projekt/nytt/"


@pytest.fixture
def project(plan):
    return factories.ProjectFactory(plan=plan, title="Skolvalet digitalt")


@pytest.fixture
def edit_url(project):
    return f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}/andra/"


class TestPetraAddsAProject:
    def test_with_two_tags_and_sees_it_on_the_plan_page(self, login, plan, url):
        event, kind = (
            factories.LifeEventFactory(name="Starta restaurang"),
            factories.ServiceTypeFactory(name="E-tjänst"),
        )
        client = login("planner")
        response = client.post(url, data(life_events=event.pk, service_types=kind.pk), follow=True)
        assert response.redirect_chain[-1][0].startswith(plan.get_absolute_url())
        assert "Projektet Krögarguiden är tillagt." in text(response)
        assert Project.objects.get().life_events.get() == event
        assert "Starta restaurang" in text(response)

    def test_with_the_name_only(self, login, plan, url):
        login("planner").post(url, data())
        project = Project.objects.get()
        assert (project.title, project.edited_by.name, project.starts_on) == ("Krögarguiden", "Petra Lind", None)

    def test_with_the_services_it_is_about_and_sees_them_on_its_page(self, login, agency, url):
        service = factories.ServiceFactory(agency=agency, name="Serveringstillstånd")
        factories.ServiceFactory(agency=agency, name="Telegram", is_retired=True)
        client = login("planner")
        form = text(client.get(url))
        assert "Serveringstillstånd" in form
        assert "Telegram" not in form
        client.post(url, data(services=service.pk))
        project = Project.objects.get()
        assert project.services.get() == service
        assert "Serveringstillstånd" in text(client.get(project.get_absolute_url()))

    def test_with_months_as_people_write_them(self, login, plan, url):
        login("planner").post(url, data(starts_on="apr 2027", ends_on="2027-12"))
        project = Project.objects.get()
        assert (project.starts_on, project.ends_on) == (datetime.date(2027, 4, 1), datetime.date(2027, 12, 31))

    def test_with_benefits_and_partners_in_rows(self, login, plan, url):
        neighbour = factories.AgencyFactory(name="Grannköpings kommun")
        rows = {
            "benefits-TOTAL_FORMS": "2",
            "benefits-0-kind": "freed",
            "benefits-0-amount": "1 420,5",
            "benefits-0-unit": "tim",
            "benefits-0-note": "",
            "benefits-1-kind": "freed",
            "benefits-1-unit": "tim",
            "partnerships-TOTAL_FORMS": "2",
            "partnerships-0-partner": "grannköpings kommun",
            "partnerships-0-role": "participant",
            "partnerships-1-partner": "Exempelköpings handel",
            "partnerships-1-role": "user",
        }
        login("planner").post(url, data(**rows))
        project = Project.objects.get()
        assert project.benefits.get().amount == Decimal("1420.5")
        assert {(p.agency, p.name) for p in project.partnerships.all()} == {
            (neighbour, ""),
            (None, "Exempelköpings handel"),
        }

    def test_once_however_often_the_form_is_posted(self, login, plan, url):
        client = login("planner")
        assert client.post(url, data(draft_uid=UID)).status_code == 302
        assert client.post(url, data(draft_uid=UID)).status_code == 302
        assert Project.objects.count() == 1

    def test_and_gets_one_more_row_without_scripts_and_loses_nothing(self, login, plan, url):
        typed = {"add_row": "benefits", "title": "", "purpose": "Enklare att öppna", "benefits-TOTAL_FORMS": "1"}
        response = login("planner").post(url, data(**typed, **{"benefits-0-note": "Färre samtal"}))
        page = text(response)
        assert "benefits-1-amount" in page
        assert "Enklare att öppna" in page
        assert "Färre samtal" in page
        assert "Skriv ett namn på projektet." not in page
        assert Project.objects.count() == 0


def test_what_nobody_can_see_in_a_pasted_text_is_left_out(login, url):
    login("planner").post(url, data(title="Krö\x00gar\u00adguiden"))
    assert Project.objects.get().title == "Krögarguiden"


class TestWrongInputIsExplainedAndKept:
    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"title": ""}, "Skriv ett namn på projektet."),
            ({"title": "K" * 160}, "Texten är 40 tecken för lång. Korta den till högst 120 tecken."),
            ({"purpose": "å" * 50_000}, "Korta den till högst 300 tecken."),
            ({"starts_on": "snart"}, "Skriv månad och år, till exempel okt 2027 eller 2027-10."),
            ({"starts_on": "2027-13"}, "Skriv månad och år"),
            (
                {"starts_on": "apr 2027", "ends_on": "jan 2027"},
                "Slutdatumet är före startdatumet (1 april 2027). Ange ett senare slutdatum.",
            ),
            ({"phase": "dansar"}, "Valet finns inte längre."),
            ({"owner": "999999"}, "Valet finns inte längre."),
            ({"life_events": "abc"}, "Ett av valen finns inte längre."),
            ({"life_events": "99999999999999999999"}, "Ett av valen finns inte längre."),
        ],
    )
    def test_at_the_field_and_in_the_summary(self, login, plan, url, fields, sentence):
        response = login("planner").post(url, data(short_title="Behålls", **fields))
        page = text(response)
        assert response.status_code == 200
        assert "Rätta det här innan du fortsätter" in page
        assert page.count(sentence) >= 2
        assert "Behålls" in page
        assert page.index("<title>Fel: ")
        assert Project.objects.count() == 0

    def test_a_name_that_is_taken(self, login, plan, project, url):
        page = text(login("planner").post(url, data(title="Skolvalet digitalt")))
        assert "Det finns redan ett projekt som heter Skolvalet digitalt i planen." in page

    def test_own_events_and_used_by_several_exclude_each_other(self, login, plan, url):
        event = factories.LifeEventFactory()
        page = text(login("planner").post(url, data(life_events=event.pk, is_cross_cutting="on")))
        assert "inte båda." in page

    @pytest.mark.parametrize(
        ("amount", "sentence"),
        [
            ("mycket", "Ange ett tal, till exempel 42,5."),
            ("-3", "Nyttan kan inte vara mindre än noll."),
            ("9" * 40, "Ange ett tal"),
        ],
    )
    def test_a_benefit_that_is_no_number(self, login, plan, url, amount, sentence):
        rows = {"benefits-TOTAL_FORMS": "1", "benefits-0-kind": "freed", "benefits-0-unit": "tim"}
        page = text(login("planner").post(url, data(**rows, **{"benefits-0-amount": amount})))
        assert page.count(sentence) >= 2
        assert amount in page
        assert Project.objects.count() == 0

    def test_the_own_organisation_as_partner(self, login, plan, url):
        rows = {"partnerships-TOTAL_FORMS": "1", "partnerships-0-role": "lead"}
        rows["partnerships-0-partner"] = "Exempelköpings kommun"
        assert "Det är er egen organisation." in text(login("planner").post(url, data(**rows)))

    def test_the_same_partner_twice(self, login, plan, url):
        rows = {"partnerships-TOTAL_FORMS": "2"}
        for number in "01":
            rows |= {f"partnerships-{number}-partner": "Handeln", f"partnerships-{number}-role": "user"}
        assert "En partner står två gånger." in text(login("planner").post(url, data(**rows)))

    @pytest.mark.parametrize("total", ["", "-1", "många", "999999"])
    def test_a_form_whose_row_count_lies_is_no_server_error(self, login, plan, url, total):
        login("planner").post(url, data(**{"benefits-TOTAL_FORMS": total}))
        assert not Project.objects.filter(benefits__isnull=False).exists()

    def test_script_is_shown_as_text(self, login, plan, url):
        client = login("planner")
        client.post(url, data(title="<script>alert(1)</script>"))
        page = text(client.get(plan.get_absolute_url()))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


class TestAnotherOrganisationsThingsCannotBeChosen:
    @pytest.mark.parametrize("field", ["goals", "initiative", "owner", "services"])
    def test_by_typing_their_number(self, login, plan, url, field):
        other = factories.OperationalPlanFactory()
        stranger = {
            "goals": factories.ShortTermGoalFactory(plan=other),
            "initiative": factories.InitiativeFactory(),
            "owner": factories.UserFactory(),
            "services": factories.ServiceFactory(),
        }[field]
        response = login("planner").post(url, data(**{field: stranger.pk}))
        assert "finns inte längre" in text(response)
        assert Project.objects.count() == 0

    def test_nor_another_organisations_project_be_opened(self, login, plan):
        theirs = factories.ProjectFactory()
        url = f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{theirs.pk}/andra/"
        assert login("planner").get(url).status_code == 404


class TestTwoPeopleAtOnce:
    def test_a_stale_save_is_refused_with_the_others_name_and_nothing_is_lost(self, login, plan, project, edit_url):
        login("planner").post(edit_url, data(title="Skolvalet 2.0", purpose="Petras text", seen_count="0"))
        response = login("manager").post(
            edit_url, data(title="Skolvalet digitalt", purpose="Jonas text", seen_count="0")
        )
        page = text(response)
        assert response.status_code == 409
        assert "Petra Lind sparade kl." in page
        assert "Jonas text" in page
        assert "<b>Petra Lind sparade:</b> Petras text" in page
        project.refresh_from_db()
        assert (project.title, project.purpose) == ("Skolvalet 2.0", "Petras text")

    def test_having_seen_the_others_text_one_can_save_again(self, login, plan, project, edit_url):
        login("planner").post(edit_url, data(purpose="Petras text", seen_count="0"))
        stale = login("manager").post(edit_url, data(purpose="Jonas text", seen_count="0"))
        seen = stale.context["form"]["seen_count"].value()
        login("manager").post(edit_url, data(purpose="Bådas text", seen_count=seen))
        project.refresh_from_db()
        assert project.purpose == "Bådas text"

    @pytest.mark.parametrize("count", ["", "-1", "många", "7"])
    def test_a_form_that_lies_about_what_it_saw_saves_nothing(self, login, plan, project, edit_url, count):
        response = login("planner").post(edit_url, data(purpose="Nytt", seen_count=count))
        assert response.status_code in (200, 409)
        project.refresh_from_db()
        assert project.purpose == ""

    def test_a_plan_submitted_meanwhile_keeps_the_typed_text_on_the_page(self, login, plan, project, edit_url):
        plan.state = "submitted"
        plan.save()
        response = login("planner").post(edit_url, data(purpose="Sent skrivet", seen_count="0"))
        assert response.status_code == 409
        assert "Planen är inlämnad och går inte att ändra." in text(response)
        assert "Sent skrivet" in text(response)

    @pytest.mark.django_db(transaction=True)
    def test_of_ten_saves_at_the_same_moment_one_is_accepted(self, login, plan, project, edit_url):
        clients = [login("planner") for _each in range(10)]
        answers = []

        def save(number):
            answers.append(clients[number].post(edit_url, data(purpose=f"Text {number}", seen_count="0")).status_code)
            connection.close()

        threads = [threading.Thread(target=save, args=(number,)) for number in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [302] + [409] * 9


class TestWhoMay:
    @pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
    def test_others_may_not_add(self, login, plan, url, role, status):
        assert login(role).post(url, data()).status_code == status
        assert Project.objects.count() == 0

    def test_rut_is_told_whom_to_ask(self, login, person, plan, url):
        person("planner")
        assert "Be Petra Lind om du behöver ändra." in text(login("reader").get(url))

    def test_omar_changes_the_project_he_leads(self, login, person, project, edit_url):
        project.owner = person("project_lead")
        project.save()
        assert login("project_lead").post(edit_url, data(purpose="Klart", seen_count="0")).status_code == 302

    def test_but_not_one_that_somebody_else_leads(self, login, person, project, edit_url):
        project.owner = person("planner")
        project.save()
        assert login("project_lead").post(edit_url, data(seen_count="0")).status_code == 403

    def test_nobody_changes_a_plan_that_is_submitted(self, login, plan, url, project, edit_url):
        plan.state = "submitted"
        plan.save()
        assert login("planner").get(url).status_code == 403
        assert login("planner").get(edit_url).status_code == 403
        assert login("planner").post(url, data()).status_code == 409
        assert login("planner").post(edit_url, data(seen_count="0", title="Nytt")).status_code == 409
        assert list(Project.objects.values_list("title", flat=True)) == [project.title]


def test_a_retired_tag_stays_on_the_project_that_has_it(login, plan, project, edit_url):
    event = factories.LifeEventFactory(name="Flytta", is_retired=True)
    project.life_events.add(event)
    page = text(login("planner").get(edit_url))
    assert "Flytta" in page
    login("planner").post(edit_url, data(life_events=event.pk, seen_count="0"))
    assert project.life_events.get() == event


def test_the_form_takes_the_same_number_of_queries_with_many_organisations(login, plan, url, queries):
    client = login("planner")
    few = queries(client, url)
    factories.AgencyFactory.create_batch(30)
    assert queries(client, url) == few
    assert few <= 12


def test_a_project_ends_after_it_starts(project):
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(starts_on=datetime.date(2027, 4, 1), ends_on=datetime.date(2027, 1, 1))


def test_a_project_has_its_name_alone_in_a_plan(plan, project):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.ProjectFactory(plan=plan, title=project.title)


def test_a_project_stands_once_in_a_plan(plan, project):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.ProjectFactory(plan=plan, uid=project.uid)


def test_a_benefit_is_not_negative(project):
    with pytest.raises(IntegrityError), transaction.atomic():
        project.benefits.create(amount=-1)


def test_a_partner_is_an_organisation_or_a_name(project):
    with pytest.raises(IntegrityError), transaction.atomic():
        project.partnerships.create(agency=project.plan.agency, name="Handeln")


def test_an_organisation_is_partner_once(project):
    other = factories.AgencyFactory()
    project.partnerships.create(agency=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        project.partnerships.create(agency=other)


class TestBackAndThenSave:
    def test_says_that_the_first_is_saved_and_keeps_what_is_new(self, login, plan, url):
        client = login("planner")
        client.post(url, data(draft_uid=UID))
        again = client.post(url, data(draft_uid=UID, title="Krögarguiden 2", purpose="Ett annat syfte"))
        assert again.status_code == 409
        assert "”Krögarguiden” är redan sparat." in text(again)
        assert "Ett annat syfte" in text(again)
        fresh = again.context["form"]["draft_uid"].value()
        client.post(url, data(draft_uid=fresh, title="Krögarguiden 2", purpose="Ett annat syfte"))
        assert set(Project.objects.values_list("title", flat=True)) == {"Krögarguiden", "Krögarguiden 2"}

    def test_also_when_only_a_row_differs(self, login, plan, url):
        client = login("planner")
        row = {"benefits-TOTAL_FORMS": "1", "benefits-0-kind": "freed", "benefits-0-unit": "tim"}
        client.post(url, data(draft_uid=UID, **row, **{"benefits-0-amount": "1"}))
        assert client.post(url, data(draft_uid=UID, **row, **{"benefits-0-amount": "1,00"})).status_code == 302
        assert client.post(url, data(draft_uid=UID, **row, **{"benefits-0-amount": "2"})).status_code == 409

    def test_a_name_for_a_row_that_another_organisation_has_is_not_used_again(self, login, plan, url):
        theirs = factories.ProjectFactory()
        login("planner").post(url, data(draft_uid=str(theirs.uid)))
        assert plan.projects.get().uid != theirs.uid


def test_partners_change_places(login, project, edit_url):
    for name in ("Handeln", "Bygdegården"):
        project.partnerships.create(name=name)
    one, two = project.partnerships.all()
    rows = {"partnerships-TOTAL_FORMS": "2", "partnerships-INITIAL_FORMS": "2"}
    for number, (row, name) in enumerate([(one, "Bygdegården"), (two, "Handeln")]):
        rows |= {
            f"partnerships-{number}-id": row.pk,
            f"partnerships-{number}-partner": name,
            f"partnerships-{number}-role": "lead",
        }
    assert login("planner").post(edit_url, data(**rows, seen_count="0")).status_code == 302
    assert [str(partner) for partner in project.partnerships.all()] == ["Bygdegården", "Handeln"]


def test_two_known_organisations_change_places_too(login, project, edit_url):
    agencies = factories.AgencyFactory.create_batch(2)
    links = [project.partnerships.create(agency=agency) for agency in agencies]
    rows = {"partnerships-TOTAL_FORMS": "2", "partnerships-INITIAL_FORMS": "2"}
    for number, (row, agency) in enumerate(zip(links, reversed(agencies), strict=True)):
        rows |= {
            f"partnerships-{number}-id": row.pk,
            f"partnerships-{number}-partner": agency.name,
            f"partnerships-{number}-role": "lead",
        }
    assert login("planner").post(edit_url, data(**rows, seen_count="0")).status_code == 302
    assert [partner.agency for partner in project.partnerships.all()] == list(reversed(agencies))


def test_a_partner_is_known_whatever_the_case_of_its_letters(login, project, edit_url):
    known = factories.AgencyFactory(name="Åmåls kommun")
    rows = {"partnerships-TOTAL_FORMS": "1", "partnerships-0-partner": "ÅMÅLS KOMMUN", "partnerships-0-role": "lead"}
    login("planner").post(edit_url, data(**rows, seen_count="0"))
    assert project.partnerships.get().agency == known


def test_an_initiative_stays_when_the_plan_comes_to_follow_no_strategy(login, plan, project, edit_url):
    project.initiative = factories.InitiativeFactory(plan=plan.strategic_plan)
    project.save()
    type(plan).objects.update(strategic_plan=None)
    page = login("planner").get(edit_url)
    assert project.initiative in page.context["form"].fields["initiative"].queryset
    login("planner").post(edit_url, data(initiative=project.initiative_id, seen_count="0"))
    project.refresh_from_db()
    assert project.initiative is not None


def test_what_was_typed_about_a_project_that_somebody_removed_stays_on_the_page(login, plan, project, edit_url):
    project.delete()
    response = login("planner").post(edit_url, data(purpose="Timmars arbete", seen_count="0"))
    assert response.status_code == 409
    assert "Någon annan har tagit bort det här." in text(response)
    assert "Timmars arbete" in text(response)
    assert not Project.objects.exists()


def test_marks_that_turn_the_direction_of_writing_are_taken_away(login, plan, url):
    login("planner").post(url, data(title="\u202eabc\u200f"))
    assert Project.objects.get().title == "abc"


def test_names_of_partners_are_suggested_in_swedish_order_and_not_those_that_have_ended(login, agency):
    factories.AgencyFactory(name="Örebro kommun")
    factories.AgencyFactory(name="Ale kommun")
    factories.AgencyFactory(name="Nedlagda verket", ended_on=datetime.date(2020, 1, 1))
    answer = login("planner").get("/arbeta/exempelkoping/verksamhetsplan/partner/").json()
    assert answer == {"names": ["Ale kommun", "Exempelköpings kommun", "Örebro kommun"]}


class TestThePartsOfTheForm:
    @pytest.mark.parametrize(
        "anchor",
        [
            "life_events",
            "service_types",
            "benefits",
            "documents",
            "considerations",
            "partnering",
            "handing_over",
            "starts_on",
            "owner",
            "goals",
            "purpose",
        ],
    )
    def test_have_the_places_that_the_rules_lead_to(self, login, plan, url, anchor):
        factories.ShortTermGoalFactory(plan=plan)
        factories.LifeEventFactory()
        factories.ServiceTypeFactory()
        assert f'id="id_{anchor}"' in text(login("planner").get(url))

    def test_what_stays_internal_says_so(self, login, url):
        page = text(login("planner").get(url))
        assert page.count('class="internal">Visas bara internt') == 4  # ansvarig, and the budget in three

    def test_are_saved_whole(self, login, plan, project, edit_url):
        whole = factories.ProjectFactory(plan=plan, title="Skola i ett")
        said = {
            "organised_as": "part",
            "parent": whole.pk,
            "department": "Barn- och utbildningsnämnden",
            "contributing": "It-enheten",
            "budget_line": "0,5",
            "budget_project": "1",
            "considerations": "Provas med skärmläsare",
            "legal_position": "needs_change",
            "legal_which": "Skollagen",
            "legal_asked_of": "Utbildningsdepartementet",
            "legal_asked_on": "2026-09-30",
            "training": "none",
            "handing_over": "yes",
            "receiver": "It-enheten",
            "handover_on": "2027-11-30",
            "agreement": "draft",
            "checklist": ["manuals", "archive"],
            "disclosure": "internal",
        }
        response = login("planner").post(edit_url, data(**said, seen_count="0"))
        assert response.status_code == 302
        project.refresh_from_db()
        assert (project.parent, project.organised_as, project.department) == (whole, "part", said["department"])
        assert (project.budget, project.budget_maintenance) == (Decimal("1.5"), None)
        assert (project.legal_position, project.legal_which) == ("needs_change", "Skollagen")
        assert project.legal_asked_on == datetime.date(2026, 9, 30)
        assert (project.training, project.handing_over, project.agreement) == ("none", "yes", "draft")
        assert (project.checklist, project.disclosure) == (["manuals", "archive"], "internal")

    def test_a_choice_that_is_not_sent_stays_as_it_was(self, login, project, edit_url):
        project.organised_as, project.disclosure = "programme", "review"
        project.save()
        login("planner").post(edit_url, data(organised_as="", disclosure="", seen_count="0"))
        project.refresh_from_db()
        assert (project.organised_as, project.disclosure) == ("programme", "review")

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"budget_line": "-1"}, "Budgeten kan inte vara mindre än noll."),
            ({"budget_project": "mycket"}, "Ange ett tal, till exempel 42,5."),
            ({"budget_project": "9" * 30}, "Ange ett tal"),
            ({"legal_asked_on": "2027-02-31"}, "31 februari finns inte."),
            ({"handover_on": "snart"}, "Skriv datumet som år-månad-dag"),
            ({"checklist": "dansa"}, "Ett av valen finns inte längre."),
            ({"handing_over": "dansa"}, "Valet finns inte längre."),
            ({"parent": "99999999999999999999"}, "Valet finns inte längre."),
            ({"considerations": "å" * 50_000}, "Korta den till högst 1000 tecken."),
        ],
    )
    def test_wrong_input_is_explained(self, login, url, fields, sentence):
        page = text(login("planner").post(url, data(short_title="Behålls", **fields)))
        assert sentence in page
        assert "Behålls" in page
        assert Project.objects.count() == 0

    def test_departments_written_before_are_suggested(self, login, plan):
        factories.ProjectFactory(plan=plan, department="Östra förvaltningen")
        factories.ProjectFactory(plan=plan, department="Arkivet")
        factories.ProjectFactory(plan=plan, department="Arkivet")
        factories.ProjectFactory(department="Någon annans")
        answer = login("reader").get("/arbeta/exempelkoping/verksamhetsplan/avdelningar/").json()
        assert answer == {"names": ["Arkivet", "Östra förvaltningen"]}

    def test_saving_can_lead_on_to_one_more(self, login, url):
        assert login("planner").post(url, data(another="1")).url == url
        assert Project.objects.exists()

    def test_an_end_after_the_year_is_told_and_not_refused(self, login, url, edit_url):
        said = "Projektet fortsätter efter 2027. Det visas som Fortsätter i nästa plan."
        response = login("planner").post(url, data(title="Lång", ends_on="mar 2028"), follow=True)
        assert said in text(response)
        response = login("planner").post(edit_url, data(ends_on="dec 2027", seen_count="0"), follow=True)
        assert said not in text(response)

    def test_a_form_that_came_from_the_check_page_leads_back_there(self, login, plan, edit_url):
        response = login("planner").post(f"{edit_url}?fran=granska", data(seen_count="0"))
        assert response.url == f"{plan.get_absolute_url()}granska/"


class TestTheTree:
    def test_a_project_is_part_of_one_in_the_same_plan(self, login, project, url):
        elsewhere = factories.ProjectFactory(plan__agency=project.plan.agency, plan__year=2026)
        response = login("planner").post(url, data(parent=elsewhere.pk))
        assert "Valet finns inte längre." in text(response)

    def test_never_of_itself(self, login, project, edit_url):
        response = login("planner").post(edit_url, data(parent=project.pk, seen_count="0"))
        assert "Ett projekt kan inte ingå i sig självt. Välj ett annat." in text(response)

    def test_nor_of_a_part_of_its_part(self, login, plan, project, edit_url):
        part = factories.ProjectFactory(plan=plan, title="Delen", parent=project)
        smaller = factories.ProjectFactory(plan=plan, title="Delens del", parent=part)
        client = login("planner")
        offered = [pk for pk, _title in client.get(edit_url).context["form"].fields["parent"].choices]
        assert not {project.pk, part.pk, smaller.pk} & set(offered)
        response = client.post(edit_url, data(parent=smaller.pk, seen_count="0"))
        assert "Delens del ingår redan i det här projektet. Välj ett annat." in text(response)
        project.refresh_from_db()
        assert project.parent is None

    def test_two_who_put_their_projects_in_each_other_make_no_circle(self, login, plan, project, person):
        """The second had opened the form before the first saved."""
        other = factories.ProjectFactory(plan=plan, title="Det andra")
        form = ProjectForm(QueryDict(urlencode(data(parent=other.pk, seen_count="0"))), instance=project)
        assert form.is_valid()
        Project.objects.filter(pk=other.pk).update(parent=project)
        assert not form.save_by(person("planner"))
        assert not Project.objects.filter(pk=project.pk, parent__isnull=False).exists()


class TestStages:
    ROWS = {
        "stages-TOTAL_FORMS": "2",
        "stages-0-kind": "execution",
        "stages-0-starts_on": "jan 2027",
        "stages-0-ends_on": "okt 2027",
        "stages-1-kind": "needs",
        "stages-1-ends_on": "dec 2026",
        "stages-1-is_done": "on",
    }

    def test_are_kept_in_their_order(self, login, project, edit_url):
        login("planner").post(edit_url, data(**self.ROWS, seen_count="0"))
        assert list(project.stages.values_list("kind", "starts_on", "ends_on", "is_done")) == [
            ("needs", None, datetime.date(2026, 12, 31), True),
            ("execution", datetime.date(2027, 1, 1), datetime.date(2027, 10, 31), False),
        ]

    def test_two_change_kinds(self, login, project, edit_url):
        client = login("planner")
        client.post(edit_url, data(**self.ROWS, seen_count="0"))
        one, two = project.stages.all()
        rows = {
            "stages-TOTAL_FORMS": "2",
            "stages-INITIAL_FORMS": "2",
            "stages-0-id": one.pk,
            "stages-0-kind": two.kind,
            "stages-1-id": two.pk,
            "stages-1-kind": one.kind,
        }
        assert client.post(edit_url, data(**rows, seen_count="1")).status_code == 302
        assert project.stages.count() == 2

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"stages-0-kind": "needs"}, "Samma skede står två gånger. Ta bort den ena raden."),
            ({"stages-0-ends_on": "dec 2026"}, "Skedet slutar innan det börjar (1 januari 2027)."),
            ({"stages-0-kind": ""}, "Välj vilket skede det är."),
            ({"stages-0-starts_on": "snart"}, "Skriv månad och år"),
        ],
    )
    def test_wrong_input_is_explained(self, login, project, edit_url, typed, sentence):
        assert sentence in text(login("planner").post(edit_url, data(**self.ROWS | typed, seen_count="0")))
        assert not project.stages.exists()


class TestBenefits:
    ROW = {
        "benefits-TOTAL_FORMS": "1",
        "benefits-0-kind": "freed",
        "benefits-0-amount": "310",
        "benefits-0-unit": "tim",
        "benefits-0-baseline": "540",
        "benefits-0-baseline_note": "Tidmätning 2026",
        "benefits-0-realisation": "Tiden går till tillsyn",
        "benefits-0-responsible_role": "Enhetschef",
        "benefits-0-first_check_on": "2028-03-31",
        "benefits-0-from_year": "2028",
    }

    def test_say_how_they_are_taken_home(self, login, project, edit_url):
        login("planner").post(edit_url, data(**self.ROW, seen_count="0"))
        benefit = project.benefits.get()
        assert benefit.is_planned
        assert (benefit.baseline, benefit.first_check_on) == (Decimal(540), datetime.date(2028, 3, 31))

    def test_are_the_same_benefit_after_a_save(self, login, project, edit_url):
        benefit = project.benefits.create(note="Färre samtal")
        row = {"benefits-INITIAL_FORMS": "1", "benefits-0-id": benefit.pk}
        login("planner").post(edit_url, data(**self.ROW | row, seen_count="0"))
        saved = project.benefits.get()
        assert (saved.pk, saved.uid, saved.amount) == (benefit.pk, benefit.uid, Decimal(310))

    def test_continue_an_estimate_of_the_initiative(self, login, plan, project, edit_url):
        initiative = factories.InitiativeFactory(plan=plan.strategic_plan)
        estimate = factories.BenefitEstimateFactory(initiative=initiative, low=8, high=12, unit="mnkr", note="Porto")
        other = factories.BenefitEstimateFactory(initiative=factories.InitiativeFactory(plan=plan.strategic_plan))
        client = login("planner")
        chosen = {"initiative": initiative.pk, "seen_count": "0"}
        wrong = client.post(edit_url, data(**self.ROW, **chosen, **{"benefits-0-estimate": other.pk}))
        assert "Valet finns inte längre." in text(wrong)
        client.post(edit_url, data(**self.ROW, **chosen, **{"benefits-0-estimate": estimate.pk}))
        assert project.benefits.get().estimate == estimate
        assert "8–12\u00a0mnkr per år, Porto" in text(client.get(edit_url))

    def test_do_not_continue_an_estimate_of_an_initiative_that_was_left(self, login, plan, project, edit_url):
        estimate = factories.BenefitEstimateFactory(initiative__plan=plan.strategic_plan)
        project.initiative = estimate.initiative
        project.save()
        benefit = project.benefits.create(note="Porto", estimate=estimate)
        row = {"benefits-INITIAL_FORMS": "1", "benefits-0-id": benefit.pk, "benefits-0-estimate": estimate.pk}
        login("planner").post(edit_url, data(**self.ROW | row, seen_count="0", initiative=""))
        assert project.benefits.get().estimate is None

    def test_are_fetched_from_the_initiative_by_a_button_that_writes_nothing(self, login, plan, project, edit_url):
        initiative = factories.InitiativeFactory(plan=plan.strategic_plan)
        factories.BenefitEstimateFactory(initiative=initiative, low=8, high=12, note="Porto", responsible_role="Chef")
        factories.BenefitEstimateFactory(initiative=initiative, low=3, high=3, note="Samtal")
        project.initiative = initiative
        project.save()
        client = login("planner")
        assert "Hämta insatsens uppskattningar" in text(client.get(edit_url))
        typed = {"benefits-TOTAL_FORMS": "2", "benefits-0-note": "Egen", "benefits-0-kind": "quality", "title": "Nytt"}
        response = client.post(edit_url, data(**typed, initiative=initiative.pk, take_estimates="1", seen_count="0"))
        rows = next(rows for rows in response.context["form"].row_sets if rows.formset.prefix == "benefits")
        assert [row["note"].value() for row in rows.formset.forms] == ["Egen", "Porto", "Samtal"]
        assert [row["amount"].value() for row in rows.formset.forms] == [None, "", "3"]
        assert "Hämta insatsens uppskattningar" not in text(response)
        assert 'value="Nytt"' in text(response)
        assert not project.benefits.exists()

    def test_a_fetched_row_is_saved_as_it_is(self, login, plan, project, edit_url):
        estimate = factories.BenefitEstimateFactory(initiative__plan=plan.strategic_plan, low=8, high=12, note="")
        row = {
            "benefits-TOTAL_FORMS": "1",
            "benefits-0-kind": "freed",
            "benefits-0-unit": "tim",
            "benefits-0-estimate": estimate.pk,
        }
        login("planner").post(edit_url, data(**row, initiative=estimate.initiative_id, seen_count="0"))
        assert project.benefits.get().estimate == estimate

    def test_a_negative_baseline_is_explained(self, login, project, edit_url):
        row = self.ROW | {"benefits-0-baseline": "-5"}
        page = text(login("planner").post(edit_url, data(**row, seen_count="0")))
        assert "Nollmätningen kan inte vara mindre än noll. Ange ett tal, till exempel 420." in page


class TestDocuments:
    def row(self, **fields):
        said = {"kind": "pre_study", "title": "", "url": "", "dated_on": "", "missing_reason": ""} | fields
        return {"documents-TOTAL_FORMS": "1"} | {f"documents-0-{name}": value for name, value in said.items()}

    def test_are_links_or_reasons(self, login, project, edit_url):
        client = login("planner")
        row = self.row(url="exempel.se/forstudie", title="Förstudie", dated_on="2026-09-30")
        client.post(edit_url, data(**row, seen_count="0"))
        assert project.documents.get().url == "https://exempel.se/forstudie"
        client.post(edit_url, data(**self.row(kind="needs_analysis", missing_reason="Görs i höst"), seen_count="1"))
        assert project.documents.get(kind="needs_analysis").missing_reason == "Görs i höst"

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({}, "Skriv en länk, eller varför underlaget inte finns."),
            ({"url": "https://a.se", "missing_reason": "Görs"}, "inte båda."),
            ({"url": "javascript:alert(1)"}, "Adressen ska börja med https://."),
            ({"url": "ftp://exempel.se/a"}, "Adressen ska börja med https://."),
            ({"url": "https://exempel.se/" + "a" * 600}, "tecken för lång"),
            ({"kind": "", "url": "https://a.se"}, "Välj vilket underlag det är."),
            ({"url": "https://a.se", "dated_on": "2026-02-31"}, "31 februari finns inte."),
        ],
    )
    def test_wrong_input_is_explained(self, login, project, edit_url, fields, sentence):
        response = login("planner").post(edit_url, data(**self.row(**fields), seen_count="0"))
        assert sentence in text(response)
        assert not project.documents.exists()

    def test_a_row_with_a_file_keeps_its_file(self, login, project, edit_url):
        document = factories.SupportingDocumentFactory(project=project)
        client = login("planner")
        assert "Uppladdad fil (PDF)." in text(client.get(edit_url))
        row = self.row(title="Nytt namn") | {"documents-INITIAL_FORMS": "1", "documents-0-id": document.pk}
        assert client.post(edit_url, data(**row, seen_count="0")).status_code == 302
        kept = project.documents.get()
        assert (kept.title, kept.file.name) == ("Nytt namn", document.file.name)


def test_a_partners_status_survives_a_save(login, project, edit_url):
    partner = project.partnerships.create(name="Handeln", status="talking")
    row = {
        "partnerships-TOTAL_FORMS": "1",
        "partnerships-INITIAL_FORMS": "1",
        "partnerships-0-id": partner.pk,
        "partnerships-0-partner": "Handeln",
        "partnerships-0-role": "lead",
    }
    login("planner").post(edit_url, data(**row, seen_count="0", **{"partnerships-0-status": "agreed"}))
    assert (project.partnerships.get().role, project.partnerships.get().status) == ("lead", "agreed")
    assert '<option value="agreed" selected>' in text(login("planner").get(edit_url))


class TestTraining:
    def row(self, **fields):
        said = {"what": "Nya handläggningsstödet", "group": "Alkoholhandläggare", "number": "6"} | fields
        return {"training_needs-TOTAL_FORMS": "1"} | {f"training_needs-0-{name}": said[name] for name in said}

    def test_belongs_to_the_project_and_its_plan(self, login, plan, project, edit_url):
        competence = factories.CompetenceNeedFactory(plan=plan.strategic_plan)
        row = self.row(starts_on="sep 2027", competence=competence.pk)
        assert login("planner").post(edit_url, data(**row, seen_count="0")).status_code == 302
        need = plan.training_needs.get()
        assert (need.project, need.number, need.starts_on) == (project, 6, datetime.date(2027, 9, 1))
        assert need.competence == competence

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"what": ""}, "Skriv vad utbildningen gäller."),
            ({"number": "många"}, "Skriv ett helt antal personer, till exempel 45."),
            ({"number": "0"}, "Skriv minst 1, eller lämna tomt om ni inte har räknat."),
            ({"number": "9" * 9}, "Talet är för stort."),
            ({"starts_on": "i höst"}, "Skriv månad och år"),
        ],
    )
    def test_wrong_input_is_explained(self, login, plan, project, edit_url, fields, sentence):
        page = text(login("planner").post(edit_url, data(**self.row(**fields), seen_count="0")))
        assert sentence in page
        assert not plan.training_needs.exists()

    def test_another_organisations_competence_cannot_be_chosen(self, login, plan, project, edit_url):
        factories.CompetenceNeedFactory(plan=plan.strategic_plan)
        theirs = factories.CompetenceNeedFactory()
        page = text(login("planner").post(edit_url, data(**self.row(competence=theirs.pk), seen_count="0")))
        assert "Valet finns inte längre." in page

    def test_what_was_changed_on_the_page_about_training_meanwhile_is_not_overwritten(
        self, login, plan, project, edit_url
    ):
        need = factories.TrainingNeedFactory(plan=plan, project=project, what="Deras text", edit_count=3)
        row = self.row(id=need.pk, seen_count="2") | {"training_needs-INITIAL_FORMS": "1"}
        client = login("planner")
        response = client.post(edit_url, data(**row, seen_count="0"))
        assert "Någon annan har ändrat raden medan du skrev." in text(response)
        assert "Nya handläggningsstödet" in text(response)
        need.refresh_from_db()
        assert need.what == "Deras text"
        assert 'name="training_needs-0-seen_count" value="3"' in text(response)
        client.post(edit_url, data(**row | {"training_needs-0-seen_count": "3"}, seen_count="0"))
        need.refresh_from_db()
        assert (need.what, need.edit_count) == ("Nya handläggningsstödet", 4)


class TestADecidedDate:
    def test_is_moved_with_a_reason_in_the_form_too(self, login, agency, project, edit_url):
        decided = factories.OperationalPlanFactory(
            agency=agency, year=2026, state="published", decided_on=datetime.date(2025, 12, 1)
        )
        factories.ProjectFactory(plan=decided, uid=project.uid, ends_on=datetime.date(2026, 10, 31))
        client = login("planner")
        assert "Beslutat: oktober 2026." in text(client.get(edit_url))
        moved = data(ends_on="feb 2027", seen_count="0")
        assert "Skriv varför slutet flyttas från oktober 2026." in text(client.post(edit_url, moved))
        assert client.post(edit_url, moved | {"date_reason": "Leverantören är försenad."}).status_code == 302
        assert project.date_changes.get().by.name == "Petra Lind"

    def test_is_not_asked_about_in_a_new_project(self, login, url):
        assert "date_reason" not in text(login("planner").get(url))


def test_the_form_takes_the_same_number_of_queries_with_everything_filled_in(login, plan, project, edit_url, queries):
    client = login("planner")
    few = queries(client, edit_url)
    initiative = factories.InitiativeFactory(plan=plan.strategic_plan)
    project.initiative = initiative
    project.save()
    for number in range(6):
        estimate = factories.BenefitEstimateFactory(initiative=initiative)
        competence = factories.CompetenceNeedFactory(plan=plan.strategic_plan)
        project.benefits.create(note="x", estimate=estimate)
        project.partnerships.create(agency=factories.AgencyFactory())
        project.documents.create(kind="pre_study", url="https://exempel.se/")
        factories.TrainingNeedFactory(plan=plan, project=project, competence=competence)
        factories.ProjectFactory(plan=plan, title=f"Del {number}", parent=project)
        project.goals.add(factories.ShortTermGoalFactory(plan=plan))
    for kind in ("needs", "pre_study", "execution", "handover", "benefits"):
        project.stages.create(kind=kind)
    assert queries(client, edit_url) == few
    assert few <= 12


def test_an_empty_row_waits_where_there_is_none_and_none_is_added_to_those_there_are(login, plan):
    new = login("planner").get(f"{plan.get_absolute_url()}projekt/nytt/").content.decode()
    assert 'name="benefits-0-amount"' in new
    project = factories.ProjectFactory(plan=plan)
    project.benefits.create(amount=420, unit="tim")
    page = login("planner").get(f"{plan.get_absolute_url()}projekt/{project.pk}/andra/").content.decode()
    assert 'name="benefits-0-amount"' in page
    assert 'name="benefits-1-amount"' not in page


def test_training_that_a_project_asks_for_takes_back_that_the_plan_needs_none(login, plan, url):
    type(plan).objects.update(has_no_training=True, no_training_reason="Alla kan.")
    login("planner").post(url, data())
    plan.refresh_from_db()
    assert plan.has_no_training
    rows = {"training_needs-TOTAL_FORMS": "1", "training_needs-0-what": "Klarspråk"}
    login("planner").post(url, data(title="Ett till", training="needed", **rows))
    plan.refresh_from_db()
    assert (plan.has_no_training, plan.no_training_reason) == (False, "")


def test_who_is_changing_a_goal_is_told_when_a_project_is_tied_to_it(login, plan, project, edit_url):
    goal, other = (factories.ShortTermGoalFactory(plan=plan, text=text) for text in ("Kortare väg", "Annat"))
    other.projects.add(project)
    login("planner").post(edit_url, data(title=project.title, goals=[goal.pk, other.pk], seen_count="0"))
    goal.refresh_from_db()
    other.refresh_from_db()
    assert (goal.edit_count, other.edit_count) == (1, 0)
    stale = {"text": "Kortare väg", "disclosure": "publish", "seen_count": "0"}
    assert login("planner").post(f"{plan.get_absolute_url()}mal/{goal.pk}/", stale).status_code == 409
    assert goal.projects.get() == project
