"""The way a plan went: who took which step when."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """A step of the transition table. `writes` is what it puts on the plan: diarienummer, deciding body, new days."""

    name: str
    at: str
    by: str
    message: str = ""
    writes: dict = field(default_factory=dict)


def submitted(at, by, message=""):
    return Step("submit", at, by, message)


def decided(at, by, body, diary_number):
    writes = {"decided_on": at.split()[0], "decided_by_body": body, "diary_number": diary_number}
    return Step("decide", at, by, writes=writes)


def published(at, by):
    return Step("publish", at, by)


def returned(at, by, message, submit_by):
    return Step("return", at, by, message, {"submit_by": submit_by})
