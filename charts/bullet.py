"""Bullet graph (Stephen Few): a value against where it started, where it should be today and where it shall end.

The greys mean the same everywhere: dark is worse than at the start, middle is better than at the start but behind plan,
light is according to plan or better. Where a boundary is unknown there is no grey to its better side: a shade is never
guessed.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.geometry import Scale, bounds
from charts.numbers import format_amount

HEIGHT = 24
WORSE, BEHIND, AHEAD = "worse", "behind", "ahead"
_FILLS = {WORSE: "#bcc8cf", BEHIND: "#d6dfe4", AHEAD: "#eaeff2"}


@dataclass(frozen=True)
class Bullet:
    """What `{% bullet %}` draws; any object with these attributes will do. All numbers are in the same unit.

    baseline, expected (today) and target may be None: unknown. value None means that it is missing, and last_known is
    then the newest value there is, or None. decimals as in format_number. scale_min and scale_max None mean: fit this
    bullet alone; give them to make bullets comparable.
    """

    label: str
    unit: str = ""
    decimals: int | None = None
    baseline: Decimal | None = None
    expected: Decimal | None = None
    target: Decimal | None = None
    value: Decimal | None = None
    last_known: Decimal | None = None
    scale_min: Decimal | None = None
    scale_max: Decimal | None = None
    lower_is_better: bool = False


@dataclass(frozen=True)
class Shade:
    """A grey area; meaning is worse, behind or ahead."""

    meaning: str
    x: float
    width: float

    @property
    def fill(self):
        return _FILLS[self.meaning]


@dataclass(frozen=True)
class BulletDrawing:
    """Everything in drawing units. bar_x is None when there is no value at all, target_x when there is no target."""

    sentence: str
    width: int
    shades: tuple[Shade, ...]
    framed: bool
    missing: bool
    bar_x: float | None
    bar_width: float
    target_x: float | None
    height: int = HEIGHT


def draw_bullet(m, width=230) -> BulletDrawing:
    """The drawing of a Bullet, or of anything with its attributes."""
    shown = m.last_known if m.value is None else m.value
    scale = Scale(*bounds((m.baseline, m.expected, m.target, shown), m.scale_min, m.scale_max), 0, width)
    missing = m.value is None
    bar_x, bar_width = _bar(scale, shown, outlined=missing)
    return BulletDrawing(
        sentence=describe_bullet(m),
        width=width,
        shades=_shades(m, scale, width),
        framed=m.expected is None,
        missing=missing,
        bar_x=bar_x,
        bar_width=bar_width,
        target_x=None if m.target is None else round(min(max(scale(m.target) - 1.75, 0), width - 3.5), 2),
    )


def describe_bullet(m) -> str:
    """The message in words, with what is unknown left out."""

    def amount(value):
        return format_amount(value, m.decimals, m.unit)

    parts = [_value_part(m, amount)]
    if m.baseline is not None:
        parts.append(_("utgångsläge %(amount)s") % {"amount": amount(m.baseline)})
    if m.expected is not None:
        parts.append(_("borde vara %(amount)s i dag") % {"amount": amount(m.expected)})
    if m.target is not None:
        parts.append(_("mål %(amount)s") % {"amount": amount(m.target)})
    sentence = f"{m.label}: {', '.join(parts)}."
    return f"{sentence} {_('Lägre är bättre.')}" if m.lower_is_better else sentence


def _value_part(m, amount):
    if m.value is not None:
        return _("värde %(amount)s") % {"amount": amount(m.value)}
    if m.last_known is not None:
        return _("värde saknas, senast kända värde %(amount)s") % {"amount": amount(m.last_known)}
    return _("värde saknas")


def _bar(scale, value, *, outlined):
    """From zero, or from the nearer end when the scale has no zero. An outline keeps its stroke inside the drawing."""
    if value is None:
        return None, 0.0
    start, end = sorted((scale(Decimal(0)), scale(value)))
    if outlined:
        start = max(start, 0.8)
        end = max(min(end, scale.end - 0.8), start)
    return start, round(end - start, 1)


def _shades(m, scale, width):
    """Areas from left to right between the known boundaries."""
    start = None if m.baseline is None else scale(m.baseline)
    plan = None if m.expected is None else scale(m.expected)
    if m.lower_is_better:
        start, plan = (None if edge is None else width - edge for edge in (start, plan))
    if start is not None and plan is not None:
        edges = [(WORSE, 0, start), (BEHIND, start, plan), (AHEAD, max(start, plan), width)]
    elif plan is not None:
        edges = [(BEHIND, 0, plan), (AHEAD, plan, width)]
    elif start is not None:
        edges = [(WORSE, 0, start)]
    else:
        edges = []
    if m.lower_is_better:
        edges = [(meaning, width - right, width - left) for meaning, left, right in reversed(edges)]
    return tuple(
        Shade(meaning, round(left, 1), round(right - left, 1)) for meaning, left, right in edges if right > left
    )
