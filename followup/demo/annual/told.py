"""How the story tells an annual plan and its projects: the shape of what stands in the files beside this one.

A year that moves with the story stands in braces in texts; months are written "2026-10" and days "2026-10-15".
"""

from dataclasses import dataclass, field

from planning.models import Partnership, PlanningPremiseKind
from planning.models import Project as Model
from strategy.models import BenefitKind, Unit

Phase, Partnering, Organised, Position = Model.Phase, Model.Partnering, Model.Organised, Model.LegalPosition
Agreement, Check = Model.Agreement, Model.Check
Kind = PlanningPremiseKind
Role, Status = Partnership.Role, Partnership.Status


# Projects -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Benefit:
    """`amount` None: the benefit is told in words only. Without `role` nobody has planned how it is taken home.

    `baseline` is the nollmätning and `measured` how and when it was made; `check` is the day of the first follow-up.
    """

    kind: str
    amount: str | None
    unit: str
    note: str
    who: str = ""
    since: int | None = None
    baseline: str | None = None
    measured: str = ""
    realised: str = ""
    role: str = ""
    check: str = ""


def hours(amount, note, **plan):
    """Time, counted in hours a year."""
    return Benefit(BenefitKind.FREED, amount, Unit.HOURS, note, **plan)


def freed(amount, note, **plan):
    """Time that is worth so many million a year."""
    return Benefit(BenefitKind.FREED, amount, Unit.MILLION, note, **plan)


def money(amount, note, **plan):
    """So many million a year less to pay."""
    return Benefit(BenefitKind.FINANCIAL, amount, Unit.MILLION, note, **plan)


def quality(note, **plan):
    return Benefit(BenefitKind.QUALITY, None, Unit.HOURS, note, **plan)


@dataclass(frozen=True)
class Partner:
    """An organisation of the story by its code, or anybody by name."""

    role: str
    agency: str = ""
    name: str = ""
    status: str = Status.AGREED


@dataclass(frozen=True)
class Report:
    """How the owner said that it went. The first words are the day."""

    on: str
    health: str
    reason: str = ""


def fine(on, reason=""):
    return Report(on, "on_track", reason)


def risk(on, reason):
    return Report(on, "at_risk", reason)


def bad(on, reason):
    return Report(on, "off_track", reason)


@dataclass(frozen=True)
class Handover:
    """The result goes to operations and maintenance on a day; in the plans of other years it does not go that year."""

    on: str
    receiver: str
    agreement: str = Agreement.DRAFT
    checklist: tuple = ()


@dataclass(frozen=True)
class Legal:
    """Whether the law allows it; `asked_of` a role, and never a person."""

    position: str
    which: str = ""
    asked_of: str = ""
    asked_on: str = ""


@dataclass(frozen=True)
class Moved:
    """A decided day that was moved: how it was and became, as months, and why."""

    was: str
    became: str
    reason: str


@dataclass(frozen=True)
class Project:
    """What is the same in every plan that the project stands in; what is not is told by InPlan.

    `stages` are {kind: "from to"} in months, `documents` {kind: a day, or why there is none}, `budgets` {year: budget
    in the line, in the project and in maintenance}, "–" when it is not known. `services` are names of the
    organisation's services and `part_of` the number of the project that it is a part of.
    """

    number: int
    agency: str
    title: str
    purpose: str
    types: str
    starts: str
    ends: str
    phase: str
    owner: str
    events: tuple = ()
    short_title: str = ""
    problems: tuple = ()
    benefits: tuple = ()
    partnering: str = Partnering.ALONE
    partners: tuple = ()
    initiative: str = ""
    reports: tuple = ()
    is_cross_cutting: bool = False
    organised_as: str = Organised.PROJECT
    part_of: int | None = None
    department: str = ""
    contributing: str = ""
    services: tuple = ()
    stages: dict = field(default_factory=dict)
    documents: dict = field(default_factory=dict)
    budgets: dict = field(default_factory=dict)
    considerations: str = ""
    legal: Legal = Legal(Position.UNSAID)
    handover: Handover | None = None
    moved: Moved | None = None


# Plans ----------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Premise:
    """`carries` is the key of a premise in the strategic plan; `links_to` a project of another's plan: (organisation,
    year, number). Both have their words from there.
    """

    key: str
    impact: str
    kind: str = ""
    title: str = ""
    reference: str = ""
    year: int | None = None
    carries: str = ""
    links_to: tuple = ()


@dataclass(frozen=True)
class Goal:
    """`key` is the same when the goal lives on in a revision or in the next year.

    `follows` is the key of a long-term goal, `indicator` a joint code or a name, `value` what it shall be at
    year's end; `premises` are keys of the year's premises and `strategies` codes.
    """

    key: str
    text: str
    owner_role: str
    follows: str = ""
    indicator: str = ""
    value: str | None = None
    premises: str = ""
    strategies: str = "development"
    department: str = ""
    contributing: str = ""


@dataclass(frozen=True)
class Commitment:
    """A serviceåtagande about a service, and what changes in it this year."""

    service: str
    text: str
    level: str
    owner_role: str
    change: str = ""


@dataclass(frozen=True)
class InPlan:
    """A project in a plan: which of the plan's goals it serves, and what is said otherwise than of the project."""

    number: int
    goals: str
    differs: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Training:
    """`project` None: the whole plan asks for it. `competence` is a need of the strategic plan, by its name."""

    what: str
    group: str
    number: int
    on: str
    project: int | None = None
    competence: str = ""


@dataclass(frozen=True)
class FollowUp:
    on: str
    what: str
    role: str


@dataclass(frozen=True)
class Criterion:
    """A prioriteringsgrund with its weight; `points` are {number of a project: points}."""

    name: str
    weight: int
    points: dict


@dataclass(frozen=True)
class OperationalPlan:
    """`saved` is when somebody last wrote in it; `left_out` the reason for each Bör not met, {rule: reason}."""

    agency: str
    year: int
    planner: str
    saved: str
    submit_by: str
    decide_by: str
    goals: tuple
    projects: tuple
    number: int = 1
    cause: str = ""
    steps: tuple = ()
    left_out: dict = field(default_factory=dict)
    has_strategic_plan: bool = True
    premises: tuple = ()
    commitments: tuple = ()
    training: tuple = ()
    no_training: str = ""
    follow_ups: tuple = ()
    criteria: tuple = ()
