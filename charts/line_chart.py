"""Line chart: a value over periods against the line of the plan. Small as one of many, or large on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.geometry import Point, Scale, bounds, last_known, polyline, spread, text_width, ticks
from charts.numbers import format_amount, format_number, to_decimal
from charts.sparkline import trend


@dataclass(frozen=True)
class LineChart:
    """periods and values belong together, oldest first; a value is None where nothing was measured.

    plan_start and plan_end: the plan at the first and at the last period, straight between; None: no plan line.
    scale_min and scale_max None: fit this chart alone; give them to make charts comparable. decimals as in
    format_number. target is drawn in the large chart only.
    """

    title: str
    unit: str
    decimals: int | None
    periods: Sequence[str]
    values: Sequence[Decimal | None]
    plan_start: Decimal | None = None
    plan_end: Decimal | None = None
    scale_min: Decimal | None = None
    scale_max: Decimal | None = None
    target: Decimal | None = None
    target_label: str = ""

    def __post_init__(self):
        if len(self.periods) != len(self.values):
            raise ValueError(f"{len(self.periods)} periods but {len(self.values)} values")

    @property
    def has_plan(self):
        return self.plan_start is not None and self.plan_end is not None


@dataclass(frozen=True)
class Layout:
    """Measures of a size, in drawing units. left and right are the smallest margins; steps those of the axis."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    font: float
    steps: int


SMALL = Layout(width=250, height=120, left=26, right=38, top=8, bottom=18, font=10.5, steps=2)
LARGE = Layout(width=720, height=280, left=34, right=60, top=26, bottom=30, font=12.5, steps=5)
_WIDEST_MARGIN = 100  # a number too long for this is cut off rather than leaving no room for the line


@dataclass(frozen=True)
class Text:
    """Words at a place; anchor as in SVG."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True)
class TableRow:
    """The same data in words; an unknown value is "–"."""

    period: str
    value: str
    plan: str


@dataclass(frozen=True)
class LineDrawing:
    """Everything `line_chart.html` needs. empty_label is there when no value is known. last is the newest
    value, drawn as a dot, or as a ring when it is missing; None when there are no periods."""

    sentence: str
    layout: Layout
    left: float
    right: float
    grid: tuple[Text, ...]
    plan: tuple[Point, Point] | None
    path: str
    lone: tuple[Point, ...]
    dots: tuple[Point, ...]
    last: Point | None
    missing: bool
    value_label: Text | None
    plan_label: Text | None
    target_y: float | None
    target_label: Text | None
    period_labels: tuple[Text, ...]
    rows: tuple[TableRow, ...]
    has_plan: bool
    empty_label: Text | None


def draw_small_multiple(chart: LineChart) -> LineDrawing:
    """One of many, with the same measures for all: only the first and the last period are named."""
    return _draw(chart, SMALL)


def draw_line_chart(chart: LineChart) -> LineDrawing:
    """The large one: a dot for each value, the target line, and as many periods named as there is room for."""
    return _draw(chart, LARGE)


def describe_line_chart(chart: LineChart) -> str:
    """The message in words: which way it goes, where it is and where the plan is."""
    newest = last_known(chart.values)
    if newest is None:
        return _("%(title)s: inga mätvärden än.") % {"title": chart.title}
    facts = {
        "title": chart.title,
        "amount": format_amount(newest, chart.decimals, chart.unit),
        "period": chart.periods[-1],
        "trend": trend(chart.values) or "",
    }
    if chart.values[-1] is None:
        sentence = _("%(title)s: värde saknas för %(period)s. Senast kända värde är %(amount)s.") % facts
    elif facts["trend"]:
        sentence = _("%(title)s: %(trend)s, %(amount)s i %(period)s.") % facts
    else:
        sentence = _("%(title)s: %(amount)s i %(period)s.") % facts
    if chart.has_plan:
        plan = format_amount(chart.plan_end, chart.decimals, chart.unit)
        sentence += " " + _("Enligt plan: %(amount)s.") % {"amount": plan}
    if chart.target is not None:
        target = format_amount(chart.target, chart.decimals, chart.unit)
        sentence += " " + _("Mål: %(amount)s.") % {"amount": target}
    return sentence


def table_rows(chart: LineChart) -> tuple[TableRow, ...]:
    """A row for each period, oldest first."""
    plan = _plan_values(chart)
    return tuple(
        TableRow(period, format_number(value, chart.decimals), format_number(planned, chart.decimals))
        for period, value, planned in zip(chart.periods, chart.values, plan, strict=True)
    )


def _plan_values(chart):
    count = len(chart.values)
    if not chart.has_plan:
        return [None] * count
    if count == 1:
        return [chart.plan_end]
    start, end = to_decimal(chart.plan_start), to_decimal(chart.plan_end)
    return [start + (end - start) * index / (count - 1) for index in range(count)]


def _draw(chart, layout):
    is_large = layout is LARGE
    target = chart.target if is_large else None
    plan = (chart.plan_start, chart.plan_end) if chart.has_plan else ()
    low, high = bounds((*chart.values, *plan, target), chart.scale_min, chart.scale_max)
    y = Scale(low, high, layout.height - layout.bottom, layout.top)
    marks = ticks(low, high, layout.steps) if _is_anything_known(chart) else []
    left, right = _margins(chart, layout, marks, high)
    xs = spread(len(chart.values), left, right)
    points = [None if value is None else Point(x, y(value)) for x, value in zip(xs, chart.values, strict=True)]
    path, lone = polyline(points)
    missing = bool(points) and points[-1] is None
    last = _last_point(points, right, (layout.top + layout.height - layout.bottom) / 2)
    plan_ends = (Point(xs[0] if len(xs) > 1 else left, y(plan[0])), Point(right, y(plan[1]))) if plan else None
    value_label = _value_label(chart, last, missing)
    return LineDrawing(
        sentence=describe_line_chart(chart),
        layout=layout,
        left=left,
        right=right,
        grid=tuple(Text(round(left - 6, 1), y(mark), format_number(mark), "end") for mark in marks),
        plan=plan_ends,
        path=path,
        lone=lone,
        dots=tuple(point for point in points if point) if is_large else (),
        last=last,
        missing=missing,
        value_label=value_label,
        plan_label=_plan_label(plan_ends, last, layout) if is_large else None,
        target_y=None if target is None else y(target),
        target_label=_target_label(chart, y, left, layout) if target is not None else None,
        period_labels=_period_labels(chart.periods, xs, layout, every=is_large),
        rows=table_rows(chart),
        has_plan=chart.has_plan,
        empty_label=_empty_label(chart, layout),
    )


def _is_anything_known(chart):
    """Without any number an axis would be invented."""
    numbers = (*chart.values, chart.plan_start, chart.plan_end, chart.scale_min, chart.scale_max, chart.target)
    return last_known(numbers) is not None


def _margins(chart, layout, marks, high):
    """Where the line may begin and end: room for the numbers of the axis to the left, the last value to the right."""
    axis = max((text_width(format_number(mark), layout.font) for mark in marks), default=0) + 8
    shown = [high] if last_known(chart.values) is None else [high, last_known(chart.values)]
    direct = max(text_width(format_number(value, chart.decimals), 13, bold=True) for value in shown) + 12
    left = max(layout.left, min(axis, _WIDEST_MARGIN))
    right = layout.width - max(layout.right, min(direct, _WIDEST_MARGIN))
    return round(left, 1), round(right, 1)


def _last_point(points, right, middle):
    if not points:
        return None
    newest = last_known(points)
    if points[-1] is None:
        return Point(right, newest.y if newest else middle)
    return newest


def _value_label(chart, last, missing):
    if last is None or missing:
        return Text(round(last.x + 9, 1), round(last.y + 4, 1), "?") if last else None
    return Text(round(last.x + 8, 1), round(last.y + 4.5, 1), format_number(chart.values[-1], chart.decimals))


def _empty_label(chart, layout):
    if last_known(chart.values) is not None:
        return None
    return Text(layout.width / 2, layout.height / 2, _("Inga mätvärden än"), "middle")


def _plan_label(plan, last, layout):
    """The word beside the end of the plan line, moved away from the value when the two are close."""
    if plan is None:
        return None
    y = plan[1].y + 4
    if last is not None and abs(plan[1].y - last.y) < 15:
        y = last.y + 4 + (15 if plan[1].y > last.y else -15)
        if not layout.font <= y <= layout.height - layout.bottom + 4:
            y = 2 * (last.y + 4) - y
    return Text(round(plan[1].x + 8, 1), round(y, 1), _("plan"))


def _target_label(chart, y, left, layout):
    """Above the line at the left, where a value on its way has not yet come; below it when there is no room above."""
    line = y(chart.target)
    label = chart.target_label or _("Mål")
    amount = format_amount(chart.target, chart.decimals, chart.unit)
    return Text(round(left + 4, 1), round(line - 5 if line - 5 > layout.font else line + 14, 1), f"{label} {amount}")


def _period_labels(periods, xs, layout, *, every):
    """Names under the axis, counted from the newest, which is always named; never two on top of each other."""
    if not periods:
        return ()
    y = layout.height - (8 if every else 3)
    widths = [text_width(period, layout.font) for period in periods]
    step = _thinning(xs, max(widths)) if every else max(len(periods) - 1, 1)
    labels = []
    for index in range(len(periods) - 1, -1, -step):
        start = min(max(xs[index] - widths[index] / 2, 0), layout.width - widths[index])
        if index == 0 and not every:
            start = xs[0] if len(xs) > 1 else start
        labels.append(Text(round(max(start, 0.0), 1), y, periods[index]))
    if not every and len(labels) > 1 and labels[1].x + widths[0] + 6 > labels[0].x:
        labels.pop()
    return tuple(reversed(labels))


def _thinning(xs, widest):
    """How many periods a name needs for itself."""
    if len(xs) < 2:
        return 1
    gap = xs[1] - xs[0]
    return next((step for step in range(1, len(xs)) if step * gap >= widest + 10), len(xs))
