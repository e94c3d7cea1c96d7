"""The planning year as rows and as a strip. The plan for a year is planned in the planning year before it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.template.defaultfilters import date as in_words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import format_day, format_short_day
from charts.year_strip import YearItem, YearStrip
from planning.codelists import templates
from planning.links import address
from planning.models import CalendarItem, OperationalPlan, PlannedFollowUp
from planning.rows.parts import PARTS
from workflow.registry import panels

LAYERS = {
    "planering": gettext_lazy("Planering"),
    "egna": gettext_lazy("Våra egna"),
    "gemensamma": gettext_lazy("Gemensamma"),
}
_LAYER_OF = {CalendarItem.Layer.PLANNING: "planering", CalendarItem.Layer.OWN: "egna"}


@dataclass(frozen=True)
class Day:
    """A day of a planning year: an item of the calendar, a day that the plan itself has, or both."""

    on: datetime.date
    title: str
    key: str
    is_done: bool
    item: CalendarItem | None
    plan: OperationalPlan | None


@dataclass(frozen=True)
class SharedDay:
    """A day that all organisations share, from a higher room at the place "planning_year.shared".

    With the key of a day in the calendar it is the same day, and is shown once.
    """

    on: datetime.date
    title: str
    key: str = ""
    url: str = ""


@dataclass(frozen=True)
class CalendarRow:
    """A day as the calendar's page shows it, in words. item None: nothing of it is kept in the calendar."""

    on: datetime.date
    title: str
    layer: str
    item: CalendarItem | None = None
    is_done: bool = False
    is_late: bool = False
    done: str = ""
    facts: list = field(default_factory=list)
    responsible: str = ""
    link: tuple = ()

    @property
    def weekday(self):
        return in_words(self.on, "D").lower()[:3]

    @property
    def day(self):
        return format_short_day(self.on)


def planned_day(agency, year, key):
    """The day of an organisation's planning year (not the plan's year) for "submit" or "decide"; None for no such day.

    planned_day(agency, 2026, "submit") is when the plan for 2027 is to be handed in.
    """
    rows = CalendarItem.objects.filter(planning_year__agency=agency, planning_year__year=year, key=key)
    return rows.values_list("on", flat=True).first()


def strip_of(agency, year, today, plan=None):
    """The important days of a planning year as a strip; None when there are none. One query.

    `plan` is the one that is planned then, for the year after. The days that it has itself go before the calendar's,
    and are done when it is handed in and decided.
    """
    rows = CalendarItem.objects.filter(
        planning_year__agency=agency, planning_year__year=year, layer=CalendarItem.Layer.PLANNING
    ).select_related("planning_year")
    items = [YearItem(day.on, day.title, day.is_done) for day in days_of(rows, plan, year) if _is_important(day)]
    return YearStrip(year, today, items) if any(item.day.year == year for item in items) else None


def days_of(items, plan, year, former=None):
    """The items of a planning year together with the days that the plan has, each once, in order.

    A plan that is handed in or decided first in its own year has that day there: it is not in the planning year's
    calendar, and that of the next year is given it with `former`, the plan for that very year.
    """
    own, later = plan_days(plan, year), {}
    if plan and plan.number == 1:  # a revision has new days in its own year, and what was planned for stays
        later = plan_days(plan, year + 1)
    keys = {item.key for item in items}
    days = [_day(item, own.get(item.key), plan) for item in items if item.is_done or item.key not in later]
    days += [Day(day.day, day.title, key, day.done, None, plan) for key, day in own.items() if key not in keys]
    titles = {"submit": _("Lämna in planen för %d"), "decide": _("Planen för %d beslutas")}
    days += [
        Day(day.day, titles[key] % former.year, key, day.done, None, former)
        for key, day in plan_days(former, year).items()
    ]
    return sorted(days, key=lambda day: day.on)


def plan_days(plan, year):
    """The days that a plan has itself in a planning year, by the key they have in a calendar."""
    if plan is None:
        return {}
    days = {
        "submit": YearItem(plan.submit_by, _("Lämna in planen"), not plan.is_open),
        "decide": YearItem(plan.decide_by, _("Planen beslutas"), bool(plan.decided_on)),
    }
    return {key: item for key, item in days.items() if item.day and item.day.year == year}


def _day(item, own, plan):
    if own is None:
        return Day(item.on, item.title, item.key, item.is_done, item, None)
    return Day(own.day, item.title, item.key, item.is_done or own.done, item, plan)


def _is_important(day):
    template = day.item and templates().get(day.item.planning_year.template)
    return day.plan is not None or bool(template and day.key in template.strip_keys)


def calendar_rows(planning_year, year, agency, today, layers):
    """What the calendar shows of a year, in order: the layers are keys of LAYERS. Three queries, and the items'."""
    plans = {plan.year: plan for plan in OperationalPlan.objects.latest_numbers().filter(agency=agency)}
    for plan in plans.values():
        plan.agency = agency
    items = _items(planning_year) if planning_year else []
    shared = [day for days in panels("planning_year.shared", agency, year) for day in days]
    links = _Links(agency, year, plans, shared)
    rows = [
        _row(day, today, links)
        for day in days_of(items, plans.get(year + 1), year, plans.get(year))
        if (_LAYER_OF[day.item.layer] if day.item else "planering") in layers
    ]
    if "planering" in layers:
        rows += [_follow_up_row(one) for one in PlannedFollowUp.objects.in_calendar([agency], [year])]
    shown = {row.item.key for row in rows if row.item and row.item.key}
    if "gemensamma" in layers:
        rows += [_shared_row(day) for day in shared if day.key not in shown]
    return sorted(rows, key=lambda row: row.on)


def by_month(rows):
    """The rows under the names of their months: (name, rows) pairs."""
    found: dict[str, list] = {}
    for row in rows:
        found.setdefault(in_words(row.on, "F Y").capitalize(), []).append(row)
    return list(found.items())


def _items(planning_year):
    items = list(planning_year.items.select_related("done_by"))
    for item in items:
        item.planning_year = planning_year
    return items


def _row(day, today, links):
    item = day.item
    return CalendarRow(
        on=day.on,
        title=day.title,
        layer="" if item is None or item.layer == item.Layer.PLANNING else str(item.get_layer_display()),
        item=item,
        is_done=day.is_done,
        is_late=not day.is_done and day.on < today,
        done=_done(day),
        facts=[fact for fact in _facts(day) if fact],
        responsible=item.responsible_role if item else "",
        link=links.to(day.key, item.part) if item else (str(day.plan), day.plan.get_absolute_url()),
    )


def follow_up_title(follow_up):
    """What a day of the plan's own follow-up is called among other days."""
    said = _("Uppföljning av planen för %d") % follow_up.plan.year
    return f"{said}: {follow_up.what}" if follow_up.what else said


def _follow_up_row(follow_up):
    link = (_("Intern uppföljning %d") % follow_up.plan.year, address(follow_up.plan, "follow_up"))
    return CalendarRow(follow_up.on, follow_up_title(follow_up), "", responsible=follow_up.owner_role, link=link)


def _shared_row(day):
    link = (_("Uppföljning"), day.url) if day.url else ()
    return CalendarRow(day.on, day.title, str(LAYERS["gemensamma"]), link=link)


def _done(day):
    if not day.is_done:
        return ""
    if day.item is None or not day.item.is_done:
        return _("Inlämnad") if day.key == "submit" else _("Beslutad")
    said = {"day": format_day(day.item.done_on, year=False), "who": day.item.done_by and day.item.done_by.name}
    return _("Klart %(day)s, %(who)s") % said if said["who"] else _("Klart %(day)s") % said


def _facts(day):
    item = day.item
    if item is None:
        yield _("Dagen står i planen för %d.") % day.plan.year
        return
    yield item.legal_ground
    if item.moved_from and day.on == item.on:
        yield _("Flyttad från %s.") % in_words(item.moved_from, "l j F")
    law = item.set_by_law
    if law and item.on != law.worked_in(item.planning_year.year):
        yield _("Egen dag enligt beslut. Lagens dag är %s.") % in_words(law.in_year(item.planning_year.year), "j F")
    if day.plan and day.on != item.on:
        yield _("Dagen står i planen. Kalendern har %s.") % format_day(item.on, year=False)
    yield item.note


class _Links:
    """Where the parts that the days belong to are found. A plan that is not made yet has no address."""

    def __init__(self, agency, year, plans, shared):
        self.plans, self.year = plans, year
        self.shared = {day.key: day.url for day in shared if day.key and day.url}
        self.strategic_plan = agency.strategicplans.latest_numbers().first()
        if self.strategic_plan:
            self.strategic_plan.agency = agency
        self.labels = {kind.name: kind.label for kind in PARTS}

    def to(self, key, part):
        """(what it is called, its address), or nothing. What is followed up is of the year itself."""
        if key in self.shared:
            return _("Uppföljning"), self.shared[key]
        if part == "strategic_plan":
            return (_("Strategisk plan"), self.strategic_plan.get_absolute_url()) if self.strategic_plan else ()
        plan = self.plans.get(self.year if part == "follow_up" else self.year + 1)
        if plan and part in ("submit", "decide"):
            return str(plan), plan.get_absolute_url()
        if plan and part in self.labels:
            return f"{self.labels[part]} {plan.year}", address(plan, part)
        return ()
