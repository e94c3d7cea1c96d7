"""Adding, changing and removing an initiative of the strategisk utvecklingsplan."""

from decimal import Decimal

import pytest

from planning.models import Project
from strategy.links import address
from strategy.models import BenefitEstimate, Initiative
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed

ROW = "estimates-0-"


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "initiative_add")


@pytest.fixture
def initiative(strategic_plan):
    return factories.InitiativeFactory(plan=strategic_plan, title="Bygga enklare")


@pytest.fixture
def edit_url(strategic_plan, initiative):
    return address(strategic_plan, "initiative_edit", initiative.pk)


@pytest.fixture
def estimate(initiative):
    return factories.BenefitEstimateFactory(initiative=initiative, low=Decimal(8), high=Decimal(12))


def row(number, **values):
    return {f"estimates-{number}-{name}": value for name, value in values.items()}


class TestPetraAdds:
    def test_an_initiative_with_all_its_tags_and_benefits(self, login, strategic_plan, url):
        event, kind = factories.LifeEventFactory(), factories.ServiceTypeFactory()
        problem, goal = factories.CitizenProblemFactory(), factories.LongTermGoalFactory(plan=strategic_plan)
        client = login("planner")
        data = typed(
            client,
            url,
            title="Företagarens väg in",
            description="Företagaren frågar en gång.",
            life_events=[event.pk],
            service_types=[kind.pk],
            citizen_problems=[problem.pk],
            goals=[goal.pk],
            first_year="2025",
            last_year="2028",
            joint="yes",
            joint_with="kommuner",
            **row(0, low="1,5", high="2 000"),
        )
        response = client.post(url, data, follow=True)
        assert response.redirect_chain[-1][0] == address(strategic_plan, "initiatives")
        page = text(response)
        assert "Insatsen Företagarens väg in är sparad." in page
        assert "1,5–2\u00a0000\u00a0mnkr per år" in page
        assert "Ja, med kommuner" in page
        saved = Initiative.objects.get()
        assert [saved.life_events.get(), saved.service_types.get()] == [event, kind]
        assert [saved.citizen_problems.get(), saved.goals.get()] == [problem, goal]

    def test_an_initiative_with_the_name_only(self, login, url):
        client = login("planner")
        assert client.post(url, typed(client, url, title="Bygga enklare")).status_code == 302
        assert not BenefitEstimate.objects.exists()

    def test_it_once_though_she_presses_twice(self, login, url):
        client = login("planner")
        data = typed(client, url, title="Bygga enklare", **row(0, low="1", high="2"))
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert (Initiative.objects.count(), BenefitEstimate.objects.count()) == (1, 1)

    def test_a_row_without_scripts_and_loses_nothing(self, login, url):
        client = login("planner")
        data = typed(client, url, title="Bygga", first_year="nästa år", add_row="estimates", **row(0, low="fel"))
        page = text(client.post(url, data))
        for kept in ('value="Bygga"', 'value="nästa år"', 'value="fel"', 'name="estimates-1-low"'):
            assert kept in page
        assert "Rätta det här" not in page
        assert not Initiative.objects.exists()

    def test_lowest_and_highest_change_places_at_a_press(self, login, url):
        client = login("planner")
        data = typed(client, url, title="Bygga enklare", **row(0, low="12", high="8", note="porto"))
        assert 'name="swap" value="estimates-0"' in text(client.post(url, data))
        swapped = client.post(url, data | {"swap": "estimates-0"})
        page = text(swapped)
        assert "Rätta det här" not in page
        assert not Initiative.objects.exists()
        form = swapped.context["form"].row_sets[0].formset.forms[0]
        assert (form["low"].value(), form["high"].value(), form["note"].value()) == ("8", "12", "porto")

    @pytest.mark.parametrize("swap", ["", "estimates-99", "title", "x" * 5000])
    def test_a_press_that_swaps_nothing_changes_nothing(self, login, url, swap):
        client = login("planner")
        response = client.post(url, typed(client, url, title="Bygga", swap=swap, **row(0, low="12", high="8")))
        assert response.status_code == 200
        assert 'value="Bygga"' in text(response)

    def test_for_whom_from_when_and_how_sure_a_benefit_is(self, login, strategic_plan, url):
        client = login("planner")
        told = {"who": "Företagare", "from_year": "2026", "certainty": "medium", "responsible_role": "Näringslivschef"}
        client.post(url, typed(client, url, title="Bygga", **row(0, low="1", high="2", grouping="direct", **told)))
        saved = BenefitEstimate.objects.get()
        assert (saved.who, saved.from_year, saved.certainty) == ("Företagare", 2026, "medium")
        page = text(client.get(address(strategic_plan, "initiatives")))
        assert "Företagare · från 2026 · Ganska säker · Påverkar resultatet direkt · Näringslivschef" in page

    def test_target_groups_level_principles_services_and_openness(self, login, agency, url):
        group, level = factories.TargetGroupFactory(), factories.ServiceLevelFactory()
        principle, service = factories.GuidingPrincipleFactory(), factories.ServiceFactory(agency=agency)
        client = login("planner")
        data = typed(
            client,
            url,
            title="Bygga",
            target_groups=[group.pk],
            service_level=level.pk,
            principles=[principle.pk],
            services=[service.pk],
            open_source="used",
            open_standards="rejected",
            disclosure="internal",
        )
        assert client.post(url, data).status_code == 302
        saved = Initiative.objects.get()
        assert (saved.target_groups.get(), saved.service_level) == (group, level)
        assert (saved.principles.get(), saved.services.get()) == (principle, service)
        assert (saved.open_source, saved.open_standards, saved.is_internal) == ("used", "rejected", True)

    def test_what_is_pasted_from_word_as_she_would_have_typed_it(self, login, url):
        client = login("planner")
        pasted = {"title": "Bygga en­klare", "description": "Först\x0bsedan"}
        client.post(url, typed(client, url, **pasted, **row(0, kind="quality", note="snabb­are", who="alla\x07")))
        saved = Initiative.objects.get()
        estimate = saved.benefit_estimates.get()
        assert (saved.title, saved.description) == ("Bygga enklare", "Först\nsedan")
        assert (estimate.note, estimate.who) == ("snabbare", "alla")

    def test_a_benefit_in_words_only(self, login, url):
        client = login("planner")
        client.post(url, typed(client, url, title="Öppna data", **row(0, kind="quality", note="för alla")))
        assert BenefitEstimate.objects.get().low is None

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"title": ""}, "Skriv ett namn på insatsen."),
            ({"title": "x" * 121}, "Texten är 1 tecken för lång. Korta den till högst 120 tecken."),
            ({"first_year": "2023"}, "2023 ligger utanför planen. Ange ett år mellan 2024 och 2028."),
            ({"last_year": "2029"}, "2029 ligger utanför planen. Ange ett år mellan 2024 och 2028."),
            (
                {"first_year": "2027", "last_year": "2025"},
                "Det sista året är före det första (2027). Ange ett senare år.",
            ),
            ({"joint": "yes"}, "Skriv vilka ni gör det tillsammans med."),
            (row(0, low="12", high="8"), "Den högre uppskattningen är lägre än den lägre. Byt plats på dem?"),
            (row(0, low="-3"), "Nyttan kan inte vara mindre än noll. Ange ett tal, till exempel 8."),
            (row(0, high="mycket"), "Ange ett tal, till exempel 42,5."),
            (row(0, unit="tim"), "Ange ett belopp, ett intervall räcker, eller skriv vad nyttan består i."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, fields, sentence):
        client = login("planner")
        data = typed(client, url, **({"title": "Bygga enklare", "description": "Det här står kvar."} | fields))
        response = client.post(url, data)
        page = text(response)
        assert response.status_code == 200
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "Det här står kvar." in page
        assert not Initiative.objects.exists()

    def test_with_partners_wished_for_but_not_named(self, login, url):
        client = login("planner")
        assert client.post(url, typed(client, url, title="Bygga", joint="seeking")).status_code == 302

    @pytest.mark.parametrize(
        ("field", "factory"),
        [
            ("goals", factories.LongTermGoalFactory),
            ("life_events", factories.IndicatorFactory),
            ("services", factories.ServiceFactory),
            ("target_groups", lambda: factories.TargetGroupFactory(agency=factories.AgencyFactory())),
        ],
    )
    def test_nothing_that_is_not_theirs_to_choose(self, login, url, field, factory):
        client = login("planner")
        page = text(client.post(url, typed(client, url, title="Bygga enklare", **{field: [factory().pk]})))
        assert "Ett av valen finns inte längre. Välj bland dem som visas." in page
        assert not Initiative.objects.exists()

    def test_no_retired_word_but_keeps_one_she_had(self, login, url, edit_url, initiative):
        old = factories.LifeEventFactory(name="Gammal händelse", is_retired=True)
        client = login("planner")
        assert "Gammal händelse" not in text(client.get(url))
        initiative.life_events.add(old)
        client.post(edit_url, typed(client, edit_url, title="Bygga mycket enklare"))
        assert initiative.life_events.get() == old

    def test_words_grouped_by_whom_they_are_about(self, login, url):
        factories.LifeEventFactory(name="Starta restaurang", audience="business", position=1)
        factories.LifeEventFactory(name="Få barn", audience="citizen", position=2)
        page = text(login("planner").get(url))
        names = ("Privatpersoners livshändelser", "Få barn", "Företags verksamhetsprocesser", "Starta restaurang")
        places = [page.index(name) for name in names]
        assert places == sorted(places)
        assert 'data-filter="Visa bara de som innehåller"' in page

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize(
        "field",
        [
            *("title", "description", "life_events", "first_year", "joint", "joint_with", "goals"),
            *("draft_uid", "seen_count", "estimates-TOTAL_FORMS", "estimates-INITIAL_FORMS", "add_row"),
            *(f"{ROW}{name}" for name in ("kind", "low", "high", "unit", "note", "id")),
        ],
    )
    def test_anything_without_breaking_the_page(self, login, url, field, nasty):
        client = login("planner")
        response = client.post(url, typed(client, url, **({"title": "Bygga enklare"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestPetraChanges:
    def test_a_benefit_and_removes_another(self, login, edit_url, initiative, estimate):
        other = factories.BenefitEstimateFactory(initiative=initiative)
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, **row(0, high="15"), **row(1, DELETE="on")))
        assert [(one.pk, one.high) for one in initiative.benefit_estimates.all()] == [(estimate.pk, Decimal(15))]
        assert not BenefitEstimate.objects.filter(pk=other.pk).exists()

    def test_nothing_when_jonas_was_faster_and_sees_his_rows(self, login, edit_url, initiative, estimate):
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit_url, title="Petras namn")
        his = typed(jonas, edit_url, title="Jonas namn", **row(0, low="3"))
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers)
        page = text(response)
        assert response.status_code == 409
        assert "Jonas Ek sparade kl." in page
        assert 'value="Petras namn"' in page
        assert "<b>Jonas Ek sparade:</b> Jonas namn" in page
        assert "<b>Jonas Ek sparade:</b> 3" in page
        initiative.refresh_from_db()
        estimate.refresh_from_db()
        assert (initiative.title, estimate.low) == ("Jonas namn", Decimal(3))

    def test_a_row_that_jonas_has_removed_becomes_a_new_one(self, login, edit_url, initiative, estimate):
        kept = factories.BenefitEstimateFactory(initiative=initiative, note="kvar")
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit_url, **row(0, note="Petras ord"))
        assert jonas.post(edit_url, typed(jonas, edit_url, **row(0, DELETE="on"))).status_code == 302
        response = petra.post(edit_url, hers)
        assert response.status_code == 409
        assert "Petras ord" in text(response)
        again = typed_from(response)
        assert petra.post(edit_url, again).status_code == 302
        assert [one.note for one in initiative.benefit_estimates.all()] == [kept.note, "Petras ord"]

    def test_nothing_in_a_plan_submitted_meanwhile(self, login, strategic_plan, edit_url, initiative, estimate):
        client = login("planner")
        data = typed(client, edit_url, title="För sent", **row(0, low="1"))
        strategic_plan.state = "submitted"
        strategic_plan.save()
        assert client.get(edit_url).status_code == 403
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert 'value="För sent"' in text(response)
        estimate.refresh_from_db()
        initiative.refresh_from_db()
        assert (initiative.title, estimate.low) == ("Bygga enklare", Decimal(8))

    def test_no_row_of_somebody_elses(self, login, edit_url, initiative):
        foreign = factories.BenefitEstimateFactory()
        client = login("planner")
        data = typed(client, edit_url, **row(0, id=foreign.pk, low="5", high="6"))
        client.post(edit_url, data | {"estimates-INITIAL_FORMS": "1"})
        foreign.refresh_from_db()
        assert (foreign.low, foreign.initiative_id == initiative.pk) == (Decimal(1), False)


def typed_from(response):
    """What a browser would send from the page it was just shown."""
    form = response.context["form"]
    return {name: value for name, value in form.data.lists() if name not in ("seen_count", "csrfmiddlewaretoken")} | {
        "seen_count": form.data["seen_count"]
    }


class TestPetraRemoves:
    def test_an_initiative_with_its_benefits(self, login, strategic_plan, initiative, estimate):
        url = address(strategic_plan, "initiative_remove", initiative.pk)
        client = login("planner")
        assert "nyttan 8–12\u00a0mnkr per år" in text(client.get(url))
        assert client.post(url).status_code == 302
        assert not Initiative.objects.exists()
        assert not BenefitEstimate.objects.exists()

    def test_not_one_that_a_years_plan_has_taken_up(self, login, plan, strategic_plan, initiative):
        factories.ProjectFactory(plan=plan, title="Digitalt bygglov", initiative=initiative)
        response = login("planner").post(address(strategic_plan, "initiative_remove", initiative.pk))
        assert response.status_code == 409
        assert "Bygga enklare används och går inte att ta bort" in text(response)
        assert "Digitalt bygglov" in text(response)
        assert Initiative.objects.exists()
        assert Project.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize("page", ["initiative_add", "initiative_edit", "initiative_remove"])
def test_others_may_not(login, strategic_plan, initiative, role, status, page):
    url = address(strategic_plan, page, *([] if page == "initiative_add" else [initiative.pk]))
    assert login(role).get(url).status_code == status
    assert login(role).post(url, {"title": "x"}).status_code == status
    assert Initiative.objects.get().title == "Bygga enklare"


def test_another_plans_initiative_is_not_found_here(login, strategic_plan):
    other = factories.InitiativeFactory()
    assert login("planner").get(address(strategic_plan, "initiative_edit", other.pk)).status_code == 404


def test_queries_do_not_grow_with_choices(login, strategic_plan, edit_url, initiative, queries):
    client = login("planner")
    taken = []
    for count in (2, 10):
        initiative.life_events.add(*factories.LifeEventFactory.create_batch(count))
        initiative.goals.add(*factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan))
        factories.BenefitEstimateFactory.create_batch(count, initiative=initiative)
        taken.append(queries(client, edit_url))
    assert taken[0] == taken[1] <= 12
