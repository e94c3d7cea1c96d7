"""Exempelmyndigheten: ahead, with a plan for 2027 that waits for a decision."""

from dataclasses import replace

from followup.demo.annual.exm_projects import COMMUNICATION, DIGITAL, ECONOMY, PROJECTS, REGISTRATION
from followup.demo.annual.told import (
    Commitment,
    Criterion,
    FollowUp,
    Goal,
    InPlan,
    Kind,
    Legal,
    OperationalPlan,
    Phase,
    Position,
    Premise,
    Training,
)
from followup.demo.steps import decided, published, submitted

__all__ = ["PLANS", "PROJECTS"]

_COMMITMENTS = (
    Commitment(
        "Nyregistrering av företag",
        "Du får beslut om ditt nya företag inom fem arbetsdagar från hel anmälan",
        "Åtta av tio får beslut i tid",
        "Enhetschef registrering",
        "Gäller också anmälningar som ett ombud gör.",
    ),
    Commitment(
        "Bevis och utdrag",
        "Du får ditt registreringsbevis på webben direkt när du har betalat",
        "Gäller dygnet runt",
        "Enhetschef e-tjänster",
    ),
    Commitment(
        "Avregistrering av företag",
        "Du får beslut om att avsluta företaget inom två veckor",
        "Nio av tio får beslut i tid",
        "Enhetschef registrering",
    ),
)
_2026 = OperationalPlan(
    "EXM",
    2026,
    "Amir Haddad",
    "2025-10-16 15.30",
    "2025-10-17",
    "2025-12-16",
    premises=(
        Premise("uppdrag", "Bastjänsten byggs färdig i tid till redovisningen.", carries="P3"),
        Premise(
            "samtal",
            "Var tredje fråga gäller hur långt ett ärende har kommit. Var sjätte gäller vad ett beslut betyder.",
            Kind.NEED,
            "Frågor till kundtjänst {2025}",
            "Kundtjänst",
            2025,
        ),
        Premise(
            "brev",
            "Varje beslut som inte blir ett brev sparar papper och transport.",
            Kind.ACCESSIBILITY_ENVIRONMENT,
            "Myndighetens miljömål",
            "Ledningssystemet för miljö",
            2024,
        ),
    ),
    goals=(
        Goal(
            "e-tjänst",
            "Åtta av tio ärenden kommer in via e-tjänst",
            "Enhetschef registrering",
            "L1",
            "G1",
            "80",
            premises="samtal",
            strategies="channels",
            department=REGISTRATION,
        ),
        Goal(
            "automatiskt",
            "Fyra av tio rutinärenden avgörs automatiskt",
            "Enhetschef registrering",
            "L2",
            "G3",
            "40",
            department=REGISTRATION,
            contributing=DIGITAL,
        ),
        Goal(
            "porto",
            "Portot är högst 1 000 tkr i årets sista tertial",
            "Ekonomichef",
            "L5",
            "G4",
            "1000",
            premises="brev",
            strategies="channels sourcing",
            department=ECONOMY,
        ),
        Goal(
            "nöjdhet",
            "Nöjdheten med servicen på webben når 72",
            "Kommunikationschef",
            "L3",
            "G2",
            "72",
            premises="samtal",
            department=COMMUNICATION,
            contributing=f"{REGISTRATION}, {DIGITAL.lower()}",
        ),
    ),
    commitments=_COMMITMENTS,
    projects=(
        InPlan(1, "nöjdhet"),
        InPlan(2, "e-tjänst nöjdhet"),
        InPlan(3, "porto"),
        InPlan(4, "nöjdhet"),
        InPlan(5, "automatiskt"),
    ),
    training=(Training("Klarspråk", "Handläggare", 60, "2026-04", 4),),
    follow_ups=(
        FollowUp("2026-05-20", "Första tertialet", "Avdelningschef digital utveckling"),
        FollowUp("2026-09-18", "Andra tertialet", "Avdelningschef digital utveckling"),
        FollowUp("2027-01-20", "Året, till årsredovisningen", "Ekonomichef"),
    ),
    steps=(
        submitted("2025-10-17 09.40", "Amir Haddad"),
        decided("2025-12-16 13.00", "Gunilla Berg", "Generaldirektören", "EXM {2025}/0611"),
        published("2025-12-19 08.30", "Gunilla Berg"),
    ),
)
_2027 = OperationalPlan(
    "EXM",
    2027,
    "Amir Haddad",
    "2026-10-08 16.20",
    "2026-10-16",
    "2026-11-13",
    premises=(
        Premise("uppdrag", "Vi redovisar uppdraget i juni. Tio kommuner ska vara med då.", carries="P3"),
        Premise(
            "ombud",
            "Ombud står för hälften av samtalen om läget i ett ärende.",
            Kind.NEED,
            "Frågor till kundtjänst {2026}",
            "Kundtjänst",
            2026,
        ),
        Premise(
            "granskning",
            "Avregistreringen går inte att göra med bara tangentbord. Det rättas när den byggs om.",
            Kind.ACCESSIBILITY_ENVIRONMENT,
            "Tillgänglighetsgranskning av e-tjänsterna",
            "Extern granskning, april {2026}",
            2026,
        ),
        Premise(
            "kommunerna",
            "Kommunerna vill att guiden för restauranger börjar med deras egna tillstånd.",
            Kind.JOINT_PLANNING,
            "Planeringsmöte med sju kommuner",
            "Maj {2026}",
            2026,
        ),
        Premise(
            "serveringstillstånd", "Behöver våra företagsuppgifter när e-tjänsten öppnar.", links_to=("EXK", 2026, 7)
        ),
    ),
    goals=(
        Goal(
            "e-tjänst",
            "84 % av ärendena kommer in via e-tjänst",
            "Enhetschef registrering",
            "L1",
            "G1",
            "84",
            premises="ombud",
            strategies="channels",
            department=REGISTRATION,
        ),
        Goal(
            "automatiskt",
            "Hälften av rutinärendena avgörs automatiskt",
            "Enhetschef registrering",
            "L2",
            "G3",
            "50",
            premises="granskning",
            strategies="development competence",
            department=REGISTRATION,
            contributing=DIGITAL,
        ),
        Goal(
            "porto",
            "Portot är högst 750 tkr i årets sista tertial",
            "Ekonomichef",
            "L5",
            "G4",
            "750",
            strategies="channels sourcing",
            department=ECONOMY,
        ),
        Goal(
            "nöjdhet",
            "Nöjdheten med servicen på webben når 75",
            "Kommunikationschef",
            "L3",
            "G2",
            "75",
            premises="ombud kommunerna",
            department=COMMUNICATION,
            contributing=f"{REGISTRATION}, {DIGITAL.lower()}",
        ),
        Goal(
            "uppgifter",
            "Tio kommuner hämtar företagsuppgifter från oss i stället för att fråga företagaren",
            "Avdelningschef digital utveckling",
            "L4",
            premises="uppdrag serveringstillstånd",
            department=DIGITAL,
        ),
    ),
    commitments=(
        replace(
            _COMMITMENTS[0],
            level="Nio av tio får beslut i tid",
            change="Från juli kan du själv se på webben när beslutet väntas.",
        ),
        _COMMITMENTS[1],
        replace(_COMMITMENTS[2], change="Från december får du beslut direkt när inget hindrar det."),
    ),
    projects=(
        InPlan(1, "uppgifter"),
        InPlan(
            2,
            "e-tjänst nöjdhet",
            {
                "legal": Legal(
                    Position.UNCERTAIN,
                    "Offentlighets- och sekretesslagen, om vad ett ombud får se",
                    "Chefsjuristen",
                    "2026-05-28",
                )
            },
        ),
        InPlan(5, "automatiskt", {"phase": Phase.PLANNED}),
        InPlan(6, "e-tjänst nöjdhet"),
        InPlan(30, "porto"),
    ),
    training=(
        Training(
            "Automatiska beslut och rättssäkerhet", "Handläggare", 45, "2027-02", 5, competence="Juridik, digital rätt"
        ),
    ),
    follow_ups=(
        FollowUp("2027-05-19", "Första tertialet", "Avdelningschef digital utveckling"),
        FollowUp("2027-09-17", "Andra tertialet", "Avdelningschef digital utveckling"),
        FollowUp("2028-01-20", "Året, till årsredovisningen", "Ekonomichef"),
    ),
    criteria=(
        Criterion("Nytta för företagare", 5, {1: 4, 2: 5, 5: 4, 6: 5, 30: 2}),
        Criterion("Andra kan bygga på det", 4, {1: 5, 2: 2, 5: 1, 6: 4, 30: 1}),
        Criterion("Sparar tid eller pengar hos oss", 3, {1: 2, 2: 3, 5: 5, 6: 2, 30: 3}),
        Criterion("Låg risk", 2, {1: 3, 2: 2, 5: 3, 6: 4, 30: 5}),
    ),
    left_out={"goals_have_indicator": "Mätmetoden är klar i januari."},
    steps=(
        submitted("2026-10-09 10.15", "Amir Haddad", "Guiden för restauranger vill vi gärna göra med Exempelköping."),
    ),
)

PLANS = (_2026, _2027)
