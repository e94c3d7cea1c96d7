"""The channel strategy's page: the principle, the table of shares, and how the contacts are to move."""

from decimal import Decimal

import pytest

from agencies.models import Channel
from strategy.forms.channel_matrix import STARTING_CHANNELS, STARTING_GROUPS
from strategy.links import address
from strategy.models import ChannelChoice, ChannelGroup, ChannelStrategy
from strategy.rows.channels import channel_summary
from tests import factories
from tests.strategy.posting import NASTY, SCRIPT, text


@pytest.fixture
def url(strategic_plan):
    return address(strategic_plan, "channels")


@pytest.fixture
def words(db):
    """The code lists that an empty plan begins with, in their order: (target groups, channels) by code."""
    groups = dict(zip(STARTING_GROUPS, ("Privatpersoner", "Företag", "Ombud"), strict=True))
    channels = dict(zip(STARTING_CHANNELS, ("E-tjänst", "Telefon", "Brev", "Besök", "E-post"), strict=True))
    return (
        {code: factories.TargetGroupFactory(code=code, name=name) for code, name in groups.items()},
        {
            code: factories.ChannelFactory(code=code, name=name, position=place)
            for place, (code, name) in enumerate(channels.items())
        },
    )


@pytest.fixture
def people(strategic_plan, words):
    """Privatpersoner with e-tjänst 24 → 60 and telefon 76 → 40."""
    groups, channels = words
    group = factories.ChannelGroupFactory(plan=strategic_plan, target_group=groups["privatperson"])
    factories.ChannelChoiceFactory(group=group, channel=channels["e_tjanst"], share_today=24, share_target=60)
    factories.ChannelChoiceFactory(group=group, channel=channels["telefon"], share_today=76, share_target=40)
    return group


@pytest.fixture
def cell(words):
    """The name of a cell: cell("privatperson", "telefon", "target")."""

    def cell(group, channel, time="today", service=None):
        groups, channels = words
        prefix = f"g{groups[group].pk}" + (f"s{service.pk}" if service else "")
        return f"{prefix}-c{channels[channel].pk}-{time}"

    return cell


def sent(form, changes=()):
    """What a browser would send from a page with this form, with some of it changed."""
    data = {"kanal": [str(channel.pk) for channel in form.columns], "channel": "", "own_channel": "", "own_kind": ""}
    for row in form.rows:
        data[f"{row.prefix}-was"] = row.stamp
        data |= {one.name: one.text for pair in row.cells.values() for one in pair}
    return data | dict(changes)


def typed(client, url, *changes):
    return sent(client.get(url).context["form"], *changes)


def shares(group):
    return {
        str(choice): (choice.share_today, choice.share_target) for choice in group.choices.select_related("channel")
    }


class TestPetraBegins:
    def test_with_the_usual_groups_and_channels_and_empty_cells(self, login, url, words):
        response = login("planner").get(url)
        page = text(response)
        for word in ("Privatpersoner", "Företag", "Ombud", *(channel.name for channel in words[1].values())):
            assert word in page
        assert page.count('class="share"') == 3 * 5 * 2
        assert 'aria-label="Privatpersoner, E-tjänst, andel i dag"' in page
        assert 'aria-label="Privatpersoner, E-tjänst, andel 2028"' in page
        assert "Rader som lämnas tomma sparas inte." in page
        assert not ChannelGroup.objects.exists()
        assert " style=" not in page

    def test_and_saves_only_the_rows_where_something_is_typed(self, login, url, strategic_plan, person, cell):
        client = login("planner")
        changes = {
            cell("foretag", "e_tjanst"): "30",
            cell("foretag", "e_tjanst", "target"): " 75 % ",
            cell("foretag", "brev"): "42,5",
        }
        response = client.post(url, typed(client, url, changes), follow=True)
        assert "Kanalstrategin är sparad." in text(response)
        group = ChannelGroup.objects.get()
        assert (str(group), group.edited_by) == ("Företag", person("planner"))
        assert shares(group) == {"E-tjänst": (30, 75), "Brev": (Decimal("42.5"), None)}

    def test_and_is_told_that_nothing_is_filled_in(self, login, url, words):
        client = login("planner")
        page = text(client.post(url, typed(client, url), follow=True))
        assert "Inget sparades, för inget är ifyllt än." in page
        assert not ChannelGroup.objects.exists()

    def test_and_presses_twice(self, login, url, cell):
        client = login("planner")
        data = typed(client, url, {cell("ombud", "brev"): "8"})
        assert client.post(url, data).status_code == client.post(url, data).status_code == 302
        assert shares(ChannelGroup.objects.get()) == {"Brev": (8, None)}
        assert ChannelGroup.objects.get().edit_count == 0

    def test_while_jonas_begins_with_the_same_group(self, login, url, cell):
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, url, {cell("ombud", "brev"): "8"})
        his = typed(jonas, url, {cell("ombud", "brev"): "9", cell("foretag", "brev"): "7"})
        assert jonas.post(url, his).status_code == 302
        response = petra.post(url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> 9 (i dag)" in text(response)
        assert petra.post(url, sent(response.context["form"])).status_code == 302
        assert {str(group): shares(group) for group in ChannelGroup.objects.all()} == {
            "Företag": {"Brev": (7, None)},
            "Ombud": {"Brev": (8, None)},
        }


class TestPetraSees:
    def test_the_shares_and_what_they_add_up_to(self, login, url, people):
        page = text(login("planner").get(url))
        assert 'value="24"' in page
        assert "100 av 100\u00a0%" in page
        assert "Företag" not in page, "the starting groups are for empty plans"

    def test_what_lacks_in_words_and_a_dash_when_nothing_is_typed(self, login, url, people, words):
        people.choices.filter(share_today=76).update(share_today=Decimal("69.5"))
        factories.ChannelGroupFactory(plan=people.plan, target_group=words[0]["ombud"])
        form_rows = login("planner").get(url).context["tables"][0].rows
        assert [(one.text, one.lack) for one in form_rows[0].sums] == [
            ("93,5 av 100\u00a0%", "6,5 saknas"),
            ("100 av 100\u00a0%", ""),
        ]
        assert [one.text for one in form_rows[1].sums] == ["–", "–"]

    def test_more_than_100_in_words(self, login, url, people):
        people.choices.filter(share_today=76).update(share_today=80)
        assert "4 för mycket" in text(login("planner").get(url))

    def test_whether_those_who_are_not_digital_are_thought_of(self, login, url, people):
        client = login("planner")
        link = address(people.plan, "channel_edit", people.pk)
        assert f'class="gap-tag" href="{link}#id_offline">Skriv vad som gäller den som inte är digital' in text(
            client.get(url)
        )
        people.offline = "Telefon kl. 8–18."
        people.save()
        page = text(client.get(url))
        assert "Skriv vad som gäller" not in page
        assert "Telefon kl. 8–18." in page

    def test_groups_for_one_service_in_a_table_of_their_own(self, login, url, people, words, agency):
        service = factories.ServiceFactory(agency=agency, name="Bygglov")
        factories.ChannelGroupFactory(plan=people.plan, target_group=words[0]["foretag"], service=service)
        response = login("planner").get(url)
        page = text(response)
        assert [table.heading for table in response.context["tables"]] == ["", "Per tjänst"]
        assert page.index("Per tjänst") < page.index("Bygglov")

    def test_how_the_contacts_are_to_move(self, login, url, people):
        page = text(login("planner").get(url))
        assert "Privatpersoner: e-tjänst från 24 till 60\u00a0%, telefon från 76 till 40\u00a0%." in page
        assert "Visa som tabell" in page

    def test_the_principle_as_prose(self, login, url, strategic_plan):
        client = login("planner")
        assert "Skriv principen" in text(client.get(url))
        ChannelStrategy.objects.create(plan=strategic_plan, principle="# Digitalt först\n\n- men inte bara")
        page = text(client.get(url))
        assert "<h3>Digitalt först</h3>" in page
        assert "<li>men inte bara</li>" in page
        assert "Ändra principen" in page


class TestPetraChanges:
    def test_cells_and_empties_one_that_said_nothing_more(self, login, url, people, cell):
        client = login("planner")
        changes = {
            cell("privatperson", "e_tjanst"): "100",
            cell("privatperson", "e_tjanst", "target"): "100",
            cell("privatperson", "telefon"): "",
            cell("privatperson", "telefon", "target"): " ",
        }
        assert client.post(url, typed(client, url, changes)).status_code == 302
        assert shares(people) == {"E-tjänst": (100, 100)}
        people.refresh_from_db()
        assert people.edit_count == 1

    @pytest.mark.parametrize("more", [{"role": "main"}, {"purposes": ["advice"]}, {"measures": "Svara snabbare."}])
    def test_but_keeps_a_channel_that_says_more(self, login, url, people, cell, more):
        people.choices.filter(share_today=76).update(**more)
        client = login("planner")
        changes = {cell("privatperson", "telefon"): "", cell("privatperson", "telefon", "target"): ""}
        client.post(url, typed(client, url, changes))
        assert shares(people)["Telefon"] == (None, None)

    def test_and_is_warned_of_sums_that_are_not_100(self, login, url, people, cell):
        client = login("planner")
        changes = {cell("privatperson", "telefon", "target"): "34", cell("privatperson", "e_tjanst"): "25"}
        page = text(client.post(url, typed(client, url, changes), follow=True)).replace("\u00a0", " ")
        assert "Privatpersoner: andelarna för 2028 blir 94 %. De ska bli 100 % innan planen lämnas in." in page
        assert "Privatpersoner: andelarna i dag blir 101 %. De ska bli 100 % innan planen lämnas in." in page

    @pytest.mark.parametrize(
        ("value", "sentence"),
        [
            ("110 %", "Ange ett tal mellan 0 och 100."),
            ("−3", "Ange ett tal mellan 0 och 100."),
            ("100,1", "Ange ett tal mellan 0 och 100."),
            ("99999999999999", "Ange ett tal, till exempel 42,5."),
            ("hälften", "Ange ett tal, till exempel 42,5."),
            ("42,55", "Ange högst en decimal, till exempel 42,5."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, people, cell, value, sentence):
        client = login("planner")
        name = cell("privatperson", "telefon", "target")
        data = typed(client, url, {name: value, cell("privatperson", "e_tjanst"): "33,3"})
        response = client.post(url, data)
        page = text(response)
        assert response.status_code == 200
        assert f'<a href="#{name}">Privatpersoner, Telefon, andel 2028: {sentence}</a>' in page
        assert f'<span class="cell-fault" id="{name}-fel">{sentence}</span>' in page
        assert f'aria-invalid="true" aria-describedby="{name}-fel"' in page
        assert f'value="{value}"' in page
        assert 'value="33,3"' in page
        assert "<title>Fel: " in page
        assert shares(people)["E-tjänst"] == (24, 60)

    @pytest.mark.parametrize("value", ["42,5", "42.5", "42,5 %", "42,50", "\u00a042,5"])
    def test_and_is_forgiven_how_she_writes_numbers(self, login, url, people, cell, value):
        client = login("planner")
        client.post(url, typed(client, url, {cell("privatperson", "telefon"): value}))
        assert shares(people)["Telefon"] == (Decimal("42.5"), 40)

    @pytest.mark.parametrize("nasty", [*NASTY, "9" * 30, "g1-c1"])
    @pytest.mark.parametrize("field", ["cell", "was", "kanal", "channel", "own_channel", "own_kind", "new"])
    @pytest.mark.parametrize("button", ["save", "add_channel"])
    def test_anything_without_breaking_the_page(self, login, url, people, cell, words, field, nasty, button):
        client = login("planner")
        name = {
            "cell": cell("privatperson", "brev"),
            "was": f"g{people.target_group_id}-was",
            "new": f"g{'9' * 18}-was",
        }.get(field, field)
        factories.ChannelChoiceFactory(group=people, channel=words[1]["brev"])
        response = client.post(url, typed(client, url, {name: nasty, button: "1"}))
        assert response.status_code in {200, 302, 409}
        assert SCRIPT not in text(response)


class TestOthersWereFaster:
    def test_a_changed_row_is_refused_and_shows_what_they_saved(self, login, url, people, cell):
        petra, jonas = login("planner"), login("manager")
        telefon, e_tjanst = cell("privatperson", "telefon"), cell("privatperson", "e_tjanst", "target")
        hers, his = typed(petra, url, {telefon: "70"}), typed(jonas, url, {e_tjanst: "61"})
        assert jonas.post(url, his).status_code == 302
        response = petra.post(url, hers)
        page = text(response)
        assert response.status_code == 409
        assert "Inget är sparat än" in page
        assert "Privatpersoner: Jonas Ek sparade kl." in page
        assert "<b>Jonas Ek sparade:</b> 61 (2028)" in page
        assert "<b>Jonas Ek sparade:</b> 76 (i dag)" in page
        assert page.count("<b>Jonas Ek sparade:</b>") == 2
        assert 'value="70"' in page
        assert shares(people) == {"E-tjänst": (24, 61), "Telefon": (76, 40)}
        assert petra.post(url, sent(response.context["form"])).status_code == 302
        assert shares(people) == {"E-tjänst": (24, 60), "Telefon": (70, 40)}

    def test_a_row_she_left_alone_does_not_matter(self, login, url, people, cell, words):
        other = factories.ChannelGroupFactory(plan=people.plan, target_group=words[0]["foretag"])
        petra, jonas = login("planner"), login("manager")
        hers = typed(petra, url, {cell("foretag", "telefon"): "70"})
        jonas.post(url, typed(jonas, url, {cell("privatperson", "telefon"): "75"}))
        assert petra.post(url, hers).status_code == 302
        assert shares(people)["Telefon"] == (75, 40)
        assert shares(other)["Telefon"] == (70, None)

    def test_nor_what_they_changed_on_the_groups_own_page(self, login, url, people, cell):
        petra = login("planner")
        hers = typed(petra, url, {cell("privatperson", "telefon"): "70"})
        ChannelGroup.objects.filter(pk=people.pk).update(edit_count=7, offline="Ring oss.")
        assert petra.post(url, hers).status_code == 302
        people.refresh_from_db()
        assert (people.edit_count, people.offline) == (8, "Ring oss.")

    def test_a_row_that_is_removed_is_kept_on_the_page_and_saved_only_if_she_says_so_again(
        self, login, url, people, cell
    ):
        client = login("planner")
        hers = typed(client, url, {cell("privatperson", "telefon"): "70"})
        people.delete()
        response = client.post(url, hers)
        page = text(response)
        assert response.status_code == 409
        assert "Någon annan har tagit bort Privatpersoner. Det du skrev står kvar men är inte sparat." in page
        assert "Borttagen av någon annan" in page
        assert 'value="70"' in page
        assert not ChannelGroup.objects.exists()
        assert client.post(url, sent(response.context["form"])).status_code == 302
        assert shares(ChannelGroup.objects.get()) == {"E-tjänst": (24, 60), "Telefon": (70, 40)}

    def test_a_removed_row_she_left_alone_is_gone(self, login, url, people, words, cell):
        factories.ChannelGroupFactory(plan=people.plan, target_group=words[0]["foretag"])
        client = login("planner")
        hers = typed(client, url, {cell("foretag", "telefon"): "70"})
        people.delete()
        assert client.post(url, hers).status_code == 302
        assert [str(group) for group in ChannelGroup.objects.all()] == ["Företag"]

    def test_nothing_is_saved_in_a_plan_submitted_meanwhile(self, login, url, people, strategic_plan, cell):
        client = login("planner")
        data = typed(client, url, {cell("privatperson", "telefon"): "70"})
        strategic_plan.state = "submitted"
        strategic_plan.save()
        response = client.post(url, data)
        page = text(response)
        assert response.status_code == 409
        assert "Planen är inlämnad och går inte att ändra. Det du skrev står kvar här men är inte sparat." in page
        assert 'value="70"' in page
        assert shares(people)["Telefon"] == (76, 40)


class TestPetraAddsAChannel:
    def test_and_keeps_all_she_has_typed_with_nothing_saved(self, login, url, people, cell):
        chat = factories.ChannelFactory(name="Chatt", position=9)
        client = login("planner")
        data = typed(client, url, {cell("privatperson", "telefon"): "sjuttio", "channel": chat.pk, "add_channel": "1"})
        response = client.post(url, data)
        page = text(response)
        name = f"g{people.target_group_id}-c{chat.pk}-today"
        assert response.status_code == 200
        assert 'value="sjuttio"' in page
        assert f'name="{name}"' in page
        assert f'name="kanal" value="{chat.pk}"' in page
        assert "Rätta det här" not in page
        assert not chat.choices.exists()
        again = sent(response.context["form"], {cell("privatperson", "telefon"): "70", name: "6"})
        assert client.post(url, again).status_code == 302
        assert shares(people)["Chatt"] == (6, None)

    def test_of_her_own_for_her_organisation_only(self, login, url, people, agency):
        client = login("planner")
        data = typed(client, url, {"own_channel": " Medborgarkontoret ", "own_kind": "personal", "add_channel": "1"})
        response = client.post(url, data)
        own = Channel.objects.get(name="Medborgarkontoret")
        assert (own.agency, own.group) == (agency, "personal")
        assert f'name="g{people.target_group_id}-c{own.pk}-today"' in text(response)
        assert client.post(url, data).status_code == 200
        assert Channel.objects.filter(name="Medborgarkontoret").count() == 1

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"add_channel": "1"}, "Välj en kanal, eller skriv en egen."),
            ({"add_channel": "1", "own_channel": "x" * 121}, "Texten är 1 tecken för lång."),
            ({"own_channel": "Mässa"}, "Kanalen är inte med i tabellen än. Välj Lägg till kanal, eller töm fältet."),
        ],
    )
    def test_and_is_told_what_is_wrong(self, login, url, people, fields, sentence):
        client = login("planner")
        assert text(client.post(url, typed(client, url, fields))).count(sentence) == 2

    def test_either_one_or_her_own(self, login, url, people, words):
        client = login("planner")
        fields = {"add_channel": "1", "channel": words[1]["brev"].pk, "own_channel": "Mässa"}
        page = text(client.post(url, typed(client, url, fields)))
        assert page.count("Välj en kanal eller skriv en egen, inte båda.") == 2
        assert not Channel.objects.filter(name="Mässa").exists()

    def test_but_no_retired_one(self, login, url, people):
        old = factories.ChannelFactory(name="Telegram", is_retired=True)
        client = login("planner")
        assert "Telegram" not in text(client.get(url))
        page = text(client.post(url, typed(client, url, {"add_channel": "1", "channel": old.pk})))
        assert "Ett av valen finns inte längre." in page

    def test_of_her_own_but_not_in_a_closed_plan(self, login, url, people, strategic_plan):
        client = login("planner")
        data = typed(client, url, {"own_channel": "Mässa", "add_channel": "1"})
        strategic_plan.state = "submitted"
        strategic_plan.save()
        response = client.post(url, data)
        assert response.status_code == 409
        assert 'value="Mässa"' in text(response)
        assert not Channel.objects.filter(name="Mässa").exists()


class TestAnotherOrganisationsWords:
    def test_are_no_columns(self, login, url, people):
        foreign = factories.ChannelFactory(name="Deras kanal", agency=factories.AgencyFactory())
        client = login("planner")
        name = f"g{people.target_group_id}-c{foreign.pk}-today"
        for fields in ({"kanal": [foreign.pk], name: "5"}, {"channel": foreign.pk, "add_channel": "1"}):
            page = text(client.post(url, typed(client, url, fields)))
            assert "Ett av valen finns inte längre. Välj bland dem som visas." in page
            assert "Deras kanal" not in page
        assert not foreign.choices.exists()

    def test_are_no_rows(self, login, url, people, words):
        elsewhere = factories.AgencyFactory()
        foreign = factories.TargetGroupFactory(agency=elsewhere)
        service = factories.ServiceFactory(agency=elsewhere)
        client = login("planner")
        channel = words[1]["brev"].pk
        for prefix in (f"g{foreign.pk}", f"g{words[0]['ombud'].pk}s{service.pk}"):
            data = typed(client, url, {f"{prefix}-was": "", f"{prefix}-c{channel}-today": "5"})
            assert "Ett av valen finns inte längre." in text(client.post(url, data))
        assert ChannelGroup.objects.get() == people


class TestPetraWritesThePrinciple:
    @pytest.fixture
    def page_url(self, strategic_plan):
        return address(strategic_plan, "channel_principle")

    def form(self, client, url, words):
        form = client.get(url).context["form"]
        seen = form["seen_count"].value()
        return {"principle": words, "seen_count": "" if seen is None else seen}

    def test_and_changes_it(self, login, page_url, url):
        client = login("planner")
        assert not ChannelStrategy.objects.exists()
        for words in ("Digitalt först.", "Digitalt först, men inte bara."):
            response = client.post(page_url, self.form(client, page_url, words), follow=True)
            assert response.redirect_chain[-1][0] == url
            assert words in text(response)
        assert ChannelStrategy.objects.get().principle == "Digitalt först, men inte bara."

    def test_once_though_she_presses_twice(self, login, page_url):
        client = login("planner")
        data = self.form(client, page_url, "Digitalt först.")
        assert client.post(page_url, data).status_code == client.post(page_url, data).status_code == 302
        assert ChannelStrategy.objects.get().edit_count == 0

    def test_while_jonas_writes_the_first_one_too(self, login, page_url):
        petra, jonas = login("planner"), login("manager")
        hers, his = self.form(petra, page_url, "Petras"), self.form(jonas, page_url, "Jonas")
        assert jonas.post(page_url, his).status_code == 302
        response = petra.post(page_url, hers)
        assert response.status_code == 409
        assert "<b>Jonas Ek sparade:</b> Jonas" in text(response)
        assert "Petras</textarea>" in text(response)
        assert ChannelStrategy.objects.get().principle == "Jonas"
        hers["seen_count"] = response.context["form"].data["seen_count"]
        assert petra.post(page_url, hers).status_code == 302
        assert ChannelStrategy.objects.get().principle == "Petras"

    def test_not_in_a_plan_submitted_meanwhile(self, login, page_url, strategic_plan):
        client = login("planner")
        data = self.form(client, page_url, "För sent.")
        strategic_plan.state = "submitted"
        strategic_plan.save()
        assert client.get(page_url).status_code == 403
        response = client.post(page_url, data)
        assert response.status_code == 409
        assert "För sent.</textarea>" in text(response)

    @pytest.mark.parametrize("nasty", NASTY)
    @pytest.mark.parametrize("field", ["principle", "seen_count"])
    def test_anything_without_breaking_the_page(self, login, page_url, url, field, nasty):
        client = login("planner")
        response = client.post(page_url, self.form(client, page_url, "Ja.") | {field: nasty})
        assert response.status_code in {200, 302}
        assert SCRIPT not in text(response)
        assert SCRIPT not in text(client.get(url))


class TestReaders:
    def test_read_the_same_table_as_text(self, login, url, people, words):
        factories.ChannelChoiceFactory(group=people, channel=words[1]["brev"], share_today=None, share_target=5)
        page = text(login("reader").get(url))
        assert "<span>24</span><span>60</span>" in page
        assert "<span>–</span><span>5</span>" in page
        for writing in ("<input", "gap-tag", "Spara", "Ändra principen", "Lägg till"):
            assert writing not in page.split("<main", 1)[1]

    def test_are_told_that_there_is_nothing_yet(self, login, url, words):
        page = text(login("reader").get(url))
        assert "Inga målgrupper än." in page
        assert "Ingen princip än." in page
        assert "Privatpersoner" not in page

    def test_a_decided_plan_is_text_for_petra_too(self, login, url, people, strategic_plan):
        strategic_plan.state = "submitted"
        strategic_plan.save()
        page = text(login("planner").get(url))
        assert 'class="share"' not in page
        assert "<span>24</span><span>60</span>" in page


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not_write(login, url, people, strategic_plan, cell, role, status):
    data = typed(login("planner"), url, {cell("privatperson", "telefon"): "70"})
    client = login(role)
    principle = address(strategic_plan, "channel_principle")
    assert client.post(url, data).status_code == status
    assert client.get(principle).status_code == client.post(principle, {"principle": "x"}).status_code == status
    assert client.get(url).status_code == (404 if role is None else 200)
    assert shares(people)["Telefon"] == (76, 40)
    assert not ChannelStrategy.objects.exists()


@pytest.mark.parametrize("role", ["planner", "reader"])
def test_queries_do_not_grow_with_groups(login, url, strategic_plan, words, agency, queries, role):
    client, channels = login(role), list(words[1].values())
    taken = []
    for count in (5, 195):
        groups = factories.ChannelGroupFactory.create_batch(count, plan=strategic_plan)
        groups[0].service = factories.ServiceFactory(agency=agency)
        groups[0].save()
        ChannelChoice.objects.bulk_create(
            ChannelChoice(group=group, channel=channel, share_today=20, share_target=20)
            for group in groups
            for channel in channels
        )
        taken.append(queries(client, url))
    assert taken[0] == taken[1] <= 12


class TestTheSummary:
    def test_names_each_groups_main_channel(self, people, strategic_plan):
        assert channel_summary(strategic_plan) == "Privatpersoner: e-tjänst 24 → 60\u00a0%."

    def test_goes_by_the_role_when_there_is_one(self, people, strategic_plan):
        people.choices.filter(share_today=76).update(role="main", share_target=None)
        assert channel_summary(strategic_plan) == "Privatpersoner: telefon 76\u00a0% i dag."

    def test_says_only_what_is_known(self, people, strategic_plan, words):
        people.choices.update(share_today=None)
        factories.ChannelGroupFactory(plan=strategic_plan, target_group=words[0]["ombud"], position=1)
        bare = factories.ChannelGroupFactory(plan=strategic_plan, target_group=words[0]["foretag"], position=2)
        factories.ChannelChoiceFactory(group=bare, channel=words[1]["brev"], share_today=None, share_target=None)
        assert channel_summary(strategic_plan) == "Privatpersoner: e-tjänst 60\u00a0% 2028. Ombud. Företag: brev."

    def test_names_four_and_counts_the_rest(self, strategic_plan):
        factories.ChannelGroupFactory.create_batch(6, plan=strategic_plan)
        assert channel_summary(strategic_plan).endswith("Och 2 målgrupper till.")

    def test_is_nothing_without_groups(self, strategic_plan):
        assert channel_summary(strategic_plan) == ""
