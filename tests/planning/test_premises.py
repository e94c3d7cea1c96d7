"""The premises of a year's plan: their page, what is carried, and what others have published."""

import datetime

import pytest

from planning.links import address
from planning.models import PlanningPremise
from tests import factories
from tests.strategy.posting import SCRIPT, text


@pytest.fixture
def url(plan):
    return address(plan, "premises")


@pytest.fixture
def carry(plan):
    return address(plan, "premise_carry")


@pytest.fixture
def link(plan):
    return address(plan, "premise_link")


def published_elsewhere(name="Exempelmyndigheten", **values):
    """Another organisation's published plan for the year before."""
    agency = factories.AgencyFactory(name=name)
    said = {"year": 2026, "state": "published", "decided_on": datetime.date(2025, 12, 12)} | values
    return factories.OperationalPlanFactory(agency=agency, **said)


def revised(plan):
    """The next version of a plan, published in its place."""
    type(plan).objects.filter(pk=plan.pk).update(state="superseded")
    return factories.OperationalPlanFactory(
        agency=plan.agency,
        year=plan.year,
        state="published",
        decided_on=datetime.date(2026, 5, 11),
        number=plan.number + 1,
        revises=plan,
    )


def linked(plan, row):
    there = getattr(row, "plan", row)
    return factories.PlanningPremiseFactory(
        plan=plan,
        kind="others_plan",
        title=str(row),
        linked_plan=there,
        linked_project=row if row is not there else None,
        impact="Vi bygger på det.",
    )


class TestThePage:
    def test_keeps_the_order_of_the_kinds_and_says_what_is_empty(self, login, plan, url):
        factories.PlanningPremiseFactory(plan=plan, kind="own_decision", title="Budgetramar 2027")
        factories.PlanningPremiseFactory(plan=plan, kind="need", title="Företagarenkät")
        page = text(login("reader").get(url))
        labels = ("Ur den strategiska planen", "Behov som fångats", "Tillgänglighet och miljö", "Mål från EU")
        places = [page.index(f'">{label}') for label in (*labels, "Gemensam planering", "Andras planer", "Egna mål")]
        assert places == sorted(places)
        assert page.count("Inget här än.") == 5

    def test_shows_what_a_premise_says(self, login, plan, url):
        factories.PlanningPremiseFactory(
            plan=plan, title="Företagarenkät", reference="Näringslivskontoret", year=2026, impact="38 av 100 vet inte."
        )
        factories.PlanningPremiseFactory(plan=plan, reference="KS 2026/7", year=2026)
        page = text(login("reader").get(url))
        for shown in ("Företagarenkät", "Näringslivskontoret, 2026", "38 av 100 vet inte.", "KS 2026/7<"):
            assert shown in page

    def test_shows_where_each_leads_directly_or_by_way_of_a_long_term_goal(self, login, plan, strategic_plan, url):
        own = factories.PlanningPremiseFactory(plan=plan)
        steering = factories.PremiseFactory(plan=strategic_plan)
        factories.PlanningPremiseFactory(plan=plan, kind="strategic", carried_from=steering)
        factories.PlanningPremiseFactory(plan=plan)
        long_term = factories.LongTermGoalFactory(plan=strategic_plan)
        long_term.premises.add(steering)
        first, second = factories.ShortTermGoalFactory.create_batch(2, plan=plan)
        first.premises.add(own)
        second.long_term_goals.add(long_term)
        page = text(login("reader").get(url))
        for goal in (first, second):
            assert page.count(f'{address(plan, "goals")}#rad-{goal.pk}">{goal.text}') == 1
        assert page.count("Leder inte till något mål än") == 1

    def test_gives_rut_no_buttons(self, login, plan, url):
        factories.PlanningPremiseFactory(plan=plan, impact="")
        page = text(login("reader").get(url))
        for hidden in ("Hämta ur", "Skriv en egen", "Länka", "?andra=", 'name="upp"'):
            assert hidden not in page
        assert "Saknas" in page

    def test_shows_what_people_typed_as_text(self, login, plan, url):
        factories.PlanningPremiseFactory(plan=plan, title=SCRIPT, reference=SCRIPT, impact=SCRIPT)
        assert SCRIPT not in text(login("planner").get(url))

    def test_takes_the_same_queries_whatever_the_rows(self, login, plan, strategic_plan, url, queries):
        client, taken = login("planner"), []
        goal = factories.ShortTermGoalFactory(plan=plan)
        for count in (2, 12):
            elsewhere = published_elsewhere(f"Verket {count}")
            for _number in range(count):
                source = factories.PremiseSourceFactory(replaced_by=factories.PremiseSourceFactory())
                steering = factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind="")
                carried = factories.PlanningPremiseFactory(plan=plan, kind="strategic", carried_from=steering)
                goal.premises.add(carried)
                linked(plan, factories.ProjectFactory(plan=elsewhere))
            revised(elsewhere)
            taken.append(queries(client, url))
        assert taken[0] == taken[1] <= 12


class TestInPlace:
    def test_petra_writes_how_it_affects_them(self, login, plan, url):
        premise = factories.PlanningPremiseFactory(plan=plan)
        client = login("planner")
        place = f"{url}?andra={premise.pk}"
        assert "Så påverkar det oss i år" in text(client.get(place))
        response = client.post(place, {"impact": "Vi tar om hand", "seen_count": "0"})
        assert response.url == f"{url}#rad-{premise.pk}"
        premise.refresh_from_db()
        assert premise.impact == "Vi tar om hand"

    def test_a_stale_save_keeps_what_she_typed(self, login, plan, url):
        premise = factories.PlanningPremiseFactory(plan=plan, impact="Jonas text", edit_count=2)
        response = login("planner").post(f"{url}?andra={premise.pk}", {"impact": "Petras text", "seen_count": "1"})
        assert response.status_code == 409
        assert "Petras text" in text(response)
        assert "Jonas text" in text(response)

    def test_what_is_removed_meanwhile_keeps_what_she_typed(self, login, plan, url):
        response = login("planner").post(f"{url}?andra=999", {"impact": "Timmars arbete", "seen_count": "0"})
        assert response.status_code == 409
        assert "Timmars arbete" in text(response)

    def test_rut_may_not(self, login, plan, url):
        premise = factories.PlanningPremiseFactory(plan=plan)
        assert login("reader").post(f"{url}?andra={premise.pk}", {"impact": "x"}).status_code == 403


class TestAFlag:
    @pytest.mark.parametrize(
        ("year", "is_checked", "asks"), [(2019, False, True), (2024, False, True), (2025, False, False)]
    )
    def test_asks_about_what_is_older_than_two_years(self, login, plan, url, year, is_checked, asks):
        factories.PlanningPremiseFactory(plan=plan, year=year, is_checked=is_checked)
        assert (f"Från {year}. Gäller den fortfarande?" in text(login("reader").get(url))) is asks

    def test_asks_no_more_once_it_is_checked(self, login, plan, url):
        factories.PlanningPremiseFactory(plan=plan, year=2019, is_checked=True)
        assert "Gäller den fortfarande?" not in text(login("reader").get(url))

    def test_says_that_the_register_has_replaced_the_source_and_changes_it_at_a_press(
        self, login, plan, strategic_plan, url, carry
    ):
        newest = factories.PremiseSourceFactory(title="Öppna datalagen", reference="2022:818", year=2022)
        source = factories.PremiseSourceFactory(title="Gammal lag")
        steering = factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind="", impact="Öppna data.")
        client = login("planner")
        client.post(carry, {"premises": [steering.pk]})
        source.replaced_by = newest
        source.save()
        page = text(client.get(url))
        assert "Ersatt i registret av Öppna datalagen (2022:818)." in page
        premise = plan.premises.get()
        client.post(address(plan, "premise_renew", premise.pk))
        premise.refresh_from_db()
        assert (premise.title, premise.reference, premise.year) == ("Öppna datalagen", "2022:818", 2022)
        assert (premise.impact, premise.edit_count) == ("Öppna data.", 1), "what it means to us is ours"
        page = text(client.get(url))
        assert "Ersatt i registret" not in page
        assert "Byt till den" not in page


class TestCarrying:
    def test_takes_several_with_their_words(self, login, plan, strategic_plan, carry, url):
        source = factories.PremiseSourceFactory(title="Så enkelt som möjligt", reference="prop. 1", year=2023)
        picked = factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind="", impact="Det styr oss.")
        written = factories.PremiseFactory(plan=strategic_plan, title="En enklare kommun", disclosure="internal")
        client = login("planner")
        assert "Så enkelt som möjligt" in text(client.get(carry))
        response = client.post(carry, {"premises": [picked.pk, written.pk]}, follow=True)
        assert "2 förutsättningar är tillagda." in text(response)
        rows = list(plan.premises.values_list("kind", "title", "reference", "year", "impact", "disclosure"))
        assert rows == [
            ("strategic", "Så enkelt som möjligt", "prop. 1", 2023, "Det styr oss.", "publish"),
            ("strategic", "En enklare kommun", "", None, "", "internal"),
        ], "who may read it follows along"
        assert [premise.carried_from for premise in plan.premises.all()] == [picked, written]

    def test_twice_adds_once(self, login, plan, strategic_plan, carry):
        premise = factories.PremiseFactory(plan=strategic_plan)
        client = login("planner")
        client.post(carry, {"premises": [premise.pk]})
        response = client.post(carry, {"premises": [premise.pk]}, follow=True)
        assert "De fanns redan i planen." in text(response)
        assert plan.premises.count() == 1

    def test_tells_what_is_carried_already_also_by_an_older_version(self, login, plan, strategic_plan, carry):
        older = factories.PremiseFactory(plan=strategic_plan, title="Gammal bekant")
        factories.PlanningPremiseFactory(plan=plan, kind="strategic", carried_from=older)
        newer = factories.StrategicPlanFactory(agency=plan.agency, first_year=2029)
        again = factories.PremiseFactory(plan=newer, uid=older.uid, title="Gammal bekant")
        factories.PremiseFactory(plan=newer, title="Ny")
        type(plan).objects.update(strategic_plan=newer)
        client = login("planner")
        offered, carried = text(client.get(carry)).split("Finns redan i årets plan")
        assert "Ny" in offered
        assert "Gammal bekant" not in offered
        assert "Gammal bekant" in carried
        client.post(carry, {"premises": [again.pk]})
        assert plan.premises.count() == 1

    def test_nothing_chosen_is_told(self, login, plan, strategic_plan, carry):
        factories.PremiseFactory(plan=strategic_plan)
        assert "Välj minst en förutsättning" in text(login("planner").post(carry, {}))

    def test_another_plans_premise_is_refused(self, login, plan, strategic_plan, carry):
        factories.PremiseFactory(plan=strategic_plan)
        response = login("planner").post(carry, {"premises": [factories.PremiseFactory().pk]})
        assert "Ett av valen finns inte längre." in text(response)
        assert not plan.premises.exists()

    def test_without_a_strategic_plan_says_what_to_do(self, login, plan, carry):
        type(plan).objects.update(strategic_plan=None)
        client = login("planner")
        assert address(plan, "plan_edit") in text(client.get(carry))
        assert client.post(carry, {"premises": ["1"]}).status_code == 200

    def test_a_plan_submitted_meanwhile_gets_nothing(self, login, plan, strategic_plan, carry):
        premise = factories.PremiseFactory(plan=strategic_plan)
        type(plan).objects.update(state="submitted")
        response = login("planner").post(carry, {"premises": [premise.pk]})
        assert response.status_code == 409
        assert "Det du valde är inte sparat." in text(response)
        assert not plan.premises.exists()


class TestOthersPlans:
    def test_are_found_by_organisation_project_and_goal(self, login, link):
        plan = published_elsewhere("Ängelholms kommun")
        factories.ProjectFactory(plan=plan, title="Bastjänster för företagsuppgifter")
        factories.ShortTermGoalFactory(plan=plan, text="Ärendehantering utan papper")
        client = login("planner")
        for words in ("", "ängelholm", "ÄRENDE", "bastjänster", "bastjänster företag"):
            assert "Ängelholms kommun" in text(client.get(link, {"sok": words})), words
        page = text(client.get(link, {"sok": "ärende"}))
        assert "Ärendehantering utan papper" in page
        assert "Bastjänster" not in page, "only what was found is shown"
        assert "Ingen träff." in text(client.get(link, {"sok": "krog"}))

    def test_nothing_but_what_is_published_and_may_be_read(self, login, plan, agency, link):
        draft = published_elsewhere("Utkastverket", state="draft", decided_on=None)
        factories.ProjectFactory(plan=draft, title="Hemligt projekt")
        own = factories.OperationalPlanFactory(
            agency=agency, year=2026, state="published", decided_on=datetime.date(2025, 12, 1)
        )
        factories.ProjectFactory(plan=own, title="Vårt eget")
        there = published_elsewhere("Exempelverket")
        factories.ProjectFactory(plan=there, title="Internt projekt", disclosure="internal")
        factories.ShortTermGoalFactory(plan=there, text="Mål under sekretessprövning", disclosure="review")
        client = login("planner")
        for words in ("", "projekt", "mål", "verket"):
            page = text(client.get(link, {"sok": words}))
            for hidden in ("Hemligt projekt", "Internt projekt", "sekretessprövning", "Utkastverket", "Vårt eget"):
                assert hidden not in page, words
        assert "Exempelverket" in text(client.get(link))

    def test_become_premises_with_where_they_come_from(self, login, plan, link, url):
        there = published_elsewhere()
        project = factories.ProjectFactory(plan=there, title="Bastjänster", starts_on=datetime.date(2026, 4, 1))
        client = login("planner")
        chosen = {"chosen": [f"plan-{there.pk}", f"projekt-{project.pk}"]}
        for _press in range(2):
            assert client.post(link, chosen).status_code == 302
        premises = list(plan.premises.all())
        assert [premise.linked for premise in premises] == [there, project]
        assert [premise.title for premise in premises] == ["Verksamhetsplan 2026", "Bastjänster"]
        assert {premise.kind for premise in premises} == {"others_plan"}
        assert "Exempelmyndigheten, verksamhetsplan 2026, från apr 2026" in text(client.get(url))

    @pytest.mark.parametrize("kind", ["plan", "projekt"])
    def test_what_was_unpublished_meanwhile_is_refused_in_words(self, login, plan, link, kind):
        there = published_elsewhere()
        row = there if kind == "plan" else factories.ProjectFactory(plan=there)
        type(there).objects.filter(pk=there.pk).update(state="decided")
        page = text(login("planner").post(link, {"chosen": [f"{kind}-{row.pk}"]}))
        assert "Något av det du valde är inte längre publicerat och går inte att länka till. Sök igen." in page
        assert not plan.premises.exists()

    def test_their_internal_project_and_ones_own_plan_are_refused(self, login, plan, agency, link):
        secret = factories.ProjectFactory(plan=published_elsewhere(), disclosure="internal")
        for code in (f"projekt-{secret.pk}", f"plan-{plan.pk}"):
            assert "inte längre publicerat" in text(login("planner").post(link, {"chosen": [code]}))
        assert not plan.premises.exists()

    @pytest.mark.parametrize("code", ["mal-1", "plan-", "x", "projekt-²", "plan-" + "9" * 40, "\u202e", "plan-1'--"])
    def test_nonsense_is_refused(self, login, plan, link, code):
        assert login("planner").post(link, {"chosen": [code]}).status_code == 200
        assert not plan.premises.exists()

    def test_nothing_chosen_is_told(self, login, link):
        assert "Välj minst en plan eller ett projekt." in text(login("planner").post(link, {}))

    @pytest.mark.parametrize("words", ["\x00", "x" * 5000, "[", "\\", "(?P<", "%_", SCRIPT, "𝕏"])
    def test_any_words_can_be_searched_for(self, login, link, words):
        published_elsewhere()
        response = login("planner").get(link, {"sok": words})
        assert response.status_code == 200
        assert SCRIPT not in text(response)

    def test_are_at_most_twenty_the_newest_first(self, login, link):
        for number in range(22):
            published_elsewhere(f"Verket {number:02}", year=2000 + number)
        page = text(login("planner").get(link))
        assert page.count("(hela planen)") == 20
        assert page.index("Verket 21") < page.index("Verket 20")

    def test_take_the_same_queries_however_many(self, login, link, queries):
        client, taken = login("planner"), []
        for count in (2, 12):
            for number in range(count):
                there = published_elsewhere(f"Verket {count} {number}")
                factories.ProjectFactory(plan=there)
                factories.ShortTermGoalFactory(plan=there)
            taken.append(queries(client, f"{link}?sok=verket"))
        assert taken[0] == taken[1] <= 12


class TestALink:
    """What a premise says when the other organisation has changed what it links to."""

    def test_is_silent_while_nothing_changes(self, login, plan, url):
        there = published_elsewhere()
        linked(plan, there)
        linked(plan, factories.ProjectFactory(plan=there))
        assert 'class="flag"' not in text(login("planner").get(url))

    def test_is_silent_when_the_new_version_says_the_same_and_when_the_plan_is_closed(self, login, plan, url):
        row = factories.ProjectFactory(plan=published_elsewhere(), title="Bastjänster")
        linked(plan, row)
        factories.ProjectFactory(plan=revised(row.plan), uid=row.uid, title="Bastjänster")
        closed = published_elsewhere("Avslutade verket")
        linked(plan, closed)
        type(closed).objects.filter(pk=closed.pk).update(state="closed")
        assert 'class="flag"' not in text(login("planner").get(url))

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            (
                {"title": "Bastjänster för alla"},
                "Exempelmyndigheten har ändrat: nu ”Bastjänster för alla”, apr–okt 2026.",
            ),
            ({"ends_on": datetime.date(2027, 2, 28)}, "har ändrat: nu ”Bastjänster”, apr 2026–feb 2027."),
        ],
    )
    def test_says_what_a_project_says_now_and_takes_it_in_at_a_press(self, login, plan, url, changes, said):
        then = {
            "title": "Bastjänster",
            "starts_on": datetime.date(2026, 4, 1),
            "ends_on": datetime.date(2026, 10, 31),
        }
        row = factories.ProjectFactory(plan=published_elsewhere(), **then)
        premise = linked(plan, row)
        now = factories.ProjectFactory(plan=revised(row.plan), uid=row.uid, **(then | changes))
        client = login("planner")
        assert said in text(client.get(url))
        client.post(address(plan, "premise_renew", premise.pk))
        premise.refresh_from_db()
        assert (premise.linked_project, premise.title, premise.impact) == (now, now.title, "Vi bygger på det.")
        assert 'class="flag"' not in text(client.get(url))

    def test_does_not_become_two_of_the_same(self, login, plan, url):
        there = published_elsewhere()
        old = linked(plan, there)
        linked(plan, revised(there))
        response = login("planner").post(address(plan, "premise_renew", old.pk), follow=True)
        assert "Planen har redan Verksamhetsplan 2026. Ta bort den gamla i stället." in text(response)

    def test_says_that_a_whole_plan_has_a_new_version(self, login, plan, url):
        there = published_elsewhere()
        linked(plan, there)
        revised(there)
        assert "Exempelmyndigheten har publicerat version 2." in text(login("planner").get(url))

    def test_says_that_a_plan_is_withdrawn_and_never_what_it_says_now(self, login, plan, url):
        row = factories.ProjectFactory(plan=published_elsewhere(), title="Projektet som det var")
        linked(plan, row)
        type(row.plan).objects.filter(pk=row.plan_id).update(state="superseded")
        secret = factories.OperationalPlanFactory(agency=row.plan.agency, year=2026, number=2, revises=row.plan)
        factories.ProjectFactory(plan=secret, uid=row.uid, title="Hemlig ny lydelse")
        page = text(login("planner").get(url))
        assert "Planen är inte längre publicerad av Exempelmyndigheten. Kontrollera om det fortfarande gäller." in page
        assert "Projektet som det var" in page
        assert "Hemlig ny lydelse" not in page

    def test_hides_what_the_other_has_made_internal(self, login, plan, url):
        row = factories.ProjectFactory(plan=published_elsewhere())
        linked(plan, row)
        factories.ProjectFactory(plan=revised(row.plan), uid=row.uid, title="Nu internt", disclosure="internal")
        page = text(login("planner").get(url))
        assert "Nu internt" not in page
        assert "Finns inte längre i den plan som Exempelmyndigheten har publicerat." in page


def test_petra_moves_a_premise_among_its_kind(login, plan):
    first, _other, second = (
        factories.PlanningPremiseFactory(plan=plan, kind=kind, position=place)
        for place, kind in enumerate(("need", "own_decision", "need"))
    )
    login("planner").post(address(plan, "premise_move"), {"upp": second.pk})
    assert list(plan.premises.filter(kind="need")) == [second, first]


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
@pytest.mark.parametrize("page", ["premise_carry", "premise_link", "premise_move", "premise_renew"])
def test_others_may_not_write(login, plan, strategic_plan, role, status, page):
    premise = factories.PremiseFactory(plan=strategic_plan)
    row = factories.PlanningPremiseFactory(plan=plan, position=4)
    data = {"premises": [premise.pk], "chosen": ["plan-1"], "upp": row.pk}
    where = address(plan, page, *([row.pk] if page == "premise_renew" else []))
    assert login(role).post(where, data).status_code == status
    assert PlanningPremise.objects.count() == 1


def carried(login, plan, carry, **said):
    """A premise of the strategic plan that the register has replaced, carried to the year."""
    old, new = (
        factories.PremiseSourceFactory(title=title, reference=reference, year=year)
        for title, reference, year in said["as"]
    )
    old.replaced_by = new
    old.save()
    premise = factories.PremiseFactory(plan=plan.strategic_plan, title="", source=old, reference=said.get("own", ""))
    login("planner").post(carry, {"premises": [premise.pk]})
    return plan.premises.get()


def test_what_they_wrote_after_the_reference_stays_when_the_register_has_something_newer(login, plan, carry):
    said = [("Gamla lagen", "SFS 2010:1", 2010), ("Nya lagen", "SFS 2025:1", 2025)]
    premise = carried(login, plan, carry, **{"as": said, "own": "3 kap. 2 §"})
    assert premise.reference == "SFS 2010:1, 3 kap. 2 §"
    login("planner").post(address(plan, "premise_renew", premise.pk))
    premise.refresh_from_db()
    assert (premise.title, premise.reference, premise.year) == ("Nya lagen", "SFS 2025:1, 3 kap. 2 §", 2025)


def test_what_is_replaced_by_something_of_the_same_name_is_replaced_once(login, plan, carry, url):
    said = [("Regleringsbrev", "Fi2025/1", 2025), ("Regleringsbrev", "Fi2026/9", 2026)]
    premise = carried(login, plan, carry, **{"as": said})
    assert "Ersatt i registret" in text(login("planner").get(url))
    login("planner").post(address(plan, "premise_renew", premise.pk))
    assert plan.premises.get().reference == "Fi2026/9"
    assert "Ersatt i registret" not in text(login("planner").get(url))


def test_leads_to_the_goal_also_when_the_strategic_plan_is_revised(login, plan, strategic_plan, agency, carry, url):
    premise = factories.PremiseFactory(plan=strategic_plan)
    login("planner").post(carry, {"premises": [premise.pk]})
    assert plan.premises.leading_nowhere().exists()
    newer = factories.StrategicPlanFactory(agency=agency, revises=strategic_plan, number=2)
    long_term = factories.LongTermGoalFactory(plan=newer)
    long_term.premises.add(factories.PremiseFactory(plan=newer, uid=premise.uid))
    factories.ShortTermGoalFactory(plan=plan, text="Årets mål").long_term_goals.add(long_term)
    assert "Årets mål" in text(login("planner").get(url))
    assert not plan.premises.leading_nowhere().exists()
