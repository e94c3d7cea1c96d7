"""Exempelinspektionen: a draft that nobody has touched since 2024, with two parts still empty."""

from followup.demo.strategic.told import Certainty, Effort, Gain, Goal, Openness, Premise, Process, StrategicPlan
from strategy.models import BenefitKind

_EFFORTS = (
    Effort(  # nr 23 in UX.md 7.5: not a project yet
        "S1",
        "Öppna kontrollresultat",
        "Gäster, kommuner och företag kan se hur det gick vid den senaste kontrollen av en restaurang.",
        (2026, 2027),
        ("Starta restaurang",),
        "B",
        (
            Gain(
                BenefitKind.QUALITY,
                "Gäster ser hur restaurangen sköter sig",
                "Gäster och seriösa företagare",
                2027,
                Certainty.LOW,
                "Tillsynschef",
            ),
        ),
        "L2",
        ("Privatpersoner", "Företag", "Kommuner och regioner"),
        "samhalle",
        "praktik-11 ramverk-03",
        services=("Kontrollresultat",),
        problems=("information",),
        open_standards=Openness.USED,
    ),
)
_PROCESSES = (
    Process("Ekonomi och lön", "statens_servicecenter", "statens_servicecenter", reasons="standard competence"),
    Process(
        "Drift",
        "upphandlad_tjanst",
        "",  # what comes after the contract is not decided
        reasons="competence",
        risks="lock_in few_suppliers",
        contract_ends="2027-03-31",
    ),
)

PLANS = (
    StrategicPlan(
        "EXI",
        "Lars Öberg",
        "2024-09-03 10.20",
        premises=(
            Premise("P1", "Vi ska ta emot fler anmälningar på webben.", source="sa-enkelt-som-mojligt"),
            Premise("P2", "Våra kontrollresultat är handlingar som andra vill använda.", source="vidareutnyttjande"),
        ),
        goals=(
            Goal("L1", "Hälften av ärendena digitalt", "Generaldirektör", "P1"),
            Goal("L2", "Tillsynsresultat är öppna för alla", "Tillsynschef", "P2"),
        ),
        efforts=_EFFORTS,
        processes=_PROCESSES,
    ),
)
