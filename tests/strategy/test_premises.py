"""The premises of a plan: their page, the register, and what others have published."""

import datetime

import pytest

from strategy.links import address
from strategy.models import Premise
from tests import factories
from tests.strategy.posting import SCRIPT, text
from workflow.models import LeftOut


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "premises")


def published_elsewhere(name="Exempelmyndigheten", **values):
    """Another organisation's published plan for the same years."""
    agency = factories.AgencyFactory(name=name)
    return factories.StrategicPlanFactory(
        agency=agency, **({"state": "published", "decided_on": "2024-05-21"} | values)
    )


def revised(plan):
    """The next version of a plan, published in its place."""
    type(plan).objects.filter(pk=plan.pk).update(state="superseded")
    return factories.StrategicPlanFactory(
        agency=plan.agency, state="published", decided_on="2025-01-01", number=plan.number + 1, revises=plan
    )


def linked(strategic_plan, row):
    plan = getattr(row, "plan", row)
    kind = {"Initiative": "linked_initiative", "LongTermGoal": "linked_goal"}.get(type(row).__name__)
    target = {kind: row} if kind else {}
    return factories.PremiseFactory(
        plan=strategic_plan, kind="others_plan", title=str(row), linked_plan=plan, impact="Vi bygger på det.", **target
    )


class TestThePage:
    def test_keeps_the_guidances_order_and_says_what_is_empty(self, login, strategic_plan, url):
        factories.PremiseFactory(plan=strategic_plan, kind="need", title="Företagarenkät")
        factories.PremiseFactory(plan=strategic_plan, kind="government_goal", title="Så enkelt som möjligt")
        page = text(login("reader").get(url))
        labels = ("Regeringens mål", "Betänkanden", "Regeringsbeslut", "Andras planer", "Behov som fångats")
        places = [page.index(f'">{label}') for label in labels]
        assert places == sorted(places)
        assert page.count("Inget här än.") == 3

    def test_shows_where_each_leads_and_what_leads_nowhere(self, login, strategic_plan, url):
        premise = factories.PremiseFactory(plan=strategic_plan)
        factories.PremiseFactory(plan=strategic_plan)
        goal = factories.LongTermGoalFactory(plan=strategic_plan, text="En väg in")
        goal.premises.add(premise)
        page = text(login("reader").get(url))
        assert f'{address(strategic_plan, "goals")}#rad-{goal.pk}">En väg in' in page
        assert page.count("Leder inte till något mål än") == 1

    def test_gives_rut_no_buttons(self, login, strategic_plan, url):
        factories.PremiseFactory(plan=strategic_plan, impact="")
        page = text(login("reader").get(url))
        for hidden in ("Välj ur registret", "?andra=", 'name="upp"', "Skriv varför"):
            assert hidden not in page
        assert "Saknas" in page

    def test_shows_what_people_typed_as_text(self, login, strategic_plan, url):
        factories.PremiseFactory(plan=strategic_plan, title=SCRIPT, reference=SCRIPT, impact=SCRIPT)
        assert SCRIPT not in text(login("planner").get(url))


class TestAFlag:
    def pick(self, strategic_plan, **values):
        source = factories.PremiseSourceFactory(**values)
        return factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind="")

    def test_says_that_a_source_is_replaced_and_changes_it_at_a_press(self, login, strategic_plan, url):
        newest = factories.PremiseSourceFactory(title="Öppna datalagen", reference="")
        newer = factories.PremiseSourceFactory(title="Mellanlagen", replaced_by=newest)
        premise = self.pick(strategic_plan, title="Gammal lag", replaced_by=newer)
        client = login("planner")
        page = text(client.get(url))
        assert "Ersatt av Mellanlagen" in page
        assert "Byt till den" in page
        client.post(address(strategic_plan, "premise_renew", premise.pk))
        premise.refresh_from_db()
        assert premise.source == newest, "the whole chain is followed"
        assert "Ersatt av" not in text(client.get(url))

    def test_changes_nothing_to_what_the_plan_has_already(self, login, strategic_plan):
        newer = factories.PremiseSourceFactory(title="Öppna datalagen", reference="")
        self.pick(strategic_plan, replaced_by=None)
        factories.PremiseFactory(plan=strategic_plan, source=newer, title="", kind="")
        old = self.pick(strategic_plan, replaced_by=newer)
        response = login("planner").post(address(strategic_plan, "premise_renew", old.pk), follow=True)
        assert "Planen har redan Öppna datalagen. Ta bort den gamla i stället." in text(response)
        old.refresh_from_db()
        assert old.source != newer

    def test_changes_only_what_has_come_instead(self, login, strategic_plan):
        premise = self.pick(strategic_plan, replaced_by=factories.PremiseSourceFactory())
        client, url = login("planner"), address(strategic_plan, "premise_renew", premise.pk)
        Premise.objects.filter(pk=premise.pk).update(impact="Jonas text", edit_count=4)
        client.post(url)
        premise.refresh_from_db()
        assert (premise.impact, premise.edit_count, premise.edited_by.name) == ("Jonas text", 5, "Petra Lind")
        premise.delete()
        assert client.post(url).status_code == 404
        assert not Premise.objects.filter(pk=premise.pk).exists()

    def test_says_that_a_source_no_longer_holds(self, login, strategic_plan, url):
        self.pick(strategic_plan, valid_until=datetime.date(2022, 7, 31))
        assert "Gällde till och med 2022. Kontrollera vad som gäller nu." in text(login("reader").get(url))

    def test_asks_whether_an_old_one_still_holds_until_somebody_has_checked(self, login, strategic_plan, url):
        premise = self.pick(strategic_plan, year=2018)
        client = login("reader")
        assert "Från 2018. Gäller den fortfarande?" in text(client.get(url))
        Premise.objects.filter(pk=premise.pk).update(is_checked=True)
        assert "Gäller den fortfarande?" not in text(client.get(url))

    def test_says_nothing_of_one_from_the_years_before_the_plan(self, login, strategic_plan, url):
        self.pick(strategic_plan, year=2019)
        assert "Gäller den fortfarande?" not in text(login("reader").get(url))


class TestPetraWritesInPlace:
    def test_how_a_premise_affects_them(self, login, strategic_plan, url):
        premise = factories.PremiseFactory(plan=strategic_plan, impact="")
        client = login("planner")
        page = text(client.get(f"{url}?andra={premise.pk}"))
        assert 'name="impact"' in page
        response = client.post(f"{url}?andra={premise.pk}", {"impact": "En kväll räcker.", "seen_count": "0"})
        assert response.url == f"{url}#rad-{premise.pk}"
        premise.refresh_from_db()
        assert (premise.impact, premise.edited_by.name, premise.edit_count) == ("En kväll räcker.", "Petra Lind", 1)

    def test_and_sees_what_jonas_wrote_meanwhile(self, login, strategic_plan, url):
        premise = factories.PremiseFactory(plan=strategic_plan)
        for who, words, status in (("manager", "Jonas ord", 302), ("planner", "Petras ord", 409)):
            data = {"impact": words, "seen_count": "0"}
            response = login(who).post(f"{url}?andra={premise.pk}", data)
            assert response.status_code == status
        page = text(response)
        assert "<b>Jonas Ek sparade:</b> Jonas ord" in page
        assert "Petras ord" in page

    def test_and_is_told_when_it_is_too_long(self, login, strategic_plan, url):
        premise = factories.PremiseFactory(plan=strategic_plan)
        page = text(login("planner").post(f"{url}?andra={premise.pk}", {"impact": "x" * 601, "seen_count": "0"}))
        assert page.count("Texten är 1 tecken för lång. Korta den till högst 600 tecken.") == 2

    def test_what_was_removed_meanwhile_is_kept_on_the_page(self, login, strategic_plan, url):
        premise = factories.PremiseFactory(plan=strategic_plan)
        number = premise.pk
        premise.delete()
        response = login("planner").post(f"{url}?andra={number}", {"impact": "Mina ord", "seen_count": "0"})
        assert response.status_code == 409
        assert "Någon annan har tagit bort det här." in text(response)

    @pytest.mark.parametrize("asked", ["x", "-1", "", "9" * 30, "²"])
    def test_a_number_that_is_none_is_just_the_page(self, login, url, asked):
        assert login("planner").get(f"{url}?andra={asked}").status_code == 200

    def test_others_may_not(self, login, strategic_plan, url):
        premise = factories.PremiseFactory(plan=strategic_plan)
        assert 'name="impact"' not in text(login("reader").get(f"{url}?andra={premise.pk}"))
        assert login("reader").post(f"{url}?andra={premise.pk}", {"impact": "x"}).status_code == 403
        assert login().post(f"{url}?andra={premise.pk}", {"impact": "x"}).status_code == 404


class TestOrder:
    def test_petra_moves_a_premise_up_and_down(self, login, strategic_plan):
        rows = [factories.PremiseFactory(plan=strategic_plan, position=place) for place in range(3)]
        client, move = login("planner"), address(strategic_plan, "premise_move")
        client.post(move, {"upp": rows[2].pk})
        assert list(strategic_plan.premises.all()) == [rows[0], rows[2], rows[1]]
        client.post(move, {"ned": rows[0].pk})
        assert list(strategic_plan.premises.all()) == [rows[2], rows[0], rows[1]]

    def test_past_the_ends_and_nonsense_change_nothing(self, login, strategic_plan):
        row = factories.PremiseFactory(plan=strategic_plan)
        foreign = factories.PremiseFactory()
        numbers = ("x", "9" * 40, "9" * 5000, "-1", "²", "", foreign.pk)
        for data in ({"upp": row.pk}, {"ned": row.pk}, {}, *({"upp": number} for number in numbers)):
            assert login("planner").post(address(strategic_plan, "premise_move"), data).status_code == 302
        assert list(strategic_plan.premises.all()) == [row]

    def test_a_premise_changes_place_with_the_next_of_its_own_kind(self, login, strategic_plan):
        need, inquiry, other = (
            factories.PremiseFactory(plan=strategic_plan, kind=kind, position=place)
            for place, kind in enumerate(("need", "inquiry", "need"))
        )
        login("planner").post(address(strategic_plan, "premise_move"), {"upp": other.pk})
        assert list(strategic_plan.premises.all()) == [other, inquiry, need]

    def test_a_new_one_stands_last(self, login, strategic_plan):
        factories.PremiseFactory(plan=strategic_plan, position=7)
        client, source = login("planner"), factories.PremiseSourceFactory()
        client.post(address(strategic_plan, "premise_pick"), {"sources": [source.pk]})
        assert strategic_plan.premises.get(source=source).position == 8


class TestTheRegister:
    def test_several_are_picked_at_once_and_only_once(self, login, strategic_plan):
        one, other = factories.PremiseSourceFactory.create_batch(2)
        factories.PremiseSourceFactory(title="Ersatt källa", replaced_by=one)
        factories.PremiseSourceFactory(title="Utgången källa", valid_until=datetime.date(2020, 1, 1))
        client, pick = login("planner"), address(strategic_plan, "premise_pick")
        page = text(client.get(pick))
        assert str(one) in page
        assert "Ersatt källa" not in page
        assert "Utgången källa" not in page
        for _press in range(2):
            assert client.post(pick, {"sources": [one.pk, other.pk]}).status_code == 302
        assert strategic_plan.premises.count() == 2
        assert str(one) not in text(client.get(pick)), "what the plan has is not offered again"

    def test_nothing_chosen_is_told(self, login, strategic_plan):
        page = text(login("planner").post(address(strategic_plan, "premise_pick"), {}))
        assert page.count("Välj minst en förutsättning, eller gå tillbaka och skriv en egen.") == 2

    @pytest.mark.parametrize("chosen", ["99999", "x", "9" * 40])
    def test_what_is_not_there_is_refused(self, login, strategic_plan, chosen):
        page = text(login("planner").post(address(strategic_plan, "premise_pick"), {"sources": [chosen]}))
        assert "Ett av valen finns inte längre." in page
        assert not strategic_plan.premises.exists()

    def test_a_plan_submitted_meanwhile_gets_nothing(self, login, strategic_plan):
        source = factories.PremiseSourceFactory()
        type(strategic_plan).objects.update(state="submitted")
        response = login("planner").post(address(strategic_plan, "premise_pick"), {"sources": [source.pk]})
        assert response.status_code == 409
        assert "Det du valde är inte sparat." in text(response)


class TestOthersPlans:
    @pytest.fixture
    def link(self, strategic_plan):
        return address(strategic_plan, "premise_link")

    def test_are_found_by_organisation_goal_and_initiative(self, login, link):
        plan = published_elsewhere("Ängelholms kommun")
        factories.LongTermGoalFactory(plan=plan, text="Ärendehantering utan papper")
        factories.InitiativeFactory(plan=plan, title="Bastjänster för företagsuppgifter")
        client = login("planner")
        for words in ("", "ängelholm", "ÄRENDE", "bastjänster", "bastjänster företag"):
            assert "Ängelholms kommun" in text(client.get(link, {"sok": words})), words
        page = text(client.get(link, {"sok": "bastjänster"}))
        assert "Ärendehantering" not in page, "only what was found is shown"
        assert "Ingen träff." in text(client.get(link, {"sok": "krog"}))

    def test_nothing_but_what_is_published_and_may_be_read(self, login, agency, link):
        draft = published_elsewhere(state="draft", decided_on=None)
        factories.LongTermGoalFactory(plan=draft, text="Hemligt mål")
        plan = published_elsewhere("Exempelverket")
        factories.LongTermGoalFactory(plan=plan, text="Internt mål", disclosure="internal")
        factories.InitiativeFactory(plan=plan, title="Under sekretessprövning", disclosure="review")
        page = text(login("planner").get(link))
        assert "Exempelverket" in page
        for hidden in ("Hemligt mål", "Internt mål", "Under sekretessprövning", draft.agency.name):
            assert hidden not in page

    def test_become_premises_with_where_they_come_from(self, login, strategic_plan, link, url):
        plan = published_elsewhere()
        initiative = factories.InitiativeFactory(plan=plan, title="Bastjänster")
        goal = factories.LongTermGoalFactory(plan=plan, text="En uppgift en gång")
        client = login("planner")
        chosen = {"chosen": [f"plan-{plan.pk}", f"mal-{goal.pk}", f"insats-{initiative.pk}"]}
        for _press in range(2):
            assert client.post(link, chosen).status_code == 302
        premises = strategic_plan.premises.all()
        assert [premise.linked for premise in premises] == [plan, goal, initiative]
        assert {premise.kind for premise in premises} == {"others_plan"}
        assert "Exempelmyndigheten, Strategisk plan 2024–2028" in text(client.get(url))

    @pytest.mark.parametrize("kind", ["plan", "mal", "insats"])
    def test_what_was_unpublished_meanwhile_is_refused_in_words(self, login, strategic_plan, link, kind):
        plan = published_elsewhere()
        row = {
            "plan": plan,
            "mal": factories.LongTermGoalFactory(plan=plan),
            "insats": factories.InitiativeFactory(plan=plan),
        }[kind]
        type(plan).objects.filter(pk=plan.pk).update(state="decided")
        page = text(login("planner").post(link, {"chosen": [f"{kind}-{row.pk}"]}))
        assert "Något av det du valde är inte längre publicerat och går inte att länka till. Sök igen." in page
        assert not strategic_plan.premises.exists()

    @pytest.mark.parametrize("code", ["mal-1", "plan-", "x", "insats-²", "mal-" + "9" * 40, "\u202e", "plan-1'--"])
    def test_nonsense_is_refused(self, login, strategic_plan, link, code):
        assert login("planner").post(link, {"chosen": [code]}).status_code == 200
        assert not strategic_plan.premises.exists()

    @pytest.mark.parametrize("words", ["\x00", "x" * 5000, "[", "\\", "(?P<", "%_", SCRIPT, "𝕏"])
    def test_any_words_can_be_searched_for(self, login, link, words):
        published_elsewhere()
        response = login("planner").get(link, {"sok": words})
        assert response.status_code == 200
        assert SCRIPT not in text(response)

    def test_queries_do_not_grow_with_plans(self, login, link, queries):
        client, taken = login("planner"), []
        for count in (2, 10):
            for _number in range(count):
                plan = published_elsewhere(f"Verket {factories.AgencyFactory().pk}")
                factories.LongTermGoalFactory(plan=plan)
                factories.InitiativeFactory(plan=plan)
            taken.append(queries(client, link))
        assert taken[0] == taken[1] <= 12


class TestALink:
    """What a premise says when the other organisation has changed what it links to."""

    def test_is_silent_while_nothing_changes(self, login, strategic_plan, url):
        plan = published_elsewhere()
        for row in (plan, factories.InitiativeFactory(plan=plan), factories.LongTermGoalFactory(plan=plan)):
            linked(strategic_plan, row)
        assert 'class="flag"' not in text(login("planner").get(url))

    def test_follows_a_new_version_that_says_the_same(self, login, strategic_plan, url):
        row = factories.InitiativeFactory(
            plan=published_elsewhere(), title="Bastjänster", first_year=2024, last_year=2027
        )
        linked(strategic_plan, row)
        again = revised(row.plan)
        factories.InitiativeFactory(plan=again, uid=row.uid, title="Bastjänster", first_year=2024, last_year=2027)
        assert 'class="flag"' not in text(login("planner").get(url))

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"title": "Bastjänster för alla"}, "Exempelmyndigheten har ändrat: nu ”Bastjänster för alla”, 2024–2027."),
            ({"last_year": 2028}, "Exempelmyndigheten har ändrat: nu ”Bastjänster”, 2024–2028."),
        ],
    )
    def test_says_what_an_initiative_says_now_and_takes_it_in_at_a_press(
        self, login, strategic_plan, url, changes, said
    ):
        then = {"title": "Bastjänster", "first_year": 2024, "last_year": 2027}
        row = factories.InitiativeFactory(plan=published_elsewhere(), **then)
        premise = linked(strategic_plan, row)
        now = factories.InitiativeFactory(plan=revised(row.plan), uid=row.uid, **(then | changes))
        client = login("planner")
        page = text(client.get(url))
        assert said in page
        assert "Läs in den nya lydelsen" in page
        client.post(address(strategic_plan, "premise_renew", premise.pk))
        premise.refresh_from_db()
        assert (premise.linked_initiative, premise.title) == (now, now.title)
        assert premise.impact == "Vi bygger på det.", "what it means to us is ours"
        assert 'class="flag"' not in text(client.get(url))

    def test_says_that_a_goal_is_gone(self, login, strategic_plan, url):
        goal = factories.LongTermGoalFactory(plan=published_elsewhere())
        linked(strategic_plan, goal)
        revised(goal.plan)
        page = text(login("planner").get(url))
        assert "Finns inte längre i den plan som Exempelmyndigheten har publicerat." in page
        assert "Läs in den nya lydelsen" not in page

    def test_says_that_a_plan_is_withdrawn_and_never_what_it_says_now(self, login, strategic_plan, url):
        goal = factories.LongTermGoalFactory(plan=published_elsewhere(), text="Målet som det var")
        linked(strategic_plan, goal)
        type(goal.plan).objects.filter(pk=goal.plan_id).update(state="superseded")
        secret = factories.StrategicPlanFactory(agency=goal.plan.agency, number=2, revises=goal.plan)
        factories.LongTermGoalFactory(plan=secret, uid=goal.uid, text="Hemlig ny lydelse")
        page = text(login("planner").get(url))
        assert "Planen är inte längre publicerad av Exempelmyndigheten. Kontrollera om det fortfarande gäller." in page
        assert "Målet som det var" in page
        assert "Hemlig ny lydelse" not in page

    def test_is_silent_when_the_other_has_closed_the_plan(self, login, strategic_plan, url):
        goal = factories.LongTermGoalFactory(plan=published_elsewhere())
        linked(strategic_plan, goal)
        type(goal.plan).objects.filter(pk=goal.plan_id).update(state="closed")
        assert 'class="flag"' not in text(login("planner").get(url))

    def test_hides_what_the_other_has_made_internal(self, login, strategic_plan, url):
        goal = factories.LongTermGoalFactory(plan=published_elsewhere())
        linked(strategic_plan, goal)
        factories.LongTermGoalFactory(plan=revised(goal.plan), uid=goal.uid, text="Nu internt", disclosure="internal")
        page = text(login("planner").get(url))
        assert "Nu internt" not in page
        assert "Finns inte längre" in page

    def test_says_that_a_whole_plan_has_a_new_version(self, login, strategic_plan, url):
        plan = published_elsewhere()
        linked(strategic_plan, plan)
        revised(plan)
        assert "Exempelmyndigheten har publicerat version 2." in text(login("planner").get(url))

    def test_its_form_asks_only_what_it_means_to_us(self, login, strategic_plan):
        premise = linked(strategic_plan, published_elsewhere())
        page = text(login("planner").get(address(strategic_plan, "premise_edit", premise.pk)))
        assert 'name="impact"' in page
        assert 'name="title"' not in page


class TestAnEmptyGroup:
    def test_is_left_with_a_reason_that_settles_the_rule(self, login, strategic_plan, url):
        factories.PremiseFactory(plan=strategic_plan, kind="need", impact="x")
        client = login("planner")
        reason = {"kind": "inquiry", "reason": "Ingen utredning rör oss."}
        response = client.post(address(strategic_plan, "premise_reason"), reason)
        assert response.url == f"{url}#slag-inquiry"
        assert "Inget här. Ingen utredning rör oss." in text(client.get(url))
        assert (
            "Lägg till något under Betänkanden"
            not in text(client.get(strategic_plan.get_absolute_url())).split("Lämnat med skäl")[0]
        )
        shown = {"shown": "Ingen utredning rör oss."}
        client.post(address(strategic_plan, "premise_reason"), reason | {"reason": "Ändrat."} | shown)
        assert LeftOut.objects.get().reason == "Ändrat."

    def test_is_not_overwritten_by_an_older_page(self, login, strategic_plan):
        write = address(strategic_plan, "premise_reason")
        login("manager").post(write, {"kind": "inquiry", "reason": "Jonas skäl", "shown": ""})
        response = login("planner").post(write, {"kind": "inquiry", "reason": "Petras skäl", "shown": ""})
        page = text(response)
        assert response.status_code == 409
        assert "Jonas Ek har skrivit: ”Jonas skäl”. Spara igen om ditt ska gälla i stället." in page
        assert 'value="Petras skäl"' in page
        assert 'name="shown" value="Jonas skäl"' in page
        assert LeftOut.objects.get().reason == "Jonas skäl"

    def test_keeps_what_was_typed_though_the_plan_is_submitted_meanwhile(self, login, strategic_plan):
        type(strategic_plan).objects.update(state="submitted")
        data = {"kind": "inquiry", "reason": "Ingen rör oss."}
        response = login("planner").post(address(strategic_plan, "premise_reason"), data)
        assert response.status_code == 409
        assert 'value="Ingen rör oss."' in text(response)

    def test_keeps_what_was_typed_though_the_group_is_no_longer_empty(self, login, strategic_plan):
        factories.PremiseFactory(plan=strategic_plan, kind="inquiry")
        data = {"kind": "inquiry", "reason": "x" * 301}
        assert f'value="{"x" * 301}"' in text(login("planner").post(address(strategic_plan, "premise_reason"), data))

    @pytest.mark.parametrize(
        ("reason", "sentence"),
        [
            ("", "Skriv varför ni inte har något här, eller lägg till något."),
            ("x" * 301, "Texten är 1 tecken för lång. Korta den till högst 300 tecken."),
        ],
    )
    def test_a_bad_reason_is_told_and_kept(self, login, strategic_plan, reason, sentence):
        data = {"kind": "inquiry", "reason": reason}
        page = text(login("planner").post(address(strategic_plan, "premise_reason"), data))
        assert page.count(sentence) == 2
        assert f'value="{reason}"' in page
        assert not LeftOut.objects.exists()

    def test_an_unknown_group_is_refused(self, login, strategic_plan):
        response = login("planner").post(address(strategic_plan, "premise_reason"), {"kind": "x", "reason": "y"})
        assert response.status_code == 200
        assert not LeftOut.objects.exists()


def test_queries_do_not_grow_with_premises(login, strategic_plan, url, queries):
    client, taken = login("planner"), []
    goal = factories.LongTermGoalFactory(plan=strategic_plan)
    for count in (5, 200):
        plan = published_elsewhere(f"Verket {count}")
        for number in range(count):
            source = factories.PremiseSourceFactory(replaced_by=factories.PremiseSourceFactory())
            goal.premises.add(factories.PremiseFactory(plan=strategic_plan, source=source, title="", kind=""))
            make = factories.LongTermGoalFactory if number % 2 else factories.InitiativeFactory
            linked(strategic_plan, make(plan=plan))
        revised(plan)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
@pytest.mark.parametrize("page", ["premise_pick", "premise_link", "premise_move", "premise_reason"])
def test_others_may_not_write(login, strategic_plan, role, status, page):
    source = factories.PremiseSourceFactory()
    data = {"sources": [source.pk], "chosen": ["plan-1"], "kind": "inquiry", "reason": "x"}
    assert login(role).post(address(strategic_plan, page), data).status_code == status
    assert not strategic_plan.premises.exists()
    assert not LeftOut.objects.exists()
