"""The arithmetic that all drawings share: from a value to a place on the paper."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from charts.numbers import to_decimal


@dataclass(frozen=True)
class Point:
    """A place in the drawing's own units: x to the right, y downwards."""

    x: float
    y: float


@dataclass(frozen=True)
class Scale:
    """From low..high in the data to start..end on the paper; start may be the larger one, as y grows downwards.

    A value outside low..high lands on the nearer end, so nothing is ever drawn outside the drawing. When low and high
    are the same there is no scale, and everything lands in the middle.
    """

    low: Decimal
    high: Decimal
    start: float
    end: float

    def __call__(self, value) -> float:
        if self.high <= self.low:
            return round((self.start + self.end) / 2, 1)
        inside = min(max(to_decimal(value), self.low), self.high)
        share = float((inside - self.low) / (self.high - self.low))
        return round(self.start + (self.end - self.start) * share, 1)


def spread(count: int, start: float, end: float) -> list[float]:
    """count places evenly from start to end. A single one stands at the end, where the latest value belongs."""
    if count == 1:
        return [round(end, 1)]
    return [round(start + (end - start) * index / (count - 1), 1) for index in range(count)]


def bounds(values: Iterable, low=None, high=None) -> tuple[Decimal, Decimal]:
    """The ends of a scale: those given when both are and make sense, else even numbers around zero and the values.

    None among the values is unknown and takes no room.
    """
    low, high = to_decimal(low), to_decimal(high)
    if low is not None and high is not None and low < high:
        return low, high
    known = [to_decimal(value) for value in (*values, low, high) if value is not None]
    lowest, highest = min([Decimal(0), *known]), max([Decimal(0), *known])
    if lowest == highest:
        return Decimal(0), Decimal(1)
    step = _even_step(highest - lowest, 5)
    return step * math.floor(lowest / step), step * math.ceil(highest / step)


def ticks(low: Decimal, high: Decimal, count: int) -> list[Decimal]:
    """Even numbers (steps of 1, 2 or 5 times a power of ten) from low to high, about count steps of them."""
    step = _even_step(high - low, count)
    marks = [step * index for index in range(math.ceil(low / step), math.floor(high / step) + 1)]
    return [mark for mark in marks if low <= mark <= high]  # a division is rounded after 28 digits


def polyline(points: Sequence[Point | None]) -> tuple[str, tuple[Point, ...]]:
    """An SVG path with a gap at each None, and the points that stand alone between gaps and so make no line."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    path = "".join("M" + "L".join(f"{point.x} {point.y}" for point in run) for run in runs if len(run) > 1)
    return path, tuple(run[0] for run in runs if len(run) == 1)


def last_known(values: Sequence):
    """The newest value that is not None (oldest first), None when there is none."""
    return next((value for value in reversed(values) if value is not None), None)


def text_width(text: str, size: float, *, bold=False) -> float:
    """About how wide a text is, in the units of size: within a tenth for the words people write, measured on Inter."""
    ems = sum(_CHARACTER_WIDTHS.get(character, 0.73 if character.isupper() else 0.6) for character in text)
    return ems * size * (1.05 if bold else 1)


_CHARACTER_WIDTHS = (
    dict.fromkeys(" \u00a0.,:;'|!ijlI", 0.31) | dict.fromkeys("frt1()-/", 0.43) | dict.fromkeys("mwMW%&…—", 1.0)
)


def _even_step(span: Decimal, count: int) -> Decimal:
    rough = span / count
    unit = Decimal(1).scaleb(rough.adjusted())
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
