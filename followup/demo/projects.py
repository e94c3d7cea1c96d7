"""The e-förvaltningsprojekt (UX.md 7.5), the same thing in every plan it stands in.

The numbers are those of UX.md; 23 is an insats in the strategic plan, and 30 is the fifth project of
Exempelmyndigheten 2027, which UX.md names without a number.
"""

from dataclasses import dataclass

from planning.models import Partnership
from planning.models import Project as Model
from strategy.models import BenefitKind, Unit

_PHASE, _PARTNERING, _ROLE = Model.Phase, Model.Partnering, Partnership.Role


@dataclass(frozen=True)
class Benefit:
    """`amount` None: the benefit is told in words only."""

    kind: str
    amount: str | None
    unit: str
    note: str


@dataclass(frozen=True)
class Partner:
    """An organisation of the story by its code, or anybody by name."""

    role: str
    agency: str = ""
    name: str = ""


@dataclass(frozen=True)
class Report:
    """How the owner said that it went. The first words are the day."""

    on: str
    health: str
    reason: str = ""


@dataclass(frozen=True)
class Project:
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
    partnering: str = _PARTNERING.ALONE
    partners: tuple = ()
    initiative: str = ""
    reports: tuple = ()
    is_cross_cutting: bool = False


def _hours(amount, note):
    return Benefit(BenefitKind.FREED, amount, Unit.HOURS, note)


def _saved(amount, note):
    return Benefit(BenefitKind.FINANCIAL, amount, Unit.MILLION, note)


def _freed(amount, note):
    """Time that is worth so many million."""
    return Benefit(BenefitKind.FREED, amount, Unit.MILLION, note)


def _quality(note):
    return Benefit(BenefitKind.QUALITY, None, Unit.HOURS, note)


def _fine(on, reason=""):
    return Report(on, "on_track", reason)


def _risk(on, reason):
    return Report(on, "at_risk", reason)


def _bad(on, reason):
    return Report(on, "off_track", reason)


_EXM = (
    Project(
        1,
        "EXM",
        "Bastjänst för företagsuppgifter",
        "Kommuner och myndigheter hämtar aktuella företagsuppgifter direkt från oss. Den som driver företag slipper "
        "lämna samma uppgifter en gång till.",
        types="B",
        starts="2025-02",
        ends="2027-09",
        phase=_PHASE.RUNNING,
        owner="Amir Haddad",
        events=("Starta företag", "Starta restaurang"),
        short_title="Bastjänst företagsuppgifter",
        problems=("redundans",),
        benefits=(_hours("11400", "Handläggare hos kommunerna, som slipper kontrollera uppgifter för hand"),),
        partnering=_PARTNERING.PARTNERS,
        partners=(Partner(_ROLE.USER, agency="EXK"),),
        initiative="S1",
        reports=(
            _fine("2026-05-20", "Avtalet med de tre första kommunerna är klart."),
            _fine("2026-09-18", "Testmiljön är öppen för kommunerna."),
        ),
    ),
    Project(
        2,
        "EXM",
        "Följ din registrering",
        "Den som har anmält ett nytt företag ser hela vägen vad som händer med ärendet, vad som saknas och när "
        "beslutet väntas. Ingen behöver ringa för att fråga.",
        types="E",
        starts="2025-09",
        ends="2027-06",
        phase=_PHASE.RUNNING,
        owner="Amir Haddad",
        events=("Starta företag", "Starta restaurang"),
        problems=("transparens",),
        benefits=(_hours("2300", "Kundtjänst får färre samtal om hur långt ärendet har kommit"),),
        initiative="S2",
        reports=(
            _fine("2026-05-20"),
            _risk("2026-09-18", "Den juridiska utredningen om vad ombud får se är inte klar."),
        ),
    ),
    Project(
        3,
        "EXM",
        "Digital brevlåda för beslut",
        "Företagare får våra beslut i sin digitala brevlåda samma dag, i stället för i ett brev några dagar senare.",
        types="T",
        starts="2025-01",
        ends="2026-03",
        phase=_PHASE.LIVE,
        owner="Amir Haddad",
        events=("Starta företag", "Avsluta företag"),
        short_title="Digital brevlåda",
        benefits=(_saved("1.2", "Porto, papper och utskrift"),),
        initiative="S4",
        reports=(
            _fine("2026-03-27", "Infördes i mars, som planerat."),
            _fine("2026-09-18", "Nyttan följs. Portot sjunker mer än vi räknade med."),
        ),
    ),
    Project(
        4,
        "EXM",
        "Klarspråk i beslut",
        "Våra vanligaste beslut skrivs om så att den som får dem förstår vid första läsningen och vet vad nästa steg "
        "är.",
        types="T",
        starts="2026-03",
        ends="2026-12",
        phase=_PHASE.RUNNING,
        owner="Amir Haddad",
        problems=("information",),
        benefits=(_hours("900", "Färre frågor till handläggarna om vad ett beslut betyder"),),
        is_cross_cutting=True,
        reports=(_fine("2026-05-20", "60 handläggare gick kursen i april."), _fine("2026-09-18")),
    ),
    Project(
        5,
        "EXM",
        "Automatisk avregistrering",
        "Den som vill avsluta sitt företag får beslut direkt när inget hindrar det. I dag tar det två veckor.",
        types="E",
        starts="2026-08",
        ends="2027-12",
        phase=_PHASE.PRE_STUDY,
        owner="Amir Haddad",
        events=("Avsluta företag",),
        problems=("transaktion",),
        benefits=(_freed("3.1", "Handläggning av avregistreringar utan hinder"),),
        initiative="S3",
        reports=(_fine("2026-09-18", "Förstudien började i augusti. Genomförandet börjar i februari."),),
    ),
    Project(
        6,
        "EXM",
        "Guide: starta restaurang",
        "Den som vill starta restaurang får en samlad bild av vilka tillstånd som krävs och hos vem de söks, i vilken "
        "kommun det än är.",
        types="E",
        starts="2027-01",
        ends="2027-09",
        phase=_PHASE.PRE_STUDY,
        owner="Amir Haddad",
        events=("Starta restaurang",),
        problems=("navigation", "information"),
        benefits=(_hours("6800", "Företagare som slipper leta och fråga"),),
        partnering=_PARTNERING.SEEKING,
        initiative="S5",
    ),
    Project(
        30,
        "EXM",
        "Nytta av digital brevlåda",
        "Vi följer hur många företag som tar emot våra beslut digitalt, vad portot blir och vad som hindrar resten.",
        types="T",
        starts="2027-01",
        ends="2027-12",
        phase=_PHASE.PLANNED,
        owner="Amir Haddad",
        benefits=(_quality("Vi vet om portot sjunker så mycket som planerat, och kan rätta till det som hindrar"),),
        initiative="S4",
        is_cross_cutting=True,
    ),
)

_EXK = (
    Project(
        7,
        "EXK",
        "E-tjänst för serveringstillstånd",
        "Den som vill servera alkohol ansöker på webben och ser direkt om något saknas. Uppgifterna om företaget är "
        "redan ifyllda.",
        types="ES",
        starts="2025-01",
        ends="2027-02",
        phase=_PHASE.RUNNING,
        owner="Omar Salim",
        events=("Starta restaurang",),
        short_title="Serveringstillstånd",
        problems=("transaktion",),
        benefits=(
            _hours("310", "Handläggare som slipper be om kompletteringar"),
            _saved("0.4", "Skanning, porto och konsulttid"),
        ),
        partnering=_PARTNERING.PARTNERS,
        partners=(Partner(_ROLE.PARTICIPANT, agency="EXM"), Partner(_ROLE.USER, name="Exempelköpings handel")),
        initiative="S1",
        reports=(
            _fine("2026-01-20"),
            _risk("2026-04-14", "Leverantören säger att leveransen i oktober inte håller."),
            _risk("2026-05-20", "Ny tidplan gäller sedan den 11 maj. Leverantören saknar fortfarande folk."),
            _bad("2026-09-18", "Leverantören är fyra månader sen och byter projektledare."),
        ),
    ),
    Project(
        8,
        "EXK",
        "Digital bygglovsprocess",
        "Den som ska bygga ansöker, kompletterar och får sitt beslut på webben, och ser hela tiden hur långt ärendet "
        "har kommit.",
        types="E",
        starts="2024-04",
        ends="2027-09",
        phase=_PHASE.RUNNING,
        owner="Omar Salim",
        events=("Bygga eller bygga om",),
        problems=("transaktion", "transparens"),
        benefits=(_freed("1.8", "Registrering och samtal, fullt ut. Under {2026} ger det 0,9 mnkr"),),
        initiative="S2",
        reports=(
            _fine("2026-01-20"),
            _fine("2026-05-20", "Beslut skickas digitalt sedan mars."),
            _fine("2026-09-18", "Fyra av fem ansökningar kommer in digitalt."),
        ),
    ),
    Project(
        9,
        "EXK",
        "Livsmedelsanmälan på webben",
        "Den som öppnar kök, kafé eller butik anmäler det på webben på en kvart, i stället för på en blankett.",
        types="E",
        starts="2025-03",
        ends="2026-02",
        phase=_PHASE.LIVE,
        owner="Petra Lind",
        events=("Starta restaurang",),
        short_title="Livsmedelsanmälan",
        problems=("transaktion",),
        benefits=(_hours("240", "Miljökontoret slipper registrera och fråga efter uppgifter"),),
        initiative="S1",
        reports=(
            _fine("2026-02-26", "I drift sedan den 23 februari."),
            _fine("2026-05-20"),
            _fine("2026-09-18", "Nio av tio anmälningar kommer in på webben."),
        ),
    ),
    Project(
        10,
        "EXK",
        "Skolvalet digitalt",
        "Vårdnadshavare väljer skola på webben, på det språk de vill, och får besked samma dag som beslutet fattas.",
        types="E",
        starts="2026-01",
        ends="2027-03",
        phase=_PHASE.RUNNING,
        owner="Petra Lind",
        events=("Börja skolan",),
        problems=("transaktion",),
        benefits=(_freed("0.6", "Utbildningsförvaltningens registrering och utskick"),),
        initiative="S3",
        reports=(_fine("2026-05-20"), _fine("2026-09-18", "Provas på tre skolor i höst.")),
    ),
    Project(
        11,
        "EXK",
        "Krögarguiden – en väg in för restaurangföretagare",
        "Restaurangföretagare hittar kommunens alla tillstånd på ett ställe, med krav, avgift och väntetid för vart "
        "och ett. De slipper leta på sex olika sidor.",
        types="E",
        starts="2027-04",
        ends="2027-12",
        phase=_PHASE.PLANNED,
        owner="Petra Lind",
        events=("Starta restaurang",),
        short_title="Krögarguiden",
        problems=("navigation", "information"),
        benefits=(_hours("420", "Handläggare som får färre frågor och helare ansökningar"),),
        partnering=_PARTNERING.SEEKING,
        initiative="S1",
    ),
    Project(
        12,
        "EXK",
        "Äldreomsorg: ansök om insatser",
        "Äldre och deras anhöriga ansöker om hemtjänst och annat stöd på webben när det passar dem, och ser vad som "
        "händer sedan.",
        types="E",
        starts="2027-04",
        ends="2027-12",
        phase=_PHASE.PLANNED,
        owner="Petra Lind",
        events=("Få stöd som äldre",),
        short_title="Äldreomsorg: ansök",
        problems=("transaktion",),
        benefits=(_hours("1150", "Biståndshandläggare som slipper registrera och ringa"),),
        initiative="S4",
    ),
    Project(
        13,
        "EXK",
        "Automatisk kontroll av ansökningar",
        "Ansökningar kontrolleras direkt när de kommer in, så att den som söker på en gång får veta om något saknas.",
        types="T",
        starts="2027-07",
        ends="2027-12",
        phase=_PHASE.PLANNED,
        owner="Petra Lind",
        benefits=(_hours("900", "Handläggare på tre förvaltningar som slipper kontrollera för hand"),),
        partnering=_PARTNERING.PARTNERS,
        partners=(Partner(_ROLE.PARTICIPANT, agency="GRK"),),
        initiative="S5",
    ),
)

_REX = (
    Project(
        14,
        "REX",
        "Digital kallelse och tidbokning",
        "Patienter får kallelsen i mobilen och bokar eller byter tid själva, dygnet runt.",
        types="E",
        starts="2025-01",
        ends="2026-12",
        phase=_PHASE.RUNNING,
        owner="Elin Holm",
        events=("Bli sjuk",),
        short_title="Digital kallelse",
        problems=("transaktion",),
        benefits=(_freed("3.5", "Tidbokning per telefon, kallelser på papper och uteblivna besök"),),
        initiative="S1",
        reports=(
            _fine("2026-05-20", "31 av 40 mottagningar är med."),
            _fine("2026-09-18", "Sista mottagningarna går med i november."),
        ),
    ),
    Project(
        15,
        "REX",
        "Samordnad vårdplanering",
        "Äldre som skrivs ut från sjukhus får en gemensam plan från region och kommun. De slipper själva hålla ihop "
        "kontakterna.",
        types="S",
        starts="2025-03",
        ends="2027-11",
        phase=_PHASE.RUNNING,
        owner="Elin Holm",
        events=("Få stöd som äldre",),
        problems=("koordinering",),
        benefits=(_freed("1.1", "Möten och telefonsamtal mellan sjukhus och kommuner"),),
        partnering=_PARTNERING.PARTNERS,
        partners=(Partner(_ROLE.PARTICIPANT, name="Kommuner i länet"),),
        initiative="S2",
        reports=(
            _fine("2026-05-20"),
            _risk("2026-09-18", "Två kommuner har inte skrivit på avtalet."),
        ),
    ),
    Project(
        16,
        "REX",
        "Öppna väntetider",
        "Alla kan se aktuella väntetider till våra mottagningar, och den som bygger tjänster kan hämta dem som öppna "
        "data.",
        types="B",
        starts="2025-09",
        ends="2026-05",
        phase=_PHASE.LIVE,
        owner="Elin Holm",
        events=("Bli sjuk",),
        problems=("information",),
        benefits=(_quality("Patienten väljer mottagning med kortare kö"),),
        initiative="S3",
        reports=(_fine("2026-05-20", "Öppnade den 18 maj."), _fine("2026-09-18", "Enkät till patienter i höst.")),
    ),
    Project(
        17,
        "REX",
        "E-legitimation för ombud",
        "Anhöriga och gode män loggar in med sin egen e-legitimation och uträttar ärenden åt den de hjälper.",
        types="T",
        starts="2026-01",
        ends="2026-11",
        phase=_PHASE.RUNNING,
        owner="Elin Holm",
        benefits=(_quality("Anhöriga slipper låna koder och blanketter"),),
        partnering=_PARTNERING.PARTNERS,
        partners=(Partner(_ROLE.PARTICIPANT, agency="EXV"),),
        is_cross_cutting=True,
        reports=(_fine("2026-05-20"), _fine("2026-09-18")),
    ),
    Project(
        18,
        "REX",
        "Gemensam meddelandetjänst",
        "Våra e-tjänster skickar meddelanden på ett och samma sätt. Patienten får allt på ett ställe och väljer själv "
        "mejl, sms eller brev.",
        types="T",
        starts="2026-02",
        ends="2027-06",
        phase=_PHASE.RUNNING,
        owner="Elin Holm",
        benefits=(_saved("0.7", "Porto och sms-avtal"),),
        initiative="S1",
        is_cross_cutting=True,
        reports=(_fine("2026-05-20"), _fine("2026-09-18", "Upphandlingen är klar.")),
    ),
    Project(
        19,
        "REX",
        "Stöd hemma, en väg in",
        "Den som behöver hjälpmedel, hemsjukvård eller annat stöd hemma ansöker på ett ställe och får veta vem som "
        "svarar för vad.",
        types="E",
        starts="2027-01",
        ends="2027-10",
        phase=_PHASE.PLANNED,
        owner="Elin Holm",
        events=("Få stöd som äldre",),
        problems=("navigation", "transaktion"),
        benefits=(_hours("800", "Distriktssköterskor och arbetsterapeuter som slipper slussa ärenden"),),
        initiative="S2",
    ),
    Project(
        20,
        "REX",
        "Inskrivning i mödravården",
        "Den som väntar barn skriver in sig och bokar sitt första besök på webben.",
        types="E",
        starts="2027-03",
        ends="2027-11",
        phase=_PHASE.PLANNED,
        owner="Elin Holm",
        events=("Få barn",),
        problems=("transaktion",),
        benefits=(_hours("600", "Barnmorskor som slipper inskrivning per telefon"),),
        initiative="S4",
    ),
)

_EXI = (
    Project(
        21,
        "EXI",
        "Webbformulär för tillsynsavgift",
        "Restauranger och butiker lämnar underlaget för tillsynsavgiften på webben i stället för på papper.",
        types="E",
        starts="2026-01",
        ends="2026-12",
        phase=_PHASE.RUNNING,
        owner="Lars Öberg",
        partnering=_PARTNERING.UNSAID,
        reports=(
            _risk("2026-03-05", "Den som skulle bygga formuläret har slutat."),
            _bad("2026-06-02", "Resurs saknas. Ingen arbetar med formuläret."),
        ),
    ),
    Project(
        22,
        "EXI",
        "Ny webbplats",
        "Den som ska följa reglerna för livsmedel och alkohol hittar och förstår dem på en ny, tillgänglig webbplats.",
        types="T",
        starts="2026-02",
        ends="2026-11",
        phase=_PHASE.RUNNING,
        owner="Lars Öberg",
        benefits=(_quality("Företagare hittar och förstår reglerna"),),
        is_cross_cutting=True,
        reports=(_fine("2026-06-02", "Texterna är klara. Byrån bygger under sommaren."),),
    ),
)

_GRK = (
    Project(
        24,
        "GRK",
        "Starta krog: allt på ett ställe",
        "Den som vill öppna krog ser kommunens alla tillstånd, krav och kontaktvägar på en sida.",
        types="E",
        starts="2027-04",
        ends="2027-10",
        phase=_PHASE.IDEA,
        owner="Sara Nilsson",
        events=("Starta restaurang",),
        problems=("navigation", "information"),
        benefits=(_hours("260", "Färre frågor till växel och handläggare"),),
        partnering=_PARTNERING.UNSAID,
    ),
    Project(
        25,
        "GRK",
        "Bygglov med e-legitimation",
        "Den som ska bygga söker lov på webben och skriver under med e-legitimation.",
        types="E",
        starts="2026-01",
        ends="2027-06",
        phase=_PHASE.RUNNING,
        owner="Sara Nilsson",
        events=("Bygga eller bygga om",),
        problems=("transaktion",),
        benefits=(_freed("0.7", "Registrering och skanning av ansökningar"),),
        reports=(_fine("2026-09-21", "Första ärendena kom in på webben i augusti."),),
    ),
    Project(
        26,
        "GRK",
        "Flyttanmälan till förskolekön",
        "Familjer som flyttar hit ställer barnet i förskolekö på webben redan innan de har fått sin nya adress.",
        types="E",
        starts="2027-02",
        ends="2027-08",
        phase=_PHASE.PLANNED,
        owner="Sara Nilsson",
        events=("Flytta",),
        problems=("transaktion",),
        benefits=(_hours("180", "Administratörer som slipper lägga in barn för hand"),),
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
        phase=_PHASE.RUNNING,
        owner="Mei Lindqvist",
        events=("Få barn",),
        problems=("information", "transparens"),
        benefits=(_freed("4.2", "Färre samtal och ändringar i ansökningar"),),
        reports=(_fine("2026-09-17", "Första delen används av 30 000 föräldrar."),),
    ),
    Project(
        28,
        "EXV",
        "Sjukintyg direkt från vården",
        "Den som blir sjukskriven behöver inte skicka in läkarintyget. Vården lämnar det direkt till oss.",
        types="S",
        starts="2025-01",
        ends="2027-12",
        phase=_PHASE.RUNNING,
        owner="Mei Lindqvist",
        events=("Bli sjuk",),
        problems=("redundans",),
        benefits=(_freed("7.5", "Registrering av intyg och frågor till vården"),),
        partnering=_PARTNERING.PARTNERS,
        partners=(Partner(_ROLE.PARTICIPANT, agency="REX"),),
        reports=(_fine("2026-09-17", "Fem regioner lämnar intyg direkt."),),
    ),
    Project(
        29,
        "EXV",
        "Arbetsgivarens dag ett",
        "Den som ska anställa för första gången får veta vad som ska göras före, på och efter första arbetsdagen.",
        types="E",
        starts="2027-03",
        ends="2027-12",
        phase=_PHASE.PLANNED,
        owner="Mei Lindqvist",
        events=("Anställa personal",),
        problems=("navigation",),
        benefits=(_freed("2.0", "Färre felaktiga uppgifter från nya arbetsgivare"),),
        partnering=_PARTNERING.UNSAID,
    ),
)

PROJECTS = {project.number: project for project in (*_EXM, *_EXK, *_REX, *_EXI, *_GRK, *_EXV)}
