"""The five-year plan on one page."""

from decimal import Decimal

import pytest
from django.utils.html import escape

from strategy.links import address
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
        factories.ChannelChoiceFactory(group__plan=plan)
        factories.SourcingDecisionFactory(plan=plan)
        factories.CompetenceNeedFactory(plan=plan)


def move(plan, **values):
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save()


class TestAnEmptyPlan:
    def test_tells_petra_what_will_be_there_and_how_to_begin(self, login, strategic_plan, url):
        page = text(login("planner").get(url))
        for name in ("premises", "goals", "initiatives", "channels", "sourcing", "competence", "e_strategy"):
            assert f'href="{address(strategic_plan, name)}"' in page
        assert page.count("Inte påbörjad") == 7
        assert "6 av 6 delar saknas" in page
        assert "Lägg till minst ett långsiktigt mål" in page

    def test_shows_the_first_five_things_and_folds_the_rest(self, login, strategic_plan, url):
        factories.PremiseFactory(plan=strategic_plan, kind="need", impact="")
        page = text(login("planner").get(url))
        assert "Visa alla 10" in page
        assert page.index("Beskriv kompetensförsörjningen") > page.index("Visa alla 10")

    def test_gives_rut_no_links_to_where_she_may_not_go(self, login, strategic_plan, url):
        page = text(login("reader").get(url))
        assert "Inga mål än." in page
        assert address(strategic_plan, "goal_add") not in page
        assert address(strategic_plan, "carry_over") not in page


class TestAPlan:
    def test_says_what_it_holds_to_rut(self, login, strategic_plan, agency, url):
        goal = factories.LongTermGoalFactory(plan=strategic_plan, text="Företagaren möter en väg in")
        goal.premises.add(factories.PremiseFactory(plan=strategic_plan, impact="En väg in."))
        indicator = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)
        indicator.goals.add(goal)
        factories.InitiativeFactory(plan=strategic_plan, title="Bygga enklare", first_year=2024, last_year=2027)
        choice = factories.ChannelChoiceFactory(
            group__plan=strategic_plan, share_today=24, share_target=60, role="main"
        )
        factories.SourcingDecisionFactory(plan=strategic_plan, form_note="Två leverantörer")
        factories.CompetenceNeedFactory(plan=strategic_plan, name="Tjänstedesign", fte_today=Decimal(2))
        page = text(login("reader").get(url))
        for shown in (
            "Företagaren möter en väg in",
            f'href="{indicator.get_absolute_url()}"',
            'aria-label="Bygga enklare: 2024 till 2027"',
            "Strategierna i korthet",
            str(choice.group),
            "1 process",
            "1 kompetens",
        ):
            assert shown in page, shown
        assert "Två leverantörer" not in page, "each part has a page of its own"

    def test_shows_initiatives_without_years_as_holes(self, login, strategic_plan, url):
        factories.InitiativeFactory(plan=strategic_plan, title="Bygga enklare")
        assert "År saknas" in text(login("reader").get(url))

    def test_counts_a_part_as_done_when_its_rules_are_met_or_left_with_a_reason(
        self, login, strategic_plan, agency, url
    ):
        goal = factories.LongTermGoalFactory(plan=strategic_plan)
        factories.IndicatorFactory(agency=agency).goals.add(goal)
        client = login("planner")
        assert "0 av 6 klara" not in text(client.get(url))
        LeftOut.objects.create(plan_uid=strategic_plan.uid, rule="goals_have_premise", reason="Kommer ur ett uppdrag.")
        page = text(client.get(url))
        assert page.count("Klar</span>") == 1

    def test_shows_what_people_typed_as_text(self, login, strategic_plan, url):
        factories.InitiativeFactory(plan=strategic_plan, title=SCRIPT)
        factories.PremiseFactory(plan=strategic_plan, title=SCRIPT)
        factories.LongTermGoalFactory(plan=strategic_plan, text=SCRIPT, owner_role=SCRIPT)
        page = text(login("planner").get(url))
        assert SCRIPT not in page
        assert escape(SCRIPT) in page

    def test_has_no_inline_style_or_script(self, login, strategic_plan, agency, url):
        fill(strategic_plan, 1, agency)
        page = text(login("planner").get(url))
        assert " style=" not in page
        assert "<style" not in page


class TestTheStates:
    def test_petra_may_submit_a_draft_and_rut_may_not(self, login, url):
        assert f"{url}granska/" in text(login("planner").get(url))
        assert f"{url}granska/" not in text(login("reader").get(url))

    def test_a_submitted_plan_is_read_only_and_says_since_when(self, login, person, strategic_plan, agency, url):
        fill(strategic_plan, 1, agency)
        move(
            strategic_plan, state="submitted", submitted_by=person("planner"), submitted_at="2026-10-01T10:00:00+02:00"
        )
        page = text(login("planner").get(url))
        assert "Planen granskas sedan den 1 oktober 2026, då Petra Lind lämnade in den" in page
        assert "Ändra planens datum" not in page
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
