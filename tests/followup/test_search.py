"""Search over what a person may read."""

import pytest

from tests import factories

URL = "/sok/"


def text(response):
    return response.content.decode()


def found(client, words):
    page = text(client.get(URL, {"q": words}))
    return page[page.index("<form") :] if "<form" in page else page


def test_a_word_is_found_inside_another_whatever_its_capitals(login, plan):
    factories.ProjectFactory(plan=plan, title="Ärendehantering för alla")
    factories.ProjectFactory(plan=plan, title="Bygglov")
    for words in ("ärende", "ÄRENDE", "hantering ärende"):
        page = found(login("reader"), words)
        assert "Ärendehantering för alla" in page
        assert "Bygglov" not in page
        assert "1 träff på" in page


def test_every_kind_of_thing_leads_to_its_place(login, agency, plan, strategic_plan):
    project = factories.ProjectFactory(plan=plan, title="Restaurangguiden")
    goal = factories.ShortTermGoalFactory(plan=plan, text="Restauranger svarar själva")
    vision = factories.LongTermGoalFactory(plan=strategic_plan, text="Restaurangen möter en väg in")
    effort = factories.InitiativeFactory(plan=strategic_plan, title="Restaurangens väg in")
    indicator = factories.IndicatorFactory(agency=agency, name="Restauranger som är nöjda")
    service = factories.ServiceFactory(agency=agency, name="Starta restaurang")
    page = found(login("reader"), "restaurang")
    plan_url, strategic_url = plan.get_absolute_url(), strategic_plan.get_absolute_url()
    for url in (
        project.get_absolute_url(),
        f"{plan_url}mal/#rad-{goal.pk}",
        f"{strategic_url}mal/#rad-{vision.pk}",
        f"{strategic_url}utvecklingsplan/#rad-{effort.pk}",
        indicator.get_absolute_url(),
        service.get_absolute_url(),
    ):
        assert f'href="{url}"' in page


def test_a_project_is_found_by_its_life_event(login, plan):
    project = factories.ProjectFactory(plan=plan, title="Krögarguiden")
    project.life_events.add(factories.LifeEventFactory(name="Starta restaurang"))
    assert "Krögarguiden" in found(login("reader"), "starta RESTAURANG")


def test_swedish_order(login, plan):
    for title in ("Öppna data för guider", "Ålderskoll för guider", "Zonguider", "Ändring av guider"):
        factories.ProjectFactory(plan=plan, title=title)
    page = found(login("reader"), "guide")
    places = [page.index(title) for title in ("Zonguider", "Ålderskoll", "Ändring", "Öppna data")]
    assert places == sorted(places)


def test_another_organisations_things_are_not_found(login, agency):
    factories.ProjectFactory(title="Hemlig satsning")
    factories.InitiativeFactory(title="Hemlig insats")
    factories.ServiceFactory(name="Hemlig tjänst")
    assert "Ingen träff på ”hemlig”" in found(login("planner"), "hemlig")


def test_of_a_revised_plan_only_the_latest_is_found(login, agency, plan):
    factories.ProjectFactory(plan=plan, title="Guiden")
    revision = factories.OperationalPlanFactory(agency=agency, year=2027, number=2, revises=plan)
    newer = factories.ProjectFactory(plan=revision, title="Guiden")
    page = found(login("reader"), "guiden")
    assert "1 träff" in page
    assert newer.get_absolute_url() in page


@pytest.mark.parametrize("words", ["", "   ", "\x00", "%", "_", "[", "\\", "a" * 50_000, "ärende'--", "😀"])
def test_odd_words_are_only_words(login, plan, words):
    factories.ProjectFactory(plan=plan, title="Bygglov")
    response = login("reader").get(URL, {"q": words})
    assert response.status_code == 200
    assert "Bygglov" not in text(response)


def test_many_hits_say_that_there_are_more(login, plan):
    for number in range(25):
        factories.ProjectFactory(plan=plan, title=f"Guide {number}")
    assert "20 visas, det finns fler" in found(login("reader"), "guide")


def test_nobody_without_an_organisation_finds_anything(login, plan):
    factories.ProjectFactory(plan=plan, title="Guiden")
    assert "Ingen träff" in found(login(), "guiden")


def test_queries_do_not_grow(login, plan, strategic_plan, agency, queries):
    def add(number):
        for _ in range(number):
            factories.ProjectFactory(plan=plan, title=f"Guide {factories.ProjectFactory(plan=plan).pk}")
            factories.ShortTermGoalFactory(plan=plan, text="Guide")
            factories.LongTermGoalFactory(plan=strategic_plan, text="Guide")
            factories.InitiativeFactory(plan=strategic_plan, title="Guide")
            factories.IndicatorFactory(agency=agency, name=f"Guide {factories.IndicatorFactory().pk}")

    client = login("reader")
    add(2)
    few = queries(client, f"{URL}?q=guide")
    add(10)
    assert queries(client, f"{URL}?q=guide") == few <= 12
