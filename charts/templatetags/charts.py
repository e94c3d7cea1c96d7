"""Everything that draws: `{% load charts %}`.

Each chart says its message in one sentence, made here from the same data, so none can be drawn without it. Geometry is
computed in the modules beside; templates/charts/ only writes it down.
"""

from collections import Counter

from django import template

from charts.bullet import draw_bullet
from charts.dot_plot import draw_dot_plot
from charts.gantt import draw_gantt
from charts.health import Health
from charts.interval_columns import draw_interval_columns
from charts.line_chart import draw_line_chart, draw_small_multiple
from charts.numbers import UNKNOWN, format_day, format_difference, format_number, format_short_day
from charts.share_bars import draw_share_bars
from charts.sparkline import draw_sparkline
from charts.year_strip import draw_year_strip

register = template.Library()

ICONS = frozenset({"ok", "risk", "bad", "none", "half", "open", "link"})


@register.inclusion_tag("charts/icon.svg")
def icon(name, size=14):
    """A small decorative drawing, size pixels wide. An unknown name is a mistake in the template: ValueError."""
    if name not in ICONS:
        raise ValueError(f"There is no icon {name!r}; choose one of {', '.join(sorted(ICONS))}")
    return {"name": name, "size": size}


@register.inclusion_tag("charts/health.html")
def health(status):
    """Health as icon and word. None, or nothing, draws nothing."""
    return {"health": Health(status) if status else None}


@register.inclusion_tag("charts/health_dots.html")
def health_dots(statuses):
    """Many healths in a small space, worst first; none at all is "–"."""
    ordered = sorted((Health(status) for status in statuses or ()), key=lambda status: status.severity)
    counts = Counter(ordered)
    sentence = ", ".join(f"{count} {status.label.lower()}" for status, count in counts.items())
    return {"healths": ordered, "sentence": sentence, "unknown": UNKNOWN}


@register.inclusion_tag("charts/bullet.svg")
def bullet(m, width=230):
    """A charts.bullet.Bullet, or anything with its attributes."""
    return {"drawing": draw_bullet(m, width)}


@register.inclusion_tag("charts/sparkline.svg")
def sparkline(s):
    """A charts.sparkline.Sparkline."""
    return {"drawing": draw_sparkline(s)}


@register.inclusion_tag("charts/line_chart.html")
def small_multiple(c):
    """A charts.line_chart.LineChart as one of many, with its table."""
    return {"chart": c, "drawing": draw_small_multiple(c), "is_large": False}


@register.inclusion_tag("charts/line_chart.html")
def line_chart(c):
    """A charts.line_chart.LineChart on its own, large, with its table."""
    return {"chart": c, "drawing": draw_line_chart(c), "is_large": True}


@register.inclusion_tag("charts/dot_plot.html")
def dot_plot(d):
    """A charts.dot_plot.DotPlot, with its table."""
    return {"plot": d, "drawing": draw_dot_plot(d)}


@register.inclusion_tag("charts/interval_columns.html")
def interval_columns(c):
    """A charts.interval_columns.IntervalColumns, with its table."""
    return {"chart": c, "drawing": draw_interval_columns(c)}


@register.inclusion_tag("charts/share_bars.html")
def share_bars(b):
    """A charts.share_bars.ShareBars, with its key and its table."""
    return {"bars": b, "drawing": draw_share_bars(b)}


@register.inclusion_tag("charts/gantt.svg")
def gantt(g):
    """A charts.gantt.GanttBar; "Tid saknas" when a day is unknown."""
    return {"drawing": draw_gantt(g)}


@register.inclusion_tag("charts/year_strip.html")
def year_strip(y):
    """A charts.year_strip.YearStrip: a drawing on large screens, a sentence on small ones."""
    return {"drawing": draw_year_strip(y)}


@register.filter
def number(value, decimals=None):
    """{{ value|number }} or {{ value|number:1 }}; see format_number. A missing variable reads as unknown."""
    return format_number(_known(value), decimals)


@register.filter
def difference(value, decimals=None):
    """{{ value|difference:0 }}; see format_difference."""
    return format_difference(_known(value), decimals)


@register.filter
def day(value):
    """{{ date|day }}: "30 oktober 2026"."""
    return format_day(_known(value))


@register.filter
def short_day(value):
    """{{ date|short_day }}: "30 okt"."""
    return format_short_day(_known(value))


def _known(value):
    """Django gives filters an empty string for `row.latest.value` when there is no latest."""
    return None if value == "" else value
