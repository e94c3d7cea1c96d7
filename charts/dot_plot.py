"""Values on a common scale, one row each: today solid, what is planned as an outline, a line between the outermost.

A row may have any number of dots; what is not known has no dot. The scale begins at 0, so that rows compare. Places are
in per cent of the width, so that dots and words keep their size on a phone.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from charts.numbers import format_number, to_decimal

LEFT, RIGHT = 3, 94  # where 0 and the end of the scale are, in per cent
_STEPS = (1, 2, 5)


class Mark(StrEnum):
    """How a value is drawn: each has its own shape or size too, so that none is told by colour alone."""

    NOW = "now"  # solid
    PLANNED = "planned"  # an outline
    FORMER = "former"  # small and light
    OTHERS = "others"  # an upright line


@dataclass(frozen=True)
class Dots:
    """A row: its name, and its values in the order of DotPlot.series; None is not known."""

    label: str
    values: tuple


@dataclass(frozen=True)
class Series:
    """What a row's dots are, "i dag" or "2028", and how they are drawn."""

    label: str
    mark: Mark = Mark.NOW


@dataclass(frozen=True)
class DotPlot:
    """`sentence` is the message of the drawing; `heading` and `unit` are for its table."""

    sentence: str
    heading: str
    unit: str
    series: tuple
    rows: tuple


@dataclass(frozen=True)
class Dot:
    x: float
    mark: Mark


@dataclass(frozen=True)
class Line:
    """A row as it is drawn; `start` and `end` are the outermost dots, the same when there is one."""

    label: str
    dots: tuple
    start: float
    end: float


@dataclass(frozen=True)
class Drawing:
    lines: tuple
    ticks: tuple


def draw_dot_plot(plot):
    highest = max((to_decimal(value) for row in plot.rows for value in row.values if value is not None), default=0)
    step, top = _scale(highest)

    def x(value):
        return round(LEFT + float(to_decimal(value) / top) * (RIGHT - LEFT), 2)

    lines = []
    for row in plot.rows:
        dots = tuple(
            Dot(x(value), series.mark)
            for value, series in zip(row.values, plot.series, strict=True)
            if value is not None
        )
        places = [dot.x for dot in dots] or [LEFT]
        lines.append(Line(row.label, dots, min(places), max(places)))
    ticks = tuple((x(step * number), format_number(step * number)) for number in range(int(top / step) + 1))
    return Drawing(tuple(lines), ticks)


def _scale(highest):
    """A step that people count by, and the whole number of steps that reaches the highest value; at most six."""
    wanted = Decimal(highest or 1) / 5
    power = Decimal(10) ** wanted.adjusted()
    step = next(power * one for one in (*_STEPS, 10) if power * one >= wanted)
    return step, step * (Decimal(highest or 1) / step).to_integral_value(ROUND_CEILING)
