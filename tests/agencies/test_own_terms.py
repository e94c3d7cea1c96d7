"""Code lists: words that an organisation adds for itself, and many lists fetched at once."""

import pytest
from django.db.models import BooleanField, Case, Value, When

from agencies.models import Channel, LifeEvent, ServiceLevel, ServiceType, TargetGroup, fetch_together
from tests import factories

NO = Value(False, output_field=BooleanField())


@pytest.fixture
def words(agency):
    """A shared word, one of Exempelköping's own and one of somebody else's."""
    factories.TargetGroupFactory(name="Företag", position=3)
    factories.TargetGroupFactory(name="Sommargäster", agency=agency, position=4)
    factories.TargetGroupFactory(name="Vinterfiskare", agency=factories.AgencyFactory(), position=9)


@pytest.mark.usefixtures("words")
def test_an_organisation_is_offered_the_shared_words_and_its_own(agency):
    assert [str(word) for word in TargetGroup.objects.offered_to(agency)] == ["Företag", "Sommargäster"]


@pytest.mark.usefixtures("words")
class TestCoining:
    @pytest.mark.parametrize("name", ["Företag", "FÖRETAG", "sommargäster"])
    def test_a_word_that_is_offered_gives_that_word(self, agency, name):
        word = TargetGroup.coin(name, agency)
        assert word.name.casefold() == name.casefold()
        assert TargetGroup.objects.count() == 3

    def test_a_new_word_makes_it_the_organisations_own_and_last(self, agency):
        word = TargetGroup.coin("Öbor", agency)
        assert (word.agency, word.position, word.is_retired) == (agency, 5, False)
        assert TargetGroup.coin("öBOR", agency) == word

    def test_what_others_have_coined_is_not_taken_from_them(self, agency):
        word = TargetGroup.coin("Vinterfiskare", agency)
        assert word.agency == agency
        assert TargetGroup.objects.filter(name="Vinterfiskare").count() == 2

    def test_a_channel_needs_its_group(self, agency):
        assert Channel.coin("Färjan", agency, group="personal").group == "personal"


def together(**querysets):
    return fetch_together({name: rows.annotate(is_chosen=NO) for name, rows in querysets.items()})


class TestFetchingTogether:
    def test_is_one_query_and_gives_what_each_list_would(self, agency, words, django_assert_num_queries):
        factories.LifeEventFactory.create_batch(3)
        ServiceLevel.objects.create(code="1", name="Egen", definition="Bara vi")
        lists = {
            "events": LifeEvent.objects.all(),
            "types": ServiceType.objects.all(),
            "levels": ServiceLevel.objects.all(),
            "groups": TargetGroup.objects.offered_to(agency),
        }
        with django_assert_num_queries(1):
            found = together(**lists)
        for name, rows in lists.items():
            assert found[name] == list(rows)
        assert found["types"] == []
        assert found["levels"][0].definition == "Bara vi"
        assert found["groups"][1].agency_id == agency.pk
        assert found["events"][0].get_audience_display() == "Privatpersoners livshändelser"

    def test_gives_rows_that_are_saved_as_rows_that_are_there(self, db):
        event = factories.LifeEventFactory()
        (found,) = together(events=LifeEvent.objects.all())["events"]
        found.name = "Nytt namn"
        found.save()
        event.refresh_from_db()
        assert (event.name, LifeEvent.objects.count()) == ("Nytt namn", 1)

    def test_is_in_swedish_order_within_a_position(self, db):
        for name, position in (("Övrigt", 1), ("Ärende", 1), ("Åka", 1), ("Sist", 2), ("ö", 0)):
            ServiceType.objects.create(code=name, name=name, position=position)
        found = together(types=ServiceType.objects.all())["types"]
        assert [row.name for row in found] == ["ö", "Åka", "Ärende", "Övrigt", "Sist"]

    def test_says_which_rows_are_chosen(self, db):
        events = factories.LifeEventFactory.create_batch(2)
        chosen = LifeEvent.objects.filter(pk=events[1].pk).values("pk")
        rows = LifeEvent.objects.annotate(is_chosen=_is_in(chosen))
        assert [row.is_chosen for row in fetch_together({"events": rows})["events"]] == [False, True]

    def test_of_nothing_asks_nothing(self, db, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert fetch_together({}) == {}

    def test_of_one_list_works_too(self, db):
        kind = factories.ServiceTypeFactory()
        assert together(types=ServiceType.objects.all()) == {"types": [kind]}

    def test_keeps_the_same_list_apart_under_two_names(self, agency, words):
        found = together(all=TargetGroup.objects.all(), own=TargetGroup.objects.filter(agency=agency))
        assert (len(found["all"]), len(found["own"])) == (3, 1)


def _is_in(rows):
    return Case(When(pk__in=rows, then=Value(True)), default=NO, output_field=BooleanField())
