"""The organisation's services: listed, written, grouped and taken out of use."""

import pytest
from django.db import IntegrityError, transaction

from agencies.models import ServiceLevel
from strategy.models import ChannelGroup, Service
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed

LIST = "/arbeta/exempelkoping/tjanster/"
ADD = f"{LIST}ny/"


@pytest.fixture
def service(agency):
    return factories.ServiceFactory(agency=agency, name="Bygglov", build_out=3, volume=1480)


@pytest.fixture
def edit_url(service):
    return f"{LIST}{service.pk}/"


@pytest.fixture
def remove_url(edit_url):
    return f"{edit_url}ta-bort/"


def shown(client, query=""):
    """The names on the list, in their order, with their volumes."""
    rows = client.get(LIST + query).context["listed"].rows
    return [(row.service.name, row.volume) for row in rows]


def names(client, query=""):
    return [name for name, _volume in shown(client, query)]


class TestTheList:
    def test_is_in_swedish_order_with_groups_followed_by_their_parts(self, login, agency):
        building = factories.ServiceFactory(agency=agency, name="Ändra hemma")
        for name in ("Åtgärd", "Bygglov"):
            factories.ServiceFactory(agency=agency, name=name, part_of=building)
        for name in ("Skolval", "Örngott", "Avfall"):
            factories.ServiceFactory(agency=agency, name=name)
        factories.ServiceFactory(name="Någon annans")
        assert names(login("reader")) == ["Avfall", "Skolval", "Ändra hemma", "Bygglov", "Åtgärd", "Örngott"]

    def test_says_how_far_a_service_is_built_out_in_words_and_steps(self, login, service):
        page = text(login("reader").get(LIST))
        assert "Digital inlämning" in page
        assert "3 av 5" in page
        assert page.count('<i class="on">') == 3

    def test_says_it_in_one_sentence_on_top(self, login, agency):
        group = factories.ServiceFactory(agency=agency)
        for built in (0, 4, 5, None):
            factories.ServiceFactory(agency=agency, part_of=group, build_out=built)
        factories.ServiceFactory(agency=agency, build_out=5, is_retired=True)
        sentence = "4 tjänster och 1 grupp. 2 går att göra helt digitalt, 1 saknar uppgift om hur utbyggd den är."
        assert sentence in text(login("reader").get(LIST))

    @pytest.mark.parametrize(
        ("volumes", "total"),
        [
            ([1480, 60], "1\u00a0540"),
            ([1480, None], "minst 1\u00a0480"),
            ([None, None], "–"),
            ([], "–"),
            ([0], "0"),
            ([0, None], "minst 0"),
        ],
    )
    def test_a_group_sums_what_is_known_of_its_parts(self, login, agency, volumes, total):
        group = factories.ServiceFactory(agency=agency, name="A")
        for volume in volumes:
            factories.ServiceFactory(agency=agency, part_of=group, volume=volume)
        factories.ServiceFactory(agency=agency, part_of=group, volume=7, is_retired=True)
        assert shown(login("reader"))[0] == ("A", total)
        assert shown(login("reader"), "?sok=a")[0] == ("A", total), "also when its parts are not among the found"

    def test_a_group_with_a_number_of_its_own_shows_that(self, login, agency):
        group = factories.ServiceFactory(agency=agency, name="A", volume=5)
        factories.ServiceFactory(agency=agency, part_of=group, volume=900)
        assert shown(login("reader"))[0] == ("A", "5")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Grupp", "Ärendehantering", "Skolval"]),
            ("?sok=ärende", ["Ärendehantering"]),
            ("?sok=HANTERING+äREN", ["Ärendehantering"]),
            ("?sok=arende", []),
            ("?visa=alla", ["Grupp", "Ärendehantering", "Skolval", "Telegram"]),
            ("?visa=hund", ["Grupp", "Ärendehantering", "Skolval"]),
            ("?grupp=1", ["Grupp", "Ärendehantering"]),
            ("?grupp=1&sok=skol", []),
            ("?grupp=99999999999999999999", []),
            ("?grupp=x%00&sok=%00", []),
        ],
    )
    def test_is_narrowed_by_words_group_and_what_is_offered(self, login, agency, query, found):
        group = factories.ServiceFactory(pk=1, agency=agency, name="Grupp")
        factories.ServiceFactory(agency=agency, name="Ärendehantering", part_of=group)
        factories.ServiceFactory(agency=agency, name="Skolval")
        factories.ServiceFactory(agency=agency, name="Telegram", is_retired=True)
        assert names(login("reader"), query) == found

    def test_with_no_services_says_what_they_are_for(self, login, agency):
        assert f'href="{ADD}"' in text(login("planner").get(LIST))
        page = text(login("reader").get(LIST))
        assert "Inga tjänster än." in page
        assert ADD not in page

    def test_when_nothing_is_found_says_so(self, login, service):
        assert "Ingen tjänst stämmer" in text(login("reader").get(f"{LIST}?sok=xyz"))

    def test_two_people_nesting_groups_at_once_lose_no_row(self, login, agency):
        outer = factories.ServiceFactory(agency=agency, name="A")
        middle = factories.ServiceFactory(agency=agency, name="B", part_of=outer)
        factories.ServiceFactory(agency=agency, name="C", part_of=middle)
        assert names(login("reader")) == ["A", "B", "C"]

    def test_takes_the_same_number_of_queries_with_many(self, login, agency, queries):
        def add(count):
            for _number in range(count):
                group = factories.ServiceFactory(agency=agency)
                part = factories.ServiceFactory(agency=agency, part_of=group, service_level=level)
                part.life_events.add(event)
                part.service_types.add(kind)

        level = ServiceLevel.objects.create(code="1", name="Egen")
        event, kind = factories.LifeEventFactory(), factories.ServiceTypeFactory()
        add(3)
        few = queries(login("planner"), LIST)
        add(50)
        assert queries(login("planner"), LIST) == few <= 12

    def test_is_linked_from_the_organisations_page(self, login, agency):
        assert f'href="{LIST}"' in text(login("reader").get(agency.get_absolute_url()))


class TestPetraAdds:
    def test_a_service_with_everything(self, login, person, agency):
        group = factories.ServiceFactory(agency=agency, name="Bygga och bo")
        event, kind = factories.LifeEventFactory(), factories.ServiceTypeFactory()
        level = ServiceLevel.objects.create(code="1", name="Egen")
        client = login("planner")
        data = typed(
            client,
            ADD,
            name=" Bygglov ",
            part_of=group.pk,
            life_events=[event.pk],
            service_types=[kind.pk],
            service_level=level.pk,
            build_out="4",
            volume="1 480",
        )
        response = client.post(ADD, data, follow=True)
        assert "Tjänsten Bygglov är tillagd." in text(response)
        saved = Service.objects.get(name="Bygglov")
        assert response.redirect_chain[-1][0] == saved.get_absolute_url() == f"{LIST}#tjanst-{saved.pk}"
        assert (saved.agency, saved.part_of, saved.service_level) == (agency, group, level)
        assert (saved.build_out, saved.volume, saved.edited_by) == (4, 1480, person("planner"))
        assert (saved.life_events.get(), saved.service_types.get()) == (event, kind)

    def test_with_the_name_only_and_the_rest_is_unknown(self, login, agency):
        client = login("planner")
        assert client.post(ADD, typed(client, ADD, name="Skolval")).status_code == 302
        saved = Service.objects.get()
        assert (saved.build_out, saved.volume, saved.part_of, saved.service_level) == (None,) * 4
        assert shown(client) == [("Skolval", "–")]

    def test_it_once_though_she_presses_twice(self, login, agency):
        client = login("planner")
        data = typed(client, ADD, name="Skolval", volume="0")
        assert client.post(ADD, data).status_code == client.post(ADD, data).status_code == 302
        assert Service.objects.get().volume == 0

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"name": ""}, "Skriv vad tjänsten heter."),
            ({"name": "x" * 121}, "Texten är 1 tecken för lång. Korta den till högst 120 tecken."),
            ({"name": "BYGGLOV"}, "Ni har redan en tjänst som heter BYGGLOV. Välj ett annat namn."),
            ({"volume": "många"}, "Ange ett helt tal, till exempel 1 480."),
            ({"volume": "1,5"}, "Ange ett helt tal, till exempel 1 480."),
            ({"volume": "-3"}, "Antalet kan inte vara mindre än noll. Ange ett tal, till exempel 1 480."),
            ({"volume": "9999999999"}, "Talet är för stort. Ange högst 999 999 999."),
            ({"build_out": "6"}, "Valet finns inte längre. Välj bland dem som visas."),
            ({"part_of": "99999999999999999999"}, "Valet finns inte längre. Välj bland dem som visas."),
            ({"part_of": "x"}, "Valet finns inte längre. Välj bland dem som visas."),
            ({"service_level": "99999999999999999999"}, "Valet finns inte längre. Välj bland dem som visas."),
            ({"life_events": ["99999999999999999999"]}, "Ett av valen finns inte längre. Välj bland dem som visas."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, service, fields, sentence):
        client = login("planner")
        response = client.post(ADD, typed(client, ADD, **({"name": "Marklov", "volume": "60"} | fields)))
        page = text(response)
        assert response.status_code == 200
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "Marklov" in page or "name" in fields
        assert Service.objects.get() == service

    @pytest.mark.parametrize("nasty", NASTY)
    def test_anything_without_a_server_error(self, login, agency, nasty):
        client = login("planner")
        data = typed(client, ADD, name=nasty, volume=nasty, part_of=nasty, build_out=nasty)
        assert client.post(ADD, data).status_code == 200
        assert not Service.objects.exists()

    def test_script_that_is_shown_as_text(self, login, agency):
        client = login("planner")
        client.post(ADD, typed(client, ADD, name=SCRIPT))
        page = text(client.get(LIST))
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


class TestGroups:
    def refused(self, client, url, **fields):
        response = client.post(url, typed(client, url, **fields))
        assert response.status_code == 200
        return text(response)

    def test_are_offered_among_the_own_services_that_stand_by_themselves(self, login, agency, service, edit_url):
        group = factories.ServiceFactory(agency=agency, name="Bygga och bo")
        factories.ServiceFactory(agency=agency, name="Marklov", part_of=group)
        factories.ServiceFactory(agency=agency, name="Telegram", is_retired=True)
        factories.ServiceFactory(name="Någon annans")
        choices = login("planner").get(edit_url).context["form"].fields["part_of"].choices
        assert [str(label) for _value, label in choices] == ["Ingen grupp", "Bygga och bo"]

    def test_a_retired_group_is_offered_to_its_own_parts(self, login, agency, service, edit_url):
        service.part_of = factories.ServiceFactory(agency=agency, name="Telegram", is_retired=True)
        service.save()
        client = login("planner")
        assert client.post(edit_url, typed(client, edit_url, volume="2")).status_code == 302
        service.refresh_from_db()
        assert service.part_of.name == "Telegram"

    def test_of_another_organisation_are_refused(self, login, service, edit_url):
        theirs = factories.ServiceFactory()
        assert "Valet finns inte längre." in self.refused(login("planner"), edit_url, part_of=theirs.pk)

    def test_do_not_hold_themselves(self, login, service, edit_url):
        page = self.refused(login("planner"), edit_url, part_of=service.pk)
        assert "En tjänst kan inte ingå i sig själv. Välj en annan grupp." in page

    def test_with_parts_do_not_become_parts(self, login, agency, service, edit_url):
        factories.ServiceFactory(agency=agency, part_of=service)
        other = factories.ServiceFactory(agency=agency)
        page = self.refused(login("planner"), edit_url, part_of=other.pk)
        assert "Bygglov är själv en grupp med 1 tjänst och kan inte ingå i en annan. Flytta tjänsten först." in page

    def test_are_not_parts_of_groups(self, login, agency, service, edit_url):
        group = factories.ServiceFactory(agency=agency, name="Bygga och bo")
        part = factories.ServiceFactory(agency=agency, name="Marklov", part_of=group)
        page = self.refused(login("planner"), edit_url, part_of=part.pk)
        assert "Marklov ingår själv i Bygga och bo och kan inte vara grupp. Välj en annan grupp." in page

    def test_the_database_refuses_a_service_in_itself(self, service):
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(pk=service.pk).update(part_of=service.pk)


class TestPetraChanges:
    def test_a_service(self, login, service, edit_url):
        client = login("planner")
        client.post(edit_url, typed(client, edit_url, build_out="", volume="", is_retired="on"))
        service.refresh_from_db()
        assert (service.build_out, service.volume, service.is_retired, service.edit_count) == (None, None, True, 1)

    def test_it_while_the_plan_is_decided(self, login, strategic_plan, edit_url):
        strategic_plan.state, strategic_plan.decided_on = "decided", "2024-04-22"
        strategic_plan.save()
        client = login("planner")
        assert client.post(edit_url, typed(client, edit_url, volume="3")).status_code == 302

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(self, login, agency, service, edit_url):
        group = factories.ServiceFactory(agency=agency, name="Bygga och bo")
        client = login("planner")
        mine = typed(client, edit_url, name="Lov", volume="5", build_out="1")
        other = login("manager")
        other.post(edit_url, typed(other, edit_url, part_of=group.pk, build_out="5"))
        response = client.post(edit_url, mine)
        page = text(response)
        assert response.status_code == 409
        assert "Jonas Ek sparade kl." in page
        assert "<b>Jonas Ek sparade:</b> Bygga och bo" in page
        assert "Förifyllt eller utan att någon behöver ansöka" in page
        assert 'value="Lov"' in page
        service.refresh_from_db()
        assert (service.name, service.part_of) == ("Bygglov", group)

    def test_one_that_is_gone_keeps_what_was_typed(self, login, service, edit_url):
        client = login("planner")
        data = typed(client, edit_url, name="Lov")
        service.delete()
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert 'value="Lov"' in text(response)
        assert client.get(edit_url).status_code == 404

    @pytest.mark.parametrize("url", ["add", "edit"])
    def test_the_form_takes_the_same_number_of_queries_with_many(self, login, agency, edit_url, queries, url):
        url = ADD if url == "add" else edit_url
        few = queries(login("planner"), url)
        factories.ServiceFactory.create_batch(30, agency=agency)
        assert queries(login("planner"), url) == few <= 12


class TestPetraRemoves:
    def test_a_service_that_nothing_rests_on(self, login, service, remove_url):
        client = login("planner")
        assert "Ingen plan använder den." in text(client.get(remove_url))
        response = client.post(remove_url, follow=True)
        assert "Bygglov är borttagen." in text(response)
        assert not Service.objects.exists()

    @pytest.fixture
    def used(self, agency, service, strategic_plan, plan):
        factories.ServiceFactory(agency=agency, name="Marklov", part_of=service)
        factories.InitiativeFactory(plan=strategic_plan, title="Enklare lov").services.add(service)
        factories.ProjectFactory(plan=plan, title="Bygglov 2.0").services.add(service)
        group = factories.TargetGroupFactory(name="Företag")
        ChannelGroup.objects.create(plan=strategic_plan, target_group=group, service=service)

    @pytest.mark.usefixtures("used")
    @pytest.mark.parametrize(("method", "status"), [("get", 200), ("post", 409)])
    def test_nothing_that_is_used_and_sees_by_what(self, login, service, remove_url, method, status):
        response = getattr(login("planner"), method)(remove_url)
        page = text(response)
        assert response.status_code == status
        for line in (
            "Tjänst: Marklov",
            "Insats: Enklare lov (Strategisk plan 2024–2028)",
            "Projekt: Bygglov 2.0 (Verksamhetsplan 2027)",
            "Målgrupp i kanalstrategin: Företag, Bygglov (Strategisk plan 2024–2028)",
        ):
            assert f"<li>{line}</li>" in page
        assert service.initiatives.exists()

    @pytest.mark.usefixtures("used")
    def test_but_can_say_that_it_is_no_longer_offered(self, login, person, service, remove_url):
        client = login("planner")
        response = client.post(remove_url, {"retire": "1"}, follow=True)
        assert "Bygglov erbjuds inte längre." in text(response)
        service.refresh_from_db()
        assert (service.is_retired, service.edit_count, service.edited_by) == (True, 1, person("planner"))
        assert "Märk som" not in text(client.get(remove_url)), "once is enough"
        client.post(remove_url, {"retire": "1"})
        service.refresh_from_db()
        assert service.edit_count == 1


class TestWhoMay:
    @pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
    def test_others_change_nothing(self, login, service, edit_url, remove_url, role, status):
        client = login(role)
        for url in (ADD, edit_url, remove_url):
            assert client.get(url).status_code == client.post(url, {"name": "x", "retire": "1"}).status_code == status
        assert list(Service.objects.values_list("name", "is_retired")) == [("Bygglov", False)]

    def test_rut_reads_and_is_told_whom_to_ask(self, login, person, service, edit_url):
        person("planner")
        page = text(login("reader").get(LIST))
        assert "Bygglov" in page
        assert edit_url not in page
        told = text(login("reader").get(edit_url))
        assert "Du kan läsa tjänsterna men inte ändra dem. Be Petra Lind om du behöver ändra." in told

    def test_another_organisations_service_is_not_found(self, login, agency):
        theirs = factories.ServiceFactory()
        for page in ("", "ta-bort/"):
            assert login("planner").get(f"{LIST}{theirs.pk}/{page}").status_code == 404
