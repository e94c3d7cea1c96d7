"""Swedish order and Swedish search, which must be the same on SQLite and PostgreSQL."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agencies.models import Agency
from agencies.swedish import matching, sort_key
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db

IN_ORDER = [
    "Ale", "alvesta", "Borås", "Vännäs", "Värmdö", "Ydre", "Zinkgruvan", "Zätaby", "Åmål", "Åre", "Älvkarleby",
    "Ängelholm", "Öckerö", "Östra Göinge",
]  # fmt: skip
SWEDISH = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 -"
names = st.text(SWEDISH, min_size=1, max_size=12)


def shuffled(texts):
    return random.Random(7).sample(texts, len(texts))


def test_the_database_sorts_a_to_z_and_then_å_ä_ö():
    for name in shuffled(IN_ORDER):
        AgencyFactory(name=name)
    assert [agency.name for agency in Agency.objects.for_listing()] == IN_ORDER


def test_python_sorts_as_the_database_does():
    assert sorted(shuffled(IN_ORDER), key=sort_key) == IN_ORDER


def test_v_and_w_are_two_letters():
    for name in ["Wa", "Vb", "Va", "Xa"]:
        AgencyFactory(name=name)
    in_database = [agency.name for agency in Agency.objects.for_listing()]
    assert in_database == sorted(in_database, key=sort_key) == ["Va", "Vb", "Wa", "Xa"]


def test_an_accent_does_not_move_a_name():
    for name in ["Linnéa", "Linnea B", "Linneb", "Lindé", "Müller", "Myllerz"]:
        AgencyFactory(name=name)
    keys = [sort_key(agency.name) for agency in Agency.objects.for_listing()]
    assert keys == sorted(keys)


@settings(max_examples=60, deadline=None)
@given(st.lists(names, min_size=2, max_size=12))
def test_the_order_of_sort_key_is_the_order_of_the_database(some):
    Agency.objects.all().delete()
    Agency.objects.bulk_create(
        Agency(name=name, slug=f"namn-{number}", kind="other") for number, name in enumerate(some)
    )
    keys = [sort_key(agency.name) for agency in Agency.objects.for_listing()]
    assert keys == sorted(keys)


@pytest.mark.parametrize("words", ["Åsele", "åsele", "ÅSELE", "sele", "KOMMUN åse", "åsele  kommun"])
def test_search_finds_å_ä_and_ö_in_any_case(words):
    wanted = AgencyFactory(name="Åsele kommun")
    AgencyFactory(name="Asele kommun")
    AgencyFactory(name="Östra Göinge kommun")
    found = matching(Agency.objects.all(), words)
    assert wanted in found
    assert "Östra Göinge kommun" not in {agency.name for agency in found}


@pytest.mark.parametrize(("words", "name"), [("äng", "Ängelholms kommun"), ("ÖRE", "Örebro kommun"), ("gå", "VÅGÅ")])
def test_search_tells_å_ä_ö_from_a_and_o(words, name):
    for other in ["Ängelholms kommun", "Angelholms kommun", "Örebro kommun", "Orebro kommun", "VÅGÅ", "VAGA"]:
        AgencyFactory(name=other)
    assert [agency.name for agency in matching(Agency.objects.all(), words)] == [name]


@pytest.mark.parametrize("words", ["%", "_", "100 %", "a_b"])
def test_search_takes_wildcards_as_the_characters_they_are(words):
    AgencyFactory(name="Exempelverket")
    assert not matching(Agency.objects.all(), words).exists()


@settings(max_examples=60, deadline=None)
@given(names)
def test_a_name_is_found_by_its_own_words_in_small_and_in_capitals(name):
    Agency.objects.all().delete()
    agency = Agency(name=name, slug="namn", kind="other")
    agency.save()
    for words in (name.upper(), name.lower()):
        assert agency in matching(Agency.objects.all(), words)
