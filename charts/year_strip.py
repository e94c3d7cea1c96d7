"""Year strip: the planning year as a line, with what is done, today, and what comes next.

Labels are laid out row by row. A row takes as many labels as fit, from left to right; the rest hang further down on a
line of their own. Of all ways to fill a row the cheapest is chosen: a centred label costs nothing, one to the side a
little, one moved down a lot, a line through another label a little more than that, and the next thing to do is the
dearest to move.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from charts.geometry import text_width
from charts.numbers import format_day, format_short_day

WIDTH = 1180
_EDGE = 10
_MONTH = (WIDTH - 2 * _EDGE) / 12
_TITLE_SIZE, _DATE_SIZE = 13, 12
_GAP = 8  # between labels
_LINE_GAP = 4  # between a label and the line of another
_LONGEST = 44  # characters of a title before it is shortened
_ROW_0, _ROW_1, _ROW = 66, 100, 21  # baselines: of the first row, of the second, and from then on between rows
_MOVED_DOWN, _NEXT_MOVED_DOWN, _CROSSED = 10, 30, 12
_COSTS = {"middle": 0, "end": 1, "start": 1}


@dataclass(frozen=True)
class YearItem:
    """Something with a day in the planning year."""

    day: dt.date
    title: str
    done: bool = False


@dataclass(frozen=True)
class YearStrip:
    """The items of one year; those of other years are left out. today may lie in another year and is then
    not marked."""

    year: int
    today: dt.date
    items: Iterable[YearItem]


@dataclass(frozen=True)
class Month:
    """A month's name, and where the month begins and has its middle."""

    name: str
    start: float
    middle: float
    is_now: bool


@dataclass(frozen=True)
class Mark:
    """A ring on the line. state: done, late (should have been done), next or later."""

    x: float
    state: str


@dataclass(frozen=True)
class Label:
    """A title with its date. In the first row the date stands below, except that of the next thing to do; in lower rows
    beside, and line_to is where the line from the ring ends. x and anchor as in SVG. box: left, top, right, bottom."""

    x: float
    y: float
    anchor: str
    title: str
    date: str
    is_next: bool
    line_x: float | None
    line_to: float | None
    box: tuple[float, float, float, float]

    @property
    def date_below(self):
        return self.y + 17 if self.line_x is None and not self.is_next else None


@dataclass(frozen=True)
class Step:
    """An item as the sentence for small screens says it; day is "30 oktober"."""

    title: str
    day: str


@dataclass(frozen=True)
class YearDrawing:
    """today_x is None when today is in another year; passed_to is how far of the year has gone."""

    year: int
    sentence: str
    months: tuple[Month, ...]
    today_x: float | None
    passed_to: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    late: tuple[Step, ...]
    next: Step | None
    then: tuple[Step, ...]
    is_empty: bool
    height: float
    width: int = WIDTH
    edge: int = _EDGE

    @property
    def passed(self):
        return round(self.passed_to - self.edge, 1)

    @property
    def remaining(self):
        return round(self.width - self.edge - self.passed_to, 1)


@dataclass(frozen=True)
class _Placed:
    """An item on its way to a label: its place on the line and the width of its text in a row."""

    item: YearItem
    title: str
    is_next: bool
    x: float

    def width(self, row):
        title = text_width(self.title, _TITLE_SIZE, bold=self.is_next)
        date = text_width(format_short_day(self.item.day), _DATE_SIZE)
        return title + text_width(" ", _TITLE_SIZE) + date if self.is_next or row else max(title, date)

    def span(self, row, anchor):
        """From where to where the text goes, and its x in SVG. In lower rows it stands beside its line."""
        width, aside = self.width(row), (8 if row == 0 else -7)
        if anchor == "middle":
            return self.x - width / 2, self.x + width / 2, self.x
        if anchor == "end":
            return self.x + aside - width, self.x + aside, self.x + aside
        return self.x - aside, self.x - aside + width, self.x - aside


def draw_year_strip(strip: YearStrip) -> YearDrawing:
    """The drawing of a YearStrip, for any number of items."""
    items = sorted((item for item in strip.items if item.day.year == strip.year), key=lambda item: item.day)
    ahead = [item for item in items if not item.done and item.day >= strip.today]
    late = tuple(_step(item) for item in items if not item.done and item.day < strip.today)
    coming = [_step(item) for item in ahead[:3]]
    first = ahead[0] if ahead else None
    labels = lay_out([_Placed(item, _shortened(item.title), item is first, _x(item.day)) for item in items])
    in_year = strip.today.year == strip.year
    passed_to = _x(strip.today) if in_year else (_EDGE if strip.today.year < strip.year else WIDTH - _EDGE)
    return YearDrawing(
        year=strip.year,
        sentence=_sentence(strip, items, late, coming),
        months=_months(strip),
        today_x=passed_to if in_year else None,
        passed_to=passed_to,
        marks=tuple(sorted((_mark(item, strip.today, first) for item in items), key=lambda mark: mark.state == "next")),
        labels=labels,
        late=late,
        next=coming[0] if coming else None,
        then=tuple(coming[1:]),
        is_empty=not items,
        height=round(max([label.box[3] for label in labels], default=50) + 5, 1),
    )


def lay_out(items: list[_Placed]) -> tuple[Label, ...]:
    """Labels for items in order of their days, on as many rows as needed; no two boxes overlap."""
    labels, row = [], 0
    while items:
        anchors = _fill(tuple(items), row)
        labels += [_label(item, row, anchor) for item, anchor in zip(items, anchors, strict=True) if anchor]
        items = [item for item, anchor in zip(items, anchors, strict=True) if not anchor]
        row += 1
    return tuple(labels)


def _fill(items, row):
    """The anchor of each item in this row, None for those that move down: the cheapest way, at least one placed."""
    allowed = ("middle", "end", "start") if row == 0 else ("end", "start")

    @cache
    def cheapest(index, taken_to):
        if index == len(items):
            return 0, ()
        item = items[index]
        line = item.x + _LINE_GAP
        cost, rest = cheapest(index + 1, max(taken_to, line))
        cost += _NEXT_MOVED_DOWN if item.is_next else _MOVED_DOWN
        cost += _CROSSED if item.x - _LINE_GAP < taken_to else 0
        options = [(cost, (None, *rest))]
        for anchor in allowed:
            left, right, _anchor_x = item.span(row, anchor)
            if left >= max(taken_to, 0) and right <= WIDTH:
                cost, rest = cheapest(index + 1, right + _GAP)
                options.append((cost + _COSTS[anchor], (anchor, *rest)))
        return min(options, key=lambda option: option[0])

    anchors = cheapest(0, 0.0)[1]
    if not any(anchors):
        return ("start" if items[0].x < WIDTH / 2 else "end", *anchors[1:])
    return anchors


def _label(item, row, anchor):
    left, right, x = item.span(row, anchor)
    y = _ROW_0 if row == 0 else _ROW_1 + _ROW * (row - 1)
    bottom = y + 21 if row == 0 and not item.is_next else y + 4
    return Label(
        x=round(x, 1),
        y=y,
        anchor=anchor,
        title=item.title,
        date=format_short_day(item.item.day),
        is_next=item.is_next,
        line_x=item.x if row else None,
        line_to=y + 3 if row else None,
        box=(round(left, 1), y - 12, round(right, 1), bottom),
    )


def _x(day):
    days = calendar.monthrange(day.year, day.month)[1]
    return round(_EDGE + _MONTH * (day.month - 1 + day.day / days), 1)


def _months(strip):
    now = strip.today.month if strip.today.year == strip.year else None
    return tuple(
        Month(
            name=str(MONTHS_3[month]),
            start=round(_EDGE + _MONTH * (month - 1), 1),
            middle=round(_EDGE + _MONTH * (month - 0.5), 1),
            is_now=month == now,
        )
        for month in range(1, 13)
    )


def _mark(item, today, first):
    if item.done:
        return Mark(_x(item.day), "done")
    if item.day < today:
        return Mark(_x(item.day), "late")
    return Mark(_x(item.day), "next" if item is first else "later")


def _step(item):
    return Step(item.title, format_day(item.day, year=False))


def _shortened(title):
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"


def _sentence(strip, items, late, coming):
    parts = [_("Planeringsåret %(year)s.") % {"year": strip.year}]
    if strip.today.year == strip.year:
        parts.append(_("I dag är det den %(day)s.") % {"day": format_day(strip.today, year=False)})
    if not items:
        return " ".join([*parts, _("Inga datum är inlagda.")])
    done = sum(item.done for item in items)
    parts.append(_("%(done)s av %(all)s är klara.") % {"done": done, "all": len(items)})
    if late:
        parts.append(_("Försenat: %(steps)s.") % {"steps": _listed(late)})
    if coming:
        parts.append(_("Nästa: %(steps)s.") % {"steps": _listed(coming[:1])})
    if coming[1:]:
        parts.append(_("Sedan: %(steps)s.") % {"steps": _listed(coming[1:])})
    return " ".join(parts)


def _listed(steps):
    return ", ".join(_("%(title)s den %(day)s") % {"title": step.title, "day": step.day} for step in steps)
