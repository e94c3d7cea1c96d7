"""Templates of the planning year, one file for each kind of organisation. No rows in the database: a year is a copy."""

import datetime
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planning.workdays import working_day_before

_FOLDER = Path(__file__).parent / "planning_year"
_ORDER = ("state_agency", "municipality", "region")


@dataclass(frozen=True)
class TemplateDay:
    """A day that a template sets. `kind` is law, practice or own; `part` what of the planning it belongs to.

    `election_day` is the day in years with a general election, when it is another. `strip`: important enough for the
    year's strip, where there is room for six or seven.
    """

    key: str
    day: str
    title: str
    kind: str
    legal_ground: str = ""
    note: str = ""
    part: str = ""
    responsible: str = ""
    election_day: str = ""
    strip: bool = False

    def in_year(self, year):
        """The day as it is written, whatever day of the week it is."""
        written = self.election_day if self.election_day and year % 4 == 2 else self.day
        return datetime.date.fromisoformat(f"{year}-{written}")

    def worked_in(self, year):
        """The day, moved to the working day before when nobody works then."""
        return working_day_before(self.in_year(year))


@dataclass(frozen=True)
class Template:
    """The planning year of one kind of organisation; `key` is that kind."""

    key: str
    name: str
    source: str
    days: tuple[TemplateDay, ...]

    @property
    def strip_keys(self):
        return {day.key for day in self.days if day.strip}


@cache
def templates():
    """All templates, by their keys, in the order they are offered."""
    return {key: _read(key) for key in _ORDER}


def _read(key):
    read = json.loads((_FOLDER / f"{key}.json").read_text(encoding="utf-8"))
    return Template(key, read["name"], read["source"], tuple(TemplateDay(**day) for day in read["days"]))
