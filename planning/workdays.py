"""Which days people work: no weekends, no public holidays, and not the eves that everybody has off."""

import datetime
from functools import cache

from holidays import Sweden

_ONE_DAY = datetime.timedelta(days=1)


def working_day_before(day):
    """The day itself when people work then, otherwise the nearest working day before it.

    Midsommarafton, julafton and nyårsafton count as days off, as they do in practice. Half days, such as the Friday
    before Alla helgons dag, are worked.
    """
    while day.weekday() >= 5 or day in _days_off(day.year):
        day -= _ONE_DAY
    return day


@cache
def _days_off(year):
    return frozenset(Sweden(years=year, expand=False, categories=("public", "de_facto")))
