"""The sourcing strategy: how each process is provided for, today and in the plan's last year."""

import datetime

import pytest

from strategy.links import address
from strategy.models import SourcingDecision, SourcingForm, StrategicPlan
from strategy.rows.sourcing import sourcing_summary
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
            "2027",
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

    def test_and_moves_a_process(self, login, strategic_plan, process):
        later = factories.SourcingDecisionFactory(plan=strategic_plan, position=1)
        login("planner").post(address(strategic_plan, "sourcing_move"), {"upp": later.pk})
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


def test_another_plans_process_is_not_found_here(login, strategic_plan):
    other = factories.SourcingDecisionFactory()
    assert login("planner").get(address(strategic_plan, "sourcing_edit", other.pk)).status_code == 404
    assert login("planner").get(f"{address(strategic_plan, 'sourcing')}?andra={other.pk}").status_code == 404


def test_queries_do_not_grow_with_processes(login, strategic_plan, url, queries):
    client, taken = login("planner"), []
    for count in (5, 200):
        form = factories.SourcingFormFactory()
        factories.SourcingDecisionFactory.create_batch(count, plan=strategic_plan, form_today=form, form_later=form)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
