"""The story's time: everything is written for 2026 and can be told in another year."""

import datetime
import re
import uuid
from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone

WRITTEN_FOR = 2026
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.samplan.example")
_YEAR_IN_TEXT = re.compile(r"\{(\d{4})\}")


class Story:
    """The story told in one year. It reads the years, days and texts of the data and moves them there."""

    def __init__(self, year=WRITTEN_FOR):
        self.shift = year - WRITTEN_FOR

    @property
    def today(self):
        return self.day("2026-10-15")

    def year(self, year):
        return year + self.shift

    def day(self, written):
        """A date written "2026-10-15"; None for an empty one."""
        if not written:
            return None
        written = datetime.date.fromisoformat(written)
        return written.replace(year=self.year(written.year))

    def moment(self, written):
        """A moment written "2026-10-15 14.32", Swedish time."""
        day, clock = written.split()
        hour, minute = map(int, clock.split("."))
        return timezone.make_aware(datetime.datetime.combine(self.day(day), datetime.time(hour, minute)))

    def first_day(self, month):
        """The first day of a month written "2026-10"; None for an empty one."""
        return self.day(f"{month}-01") if month else None

    def last_day(self, month):
        """The last day of a month written "2026-10"; None for an empty one."""
        if not month:
            return None
        into_the_next = self.first_day(month) + datetime.timedelta(days=31)
        return into_the_next.replace(day=1) - datetime.timedelta(days=1)

    def text(self, written):
        """A text where the years that move stand in braces: "Mer än hälften {2028}"."""
        return _YEAR_IN_TEXT.sub(lambda match: str(self.year(int(match[1]))), written)

    @contextmanager
    def told_on(self, day):
        """What is done inside happens on that day: workflow.clock says so."""
        real = settings.DEMO_TODAY
        settings.DEMO_TODAY = day
        try:
            yield
        finally:
            settings.DEMO_TODAY = real


def uid(*names):
    """The same uid every time for the same thing, so that loading twice finds it and links to it stay."""
    return uuid.uuid5(_NAMESPACE, "/".join(map(str, names)))
