"""Sparkline: the way a value has gone, in the space of a word. Not comparable between rows: numbers stand beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.geometry import Point, Scale, last_known, polyline, spread
from charts.numbers import format_number, to_decimal

WIDTH, HEIGHT = 108, 30


@dataclass(frozen=True)
class Sparkline:
    """values oldest first, None where a period has no value (the last one too). baseline and expected are the plan at
    the first and at the last period; None: no plan line."""

    label: str
    values: Sequence[Decimal | None]
    baseline: Decimal | None = None
    expected: Decimal | None = None


@dataclass(frozen=True)
class SparklineDrawing:
    """path is empty when no two neighbours are known; lone are known values between gaps; plan is None or its two
    ends. last stands at the newest known value, or, when missing, a ring at the last period."""

    sentence: str
    path: str
    lone: tuple[Point, ...]
    plan: tuple[Point, Point] | None
    last: Point
    missing: bool
    width: int = WIDTH
    height: int = HEIGHT


def trend(values: Sequence) -> str | None:
    """ "ökar", "oförändrat" or "minskar": from the first to the last of the three newest known values (oldest first).

    None when fewer than two values are known.
    """
    known = [to_decimal(value) for value in values if value is not None][-3:]
    if len(known) < 2:
        return None
    if known[-1] > known[0]:
        return _("ökar")
    return _("minskar") if known[-1] < known[0] else _("oförändrat")


def draw_sparkline(s: Sparkline) -> SparklineDrawing:
    """The drawing of a Sparkline, for any number of values, none included."""
    has_plan = s.baseline is not None and s.expected is not None
    plan = [s.baseline, s.expected] if has_plan else []
    known = [to_decimal(value) for value in (*s.values, *plan) if value is not None]
    y = Scale(min(known, default=Decimal(0)), max(known, default=Decimal(0)), HEIGHT - 5, 5)
    xs = spread(len(s.values), 4, WIDTH - 6)
    points = [None if value is None else Point(x, y(value)) for x, value in zip(xs, s.values, strict=True)]
    path, lone = polyline(points)
    missing = not points or points[-1] is None
    newest = last_known(points)
    return SparklineDrawing(
        sentence=describe_sparkline(s),
        path=path,
        lone=lone,
        plan=(Point(4.0, y(s.baseline)), Point(float(WIDTH - 6), y(s.expected))) if has_plan else None,
        last=Point(float(WIDTH - 6), newest.y if newest else HEIGHT / 2) if missing else newest,
        missing=missing,
    )


def describe_sparkline(s: Sparkline) -> str:
    """The message in words: which way it goes and where it is now."""
    newest = last_known(s.values)
    if newest is None:
        return _("%(label)s: inga värden än.") % {"label": s.label}
    parts = [word for word in [trend(s.values)] if word]
    if s.values[-1] is None:
        parts.append(_("senast kända värde %(value)s, det senaste värdet saknas") % {"value": format_number(newest)})
    else:
        parts.append(_("senaste värde %(value)s") % {"value": format_number(newest)})
    if s.expected is not None:
        parts.append(_("enligt plan %(value)s") % {"value": format_number(s.expected)})
    return f"{s.label}: {', '.join(parts)}."
