"""The parts of any plan: how far each has come, and the way between them."""

import pytest

from workflow.completeness import Lack
from workflow.models import Level
from workflow.parts import PartKind, beside, parts_of

KINDS = (PartKind("a", "Första", ""), PartKind("b", "Andra", ""), PartKind("c", "Tredje", ""))


def address(plan, name):
    return f"/{plan}/{name}/"


def lack(reason=""):
    return Lack("Fyll i", "/", part="b", level=Level.SHOULD, reason=reason)


@pytest.mark.parametrize(
    ("is_there", "lacks", "status"),
    [
        (False, [], "open"),
        (False, [lack()], "open"),
        (False, [lack("Vi har inga.")], "done"),
        (False, [lack("Vi har inga."), lack()], "open"),
        (True, [], "done"),
        (True, [lack()], "begun"),
        (True, [lack("Det kommer i juni.")], "done"),
    ],
)
def test_a_part_is_done_when_its_rules_are_met_or_left_with_a_reason(is_there, lacks, status):
    abouts = dict.fromkeys("abc", lambda plan: (is_there, "Om den"))
    parts = parts_of("plan", KINDS, abouts, address, lacks)
    assert [part.kind.name for part in parts] == ["a", "b", "c"]
    assert (parts[1].url, parts[1].about, parts[1].status) == ("/plan/b/", "Om den", status)


def test_the_way_leads_to_the_part_before_and_the_part_after():
    assert beside("plan", KINDS, "b", address) == {
        "former": {"label": "Första", "url": "/plan/a/"},
        "following": {"label": "Tredje", "url": "/plan/c/"},
    }
    assert beside("plan", KINDS, "a", address).keys() == {"following"}
    assert beside("plan", KINDS, "c", address).keys() == {"former"}
