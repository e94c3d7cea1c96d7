"""The page of the strategisk utvecklingsplan."""

from decimal import Decimal

import pytest

from strategy.links import address
from strategy.rows import benefit_charts
from tests import factories
from tests.strategy.posting import SCRIPT, text


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "initiatives")


@pytest.fixture
def initiative(strategic_plan):
    return factories.InitiativeFactory(plan=strategic_plan, title="Bygga enklare", first_year=2024, last_year=2027)


class TestThePage:
    def test_shows_what_an_initiative_is_about(self, login, strategic_plan, initiative, url):
        initiative.description, initiative.joint, initiative.joint_with = "Slipper krångel.", "seeking", "regionen"
        initiative.open_source, initiative.openness_note = "used", "Samma som grannkommunen"
        initiative.save()
        initiative.life_events.add(factories.LifeEventFactory(name="Bygga eller bygga om"))
        initiative.service_types.add(factories.ServiceTypeFactory(name="E-tjänst"))
        initiative.target_groups.add(factories.TargetGroupFactory(name="Husägare"))
        initiative.principles.add(factories.GuidingPrincipleFactory(name="Öppna upp", position=2))
        initiative.principles.add(factories.GuidingPrincipleFactory(name="Digitalt först", position=1))
        initiative.services.add(factories.ServiceFactory(agency=strategic_plan.agency, name="Bygglov"))
        factories.BenefitEstimateFactory(initiative=initiative, low=Decimal(8), high=Decimal(12))
        page = text(login("reader").get(url))
        for shown in (
            'aria-label="Bygga enklare: 2024 till 2027"',
            "Slipper krångel.",
            "Vi söker partner: regionen",
            "<b>Målgrupper:</b> Husägare",
            "<b>Principer:</b> Digitalt först, Öppna upp",
            "<b>Tjänster:</b> Bygglov",
            "<b>Öppen programvara:</b> Ja, används",
            "Samma som grannkommunen",
            "8–12\u00a0mnkr per år",
        ):
            assert shown in page, shown

    def test_shows_holes_dashed_with_links_straight_to_the_field(self, login, strategic_plan, url):
        bare = factories.InitiativeFactory(plan=strategic_plan)
        page = text(login("planner").get(url))
        for field in ("first_year", "life_events", "service_types", "estimates-0-kind"):
            assert f"utvecklingsplan/{bare.pk}/#id_{field}" in page
        assert text(login("reader").get(url)).count('class="gap-tag">Saknas') == 4

    def test_filters_by_what_is_there_and_ignores_nonsense(self, login, strategic_plan, initiative, url):
        event = factories.LifeEventFactory(name="Bygga om", slug="bygga-om")
        initiative.life_events.add(event)
        factories.InitiativeFactory(plan=strategic_plan, title="Digital post", joint="yes", joint_with="alla")
        client = login("reader")
        page = text(client.get(url, {"handelse": "bygga-om"}))
        assert "Bygga enklare" in page
        assert "Digital post" not in page
        assert 'aria-current="true">Bygga om' in page
        assert "Digital post" in text(client.get(url, {"gemensam": "yes"}))
        both = text(client.get(url, {"handelse": "finns-inte", "tjanstetyp": SCRIPT}))
        assert "Bygga enklare" in both
        assert "Digital post" in both

    def test_nothing_typed_becomes_markup(self, login, strategic_plan, url):
        nasty = factories.InitiativeFactory(
            plan=strategic_plan, title=SCRIPT, description=SCRIPT, joint="yes", joint_with=SCRIPT, openness_note=SCRIPT
        )
        factories.BenefitEstimateFactory(initiative=nasty, note=SCRIPT, who=SCRIPT, responsible_role=SCRIPT)
        assert SCRIPT not in text(login("planner").get(url))


class TestInPlace:
    def test_petra_changes_years_and_tags(self, login, initiative, url):
        event, kind = factories.LifeEventFactory(), factories.ServiceTypeFactory()
        data = {
            "first_year": "2025",
            "last_year": "2026",
            "life_events": [event.pk],
            "service_types": [kind.pk],
            "seen_count": "0",
        }
        client = login("planner")
        assert "Visa bara de som innehåller" in text(client.get(f"{url}?andra={initiative.pk}"))
        assert client.post(f"{url}?andra={initiative.pk}", data).status_code == 302
        initiative.refresh_from_db()
        assert (initiative.first_year, initiative.last_year, initiative.title) == (2025, 2026, "Bygga enklare")
        assert (initiative.life_events.get(), initiative.service_types.get()) == (event, kind)

    def test_and_is_told_what_is_wrong(self, login, initiative, url):
        data = {"first_year": "2027", "last_year": "2025", "seen_count": "0"}
        page = text(login("planner").post(f"{url}?andra={initiative.pk}", data))
        assert page.count("Det sista året är före det första (2027). Ange ett senare år.") == 2


class TestSums:
    """What the initiatives give together, year by year."""

    def sums(self, plan, *estimates):
        initiative = factories.InitiativeFactory(plan=plan)
        for values in estimates:
            factories.BenefitEstimateFactory(initiative=initiative, **values)
        charts, left_out = benefit_charts(type(plan).objects.get(pk=plan.pk))
        return {chart.unit: [(one.low, one.high) for one in chart.intervals] for chart in charts}, left_out

    def test_an_estimate_counts_from_its_year_and_on(self, strategic_plan):
        found, left_out = self.sums(
            strategic_plan,
            {"low": Decimal(1), "high": Decimal(2), "from_year": 2025},
            {"low": Decimal(500), "high": Decimal(1500), "unit": "tkr", "from_year": 2027},
        )
        one, both = (Decimal(1), Decimal(2)), (Decimal("1.5"), Decimal("3.5"))
        assert found == {"mnkr": [(None, None), one, one, both, both]}
        assert left_out == ""

    def test_hours_are_a_sum_of_their_own(self, strategic_plan):
        found, _left_out = self.sums(
            strategic_plan, {"low": Decimal(300), "high": Decimal(400), "unit": "tim", "from_year": 2024}
        )
        assert found == {"tim": [(Decimal(300), Decimal(400))] * 5}

    @pytest.mark.parametrize(
        ("low", "high", "total"),
        [(None, Decimal(3), (Decimal(0), Decimal(3))), (Decimal(3), None, (Decimal(3), Decimal(3)))],
    )
    def test_one_end_says_as_much_and_no_more(self, strategic_plan, low, high, total):
        found, _left_out = self.sums(strategic_plan, {"low": low, "high": high, "from_year": 2028})
        assert found["mnkr"][-1] == total

    def test_what_has_no_year_or_no_amount_is_in_no_sum_and_said(self, strategic_plan):
        found, left_out = self.sums(
            strategic_plan, {"from_year": None}, {"low": None, "high": None, "note": "kvalitet", "from_year": 2025}
        )
        assert found == {}
        assert left_out == "2 nyttor är inte med i summan, för att de saknar startår eller belopp."

    def test_the_drawing_has_its_sentence_and_table(self, login, strategic_plan, url):
        self.sums(strategic_plan, {"low": Decimal(1), "high": Decimal(2), "from_year": 2025})
        page = text(login("reader").get(url))
        assert "Grova uppskattningar av nyttan per år: 1–2\u00a0mnkr 2028." in page
        assert '<th scope="row">2025</th><td class="r num">1</td><td class="r num">2</td>' in page
        assert '<th scope="row">2024</th><td class="r num">–</td>' in page


def test_queries_do_not_grow_with_initiatives(login, strategic_plan, agency, url, queries):
    client, taken = login("planner"), []
    words = [
        ("life_events", factories.LifeEventFactory()),
        ("service_types", factories.ServiceTypeFactory()),
        ("citizen_problems", factories.CitizenProblemFactory()),
        ("target_groups", factories.TargetGroupFactory()),
        ("principles", factories.GuidingPrincipleFactory()),
        ("goals", factories.LongTermGoalFactory(plan=strategic_plan)),
    ]
    level = factories.ServiceLevelFactory()
    for count in (5, 200):
        for _number in range(count):
            row = factories.InitiativeFactory(plan=strategic_plan, service_level=level, first_year=2025, last_year=2026)
            for name, word in words:
                getattr(row, name).add(word)
            factories.BenefitEstimateFactory(initiative=row, from_year=2026)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
    assert queries(client, f"{url}?andra={row.pk}") <= 12


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_write(login, strategic_plan, initiative, url, role, status):
    for address_ in (f"{url}?andra={initiative.pk}", address(strategic_plan, "initiative_move")):
        assert login(role).post(address_, {"upp": initiative.pk, "first_year": "2025"}).status_code == status
    initiative.refresh_from_db()
    assert initiative.first_year == 2024
