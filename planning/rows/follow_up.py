"""Finished rows of the plan's internal follow-up: which days, and which of them nobody works."""

import datetime
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import format_day
from planning.models import PlannedFollowUp
from planning.workdays import working_day_before

# (years after the plan's, month, day): after each four months, when the figures are in.
_SUGGESTED = ((0, 5, 15), (0, 9, 17), (1, 1, 21))


@dataclass(frozen=True)
class FollowUpRow:
    """A day: its date and weekday in words, and whether anybody works then."""

    follow_up: PlannedFollowUp
    day: str
    weekday: str
    is_day_off: bool


def follow_up_rows(plan):
    return [
        FollowUpRow(one, format_day(one.on), str(WEEKDAYS[one.on.weekday()]), working_day_before(one.on) != one.on)
        for one in plan.listed_follow_ups
    ]


def follow_up_summary(plan):
    """How many, and on which days, in one sentence; "" when there is none."""
    days = [one.on for one in plan.listed_follow_ups]
    if not days:
        return ""
    count = ngettext("%d tillfälle", "%d tillfällen", len(days)) % len(days)
    if len(days) > 4:
        said = {"count": count, "first": format_day(days[0]), "last": format_day(days[-1])}
        return _("%(count)s, från %(first)s till %(last)s.") % said
    words = [format_day(day, year=day.year != plan.year) for day in days]
    return f"{count}: {get_text_list(words, _('och'))}."


def suggested_follow_ups(plan):
    """Three that any plan can begin with, on working days: (day, what) pairs."""
    whats = (_("Tertial 1 %d"), _("Tertial 2 %d"), _("Hela %d"))
    days = [working_day_before(datetime.date(plan.year + later, month, day)) for later, month, day in _SUGGESTED]
    return [(day, what % plan.year) for day, what in zip(days, whats, strict=True)]
