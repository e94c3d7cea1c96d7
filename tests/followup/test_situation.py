"""Läget: what needs a decision, what deviates, where we are heading."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from agencies.models import User
from charts.health import Health
from followup.models import Measurement
from followup.periods import Period
from followup.reporting import situation
from tests import factories

URL = "/hem/lage/"
TODAY = datetime.date(2026, 10, 15)


def text(response):
    return response.content.decode()


def lede(response):
    return "".join(words.text for words in response.context["lede"])


@pytest.fixture
def karin(client, db):
    """A manager of several organisations."""
    user = factories.UserFactory(name="Karin Åberg")

    def manage(**fields):
        agency = factories.AgencyFactory(**fields)
        factories.MembershipFactory(user=user, agency=agency, role="manager")
        return agency

    client.force_login(user)
    client.manage = manage
    return client


def measured(agency, value, definition=None, **fields):
    indicator = factories.IndicatorFactory(agency=agency, definition=definition, target=60, **fields)
    Measurement.record(indicator, Period(2026, 2), value, by=None)
    return indicator


def submit(plan, by):
    type(plan).objects.filter(pk=plan.pk).update(
        state="submitted", submitted_by=by, submitted_at=timezone.now(), decide_by=datetime.date(2026, 11, 13)
    )


def test_the_situation_in_one_sentence(karin):
    one, other = karin.manage(name="Alfaverket"), karin.manage(name="Betaverket")
    submit(factories.OperationalPlanFactory(agency=one), factories.UserFactory(name="Amir Haddad"))
    for value in (45, 44, 40, 25):
        measured(one, value)
    factories.IndicatorFactory(agency=other, target=60)
    response = karin.get(URL)
    assert lede(response) == (
        "En plan väntar på ditt beslut. Betaverket har inte börjat planera för 2027. "
        "Av 5 indikatorer är 2 i fas, 1 i riskzonen och 1 avviker. Det saknas 1 mätvärde."
    )
    links = {words.text: words.url for words in response.context["lede"] if words.url}
    assert links["väntar på ditt beslut"] == f"/arbeta/{one.slug}/verksamhetsplan/2027/"
    assert links["1 avviker"] == "/hem/lage/?lage=avviker#indikatorer"


def test_a_decision_comes_first_and_is_the_only_primary_button(karin):
    agency = karin.manage(name="Exempelmyndigheten")
    karin.manage()
    submit(factories.OperationalPlanFactory(agency=agency), factories.UserFactory(name="Amir Haddad"))
    now = factories.OperationalPlanFactory(agency=agency, year=2026)
    factories.ProjectFactory(plan=now, title="E-tjänst").report("off_track", by=None, reason="Leverantören är sen")
    factories.IndicatorFactory(agency=agency)
    page = text(karin.get(URL))
    assert "Besluta om Exempelmyndighetens verksamhetsplan 2027" in page
    assert "av Amir Haddad. Beslut senast den 13 november." in page
    assert "Ta ställning till E-tjänst" in page
    assert "Leverantören är sen." in page
    assert "Exempelmyndigheten saknar mätvärden" in page
    assert "1 mätvärde skulle ha lämnats den 30 september." in page
    assert page.count("btn s p") == 1
    assert page.index("Besluta om") < page.index("Ta ställning till") < page.index("saknar mätvärden")


def test_one_s_own_submission_waits_for_another_manager(login, person, plan):
    submit(plan, person("manager"))
    assert "väntar på ditt beslut" not in text(login("manager").get(URL))


def test_a_submitted_strategic_plan_waits_too(login, person, strategic_plan):
    submit(strategic_plan, person("planner"))
    page = text(login("manager").get(URL))
    assert "Besluta om Exempelköpings kommuns strategiska plan 2024–2028" in page
    assert "/strategisk-plan/2024-2028/" in page


def test_a_planner_sees_the_same_without_decisions(login, person, plan):
    submit(plan, person("planner"))
    page = text(login("planner").get(URL))
    assert "Läget i Exempelköpings kommun" in page
    assert "väntar på ditt beslut" not in page


def test_the_organisations_table(karin):
    one, other = karin.manage(name="Alfaverket"), karin.manage(name="Betaverket")
    plan = factories.OperationalPlanFactory(agency=one, submit_by=datetime.date(2026, 10, 30))
    factories.ShortTermGoalFactory.create_batch(2, plan=plan)
    factories.ProjectFactory(plan=plan)
    now = factories.OperationalPlanFactory(agency=one, year=2026)
    for health in ("on_track", "off_track", "at_risk"):
        factories.ProjectFactory(plan=now).report(health, by=None)
    page = text(karin.get(URL))
    assert "2 mål, 1 projekt, 1 utan livshändelse" in page
    assert "30 okt" in page
    assert "1 avviker, 1 risk, 1 i fas" in page
    assert "Inte påbörjad" in page
    assert f'href="/hem/lage/?organisation={other.slug}"' in page


def test_nobody_is_late_to_start_in_spring(agency):
    assert [situation([agency], day).agencies[0].is_late_to_start for day in (TODAY, TODAY.replace(month=4))] == [
        True,
        False,
    ]


def test_a_returned_plan_says_when_and_by_whom(login, plan, person):
    submit(plan, person("planner"))
    plan.refresh_from_db()
    plan.move("return", by=person("manager"), message="Målet saknar motivering.")
    assert "Återlämnad den 15 oktober av Jonas Ek" in text(login("manager").get(URL))


def test_this_year_s_projects_are_those_that_were_decided(agency, person):
    decided = factories.OperationalPlanFactory(agency=agency, year=2026, state="published", decided_on=TODAY)
    factories.ProjectFactory(plan=decided).report("at_risk", by=person("planner"))
    revision = factories.OperationalPlanFactory(agency=agency, year=2026, number=2, revises=decided)
    factories.ProjectFactory(plan=revision)
    [row] = situation([agency], TODAY).agencies
    assert row.project_healths == [Health.AT_RISK]


def test_joint_indicators_are_compared_and_own_ones_are_behind_a_link(karin):
    joint = factories.IndicatorDefinitionFactory(name="Ärenden via e-tjänst")
    one, other = karin.manage(name="Alfaverket"), karin.manage(name="Betaverket")
    measured(one, 45, joint)
    measured(other, 40, joint)
    measured(one, 40, name="Bara vår")
    page = text(karin.get(URL))
    assert "Ärenden via e-tjänst, %" in page
    assert "Ärenden via e-tjänst, samma skala" in page
    assert "Bara vår" not in page
    assert "Visa alla 3 indikatorer" in page
    assert "Bara vår" in text(karin.get(URL, {"lage": "alla"}))


@pytest.mark.parametrize(
    ("lage", "shown"), [("risk", {"Risk"}), ("avviker", {"Avviker"}), ("i-fas", {"Ifas"}), ("saknas", {"Saknas"})]
)
def test_a_number_in_the_sentence_leads_to_its_list(login, agency, lage, shown):
    for name, value in (("Ifas", 45), ("Risk", 40), ("Avviker", 25)):
        measured(agency, value, name=f"{name}-måttet")
    factories.IndicatorFactory(agency=agency, name="Saknas-måttet", target=60)
    page = text(login("manager").get(URL, {"lage": lage}))
    assert {name for name in ("Ifas", "Risk", "Avviker", "Saknas") if f"{name}-måttet, %" in page} == shown


def test_an_unknown_filter_shows_everything(login, agency):
    measured(agency, 40, name="Måttet")
    assert "Måttet" in text(login("manager").get(URL, {"lage": "x"}))


def test_one_organisation_shows_its_plan_projects_and_goals(karin, person):
    agency = karin.manage(name="Alfaverket")
    karin.manage(name="Betaverket")
    now = factories.OperationalPlanFactory(agency=agency, year=2026)
    factories.ProjectFactory(
        plan=now, title="Bygglov", starts_on=datetime.date(2026, 4, 1), ends_on=datetime.date(2026, 9, 30)
    )
    goal = factories.LongTermGoalFactory(plan=factories.StrategicPlanFactory(agency=agency), text="Digitalt först")
    measured(agency, 40, name="Måttet").goals.add(goal)
    page = text(karin.get(URL, {"organisation": agency.slug}))
    assert "Läget i Alfaverket" in page
    assert "Bygglov: april till september 2026" in page
    assert page.index("Digitalt först") < page.index("Måttet, %")
    assert "Betaverket</h1>" not in page


def test_other_organisations_are_not_there(karin, agency):
    karin.manage()
    assert karin.get(URL, {"organisation": agency.slug}).status_code == 404
    assert agency.name not in text(karin.get(URL))


def test_somebody_without_an_organisation_gets_an_explanation(login):
    assert "Du är inte med i någon än." in text(login().get(URL))


def test_queries_are_as_many_for_two_as_for_twelve_organisations(karin, queries):
    joint = factories.IndicatorDefinitionFactory()

    def add(number):
        for _ in range(number):
            agency = karin.manage()
            submit(factories.OperationalPlanFactory(agency=agency), factories.UserFactory())
            now = factories.OperationalPlanFactory(agency=agency, year=2026)
            factories.ProjectFactory(plan=now).report("off_track", by=None, reason="Sent")
            measured(agency, 40, joint)
            measured(agency, 40)
            factories.StrategicPlanFactory(agency=agency, state="submitted", submitted_by=factories.UserFactory())

    add(2)
    few = queries(karin, URL)
    add(10)
    assert queries(karin, URL) == few <= 20


def test_queries_of_one_organisation_do_not_grow(login, agency, strategic_plan, queries):
    def add(number):
        for _ in range(number):
            goal = factories.LongTermGoalFactory(plan=strategic_plan)
            measured(agency, 40).goals.add(goal)
            factories.ProjectFactory(plan=now).report("off_track", by=None, reason="Sent")

    now = factories.OperationalPlanFactory(agency=agency, year=2026)
    manager = login("manager")
    add(2)
    few = queries(manager, URL)
    add(10)
    assert queries(manager, URL) == few <= 20


@pytest.mark.xdist_group("load_demo")
def test_the_story_s_situation(client, db):
    call_command("load_codelists", verbosity=0)
    call_command("load_demo", verbosity=0)
    client.force_login(User.objects.get(email="karin.aberg@exm.example"))
    response = client.get(URL)
    assert lede(response) == (
        "En plan väntar på ditt beslut. Exempelinspektionen har inte börjat planera för 2027. "
        "Av 24 indikatorer är 12 i fas, 5 i riskzonen och 1 avviker. Det saknas 6 mätvärden."
    )
    healths = {
        row.agency.short_name: (
            [health.value for health in sorted(row.project_healths, key=lambda one: one.severity)],
            row.missing,
        )
        for row in response.context["here"].agencies
    }
    assert healths == {
        "EXM": (["at_risk", *["on_track"] * 4], 0),
        "EXK": (["off_track", *["on_track"] * 3], 1),
        "REX": (["at_risk", *["on_track"] * 4], 0),
        "EXI": (["off_track", "on_track"], 5),
    }
