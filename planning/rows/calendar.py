"""The planning year as rows and as a strip. The plan for a year is planned in the planning year before it."""

from django.utils.translation import gettext as _

from charts.year_strip import YearItem, YearStrip
from planning.codelists import templates
from planning.models import CalendarItem


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
    own = plan_days(plan)
    items = [
        YearItem(own[row.key].day if row.key in own else row.on, row.title, row.is_done or _is_done(own, row.key))
        for row in rows
        if row.key in own or row.key in _strip_keys(row.planning_year)
    ]
    keys = {row.key for row in rows}
    items += [day for key, day in own.items() if key not in keys]
    return YearStrip(year, today, items) if any(item.day.year == year for item in items) else None


def plan_days(plan):
    """The days that a plan has itself, by the key they have in a calendar."""
    if plan is None:
        return {}
    days = {
        "submit": YearItem(plan.submit_by, _("Lämna in planen"), not plan.is_open),
        "decide": YearItem(plan.decide_by, _("Planen beslutas"), bool(plan.decided_on)),
    }
    return {key: item for key, item in days.items() if item.day}


def _is_done(days, key):
    return key in days and days[key].done


def _strip_keys(planning_year):
    template = templates().get(planning_year.template)
    return template.strip_keys if template else set()
