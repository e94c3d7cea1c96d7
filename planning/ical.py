"""The planning year as a calendar to subscribe to (RFC 5545), for Outlook, Google Kalender and telephones.

The same days give the same text, so that a subscriber can be told that nothing has changed. No personal data: who is
responsible is a role, and who marked something as done is not said.
"""

import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from planning.links import address
from planning.models import CalendarItem, OperationalPlan, PlannedFollowUp
from planning.rows.calendar import days_of, follow_up_title

_ONE_DAY = datetime.timedelta(days=1)
_REFRESH = datetime.timedelta(hours=12)


def feed(agencies, years, absolute):
    """The days of these organisations and planning years, as bytes. `absolute` makes a whole address of a path."""
    calendar = Calendar()
    calendar.add("prodid", "-//Samplan//Planeringsåret//SV")
    calendar.add("version", "2.0")
    calendar.add("name", _("Planeringsåret i Samplan"))
    calendar.add("x-wr-calname", _("Planeringsåret i Samplan"))
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for agency, day in _days(agencies, years):
        calendar.add_component(_event(agency, day, absolute))
    for follow_up in PlannedFollowUp.objects.in_calendar(agencies, years):
        calendar.add_component(_follow_up(follow_up, absolute))
    return calendar.to_ical()


def _days(agencies, years):
    """(organisation, day) for everything, in two queries."""
    items = CalendarItem.objects.filter(planning_year__agency__in=agencies, planning_year__year__in=years)
    plans = OperationalPlan.objects.latest_numbers().filter(
        agency__in=agencies, year__in=[*years, *(year + 1 for year in years)]
    )
    plans = {(plan.agency_id, plan.year): plan for plan in plans}
    by_year: dict[tuple, list] = {}
    for item in items.select_related("planning_year"):
        by_year.setdefault((item.planning_year.agency_id, item.planning_year.year), []).append(item)
    for agency in agencies:
        for year in years:
            own = by_year.get((agency.pk, year), [])
            plan, former = plans.get((agency.pk, year + 1)), plans.get((agency.pk, year))
            for row in (*(item.planning_year for item in own), plan, former):
                if row:
                    row.agency = agency
            for day in days_of(own, plan, year, former):
                yield agency, day


def _event(agency, day, absolute):
    item, kept = day.item, day.item or day.plan
    layer = (item or CalendarItem(layer="planning")).get_layer_display()
    return _whole_day(
        uid=f"{item.uid}@samplan" if item else f"{agency.pk}-{day.plan.year - 1}-{day.key}@samplan",
        changed=max(one.edited_at for one in (day.item, day.plan) if one),
        on=day.on,
        summary=f"{agency.short_name or agency.name}: {day.title}",
        layer=layer,
        url=absolute((day.plan or kept).get_absolute_url()),
        about=_about(item) if item else "",
    )


def _follow_up(one, absolute):
    agency = one.plan.agency
    return _whole_day(
        uid=f"{one.uid}-{one.plan.year}@samplan",
        changed=one.edited_at,
        on=one.on,
        summary=f"{agency.short_name or agency.name}: {follow_up_title(one)}",
        layer=CalendarItem(layer="planning").get_layer_display(),
        url=absolute(address(one.plan, "follow_up")),
        about=one.owner_role and _("Ansvarig: %s") % one.owner_role,
    )


def _whole_day(*, uid, changed, on, summary, layer, url, about):
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", changed.astimezone(datetime.UTC))
    event.add("last-modified", changed.astimezone(datetime.UTC))
    event.add("dtstart", on)
    event.add("dtend", on + _ONE_DAY)
    event.add("summary", summary)
    event.add("categories", [_("Planeringsåret"), str(layer)])
    event.add("url", url)
    event.add("transp", "TRANSPARENT")  # a day to remember, not a day when one is busy
    if about:
        event.add("description", about)
    return event


def _about(item):
    role = item.responsible_role and _("Ansvarig: %s") % item.responsible_role
    return "\n".join(line for line in (item.legal_ground, item.note, role) if line)
