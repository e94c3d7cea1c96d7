"""Grannköpings kommun and Exempelverket: they share only their development plan."""

from dataclasses import replace

from followup.demo.annual.told import (
    Goal,
    InPlan,
    OperationalPlan,
    Partner,
    Partnering,
    Phase,
    Project,
    Role,
    fine,
    freed,
    hours,
)
from followup.demo.steps import decided, published, submitted

_GRK = (
    Project(
        24,
        "GRK",
        "Starta krog: allt på ett ställe",
        "Den som vill öppna krog ser kommunens alla tillstånd, krav och kontaktvägar på en sida.",
        types="E",
        starts="2027-04",
        ends="2027-10",
        phase=Phase.IDEA,
        owner="Sara Nilsson",
        events=("Starta restaurang",),
        problems=("navigation", "information"),
        benefits=(
            hours(
                "260",
                "Färre frågor till växel och handläggare",
                who="Växel och handläggare",
                since=2028,
                measured="Mäts i växeln under mars {2027}",
                realised="Tiden går till att svara snabbare på ansökningar.",
                role="Näringslivschef",
            ),
        ),
        partnering=Partnering.UNSAID,
        department="Kommunstyrelsen",
        considerations="Sidan skrivs på klarspråk och klarar kraven på tillgänglighet.",
    ),
    Project(
        25,
        "GRK",
        "Bygglov med e-legitimation",
        "Den som ska bygga söker lov på webben och skriver under med e-legitimation.",
        types="E",
        starts="2026-01",
        ends="2027-06",
        phase=Phase.RUNNING,
        owner="Sara Nilsson",
        events=("Bygga eller bygga om",),
        problems=("transaktion",),
        benefits=(
            freed(
                "0.7",
                "Registrering och skanning av ansökningar",
                who="Bygglovsenheten",
                since=2027,
                baseline="1.2",
                measured="Bokslutet för {2024}",
                realised="En halv tjänst flyttas till tillsyn.",
                role="Samhällsbyggnadschef",
            ),
        ),
        reports=(fine("2026-09-21", "Första ärendena kom in på webben i augusti."),),
        department="Samhällsbyggnadsnämnden",
        stages={"execution": "2026-01 2027-06", "benefits": "2027-07"},
        considerations="E-tjänsten provas med skärmläsare. Färre resor till stadshuset.",
    ),
    Project(
        26,
        "GRK",
        "Flyttanmälan till förskolekön",
        "Familjer som flyttar hit ställer barnet i förskolekö på webben redan innan de har fått sin nya adress.",
        types="E",
        starts="2027-02",
        ends="2027-08",
        phase=Phase.PLANNED,
        owner="Sara Nilsson",
        events=("Flytta",),
        problems=("transaktion",),
        benefits=(
            hours(
                "180",
                "Administratörer som slipper lägga in barn för hand",
                who="Administratörer i förskolan",
                since=2027,
                measured="Räknat på 400 barn om året, {2025}",
                realised="Administratörerna får tid för rektorerna.",
                role="Utbildningschef",
            ),
        ),
        department="Barn- och utbildningsnämnden",
        considerations="Finns på fyra språk. Miljön påverkas inte.",
    ),
)
_EXV = (
    Project(
        27,
        "EXV",
        "Föräldrapenning steg för steg",
        "Blivande föräldrar får en plan för sina dagar, steg för steg, och ser i ansökan vad som är klart och vad som "
        "återstår.",
        types="E",
        starts="2025-10",
        ends="2027-03",
        phase=Phase.RUNNING,
        owner="Mei Lindqvist",
        events=("Få barn",),
        problems=("information", "transparens"),
        benefits=(
            freed(
                "4.2",
                "Färre samtal och ändringar i ansökningar",
                who="Handläggare och kundcenter",
                since=2027,
                baseline="11.5",
                measured="Samtalsstatistik för {2024}",
                realised="Kundcenter minskar med sex tjänster när folk går i pension.",
                role="Avdelningschef familj",
            ),
        ),
        reports=(fine("2026-09-17", "Första delen används av 30 000 föräldrar."),),
        department="Avdelningen för familj",
        stages={"execution": "2025-10 2027-03", "benefits": "2027-04"},
        considerations="Planen går att läsa på lätt svenska och att få uppläst.",
    ),
    Project(
        28,
        "EXV",
        "Sjukintyg direkt från vården",
        "Den som blir sjukskriven behöver inte skicka in läkarintyget. Vården lämnar det direkt till oss.",
        types="S",
        starts="2025-01",
        ends="2027-12",
        phase=Phase.RUNNING,
        owner="Mei Lindqvist",
        events=("Bli sjuk",),
        problems=("redundans",),
        benefits=(
            freed(
                "7.5",
                "Registrering av intyg och frågor till vården",
                who="Handläggare hos oss och läkarsekreterare",
                since=2026,
                baseline="19",
                measured="Tidredovisning för {2024}",
                realised="Handläggarna får tid att ringa den som är sjuk länge.",
                role="Avdelningschef sjukdom",
            ),
        ),
        partnering=Partnering.PARTNERS,
        partners=(Partner(Role.PARTICIPANT, agency="REX"),),
        reports=(fine("2026-09-17", "Fem regioner lämnar intyg direkt."),),
        department="Avdelningen för sjukdom",
        stages={"execution": "2025-01 2027-12", "benefits": "2026-01"},
        considerations="Ingen behöver kunna använda en e-tjänst för att intyget ska komma fram. Färre brev.",
    ),
    Project(
        29,
        "EXV",
        "Arbetsgivarens dag ett",
        "Den som ska anställa för första gången får veta vad som ska göras före, på och efter första arbetsdagen.",
        types="E",
        starts="2027-03",
        ends="2027-12",
        phase=Phase.PLANNED,
        owner="Mei Lindqvist",
        events=("Anställa personal",),
        problems=("navigation",),
        benefits=(
            freed(
                "2.0",
                "Färre felaktiga uppgifter från nya arbetsgivare",
                who="Handläggare hos oss",
                since=2028,
                baseline="5.4",
                measured="Rättade uppgifter under {2025}",
                realised="Tiden används till kontroller som i dag inte hinns med.",
                role="Avdelningschef arbetsgivare",
            ),
        ),
        partnering=Partnering.UNSAID,
        department="Avdelningen för arbetsgivare",
        considerations="Skrivs på klarspråk och engelska. Miljön påverkas inte.",
    ),
)

PROJECTS = (*_GRK, *_EXV)

# Plans ----------------------------------------------------------------------------------------------------------------
_ONLY_PROJECTS = "Vi delar bara vår utvecklingsplan här."
_NOT_SHARED = {
    "has_premise": _ONLY_PROJECTS,
    "goals_have_indicator": _ONLY_PROJECTS,
    "has_training": _ONLY_PROJECTS,
    "has_follow_up": _ONLY_PROJECTS,
    "projects_have_documents": "Underlagen finns i vårt diarium.",
}
_GRK_2026 = OperationalPlan(
    "GRK",
    2026,
    "Sara Nilsson",
    "2025-10-28 13.15",
    "2025-10-30",
    "2025-12-08",
    has_strategic_plan=False,
    goals=(Goal("bygglov", "Bygglov går att söka med e-legitimation", "Samhällsbyggnadschef", strategies=""),),
    projects=(InPlan(25, "bygglov"),),
    left_out=_NOT_SHARED,
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
        Goal("krog", "Den som vill öppna krog hittar allt på ett ställe", "Näringslivschef", strategies=""),
        Goal("bygglov", "Bygglov går att söka och följa på webben", "Samhällsbyggnadschef", strategies=""),
        Goal("förskola", "Familjer som flyttar hit kan ställa barnet i kö direkt", "Utbildningschef", strategies=""),
    ),
    projects=(InPlan(24, "krog"), InPlan(25, "bygglov"), InPlan(26, "förskola")),
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
        Goal("förälder", "Föräldrar klarar sin ansökan utan att behöva ringa", "Avdelningschef familj", strategies=""),
        Goal(
            "intyg",
            "Vården i fem regioner lämnar sjukintyg direkt till oss",
            "Avdelningschef sjukdom",
            strategies="",
        ),
    ),
    projects=(InPlan(27, "förälder"), InPlan(28, "intyg")),
    left_out=_NOT_SHARED,
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
        Goal(
            "arbetsgivare", "Nya arbetsgivare gör rätt från första dagen", "Avdelningschef arbetsgivare", strategies=""
        ),
    ),
    projects=(InPlan(27, "förälder"), InPlan(28, "intyg"), InPlan(29, "arbetsgivare")),
    steps=(),
)

PLANS = (_GRK_2026, _GRK_2027, _EXV_2026, _EXV_2027)
