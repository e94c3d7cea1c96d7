"""The strategic plans 2024–2028 (UX.md 7.4). Grannköping and Exempelverket have none.

Channel, sourcing and competence strategies and the e-strategy wait for their models.
"""

from dataclasses import dataclass, replace

from followup.demo.steps import decided, published, submitted
from strategy.models import BenefitKind, Initiative
from strategy.models import PremiseKind

PERIOD = (2024, 2028)

# In the shared register while the demo is loaded: (kind, title). They are made up, so no code list ships them.
EXAMPLE_SOURCES = {
    "exempel-digitaliseringsmal-2026": (
        PremiseKind.GOVERNMENT_GOAL,
        "Exempel: Regeringens digitaliseringsmål 2026",
    ),
    "exempel-fardplan-livshandelser": (PremiseKind.OTHERS_PLAN, "Exempel: Nationell färdplan för livshändelser"),
}


@dataclass(frozen=True)
class Premise:
    """`source` is a key in the shared register; a premise without one is the organisation's own."""

    key: str
    impact: str
    source: str = ""
    kind: str = ""
    title: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Goal:
    key: str
    text: str
    owner_role: str
    premises: str


@dataclass(frozen=True)
class Effort:
    """An insats: first and last year, tags, and what it gives in mnkr a year; `gives` None is told in words only."""

    key: str
    title: str
    description: str
    years: tuple
    events: tuple
    types: str
    gives: tuple | None
    benefit: tuple
    goals: str
    problems: tuple = ()
    joint: str = Initiative.Joint.NO
    joint_with: str = ""


@dataclass(frozen=True)
class StrategicPlan:
    """`saved` is when the planner wrote it; `left_out` the reasons for what it does not have."""

    agency: str
    planner: str
    saved: str
    premises: tuple
    goals: tuple
    efforts: tuple
    number: int = 1
    cause: str = ""
    steps: tuple = ()
    left_out: str = ""


# Exempelmyndigheten ---------------------------------------------------------------------------------------------------
_EXM_PREMISES = (
    Premise("P1", "Nyregistrering ska kunna göras på en kväll.", source="sa-enkelt-som-mojligt"),
    Premise("P2", "Vi räknar företagsuppgifter som basinformation.", source="sou-2009-86"),
    Premise(
        "P3",
        "Redovisas 1 juni {2027}.",
        kind=PremiseKind.GOVERNMENT_DECISION,
        title="Regeringsuppdrag om företagsuppgifter",
        reference="Exempeluppdrag N{2023}/01234",
    ),
    Premise(
        "P4",
        "Behöver våra företagsuppgifter förifyllda.",
        kind=PremiseKind.OTHERS_PLAN,
        title="Exempelköpings kommun: E-tjänst för serveringstillstånd",
        reference="Verksamhetsplan {2026}",
    ),
)
_EXM_GOALS = (
    Goal("L1", "Nio av tio ärenden kommer in via e-tjänst {2028}", "Avdelningschef företagsregistrering", "P1"),
    Goal("L2", "Sex av tio rutinärenden avgörs automatiskt", "Avdelningschef företagsregistrering", "P1"),
    Goal("L3", "Företagare är nöjda med servicen på webben", "Kommunikationschef", "P1"),
    Goal("L4", "Företagare lämnar samma uppgift bara en gång", "Avdelningschef digital utveckling", "P2 P3 P4"),
    Goal("L5", "Portokostnaden mer än halveras", "Ekonomichef", "P1"),
)
_EXM_EFFORTS = (
    Effort(
        "S1",
        "Bastjänster för företagsuppgifter",
        "Kommuner och myndigheter hämtar företagsuppgifter från oss i stället för att fråga företagaren. "
        "Uppgifterna är aktuella och betyder samma sak hos alla.",
        (2024, 2027),
        ("Starta företag", "Starta restaurang"),
        "B",
        ("8", "12"),
        (BenefitKind.FREED, "Handläggare i kommunerna slipper kontrollera uppgifter"),
        "L4",
        problems=("redundans",),
        joint=Initiative.Joint.YES,
        joint_with="kommuner",
    ),
    Effort(
        "S2",
        "Ett ärende från start till beslut",
        "Den som startar företag gör allt hos oss i ett sammanhängande ärende och ser hela tiden vad som återstår.",
        (2025, 2027),
        ("Starta företag",),
        "E",
        ("3", "5"),
        (BenefitKind.FREED, "Färre samtal och kompletteringar"),
        "L1 L3",
        problems=("transaktion", "transparens"),
    ),
    Effort(
        "S3",
        "Automatiska beslut",
        "Ärenden där inget är oklart avgörs direkt, dygnet runt. Handläggarna får tid för de svåra.",
        (2024, 2028),
        ("Avsluta företag",),
        "ET",
        ("6", "9"),
        (BenefitKind.FREED, "Handläggningstid i rutinärenden"),
        "L2",
        problems=("transaktion",),
    ),
    Effort(
        "S4",
        "Digital post först",
        "Beslut och frågor från oss kommer i företagets digitala brevlåda. Brev går bara till den som inte har någon.",
        (2024, 2026),
        ("Starta företag", "Avsluta företag"),
        "T",
        ("2", "3"),
        (BenefitKind.FINANCIAL, "Porto, papper och utskrift"),
        "L5",
    ),
    Effort(
        "S5",
        "Guider för vanliga företag",
        "Den som ska starta en vanlig sorts företag får veta vilka tillstånd som krävs, hos vem de söks och hur.",
        (2026, 2028),
        ("Starta restaurang",),
        "E",
        ("2", "4"),
        (BenefitKind.FREED, "Tid som företagare lägger på att leta"),
        "L1 L3",
        problems=("navigation", "information"),
        joint=Initiative.Joint.SEEKING,
    ),
)
_EXM_FIRST = StrategicPlan(
    "EXM",
    "Amir Haddad",
    "2024-01-15 11.20",
    premises=_EXM_PREMISES[:2],
    goals=(*_EXM_GOALS[:3], replace(_EXM_GOALS[3], premises="P2"), _EXM_GOALS[4]),
    efforts=_EXM_EFFORTS[1:4],
    left_out="Tas med när uppdraget om företagsuppgifter är klart.",
    steps=(
        submitted("2024-01-16 09.00", "Amir Haddad"),
        decided("2024-01-30 13.00", "Gunilla Berg", "Generaldirektören", "EXM {2024}/0015"),
        published("2024-02-01 08.30", "Gunilla Berg"),
    ),
)
_EXM_SECOND = StrategicPlan(
    "EXM",
    "Amir Haddad",
    "2024-05-13 15.20",
    number=2,
    cause="Regeringen har gett oss ett uppdrag om företagsuppgifter. Bastjänster och guider är nya insatser",
    premises=_EXM_PREMISES,
    goals=_EXM_GOALS,
    efforts=_EXM_EFFORTS,
    left_out="Mätmetoden tas fram tillsammans med kommunerna.",
    steps=(
        submitted("2024-05-14 10.10", "Amir Haddad", "Två insatser är nya sedan i januari, resten är som förut."),
        decided("2024-05-21 13.00", "Gunilla Berg", "Generaldirektören", "EXM {2024}/0118"),
        published("2024-05-24 08.30", "Gunilla Berg"),
    ),
)

# Exempelköpings kommun ------------------------------------------------------------------------------------------------
_EXK = StrategicPlan(
    "EXK",
    "Petra Lind",
    "2024-03-25 16.05",
    premises=(
        Premise(
            "P1",
            "Fullmäktige vill att det ska vara lättare att vara invånare och företagare hos oss.",
            kind=PremiseKind.OWN_DECISION,
            title="Fullmäktiges mål {2023}–{2026}: En enklare kommun",
            reference="Kommunfullmäktige",
        ),
        Premise(
            "P2", "Det som går att göra digitalt ska gå att göra digitalt hos oss.", source="sa-enkelt-som-mojligt"
        ),
        Premise(
            "P3",
            "Vi kan fylla i företagets uppgifter i förväg när bastjänsten finns.",
            kind=PremiseKind.OTHERS_PLAN,
            title="Exempelmyndigheten: Bastjänster för företagsuppgifter",
            reference="Strategisk plan {2024}–{2028}",
        ),
        Premise(
            "P4",
            "41 av 100 vet inte vilka tillstånd de behöver.",
            kind=PremiseKind.NEED,
            title="Företagarenkät {2023}",
        ),
    ),
    goals=(
        Goal("L1", "60 % av ärendena kommer in digitalt {2028}", "Kommundirektör", "P1 P2"),
        Goal("L2", "Företagaren möter en väg in i kommunen", "Näringslivschef", "P2 P3 P4"),
        Goal("L3", "Var fjärde rutinärende avgörs automatiskt", "Digitaliseringschef", "P2"),
        Goal("L4", "Portot mer än halveras", "Ekonomichef", "P1"),
        Goal("L5", "Tre av fyra tjänster går att göra helt digitalt", "Digitaliseringschef", "P2"),
    ),
    efforts=(
        Effort(
            "S1",
            "Företagarens väg in",
            "Den som ska öppna restaurang möter en kommun, inte sex kontor, och lämnar varje uppgift en gång.",
            (2025, 2028),
            ("Starta restaurang",),
            "E",
            ("1", "2"),
            (BenefitKind.FREED, "Handläggning och kompletteringar"),
            "L2",
            problems=("navigation", "transaktion"),
            joint=Initiative.Joint.SEEKING,
        ),
        Effort(
            "S2",
            "Bygga enklare",
            "Den som ska bygga gör hela ärendet på webben och kan följa det till beslut.",
            (2024, 2027),
            ("Bygga eller bygga om",),
            "E",
            ("2", "3"),
            (BenefitKind.FREED, "Registrering, porto och samtal om läget i ärendet"),
            "L1 L4",
            problems=("transaktion", "transparens"),
        ),
        Effort(
            "S3",
            "Skola och förskola digitalt",
            "Vårdnadshavare sköter köplats, skolval och ledighet på webben.",
            (2024, 2026),
            ("Börja skolan",),
            "E",
            ("0.5", "1"),
            (BenefitKind.FREED, "Registrering på utbildningsförvaltningen"),
            "L1 L5",
            problems=("transaktion",),
        ),
        Effort(
            "S4",
            "Stöd i vardagen",
            "Äldre och deras anhöriga ansöker om stöd på webben och behöver inte veta vem som ansvarar för vad.",
            (2026, 2028),
            ("Få stöd som äldre",),
            "E",
            ("1", "2"),
            (BenefitKind.FREED, "Biståndshandläggarnas administration"),
            "L1 L5",
            problems=("transaktion",),
            joint=Initiative.Joint.SEEKING,
            joint_with="regionen",
        ),
        Effort(
            "S5",
            "Automatisk handläggning",
            "Enkla ärenden kontrolleras och avgörs direkt. Stödet används av flera förvaltningar.",
            (2026, 2028),
            (),
            "T",
            ("2", "4"),
            (BenefitKind.FREED, "Handläggning av enkla ärenden"),
            "L3",
        ),
    ),
    left_out="Insatsen används av flera livshändelser.",
    steps=(
        submitted("2024-03-28 11.00", "Petra Lind"),
        decided("2024-04-22 18.40", "Jonas Ek", "Kommunfullmäktige § 54", "KS {2024}/0077"),
        published("2024-05-06 09.15", "Jonas Ek"),
    ),
)

# Region Exempel -------------------------------------------------------------------------------------------------------
_REX = StrategicPlan(
    "REX",
    "Elin Holm",
    "2024-05-20 14.45",
    premises=(
        Premise("P1", "Patienten ska kunna boka, läsa och svara själv.", source="nationell-ehalsa"),
        Premise(
            "P2",
            "Regionplanen säger att vården ska vara nära, också för den som har långt till en mottagning.",
            kind=PremiseKind.OWN_DECISION,
            title="Regionplan {2024}–{2026}",
            reference="Regionfullmäktige",
        ),
        Premise(
            "P3",
            "Våra mottagningar ska kunna lämna intygen direkt till Exempelverket.",
            kind=PremiseKind.OTHERS_PLAN,
            title="Exempelverket: Sjukintyg direkt från vården",
            reference="Utvecklingsplan",
        ),
    ),
    goals=(
        Goal("L1", "Tre av fyra ärenden digitalt", "Regiondirektör", "P1 P3"),
        Goal("L2", "Patienten bokar själv", "Hälso- och sjukvårdsdirektör", "P1 P2"),
        Goal("L3", "Portot mer än halveras", "Ekonomidirektör", "P1"),
        Goal("L4", "Var tredje rutinärende automatiskt", "It-direktör", "P1"),
    ),
    efforts=(
        Effort(
            "S1",
            "Patientens egna tider",
            "Patienten ser lediga tider på alla mottagningar, bokar själv och byter tid utan att ringa.",
            (2024, 2027),
            ("Bli sjuk",),
            "E",
            ("5", "8"),
            (BenefitKind.FREED, "Tidbokning per telefon och uteblivna besök"),
            "L1 L2 L3",
            problems=("transaktion",),
        ),
        Effort(
            "S2",
            "Vård och omsorg hänger ihop",
            "Den som får hjälp av både region och kommun har en plan och en väg in.",
            (2025, 2028),
            ("Få stöd som äldre",),
            "S",
            ("3", "6"),
            (BenefitKind.FREED, "Möten och telefonsamtal mellan region och kommuner"),
            "L1",
            problems=("koordinering",),
            joint=Initiative.Joint.YES,
            joint_with="kommuner",
        ),
        Effort(
            "S3",
            "Öppna vårddata",
            "Väntetider och öppettider lämnas ut så att andra kan bygga tjänster på dem.",
            (2025, 2026),
            ("Bli sjuk",),
            "B",
            None,
            (BenefitKind.QUALITY, "Patienten kan jämföra mottagningar"),
            "L2",
            problems=("information",),
        ),
        Effort(
            "S4",
            "Mödravård på webben",
            "Den som väntar barn skriver in sig, bokar och läser sina svar på webben.",
            (2027, 2028),
            ("Få barn",),
            "E",
            ("0.5", "1"),
            (BenefitKind.FREED, "Inskrivning per telefon"),
            "L1 L2",
            problems=("transaktion",),
        ),
    ),
    left_out="Beskrivs i regionplanen.",
    steps=(
        submitted("2024-05-23 10.30", "Elin Holm"),
        decided("2024-06-11 15.10", "Sven Dahl", "Regionfullmäktige § 88", "RS {2024}/0231"),
        published("2024-06-18 09.00", "Sven Dahl"),
    ),
)

# Exempelinspektionen: a draft that nobody has touched since 2024 ------------------------------------------------------
_EXI = StrategicPlan(
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
    efforts=(
        Effort(  # nr 23 in UX.md 7.5: not a project yet
            "S1",
            "Öppna kontrollresultat",
            "Gäster, kommuner och företag kan se hur det gick vid den senaste kontrollen av en restaurang.",
            (2026, 2027),
            ("Starta restaurang",),
            "B",
            None,
            (BenefitKind.QUALITY, "Gäster ser hur restaurangen sköter sig"),
            "L2",
            problems=("information",),
        ),
    ),
)

PLANS = (_EXM_FIRST, _EXM_SECOND, _EXK, _REX, _EXI)
