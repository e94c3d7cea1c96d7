"""The page where a year's plan is read through and handed in (UX.md P15), and the ways there and back."""

import html
import re
import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from zeal import zeal_context

from planning.links import address
from planning.models import OperationalPlan
from tests import factories
from tests.planning.whole import make_whole, make_whole_project
from workflow.models import Event, LeftOut


@pytest.fixture
def whole(plan, person):
    """The project of a plan that lacks nothing and that Jonas can decide."""
    person("manager")
    return make_whole(plan, person("planner"))


@pytest.fixture
def lacking(plan, whole):
    """The same plan without follow-up and without an event for its project: two Bör are left."""
    plan.follow_ups.all().delete()
    whole.life_events.clear()
    return plan


@pytest.fixture
def url(plan):
    return address(plan, "submit")


def text(response):
    return response.content.decode()


def links(response):
    return re.findall(r'href="([^"]+)"', text(response))


REASONS = {"reason_has_follow_up": "Dagarna sätts i januari.", "reason_projects_have_event": "Utreds i förstudien."}


class TestThePage:
    def test_stands_where_it_should_and_says_what_it_is(self, login, whole, plan, url):
        assert url == "/arbeta/exempelkoping/verksamhetsplan/2027/granska/"
        page = text(login("planner").get(url))
        assert "<h1>Granska och lämna in verksamhetsplan 2027</h1>" in page
        assert '<button type="submit" class="btn p">Lämna in</button>' in page
        assert "Jonas Ek får planen för granskning. Du kan inte ändra den medan den granskas" in page
        assert f'href="{url}">Granska och lämna in</a>' in text(login("planner").get(plan.get_absolute_url()))

    def test_a_whole_plan_has_nothing_left(self, login, whole, url):
        page = text(login("planner").get(url))
        assert "Inget återstår." in page
        assert "Måste rättas" not in page
        assert "Bör kompletteras" not in page

    def test_tells_each_lack_with_why_its_source_and_the_way_to_the_field(self, login, lacking, whole, url):
        response = login("planner").get(url)
        page = text(response)
        assert "Bör kompletteras (2)" in page
        assert "Ange livshändelse eller process för Hel" in page
        assert "Då förstår andra vad ni gör, och kan se om de planerar för samma sak." in page
        assert "Vägledning för verksamhetsplanering 2010, avsnittet om uppföljning." in page
        assert f"{address(lacking, 'project_edit', whole.pk)}?fran=granska#id_life_events" in links(response)
        assert f"{address(lacking, 'follow_up')}?fran=granska" in links(response)

    def test_what_must_be_there_comes_first(self, login, plan, person, url):
        person("manager")
        page = text(login("planner").get(url))
        assert "Måste rättas (2)" in page
        assert page.index("Måste rättas") < page.index("Bör kompletteras (3)") < page.index("Det här lämnar ni in")

    def test_shows_every_part_with_ways_to_change_each_thing(self, login, whole, plan, url):
        goal = plan.goals.get()
        response = login("planner").get(url)
        page = text(response)
        assert [f"{n}. " in page for n in range(1, 8)] == [True] * 7
        assert f"{address(plan, 'goal_edit', goal.pk)}?fran=granska" in links(response)
        assert f"{address(plan, 'project_edit', whole.pk)}?fran=granska" in links(response)
        assert '<span class="sr"> mål 1: Fler klarar sig själva</span>' in page
        assert "Förstudie, jan–dec 2027. Den som söker slipper vänta." in page
        assert "14 maj 2027" in page

    def test_every_way_from_it_leads_somewhere(self, login, whole, plan, url):
        client = login("planner")
        leading = [link for link in links(client.get(url)) if "fran=granska" in link]
        assert len(leading) == 7 + 7
        assert {client.get(link).status_code for link in leading} == {200}

    def test_says_who_to_ask_when_nobody_can_decide(self, login, whole, url, agency):
        agency.memberships.filter(role="manager").delete()
        sentence = "Ingen i er organisation kan besluta planer. Be administratören lägga till en chef."
        client = login("planner")
        page = text(client.get(url))
        assert sentence in page
        assert "mailto:" not in page
        type(agency).objects.update(function_email="registrator@exk.example")
        response = client.post(url)
        assert 'href="mailto:registrator@exk.example?subject=' in text(response)
        assert text(response).count(sentence) == 2, "also among the faults"
        assert OperationalPlan.objects.get().state == "draft"

    def test_says_so_when_only_who_hands_it_in_can_decide(self, login, whole, url, person, settings):
        jonas, sentence = login("manager"), "Du är den enda som kan besluta, och den som lämnar in kan inte besluta."
        assert sentence in text(jonas.get(url))
        assert "Jonas Ek får planen" not in text(jonas.get(url))
        assert sentence not in text(login("planner").get(url))
        assert sentence in text(jonas.post(url, follow=True)), "it is handed in all the same: a manager can be added"
        settings.FOUR_EYES = False
        OperationalPlan.objects.update(state="draft")
        assert sentence not in text(jonas.get(url))

    def test_of_two_managers_the_other_gets_it(self, login, whole, url, agency):
        login("manager")
        factories.MembershipFactory(agency=agency, role="manager", user__name="Karin Åberg")
        assert "Karin Åberg får planen för granskning." in text(login("manager").get(url))

    @pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
    def test_is_for_those_who_may_hand_in(self, login, whole, url, role, status):
        assert login(role).get(url).status_code == login(role).post(url).status_code == status


class TestTheFormerAddress:
    def test_leads_on(self, login, whole, plan, url):
        response = login("planner").get(f"{plan.get_absolute_url()}lamna-in/")
        assert (response.status_code, response.url) == (301, url)

    def test_takes_what_is_posted_along(self, login, whole, plan, url):
        former = f"{plan.get_absolute_url()}lamna-in/"
        response = login("planner").post(former, {"message": "Hej"}, follow=True)
        assert response.redirect_chain[0] == (url, 308)
        assert Event.objects.get().message == "Hej"

    def test_tells_a_stranger_nothing(self, login, whole, plan):
        assert login().get(f"{plan.get_absolute_url()}lamna-in/", follow=True).status_code == 404


class TestHandingIn:
    def test_a_whole_plan_goes_to_jonas(self, login, whole, plan, url):
        response = login("planner").post(url, {"message": "Läs gärna mål 1."}, follow=True)
        assert "Planen är inlämnad. Jonas Ek får den för granskning." in text(response)
        plan.refresh_from_db()
        assert (plan.state, plan.submitted_by.name, Event.objects.get().message) == (
            "submitted",
            "Petra Lind",
            "Läs gärna mål 1.",
        )

    def test_each_bor_is_met_or_left_with_a_reason(self, login, lacking, url):
        client = login("planner")
        response = client.post(url, {"message": "Hej", "reason_has_follow_up": "Dagarna sätts i januari."})
        page = text(response)
        sentence = "Ange livshändelse eller process för Hel. Fyll i eller skriv varför ni lämnar in ändå."
        assert f'<a href="#id_reason_projects_have_event">{sentence}</a>' in page
        assert "<title>Fel: Granska och lämna in verksamhetsplan 2027" in page
        assert "Hej" in page
        assert "Dagarna sätts i januari." in page
        assert not LeftOut.objects.exists()
        assert client.post(url, REASONS).status_code == 302
        assert LeftOut.objects.count() == 2

    def test_a_maste_stops_her_whatever_she_writes(self, login, plan, person, url):
        person("manager")
        client = login("planner")
        reasons = {name: "Därför." for name in client.get(url).context["form"].fields if name.startswith("reason")}
        response = client.post(url, reasons | {"reason_has_goal": "Vi vill inte."})
        assert "Lägg till minst ett mål innan du lämnar in." in text(response)
        assert f"{address(plan, 'goal_add')}?fran=granska" in links(response)
        assert OperationalPlan.objects.get().state == "draft"

    def test_a_name_with_brackets_stands_in_the_fault_as_it_is(self, login, lacking, url):
        lacking.projects.update(title="<b>Hel</b>", owner=None)
        page = text(login("planner").post(url, REASONS))
        assert "Ange ansvarig för &lt;b&gt;Hel&lt;/b&gt; innan du lämnar in." in page
        assert "<b>Hel</b>" not in page

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"message": "x" * 50_000}, "Texten är 48000 tecken för lång. Korta den till högst 2000 tecken."),
            ({"reason_has_follow_up": "x" * 301}, "Texten är 1 tecken för lång. Korta den till högst 300 tecken."),
        ],
    )
    def test_what_is_too_long_is_explained_and_kept(self, login, lacking, url, typed, told):
        page = text(login("planner").post(url, REASONS | typed))
        assert told in page.replace("\xa0", "")
        assert next(iter(typed.values())) in page
        assert not LeftOut.objects.exists()
        assert OperationalPlan.objects.get().state == "draft"

    @pytest.mark.parametrize(
        "odd", [{"message": "a\0b"}, {"seen_count": "9" * 5000}, {"seen_count": "x"}, {"reason_has_follow_up": "\0"}]
    )
    def test_nothing_that_is_posted_is_an_error_of_ours(self, login, lacking, url, odd):
        assert login("planner").post(url, REASONS | odd).status_code in {200, 302}

    def test_pressed_twice_it_is_done_once(self, login, lacking, url):
        client = login("planner")
        data = REASONS | {"message": "Hej", "seen_count": client.get(url).context["form"]["seen_count"].value()}
        assert [client.post(url, data).status_code for _press in range(2)] == [302, 302]
        assert Event.objects.count() == 1

    def test_withdrawn_it_can_be_handed_in_again_with_the_same_reasons(self, login, lacking, plan, url):
        client = login("planner")
        client.post(url, REASONS)
        client.post(address(plan, "withdraw"))
        response = client.get(url)
        assert "Utreds i förstudien." in text(response)
        kept = {name: response.context["form"][name].value() for name in REASONS}
        assert client.post(url, kept).status_code == 302
        assert [event.kind for event in Event.objects.order_by("pk")] == ["submit", "withdraw", "submit"]
        assert LeftOut.objects.count() == 2

    def test_a_plan_that_has_changed_since_she_read_it_is_read_again(self, login, lacking, url):
        client = login("planner")
        seen = client.get(url).context["form"]["seen_count"].value()
        OperationalPlan.objects.update(edit_count=seen + 1)
        response = client.post(url, REASONS | {"seen_count": seen, "message": "Hej"})
        assert response.status_code == 409
        assert "Planen har ändrats sedan du öppnade sidan." in text(response)
        assert "Hej" in text(response)
        again = response.context["form"]["seen_count"].value()
        assert client.post(url, REASONS | {"seen_count": again}).status_code == 302

    def test_a_reason_belongs_to_the_rule_it_was_written_for(self, login, lacking, url):
        login("planner").post(url, {name: f"om {name}" for name in REASONS})
        assert all(row.reason == f"om reason_{row.rule}" for row in LeftOut.objects.all())


class TestSavingTheReasons:
    def test_keeps_them_without_handing_in(self, login, lacking, plan, url):
        client = login("planner")
        typed = {"reason_has_follow_up": "Dagarna sätts i januari.", "message": "Hej Jonas", "save_reasons": "1"}
        response = client.post(url, typed)
        assert "Skälen är sparade. Planen är inte inlämnad än." in text(response)
        assert "Hej Jonas" in text(response), "the message is not saved, so it stays typed"
        assert 'data-guard="unsent"' in text(response), "and who leaves the page is warned"
        assert 'role="alert"' not in text(response)
        assert LeftOut.objects.get().reason == "Dagarna sätts i januari."
        assert OperationalPlan.objects.get().state == "draft"
        assert "Dagarna sätts i januari." in text(client.get(url))
        assert "Dagarna sätts i januari." in text(client.get(plan.get_absolute_url()))

    def test_an_emptied_reason_is_taken_back(self, login, lacking, url):
        client = login("planner")
        client.post(url, REASONS | {"save_reasons": "1"})
        client.post(url, REASONS | {"reason_has_follow_up": " ", "save_reasons": "1"})
        assert [row.rule for row in LeftOut.objects.all()] == ["projects_have_event"]

    def test_the_plan_can_be_handed_in_afterwards(self, login, lacking, url):
        client = login("planner")
        seen = client.get(url).context["form"]["seen_count"].value()
        client.post(url, REASONS | {"save_reasons": "1", "seen_count": seen})
        assert client.post(url, REASONS | {"seen_count": seen}).status_code == 302

    def test_a_reason_that_is_too_long_is_explained(self, login, lacking, url):
        response = login("planner").post(url, {"reason_has_follow_up": "x" * 301, "save_reasons": "1"})
        assert "Korta den till högst 300 tecken." in text(response)
        assert not LeftOut.objects.exists()


class TestTwoWhoGiveReasons:
    """Elin writes why there is no follow-up while Petra has the page open."""

    @pytest.fixture
    def shown(self, login, lacking, url):
        client = login("planner")
        page = text(client.get(url))
        assert 'name="seen_has_follow_up"' in page
        LeftOut.objects.create(plan_uid=lacking.uid, rule="has_follow_up", reason="Elins skäl")
        return {"seen_has_follow_up": "", "seen_projects_have_event": "", "save_reasons": "1"}

    def test_what_petra_left_empty_stays_elins(self, login, shown, url):
        response = login("planner").post(
            url, shown | {"reason_has_follow_up": "", "reason_projects_have_event": "Sen."}
        )
        assert {*LeftOut.objects.values_list("rule", "reason")} == {
            ("has_follow_up", "Elins skäl"),
            ("projects_have_event", "Sen."),
        }
        assert 'value="Elins skäl"' in text(response), "and stands in the field"

    def test_what_both_have_written_is_told_and_not_overwritten(self, login, shown, url):
        client = login("planner")
        typed = shown | {"reason_has_follow_up": "Petras skäl"}
        response = client.post(url, typed)
        assert response.status_code == 409
        assert "Någon annan har skrivit ”Elins skäl” här medan du skrev." in text(response)
        assert 'value="Petras skäl"' in text(response)
        assert LeftOut.objects.get().reason == "Elins skäl"
        client.post(url, typed | {"seen_has_follow_up": "Elins skäl"})
        assert LeftOut.objects.get().reason == "Petras skäl"

    def test_saved_twice_in_a_row_the_second_is_not_a_conflict(self, login, lacking, url):
        client = login("planner")
        typed = {"seen_has_follow_up": "", "reason_has_follow_up": "I maj.", "save_reasons": "1"}
        page = text(client.post(url, typed))
        assert 'name="seen_has_follow_up" value="I maj."' in page
        client.post(url, typed | {"seen_has_follow_up": "I maj.", "reason_has_follow_up": "I juni."})
        assert LeftOut.objects.get().reason == "I juni."


class TestSomebodyElseMeanwhile:
    @pytest.fixture
    def elin(self, agency):
        return factories.MembershipFactory(agency=agency, role="planner", user__name="Elin Holm").user

    @pytest.mark.parametrize("button", [{}, {"save_reasons": "1"}])
    def test_who_handed_it_in_is_news_and_no_fault(self, login, lacking, plan, url, elin, button):
        client = login("planner")
        seen = client.get(url).context["form"]["seen_count"].value()
        other = Client()
        other.force_login(elin)
        other.post(url, REASONS)
        typed = {"message": "Läs mål 1.", "reason_has_follow_up": "En dag i maj.", "seen_count": seen}
        response = client.post(url, typed | button)
        page = text(response)
        assert response.status_code == 409
        assert "Planen lämnades in av Elin Holm den " in page
        assert 'role="alert"' not in page
        assert "<title>Fel" not in page
        assert "Läs mål 1." in page
        assert "En dag i maj." in page
        assert LeftOut.objects.get(rule="has_follow_up").reason == "Dagarna sätts i januari."
        assert Event.objects.count() == 1

    def test_who_comes_later_reads_it_too(self, login, lacking, plan, url, elin):
        other = Client()
        other.force_login(elin)
        other.post(url, REASONS)
        response = login("planner").get(url)
        assert response.status_code == 200
        assert "Planen lämnades in av Elin Holm den " in text(response)
        assert "Lämna in</button>" not in text(response)

    @pytest.mark.django_db(transaction=True)
    def test_of_two_who_hand_in_at_once_one_does(self, login, lacking, url, elin):
        petra, other = login("planner"), Client()
        other.force_login(elin)
        codes = []

        def press(client, words):
            try:
                codes.append(client.post(url, REASONS | {"message": words}).status_code)
            finally:
                connection.close()

        pressing = [threading.Thread(target=press, args=pair) for pair in ((petra, "Petra"), (other, "Elin"))]
        for thread in pressing:
            thread.start()
        for thread in pressing:
            thread.join()
        assert sorted(codes) == [302, 409]
        assert Event.objects.filter(kind="submit").count() == 1
        assert LeftOut.objects.count() == 2


class TestTheWayBack:
    def test_a_saved_goal_leads_back_here(self, login, whole, plan, url):
        goal = plan.goals.get()
        client = login("planner")
        edit = f"{address(plan, 'goal_edit', goal.pk)}?fran=granska"
        page = client.get(edit)
        assert f'<a href="{url}">Avbryt</a>' in text(page)
        form = page.context["form"]
        data = {"text": "Fler klarar sig", "disclosure": "publish", "seen_count": form["seen_count"].value()}
        response = client.post(edit, data)
        assert (response.status_code, response.url) == (302, url)

    def test_a_saved_project_leads_back_here(self, login, whole, plan, url):
        edit = f"{address(plan, 'project_edit', whole.pk)}?fran=granska"
        assert f'<a href="{url}">Avbryt</a>' in text(login("planner").get(edit))

    def test_filling_in_what_several_lack_leads_back_here(self, login, whole, plan, url):
        make_whole_project(plan, None, plan.goals.get(), title="Till")
        plan.projects.update(partnering="")
        client = login("planner")
        way = next(link for link in links(client.get(url)) if "saknar=partnering" in link)
        assert f'<a href="{url}">' in text(client.get(html.unescape(way)))

    @pytest.mark.parametrize("word", ["https://ond.example/", "//ond.example", "granska/", "", "\0", "javascript:x"])
    def test_no_other_word_leads_anywhere(self, login, whole, plan, word):
        goal = plan.goals.get()
        page = text(login("planner").get(address(plan, "goal_edit", goal.pk), {"fran": word}))
        assert "ond.example" not in page
        assert address(plan, "submit") not in page

    def test_a_part_leads_back_here(self, login, whole, plan, url):
        page = text(login("planner").get(f"{address(plan, 'follow_up')}?fran=granska"))
        assert f'<a href="{url}">Tillbaka till Granska och lämna in</a>' in page
        assert "Tillbaka till Granska" not in text(login("planner").get(address(plan, "follow_up")))


def test_the_page_takes_at_most_twelve_queries_shown_and_refused(login, lacking, plan, person, url, queries):
    client = login("planner")
    taken = []
    for count in (2, 12):
        for number in range(count):
            make_whole_project(plan, None, plan.goals.first(), title=f"Projekt {count} {number}")
            factories.ShortTermGoalFactory(plan=plan)
            factories.PlanningPremiseFactory(plan=plan)
            factories.TrainingNeedFactory(plan=plan)
        shown = queries(client, url)
        with CaptureQueriesContext(connection) as captured, zeal_context():
            assert client.post(url, {"message": "Hej"}).status_code == 200
        taken.append((shown, len(captured)))
    assert taken[0] == taken[1]
    assert max(taken[0]) <= 12
