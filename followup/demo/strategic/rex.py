"""Region Exempel: steady, with an e-strategi of its own."""

from followup.demo.steps import decided, published, submitted
from followup.demo.strategic.told import (
    Certainty,
    Effort,
    Gain,
    Goal,
    Group,
    Need,
    Openness,
    Premise,
    Process,
    Role,
    StrategicPlan,
    Strategy,
    Way,
)
from strategy.models import BenefitKind, EStrategy, Initiative, PremiseKind

_PREMISES = (
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
)
_GOALS = (
    Goal("L1", "Tre av fyra ärenden digitalt", "Regiondirektör", "P1 P3"),
    Goal("L2", "Patienten bokar själv", "Hälso- och sjukvårdsdirektör", "P1 P2"),
    Goal("L3", "Portot mer än halveras", "Ekonomidirektör", "P1"),
    Goal("L4", "Var tredje rutinärende automatiskt", "It-direktör", "P1"),
)
_EFFORTS = (
    Effort(
        "S1",
        "Patientens egna tider",
        "Patienten ser lediga tider på alla mottagningar, bokar själv och byter tid utan att ringa.",
        (2024, 2027),
        ("Bli sjuk",),
        "E",
        (
            Gain(
                BenefitKind.FREED,
                "Tidbokning per telefon och uteblivna besök",
                "Mottagningar och vårdcentraler",
                2026,
                Certainty.MEDIUM,
                "Hälso- och sjukvårdsdirektör",
                "5",
                "8",
            ),
        ),
        "L1 L2 L3",
        ("Patienter",),
        "organisation",
        "praktik-05 praktik-12 ramverk-08",
        services=("Tidbokning", "Journal och provsvar"),
        problems=("transaktion",),
        open_source=Openness.REJECTED,
        open_standards=Openness.USED,
        openness_note="Bokningen bygger på det journalsystem vi har.",
    ),
    Effort(
        "S2",
        "Vård och omsorg hänger ihop",
        "Den som får hjälp av både region och kommun har en plan och en väg in.",
        (2025, 2028),
        ("Få stöd som äldre",),
        "S",
        (
            Gain(
                BenefitKind.FREED,
                "Möten och telefonsamtal mellan region och kommuner",
                "Region och kommuner",
                2027,
                Certainty.LOW,
                "Hälso- och sjukvårdsdirektör",
                "3",
                "6",
            ),
        ),
        "L1",
        ("Patienter", "Äldre", "Kommuner och regioner"),
        "sektor",
        "praktik-01 ramverk-01 ramverk-10",
        services=("Gemensam vårdplan",),
        problems=("koordinering",),
        joint=Initiative.Joint.YES,
        joint_with="kommuner",
        open_standards=Openness.USED,
    ),
    Effort(
        "S3",
        "Öppna vårddata",
        "Väntetider och öppettider lämnas ut så att andra kan bygga tjänster på dem.",
        (2025, 2026),
        ("Bli sjuk",),
        "B",
        (
            Gain(
                BenefitKind.QUALITY,
                "Patienten kan jämföra mottagningar",
                "Patienter",
                2026,
                Certainty.MEDIUM,
                "It-direktör",
            ),
        ),
        "L2",
        ("Patienter", "Medier och forskare"),
        "samhalle",
        "praktik-11 ramverk-03 ramverk-06",
        services=("Väntetider och öppettider",),
        problems=("information",),
        open_source=Openness.USED,
        open_standards=Openness.USED,
        openness_note="Koden som hämtar och lämnar ut uppgifterna är öppen för andra regioner.",
    ),
    Effort(
        "S4",
        "Mödravård på webben",
        "Den som väntar barn skriver in sig, bokar och läser sina svar på webben.",
        (2027, 2028),
        ("Få barn",),
        "E",
        (
            Gain(
                BenefitKind.FREED,
                "Inskrivning per telefon",
                "Barnmorskor",
                2028,
                Certainty.LOW,
                "Hälso- och sjukvårdsdirektör",
                "0.5",
                "1",
            ),
        ),
        "L1 L2",
        ("Patienter",),
        "organisation",
        "praktik-03 praktik-05",
        services=("Inskrivning i mödravård",),
        problems=("transaktion",),
    ),
)

# Channels, sourcing, competence and e-strategi ------------------------------------------------------------------------
_GROUPS = (
    Group(
        "Patienter",
        "Varje mottagning svarar i telefon på vardagar. Den som vill får kallelsen med brev.",
        (
            Way(
                "E-tjänst",
                Role.MAIN,
                41,
                75,
                "submission status decision dialogue",
                "Lediga tider syns på webben före alla andra ställen.",
            ),
            Way(
                "Telefon",
                Role.COMPLEMENT,
                44,
                18,
                "advice submission",
                "Den som ringer blir uppringd, och får hjälp att boka själv nästa gång.",
            ),
            Way("Brev", Role.RESERVE, 12, 5, "decision", "Kallelser skickas digitalt till den som har tackat ja."),
            Way("Besök", Role.RESERVE, 3, 2, "advice submission"),
        ),
    ),
)
_PROCESSES = (
    Process(
        "Tolkbokning",
        "upphandlad_tjanst",
        "upphandlad_tjanst",
        keeps="Följa upp att tolken kommer och är rätt utbildad.",
        reasons="flexibility",
        reason_note="Behovet av språk ändras snabbare än vi kan anställa.",
        risks="few_suppliers secrecy",
        contract_ends="2026-11-30",
        exit_plan="Upphandlas igen i god tid. Två leverantörer, så att en kan ta över.",
    ),
    Process(
        "Drift",
        "egen_regi",
        "egen_regi",
        keeps="Driften av journalsystemet, dygnet runt.",
        reasons="security core",
        risks="lost_competence cost",
        risk_note="Svårt att behålla erfarna drifttekniker.",
    ),
    Process(
        "Arkiv",
        "egen_regi",
        "samverkan",
        2027,
        form_note="Gemensamt e-arkiv med två andra regioner",
        keeps="Lämna ut journaler.",
        reasons="together cost",
        risks="archive transition",
    ),
)
_NEEDS = (
    Need(
        "Informatik",
        "4 5 6 7 8",
        (
            ("utveckla", "Sjuksköterskor läser vårdinformatik på deltid", 2025),
            ("behalla", "Karriärväg för den som är både vårdutbildad och informatiker", 2026),
        ),
        "S2 S3",
        "It-direktör",
    ),
    Need(
        "E-hälsoutveckling",
        "11 12 14 15 16",
        (
            ("rekrytera", "Fem utvecklare", 2025),
            ("attrahera", "Samarbete med högskolan", 2024),
        ),
        "S1 S2 S4",
        "It-direktör",
    ),
    Need(
        "Tidbokning per telefon",
        "31 29 26 22 18",
        (("stalla_om", "Till vårdkoordinatorer på mottagningarna", 2026),),
        "S1",
        "Hälso- och sjukvårdsdirektör",
        "Takten följer hur många som bokar själva.",
    ),
)
_E_STRATEGY = """# Vision
Den vård som går att nå på webben ska gå att nå där, dygnet runt. Den som behöver en människa ska få tala med en.

# Principer
- Patienten loggar in på ett ställe och ser allt som rör den egna vården.
- Ingen behöver berätta samma sak för två mottagningar.
- Vi prövar det som redan finns i landet innan vi bygger eget.

# Arkitektur och informationssäkerhet
System som delar uppgifter gör det med öppna standarder. Journalen har en källa, och andra system läser därifrån.
Varje läsning loggas och patienten kan själv se vem som har läst."""

PLANS = (
    StrategicPlan(
        "REX",
        "Elin Holm",
        "2024-05-20 14.45",
        premises=_PREMISES,
        goals=_GOALS,
        efforts=_EFFORTS,
        principle="Patienten väljer. Det som går att göra på webben ska gå att göra där, så att telefonen är ledig för "
        "den som behöver den.",
        groups=_GROUPS,
        processes=_PROCESSES,
        needs=_NEEDS,
        e_strategy=Strategy(EStrategy.Choice.WRITE, text=_E_STRATEGY),
        left_out={
            "premises_government_goal": "Regeringens mål är redan invägda i regionplanen.",
            "premises_inquiry": "Inget betänkande rör våra insatser under perioden.",
        },
        steps=(
            submitted("2024-05-23 10.30", "Elin Holm"),
            decided("2024-06-11 15.10", "Sven Dahl", "Regionfullmäktige § 88", "RS {2024}/0231"),
            published("2024-06-18 09.00", "Sven Dahl"),
        ),
    ),
)
