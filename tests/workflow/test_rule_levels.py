"""How much a rule asks is said by the code, and by administrators for a kind of organisation."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from workflow.completeness import lacks, rule_name
from workflow.models import LeftOut, RuleLevel
from workflow.registry import all_rules
from workflow.transitions import Refused

RULE = "strategicplan.has_sourcing"
LIST = reverse("admin:workflow_rulelevel_changelist")
ADD = reverse("admin:workflow_rulelevel_add")


@pytest.fixture
def plans(db):
    """A plan of a kommun and one of a myndighet, each with a goal and so with nothing that hinders it."""
    made = {kind: factories.StrategicPlanFactory(agency__kind=kind) for kind in ("municipality", "state_agency")}
    for plan in made.values():
        factories.LongTermGoalFactory(plan=plan)
    return made


@pytest.fixture
def browser(db):
    client = Client()
    client.force_login(factories.UserFactory(name="Anna Berg", is_staff=True))
    return client


def set_level(level, kind="municipality", rule=RULE):
    RuleLevel.objects.create(rule=rule, agency_kind=kind, level=level)


def submit(plan):
    """Submits it with a reason for everything that it lacks, which only a Bör accepts."""
    factories.MembershipFactory(agency=plan.agency, role="manager")
    planner = factories.MembershipFactory(agency=plan.agency, role="planner").user
    for lack in lacks(plan):
        LeftOut.objects.create(plan_uid=plan.uid, rule=lack.key, reason="Klart i januari.")
    plan.move("submit", by=planner)
    return plan.state


def asked(plan, rule=RULE):
    """The level at which the plan lacks it, None when it is not asked."""
    return next((lack.level for lack in lacks(plan) if f"strategicplan.{lack.key}" == rule), None)


def test_a_bor_made_maste_for_kommuner_hinders_a_kommun_and_no_myndighet(plans):
    set_level("must")
    assert submit(plans["state_agency"]) == "submitted"
    with pytest.raises(Refused) as refused:
        submit(plans["municipality"])
    assert refused.value.reasons == ["Beskriv sourcingstrategin"]
    plans["municipality"].refresh_from_db()
    assert plans["municipality"].state == "draft"


def test_a_maste_made_bor_hinders_nothing_but_is_still_told(plans):
    set_level("should", rule="strategicplan.has_goal")
    plan = plans["municipality"]
    plan.goals.all().delete()
    assert asked(plan, "strategicplan.has_goal") == "should"
    assert submit(plan) == "submitted"


def test_a_rule_that_is_off_is_not_asked_of_that_kind(plans):
    set_level("off")
    assert asked(plans["municipality"]) is None
    assert asked(plans["state_agency"]) == "should"


def test_many_levels_are_asked_for_in_the_query_that_asks_for_reasons(plans, django_assert_num_queries):
    for plan_class, rule in all_rules():
        set_level("off", rule=rule_name(plan_class, rule))
    plan = plans["municipality"]
    plan.fetch_contents()
    with django_assert_num_queries(1):
        assert lacks(plan) == []


class TestTheAdministration:
    def test_offers_the_rules_by_what_they_ask(self, browser):
        response = browser.get(ADD)
        choices = dict(response.context["adminform"].form.fields["rule"].choices)
        assert len(choices) == 1 + len(all_rules())
        assert choices["strategicplan.goals_have_indicator"] == "Strategisk plan: Varje mål har en indikator (Bör)"
        assert choices["operationalplan.has_project"] == "Verksamhetsplan: Planen har minst ett projekt (Måste)"
        assert "Måste: planen går inte att lämna in" in response.content.decode()

    def test_sets_a_level_once(self, browser):
        data = {"rule": RULE, "agency_kind": "municipality", "level": "must"}
        assert browser.post(ADD, data).status_code == 302
        assert RuleLevel.objects.get().level == "must"
        page = browser.post(ADD, data | {"level": "off"}).content.decode()
        assert "Regeln har redan en nivå för det slaget. Ändra den i stället." in page

    @pytest.mark.parametrize(
        "wrong", [{"rule": "strategicplan.dansar"}, {"rule": ""}, {"level": "x"}, {"agency_kind": "a\x00b"}]
    )
    def test_takes_nothing_else(self, browser, wrong):
        data = {"rule": RULE, "agency_kind": "municipality", "level": "must"}
        assert browser.post(ADD, data | wrong).status_code == 200
        assert not RuleLevel.objects.exists()

    def test_lists_what_is_changed_with_what_the_code_says_and_why(self, browser):
        set_level("must")
        rows = browser.get(LIST).context["cl"]
        told = [getattr(rows.model_admin, name)(rows.result_list[0]) for name in ("in_words", "in_code")]
        assert told == ["Strategisk plan: Sourcingstrategin har minst en process", "Bör"]

    def test_shows_every_rule_with_its_level_for_each_kind(self, browser):
        set_level("off")
        response = browser.get(LIST)
        page = response.content.decode()
        for plan_class, rule in all_rules():
            assert f"<code>{rule_name(plan_class, rule)}</code>" in page
        rows = {row.name: row for row in response.context["all_rules"]}
        levels = dict(zip(response.context["kinds"], rows[RULE].levels, strict=True))
        assert levels["Kommun"][0] == "Av"
        assert levels["Myndighet"] == ("Bör", None)
        change = reverse("admin:workflow_rulelevel_change", args=[RuleLevel.objects.get().pk])
        assert f'<a href="{change}"><b>Av</b></a>' in page

    def test_keeps_a_rule_that_the_code_no_longer_has(self, browser):
        set_level("must", rule="strategicplan.gone")
        assert "Regeln finns inte längre" in browser.get(LIST).content.decode()
        change = reverse("admin:workflow_rulelevel_change", args=[RuleLevel.objects.get().pk])
        assert "strategicplan.gone" in browser.get(change).content.decode()

    def test_takes_the_same_number_of_queries_with_many(self, browser, queries):
        set_level("must")
        few = queries(browser, LIST)
        for plan_class, rule in all_rules():
            for kind in ("region", "state_agency"):
                set_level("off", kind, rule_name(plan_class, rule))
        assert queries(browser, LIST) == few
