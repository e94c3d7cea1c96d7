"""The competence strategy: who there is, who is needed, and what is done about it."""

from decimal import Decimal

import pytest

from strategy.links import address
from strategy.models import CompetenceNeed, CompetenceYear, StrategicPlan
from strategy.rows.competence import competence_summary
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "competence")


@pytest.fixture
def add_url(strategic_plan):
    return address(strategic_plan, "competence_add")


@pytest.fixture
def need(strategic_plan):
    return factories.CompetenceNeedFactory(plan=strategic_plan, name="Tjänstedesign", fte_today=Decimal(2))


@pytest.fixture
def edit_url(strategic_plan, need):
    return address(strategic_plan, "competence_edit", need.pk)


def counted(today, later):
    need = CompetenceNeed(fte_today=None if today is None else Decimal(today))
    need.fte_later = None if later is None else Decimal(later)
    return need


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], ""),
        ([(2, 5), (24, 8)], "2 kompetenser. 3\u00a0årsarbetskrafter fattas och 16 är för många."),
        ([(2, "2.5")], "1 kompetens. 0,5\u00a0årsarbetskrafter fattas."),
        ([(9, 6)], "1 kompetens. 3\u00a0årsarbetskrafter är för många."),
        ([(2, 2)], "1 kompetens. Ingen fattas och ingen är för mycket."),
        ([(2, None), (None, 3)], "2 kompetenser. 2 är inte räknade."),
        ([(2, 5), (None, 3)], "2 kompetenser. 3\u00a0årsarbetskrafter fattas. 1 är inte räknad."),
    ],
)
def test_the_strategy_is_said_in_one_line(pairs, words):
    plan = StrategicPlan(first_year=2024, last_year=2028)
    plan.listed_competence = [counted(*pair) for pair in pairs]
    assert competence_summary(plan) == words


class TestThePage:
    def test_shows_numbers_gap_measures_and_initiatives(self, login, strategic_plan, need, url):
        for year, fte in ((2026, 3), (2028, "5.5")):
            factories.CompetenceYearFactory(need=need, year=year, fte=Decimal(fte))
        factories.CompetenceActionFactory(
            need=need, measure=factories.CompetenceMeasureFactory(name="Rekrytera"), what="Tre designer", year=2025
        )
        need.initiatives.add(factories.InitiativeFactory(plan=strategic_plan, title="Guider"))
        page = text(login("reader").get(url))
        for shown in ("Tjänstedesign", "+3,5", "2026: 3", "Rekrytera", "Tre designer, 2025", "Guider"):
            assert shown in page, shown
        assert "Årsarbetskrafter i dag och 2028. 3,5\u00a0årsarbetskrafter fattas." in page

    def test_a_gap_is_not_multiplied_by_the_measures(self, login, need, url):
        factories.CompetenceYearFactory(need=need, year=2028, fte=Decimal(5))
        factories.CompetenceActionFactory.create_batch(3, need=need)
        assert "+3" in text(login("reader").get(url))

    def test_an_empty_one_points_at_the_initiatives(self, login, strategic_plan, url, add_url):
        initiative = factories.InitiativeFactory(plan=strategic_plan, title="Guider")
        client = login("planner")
        page = text(client.get(url))
        assert "Vilken kompetens kräver utvecklingen? Titta på era insatser:" in page
        assert f"{add_url}?insats={initiative.pk}" in page
        form = client.get(add_url, {"insats": initiative.pk}).context["form"]
        assert form["initiatives"].value() == [initiative.pk]

    @pytest.mark.parametrize("asked", ["x", "9" * 30, "²", "-1"])
    def test_an_initiative_that_is_none_is_ignored(self, login, add_url, asked):
        foreign = factories.InitiativeFactory()
        client = login("planner")
        for number in (asked, foreign.pk):
            assert client.get(add_url, {"insats": number}).context["form"]["initiatives"].value() == []

    def test_initiatives_without_competence_are_listed_below(self, login, strategic_plan, need, url):
        factories.InitiativeFactory(plan=strategic_plan, title="Bygga enklare")
        page = text(login("planner").get(url))
        assert "Insatser utan kompetens" in page
        assert "Bygga enklare" in page

    def test_holes_are_dashed(self, login, strategic_plan, need, url):
        factories.CompetenceYearFactory(need=need, year=2028)
        factories.CompetenceNeedFactory(plan=strategic_plan)
        page = text(login("planner").get(url))
        assert "Skriv vad ni gör" in page
        assert "Räkna" in page
        assert page.count("Välj insatser") == 2
        assert "Välj insatser" not in text(login("reader").get(url))

    def test_nothing_typed_becomes_markup(self, login, strategic_plan, url):
        nasty = factories.CompetenceNeedFactory(plan=strategic_plan, name=SCRIPT, note=SCRIPT, owner_role=SCRIPT)
        factories.CompetenceActionFactory(need=nasty, what=SCRIPT)
        factories.InitiativeFactory(plan=strategic_plan, title=SCRIPT)
        assert SCRIPT not in text(login("planner").get(url))


class TestTheForm:
    def test_petra_adds_a_competence_with_everything(self, login, strategic_plan, add_url):
        measure, initiative = factories.CompetenceMeasureFactory(), factories.InitiativeFactory(plan=strategic_plan)
        client = login("planner")
        data = typed(
            client,
            add_url,
            name="Dataanalys",
            fte_today="3",
            fte_2026="4,5",
            fte_2028="6",
            initiatives=[initiative.pk],
            owner_role="It-chef",
            **{"actions-0-measure": measure.pk, "actions-0-what": "Kurs", "actions-0-year": "2025"},
        )
        response = client.post(add_url, data, follow=True)
        assert "Kompetensen Dataanalys är sparad." in text(response)
        saved = CompetenceNeed.objects.get()
        assert [(one.year, one.fte) for one in saved.years.all()] == [(2026, Decimal("4.5")), (2028, Decimal(6))]
        assert saved.actions.get().measure == measure
        assert saved.initiatives.get() == initiative

    def test_says_that_persons_are_never_named(self, login, add_url):
        assert "Skriv roller eller grupper, aldrig namn på personer." in text(login("planner").get(add_url))

    def test_a_year_that_is_emptied_is_no_longer_said(self, login, need, edit_url):
        factories.CompetenceYearFactory(need=need, year=2028)
        client = login("planner")
        assert 'value="5"' in text(client.get(edit_url))
        client.post(edit_url, typed(client, edit_url, fte_2028=""))
        assert not CompetenceYear.objects.exists()

    def test_zero_is_a_number_and_not_unknown(self, login, need, edit_url):
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, fte_today="0", fte_2028="0"))
        need.refresh_from_db()
        assert (need.fte_today, need.years.get().fte) == (0, 0)

    def test_a_last_zero_after_the_comma_is_no_fault(self, login, need, edit_url):
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, fte_today="2,50", fte_2028="10,00"))
        need.refresh_from_db()
        assert (need.fte_today, need.years.get().fte) == (Decimal("2.5"), 10)

    def test_it_once_though_she_presses_twice(self, login, add_url):
        client = login("planner")
        data = typed(client, add_url, name="Juridik", fte_2028="1")
        assert client.post(add_url, data).status_code == client.post(add_url, data).status_code == 302
        assert (CompetenceNeed.objects.count(), CompetenceYear.objects.count()) == (1, 1)

    def test_it_not_with_other_numbers_after_going_back(self, login, add_url):
        client = login("planner")
        data = typed(client, add_url, name="Juridik", fte_2028="1")
        client.post(add_url, data)
        page = text(client.post(add_url, data | {"fte_2028": "2"}))
        assert page.count("Kompetensen Juridik är redan sparad, med andra antal. Öppna den och ändra där.") == 2
        assert 'value="2"' in page
        assert CompetenceYear.objects.get().fte == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"name": ""}, "Skriv vilken kompetens det gäller."),
            ({"name": "\u200e"}, "Skriv vilken kompetens det gäller."),
            ({"name": "Tjänste\xaddesign"}, "Kompetensen Tjänstedesign finns redan i planen. Välj ett annat namn."),
            ({"name": "TJÄNSTEDESIGN"}, "Kompetensen TJÄNSTEDESIGN finns redan i planen. Välj ett annat namn."),
            ({"fte_today": "-1"}, "Antalet kan inte vara mindre än noll. Ange ett tal, till exempel 2,5."),
            ({"fte_2027": "-0,5"}, "Antalet kan inte vara mindre än noll. Ange ett tal, till exempel 2,5."),
            ({"fte_2028": "många"}, "Ange ett tal, till exempel 42,5."),
            ({"fte_2028": "1,25"}, "Ange högst en decimal, till exempel 2,5."),
            ({"fte_2028": "50 %"}, "Skriv antalet årsarbetskrafter och inte procent, till exempel 0,5."),
            ({"fte_2028": "9999999"}, "Talet är för stort."),
            ({"actions-0-what": "Kurs"}, "Välj vad ni gör."),
            ({"actions-0-year": "i år"}, "Skriv årtalet med fyra siffror, till exempel 2027."),
        ],
    )
    def test_petra_is_told_what_is_wrong(self, login, add_url, need, fields, sentence):
        client = login("planner")
        page = text(client.post(add_url, typed(client, add_url, **({"name": "Arkiv", "note": "Står kvar."} | fields))))
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "Står kvar." in page
        assert CompetenceNeed.objects.count() == 1

    def test_another_plans_initiative_is_refused(self, login, add_url):
        client = login("planner")
        data = typed(client, add_url, name="Arkiv", initiatives=[factories.InitiativeFactory().pk])
        assert "Ett av valen finns inte längre." in text(client.post(add_url, data))

    def test_a_stale_save_is_refused_and_shows_the_years_that_jonas_wrote(self, login, need, edit_url):
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, edit_url, fte_2028="4"), typed(jonas, edit_url, fte_2028="7", note="Jonas ord")
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> 7" in text(response)
        assert "<b>Jonas Ek sparade:</b> Jonas ord" in text(response)
        assert need.years.get().fte == 7

    def test_nothing_in_a_plan_submitted_meanwhile(self, login, need, edit_url):
        client = login("planner")
        data = typed(client, edit_url, fte_2028="4")
        StrategicPlan.objects.update(state="submitted")
        assert client.get(edit_url).status_code == 403
        assert client.post(edit_url, data).status_code == 409
        assert not CompetenceYear.objects.exists()

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize(
        "field",
        ["name", "fte_today", "fte_2028", "initiatives", "note", "disclosure", "actions-0-measure", "actions-0-year"],
    )
    def test_anything_can_be_sent_without_breaking_the_page(self, login, add_url, field, nasty):
        client = login("planner")
        response = client.post(add_url, typed(client, add_url, **({"name": "Arkiv"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestInPlace:
    def test_petra_changes_today_and_the_last_year(self, login, need, url):
        factories.CompetenceYearFactory(need=need, year=2026)
        data = {"fte_today": "2,5", "fte_2028": "6", "seen_count": "0"}
        client = login("planner")
        page = text(client.get(f"{url}?andra={need.pk}"))
        assert 'name="fte_2028"' in page
        assert 'name="fte_2026"' not in page
        assert client.post(f"{url}?andra={need.pk}", data).status_code == 302
        need.refresh_from_db()
        assert need.fte_today == Decimal("2.5")
        assert [one.year for one in need.years.all()] == [2026, 2028], "the years in between are let be"

    def test_and_is_told_what_is_wrong(self, login, need, url):
        page = text(login("planner").post(f"{url}?andra={need.pk}", {"fte_2028": "fel", "seen_count": "0"}))
        assert page.count("Ange ett tal, till exempel 42,5.") == 2

    def test_nothing_over_what_jonas_changed_meanwhile(self, login, need, url):
        here = f"{url}?andra={need.pk}"
        login("manager").post(here, {"fte_today": "2", "fte_2028": "7", "seen_count": "0"})
        response = login("planner").post(here, {"fte_today": "2", "fte_2028": "4", "seen_count": "0"})
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> 7" in text(response)
        assert 'value="4"' in text(response)
        assert need.years.get().fte == 7

    def test_nothing_in_a_plan_submitted_meanwhile_but_keeps_what_she_typed(self, login, need, url):
        StrategicPlan.objects.update(state="submitted")
        data = {"fte_today": "8", "fte_2028": "4", "seen_count": "0"}
        response = login("planner").post(f"{url}?andra={need.pk}", data)
        assert response.status_code == 409
        assert 'value="8"' in text(response)
        need.refresh_from_db()
        assert need.fte_today == 2

    @pytest.mark.parametrize("is_the_last", [True, False])
    def test_nothing_of_one_that_jonas_removed_but_keeps_what_she_typed(
        self, login, strategic_plan, need, url, is_the_last
    ):
        if not is_the_last:
            factories.CompetenceNeedFactory(plan=strategic_plan)
        here = f"{url}?andra={need.pk}"
        need.delete()
        response = login("planner").post(here, {"fte_today": "17,5", "fte_2028": "4", "seen_count": "0"})
        assert response.status_code == 409
        assert "Någon annan har tagit bort det här." in text(response)
        assert 'value="17,5"' in text(response)

    def test_and_moves_and_removes_one(self, login, strategic_plan, need):
        later = factories.CompetenceNeedFactory(plan=strategic_plan, position=1)
        client = login("planner")
        client.post(address(strategic_plan, "competence_move"), {"upp": later.pk})
        assert list(strategic_plan.competence_needs.all()) == [later, need]
        factories.CompetenceActionFactory(need=need)
        remove = address(strategic_plan, "competence_remove", need.pk)
        assert "1 åtgärd" in text(client.get(remove))
        client.post(remove)
        assert list(strategic_plan.competence_needs.all()) == [later]


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_write(login, strategic_plan, need, url, role, status):
    pages = [address(strategic_plan, name) for name in ("competence_add", "competence_move")]
    pages += [address(strategic_plan, name, need.pk) for name in ("competence_edit", "competence_remove")]
    for page in [*pages, f"{url}?andra={need.pk}"]:
        assert login(role).post(page, {"name": "x", "fte_today": "9"}).status_code == status
    assert CompetenceNeed.objects.get().fte_today == 2


def test_queries_do_not_grow_with_competences(login, strategic_plan, url, queries):
    client, taken = login("planner"), []
    measure = factories.CompetenceMeasureFactory()
    for count in (5, 200):
        for _number in range(count):
            row = factories.CompetenceNeedFactory(plan=strategic_plan, fte_today=Decimal(1))
            factories.CompetenceYearFactory(need=row)
            factories.CompetenceActionFactory(need=row, measure=measure)
            row.initiatives.add(factories.InitiativeFactory(plan=strategic_plan))
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
    assert queries(client, f"{url}?andra={row.pk}") <= 12


def test_queries_of_the_form_do_not_grow_with_its_rows(login, need, edit_url, queries):
    client, taken = login("planner"), []
    for count in (2, 20):
        factories.CompetenceActionFactory.create_batch(count, need=need)
        taken.append(queries(client, edit_url))
    assert taken[0] == taken[1] <= 12
