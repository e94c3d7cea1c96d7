"""One password for everybody in the story, chosen when the story is loaded and never written in the code."""

import os
import secrets

from django.contrib.auth.hashers import check_password, make_password

from agencies.models import User
from followup.demo.people import PEOPLE

# Easy to read out and to type on any keyboard: no å, ä, ö.
_WORDS = """
    alm ask asp bark barr berg blad bok bris brygga bulle dagg dal damm ek eld fika fjord flod frost fur gran
    gren grus gryning hamn hassel hav havre humla is jord kaj kanel klippa klocka knopp korg lada lampa lind
    linje ljung ljus loft lugn lupin mark mast moln mossa norr nypon penna pil plank plog regn ring rot rosett
    sand segel sippa skog sken sol sommar spik spis sten stig storm strand sval tall topp torg torn torp
    trappa trast tuva vakna vante vatten vik vind vinge vinter
"""


def chosen():
    """DEMO_PASSWORD, or a new one: four words and two digits."""
    words = [secrets.choice(_WORDS.split()) for _ in range(4)]
    return os.environ.get("DEMO_PASSWORD") or "-".join([*words, str(10 + secrets.randbelow(90))])


def give(password):
    """Gives everybody in the story the password. Hashing is slow on purpose, so it is done once for them all."""
    people = User.objects.filter(email__in=[person.email for person in PEOPLE])
    right = {hash_ for hash_ in set(people.values_list("password", flat=True)) if check_password(password, hash_)}
    others = people.exclude(password__in=right)
    if others.exists():
        others.update(password=make_password(password))
