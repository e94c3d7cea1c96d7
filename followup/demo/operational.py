"""The verksamhetsplaner of 2026 and 2027 with their short-term goals (UX.md 7.5).

Exempelinspektionen has none for 2027. That is the point.
"""

from dataclasses import dataclass, field, replace

from followup.demo.steps import decided, published, returned, submitted
from planning.models import Project

_PHASE = Project.Phase


@dataclass(frozen=True)
class Goal:
    """`key` is the same when the goal lives on in a revision or in the next year.

    `follows` is the key of a long-term goal, `indicator` a joint code or a name, `value` what it shall be at
    year's end.
    """

    key: str
    text: str
    owner_role: str
    follows: str = ""
    indicator: str = ""
    value: str | None = None


@dataclass(frozen=True)
class InPlan:
    """A project in a plan: which of the plan's goals it serves, and what is said otherwise than in projects.py."""

    number: int
    goals: str
    differs: dict = field(default_factory=dict)


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

    @property
    def key(self):
        return f"{self.agency}/{self.year}/{self.number}"


# Exempelmyndigheten: ahead, and waiting for a decision ----------------------------------------------------------------
_EXM_2026 = OperationalPlan(
    "EXM",
    2026,
    "Amir Haddad",
    "2025-10-16 15.30",
    "2025-10-17",
    "2025-12-16",
    goals=(
        Goal("e-tjänst", "Åtta av tio ärenden kommer in via e-tjänst", "Enhetschef registrering", "L1", "G1", "80"),
        Goal("automatiskt", "Fyra av tio rutinärenden avgörs automatiskt", "Enhetschef registrering", "L2", "G3", "40"),
        Goal("porto", "Portot är högst 1 000 tkr i årets sista tertial", "Ekonomichef", "L5", "G4", "1000"),
        Goal("nöjdhet", "Nöjdheten med servicen på webben når 72", "Kommunikationschef", "L3", "G2", "72"),
    ),
    projects=(
        InPlan(1, "nöjdhet"),
        InPlan(2, "e-tjänst nöjdhet"),
        InPlan(3, "porto"),
        InPlan(4, "nöjdhet"),
        InPlan(5, "automatiskt"),
    ),
    steps=(
        submitted("2025-10-17 09.40", "Amir Haddad"),
        decided("2025-12-16 13.00", "Gunilla Berg", "Generaldirektören", "EXM {2025}/0611"),
        published("2025-12-19 08.30", "Gunilla Berg"),
    ),
)
_EXM_2027 = OperationalPlan(
    "EXM",
    2027,
    "Amir Haddad",
    "2026-10-08 16.20",
    "2026-10-16",
    "2026-11-13",
    goals=(
        Goal("e-tjänst", "84 % av ärendena kommer in via e-tjänst", "Enhetschef registrering", "L1", "G1", "84"),
        Goal("automatiskt", "Hälften av rutinärendena avgörs automatiskt", "Enhetschef registrering", "L2", "G3", "50"),
        Goal("porto", "Portot är högst 750 tkr i årets sista tertial", "Ekonomichef", "L5", "G4", "750"),
        Goal("nöjdhet", "Nöjdheten med servicen på webben når 75", "Kommunikationschef", "L3", "G2", "75"),
        Goal(
            "uppgifter",
            "Tio kommuner hämtar företagsuppgifter från oss i stället för att fråga företagaren",
            "Avdelningschef digital utveckling",
            "L4",
        ),
    ),
    projects=(
        InPlan(1, "uppgifter"),
        InPlan(2, "e-tjänst nöjdhet"),
        InPlan(5, "automatiskt", {"phase": _PHASE.PLANNED}),
        InPlan(6, "e-tjänst nöjdhet"),
        InPlan(30, "porto"),
    ),
    left_out={"goals_have_indicator": "Mätmetoden är klar i januari."},
    steps=(
        submitted("2026-10-09 10.15", "Amir Haddad", "Guiden för restauranger vill vi gärna göra med Exempelköping."),
    ),
)

# Exempelköpings kommun: works hard, one project late, four things left in the draft -----------------------------------
_EXK_2026 = OperationalPlan(
    "EXK",
    2026,
    "Petra Lind",
    "2025-10-29 14.10",
    "2025-10-30",
    "2025-12-12",
    goals=(
        Goal("e-tjänst", "45 % av ärendena kommer in via e-tjänst", "Digitaliseringschef", "L1", "G1", "45"),
        Goal("porto", "Portot är under 1 000 tkr för helåret", "Ekonomichef", "L4", "G4", "333"),
        Goal("automatiskt", "10 % av rutinärendena avgörs automatiskt", "Digitaliseringschef", "L3", "G3", "10"),
        Goal(
            "bygglov",
            "80 % av byggloven kommer in digitalt",
            "Bygglovschef",
            "L1 L5",
            "Bygglov som kommer in digitalt",
            "80",
        ),
    ),
    projects=(
        InPlan(7, "e-tjänst", {"ends": "2026-10"}),
        InPlan(8, "bygglov porto automatiskt"),
        InPlan(9, "e-tjänst"),
        InPlan(10, "e-tjänst porto"),
    ),
    steps=(
        submitted("2025-10-30 11.25", "Petra Lind"),
        decided("2025-12-12 14.00", "Jonas Ek", "Kommunstyrelsen § 141", "KS {2025}/0412"),
        published("2025-12-15 09.00", "Jonas Ek"),
    ),
)
_EXK_2026_REVISED = replace(
    _EXK_2026,
    number=2,
    saved="2026-04-28 15.50",
    submit_by="2026-04-30",
    decide_by="2026-05-11",
    cause="Leveransen av serveringstillstånd är försenad",
    goals=(
        replace(_EXK_2026.goals[0], text="40 % av ärendena kommer in via e-tjänst", value="40"),
        *_EXK_2026.goals[1:],
    ),
    projects=(InPlan(7, "e-tjänst"), *_EXK_2026.projects[1:]),
    steps=(
        submitted(
            "2026-04-29 09.10",
            "Petra Lind",
            "Serveringstillståndet kommer fyra månader senare, så målet för e-tjänster sänks till 40 %.",
        ),
        decided("2026-05-11 13.30", "Jonas Ek", "Kommunstyrelsen § 58", "KS {2025}/0412"),
        published("2026-05-11 15.00", "Jonas Ek"),
    ),
)
_EXK_2027 = OperationalPlan(
    "EXK",
    2027,
    "Petra Lind",
    "2026-10-15 14.32",
    "2026-10-30",
    "2026-12-11",
    goals=(
        Goal("e-tjänst", "45 % av ärendena kommer in via e-tjänst", "Digitaliseringschef", "L1", "G1", "45"),
        Goal("porto", "Portot är under 900 tkr för helåret", "Ekonomichef", "L4", "G4", "300"),
        Goal("kortare", "Kortare väg till beslut för företagare", "Näringslivschef", "L2"),
        Goal("automatiskt", "Var tionde rutinärende avgörs automatiskt", "Digitaliseringschef", "L3", "G3", "10"),
    ),
    projects=(
        InPlan(11, "kortare"),
        InPlan(7, "kortare", {"ends": "2027-06"}),
        InPlan(8, "e-tjänst porto"),
        InPlan(12, "e-tjänst"),
        InPlan(13, "automatiskt"),
        InPlan(10, "e-tjänst porto", {"events": ()}),  # the planner has not tagged it again yet
    ),
)

# Region Exempel: steady; its plan came back with two comments ---------------------------------------------------------
_REX_2026 = OperationalPlan(
    "REX",
    2026,
    "Elin Holm",
    "2025-10-22 16.40",
    "2025-10-23",
    "2025-12-09",
    goals=(
        Goal("digitalt", "Sex av tio ärenden kommer in digitalt", "Digitaliseringsdirektör", "L1", "G1", "60"),
        Goal("boka", "45 % av tiderna bokas på webben", "Primärvårdschef", "L2", "Tider som bokas på webben", "45"),
        Goal("porto", "Portot är högst 2 000 tkr i årets sista tertial", "Ekonomidirektör", "L3", "G4", "2000"),
        Goal("automatiskt", "Var femte rutinärende avgörs automatiskt", "It-direktör", "L4", "G3", "20"),
    ),
    projects=(
        InPlan(14, "boka porto"),
        InPlan(15, "digitalt"),
        InPlan(16, "boka"),
        InPlan(17, "digitalt"),
        InPlan(18, "porto automatiskt"),
    ),
    steps=(
        submitted("2025-10-23 10.50", "Elin Holm"),
        decided("2025-12-09 14.30", "Sven Dahl", "Regionstyrelsen § 203", "RS {2025}/0519"),
        published("2025-12-12 09.00", "Sven Dahl"),
    ),
)
_REX_2027 = OperationalPlan(
    "REX",
    2027,
    "Elin Holm",
    "2026-10-14 11.05",
    "2026-10-09",
    "2026-12-08",
    goals=(
        Goal("digitalt", "67 % av ärendena kommer in digitalt", "Digitaliseringsdirektör", "L1", "G1", "67"),
        Goal("boka", "Varannan tid bokas på webben", "Primärvårdschef", "L2", "Tider som bokas på webben", "50"),
        Goal("porto", "Portot är högst 1 700 tkr i årets sista tertial", "Ekonomidirektör", "L3", "G4", "1700"),
        Goal("automatiskt", "Var fjärde rutinärende avgörs automatiskt", "It-direktör", "L4", "G3", "25"),
    ),
    projects=(
        InPlan(15, "digitalt"),
        InPlan(18, "porto automatiskt"),
        InPlan(19, "digitalt"),
        InPlan(20, "boka digitalt"),
    ),
    steps=(
        submitted("2026-10-07 15.20", "Elin Holm"),
        returned(
            "2026-10-12 09.45",
            "Sven Dahl",
            "Målet för portot saknar motivering.\n\nSkriv vilka kommuner som är med i vårdplaneringen.",
            "2026-10-23",
        ),
    ),
)

# Exempelinspektionen: small and silent --------------------------------------------------------------------------------
_EXI_2026 = OperationalPlan(
    "EXI",
    2026,
    "Lars Öberg",
    "2025-11-13 16.55",
    "2025-10-30",
    "2025-12-19",
    has_strategic_plan=False,  # theirs was never decided
    goals=(
        Goal("digitalt", "Var femte ärende kommer in digitalt", "Generaldirektör", "", "G1", "20"),
        Goal("tjänster", "Var tredje tjänst går att göra helt digitalt", "Tillsynschef", "", "G5", "33"),
    ),
    projects=(InPlan(21, "digitalt tjänster"), InPlan(22, "digitalt")),
    left_out={
        "projects_have_benefit": "Vi är få och har inte hunnit räkna på det.",
        "projects_have_event": "Avgiften hör till all tillsyn, inte till en viss händelse.",
    },
    steps=(
        submitted("2025-11-14 16.10", "Lars Öberg"),
        decided("2025-12-19 11.00", "Karin Åberg", "Generaldirektören", "EXI {2025}/0098"),
        published("2025-12-22 10.00", "Karin Åberg"),
    ),
)

# Grannköping and Exempelverket: only their development plan -----------------------------------------------------------
_NO_INDICATORS = {"goals_have_indicator": "Vi delar bara vår utvecklingsplan här."}
_GRK_2026 = OperationalPlan(
    "GRK",
    2026,
    "Sara Nilsson",
    "2025-10-28 13.15",
    "2025-10-30",
    "2025-12-08",
    has_strategic_plan=False,
    goals=(Goal("bygglov", "Bygglov går att söka med e-legitimation", "Samhällsbyggnadschef"),),
    projects=(InPlan(25, "bygglov"),),
    left_out=_NO_INDICATORS,
    steps=(
        submitted("2025-10-29 10.00", "Sara Nilsson"),
        decided("2025-12-08 15.00", "Bo Sand", "Kommunstyrelsen § 119", "KS {2025}/0287"),
        published("2025-12-10 09.00", "Bo Sand"),
    ),
)
_GRK_2027 = replace(
    _GRK_2026,
    year=2027,
    saved="2026-10-06 14.25",
    submit_by="2026-10-30",
    decide_by="2026-12-07",
    goals=(
        Goal("krog", "Den som vill öppna krog hittar allt på ett ställe", "Näringslivschef"),
        Goal("bygglov", "Bygglov går att söka och följa på webben", "Samhällsbyggnadschef"),
        Goal("förskola", "Familjer som flyttar hit kan ställa barnet i kö direkt", "Utbildningschef"),
    ),
    projects=(InPlan(24, "krog"), InPlan(25, "bygglov"), InPlan(26, "förskola")),
    left_out={},
    steps=(),
)
_EXV_2026 = OperationalPlan(
    "EXV",
    2026,
    "Mei Lindqvist",
    "2025-10-14 11.35",
    "2025-10-16",
    "2025-12-04",
    has_strategic_plan=False,
    goals=(
        Goal("förälder", "Föräldrar klarar sin ansökan utan att behöva ringa", "Avdelningschef familj"),
        Goal("intyg", "Vården i fem regioner lämnar sjukintyg direkt till oss", "Avdelningschef sjukdom"),
    ),
    projects=(InPlan(27, "förälder"), InPlan(28, "intyg")),
    left_out=_NO_INDICATORS,
    steps=(
        submitted("2025-10-15 13.40", "Mei Lindqvist"),
        decided("2025-12-04 10.00", "Tuva Hedlund", "Generaldirektören", "EXV {2025}/1204"),
        published("2025-12-08 08.00", "Tuva Hedlund"),
    ),
)
_EXV_2027 = replace(
    _EXV_2026,
    year=2027,
    saved="2026-10-13 09.55",
    submit_by="2026-10-16",
    decide_by="2026-12-04",
    goals=(
        *_EXV_2026.goals[:1],
        replace(_EXV_2026.goals[1], text="Vården i tio regioner lämnar sjukintyg direkt till oss"),
        Goal("arbetsgivare", "Nya arbetsgivare gör rätt från första dagen", "Avdelningschef arbetsgivare"),
    ),
    projects=(InPlan(27, "förälder"), InPlan(28, "intyg"), InPlan(29, "arbetsgivare")),
    left_out={},
    steps=(),
)

PLANS = (
    _EXM_2026,
    _EXM_2027,
    _EXK_2026,
    _EXK_2026_REVISED,
    _EXK_2027,
    _REX_2026,
    _REX_2027,
    _EXI_2026,
    _GRK_2026,
    _GRK_2027,
    _EXV_2026,
    _EXV_2027,
)
