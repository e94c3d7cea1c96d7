"""The 24 indicators with their values (UX.md 7.3): tertials from the first of 2024 to the second of 2026."""

from dataclasses import dataclass
from decimal import Decimal

from strategy.models.indicators import Direction

BASELINE_YEAR, TARGET_YEAR = 2023, 2028
TERTIALS = tuple((year, number) for year in (2024, 2025, 2026) for number in (1, 2, 3))[:8]

# When each organisation set its targets: the day its strategic plan was settled.
TARGETS_SET = {
    "EXM": "2024-05-21 13.00",
    "EXK": "2024-04-22 18.40",
    "REX": "2024-06-11 15.10",
    "EXI": "2024-09-03 10.20",
}

# When each organisation enters its values: month and hour of the three tertials. Exempelinspektionen is last each time.
ENTERED = {
    "EXM": ("05-18 09.30", "09-14 09.30", "01-20 09.30"),
    "EXK": ("05-19 13.10", "09-16 13.10", "01-27 13.10"),
    "REX": ("05-18 15.45", "09-15 15.45", "01-22 15.45"),
    "EXI": ("06-02 16.50", "09-30 16.50", "01-31 16.50"),
}


@dataclass(frozen=True)
class Indicator:
    """`joint` is the code of the shared definition; own indicators say themselves what they are.

    `values` are in the order of TERTIALS; a dash says that the value is missing. `goals` are keys of long-term goals.
    """

    agency: str
    baseline: Decimal
    target: Decimal
    values: tuple
    goals: str
    joint: str = ""
    name: str = ""
    what_counts: str = ""
    unit: str = ""
    decimals: int = 0
    direction: str = Direction.HIGHER

    @property
    def key(self):
        return self.joint or self.name


def _number(written):
    return None if written == "–" else Decimal(written.replace(",", "."))


def _indicator(agency, baseline, target, values, goals="", **own):
    return Indicator(agency, _number(baseline), _number(target), tuple(map(_number, values.split())), goals, **own)


def _joint(agency, code, baseline, target, values, goals=""):
    return _indicator(agency, baseline, target, values, goals, joint=code)


INDICATORS = (
    _joint("EXM", "G1", "62", "90", "64 66 69 71 73 75 78 80", "L1"),
    _joint("EXM", "G2", "66", "78", "66 67 67 68 69 69 70 71", "L3"),
    _joint("EXM", "G3", "18", "60", "18 20 23 27 31 34 39 43", "L2"),
    _joint("EXM", "G4", "1480", "600", "1460 1430 1390 1340 1290 1180 960 915", "L5"),
    _joint("EXM", "G5", "54", "85", "54 56 57 60 62 64 67 69", "L1"),
    _indicator(
        "EXM",
        "9",
        "2",
        "9 8,5 8 7 6,5 6 5,5 5",
        "L3",
        name="Handläggningstid nyregistrering, median",
        what_counts="Antal dagar från det att en anmälan om nytt företag kommer in till det att beslutet skickas. "
        "Medianen av tertialets ärenden. Tid då vi väntar på komplettering räknas med.",
        unit="dagar",
        decimals=1,
        direction=Direction.LOWER,
    ),
    _joint("EXK", "G1", "24", "60", "25 27 28 31 33 35 38 40", "L1"),
    _joint("EXK", "G2", "58", "70", "58 58 59 60 60 61 62 63", "L2"),
    _joint("EXK", "G3", "3", "25", "3 3 4 4 5 6 6 7", "L3"),
    _joint("EXK", "G4", "410", "180", "405 400 396 382 370 355 338 322", "L4"),
    _joint("EXK", "G5", "31", "75", "31 33 35 38 42 45 49 53", "L5"),
    _indicator(
        "EXK",
        "34",
        "95",
        "34 39 45 52 58 66 74 81",
        "L1 L5",
        name="Bygglov som kommer in digitalt",
        what_counts="Andelen ansökningar om bygglov, rivningslov och marklov som kommer in genom e-tjänsten. "
        "Ansökningar som kommer med mejl räknas inte som digitala.",
        unit="%",
    ),
    _indicator(
        "EXK",
        "2,6",
        "0,8",
        "2,6 2,5 2,6 2,5 2,4 2,4 2,5 –",
        "L2",
        name="Kompletteringar per serveringstillstånd",
        what_counts="Hur många gånger vi i genomsnitt ber den som söker stadigvarande serveringstillstånd om fler "
        "uppgifter innan ansökan är hel. Räknas på ärenden som avslutas under tertialet.",
        unit="gånger",
        decimals=1,
        direction=Direction.LOWER,
    ),
    _joint("REX", "G1", "41", "75", "42 44 46 49 53 56 60 63", "L1"),
    _joint("REX", "G2", "64", "74", "64 65 65 66 67 68 69 70", "L2"),
    _joint("REX", "G3", "9", "35", "9 10 11 13 15 16 17 18", "L4"),
    _joint("REX", "G4", "2950", "1200", "2930 2880 2810 2700 2560 2400 2210 2050", "L3"),
    _joint("REX", "G5", "38", "80", "39 41 43 47 50 53 57 60", "L1"),
    _indicator(
        "REX",
        "22",
        "60",
        "22 24 27 30 34 38 41 44",
        "L2",
        name="Tider som bokas på webben",
        what_counts="Andelen besök på vårdcentral och öppen mottagning där patienten själv har bokat tiden på webben. "
        "Ombokningar räknas inte.",
        unit="%",
    ),
    _joint("EXI", "G1", "12", "55", "12 13 13 14 15 15 16 –", "L1"),
    _joint("EXI", "G2", "55", "68", "55 55 56 56 56 57 57 –"),
    _joint("EXI", "G3", "0", "20", "0 0 0 0 0 0 0 –"),
    _joint("EXI", "G4", "95", "40", "95 96 94 95 93 94 92 –"),
    _joint("EXI", "G5", "20", "60", "20 20 22 22 24 24 26 –", "L1"),
)

COMMENTS = {
    ("EXM", "G4", 2026, 1): "Digitala brevlådan infördes i mars.",
    ("EXK", "G3", 2026, 2): "Regelmotorn för bygglov är inte upphandlad.",
    ("REX", "G3", 2026, 2): "Väntar på nytt journalsystem.",
}

# What was entered first, and when and why it was corrected to the value above.
CORRECTIONS = {("EXK", "G1", 2026, 1): (Decimal(39), "2026-06-03 10.05", "Dubbletter borttagna")}
