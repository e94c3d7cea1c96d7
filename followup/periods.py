"""Periods that values belong to: tertials and years, computed, never stored.

A tertial is four months. The last day to enter values is the end of the month after the period, which gives 31 May,
30 September and 31 January (UX.md 7.2).
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from strategy.models.indicators import Frequency

_LENGTH: dict[str, int] = {Frequency.TERTIAL: 4, Frequency.YEAR: 12}
_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


@dataclass(frozen=True, order=True)
class Period:
    """A part of a year; `number` counts from 1. Compares in time order within one frequency."""

    year: int
    number: int
    frequency: str = Frequency.TERTIAL

    @classmethod
    def latest_closed(cls, today, frequency=Frequency.TERTIAL):
        """The last period that was over before this day."""
        months = _LENGTH[frequency]
        index = (today.year * 12 + today.month - 1) // months - 1
        return cls.from_index(index, frequency)

    @classmethod
    def from_index(cls, index, frequency=Frequency.TERTIAL):
        """The period with this running number since year 0: what makes counting on and back simple."""
        per_year = 12 // _LENGTH[frequency]
        return cls(index // per_year, index % per_year + 1, frequency)

    @property
    def index(self):
        return self.year * self.per_year + self.number - 1

    @property
    def per_year(self):
        return 12 // _LENGTH[self.frequency]

    @property
    def due_on(self):
        """The last day to enter a value: the end of the month after the period."""
        months = self.year * 12 + self.number * _LENGTH[self.frequency] + 1
        return datetime.date(months // 12, months % 12 + 1, 1) - datetime.timedelta(days=1)

    def back(self, steps):
        return self.from_index(self.index - steps, self.frequency)

    @property
    def slug(self):
        return f"{self.year}" if self.frequency == Frequency.YEAR else f"{self.year}-t{self.number}"

    @property
    def short_label(self):
        """T2 2026, or 2026 for a whole year."""
        return str(self.year) if self.frequency == Frequency.YEAR else f"T{self.number} {self.year}"

    @property
    def label(self):
        """tertial 2 2026, or 2026."""
        if self.frequency == Frequency.YEAR:
            return str(self.year)
        return _("tertial %(number)d %(year)d") % {"number": self.number, "year": self.year}

    @property
    def months(self):
        """maj–augusti 2026."""
        length = _LENGTH[self.frequency]
        first = (self.number - 1) * length
        return f"{_MONTHS[first]}–{_MONTHS[first + length - 1]} {self.year}"
