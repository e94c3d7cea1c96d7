"""Röda tråden: every chain from what steers to what is gained, with its holes, and what hangs loose."""

import re

import pytest

from planning.links import address
from planning.models import OperationalPlan
from tests import factories
from tests.planning.whole import make_whole


@pytest.fixture
def whole(plan, person):
    return make_whole(plan, person("planner"))


@pytest.fixture
def url(plan):
    return address(plan, "thread")


def text(response):
    return response.content.decode()


def thread_links(response):
    return re.findall(r'<li class="gap[^"]*">.*?href="([^"]+)"', text(response))


def test_a_whole_thread_is_drawn_without_holes(login, whole, url):
    assert url.endswith("/verksamhetsplan/2027/rod-trad/")
    page = text(login("reader").get(url))
    assert "1 tråd, utan luckor." in page
    assert 'class="gap' not in page
    for link in ("Förutsättning", "Långsiktigt mål till 2028", "Mål för 2027", "Projekt", "Indikator och nytta"):
        assert f'<span class="k">{link}</span>' in page
    assert "1\xa0tim per år" in page
    assert "Hel" in page


def test_each_hole_leads_to_the_very_field(login, plan, url):
    goal = factories.ShortTermGoalFactory(plan=plan)
    client = login("planner")
    response = client.get(url)
    fields = ["id_premises", "id_long_term_goals", "id_projects", "id_indicators"]
    edit = address(plan, "goal_edit", goal.pk)
    assert thread_links(response) == [f"{edit}#{field}" for field in fields]
    form = text(client.get(edit))
    assert [field for field in fields if f'id="{field}"' not in form] == []


def test_a_missing_benefit_leads_to_the_project(login, plan, whole, url):
    whole.benefits.all().delete()
    assert f"{address(plan, 'project_edit', whole.pk)}#id_benefits-0-kind" in text(login("planner").get(url))


def test_without_a_strategic_plan_one_is_chosen_first(login, plan, url):
    factories.ShortTermGoalFactory(plan=plan)
    OperationalPlan.objects.update(strategic_plan=None)
    response = login("planner").get(url)
    assert f"{address(plan, 'plan_edit')}#id_strategic_plan" in thread_links(response)


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_who_may_not_write_is_told_and_not_asked(login, plan, url, state):
    factories.ShortTermGoalFactory(plan=plan)
    factories.ProjectFactory(plan=plan, title="Löst")
    OperationalPlan.objects.update(state=state)
    page = text(login("planner" if state == "submitted" else "reader").get(url))
    assert page.count("Saknas") == 3
    assert "Indikator saknas" in page
    assert "#id_" not in page
    assert "Löst" in page


def test_several_links_are_told_and_unfold(login, plan, whole, url):
    goal = plan.goals.get()
    for number in (2, 3):
        goal.projects.add(factories.ProjectFactory(plan=plan, title=f"Projekt nummer {number}"))
    page = text(login("reader").get(url))
    assert "<summary>och 2 till</summary>" in page
    assert "<li>Projekt nummer 3</li>" in page


def test_what_hangs_loose_is_listed(login, plan, whole, url):
    project = factories.ProjectFactory(plan=plan, title="Löst")
    goal = factories.ShortTermGoalFactory(plan=plan, text="Ensamt")
    premise = factories.PlanningPremiseFactory(plan=plan, title="Ett behov")
    factories.LongTermGoalFactory(plan=plan.strategic_plan, text="Det som ingen följer")
    page = text(login("planner").get(url))
    assert f'<a href="{address(plan, "project_edit", project.pk)}#id_goals">Koppla Löst till ett mål</a>' in page
    assert f'<a href="{address(plan, "goal_edit", goal.pk)}#id_projects">Koppla ett projekt till Ensamt</a>' in page
    assert f'<a href="{address(plan, "premises")}#rad-{premise.pk}">Ett behov</a>' in page
    assert "Långsiktiga mål som inget mål följer 2027" in page
    assert "Det som ingen följer" in page
    assert "2 trådar, 1 med lucka. 1 projekt saknar mål. 1 mål saknar projekt." in page


def test_an_empty_plan_says_what_will_be_here(login, plan, url):
    page = text(login("planner").get(url))
    assert "Inga trådar än." in page
    assert address(plan, "goal_add") in page
    assert address(plan, "goal_add") not in text(login("reader").get(url))


def test_the_plans_own_page_shows_the_first(login, plan, whole, url):
    page = text(login("reader").get(plan.get_absolute_url()))
    assert '<ol class="thread">' in page
    assert "1\xa0tim per år" in page


def test_a_stranger_finds_nothing(login, whole, url):
    assert login().get(url).status_code == 404


def test_takes_the_same_queries_for_many(login, plan, person, url, queries):
    taken = []
    for count in (2, 10):
        for _each in range(count):
            goal = factories.ShortTermGoalFactory(plan=plan)
            goal.premises.add(factories.PlanningPremiseFactory(plan=plan))
            long_term = factories.LongTermGoalFactory(plan=plan.strategic_plan)
            source = factories.PremiseSourceFactory()
            long_term.premises.add(factories.PremiseFactory(plan=plan.strategic_plan, source=source, title=""))
            goal.long_term_goals.add(long_term)
            goal.indicators.add(factories.IndicatorFactory(agency=plan.agency))
            project = factories.ProjectFactory(plan=plan)
            project.benefits.create(amount=1)
            goal.projects.add(project)
            factories.ProjectFactory(plan=plan)
            factories.PlanningPremiseFactory(plan=plan)
            factories.LongTermGoalFactory(plan=plan.strategic_plan)
        taken.append(queries(login("planner"), url))
    assert taken[0] == taken[1] <= 12
