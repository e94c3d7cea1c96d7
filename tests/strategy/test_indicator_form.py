"""Indicators are written where the goals are; their targets are only ever added to."""

from decimal import Decimal

import pytest

from strategy.links import address
from strategy.models import Indicator, Target
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "indicator_add")


@pytest.fixture
def goal(strategic_plan):
    return factories.LongTermGoalFactory(plan=strategic_plan)


@pytest.fixture
def indicator(agency):
    return factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)


@pytest.fixture
def edit_url(strategic_plan, indicator):
    return address(strategic_plan, "indicator_edit", indicator.pk)


@pytest.fixture
def joint(db):
    return factories.IndicatorDefinitionFactory(name="Portokostnad", unit="tkr", direction="lower", scale_max=None)


OWN = {"name": "Nöjda företagare", "unit": "index", "baseline": "54"}


def decide(plan):
    plan.state, plan.decided_on = "decided", "2024-04-22"
    plan.save()


class TestPetraAdds:
    def test_an_indicator_of_their_own_to_the_goal_she_came_from(self, login, person, strategic_plan, url, goal):
        url = f"{url}?mal={goal.pk}"
        client = login("planner")
        response = client.post(url, typed(client, url, **OWN, target="66,5", decimals="1"), follow=True)
        assert response.redirect_chain[-1][0] == address(strategic_plan, "goals")
        assert "Indikatorn Nöjda företagare är tillagd." in text(response)
        assert "54,0 → 66,5\u00a0index till 2028" in text(response)
        saved = Indicator.objects.get()
        assert (saved.agency, saved.baseline_year, saved.edited_by) == (goal.plan.agency, 2023, person("planner"))
        assert list(saved.goals.all()) == [goal]
        target = saved.targets.get()
        assert (target.value, target.year, target.set_by) == (Decimal("66.5"), 2028, person("planner"))

    def test_a_joint_one_that_brings_what_it_measures(self, login, url, joint):
        client = login("planner")
        data = typed(client, url, definition=joint.pk, baseline="1480", target="740", direction="higher", unit="")
        assert client.post(url, data).status_code == 302
        saved = Indicator.objects.get()
        assert (saved.name, saved.unit, saved.direction) == ("Portokostnad", "tkr", "lower")

    def test_it_once_though_she_presses_twice(self, login, url, joint):
        client = login("planner")
        for data in (typed(client, url, **OWN, target="66"), typed(client, url, definition=joint.pk)):
            assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert (Indicator.objects.count(), Target.objects.count()) == (2, 1)

    def test_it_without_a_target_for_now(self, login, url):
        client = login("planner")
        assert client.post(url, typed(client, url, **OWN)).status_code == 302
        assert not Target.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"name": ""}, "Skriv ett namn på indikatorn, eller välj en gemensam."),
            ({"unit": ""}, "Skriv vad indikatorn mäts i, till exempel % eller dagar."),
            ({"baseline": "femtiofyra"}, "Ange ett tal, till exempel 42,5."),
            ({"baseline_year": ""}, "Ange vilket år utgångsläget gäller."),
            (
                {"target": "54"},
                "Målvärdet är samma som utgångsläget. "
                "Ange ett värde som är högre än 54 eller välj att lägre är bättre.",
            ),
            (
                {"target": "40"},
                "Målvärdet är sämre än utgångsläget. Ändra värdet eller välj att lägre är bättre.",
            ),
            (
                {"target": "60", "direction": "lower"},
                "Målvärdet är sämre än utgångsläget. Ändra värdet eller välj att högre är bättre.",
            ),
            ({"target": "66", "target_year": ""}, "Ange vilket år målvärdet ska vara nått."),
            ({"target": "66", "target_year": "2023"}, "Målåret måste vara efter utgångslägets år, 2023."),
            ({"name": "Tagen"}, "Ni har redan en indikator som heter Tagen. Välj ett annat namn."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, agency, fields, sentence):
        factories.IndicatorFactory(agency=agency, name="Tagen")
        client = login("planner")
        response = client.post(url, typed(client, url, **(OWN | {"what_counts": "Det här står kvar."} | fields)))
        page = text(response)
        assert response.status_code == 200
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "Det här står kvar." in page
        assert Indicator.objects.count() == 1

    def test_no_share_over_a_hundred(self, login, url):
        share = factories.IndicatorDefinitionFactory(unit="%")
        client = login("planner")
        page = text(client.post(url, typed(client, url, definition=share.pk, baseline="24", target="101")))
        assert "Ange ett tal mellan 0 och 100." in page

    def test_no_joint_one_twice(self, login, url, agency, joint):
        factories.IndicatorFactory(agency=agency, definition=joint, name="Vårt porto")
        client = login("planner")
        assert f'value="{joint.pk}">Portokostnad' not in text(client.get(url))
        page = text(client.post(url, typed(client, url, definition=joint.pk)))
        assert "Ni har redan den gemensamma indikatorn. Välj en annan." in page

    def test_nothing_to_another_organisations_goal(self, login, url):
        foreign = factories.LongTermGoalFactory()
        client = login("planner")
        page = text(client.post(url, typed(client, url, **OWN, goals=[foreign.pk])))
        assert "Ett av valen finns inte längre. Välj bland dem som visas." in page
        assert not Indicator.objects.exists()

    @pytest.mark.parametrize("asked", ["x", "\x00", "9" * 400, "9" * 5000, "-1", "²", "", SCRIPT])
    def test_something_though_the_address_names_no_goal(self, login, url, goal, asked):
        response = login("planner").get(url, {"mal": asked})
        assert response.status_code == 200
        assert "checked" not in text(response).split('id="id_goals"')[1]

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize(
        "field",
        [
            *("definition", "name", "what_counts", "unit", "decimals", "direction", "frequency", "baseline"),
            *("baseline_year", "target", "target_year", "goals", "draft_uid", "seen_count"),
        ],
    )
    def test_anything_without_breaking_the_page(self, login, url, field, nasty):
        client = login("planner")
        response = client.post(url, typed(client, url, **(OWN | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestPetraChanges:
    def test_the_target_and_the_old_one_stays(self, login, person, indicator, edit_url):
        client = login("planner")
        assert "Nu 60\u00a0% till 2028" in text(client.get(edit_url))
        data = typed(client, edit_url, target="65", reason="Ny e-tjänst för bygglov.")
        assert client.post(edit_url, data).url == indicator.get_absolute_url()
        new, old = indicator.targets.all()
        assert (new.value, new.year, new.reason, new.set_by) == (
            Decimal(65),
            2028,
            "Ny e-tjänst för bygglov.",
            person("planner"),
        )
        assert (old.value, old.reason) == (Decimal(60), "")

    def test_no_target_without_saying_why(self, login, indicator, edit_url):
        client = login("planner")
        page = text(client.post(edit_url, typed(client, edit_url, target="65")))
        assert page.count("Skriv varför målet ändras.") == 2
        assert 'value="65"' in page
        assert indicator.targets.count() == 1

    def test_something_else_and_the_target_is_not_written_again(self, login, indicator, edit_url):
        client = login("planner")
        assert client.post(edit_url, typed(client, edit_url, name="Digitala ärenden")).status_code == 302
        assert indicator.targets.count() == 1

    def test_no_target_into_nothing(self, login, indicator, edit_url):
        client = login("planner")
        page = text(client.post(edit_url, typed(client, edit_url, target="", reason="Vi vet inte.")))
        assert "Ange ett målvärde. Det går att ändra men inte att ta bort." in page
        assert indicator.targets.count() == 1

    def test_the_goals_of_this_plan_and_leaves_those_of_others(self, login, indicator, edit_url, goal):
        earlier = factories.LongTermGoalFactory(
            plan=factories.StrategicPlanFactory(agency=indicator.agency, first_year=2019)
        )
        indicator.goals.add(earlier)
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, goals=[goal.pk]))
        assert set(indicator.goals.all()) == {earlier, goal}

    def test_nothing_that_a_joint_indicator_fixes(self, login, strategic_plan, agency, joint):
        own = factories.IndicatorFactory(agency=agency, definition=joint, unit="tkr", direction="lower")
        url = address(strategic_plan, "indicator_edit", own.pk)
        client = login("planner")
        client.post(url, typed(client, url, unit="dagar", direction="higher", name="Vårt porto"))
        own.refresh_from_db()
        assert (own.unit, own.direction, own.name) == ("tkr", "lower", "Vårt porto")

    def test_nothing_when_jonas_was_faster(self, login, indicator, edit_url):
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit_url, name="Petras namn")
        his = typed(jonas, edit_url, target="70", reason="Högre fart.")
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers | {"target": "65", "reason": "Lägre fart."})
        page = text(response)
        assert response.status_code == 409
        assert "Jonas Ek sparade kl." in page
        assert "<b>Jonas Ek sparade:</b> 70" in page
        assert 'value="Petras namn"' in page
        assert [one.value for one in indicator.targets.all()] == [Decimal(70), Decimal(60)]
        indicator.refresh_from_db()
        assert indicator.name == "Ärenden via e-tjänst"


class TestInADecidedPlan:
    def test_only_the_target_may_be_changed(self, login, strategic_plan, indicator, edit_url):
        decide(strategic_plan)
        client = login("planner")
        page = text(client.get(edit_url))
        assert "Planen är beslutad. Målvärdet går att ändra, med en motivering." in page
        assert 'name="name"' not in page
        data = typed(client, edit_url, target="65", reason="Ny e-tjänst.", baseline="1")
        assert client.post(edit_url, data).status_code == 302
        indicator.refresh_from_db()
        assert (indicator.baseline, indicator.targets.count()) == (Decimal(24), 2)

    def test_a_target_worse_than_the_start_is_explained(self, login, strategic_plan, edit_url):
        decide(strategic_plan)
        client = login("planner")
        page = text(client.post(edit_url, typed(client, edit_url, target="20", reason="Fel.")))
        assert "Målvärdet är sämre än utgångsläget." in page

    def test_what_petra_typed_before_the_decision_is_kept_but_not_saved(
        self, login, strategic_plan, indicator, edit_url
    ):
        client = login("planner")
        data = typed(client, edit_url, name="För sent")
        decide(strategic_plan)
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert 'value="För sent"' in text(response)
        indicator.refresh_from_db()
        assert indicator.name == "Ärenden via e-tjänst"

    def test_no_indicator_may_be_added(self, login, strategic_plan, url):
        client = login("planner")
        data = typed(client, url, **OWN)
        decide(strategic_plan)
        assert client.get(url).status_code == 403
        assert client.post(url, data).status_code == 409
        assert not Indicator.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize("page", ["url", "edit_url"])
def test_others_may_not(login, request, role, status, page):
    url = request.getfixturevalue(page)
    before = Indicator.objects.count()
    assert login(role).get(url).status_code == status
    assert login(role).post(url, OWN).status_code == status
    assert (Indicator.objects.count(), Indicator.objects.filter(name=OWN["name"]).exists()) == (before, False)


def test_another_organisations_indicator_is_not_found_here(login, strategic_plan):
    foreign = factories.IndicatorFactory()
    assert login("planner").get(address(strategic_plan, "indicator_edit", foreign.pk)).status_code == 404


def test_queries_do_not_grow_with_choices(login, strategic_plan, indicator, edit_url, queries):
    client = login("planner")
    taken = []
    for count in (2, 10):
        indicator.goals.add(*factories.LongTermGoalFactory.create_batch(count, plan=strategic_plan))
        factories.TargetFactory.create_batch(count, indicator=indicator)
        taken.append(queries(client, edit_url))
    assert taken[0] == taken[1] <= 12
