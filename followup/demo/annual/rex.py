"""Region Exempel: steady; its plan for 2027 came back with two comments."""

from dataclasses import replace

from followup.demo.annual.rex_projects import HEALTH, PROJECTS, REGION
from followup.demo.annual.told import (
    Commitment,
    FollowUp,
    Goal,
    InPlan,
    Kind,
    OperationalPlan,
    Organised,
    Premise,
    Training,
)
from followup.demo.steps import decided, published, returned, submitted

__all__ = ["PLANS", "PROJECTS"]

_COMMITMENTS = (
    Commitment(
        "Tidbokning",
        "Du kan boka, byta och avboka tid på webben dygnet runt",
        "Gäller 31 av 40 mottagningar",
        "Hälso- och sjukvårdsdirektör",
        "Gäller alla mottagningar från december.",
    ),
    Commitment(
        "Journal och provsvar",
        "Du kan läsa dina provsvar på webben samma dag som vi får dem",
        "Gäller alla provsvar utom de som läkaren behöver berätta om först",
        "It-direktör",
    ),
)
_2026 = OperationalPlan(
    "REX",
    2026,
    "Elin Holm",
    "2025-10-22 16.40",
    "2025-10-23",
    "2025-12-09",
    premises=(
        Premise("regionplan", "Vården ska vara nära. Kallelser och väntetider kommer först.", carries="P2"),
        Premise(
            "telefonköer",
            "Var femte som ringer lägger på innan någon svarar.",
            Kind.NEED,
            "Telefonstatistik hösten {2024}",
            "Hälso- och sjukvårdsförvaltningen",
            2024,
        ),
        Premise(
            "ombud",
            "Anhöriga lånar i dag patientens inloggning. Det behöver få ett säkert sätt.",
            Kind.ACCESSIBILITY_ENVIRONMENT,
            "Samtal med patientföreningar",
            year=2025,
        ),
        Premise(
            "kommunerna",
            "Region och kommuner planerar utskrivning tillsammans.",
            Kind.JOINT_PLANNING,
            "Länets plan för nära vård",
            "Region och kommuner i länet",
            2024,
        ),
    ),
    goals=(
        Goal(
            "digitalt",
            "Sex av tio ärenden kommer in digitalt",
            "Digitaliseringsdirektör",
            "L1",
            "G1",
            "60",
            premises="ombud kommunerna",
            strategies="development channels",
            department=REGION,
        ),
        Goal(
            "boka",
            "45 % av tiderna bokas på webben",
            "Primärvårdschef",
            "L2",
            "Tider som bokas på webben",
            "45",
            premises="regionplan telefonköer",
            strategies="channels competence",
            department=HEALTH,
        ),
        Goal(
            "porto",
            "Portot är högst 2 000 tkr i årets sista tertial",
            "Ekonomidirektör",
            "L3",
            "G4",
            "2000",
            strategies="channels",
            department=REGION,
        ),
        Goal(
            "automatiskt",
            "Var femte rutinärende avgörs automatiskt",
            "It-direktör",
            "L4",
            "G3",
            "20",
            department=REGION,
        ),
    ),
    commitments=_COMMITMENTS,
    projects=(
        InPlan(14, "boka porto"),
        InPlan(15, "digitalt"),
        InPlan(16, "boka"),
        InPlan(17, "digitalt"),
        InPlan(18, "porto automatiskt"),
    ),
    training=(
        Training(
            "Bokning på webben", "Mottagningssekreterare", 300, "2026-09", 14, competence="Tidbokning per telefon"
        ),
    ),
    follow_ups=(
        FollowUp("2026-05-20", "Januari–april", "Digitaliseringsdirektör"),
        FollowUp("2026-09-18", "Maj–augusti", "Digitaliseringsdirektör"),
        FollowUp("2027-01-28", "Hela året", "Regiondirektör"),
    ),
    steps=(
        submitted("2025-10-23 10.50", "Elin Holm"),
        decided("2025-12-09 14.30", "Sven Dahl", "Regionstyrelsen § 203", "RS {2025}/0519"),
        published("2025-12-12 09.00", "Sven Dahl"),
    ),
)
_2027 = OperationalPlan(
    "REX",
    2027,
    "Elin Holm",
    "2026-10-14 11.05",
    "2026-10-09",
    "2026-12-08",
    premises=(
        Premise("regionplan", "Nästa steg i nära vård är stödet hemma och mödravården.", carries="P2"),
        Premise(
            "stöd-hemma",
            "Den som behöver stöd hemma talar i snitt med fem personer innan rätt hjälp är på plats.",
            Kind.NEED,
            "Intervjuer med 40 äldre och anhöriga",
            "Hälso- och sjukvårdsförvaltningen",
            2026,
        ),
        Premise("intyg", "Fem regioner lämnar intyg direkt. Våra vårdcentraler är med.", links_to=("EXV", 2026, 28)),
        Premise(
            "resor",
            "Besök som inte behöver vara på plats görs på distans.",
            Kind.ACCESSIBILITY_ENVIRONMENT,
            "Regionens mål för resor",
            "Hållbarhetsprogrammet",
            2025,
        ),
        Premise(
            "kommunerna",
            "Vårdplaneringen bygger på att kommunerna använder samma plan.",
            Kind.JOINT_PLANNING,
            "Länets plan för nära vård",
            "Region och kommuner i länet",
            2026,
        ),
    ),
    goals=(
        Goal(
            "digitalt",
            "67 % av ärendena kommer in digitalt",
            "Digitaliseringsdirektör",
            "L1",
            "G1",
            "67",
            premises="stöd-hemma intyg kommunerna",
            strategies="development channels",
            department=REGION,
        ),
        Goal(
            "boka",
            "Varannan tid bokas på webben",
            "Primärvårdschef",
            "L2",
            "Tider som bokas på webben",
            "50",
            premises="regionplan resor",
            strategies="channels competence",
            department=HEALTH,
        ),
        Goal(  # what Sven Dahl asks about: nothing says why
            "porto",
            "Portot är högst 1 700 tkr i årets sista tertial",
            "Ekonomidirektör",
            "L3",
            "G4",
            "1700",
            strategies="channels",
            department=REGION,
        ),
        Goal(
            "automatiskt",
            "Var fjärde rutinärende avgörs automatiskt",
            "It-direktör",
            "L4",
            "G3",
            "25",
            department=REGION,
        ),
    ),
    commitments=(
        replace(_COMMITMENTS[0], level="Gäller alla mottagningar", change="Gäller också mödravården från november."),
        _COMMITMENTS[1],
    ),
    projects=(
        InPlan(15, "digitalt", {"organised_as": Organised.PROGRAMME}),
        InPlan(18, "porto automatiskt"),
        InPlan(19, "digitalt"),
        InPlan(20, "boka digitalt"),
    ),
    no_training="Alla mottagningssekreterare är utbildade i år. Barnmorskorna får visning på plats.",
    follow_ups=(
        FollowUp("2027-05-13", "Januari–april", "Digitaliseringsdirektör"),
        FollowUp("2027-09-16", "Maj–augusti", "Digitaliseringsdirektör"),
        FollowUp("2028-01-27", "Hela året", "Regiondirektör"),
    ),
    left_out={"projects_have_documents": "Behovsanalysen för mödravården är klar i november."},
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

PLANS = (_2026, _2027)
