"""Values on a common scale, one row each: today solid, what is planned as an outline, a line between them.

A row may have any number of dots; what is not known has no dot. The scale begins at 0, so that rows compare.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from charts.numbers import format_number, to_decimal

WIDTH, LEFT, RIGHT, ROW, TOP, BOTTOM, RADIUS = 640, 8, 28, 30, 6, 22, 6
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Dots:
    """A row: its name, and its values in the order of DotPlot.series; None is not known."""

    label: str
    values: tuple


@dataclass(frozen=True)
class Series:
    """What a row's dots are, "i dag" or "2028". Outlined ones are planned; the others are as it is."""

    label: str
    is_outlined: bool = False


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
    is_outlined: bool


@dataclass(frozen=True)
class Line:
    """A row as it is drawn; `start` and `end` are the outermost dots, the same when there is one."""

    label: str
    y: float
    dots: tuple
    start: float
    end: float


@dataclass(frozen=True)
class Drawing:
    lines: tuple
    ticks: tuple
    base: float
    height: float
    width: int = WIDTH
    radius: int = RADIUS


def draw_dot_plot(plot):
    highest = max((to_decimal(value) for row in plot.rows for value in row.values if value is not None), default=0)
    step, top = _scale(highest)
    room = WIDTH - LEFT - RIGHT

    def x(value):
        return round(LEFT + float(to_decimal(value) / top) * room, 1)

    lines = []
    for place, row in enumerate(plot.rows):
        dots = tuple(
            Dot(x(value), series.is_outlined)
            for value, series in zip(row.values, plot.series, strict=True)
            if value is not None
        )
        places = [dot.x for dot in dots] or [LEFT]
        lines.append(Line(row.label, TOP + (place + 0.5) * ROW, dots, min(places), max(places)))
    base = TOP + len(plot.rows) * ROW
    count = int(top / step)
    ticks = tuple((x(step * number), format_number(step * number)) for number in range(count + 1))
    return Drawing(tuple(lines), ticks, base, base + BOTTOM)


def _scale(highest):
    """A step that people count by, and the whole number of steps that reaches the highest value; at most six."""
    wanted = Decimal(highest or 1) / 5
    power = Decimal(10) ** wanted.adjusted()
    step = next(power * one for one in (*_STEPS, 10) if power * one >= wanted)
    return step, step * (Decimal(highest or 1) / step).to_integral_value(ROUND_CEILING)
