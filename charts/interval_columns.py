"""Intervals per period as outlined columns: rough estimates, which are planned and therefore never solid.

The lower end is a column with a full outline; from there to the higher end the outline is dashed. A period whose sum
is not known has no column, and says so. Places across are in per cent, so that words keep their size on a phone.
"""

from dataclasses import dataclass
from decimal import Decimal

from charts.numbers import UNKNOWN, format_amount, format_number, to_decimal

HEIGHT, TOP, BOTTOM = 190, 26, 24
FILLED = 0.6  # how much of a period's width its column takes


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
    """Where a period's column is drawn, and the words at it: across in per cent, up and down in pixels."""

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
    step = 100 / max(len(chart.intervals), 1)
    columns = (
        _column(one, (place + 0.5) * step, step, base, room, highest) for place, one in enumerate(chart.intervals)
    )
    return Drawing(tuple(columns), base)


def _column(interval, middle, step, base, room, highest):
    width = step * FILLED

    def height(value):
        return round(float(to_decimal(value or 0) / highest) * room, 1) if highest else 0.0

    low, high = height(interval.low), height(interval.high)
    return Column(
        label=interval.label,
        words=interval_words(interval),
        middle=round(middle, 2),
        x=round(middle - width / 2, 2),
        width=round(width, 2),
        low_y=base - low,
        high_y=base - high,
        low_height=low,
        rest_height=round(high - low, 1),
        words_y=base - high - 8,
    )
