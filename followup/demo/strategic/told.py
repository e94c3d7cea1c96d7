"""How the story tells a strategic plan: the shape of what stands in the files beside this one."""

from dataclasses import dataclass, field

from strategy.models import BenefitEstimate, BenefitKind, ChannelChoice, EStrategy, Initiative, SourcingDecision
from strategy.models.initiatives import Unit

PERIOD = (2024, 2028)

Role = ChannelChoice.Role
Certainty = BenefitEstimate.Certainty
Openness = Initiative.Openness


@dataclass(frozen=True)
class Premise:
    """`source` is a key in the shared register; a premise without one is the organisation's own.

    `links_to` is an initiative of another's published plan: (organisation, key).
    """

    key: str
    impact: str
    source: str = ""
    kind: str = ""
    title: str = ""
    reference: str = ""
    links_to: tuple = ()
    is_checked: bool = False


@dataclass(frozen=True)
class Goal:
    key: str
    text: str
    owner_role: str
    premises: str


@dataclass(frozen=True)
class Gain:
    """A rough benefit a year from `since`; `low` None is told in words only."""

    kind: BenefitKind
    note: str
    who: str
    since: int
    certainty: Certainty
    role: str
    low: str | None = None
    high: str | None = None
    unit: Unit = Unit.MILLION


@dataclass(frozen=True)
class Effort:
    """An insats: first and last year, tags, and what it gives. `level` and `principles` are codes of the code lists."""

    key: str
    title: str
    description: str
    years: tuple
    events: tuple
    types: str
    gains: tuple
    goals: str
    targets: tuple
    level: str
    principles: str
    services: tuple = ()
    problems: tuple = ()
    joint: Initiative.Joint = Initiative.Joint.NO
    joint_with: str = ""
    open_source: Openness = Openness.UNSAID
    open_standards: Openness = Openness.UNSAID
    openness_note: str = ""


@dataclass(frozen=True)
class Way:
    """A channel of a group, with its share of the contacts in per cent: in the first year and in the last."""

    channel: str
    role: Role
    today: int
    target: int
    purposes: str = ""
    measures: str = ""


@dataclass(frozen=True)
class Group:
    target: str
    offline: str
    ways: tuple


@dataclass(frozen=True)
class Process:
    """A row of the sourcing strategy; `today` and `later` are codes of sourcing forms, "" while it is not decided."""

    name: str
    today: str
    later: str
    changes_in: int | None = None
    kind: SourcingDecision.ProcessKind = SourcingDecision.ProcessKind.SUPPORT
    form_note: str = ""
    keeps: str = ""
    reasons: str = ""
    reason_note: str = ""
    risks: str = ""
    risk_note: str = ""
    contract_ends: str = ""
    exit_plan: str = ""


@dataclass(frozen=True)
class Need:
    """A competence: full-time equivalents in the five years of PERIOD; the first is what there is today.

    `actions` are (code of a measure, what, year).
    """

    name: str
    years: str
    actions: tuple
    efforts: str = ""
    owner_role: str = ""
    note: str = ""


@dataclass(frozen=True)
class Strategy:
    """The e-strategi."""

    choice: EStrategy.Choice
    text: str = ""
    document: str = ""
    diary_number: str = ""
    decided_on: str = ""


@dataclass(frozen=True)
class StrategicPlan:
    """`saved` is when the planner wrote it; `left_out` the reasons for what it does not have, {rule: reason}."""

    agency: str
    planner: str
    saved: str
    premises: tuple
    goals: tuple
    efforts: tuple
    principle: str = ""
    groups: tuple = ()
    processes: tuple = ()
    needs: tuple = ()
    e_strategy: Strategy | None = None
    number: int = 1
    cause: str = ""
    steps: tuple = ()
    left_out: dict = field(default_factory=dict)
