"""A whole plan told in short, part by part: what a room hands to the page where its plan is checked and handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class SummaryLine:
    """One thing in a part: what it is called, what is said of it, and where it is changed.

    `change` is what follows "Ändra" for those who hear the link and not the page: "mål 2: Fler klarar sig själva".
    """

    term: str
    text: str
    url: str
    change: str


@dataclass(frozen=True)
class SummaryPart:
    """A part of the plan with its lines; `about` says it in a few words, and alone when there are no lines."""

    label: StrOrPromise
    url: str
    about: str
    lines: tuple[SummaryLine, ...] = ()
