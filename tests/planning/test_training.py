"""The year's training, what it is summed to, and saying that none is needed."""

import datetime
from decimal import Decimal

import pytest

from planning.completeness import has_training
from planning.links import address
from planning.models import OperationalPlan, TrainingNeed
from planning.rows.training import people_words
from planning.training import People, coverage, people
from strategy.models import CompetenceNeed
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(plan):
    return address(plan, "training")


@pytest.fixture
def add_url(plan):
    return address(plan, "training_add")


@pytest.fixture
def project(plan):
    return factories.ProjectFactory(plan=plan, title="Digital bygglovsprocess")


@pytest.fixture
def need(strategic_plan):
    """Three full-time equivalents of tjänstedesign are lacking in 2028."""
    need = factories.CompetenceNeedFactory(plan=strategic_plan, name="Tjänstedesign", fte_today=Decimal(2))
    factories.CompetenceYearFactory(need=need, year=2028, fte=Decimal(5))
    return need


@pytest.fixture
def training(plan):
    return factories.TrainingNeedFactory(plan=plan, what="Klarspråk", group="Handläggare", number=60)


@pytest.fixture
def edit_url(plan, training):
    return address(plan, "training_edit", training.pk)


def of(number=None, competence=None):
    return TrainingNeed(number=number, competence_id=competence)


class TestNumbers:
    """Known numbers are summed, and what nobody has counted is told beside the sum."""

    @pytest.mark.parametrize(
        ("numbers", "count", "uncounted", "words"),
        [
            ([], None, 0, "–"),
            ([60], 60, 0, "60 personer"),
            ([1], 1, 0, "1 person"),
            ([60, None], 60, 1, "60 personer och 1 utbildning utan antal"),
            ([None, None], None, 2, "2 utbildningar utan antal"),
            ([900, 300], 1200, 0, "1\u00a0200 personer"),
        ],
    )
    def test_people(self, numbers, count, uncounted, words):
        summed = people([of(number) for number in numbers])
        assert summed == People(count, uncounted)
        assert people_words(summed) == words

    def test_each_competence_has_its_own_training(self):
        design, law = CompetenceNeed(pk=1), CompetenceNeed(pk=2)
        for one in (design, law):
            one.fte_later = None
        trainings = [of(10, 1), of(None, 1), of(5, None), of(7, 99)]
        rows, without = coverage([design, law], trainings)
        assert [row.people for row in rows] == [People(10, 1), People(None, 0)]
        assert without == trainings[2:], "also of a competence that the strategy does not have"

    @pytest.mark.parametrize(
        ("today", "later", "is_trained", "is_unaddressed"),
        [(2, 5, False, True), (2, 5, True, False), (5, 2, False, False), (2, 2, False, False), (None, 5, False, False)],
    )
    def test_a_gap_that_no_training_builds_up_is_unaddressed(self, today, later, is_trained, is_unaddressed):
        need = CompetenceNeed(pk=1, fte_today=today)
        need.fte_later = later
        rows, _without = coverage([need], [of(None, 1)] if is_trained else [])
        assert rows[0].is_unaddressed is is_unaddressed


class TestThePage:
    def test_shows_who_learns_what_when_and_why(self, login, plan, project, need, url):
        factories.TrainingNeedFactory(
            plan=plan,
            what="Klarspråk",
            group="Handläggare",
            number=60,
            starts_on=datetime.date(2027, 4, 1),
            project=project,
            competence=need,
        )
        factories.TrainingNeedFactory(plan=plan, what="Rättssäkerhet")
        page = text(login("reader").get(url))
        for shown in ("Klarspråk", "Handläggare", ">60<", "apr 2027", project.get_absolute_url(), "Hela planen"):
            assert shown in page, shown
        assert "2 utbildningar: 60 personer och 1 utbildning utan antal." in page

    def test_sums_people_beside_the_gap_and_never_against_it(self, login, plan, need, url):
        for number in (40, None):
            factories.TrainingNeedFactory(plan=plan, number=number, competence=need)
        page = text(login("reader").get(url))
        row = page[page.index("Ställt mot kompetensstrategin") :]
        for shown in ("Tjänstedesign", ">2<", ">5<", "+3", "40 personer och 1 utbildning utan antal"):
            assert shown in row, shown
        assert "De två går inte att räkna ihop eller dra ifrån varandra." in row

    def test_a_gap_without_training_is_dashed_and_leads_to_the_form(self, login, plan, need, training, url, add_url):
        client = login("planner")
        page = text(client.get(url))
        assert "1 gap i kompetensstrategin har ingen utbildning i år." in page
        assert f"{add_url}?kompetens={need.pk}" in page
        assert client.get(add_url, {"kompetens": need.pk}).context["form"]["competence"].value() == need.pk
        reader = text(login("reader").get(url))
        assert "Ingen utbildning i år" in reader
        assert add_url not in reader

    def test_training_that_builds_no_competence_is_told(self, login, need, training, url):
        page = text(login("reader").get(url))
        assert "Bygger inte upp någon kompetens i strategin:" in page

    def test_projects_that_need_training_and_have_none_are_holes(self, login, plan, project, url, add_url):
        project.training = "needed"
        project.save()
        client = login("planner")
        page = text(client.get(url))
        assert "Projekt som behöver utbildning men inte har någon" in page
        assert f"{add_url}?projekt={project.pk}" in page
        assert client.get(add_url, {"projekt": project.pk}).context["form"]["project"].value() == project.pk
        factories.TrainingNeedFactory(plan=plan, project=project)
        assert "Projekt som behöver utbildning" not in text(client.get(url))

    @pytest.mark.parametrize(
        ("phase", "training", "is_shown"), [("idea", "", True), ("stopped", "", False), ("idea", "none", False)]
    )
    def test_projects_that_have_not_said_are_told_quietly(self, login, plan, url, phase, training, is_shown):
        factories.ProjectFactory(plan=plan, title="Skolvalet", phase=phase, training=training)
        page = text(login("planner").get(url))
        assert ("Har inte sagt om utbildning behövs" in page) is is_shown

    def test_a_plan_without_a_strategic_plan_says_so(self, login, plan, training, url):
        OperationalPlan.objects.update(strategic_plan=None)
        assert "Planen följer ingen strategisk plan." in text(login("reader").get(url))

    def test_an_empty_strategy_says_so(self, login, url):
        assert "Kompetensstrategin har inga kompetenser än." in text(login("reader").get(url))

    def test_has_no_controls_for_rut_or_in_a_closed_plan(self, login, project, need, url, add_url):
        assert add_url in text(login("planner").get(url))
        reader = text(login("reader").get(url))
        assert "Ingen utbildning inlagd än." in reader
        OperationalPlan.objects.update(state="submitted")
        closed = text(login("planner").get(url))
        for page in (reader, closed):
            assert add_url not in page
            assert 'name="has_no_training"' not in page

    def test_nothing_typed_becomes_markup(self, login, plan, strategic_plan, url):
        need = factories.CompetenceNeedFactory(plan=strategic_plan, name=SCRIPT)
        project = factories.ProjectFactory(plan=plan, title=SCRIPT)
        factories.ProjectFactory(plan=plan, title=f"{SCRIPT}2", training="needed")
        factories.TrainingNeedFactory(plan=plan, what=SCRIPT, group=SCRIPT, project=project, competence=need)
        assert SCRIPT not in text(login("planner").get(url))


class TestTheForm:
    def test_petra_adds_a_training_with_everything(self, login, plan, project, need, add_url):
        client = login("planner")
        data = typed(
            client,
            add_url,
            what="Automatiska beslut",
            group="Handläggare",
            number="45",
            starts_on="feb 2027",
            project=project.pk,
            competence=need.pk,
        )
        assert "Utbildningen Automatiska beslut är sparad." in text(client.post(add_url, data, follow=True))
        saved = plan.training_needs.get()
        assert (saved.number, saved.starts_on) == (45, datetime.date(2027, 2, 1))
        assert (saved.project, saved.competence) == (project, need)

    def test_says_that_persons_are_never_named(self, login, add_url):
        assert "Skriv roller eller grupper, aldrig namn på personer." in text(login("planner").get(add_url))

    def test_only_what_it_is_about_is_needed(self, login, plan, add_url):
        client = login("planner")
        client.post(add_url, typed(client, add_url, what="Juridik"))
        saved = plan.training_needs.get()
        assert (saved.number, saved.starts_on, saved.project, saved.competence) == (None, None, None, None)

    def test_once_though_she_presses_twice(self, login, plan, add_url):
        client = login("planner")
        data = typed(client, add_url, what="Juridik", number="5")
        assert client.post(add_url, data).status_code == client.post(add_url, data).status_code == 302
        assert plan.training_needs.count() == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"what": ""}, "Skriv vad utbildningen gäller."),
            ({"number": "många"}, "Skriv ett helt antal personer, till exempel 45."),
            ({"number": "2,5"}, "Skriv ett helt antal personer, till exempel 45."),
            ({"number": "50 %"}, "Skriv antalet personer och inte procent, till exempel 45."),
            ({"number": "0"}, "Skriv minst 1, eller lämna tomt om ni inte har räknat."),
            ({"number": "-3"}, "Skriv minst 1, eller lämna tomt om ni inte har räknat."),
            ({"number": "999999999"}, "Talet är för stort."),
            ({"starts_on": "hösten"}, "Skriv månad och år, till exempel okt 2027 eller 2027-10."),
            ({"group": "x" * 121}, "Texten är 1 tecken för lång."),
            ({"project": "9" * 30}, "Valet finns inte längre."),
            ({"competence": "x"}, "Valet finns inte längre."),
        ],
    )
    def test_petra_is_told_what_is_wrong(self, login, plan, add_url, fields, sentence):
        client = login("planner")
        page = text(client.post(add_url, typed(client, add_url, **({"what": "Står kvar"} | fields))))
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "what" in fields or "Står kvar" in page
        assert not plan.training_needs.exists()

    def test_another_plans_project_and_competence_are_refused_as_choices(self, login, plan, add_url):
        client = login("planner")
        foreign = {"project": factories.ProjectFactory().pk, "competence": factories.CompetenceNeedFactory().pk}
        for field, pk in foreign.items():
            page = text(client.post(add_url, typed(client, add_url, what="Juridik", **{field: pk})))
            assert page.count("Valet finns inte längre.") == 2
        assert not plan.training_needs.exists()

    @pytest.mark.parametrize("asked", ["x", "9" * 30, "²", "-1"])
    def test_a_number_in_the_address_that_is_none_is_ignored(self, login, add_url, asked):
        client = login("planner")
        for number in (asked, factories.ProjectFactory().pk, factories.CompetenceNeedFactory().pk):
            form = client.get(add_url, {"projekt": number, "kompetens": number}).context["form"]
            assert (form["project"].value(), form["competence"].value()) == (None, None)

    def test_a_stale_save_is_refused_and_keeps_what_she_typed(self, login, training, edit_url):
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, edit_url, number="70"), typed(jonas, edit_url, number="65")
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> 65" in text(response)
        assert 'value="70"' in text(response)

    def test_nothing_is_saved_in_a_plan_submitted_meanwhile(self, login, training, edit_url):
        client = login("planner")
        data = typed(client, edit_url, number="70")
        OperationalPlan.objects.update(state="submitted")
        assert client.get(edit_url).status_code == 403
        assert client.post(edit_url, data).status_code == 409
        training.refresh_from_db()
        assert training.number == 60

    def test_petra_moves_and_removes(self, login, plan, training):
        later = factories.TrainingNeedFactory(plan=plan, position=1)
        client = login("planner")
        client.post(address(plan, "training_move"), {"upp": later.pk})
        assert list(plan.training_needs.all()) == [later, training]
        client.post(address(plan, "training_remove", later.pk))
        assert list(plan.training_needs.all()) == [training]

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["what", "group", "number", "starts_on", "project", "competence"])
    def test_anything_can_be_sent_without_breaking_the_page(self, login, add_url, field, nasty):
        client = login("planner")
        response = client.post(add_url, typed(client, add_url, **({"what": "Juridik"} | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestSayingThatNoneIsNeeded:
    NONE = {"has_no_training": "on", "no_training_reason": "Alla kan redan systemen."}

    def test_takes_a_tick_a_reason_and_one_press(self, login, plan, url):
        client = login("planner")
        assert "Inga utbildningsbehov 2027" in text(client.get(url))
        assert has_training(plan) is not None
        response = client.post(url, typed(client, url, **self.NONE), follow=True)
        assert "Planen säger att inga utbildningsbehov finns." in text(response)
        plan = OperationalPlan.objects.get(pk=plan.pk)
        assert has_training(plan) is None
        assert "Inga utbildningsbehov 2027. Alla kan redan systemen." in text(login("reader").get(url))

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"has_no_training": "on"}, "Skriv varför ingen utbildning behövs."),
            ({"has_no_training": "on", "no_training_reason": " \u200e"}, "Skriv varför ingen utbildning behövs."),
            ({"no_training_reason": "Alla kan."}, "Kryssa i rutan, eller ta bort texten om utbildning behövs."),
            ({}, "Kryssa i rutan och skriv varför, eller lägg till en utbildning."),
            (NONE | {"no_training_reason": "x" * 301}, "Texten är 1 tecken för lång."),
        ],
    )
    def test_petra_is_told_what_is_missing(self, login, plan, url, fields, sentence):
        client = login("planner")
        page = text(client.post(url, typed(client, url, **fields)))
        assert page.count(sentence) == 2, "in the summary and at the field"
        plan.refresh_from_db()
        assert not plan.has_no_training

    def test_it_can_be_unsaid(self, login, plan, url):
        OperationalPlan.objects.update(has_no_training=True, no_training_reason="Alla kan.")
        client = login("planner")
        data = typed(client, url, no_training_reason="")
        data.pop("has_no_training")
        assert "Planen säger inte längre" in text(client.post(url, data, follow=True))
        plan.refresh_from_db()
        assert (plan.has_no_training, plan.no_training_reason) == (False, "")

    def test_adding_a_training_unsays_it(self, login, plan, add_url):
        OperationalPlan.objects.update(has_no_training=True, no_training_reason="Alla kan.")
        client = login("planner")
        client.post(add_url, typed(client, add_url, what="Juridik"))
        plan.refresh_from_db()
        assert (plan.has_no_training, plan.no_training_reason) == (False, "")

    def test_it_is_not_asked_once_there_is_training(self, login, training, url):
        assert 'name="has_no_training"' not in text(login("planner").get(url))

    def test_it_is_refused_when_jonas_added_one_meanwhile(self, login, plan, url):
        client = login("planner")
        data = typed(client, url, **self.NONE)
        factories.TrainingNeedFactory(plan=plan, what="Jonas kurs")
        response = client.post(url, data)
        assert response.status_code == 409
        assert "Någon har lagt till en utbildning medan du skrev." in text(response)
        assert "Alla kan redan systemen." in text(response)
        assert "Jonas kurs" in text(response)
        plan.refresh_from_db()
        assert not plan.has_no_training

    def test_a_stale_save_is_refused_and_keeps_what_she_typed(self, login, plan, url):
        petra, jonas = login("planner"), login("manager")
        hers, his = typed(petra, url, **self.NONE), typed(jonas, url, has_no_training="on", no_training_reason="Nej.")
        assert jonas.post(url, his).status_code == 302
        response = petra.post(url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> Nej." in text(response)
        assert "Alla kan redan systemen." in text(response)
        plan.refresh_from_db()
        assert plan.no_training_reason == "Nej."

    def test_nothing_is_saved_in_a_plan_submitted_meanwhile(self, login, plan, url):
        client = login("planner")
        data = typed(client, url, **self.NONE)
        OperationalPlan.objects.update(state="submitted")
        response = client.post(url, data)
        assert response.status_code == 409
        assert "Alla kan redan systemen." in text(response)
        plan.refresh_from_db()
        assert (plan.has_no_training, plan.state) == (False, "submitted")

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["has_no_training", "no_training_reason", "seen_count"])
    def test_anything_can_be_sent_without_breaking_the_page(self, login, url, field, nasty):
        client = login("planner")
        response = client.post(url, typed(client, url, **(self.NONE | {field: nasty})))
        assert response.status_code in {200, 302, 409}
        assert SCRIPT not in text(response)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not_write(login, plan, training, url, add_url, edit_url, role, status):
    pages = [url, add_url, edit_url, address(plan, "training_move"), address(plan, "training_remove", training.pk)]
    for page in pages:
        data = {"what": "x", "has_no_training": "on", "no_training_reason": "x", "seen_count": "0"}
        assert login(role).post(page, data).status_code == status
    assert plan.training_needs.get().what == "Klarspråk"


def test_another_plans_training_is_404(login, plan):
    foreign = factories.TrainingNeedFactory(plan=factories.OperationalPlanFactory())
    for name in ("training_edit", "training_remove"):
        assert login("planner").get(address(plan, name, foreign.pk)).status_code == 404


def test_queries_do_not_grow_with_trainings(login, plan, strategic_plan, url, queries):
    client, taken = login("planner"), []
    for count in (2, 12):
        for _number in range(count):
            need = factories.CompetenceNeedFactory(plan=strategic_plan, fte_today=Decimal(1))
            factories.CompetenceYearFactory(need=need)
            project = factories.ProjectFactory(plan=plan)
            factories.ProjectFactory(plan=plan, training="needed")
            factories.TrainingNeedFactory(plan=plan, project=project, competence=need)
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12
    assert queries(client, address(plan, "training_add")) <= 12
