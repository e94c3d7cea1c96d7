"""Exempelköpings kommun: works hard, one project late, three things left in the draft for 2027."""

from dataclasses import replace

from followup.demo.annual.exk_projects import PERMIT, PROJECTS
from followup.demo.annual.told import (
    Commitment,
    Criterion,
    FollowUp,
    Goal,
    InPlan,
    Kind,
    Moved,
    OperationalPlan,
    Premise,
)
from followup.demo.steps import decided, published, submitted

__all__ = ["PLANS", "PROJECTS"]

# The plan for 2026 and its revision -----------------------------------------------------------------------------------
_SERVING = Commitment(
    "Serveringstillstånd",
    "Du får beslut om serveringstillstånd inom åtta veckor från hel ansökan",
    "Sju av tio får beslut i tid",
    "Enhetschef tillstånd",
)
_FOOD_REPLY = Commitment(
    "Livsmedelsanmälan",
    "Du får svar på din livsmedelsanmälan inom tio arbetsdagar",
    "Nio av tio får svar i tid",
    "Miljöchef",
    "Den som anmäler på webben får svar inom fem arbetsdagar.",
)
_BUILDING_SAID = Commitment(
    "Bygglov",
    "Du kan se på webben hur långt ditt bygglov har kommit",
    "Gäller ansökningar som kommer in digitalt",
    "Bygglovschef",
    "Gäller också besked om att ansökan är hel.",
)
_2026 = OperationalPlan(
    "EXK",
    2026,
    "Petra Lind",
    "2025-10-29 14.10",
    "2025-10-30",
    "2025-12-12",
    premises=(
        Premise("fullmäktige", "Bygglov och skolval är det som flest invånare frågar efter.", carries="P1"),
        Premise(
            "budget",
            "Digitaliseringen får 4,1 mnkr. Portot ska betala en del av bygglovet.",
            Kind.OWN_DECISION,
            "Budgetramar {2026}",
            "Kommunfullmäktige, juni {2025}",
            2025,
        ),
        Premise(
            "enkät-då", "Serveringstillstånd är det tillstånd som flest företagare vill söka på webben.", carries="P4"
        ),
        Premise(
            "språk",
            "Skolvalet byggs så att det går att läsa på flera språk.",
            Kind.ACCESSIBILITY_ENVIRONMENT,
            "Samtal med vårdnadshavare om språk och läsbarhet",
            "Utbildningsförvaltningen",
            2025,
        ),
    ),
    goals=(
        Goal(
            "e-tjänst",
            "45 % av ärendena kommer in via e-tjänst",
            "Digitaliseringschef",
            "L1",
            "G1",
            "45",
            premises="fullmäktige enkät-då",
            strategies="development channels",
            department="Kommunstyrelsen",
            contributing="Alla nämnder med e-tjänster",
        ),
        Goal(
            "porto",
            "Portot är under 1 000 tkr för helåret",
            "Ekonomichef",
            "L4",
            "G4",
            "333",
            premises="budget",
            strategies="channels",
            department="Kommunstyrelsen",
        ),
        Goal(
            "automatiskt",
            "10 % av rutinärendena avgörs automatiskt",
            "Digitaliseringschef",
            "L3",
            "G3",
            "10",
            premises="budget",
            department="Kommunstyrelsen",
        ),
        Goal(
            "bygglov",
            "80 % av byggloven kommer in digitalt",
            "Bygglovschef",
            "L1 L5",
            "Bygglov som kommer in digitalt",
            "80",
            premises="fullmäktige",
            strategies="development channels",
            department="Samhällsbyggnadsnämnden",
        ),
    ),
    commitments=(_SERVING, _FOOD_REPLY, _BUILDING_SAID),
    projects=(
        InPlan(
            7,
            "e-tjänst",
            {
                "ends": "2026-10",
                "stages": PERMIT.stages
                | {"execution": "2025-01 2026-09", "handover": "2026-10 2026-10", "benefits": "2026-11"},
            },
        ),
        InPlan(8, "bygglov porto automatiskt"),
        InPlan(9, "e-tjänst"),
        InPlan(10, "e-tjänst porto"),
    ),
    no_training="Leverantörerna visar handläggarna hur e-tjänsterna fungerar. Det räcker i år.",
    follow_ups=(
        FollowUp("2026-05-20", "Januari–april: mål, projekt och mätvärden", "Digitaliseringschef"),
        FollowUp("2026-09-18", "Maj–augusti: mål, projekt och mätvärden", "Digitaliseringschef"),
        FollowUp("2027-01-22", "Hela året, med nyttor som är hemma", "Kommundirektör"),
    ),
    steps=(
        submitted("2025-10-30 11.25", "Petra Lind"),
        decided("2025-12-12 14.00", "Jonas Ek", "Kommunstyrelsen § 141", "KS {2025}/0412"),
        published("2025-12-15 09.00", "Jonas Ek"),
    ),
)
_LATE = "Leveransen av serveringstillstånd är försenad"
_2026_REVISED = replace(
    _2026,
    number=2,
    saved="2026-04-28 15.50",
    submit_by="2026-04-30",
    decide_by="2026-05-11",
    cause=_LATE,
    goals=(
        replace(_2026.goals[0], text="40 % av ärendena kommer in via e-tjänst", value="40"),
        *_2026.goals[1:],
    ),
    projects=(InPlan(7, "e-tjänst", {"moved": Moved("2026-10", "2027-02", _LATE)}), *_2026.projects[1:]),
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

# The draft for 2027 ---------------------------------------------------------------------------------------------------
_PREMISES = (
    Premise("fullmäktige", "Ett mål och två projekt gör det lättare att vara företagare hos oss.", carries="P1"),
    Premise(
        "budget",
        "Digitaliseringen får 4,2 mnkr, lika mycket som i år. Nya projekt ska ge nytta inom två år.",
        Kind.OWN_DECISION,
        "Budgetramar {2027}",
        "Kommunfullmäktige, juni {2026}",
        2026,
    ),
    Premise(
        "enkät",
        "38 av 100 vet inte vilka tillstånd de behöver. Därför börjar vi med Krögarguiden i april.",
        Kind.NEED,
        "Företagarenkät {2026}",
        "Näringslivskontoret",
        2026,
    ),
    Premise(
        "bastjänst",
        "Bastjänsten är klar i september. Då kan vi fylla i företagets uppgifter åt den som söker tillstånd.",
        links_to=("EXM", 2026, 1),
    ),
    Premise(
        "tillgänglighet",
        "12 av 40 e-tjänster har brister. De som flest använder rättas först, och nya görs rätt från början.",
        Kind.ACCESSIBILITY_ENVIRONMENT,
        "Tillgänglighetsgranskning mars {2026}",
        "Digitaliseringsenheten",
        2026,
    ),
    Premise(
        "miljö",
        "Det som går att göra på webben ska inte kräva ett besök. Det gäller bygglov och stöd till äldre först.",
        Kind.ACCESSIBILITY_ENVIRONMENT,
        "Färre resor till medborgarkontoret",
        "Miljöprogrammet",
        2025,
    ),
)
_GOALS = (
    Goal(
        "e-tjänst",
        "45 % av ärendena kommer in via e-tjänst",
        "Digitaliseringschef",
        "L1",
        "G1",
        "45",
        premises="fullmäktige tillgänglighet",
        strategies="development channels",
        department="Kommunstyrelsen",
        contributing="Alla nämnder med e-tjänster",
    ),
    Goal(
        "porto",
        "Portot är under 900 tkr för helåret",
        "Ekonomichef",
        "L4",
        "G4",
        "300",
        premises="budget miljö",
        strategies="channels",
        department="Kommunstyrelsen",
    ),
    Goal(
        "kortare",
        "Kortare väg till beslut för företagare",
        "Näringslivschef",
        "L2",
        premises="enkät bastjänst",
        department="Kommunstyrelsen",
        contributing="Socialnämnden och miljönämnden",
    ),
    Goal(
        "automatiskt",
        "Var tionde rutinärende avgörs automatiskt",
        "Digitaliseringschef",
        "L3",
        "G3",
        "10",
        premises="budget",
        strategies="development competence",
        department="Kommunstyrelsen",
    ),
)
_PERMIT_2027 = {
    "ends": "2027-06",
    "stages": PERMIT.stages | {"execution": "2025-01 2027-05", "handover": "2027-06 2027-06", "benefits": "2027-07"},
    "benefits": tuple(replace(one, since=2027, check="2027-09-17") for one in PERMIT.benefits),
    "moved": Moved("2027-02", "2027-06", "Leverantören är fyra månader sen och byter projektledare"),
}
_2027 = OperationalPlan(
    "EXK",
    2027,
    "Petra Lind",
    "2026-10-15 14.32",
    "2026-10-30",
    "2026-12-11",
    premises=_PREMISES,
    goals=_GOALS,
    commitments=(
        replace(_SERVING, change="Från juli gäller sex veckor för den som ansöker på webben."),
        replace(_FOOD_REPLY, level="Nio av tio får svar inom fem arbetsdagar", change=""),
        replace(_BUILDING_SAID, change="Alla beslut finns på webben samma dag som de fattas."),
    ),
    projects=(
        InPlan(11, "kortare"),
        InPlan(7, "kortare", _PERMIT_2027),
        InPlan(8, "e-tjänst porto"),
        InPlan(12, "e-tjänst"),
        InPlan(13, "automatiskt"),
        InPlan(10, "e-tjänst porto", {"events": ()}),  # the planner has not tagged it again yet
    ),
    follow_ups=(
        FollowUp("2027-05-14", "Januari–april: mål, projekt och mätvärden", "Digitaliseringschef"),
        FollowUp("2027-09-17", "Maj–augusti: mål, projekt och mätvärden", "Digitaliseringschef"),
        FollowUp("2028-01-21", "Hela året, med nyttor som är hemma", "Kommundirektör"),
    ),
    criteria=(  # nobody has judged nr 13 yet
        Criterion("Nytta för invånare och företag", 5, {11: 5, 7: 4, 8: 4, 12: 4, 10: 3}),
        Criterion("Leder mot fullmäktiges mål", 4, {11: 5, 7: 4, 8: 3, 12: 3, 10: 3}),
        Criterion("Sparar tid eller pengar hos oss", 3, {11: 2, 7: 3, 8: 4, 12: 4, 10: 2}),
        Criterion("Går att göra klart under året", 3, {11: 3, 7: 2, 8: 4, 12: 2, 10: 5}),
    ),
)

PLANS = (_2026, _2026_REVISED, _2027)
