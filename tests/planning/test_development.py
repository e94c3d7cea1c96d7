"""The utvecklingsplan's own page: every project with filters that are links, in a tree, in an order people decide."""

import datetime

import pytest
from django.utils.html import escape

from planning.rows import tree
from tests import factories

URL = "/arbeta/exempelkoping/verksamhetsplan/2027/utvecklingsplan/"


def text(response):
    return response.content.decode()


@pytest.fixture
def guide(plan):
    project = factories.ProjectFactory(
        plan=plan,
        title="Krögarguiden",
        phase="planned",
        department="Miljönämnden",
        purpose="Ärendehantering för krogar",
    )
    project.life_events.add(factories.LifeEventFactory(name="Starta restaurang", slug="starta-restaurang"))
    project.service_types.add(factories.ServiceTypeFactory(name="E-tjänst", code="e-tjanst"))
    return project


@pytest.fixture
def school(plan, person):
    project = factories.ProjectFactory(
        plan=plan, title="Ångra skolval", phase="running", owner=person("project_lead"), department="Skolnämnden"
    )
    project.report("off_track", by=person("planner"), reason="Sen leverans.")
    return project


def test_shows_how_many_of_how_many(login, guide, school):
    page = text(login("reader").get(URL))
    assert "2 av 2 projekt" in page
    assert "Krögarguiden" in page
    assert "Ångra skolval" in page


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("?handelse=starta-restaurang", "Krögarguiden", "Ångra skolval"),
        ("?typ=e-tjanst", "Krögarguiden", "Ångra skolval"),
        ("?fas=running", "Ångra skolval", "Krögarguiden"),
        ("?lage=off_track", "Ångra skolval", "Krögarguiden"),
        ("?lage=inte-rapporterat", "Krögarguiden", "Ångra skolval"),
        ("?avdelning=Skolnämnden", "Ångra skolval", "Krögarguiden"),
        ("?sok=ärende", "Krögarguiden", "Ångra skolval"),
        ("?sok=KRÖGAR+guiden", "Krögarguiden", "Ångra skolval"),
        ("?saknar=documents&fas=planned", "Krögarguiden", "Ångra skolval"),
    ],
)
def test_a_filter_is_a_link(login, guide, school, address, shown, hidden):
    page = text(login("reader").get(URL + address))
    assert "1 av 2 projekt" in page
    assert f'">{shown}</a>' in page
    assert f'">{hidden}</a>' not in page
    assert "Rensa" in page


def test_one_persons_projects(login, guide, school, person):
    page = text(login("reader").get(f"{URL}?ansvarig={person('project_lead').pk}"))
    assert "1 av 2 projekt" in page
    assert ">Ångra skolval</a>" in page


@pytest.mark.parametrize(
    "address", ["?fas=x", "?handelse=%00", "?ansvarig=99999999999999999999", "?ordna=x", "?lage=1"]
)
def test_a_word_that_the_list_does_not_know_is_passed_over_with_a_sentence(login, guide, school, address):
    page = text(login("reader").get(URL + address))
    assert "2 av 2 projekt" in page
    assert ("Den delen av urvalet används inte." in page) is (address != "?handelse=%00")


@pytest.mark.parametrize("words", ["a" * 50_000, "%00", "' or 1=1", "xyz"])
def test_any_words_can_be_searched_for(login, guide, school, words):
    response = login("reader").get(URL, {"sok": words.replace("%00", "\x00")})
    assert response.status_code == 200


def test_nothing_that_matches_says_what_to_do(login, guide):
    page = text(login("reader").get(f"{URL}?sok=finns-inte"))
    assert "0 av 1 projekt" in page
    assert "Pröva ett kortare ord eller färre val." in page


def names_in_order(page, *names):
    places = [page.index(f">{escape(name)}</a>") for name in names]
    return places == sorted(places)


def test_names_are_ordered_as_in_swedish(login, plan):
    for title in ("Ö", "Ängel", "Åka", "Zebra"):
        factories.ProjectFactory(plan=plan, title=title)
    assert names_in_order(text(login("reader").get(f"{URL}?ordna=namn")), "Zebra", "Åka", "Ängel", "Ö")


def test_the_worst_lage_comes_first_and_the_unreported_last(login, plan, guide, school, person):
    fine = factories.ProjectFactory(plan=plan, title="Bygglov")
    fine.report("on_track", by=person("planner"))
    assert names_in_order(text(login("reader").get(f"{URL}?ordna=lage")), "Ångra skolval", "Bygglov", "Krögarguiden")


def test_what_ends_first_comes_first_and_what_has_no_end_last(login, plan, guide):
    factories.ProjectFactory(plan=plan, title="Sen", ends_on=datetime.date(2028, 1, 31))
    factories.ProjectFactory(plan=plan, title="Snar", ends_on=datetime.date(2027, 1, 31))
    assert names_in_order(text(login("reader").get(f"{URL}?ordna=slut")), "Snar", "Sen", "Krögarguiden")


def test_parts_stand_under_their_whole(login, plan, guide):
    whole = factories.ProjectFactory(plan=plan, title="En väg in", organised_as="programme", position=5)
    guide.parent = whole
    guide.save()
    factories.ProjectFactory(plan=plan, title="Bygglov", position=6)
    page = text(login("reader").get(URL))
    assert names_in_order(page, "En väg in", "Krögarguiden", "Bygglov")
    assert "Program · 1 del" in page
    assert "ingår i En väg in" in page
    assert 'class="deep deep-1"' in page
    assert 'class="deep' not in text(login("reader").get(f"{URL}?ordna=namn"))


def test_the_tree_holds_each_row_once_whatever_its_parents_say():
    assert [(number, place.depth) for number, place in tree([(1, None), (2, 9), (3, 1), (4, 3)]).items()] == [
        (1, 0),
        (3, 1),
        (4, 2),
        (2, 0),
    ]
    ring = tree([(1, 2), (2, 1), (3, None)])
    assert set(ring) == {1, 2, 3}


class TestTheOrder:
    def test_petra_moves_a_project_among_those_beside_it(self, login, plan, guide, school):
        part = factories.ProjectFactory(plan=plan, title="Del", parent=guide)
        last = factories.ProjectFactory(plan=plan, title="Sist")
        for place, project in enumerate([guide, part, school, last]):
            project.position = place
            project.save()
        client = login("planner")
        assert "Flytta ned Krögarguiden" in text(client.get(f"{URL}?flytta=1"))
        response = client.post(f"{URL}flytta/", {"ned": guide.pk})
        assert response.url == f"{URL}?flytta=1#rad-{guide.pk}"
        assert names_in_order(text(client.get(URL)), "Ångra skolval", "Krögarguiden", "Del", "Sist")

    def test_rut_is_not_offered_it_and_may_not(self, login, guide, school):
        assert "Ändra ordningen" not in text(login("reader").get(URL))
        assert login("reader").post(f"{URL}flytta/", {"ned": guide.pk}).status_code == 403

    @pytest.mark.parametrize("number", ["", "x", "9" * 5000, "\x00"])
    def test_a_number_that_is_none_changes_nothing(self, login, guide, number):
        assert login("planner").post(f"{URL}flytta/", {"ned": number}).status_code == 302


def test_an_empty_plan_says_how_to_begin(login, plan):
    page = text(login("planner").get(URL))
    assert "Inga projekt än." in page
    assert "projekt/nytt/" in page
    assert "Hämta från strategiska planen" in page
    assert "Kopiera från andras planer" in page
    assert "projekt/nytt/" not in text(login("reader").get(URL))


def test_a_project_that_is_not_published_says_so(login, guide):
    guide.disclosure = "internal"
    guide.save()
    assert "Visas bara internt" in text(login("reader").get(URL))


def test_a_decided_plan_offers_only_to_report_the_lage(login, plan, guide, school):
    plan.state, plan.decided_on = "decided", datetime.date(2026, 12, 11)
    plan.save()
    page = text(login("project_lead").get(URL))
    assert page.count("Uppdatera läget") == 1
    assert "andra=" not in page


def test_a_stranger_learns_nothing(login, plan):
    assert login().get(URL).status_code == 404


def test_queries_do_not_grow_and_the_page_stays_light(login, plan, queries):
    client = login("planner")
    _add(plan, 2)
    few = queries(client, URL)
    _add(plan, 198)
    assert queries(client, URL) == few <= 12
    assert queries(client, f"{URL}?sok=projekt&ordna=prioritet") <= 14
    assert len(client.get(URL).content) < 300_000


def _add(plan, number):
    event, kind = factories.LifeEventFactory(), factories.ServiceTypeFactory()
    for _each in range(number):
        days = {"starts_on": datetime.date(2027, 2, 1), "ends_on": datetime.date(2027, 11, 30)}
        project = factories.ProjectFactory(plan=plan, **days)
        project.life_events.add(event)
        project.service_types.add(kind)
        project.benefits.create(amount=1)


def test_a_plan_with_200_projects_is_still_a_light_page(login, plan):
    for number in range(200):
        title = f"Projekt med ett ganska långt namn {number}"
        factories.ProjectFactory(plan=plan, title=title, organised_as="programme")
    client = login("planner")
    for address in ("", "?flytta=1", "?ordna=namn", "../"):
        assert len(client.get(URL + address).content) < 300_000, address


def test_a_word_for_each_that_was_passed_over(login, guide):
    page = text(login("reader").get(f"{URL}?fas=x&ordna=x"))
    assert "Det som adressen säger om fas och ordning finns inte i planen." in page


@pytest.mark.parametrize(
    ("phase", "said"),
    [("planned", "Startar 2025"), ("running", "Inte rapporterat"), ("handover", "Inte rapporterat"), ("live", "–")],
)
def test_one_that_is_under_way_is_not_said_to_start(login, plan, phase, said):
    factories.ProjectFactory(plan=plan, phase=phase, starts_on=datetime.date(2025, 1, 1))
    assert f'<span class="muted nowrap">{said}</span>' in text(login("reader").get(URL))
