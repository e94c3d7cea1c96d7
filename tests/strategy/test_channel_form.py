"""Adding, changing and removing a target group of the channel strategy, with what is said of its channels."""

from decimal import Decimal

import pytest

from agencies.models import TargetGroup
from strategy.links import address
from strategy.models import ChannelChoice, ChannelGroup
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text, typed


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "channel_add")


@pytest.fixture
def people(db):
    return factories.TargetGroupFactory(name="Privatpersoner")


@pytest.fixture
def e_service(db):
    return factories.ChannelFactory(code="e_tjanst", name="E-tjänst", position=1)


@pytest.fixture
def letter(db):
    return factories.ChannelFactory(code="brev", name="Brev", group="paper", position=2)


@pytest.fixture
def group(strategic_plan, people):
    return factories.ChannelGroupFactory(plan=strategic_plan, target_group=people, offline="Ring oss.")


@pytest.fixture
def choice(group, e_service):
    return factories.ChannelChoiceFactory(group=group, channel=e_service, role="main", purposes=["submission"])


@pytest.fixture
def edit_url(strategic_plan, group):
    return address(strategic_plan, "channel_edit", group.pk)


def row(number, **values):
    return {f"choices-{number}-{name}": value for name, value in values.items()}


class TestPetraAdds:
    def test_a_group_with_all_that_is_said_of_its_channels(
        self, login, strategic_plan, url, agency, people, e_service, letter
    ):
        service = factories.ServiceFactory(agency=agency, name="Bygglov")
        client = login("planner")
        data = typed(
            client,
            url,
            target_group=people.pk,
            service=service.pk,
            offline="Medborgarkontoret hjälper till.",
            disclosure="internal",
            **row(
                0,
                role="main",
                purposes=["submission", "status"],
                share_today="24",
                share_target="60 %",
                measures="Fyll i.",
            ),
        )
        response = client.post(url, data, follow=True)
        saved = ChannelGroup.objects.get()
        assert response.redirect_chain[-1][0] == f"{address(strategic_plan, 'channels')}#rad-{saved.pk}"
        page = text(response)
        assert "Målgruppen Privatpersoner, Bygglov är sparad." in page
        assert "Medborgarkontoret hjälper till." in page
        assert "Visas bara internt" in page
        assert "Används till inlämning, se status. Fyll i." in page
        one = ChannelChoice.objects.get()
        assert (one.channel, one.role, one.purposes) == (e_service, "main", ["submission", "status"])
        assert (one.share_today, one.share_target, one.measures) == (24, 60, "Fyll i.")

    def test_a_group_of_her_own(self, login, url, agency, people):
        client = login("planner")
        data = typed(client, url, own_target_group=" Sommargäster ")
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        own = TargetGroup.objects.get(name="Sommargäster")
        assert own.agency == agency
        assert ChannelGroup.objects.get().target_group == own

    def test_no_word_of_her_own_for_one_that_is_there(self, login, url, people):
        client = login("planner")
        client.post(url, typed(client, url, own_target_group="privatpersoner"))
        assert ChannelGroup.objects.get().target_group == people
        assert TargetGroup.objects.count() == 1

    def test_it_once_though_she_presses_twice(self, login, url, people, e_service):
        client = login("planner")
        data = typed(client, url, target_group=people.pk, **row(0, share_today="24"))
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert (ChannelGroup.objects.count(), ChannelChoice.objects.count()) == (1, 1)

    def test_a_row_without_scripts_and_loses_nothing(self, login, url, e_service, letter):
        client = login("planner")
        page = text(
            client.post(url, typed(client, url, offline="Ring.", add_row="choices", **row(0, share_today="fel")))
        )
        for kept in ("Ring.</textarea>", 'value="fel"', 'name="choices-2-channel"'):
            assert kept in page
        assert "Rätta det här" not in page

    def test_beginning_with_the_channels_that_the_plan_uses(self, login, url, strategic_plan, e_service, letter):
        client = login("planner")
        rows = client.get(url).context["form"].row_sets[0].formset.forms
        assert [one["channel"].value() for one in rows] == [e_service.pk, letter.pk]
        chat = factories.ChannelFactory(name="Chatt")
        factories.ChannelChoiceFactory(channel=chat, group__plan=strategic_plan)
        rows = client.get(url).context["form"].row_sets[0].formset.forms
        assert [one["channel"].value() for one in rows] == [chat.pk]

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"target_group": ""}, "Välj en målgrupp, eller skriv en egen."),
            ({"own_target_group": "Sommargäster"}, "Välj en målgrupp eller skriv en egen, inte båda."),
            ({"target_group": "", "own_target_group": "x" * 121}, "Texten är 1 tecken för lång."),
            ({"offline": "x" * 601}, "Texten är 1 tecken för lång. Korta den till högst 600 tecken."),
            (row(0, share_today="110 %"), "Ange ett tal mellan 0 och 100."),
            (row(0, share_target="−3"), "Ange ett tal mellan 0 och 100."),
            (row(0, share_target="hälften"), "Ange ett tal, till exempel 42,5."),
            (row(0, share_target="42,55"), "Ange högst en decimal, till exempel 42,5."),
            (row(0, channel="", share_target="4"), "Välj en kanal."),
            (row(0, measures="x" * 301), "Texten är 1 tecken för lång. Korta den till högst 300 tecken."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, people, e_service, fields, sentence):
        client = login("planner")
        response = client.post(url, typed(client, url, **({"target_group": people.pk} | fields)))
        assert response.status_code == 200
        assert text(response).count(sentence) == 2, "in the summary and at the field"
        assert not ChannelGroup.objects.exists()
        assert not TargetGroup.objects.filter(name="Sommargäster").exists()

    def test_no_channel_twice(self, login, url, people, e_service, letter):
        client = login("planner")
        data = typed(client, url, target_group=people.pk, **row(0, share_today="1"), **row(1, channel=e_service.pk))
        page = text(client.post(url, data))
        assert page.count("Kanalen finns redan för målgruppen. Ändra den raden i stället.") == 2
        assert not ChannelGroup.objects.exists()

    def test_no_group_that_the_plan_has_already(self, login, url, group, agency):
        client = login("planner")
        sentence = "Målgruppen finns redan i kanalstrategin. Ändra den i stället."
        for field, value in (("target_group", group.target_group_id), ("own_target_group", "PRIVATPERSONER")):
            assert text(client.post(url, typed(client, url, **{field: value}))).count(sentence) == 2
        service = factories.ServiceFactory(agency=agency)
        data = typed(client, url, target_group=group.target_group_id, service=service.pk)
        assert client.post(url, data).status_code == 302, "the same group for one service is another row"

    @pytest.mark.parametrize(
        ("field", "factory"),
        [
            ("target_group", factories.TargetGroupFactory),
            ("service", factories.ServiceFactory),
            ("choices-0-channel", factories.ChannelFactory),
        ],
    )
    def test_nothing_that_is_another_organisations(self, login, url, people, e_service, field, factory):
        foreign = factory(agency=factories.AgencyFactory(), name="Deras eget ord")
        client = login("planner")
        assert "Deras eget ord" not in text(client.get(url))
        data = typed(client, url, **({"target_group": people.pk, "choices-0-share_today": "5"} | {field: foreign.pk}))
        page = text(client.post(url, data))
        assert "finns inte längre. Välj bland dem som visas." in page
        assert not ChannelGroup.objects.exists()

    @pytest.mark.parametrize(
        ("field", "factory"),
        [("target_group", factories.TargetGroupFactory), ("choices-0-channel", factories.ChannelFactory)],
    )
    def test_no_retired_word(self, login, url, people, e_service, field, factory):
        old = factory(is_retired=True)
        client = login("planner")
        data = typed(client, url, **({"target_group": people.pk, "choices-0-share_today": "5"} | {field: old.pk}))
        assert "finns inte längre. Välj bland dem som visas." in text(client.post(url, data))

    @pytest.mark.parametrize("nasty", [*NASTY, "9" * 30])
    @pytest.mark.parametrize(
        "field",
        [
            *("target_group", "own_target_group", "service", "offline", "disclosure", "draft_uid", "seen_count"),
            *("choices-TOTAL_FORMS", "choices-INITIAL_FORMS", "add_row"),
            *row(0, id=0, channel=0, role=0, purposes=0, share_today=0, share_target=0, measures=0),
        ],
    )
    def test_anything_without_breaking_the_page(self, login, url, people, e_service, field, nasty):
        client = login("planner")
        base = {} if field == "own_target_group" else {"target_group": people.pk}
        response = client.post(url, typed(client, url, **(base | {field: nasty})))
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)


class TestPetraChanges:
    def test_a_channel_adds_another_and_is_warned_of_sums(self, login, edit_url, group, choice, letter):
        client = login("planner")
        data = typed(client, edit_url, add_row="choices")
        client.post(edit_url, data)
        del data["add_row"]
        data |= row(0, share_target="90") | row(1, channel=letter.pk, share_target="4,5") | {"choices-TOTAL_FORMS": "2"}
        page = text(client.post(edit_url, data, follow=True)).replace("\u00a0", " ")
        assert [(one.channel, one.share_target) for one in group.choices.all()] == [
            (choice.channel, 90),
            (letter, Decimal("4.5")),
        ]
        assert "Privatpersoner: andelarna för 2028 blir 94,5 %. De ska bli 100 % innan planen lämnas in." in page

    def test_nothing_of_a_saved_rows_channel(self, login, edit_url, choice, letter):
        client = login("planner")
        page = text(client.post(edit_url, typed(client, edit_url, **row(0, channel=letter.pk))))
        assert "Valet finns inte längre." in page
        choice.refresh_from_db()
        assert choice.channel != letter

    def test_and_is_warned_of_a_share_of_what_is_not_offered(self, login, edit_url, choice):
        client = login("planner")
        data = typed(client, edit_url, **row(0, role="not_offered", share_today="100", share_target="100"))
        page = text(client.post(edit_url, data, follow=True)).replace("\u00a0", " ")
        assert "E-tjänst erbjuds inte, men har andelen 100 % för 2028. Kontrollera att det stämmer." in page
        choice.refresh_from_db()
        assert choice.role == "not_offered"

    def test_a_word_she_had_though_it_is_retired_now(self, login, edit_url, group, choice):
        TargetGroup.objects.update(is_retired=True)
        type(choice.channel).objects.update(is_retired=True)
        client = login("planner")
        assert client.post(edit_url, typed(client, edit_url, offline="Kom till oss.")).status_code == 302
        group.refresh_from_db()
        assert (group.offline, group.choices.get()) == ("Kom till oss.", choice)

    def test_nothing_when_jonas_was_faster_and_sees_what_he_saved(self, login, edit_url, group, choice):
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit_url, offline="Petras ord")
        his = typed(jonas, edit_url, offline="Jonas ord", **row(0, share_target="61", purposes=["status"]))
        assert jonas.post(edit_url, his).status_code == 302
        response = petra.post(edit_url, hers)
        page = text(response)
        assert response.status_code == 409
        for theirs in ("Jonas ord", "61", "Se status"):
            assert f"<b>Jonas Ek sparade:</b> {theirs}" in page
        assert "Petras ord</textarea>" in page
        choice.refresh_from_db()
        assert choice.share_target == 61

    def test_nothing_when_the_table_was_saved_meanwhile(self, login, strategic_plan, edit_url, group, choice):
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, edit_url, offline="Petras ord")
        page = address(strategic_plan, "channels")
        row = jonas.get(page).context["form"].rows[0]
        cells = {one.name: "50" for pair in row.cells.values() for one in pair}
        jonas.post(page, {f"{row.prefix}-was": row.stamp, **cells})
        response = petra.post(edit_url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> 50" in text(response)

    def test_nothing_in_a_plan_submitted_meanwhile(self, login, strategic_plan, edit_url, group):
        client = login("planner")
        data = typed(client, edit_url, offline="För sent")
        strategic_plan.state = "submitted"
        strategic_plan.save()
        assert client.get(edit_url).status_code == 403
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert "För sent</textarea>" in text(response)

    def test_nothing_of_a_group_that_is_removed_meanwhile(self, login, edit_url, group, choice):
        client = login("planner")
        data = typed(client, edit_url, offline="Kvar här")
        group.delete()
        response = client.post(edit_url, data)
        assert response.status_code == 409
        assert "Kvar här</textarea>" in text(response)
        assert not ChannelGroup.objects.exists()


class TestPetraRemoves:
    def test_a_group_with_what_is_said_of_its_channels(self, login, strategic_plan, group, choice):
        url = address(strategic_plan, "channel_remove", group.pk)
        client = login("planner")
        assert "det som står om 1 kanal" in text(client.get(url))
        assert client.post(url).status_code == 302
        assert not ChannelChoice.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
@pytest.mark.parametrize("page", ["channel_add", "channel_edit", "channel_remove"])
def test_others_may_not(login, strategic_plan, group, role, status, page):
    url = address(strategic_plan, page, *([] if page == "channel_add" else [group.pk]))
    assert login(role).get(url).status_code == status
    assert login(role).post(url, {"offline": "x"}).status_code == status
    assert ChannelGroup.objects.get().offline == "Ring oss."


def test_another_plans_group_is_not_found_here(login, strategic_plan):
    other = factories.ChannelGroupFactory()
    assert login("planner").get(address(strategic_plan, "channel_edit", other.pk)).status_code == 404


def test_queries_do_not_grow_with_choices(login, edit_url, group, agency, queries):
    client = login("planner")
    taken = []
    for count in (2, 30):
        factories.ServiceFactory.create_batch(count, agency=agency)
        factories.TargetGroupFactory.create_batch(count)
        factories.ChannelChoiceFactory.create_batch(count, group=group)
        taken.append(queries(client, edit_url))
    assert taken[0] == taken[1] <= 12
