"""The parts that a plan has, each with a page of its own: which they are, how far each has come, and the way between.

It lives in workflow because every kind of plan has parts; which ones, and what each says of itself, the rooms know.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class PartKind:
    """A part that every plan of its kind has: the name of its page, what it is called, and what it is for."""

    name: str
    label: StrOrPromise
    lead: StrOrPromise
    is_optional: bool = False


@dataclass(frozen=True)
class Part:
    """A part of one plan, with how far it has come: "open", "begun" or "done"."""

    kind: PartKind
    url: str
    about: str
    status: str


def parts_of(plan, kinds, abouts, address, lacks):
    """The parts of a plan. One is done when the rules about it are met, or left with a reason, and it says something.

    `abouts` has, for each name, a function of the plan: whether something is there, and what it says in short.
    `address` is the room's function of plan and name. `lacks` is what workflow.completeness found.
    """
    found = Counter((lack.part, lack.is_settled) for lack in lacks)

    def part(kind):
        is_there, about = abouts[kind.name](plan)
        unsettled, settled = found[kind.name, False], found[kind.name, True]
        is_done = not unsettled and (is_there or settled)
        return Part(kind, address(plan, kind.name), about, "done" if is_done else "begun" if is_there else "open")

    return [part(kind) for kind in kinds]


def kind_of(kinds, name):
    return next(kind for kind in kinds if kind.name == name)


def beside(plan, kinds, name, address):
    """The parts before and after one of them, as links: {"former": …, "following": …}, without what is not there."""
    place = kinds.index(kind_of(kinds, name))
    near = {"former": kinds[place - 1] if place else None, "following": next(iter(kinds[place + 1 :]), None)}
    return {way: {"label": kind.label, "url": address(plan, kind.name)} for way, kind in near.items() if kind}
