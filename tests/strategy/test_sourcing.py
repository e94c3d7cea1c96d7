"""The sourcing strategy: how each process is provided for, today and in the plan's last year."""

import datetime
import re

import pytest

from strategy.links import address
from strategy.models import SourcingDecision, SourcingForm, StrategicPlan
from strategy.rows.sourcing import sourcing_changes, sourcing_rows, sourcing_summary
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed

FORMS = {group: SourcingForm(pk=place, group=group) for place, group in enumerate(SourcingForm.Group.values, start=1)}
FORMS["?"] = None


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "sourcing")


@pytest.fixture
def add_url(strategic_plan):
    return address(strategic_plan, "sourcing_add")


@pytest.fixture
def process(strategic_plan):
    return factories.SourcingDecisionFactory(plan=strategic_plan, name="Drift")


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], ""),
        (
            [("own", "own")] * 3 + [("own", "joint"), ("bought", "bought"), ("bought", "bought"), ("joint", "joint")],
            "7 processer: 4 i egen regi, 2 upphandlade, 1 gemensam. 2028: 3 i egen regi, 2 upphandlade, 2 gemensamma.",
        ),
        ([("own", "own")], "1 process: 1 i egen regi, i dag och 2028."),
        ([("bought", "ending")], "1 process: 1 upphandlad. 2028: 1 som upphör."),
        ([("own", "?"), ("?", "?")], "2 processer: 1 i egen regi, 1 inte bestämd. 2028: 2 inte bestämda."),
    ],
)
def test_the_strategy_is_said_in_one_line(pairs, words):
    plan = StrategicPlan(first_year=2024, last_year=2028)
    plan.listed_sourcing = [SourcingDecision(form_today=FORMS[one], form_later=FORMS[two]) for one, two in pairs]
    assert sourcing_summary(plan) == words


@pytest.mark.parametrize(
    ("processes", "words"),
    [
        ([("Drift", "own", "own", None)], ""),
        ([("Drift", "own", "?", None)], ""),
        ([("Drift", "own", "joint", 2027)], "2027 ändras Drift."),
        (
            [
                ("Drift", "own", "joint", None),
                ("Arkiv", "own", "joint", 2027),
                ("Lön", "own", "joint", 2026),
                ("Kundtjänst", "own", "joint", 2027),
            ],
            "2026 ändras Lön. 2027 ändras Arkiv och Kundtjänst. När Drift ändras är inte bestämt.",
        ),
        ([("Drift", "own", "joint", 2027)] * 7, ""),
    ],
)
def test_what_changes_is_said_in_words_when_it_is_little(processes, words):
    plan = StrategicPlan(first_year=2024, last_year=2028)
    plan.listed_sourcing = [
        SourcingDecision(name=name, form_today=FORMS[one], form_later=FORMS[two], changes_in=year)
        for name, one, two, year in processes
    ]
    assert sourcing_changes(sourcing_rows(plan)) == words


class TestThePage:
    def test_shows_what_is_decided_and_marks_what_never_leaves(self, login, strategic_plan, url):
        bought = factories.SourcingFormFactory(name="Upphandlad tjänst", group="bought")
        joint = factories.SourcingFormFactory(name="Tillsammans med andra", group="joint")
        factories.SourcingDecisionFactory(
            plan=strategic_plan,
            name="Drift",
            form_today=bought,
            form_later=joint,
            changes_in=2027,
            form_note="Två leverantörer",
            retained_competence="Att beställa.",
            reasons=["security", "cost"],
            reason_note="Driften ska klara beredskap.",
            risks=["lock_in"],
            contract_ends_on=datetime.date(2027, 6, 30),
            exit_plan="Öppna format.",
        )
        page = text(login("reader").get(url))
        for shown in (
            "Upphandlad tjänst",
            "Tillsammans med andra",
            "2027 ändras Drift.",
            "Två leverantörer",
            "Att beställa.",
            "Säkerhet och beredskap, Kostnad. Driften ska klara beredskap.",
            "Inlåsning",
            "30 juni 2027",
            "Öppna format.",
            "Visas bara internt",
        ):
            assert shown in page, shown

    def test_an_empty_one_gives_petra_five_to_start_from(self, login, strategic_plan, url, add_url):
        client = login("planner")
        page = text(client.get(url))
        assert "Hur ska stödprocesserna bemannas? Börja med de tre som kostar mest." in page
        assert f"{add_url}?process=Kundtj%C3%A4nst" in page
        assert 'value="Ekonomi och lön"' in text(client.get(add_url, {"process": "Ekonomi och lön"}))
        assert client.get(add_url, {"process": "\x00" + "x" * 9000}).status_code == 200

    def test_holes_are_dashed(self, login, strategic_plan, url):
        one, other = factories.SourcingFormFactory(), factories.SourcingFormFactory()
        factories.SourcingDecisionFactory(plan=strategic_plan)
        factories.SourcingDecisionFactory(plan=strategic_plan, form_today=one, form_later=other)
        factories.SourcingDecisionFactory(plan=strategic_plan, form_today=one, form_later=one)
        page = text(login("planner").get(url))
        assert page.count('class="gap-tag"') == 3
        assert "Ange år" in page

    def test_what_stays_in_the_house_stands_under_its_label_and_nowhere_else(self, login, strategic_plan, url):
        words = {"reason_note": "Qmotiv", "risk_note": "Qrisk", "exit_plan": "Qslut"}
        ticked = {"reasons": ["law"], "risks": ["archive"], "contract_ends_on": datetime.date(2027, 6, 30)}
        shown = {**words, "reasons": "Lagkrav", "risks": "Arkiv och avslut", "contract_ends_on": "30 juni 2027"}
        assert set(shown) == set(SourcingDecision.INTERNAL)
        factories.SourcingDecisionFactory(plan=strategic_plan, form_note="Qform", **words, **ticked)
        page = text(login("reader").get(url))
        (cell,) = re.findall(r'<td data-l="Visas bara internt">.*?</td>', page, re.DOTALL)
        for one in shown.values():
            assert one in cell
            assert one not in page.replace(cell, "")
        assert "Qform" not in cell

    def test_a_reader_and_a_closed_plan_get_no_ways_in(self, login, strategic_plan, process, url):
        def ways_in(role):
            page = text(login(role).get(f"{url}?andra={process.pk}"))
            return [words for words in ("Lägg till process", "Ändra form", "Flytta", 'class="inrow"') if words in page]

        assert ways_in("reader") == []
        assert ways_in("planner") == ["Lägg till process", 'class="inrow"']
        StrategicPlan.objects.update(state="submitted")
        assert ways_in("planner") == []

    def test_one_that_is_not_published_says_so(self, login, strategic_plan, url):
        factories.SourcingDecisionFactory(plan=strategic_plan, disclosure="review")
        assert "Sekretessprövas" in text(login("reader").get(url))

    def test_nothing_typed_becomes_markup(self, login, strategic_plan, url):
        factories.SourcingDecisionFactory(
            plan=strategic_plan, name=SCRIPT, form_note=SCRIPT, reason_note=SCRIPT, risks=[SCRIPT], exit_plan=SCRIPT
        )
        assert SCRIPT not in text(login("planner").get(url))


class TestTheForm:
    def test_petra_adds_a_process_with_everything(self, login, strategic_plan, url, add_url):
        form = factories.SourcingFormFactory()
        client = login("planner")
        data = typed(
            client,
            add_url,
            name="Lön",
            process_kind="support",
            form_today=form.pk,
            form_later=form.pk,
            reasons=["cost", "standard"],
            risks=["lock_in"],
            contract_ends_on="2027-12-31",
            retained_competence="Att följa upp.",
            disclosure="internal",
        )
        response = client.post(add_url, data, follow=True)
        assert "Processen Lön är sparad." in text(response)
        saved = SourcingDecision.objects.get()
        assert (saved.reasons, saved.risks, saved.is_internal) == (["cost", "standard"], ["lock_in"], True)
        assert saved.contract_ends_on == datetime.date(2027, 12, 31)

    def test_with_the_name_only_and_once_though_she_presses_twice(self, login, add_url):
        client = login("planner")
        data = typed(client, add_url, name="Lön")
        assert client.post(add_url, data).status_code == client.post(add_url, data).status_code == 302
        assert SourcingDecision.objects.count() == 1

    def test_says_at_each_internal_field_that_it_stays_in_the_house(self, login, add_url):
        page = text(login("planner").get(add_url))
        assert page.count('class="internal">Visas bara internt') == len(SourcingDecision.INTERNAL)
        assert "Skriv inget som är säkerhetsskyddsklassificerat här." in page

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"name": ""}, "Skriv vilken process det gäller."),
            ({"name": "\u200e"}, "Skriv vilken process det gäller."),
            ({"name": "Dr\xadift"}, "Det finns redan en process som heter Drift i planen. Välj ett annat namn."),
            ({"name": "drift"}, "Det finns redan en process som heter drift i planen. Välj ett annat namn."),
            ({"name": "x" * 121}, "Texten är 1 tecken för lång. Korta den till högst 120 tecken."),
            ({"changes_in": "2031"}, "2031 ligger utanför planen. Ange ett år mellan 2024 och 2028."),
            ({"changes_in": "snart"}, "Skriv årtalet med fyra siffror, till exempel 2027."),
            ({"contract_ends_on": "31/2 2027"}, "31 februari finns inte. Ange ett annat datum."),
            ({"form_today": "99999"}, "Valet finns inte längre. Välj bland dem som visas."),
            ({"reasons": ["påhitt"]}, "Ett av valen finns inte längre. Välj bland dem som visas."),
            ({"risk_note": "x" * 601}, "Texten är 1 tecken för lång. Korta den till högst 600 tecken."),
        ],
    )
    def test_petra_is_told_what_is_wrong(self, login, add_url, process, fields, sentence):
        client = login("planner")
        data = typed(client, add_url, **({"name": "Arkiv", "exit_plan": "Det här står kvar."} | fields))
        page = text(client.post(add_url, data))
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "Det här står kvar." in page
        assert SourcingDecision.objects.count() == 1

    def test_a_retired_form_is_offered_only_where_it_is_chosen(self, login, strategic_plan, add_url):
        old = factories.SourcingFormFactory(name="Gammal form", is_retired=True)
        chosen = factories.SourcingDecisionFactory(plan=strategic_plan, form_today=old)
        client = login("planner")
        assert "Gammal form" not in text(client.get(add_url))
        assert "Gammal form" in text(client.get(address(strategic_plan, "sourcing_edit", chosen.pk)))

    def test_a_stale_save_is_refused_and_shows_what_jonas_wrote(self, login, strategic_plan, process):
        edit = address(strategic_plan, "sourcing_edit", process.pk)
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, edit, reason_note="Petras"), typed(jonas, edit, reason_note="Jonas", risks=["cost"])
        assert jonas.post(edit, his).status_code == 302
        response = petra.post(edit, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> Jonas" in text(response)
        assert "<b>Jonas Ek sparade:</b> Ökade kostnader" in text(response)

    def test_nothing_in_a_plan_submitted_meanwhile(self, login, strategic_plan, add_url):
        client = login("planner")
        data = typed(client, add_url, name="För sent")
        StrategicPlan.objects.update(state="submitted")
        assert client.get(add_url).status_code == 403
        response = client.post(add_url, data)
        assert response.status_code == 409
        assert 'value="För sent"' in text(response)

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize(
        "field", [*SourcingDecision.INTERNAL, "name", "process_kind", "form_today", "changes_in", "disclosure"]
    )
    def test_anything_can_be_sent_without_breaking_the_page(self, login, add_url, field, nasty):
        client = login("planner")
        response = client.post(add_url, typed(client, add_url, **({"name": "Lön"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestInPlace:
    def test_petra_changes_both_forms(self, login, process, url):
        one, other = factories.SourcingFormFactory(), factories.SourcingFormFactory()
        data = {"form_today": one.pk, "form_later": other.pk, "changes_in": "2027", "seen_count": "0"}
        client = login("planner")
        assert 'name="form_today"' in text(client.get(f"{url}?andra={process.pk}"))
        assert client.post(f"{url}?andra={process.pk}", data).url == f"{url}#rad-{process.pk}"
        process.refresh_from_db()
        assert (process.form_today, process.form_later, process.changes_in) == (one, other, 2027)

    def test_and_is_told_what_is_wrong(self, login, process, url):
        page = text(login("planner").post(f"{url}?andra={process.pk}", {"changes_in": "1999", "seen_count": "0"}))
        assert page.count("Skriv årtalet med fyra siffror, till exempel 2027.") == 2

    def test_nothing_over_what_jonas_changed_meanwhile(self, login, process, url):
        form = factories.SourcingFormFactory(name="Upphandlad tjänst")
        here = f"{url}?andra={process.pk}"
        login("manager").post(here, {"form_later": form.pk, "changes_in": "2026", "seen_count": "0"})
        response = login("planner").post(here, {"changes_in": "2027", "seen_count": "0"})
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> 2026" in text(response)
        assert "<b>Jonas Ek sparade:</b> Upphandlad tjänst" in text(response)
        assert 'value="2027"' in text(response)

    def test_and_that_the_year_is_outside_the_plan_with_all_she_chose_kept(self, login, process, url):
        form = factories.SourcingFormFactory()
        data = {"form_today": form.pk, "changes_in": "2031", "seen_count": "0"}
        page = text(login("planner").post(f"{url}?andra={process.pk}", data))
        assert page.count("2031 ligger utanför planen. Ange ett år mellan 2024 och 2028.") == 2
        assert f'<option value="{form.pk}" selected>' in page
        assert SourcingDecision.objects.get().form_today is None

    @pytest.mark.parametrize("others", [0, 1])
    def test_and_that_somebody_removed_it_with_all_she_chose_kept(self, login, strategic_plan, process, url, others):
        factories.SourcingDecisionFactory.create_batch(others, plan=strategic_plan)
        form = factories.SourcingFormFactory()
        gone = f"{url}?andra={process.pk}"
        process.delete()
        response = login("planner").post(gone, {"form_later": form.pk, "changes_in": "2027", "seen_count": "0"})
        assert response.status_code == 409
        assert "Någon annan har tagit bort det här." in text(response)
        assert 'value="2027"' in text(response)
        assert f'<option value="{form.pk}" selected>' in text(response)

    def test_and_that_the_plan_was_submitted_meanwhile(self, login, process, url):
        StrategicPlan.objects.update(state="submitted")
        response = login("planner").post(f"{url}?andra={process.pk}", {"changes_in": "2027", "seen_count": "0"})
        assert response.status_code == 409
        assert 'value="2027"' in text(response)
        assert SourcingDecision.objects.get().changes_in is None

    def test_and_can_send_anything_without_breaking_the_page(self, login, process, url):
        client = login("planner")
        for field in ("form_today", "form_later", "changes_in", "seen_count"):
            for nasty in (*NASTY, "9" * 40, "-1", "110 %"):
                response = client.post(f"{url}?andra={process.pk}", {field: nasty})
                assert response.status_code in {200, 409}, (field, nasty)
                assert SCRIPT not in text(response)
        assert SourcingDecision.objects.get().edit_count == 0

    def test_and_moves_a_process(self, login, strategic_plan, process):
        later = factories.SourcingDecisionFactory(plan=strategic_plan, position=1)
        client, move = login("planner"), address(strategic_plan, "sourcing_move")
        client.post(move, {"upp": later.pk})
        assert list(strategic_plan.sourcing_decisions.all()) == [later, process]
        foreign = factories.SourcingDecisionFactory()
        for asked in (later.pk, foreign.pk, "x", "²", "9" * 40):  # past the end, or nobody's
            assert client.post(move, {"upp": asked}).status_code == 302
        assert list(strategic_plan.sourcing_decisions.all()) == [later, process]

    def test_and_removes_one(self, login, strategic_plan, process):
        response = login("planner").post(address(strategic_plan, "sourcing_remove", process.pk), follow=True)
        assert "Borttaget: Drift." in text(response)
        assert not SourcingDecision.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
def test_others_may_not_write(login, strategic_plan, process, url, role, status):
    pages = [address(strategic_plan, name) for name in ("sourcing_add", "sourcing_move")]
    pages += [address(strategic_plan, name, process.pk) for name in ("sourcing_edit", "sourcing_remove")]
    for page in [*pages, f"{url}?andra={process.pk}"]:
        assert login(role).post(page, {"name": "x", "upp": process.pk}).status_code == status
    assert SourcingDecision.objects.get().name == "Drift"


def test_another_plans_process_is_not_found_here_nor_one_that_is_not_there(login, strategic_plan, url):
    client = login("planner")
    for pk in (factories.SourcingDecisionFactory().pk, 99_999, 10**30):
        for page in ("sourcing_edit", "sourcing_remove"):
            assert client.get(address(strategic_plan, page, pk)).status_code == 404
        assert client.post(address(strategic_plan, "sourcing_remove", pk)).status_code == 404
    foreign = client.get(f"{url}?andra={SourcingDecision.objects.get().pk}")
    assert (foreign.status_code, foreign.context["form"]) == (200, None)
    for asked in ("x", "-1", "²", "9" * 40, ""):
        assert client.get(f"{url}?andra={asked}").status_code == 200


def test_queries_do_not_grow_with_processes(login, strategic_plan, url, queries):
    client, taken = login("planner"), []
    for count in (5, 200):
        form = factories.SourcingFormFactory()
        factories.SourcingDecisionFactory.create_batch(count, plan=strategic_plan, form_today=form, form_later=form)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
    process = strategic_plan.sourcing_decisions.first()
    for page in (f"{url}?andra={process.pk}", address(strategic_plan, "sourcing_edit", process.pk)):
        assert queries(client, page) <= 12
