"""A strategic plan's steps from draft to published."""

import pytest

from strategy.links import address
from tests import factories
from tests.strategy.posting import text
from tests.strategy.whole import make_whole
from workflow.models import LeftOut
from workflow.transitions import PAGES


@pytest.fixture
def whole(strategic_plan):
    """A plan that lacks nothing."""
    make_whole(strategic_plan)
    return strategic_plan


def go(client, plan, step, **fields):
    return client.post(address(plan, step), fields)


def test_petra_submits_and_jonas_decides_and_publishes(login, person, whole):
    petra, jonas = login("planner"), login("manager")
    page = text(petra.get(address(whole, "submit")))
    assert "Jonas Ek får planen för granskning." in page
    assert go(petra, whole, "submit").url == whole.get_absolute_url()
    assert go(jonas, whole, "decide", decided_on="2026-10-14", decided_by_body="Kommunfullmäktige").status_code == 302
    assert go(jonas, whole, "publish").status_code == 302
    whole.refresh_from_db()
    assert (whole.state, whole.submitted_by, whole.decided_by_body) == (
        "published",
        person("planner"),
        "Kommunfullmäktige",
    )


def test_jonas_returns_the_plan_with_a_message_that_petra_sees(login, whole):
    petra, jonas = login("planner"), login("manager")
    go(petra, whole, "submit")
    assert "Skriv ett meddelande." in text(go(jonas, whole, "return"))
    go(jonas, whole, "return", message="Räkna om nyttan.")
    page = text(petra.get(whole.get_absolute_url()))
    assert "Jonas Ek återlämnade planen" in page
    assert "Räkna om nyttan." in page


def test_a_plan_without_goals_cannot_be_submitted(login, person, strategic_plan):
    person("manager")
    client = login("planner")
    page = text(client.get(address(strategic_plan, "submit")))
    assert "Måste rättas (1)" in page
    assert address(strategic_plan, "goal_add") in page
    response = go(client, strategic_plan, "submit", reason_1="Inget styr oss.")
    assert "Lägg till minst ett långsiktigt mål innan du lämnar in." in text(response)
    strategic_plan.refresh_from_db()
    assert strategic_plan.state == "draft"


def test_what_is_left_out_is_left_with_a_reason(login, person, strategic_plan):
    person("manager")
    factories.LongTermGoalFactory(plan=strategic_plan)
    client = login("planner")
    page = client.get(address(strategic_plan, "submit"))
    assert "Bör kompletteras (7)" in text(page)
    reasons = {name: "Vi väntar på uppdraget." for name in page.context["form"].fields if name.startswith("reason")}
    response = go(client, strategic_plan, "submit", **(reasons | {next(iter(reasons)): ""}))
    assert "Fyll i eller skriv varför ni lämnar in ändå." in text(response)
    assert "Vi väntar på uppdraget." in text(response), "what was typed stays"
    assert not LeftOut.objects.exists()
    assert go(client, strategic_plan, "submit", **reasons).status_code == 302
    assert LeftOut.objects.count() == 7


def test_pressing_twice_submits_once(login, person, whole):
    person("manager")
    client = login("planner")
    assert [go(client, whole, "submit").status_code for _press in range(2)] == [302, 302]


def test_the_parts_are_told_in_short_with_ways_there_and_back(login, person, whole):
    person("manager")
    page = text(login("planner").get(address(whole, "submit")))
    assert "Granska och lämna in strategisk plan 2024–2028" in page
    assert "Inget återstår." in page
    assert f'<a class="small" href="{address(whole, "goals")}?fran=granska">' in page
    back = text(login("planner").get(f"{address(whole, 'goals')}?fran=granska"))
    assert f'<a href="{address(whole, "submit")}">Tillbaka till Granska och lämna in</a>' in back


def test_the_former_address_leads_on(login, whole):
    response = login("planner").get(f"{whole.get_absolute_url()}lamna-in/")
    assert (response.status_code, response.url) == (301, address(whole, "submit"))


def test_the_page_takes_no_more_queries_with_many_rows(login, person, strategic_plan, queries):
    person("manager")
    taken = []
    for count in (2, 10):
        factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan)
        factories.PremiseFactory.create_batch(count, plan=strategic_plan)
        factories.ChannelGroupFactory.create_batch(count, plan=strategic_plan)
        factories.CompetenceNeedFactory.create_batch(count, plan=strategic_plan)
        factories.SourcingDecisionFactory.create_batch(count, plan=strategic_plan)
        factories.InitiativeFactory.create_batch(count, plan=strategic_plan)
        taken.append(queries(login("planner"), address(strategic_plan, "submit")))
    assert taken[0] == taken[1] <= 12


def test_petra_withdraws_and_may_write_again(login, person, whole):
    person("manager")
    client = login("planner")
    go(client, whole, "submit")
    go(client, whole, "withdraw")
    assert client.get(address(whole, "goal_add")).status_code == 200


@pytest.mark.parametrize("step", PAGES, ids=lambda step: step.name)
def test_every_step_has_a_page_for_those_who_may_take_it(login, strategic_plan, step):
    url = address(strategic_plan, step.name)
    assert step.slug in url
    assert login("manager").get(url).status_code == 200
    assert login("reader").get(url).status_code == 403
    assert login("reader").post(url).status_code == 403
    assert login().get(url).status_code == 404


@pytest.mark.parametrize("step", ["decide", "return", "publish", "unpublish", "close"])
def test_petra_may_not_take_jonas_steps(login, strategic_plan, step):
    assert login("planner").post(address(strategic_plan, step)).status_code == 403
