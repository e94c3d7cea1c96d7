"""Intervals per period as outlined columns: rough estimates, which are planned and therefore never solid.

The lower end is a column with a full outline; from there to the higher end the outline is dashed. A period whose sum
is not known has no column, and says so.
"""

from dataclasses import dataclass
from decimal import Decimal

from charts.numbers import UNKNOWN, format_amount, format_number, to_decimal

WIDTH, HEIGHT, TOP, BOTTOM = 560, 190, 26, 24
WIDEST = 64


@dataclass(frozen=True)
class Interval:
    """A period's sum, at least `low` and at most `high`; None for both when nothing is known."""

    label: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class IntervalColumns:
    """`sentence` is the message of the drawing, `unit` what is counted."""

    sentence: str
    unit: str
    intervals: tuple


@dataclass(frozen=True)
class Column:
    """Where a period's column is drawn, and the words at it. `height` 0 draws nothing."""

    label: str
    words: str
    middle: float
    x: float
    width: float
    low_y: float
    high_y: float
    low_height: float
    rest_height: float
    words_y: float


@dataclass(frozen=True)
class Drawing:
    columns: tuple
    base: float
    width: int = WIDTH
    height: int = HEIGHT


def interval_words(interval, unit=""):
    """ "8–12 mnkr", "8 mnkr" when both ends are the same, "–" when nothing is known."""
    if interval.high is None:
        return UNKNOWN
    if interval.low in (None, interval.high):
        return format_amount(interval.high, unit=unit)
    return f"{format_number(interval.low)}–{format_amount(interval.high, unit=unit)}"


def draw_interval_columns(chart):
    """The columns on a common scale from 0 to the highest end."""
    base, room = HEIGHT - BOTTOM, HEIGHT - BOTTOM - TOP
    highest = max((to_decimal(one.high) for one in chart.intervals if one.high is not None), default=Decimal(0))
    step = WIDTH / max(len(chart.intervals), 1)
    width = min(WIDEST, step * 0.6)
    return Drawing(
        tuple(_column(one, place, step, width, base, room, highest) for place, one in enumerate(chart.intervals)), base
    )


def _column(interval, place, step, width, base, room, highest):
    middle = (place + 0.5) * step

    def height(value):
        return round(float(to_decimal(value or 0) / highest) * room, 1) if highest else 0.0

    low, high = height(interval.low), height(interval.high)
    return Column(
        label=interval.label,
        words=interval_words(interval),
        middle=round(middle, 1),
        x=round(middle - width / 2, 1),
        width=round(width, 1),
        low_y=base - low,
        high_y=base - high,
        low_height=low,
        rest_height=round(high - low, 1),
        words_y=base - high - 8,
    )
