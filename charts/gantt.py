"""Gantt bar: when in a year something happens. Outline is planned, solid is going on (IBCS)."""

import calendar
import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WIDTH, HEIGHT = 104, 22
_TOP, _BOTTOM, _GAP, _TIP, _NARROWEST = 6, 16, 1.5, 5, 4


class BarStyle(models.TextChoices):
    """How a bar is drawn; the label is the word that says it in the sentence."""

    PLAN = "plan", gettext_lazy("planeras")
    RUN = "run", gettext_lazy("pågår")
    LIVE = "live", gettext_lazy("i drift")
    STOPPED = "stopped", gettext_lazy("stoppat")


@dataclass(frozen=True)
class GanttBar:
    """start and end are the first and the last day, either None when unknown. style: a BarStyle or its value."""

    label: str
    start: dt.date | None
    end: dt.date | None
    year: int
    style: str = BarStyle.PLAN

    def __post_init__(self):
        BarStyle(self.style)  # a style that does not exist is a mistake in the code: ValueError


@dataclass(frozen=True)
class GanttDrawing:
    """path is empty when nothing of it lies in the year. sentence is None when the time is unknown. middle is where
    a sign on the bar goes, and roomy whether there is room for one."""

    sentence: str | None
    style: str
    path: str
    left: float
    right: float
    before: bool
    after: bool
    quarters: tuple[float, ...] = (0.5, 26.0, 52.0, 78.0, 103.5)
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def middle(self):
        return round((self.left + self.right) / 2, 1)

    @property
    def roomy(self):
        return self.right - self.left >= 16


def draw_gantt(bar: GanttBar) -> GanttDrawing:
    """The part of the bar that lies in its year; an end beyond the year is drawn as a point."""
    style = BarStyle(bar.style).value
    if bar.start is None or bar.end is None:
        return GanttDrawing(None, style, "", 0, 0, before=False, after=False)
    start, end = sorted((bar.start, bar.end))
    before, after = start.year < bar.year, end.year > bar.year
    if start.year > bar.year or end.year < bar.year:
        return GanttDrawing(_outside_sentence(bar, start, end), style, "", 0, 0, before=before, after=after)
    left = 1.0 if before else _share(start, of_day=start.day - 1) * WIDTH + _GAP
    right = WIDTH - 1.0 if after else _share(end, of_day=end.day) * WIDTH - _GAP
    if right - left < _NARROWEST:
        left = min(max((left + right - _NARROWEST) / 2, 1.0), WIDTH - 1.0 - _NARROWEST)
        right = left + _NARROWEST
    left, right = round(left, 1), round(right, 1)
    path = _outline(left, right, before=before, after=after)
    return GanttDrawing(describe_gantt(bar), style, path, left, right, before=before, after=after)


def describe_gantt(bar: GanttBar) -> str:
    """The message in words: "Krögarguiden: april till december 2027, planeras, fortsätter efter 2027."."""
    start, end = sorted(day for day in (bar.start, bar.end) if day is not None)
    first = dt.date(bar.year, 1, 1) if start.year < bar.year else start
    last = dt.date(bar.year, 12, 31) if end.year > bar.year else end
    parts = [_months(first, last), str(BarStyle(bar.style).label)]
    if start.year < bar.year:
        parts.append(_("började före %(year)s") % {"year": bar.year})
    if end.year > bar.year:
        parts.append(_("fortsätter efter %(year)s") % {"year": bar.year})
    return f"{bar.label}: {', '.join(parts)}."


def _outside_sentence(bar, start, end):
    texts = {"label": bar.label, "months": _months(start, end), "style": BarStyle(bar.style).label, "year": bar.year}
    return _("%(label)s: %(months)s, %(style)s, inte under %(year)s.") % texts


def _months(first, last):
    start, end = MONTHS[first.month], f"{MONTHS[last.month]} {last.year}"
    if first.year != last.year:
        return _("%(start)s till %(end)s") % {"start": f"{start} {first.year}", "end": end}
    return end if first.month == last.month else _("%(start)s till %(end)s") % {"start": start, "end": end}


def _share(day, *, of_day):
    """How much of the year has passed, months counted as equally long so that quarters meet their lines."""
    return (day.month - 1 + of_day / calendar.monthrange(day.year, day.month)[1]) / 12


def _outline(left, right, *, before, after):
    """A bar with rounded corners, or with a point towards the year that it reaches into."""
    middle = (_TOP + _BOTTOM) / 2
    tip = min(_TIP, (right - left) / 2)
    corner = min(2.0, tip)
    inner_left = round(left + (tip if before else corner), 1)
    inner_right = round(right - (tip if after else corner), 1)
    to_bottom = (
        f"L{right} {middle}L{inner_right} {_BOTTOM}"
        if after
        else f"Q{right} {_TOP} {right} {_TOP + corner}V{_BOTTOM - corner}Q{right} {_BOTTOM} {inner_right} {_BOTTOM}"
    )
    to_top = (
        f"L{left} {middle}Z"
        if before
        else f"Q{left} {_BOTTOM} {left} {_BOTTOM - corner}V{_TOP + corner}Q{left} {_TOP} {inner_left} {_TOP}Z"
    )
    return f"M{inner_left} {_TOP}H{inner_right}{to_bottom}H{inner_left}{to_top}"
