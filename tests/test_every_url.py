"""Every page asks who you are, tells a stranger nothing, and never fails. A new page joins this test by existing."""

import datetime

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from tests import factories

AGENCY_ROLES = ("reader", "project_lead", "planner", "manager")
# What an address may need. A new kind of argument has to be given a sample here, or the test says so.
SAMPLE = {
    "agency_slug": "exempelkoping",
    "year": 2027,
    "first": 2024,
    "last": 2028,
    "pk": 1,
    "document": 1,
    "name": "x",
    "token": "x",
}
PUBLIC = {"followup:start", "calendar_feed"}
KEPT_BY_COORDINATORS = {"register:premise_add", "register:premise_edit"}
ACCOUNT = ("account_", "mfa_")  # allauth's own pages: tested in tests/agencies/test_accounts.py


def routes(resolver=None, namespace="", needed=frozenset()):
    """Every named route of ours: (name, its arguments)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        arguments = needed | pattern.pattern.converters.keys()
        if not isinstance(pattern, URLResolver):
            if pattern.name and not pattern.name.startswith(ACCOUNT):
                yield f"{namespace}{pattern.name}", arguments
        elif pattern.app_name != "admin":
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, inner, arguments)


def address(name, arguments):
    missing = arguments - SAMPLE.keys()
    assert not missing, f"{name} needs a sample of {missing}"
    try:
        return reverse(name, kwargs={key: SAMPLE[key] for key in arguments})
    except NoReverseMatch:  # a route whose view is given its step: the name is not part of the address
        return reverse(name, kwargs={key: SAMPLE[key] for key in arguments - {"name"}})


ROUTES = {name: (address(name, arguments), arguments) for name, arguments in routes()}
AGENCY_PAGES = sorted(name for name, (_url, arguments) in ROUTES.items() if "agency_slug" in arguments)
PERSONAL_PAGES = sorted(ROUTES.keys() - set(AGENCY_PAGES) - PUBLIC - KEPT_BY_COORDINATORS)


@pytest.fixture
def world(plan, strategic_plan, agency):
    """One of everything with number 1, at Exempelköping."""
    project = factories.ProjectFactory(pk=1, plan=plan)
    factories.SupportingDocumentFactory(pk=1, project=project)
    factories.ShortTermGoalFactory(pk=1, plan=plan)
    factories.PlanningPremiseFactory(pk=1, plan=plan)
    factories.ServiceCommitmentFactory(pk=1, plan=plan)
    factories.TrainingNeedFactory(pk=1, plan=plan)
    factories.PlannedFollowUpFactory(pk=1, plan=plan)
    factories.PriorityCriterionFactory(pk=1, plan=plan)
    calendar = factories.PlanningYearFactory(pk=1, agency=agency, year=2027)
    factories.CalendarItemFactory(pk=1, planning_year=calendar, on=datetime.date(2027, 10, 29))
    factories.PremiseFactory(pk=1, plan=strategic_plan)
    factories.LongTermGoalFactory(pk=1, plan=strategic_plan)
    factories.InitiativeFactory(pk=1, plan=strategic_plan)
    factories.PremiseSourceFactory(pk=1)
    factories.ServiceFactory(pk=1, agency=agency)
    factories.ChannelGroupFactory(pk=1, plan=strategic_plan)
    factories.SourcingDecisionFactory(pk=1, plan=strategic_plan)
    factories.CompetenceNeedFactory(pk=1, plan=strategic_plan)
    factories.MeasurementFactory(indicator=factories.IndicatorFactory(pk=1, agency=agency, target=60))


def test_there_are_pages():
    assert len(ROUTES) > 40
    assert AGENCY_PAGES
    assert PERSONAL_PAGES


@pytest.mark.parametrize("name", sorted(ROUTES.keys() - PUBLIC))
def test_anonymous_is_sent_to_log_in(db, name):
    url = ROUTES[name][0]
    for method in ("get", "post", "head"):
        response = getattr(Client(), method)(url)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/logga-in/"), method


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", AGENCY_PAGES)
def test_a_stranger_gets_404_and_a_manager_does_not(login, agency, name):
    """The 200 keeps the 404 honest. A step that is out of turn is still a page; one's own address may redirect."""
    url = ROUTES[name][0]
    elsewhere = factories.MembershipFactory(user=factories.UserFactory(name="Sven Dahl"), role="manager").user
    strangers = [login(), _browser(elsewhere), _browser(_staff()), _browser(_coordinator())]
    for stranger in strangers:
        assert stranger.get(url).status_code == 404
        assert stranger.post(url).status_code == 404
    assert login("manager").get(url).status_code in _answers(name)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("role", AGENCY_ROLES)
@pytest.mark.parametrize("name", AGENCY_PAGES)
def test_no_role_meets_a_server_error_or_a_404(login, name, role):
    url = ROUTES[name][0]
    assert login(role).get(url).status_code in {200, 301, 302, 403}
    assert login(role).post(url).status_code in {200, 301, 302, 403, 405, 409}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", AGENCY_PAGES)
def test_rut_changes_nothing_by_posting(login, plan, agency, name):
    rut = login("reader")
    before = _everything(agency)
    rut.post(ROUTES[name][0], {"title": "x", "text": "x", "year": "2031", "health": "on_track"})
    assert _everything(agency) == before


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", PERSONAL_PAGES)
def test_personal_pages_open_for_everybody(login, name):
    people = [login(), *(login(role) for role in AGENCY_ROLES), _browser(_staff()), _browser(_coordinator())]
    for browser in people:
        assert browser.get(ROUTES[name][0]).status_code in {200, 302}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", sorted(KEPT_BY_COORDINATORS))
def test_the_registers_are_written_by_coordinators_only(login, name):
    url = ROUTES[name][0]
    for browser in [login(), *(login(role) for role in AGENCY_ROLES), _browser(_staff())]:
        assert browser.get(url).status_code == browser.post(url).status_code == 403
    assert _browser(_coordinator()).get(url).status_code == 200


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", AGENCY_PAGES)
def test_a_number_nobody_has_is_404(login, name):
    arguments = ROUTES[name][1]
    if not arguments & {"pk", "year", "first"}:
        return
    unknown = SAMPLE | {"pk": 99999999999999999999, "year": 9999, "first": 1, "last": 99999999999}
    try:
        url = reverse(name, kwargs={key: unknown[key] for key in arguments})
    except NoReverseMatch:
        url = reverse(name, kwargs={key: unknown[key] for key in arguments - {"name"}})
    assert login("manager").get(url).status_code == 404


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_no_page_takes_more_queries_than_it_may(login, name, queries):
    client, url = login("manager"), ROUTES[name][0]
    if client.get(url).status_code != 200:
        return
    large = {"followup:home", "followup:todo", "followup:situation", "planning:plan", "strategy:plan"}
    allowed = 20 if name in large else 12
    assert queries(client, url) <= allowed


def _answers(name):
    return {200, 301, 302}


def _browser(user):
    client = Client()
    client.force_login(user)
    return client


def _staff():
    return factories.UserFactory(is_staff=True, is_superuser=True)


def _coordinator():
    return factories.UserFactory(is_coordinator=True)


def _everything(agency):
    """All that a post could change, as text."""
    tables = ("operationalplans", "strategicplans", "indicators", "memberships", "services", "planning_years")
    rows = [list(getattr(agency, table).values()) for table in tables]
    rows += [list(one.items.values()) for one in agency.planning_years.all()]
    parts = ("goals", "projects", "premises", "commitments", "training_needs", "follow_ups", "criteria")
    for plan in agency.operationalplans.all():
        rows += [
            *(list(getattr(plan, part).values()) for part in parts),
            plan.projects.filter(status_reports__isnull=False).count(),
            list(plan.projects.values_list("documents__title", "documents__file")),
        ]
    for plan in agency.strategicplans.all():
        parts = ("goals", "premises", "initiatives", "channel_groups", "sourcing_decisions", "competence_needs")
        rows += [list(getattr(plan, part).values()) for part in parts]
    rows.append(list(agency.indicators.values_list("measurements__value", "targets__value")))
    return str(rows).replace(str(datetime.date.today()), "")
