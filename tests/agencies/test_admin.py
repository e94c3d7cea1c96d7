"""The administration as a whole: who may, what is there, that it finds Ö and stays quick."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Channel, CitizenProblem, ServiceLevel, ServiceType, TargetGroup
from planning.models import CalendarKey
from strategy.models import CompetenceMeasure, GuidingPrinciple, SourcingForm
from tests import factories
from workflow.models import Event, RuleLevel

WORDS = [
    ServiceType,
    ServiceLevel,
    TargetGroup,
    Channel,
    CitizenProblem,
    GuidingPrinciple,
    SourcingForm,
    CompetenceMeasure,
]
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
GROUPS = ["Organisationer och personer", "Register", "Regler", "Planer (läses här, skrivs i Samplan)", "Logg"]


@pytest.fixture
def anna(db):
    """An administrator: staff, no superuser, and no role anywhere."""
    return factories.UserFactory(name="Anna Berg", email="anna@exempel.se", is_staff=True)


@pytest.fixture
def browser(anna):
    client = Client()
    client.force_login(anna)
    return client


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def world(plan, strategic_plan, agency, anna):
    """One of everything that is registered."""
    factories.LifeEventFactory()
    for number, model in enumerate(WORDS):
        model.objects.create(code=f"k{number}", name="Ord")
    factories.ProjectFactory(plan=plan)
    factories.IndicatorFactory(agency=agency, definition=factories.IndicatorDefinitionFactory())
    factories.PremiseSourceFactory()
    factories.ServiceFactory(agency=agency)
    factories.CalendarItemFactory(planning_year__agency=agency)
    CalendarKey.objects.create(user=anna)
    RuleLevel.objects.create(rule="strategicplan.has_goal", agency_kind="municipality", level="should")
    Event.objects.create(agency=agency, plan_uid=plan.uid, kind="submit", by=anna, at=plan.edited_at)
    log(anna, agency)


def log(user, agency):
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Agency),
        object_id=agency.pk,
        object_repr=agency.name,
        action_flag=CHANGE,
    )


# Who may ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_way_in_is_the_one_that_everybody_uses():
    response = Client().get("/admin/agencies/agency/", follow=True)
    assert response.redirect_chain[-1][0] == "/logga-in/?next=/admin/agencies/agency/"


@pytest.mark.parametrize("role", [None, "reader", "manager"])
def test_no_role_makes_an_administrator(login, role):
    response = login(role).get("/admin/", follow=True)
    assert response.status_code == 403
    assert "Administrationen är till för administratörer." in response.content.decode()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@pytest.mark.usefixtures("world")
def test_nobody_else_sees_or_changes_anything(login, model):
    pages = [address(model, "changelist"), address(model, "add"), address(model, "change", model.objects.first().pk)]
    for page in pages:
        assert login("manager").get(page, follow=True).status_code == 403
        assert login("manager").post(page, follow=True).status_code == 403


def test_an_administrator_who_is_made_inactive_is_out(browser, anna):
    anna.is_active = False
    anna.save()
    assert browser.get("/admin/").status_code == 302


def test_passwords_and_logging_out_are_where_they_always_are(browser):
    assert browser.get(reverse("admin:password_change")).url == "/losenord/byt/"
    response = browser.post(reverse("admin:logout"))
    assert (response.status_code, response.url) == (307, "/logga-ut/")
    assert browser.get(reverse("admin:login")).url == "/admin/"


# What is there ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@pytest.mark.usefixtures("world")
def test_every_page_opens(browser, model):
    model_admin = admin.site._registry[model]
    row = model.objects.first()
    assert browser.get(address(model, "changelist")).status_code == 200
    assert browser.get(address(model, "changelist"), {"q": "Öx% _'\\"}).status_code == 200
    assert browser.get(address(model, "change", row.pk)).status_code == 200
    assert browser.get(address(model, "history", row.pk)).status_code == 200
    may_add = model_admin.has_add_permission(browser.get("/admin/").wsgi_request)
    assert browser.get(address(model, "add")).status_code == (200 if may_add else 403)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@pytest.mark.usefixtures("world")
def test_pages_have_nothing_our_policy_would_stop(browser, model):
    for page in [address(model, "changelist"), address(model, "change", model.objects.first().pk)]:
        html = browser.get(page).content.decode()
        assert ' style="' not in html
        assert "<script>" not in html
        assert " onclick=" not in html


def test_the_first_page_is_grouped_and_swedish(browser):
    response = browser.get("/admin/")
    assert [group["name"] for group in response.context["app_list"]] == GROUPS
    html = response.content.decode()
    assert "Samplan – administration" in html
    assert "Django" not in html


def test_what_libraries_bring_is_left_out():
    assert not {model._meta.app_label for model in MODELS} & {"auth", "account", "mfa"}


@pytest.mark.parametrize(
    "label",
    [
        "strategy.StrategicPlan",
        "strategy.Service",
        "planning.OperationalPlan",
        "planning.Project",
        "planning.PlanningYear",
        "planning.CalendarKey",
        "workflow.Event",
    ],
)
@pytest.mark.usefixtures("world")
def test_plans_and_the_log_are_only_shown(browser, label):
    model = next(model for model in MODELS if model._meta.label == label)
    row = model.objects.first()
    assert browser.post(address(model, "change", row.pk), {"title": "x", "year": 2031}).status_code == 403
    assert browser.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert browser.get(address(model, "add")).status_code == 403


def test_a_plan_is_opened_in_samplan_by_those_who_belong_there(browser, anna, agency, plan):
    listed = address(type(plan), "changelist")
    assert plan.get_absolute_url() not in browser.get(listed).content.decode()
    factories.MembershipFactory(user=anna, agency=agency, role="reader")
    assert f'href="{plan.get_absolute_url()}"' in browser.get(listed).content.decode()


def test_years_are_written_as_years(browser, plan):
    factories.ProjectFactory(plan=plan)
    html = browser.get(reverse("admin:planning_project_changelist")).content.decode()
    assert ">2027<" in html


def test_first_steps_are_shown_until_somebody_plans_and_somebody_decides(browser):
    assert "Skapa er organisation" in browser.get("/admin/").content.decode()
    planner = factories.MembershipFactory(role="planner")
    html = browser.get("/admin/").content.decode()
    assert "Skapa er organisation" not in html
    assert "Kom igång" in html
    factories.MembershipFactory(role="manager", agency=planner.agency)
    assert "Kom igång" not in browser.get("/admin/").content.decode()


def test_a_word_is_retired_never_deleted(browser):
    event = factories.LifeEventFactory()
    assert browser.post(address(type(event), "delete", event.pk), {"post": "yes"}).status_code == 403


def test_words_of_their_own_are_found_by_the_organisation_that_has_them(browser, agency):
    own = factories.TargetGroupFactory(name="Sommargäster", agency=agency)
    factories.TargetGroupFactory(name="Alla")
    factories.AgencyFactory(name="Ordlösa verket")
    listed = address(TargetGroup, "changelist")
    for query in ({"agency__id__exact": agency.pk}, {"q": "EXEMPELKÖPINGS"}):
        assert list(browser.get(listed, query).context["cl"].result_list) == [own]
    assert "Ordlösa verket" not in browser.get(listed).content.decode()


def test_life_events_are_followed_together(browser):
    events = [factories.LifeEventFactory() for _number in range(2)]
    data = {"action": "follow", "_selected_action": [event.pk for event in events]}
    browser.post(reverse("admin:agencies_lifeevent_changelist"), data)
    for event in events:
        event.refresh_from_db()
        assert event.is_followed


# Search -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["ödeshög", "ÖDESHÖG", "Ödeshög kommun", "kommun ÖDES", "ödeshöG"])
def test_search_finds_an_organisation_however_it_is_typed(browser, typed):
    factories.AgencyFactory(name="Ödeshögs kommun")
    factories.AgencyFactory(name="Odens kommun")
    response = browser.get(reverse("admin:agencies_agency_changelist"), {"q": typed})
    assert [agency.name for agency in response.context["cl"].result_list] == ["Ödeshögs kommun"]


@pytest.mark.parametrize("typed", ["ÅSA", "åsa", "Öberg", "öberg åsa", "ASA.O@EXEMPEL", "asa.o@"])
def test_search_finds_a_person_by_name_or_address(browser, typed):
    factories.UserFactory(name="Åsa Öberg", email="asa.o@exempel.se")
    factories.UserFactory(name="Asta Oberg", email="asta@exempel.se")
    response = browser.get(reverse("admin:agencies_user_changelist"), {"q": typed})
    assert [user.name for user in response.context["cl"].result_list] == ["Åsa Öberg"]


def test_search_takes_signs_for_what_they_are(browser):
    factories.UserFactory(name="Per [x] (y) a.b*", email="per@exempel.se")
    for typed in ["[x]", "(y)", "a.b*"]:
        response = browser.get(reverse("admin:agencies_user_changelist"), {"q": typed})
        assert len(response.context["cl"].result_list) == 1
    assert not browser.get(reverse("admin:agencies_user_changelist"), {"q": "a_b"}).context["cl"].result_list


def test_choosing_an_organisation_is_a_search_not_a_list_of_650(browser):
    factories.AgencyFactory(name="Åre kommun")
    factories.AgencyFactory(name="Arvika kommun")
    query = {"app_label": "agencies", "model_name": "membership", "field_name": "agency"}
    for term, found in [
        ("åre", ["Åre kommun"]),
        ("ÅRE\0", ["Åre kommun"]),
        ("kommun", ["Arvika kommun", "Åre kommun"]),
    ]:
        response = browser.get(reverse("admin:autocomplete"), query | {"term": term})
        assert [row["text"] for row in response.json()["results"]] == found
    html = browser.get(reverse("admin:agencies_user_add")).content.decode()
    assert "admin-autocomplete" in html
    assert "Arvika" not in html


def test_lists_are_in_swedish_order(browser):
    for name in ["Örebro", "Ale", "Åre", "Ängelholm"]:
        factories.AgencyFactory(name=name)
    for query in [{}, {"o": "1"}]:
        response = browser.get(reverse("admin:agencies_agency_changelist"), query)
        assert [agency.name for agency in response.context["cl"].result_list] == ["Ale", "Åre", "Ängelholm", "Örebro"]


@pytest.mark.parametrize(
    ("query", "found"), [({}, 2), ({"upphort": "nej"}, 1), ({"upphort": "ja"}, 1), ({"kind": "region"}, 0)]
)
def test_filters(browser, query, found):
    factories.AgencyFactory()
    factories.AgencyFactory(ended_on="2025-12-31")
    response = browser.get(reverse("admin:agencies_agency_changelist"), query)
    assert len(response.context["cl"].result_list) == found


def test_people_are_filtered_by_role(browser):
    both = factories.MembershipFactory(role="planner").user
    factories.MembershipFactory(role="planner", user=both)
    factories.MembershipFactory(role="reader")
    response = browser.get(reverse("admin:agencies_user_changelist"), {"memberships__role__exact": "planner"})
    assert list(response.context["cl"].result_list) == [both]


# Quickness ----------------------------------------------------------------------------------------------------------


def _person(anna):
    factories.MembershipFactory(user=factories.MembershipFactory().user)


def _project(anna):
    factories.ProjectFactory(plan=factories.OperationalPlanFactory())


def _event(anna):
    plan = factories.OperationalPlanFactory()
    Event.objects.create(agency=plan.agency, plan_uid=plan.uid, kind="submit", by=anna, at=plan.edited_at)


MAKE = {
    "agencies.Agency": lambda anna: factories.MembershipFactory(),
    "agencies.User": _person,
    "agencies.LifeEvent": lambda anna: factories.LifeEventFactory(),
    "agencies.ServiceType": lambda anna: factories.ServiceTypeFactory(),
    "strategy.PremiseSource": lambda anna: factories.PremiseSourceFactory(replaced_by=factories.PremiseSourceFactory()),
    "agencies.TargetGroup": lambda anna: factories.TargetGroupFactory(agency=factories.AgencyFactory()),
    "agencies.Channel": lambda anna: factories.ChannelFactory(agency=factories.AgencyFactory()),
    "strategy.Service": lambda anna: factories.ServiceFactory(part_of=factories.ServiceFactory()),
    "strategy.IndicatorDefinition": lambda anna: factories.IndicatorDefinitionFactory(),
    "strategy.StrategicPlan": lambda anna: factories.StrategicPlanFactory(),
    "strategy.Indicator": lambda anna: factories.IndicatorFactory(definition=factories.IndicatorDefinitionFactory()),
    "planning.OperationalPlan": lambda anna: factories.OperationalPlanFactory(),
    "planning.Project": _project,
    "planning.PlanningYear": lambda anna: factories.CalendarItemFactory(),
    "planning.CalendarKey": lambda anna: CalendarKey.objects.create(user=factories.UserFactory()),
    "workflow.Event": _event,
    "admin.LogEntry": lambda anna: log(anna, factories.AgencyFactory()),
}


@pytest.mark.parametrize("label", MAKE)
def test_queries_do_not_grow_with_rows(browser, anna, queries, label):
    model = next(model for model in MODELS if model._meta.label == label)
    ContentType.objects.get_for_model(model)
    for _number in range(2):
        MAKE[label](anna)
    few = queries(browser, address(model, "changelist"))
    for _number in range(10):
        MAKE[label](anna)
    assert queries(browser, address(model, "changelist")) == few


def test_queries_do_not_grow_with_the_people_of_an_organisation(browser, agency, queries):
    url = reverse("admin:agencies_agency_change", args=[agency.pk])
    for _number in range(2):
        factories.MembershipFactory(agency=agency)
    few = queries(browser, url)
    for _number in range(10):
        factories.MembershipFactory(agency=agency)
    assert queries(browser, url) == few
