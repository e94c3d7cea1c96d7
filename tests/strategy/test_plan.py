"""The five-year plan on one page."""

from decimal import Decimal

import pytest
from django.utils.html import escape

from tests import factories
from tests.strategy.posting import SCRIPT, text
from workflow.models import Event, LeftOut


@pytest.fixture
def url(strategic_plan):
    return strategic_plan.get_absolute_url()


def fill(plan, count, agency):
    """As many of everything as asked for, all tied together."""
    for _number in range(count):
        premise = factories.PremiseFactory(plan=plan, source=factories.PremiseSourceFactory(), title="", kind="")
        goal = factories.LongTermGoalFactory(plan=plan)
        goal.premises.add(premise)
        factories.IndicatorFactory(agency=agency, target=60).goals.add(goal)
        initiative = factories.InitiativeFactory(plan=plan, first_year=2025, last_year=2027)
        initiative.goals.add(goal)
        initiative.life_events.add(factories.LifeEventFactory())
        initiative.service_types.add(factories.ServiceTypeFactory())
        initiative.citizen_problems.add(factories.CitizenProblemFactory())
        factories.BenefitEstimateFactory(initiative=initiative)


def move(plan, **values):
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save()


class TestAnEmptyPlan:
    def test_tells_petra_what_will_be_there_and_how_to_begin(self, login, url):
        page = text(login("planner").get(url))
        for name in ("forutsattningar/ny/", "mal/nytt/", "utvecklingsplan/ny/"):
            assert f"{url}{name}" in page
        assert page.count("Inte påbörjad") == 3
        assert "Lägg till minst ett långsiktigt mål" in page

    def test_tells_rut_without_links_to_where_she_may_not_go(self, login, url):
        page = text(login("reader").get(url))
        assert "Inga mål än." in page
        assert f"{url}mal/nytt/" not in page


class TestAPlan:
    def test_shows_its_parts_to_rut(self, login, strategic_plan, agency, url):
        premise = factories.PremiseFactory(plan=strategic_plan, title="En enklare kommun", impact="En väg in.")
        goal = factories.LongTermGoalFactory(plan=strategic_plan, text="Företagaren möter en väg in")
        goal.premises.add(premise)
        indicator = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)
        indicator.goals.add(goal)
        initiative = factories.InitiativeFactory(
            plan=strategic_plan,
            title="Bygga enklare",
            description="Den som bygger slipper krångel.",
            first_year=2024,
            last_year=2027,
            joint="seeking",
            joint_with="regionen",
        )
        initiative.life_events.add(factories.LifeEventFactory(name="Bygga eller bygga om"))
        initiative.service_types.add(factories.ServiceTypeFactory(name="E-tjänst"))
        factories.BenefitEstimateFactory(initiative=initiative, low=Decimal(8), high=Decimal(12))
        page = text(login("reader").get(url))
        for shown in (
            "En enklare kommun",
            "Egna mål och beslut",
            "En väg in.",
            "Företagaren möter en väg in",
            f'href="{indicator.get_absolute_url()}"',
            "24 → 60\u00a0% till 2028",
            'aria-label="Bygga enklare: 2024 till 2027"',
            "Den som bygger slipper krångel.",
            "Bygga eller bygga om",
            "E-tjänst",
            "8–12\u00a0mnkr per år",
            "Vi söker partner: regionen",
        ):
            assert shown in page, shown
        assert page.count("Klar</span>") == 3

    def test_shows_what_is_missing_dashed(self, login, strategic_plan, url):
        goal = factories.LongTermGoalFactory(plan=strategic_plan)
        factories.PremiseFactory(plan=strategic_plan)
        initiative = factories.InitiativeFactory(plan=strategic_plan)
        page = text(login("planner").get(url))
        assert page.count('class="gap-tag"') >= 7
        assert f"indikatorer/ny/?mal={goal.pk}" in page
        assert f"utvecklingsplan/{initiative.pk}/#id_life_events" in page
        assert "Leder till mål" in page
        assert "Inget mål än" in page

    def test_gives_rut_the_same_holes_without_links(self, login, strategic_plan, url):
        factories.LongTermGoalFactory(plan=strategic_plan)
        factories.InitiativeFactory(plan=strategic_plan)
        page = text(login("reader").get(url))
        assert "Saknas" in page
        assert f"{url}mal/" not in page
        assert f"{url}utvecklingsplan/" not in page

    def test_keeps_the_guidances_order_of_premises_and_says_what_is_empty(self, login, strategic_plan, url):
        factories.PremiseFactory(plan=strategic_plan, kind="need", title="Företagarenkät")
        factories.PremiseFactory(plan=strategic_plan, kind="government_goal", title="Så enkelt som möjligt")
        page = text(login("reader").get(url))
        labels = ("Regeringens mål", "Betänkanden", "Regeringsbeslut", "Andras planer", "Behov som fångats")
        places = [page.index(f'colspan="3">{label}') for label in labels]
        assert places == sorted(places)
        assert page.count("Inget här än") == 3

    def test_shows_what_people_typed_as_text(self, login, strategic_plan, url):
        initiative = factories.InitiativeFactory(
            plan=strategic_plan, title=SCRIPT, description=SCRIPT, joint="yes", joint_with=SCRIPT
        )
        factories.BenefitEstimateFactory(initiative=initiative, note=SCRIPT)
        factories.PremiseFactory(plan=strategic_plan, title=SCRIPT, impact=SCRIPT, reference=SCRIPT)
        factories.LongTermGoalFactory(plan=strategic_plan, text=SCRIPT, owner_role=SCRIPT)
        page = text(login("planner").get(url))
        assert SCRIPT not in page
        assert page.count(escape(SCRIPT)) >= 9

    def test_has_no_inline_style_or_script(self, login, strategic_plan, agency, url):
        fill(strategic_plan, 1, agency)
        page = text(login("planner").get(url))
        assert " style=" not in page
        assert "<style" not in page


class TestTheStates:
    def test_petra_may_submit_a_draft_and_rut_may_not(self, login, url):
        assert f"{url}lamna-in/" in text(login("planner").get(url))
        assert f"{url}lamna-in/" not in text(login("reader").get(url))

    def test_a_submitted_plan_is_read_only_and_says_since_when(self, login, person, strategic_plan, agency, url):
        fill(strategic_plan, 1, agency)
        move(
            strategic_plan, state="submitted", submitted_by=person("planner"), submitted_at="2026-10-01T10:00:00+02:00"
        )
        page = text(login("planner").get(url))
        assert "Planen granskas sedan den 1 oktober 2026, då Petra Lind lämnade in den" in page
        assert "Lägg till mål" not in page
        assert f"{url}dra-tillbaka/" in page
        assert f"{url}besluta/" not in page
        assert f"{url}besluta/" in text(login("manager").get(url))

    def test_a_returned_plan_shows_who_and_why(self, login, person, strategic_plan, url):
        move(strategic_plan, state="returned")
        Event.objects.create(
            agency=strategic_plan.agency,
            plan_uid=strategic_plan.uid,
            kind="return",
            message=f"Räkna om nyttan. {SCRIPT}",
            by=person("manager"),
            at="2026-10-14T10:00:00+02:00",
        )
        page = text(login("planner").get(url))
        assert "Jonas Ek återlämnade planen den 14 oktober 2026" in page
        assert "Räkna om nyttan." in page
        assert SCRIPT not in page

    def test_a_decided_plan_says_by_whom_and_asks_for_nothing(self, login, strategic_plan, url):
        move(
            strategic_plan,
            state="decided",
            decided_on="2024-04-22",
            decided_by_body="Kommunfullmäktige",
            diary_number="KS 2024/0077",
        )
        page = text(login("planner").get(url))
        assert "Beslutad 22 april 2024 av Kommunfullmäktige, KS 2024/0077." in page
        assert "Det här återstår" not in page
        assert f"{url}publicera/" not in page
        assert f"{url}publicera/" in text(login("manager").get(url))

    def test_a_reason_for_leaving_something_out_is_shown_to_jonas(self, login, strategic_plan, url):
        factories.LongTermGoalFactory(plan=strategic_plan)
        LeftOut.objects.create(plan_uid=strategic_plan.uid, rule="has_premise", reason="Vi väntar på uppdraget.")
        page = text(login("manager").get(url))
        assert "Lämnat med skäl" in page
        assert "Vi väntar på uppdraget." in page


def test_sven_gets_404(login, url):
    assert login().get(url).status_code == 404


@pytest.mark.parametrize("years", ["2024-2027", "2023-2028", "99999999999999999999-2028", "0-0"])
def test_a_period_without_a_plan_is_404(login, strategic_plan, years):
    assert login("reader").get(f"/arbeta/exempelkoping/strategisk-plan/{years}/").status_code == 404


def test_another_organisations_plan_is_not_found_here(login, agency):
    factories.StrategicPlanFactory(first_year=2024)
    assert login("reader").get("/arbeta/exempelkoping/strategisk-plan/2024-2028/").status_code == 404


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_queries_do_not_grow_with_rows(login, person, strategic_plan, agency, url, queries, state):
    move(strategic_plan, state=state, edited_by=person("planner"), submitted_by=person("planner"))
    client = login("planner")
    fill(strategic_plan, 2, agency)
    few = queries(client, url)
    fill(strategic_plan, 10, agency)
    assert queries(client, url) == few <= 20
