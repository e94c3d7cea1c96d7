"""From one period to the next: what is chosen is copied, and keeps its origin."""

import datetime
from decimal import Decimal

import pytest

from strategy.links import address
from strategy.models import ChannelStrategy, EStrategy, StrategicPlan
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed

NAMES = ("premises", "goals", "initiatives", "channel_groups", "sourcing_decisions", "competence_needs")


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "carry_over")


@pytest.fixture
def contents(strategic_plan, agency):
    """A decided plan with one of everything, tied together."""
    type(strategic_plan).objects.update(state="published", decided_on="2024-04-22")
    premise = factories.PremiseFactory(plan=strategic_plan, is_checked=True)
    goal = factories.LongTermGoalFactory(plan=strategic_plan)
    goal.premises.add(premise)
    indicator = factories.IndicatorFactory(agency=agency)
    indicator.goals.add(goal)
    initiative = factories.InitiativeFactory(plan=strategic_plan, first_year=2026, last_year=2028)
    initiative.goals.add(goal)
    initiative.life_events.add(factories.LifeEventFactory())
    factories.BenefitEstimateFactory(initiative=initiative, who="Företagare")
    choice = factories.ChannelChoiceFactory(
        group__plan=strategic_plan, role="main", measures="Reklam", share_today=24, share_target=60
    )
    process = factories.SourcingDecisionFactory(plan=strategic_plan, changes_in=None)
    need = factories.CompetenceNeedFactory(plan=strategic_plan, fte_today=Decimal(2))
    need.initiatives.add(initiative)
    for year in (2028, 2029):
        factories.CompetenceYearFactory(need=need, year=year, fte=Decimal(5))
    return {
        "premise": premise,
        "goal": goal,
        "initiative": initiative,
        "choice": choice,
        "process": process,
        "need": need,
        "indicator": indicator,
    }


def made(agency):
    return agency.strategicplans.get(first_year=2029)


def test_petra_takes_everything_along_and_origin_is_kept(login, agency, strategic_plan, url, contents):
    client = login("planner")
    response = client.post(url, typed(client, url))
    plan = made(agency)
    assert response.url == plan.get_absolute_url()
    assert (plan.last_year, plan.state, plan.carried_from, plan.number) == (2033, "draft", strategic_plan, 1)
    assert plan.edited_by.name == "Petra Lind"
    for name in NAMES:
        assert [row.uid for row in getattr(plan, name).all()] == [
            row.uid for row in getattr(strategic_plan, name).all()
        ]
    goal, initiative, need = plan.goals.get(), plan.initiatives.get(), plan.competence_needs.get()
    assert goal.premises.get() == plan.premises.get()
    assert goal.indicators.get() == contents["indicator"]
    assert initiative.goals.get() == goal
    assert initiative.life_events.count() == 1
    assert initiative.benefit_estimates.get().who == "Företagare"
    assert need.initiatives.get() == initiative
    assert "Bygger på" in text(client.get(plan.get_absolute_url()))


def test_what_was_measured_for_the_former_period_is_left_out(login, agency, url, contents):
    client = login("planner")
    client.post(url, typed(client, url))
    plan = made(agency)
    choice = plan.channel_groups.get().choices.get()
    assert (choice.role, choice.measures, choice.share_today, choice.share_target) == ("main", "Reklam", None, None)
    need = plan.competence_needs.get()
    assert need.fte_today is None
    assert [year.year for year in need.years.all()] == [2029]
    assert not plan.premises.get().is_checked


def test_nothing_of_the_former_plan_changes(login, strategic_plan, url, contents):
    before = {name: list(getattr(strategic_plan, name).values()) for name in NAMES}
    client = login("planner")
    client.post(url, typed(client, url))
    assert {name: list(getattr(strategic_plan, name).values()) for name in NAMES} == before
    assert contents["choice"].group.choices.get().share_target == 60


def test_she_leaves_out_what_she_unticks_and_links_to_it(login, agency, url, contents):
    client = login("planner")
    client.post(url, typed(client, url, premises=[], initiatives=[]))
    plan = made(agency)
    assert not plan.premises.exists()
    assert not plan.goals.get().premises.exists()
    assert not plan.competence_needs.get().initiatives.exists()


@pytest.mark.parametrize(("ticked", "count"), [("on", 1), (None, 0)])
def test_the_principle_and_the_e_strategy_come_along_when_she_wants(login, agency, strategic_plan, url, ticked, count):
    ChannelStrategy.objects.create(plan=strategic_plan, principle="Digitalt först.")
    factories.EStrategyFactory(plan=strategic_plan, text="# Vision")
    client = login("planner")
    data = typed(client, url)
    assert data.pop("with_texts") == "on"
    client.post(url, data | ({"with_texts": ticked} if ticked else {}))
    found = [ChannelStrategy.objects.filter(plan=made(agency)), EStrategy.objects.filter(plan=made(agency))]
    assert [rows.count() for rows in found] == [count, count]


def test_ticks_are_sensible_from_the_start(login, strategic_plan, url):
    done = factories.InitiativeFactory(plan=strategic_plan, title="Färdig insats", last_year=2026)
    going = factories.InitiativeFactory(plan=strategic_plan, title="Pågående insats", last_year=2028)
    old = factories.PremiseSourceFactory(valid_until=datetime.date(2022, 1, 1))
    ended = factories.PremiseFactory(plan=strategic_plan, source=old, title="", kind="")
    form = login("planner").get(url).context["form"]
    assert form.initial["initiatives"] == [going.pk]
    assert ended.pk not in form.initial["premises"]
    assert done.pk in {row.pk for row in form.fields["initiatives"].queryset}, "she may tick it all the same"


def test_the_years_of_an_initiative_stay_within_the_new_period(login, agency, strategic_plan, url):
    long = factories.InitiativeFactory(plan=strategic_plan, first_year=2026, last_year=2028)
    StrategicPlan.objects.filter(pk=strategic_plan.pk).update(last_year=2028)
    client = login("planner")
    client.post(url, typed(client, url, initiatives=[long.pk]))
    copy = made(agency).initiatives.get()
    assert (copy.first_year, copy.last_year) == (None, None), "it was to be finished before"


@pytest.mark.parametrize(
    ("changes_in", "today", "later"),
    [(2025, "later", "later"), (2029, "today", "later"), (None, "today", "later")],
)
def test_a_change_whose_year_has_come_is_what_is_so_today(login, agency, strategic_plan, url, changes_in, today, later):
    forms = {"today": factories.SourcingFormFactory(), "later": factories.SourcingFormFactory()}
    factories.SourcingDecisionFactory(
        plan=strategic_plan, form_today=forms["today"], form_later=forms["later"], changes_in=changes_in
    )
    client = login("planner")
    client.post(url, typed(client, url))
    copy = made(agency).sourcing_decisions.get()
    assert (copy.form_today, copy.form_later) == (forms[today], forms[later])


def test_pressing_twice_makes_one_plan(login, agency, url, contents):
    client = login("planner")
    data = typed(client, url)
    assert client.post(url, data).status_code == client.post(url, data).status_code == 302
    assert agency.strategicplans.filter(first_year=2029).count() == 1
    assert made(agency).goals.count() == 1


def test_going_back_and_choosing_otherwise_is_told_and_adds_nothing(login, agency, strategic_plan, url, contents):
    client = login("planner")
    data = typed(client, url, goals=[])
    client.post(url, data)
    response = client.post(url, data | {"goals": [contents["goal"].pk]})
    assert response.status_code == 409
    assert "Strategisk plan 2029–2033 är redan skapad, med annat valt. Öppna den och ändra där." in text(response)
    assert not made(agency).goals.exists()


def test_a_link_to_a_plan_that_is_withdrawn_is_not_ticked(login, strategic_plan, url):
    other = factories.StrategicPlanFactory(state="decided", decided_on="2024-01-01")
    link = factories.PremiseFactory(plan=strategic_plan, kind="others_plan", linked_plan=other)
    form = login("planner").get(url).context["form"]
    assert form.initial["premises"] == []
    assert link in form.fields["premises"].queryset


@pytest.mark.parametrize(
    ("years", "sentence"),
    [
        ({"first_year": "2019", "last_year": "2023"}, "Nästa period börjar efter 2028. Ange ett senare år."),
        ({"first_year": "2027"}, "Ni har redan en strategisk plan för 2024–2028."),
        ({"last_year": "2058"}, "Planen skulle gälla i 30 år. Välj en period på 3 till 8 år, helst fem."),
        ({"last_year": "2028"}, "Det sista året är före det första (2029). Ange ett senare år."),
        ({"first_year": "snart"}, "Skriv årtalet med fyra siffror, till exempel 2027."),
    ],
)
def test_a_period_that_will_not_do_is_told_and_the_choice_kept(login, agency, url, contents, years, sentence):
    client = login("planner")
    page = text(client.post(url, typed(client, url, premises=[], **years)))
    assert page.count(sentence) == 2
    assert f'value="{contents["goal"].pk}" id="id_goals_0" checked' in page.replace("  ", " ")
    assert agency.strategicplans.count() == 1


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_another_plan_can_be_taken(login, agency, url, name):
    factory = {
        "premises": factories.PremiseFactory,
        "goals": factories.LongTermGoalFactory,
        "initiatives": factories.InitiativeFactory,
        "channel_groups": factories.ChannelGroupFactory,
        "sourcing_decisions": factories.SourcingDecisionFactory,
        "competence_needs": factories.CompetenceNeedFactory,
    }[name]
    client = login("planner")
    page = text(client.post(url, typed(client, url, **{name: [factory().pk]})))
    assert "Ett av valen finns inte längre." in page
    assert agency.strategicplans.count() == 1


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("field", ["first_year", "last_year", "draft_uid", *NAMES])
def test_anything_can_be_sent_without_breaking_the_page(login, url, contents, field, nasty):
    client = login("planner")
    response = client.post(url, typed(client, url, **{field: nasty}))
    assert response.status_code in {200, 302}
    assert SCRIPT not in text(response)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not(login, agency, url, role, status):
    assert login(role).get(url).status_code == login(role).post(url, {}).status_code == status
    assert agency.strategicplans.count() == 1


def test_queries_do_not_grow_with_rows(login, strategic_plan, url, queries):
    client, taken = login("planner"), []
    for count in (5, 200):
        factories.PremiseFactory.create_batch(count, plan=strategic_plan)
        factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan)
        factories.InitiativeFactory.create_batch(count, plan=strategic_plan)
        factories.ChannelGroupFactory.create_batch(count, plan=strategic_plan)
        factories.CompetenceNeedFactory.create_batch(count, plan=strategic_plan)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12


def test_two_hundred_rows_are_copied_in_as_many_queries_as_five(
    login, strategic_plan, url, django_assert_max_num_queries
):
    factories.LongTermGoalFactory.create_batch(200, plan=strategic_plan)
    factories.InitiativeFactory.create_batch(200, plan=strategic_plan)
    client = login("planner")
    data = typed(client, url)
    with django_assert_max_num_queries(70):
        assert client.post(url, data).status_code == 302
