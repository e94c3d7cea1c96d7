"""Läget: how one organisation or many stand, in a fixed number of queries."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.models import Agency
from charts.health import Health
from charts.numbers import format_day
from followup.models import Measurement
from followup.periods import Period
from followup.reporting.indicators import Group, indicator_rows, score
from followup.reporting.plans import operational_plans, plan_notes, project_rows
from planning.models import OperationalPlan
from strategy.models import Indicator

LATE_START_MONTH = 9  # instructions come in June; a plan for next year that nobody has begun by September is late


@dataclass(frozen=True)
class AgencyRow:
    """How an organisation stands: next year's plan, this year's projects, the latest period's indicators."""

    agency: Agency
    plan: OperationalPlan | None
    note: str
    deadline: datetime.date | None
    is_late_to_start: bool
    projects: tuple
    indicators: tuple
    missing: int
    days_late: int
    due_on: datetime.date | None
    changed_on: datetime.date | None

    @property
    def project_healths(self):
        return [row.health for row in self.projects if row.health]

    @property
    def indicator_healths(self):
        """Of those that have a value; the missing ones have a column of their own."""
        return [row.health for row in self.indicators if row.health and not row.is_missing]

    @property
    def missing_text(self):
        """ "5, 15 dagar sent", or until when there is time."""
        if not self.missing:
            return "0"
        if self.days_late:
            late = ngettext("%(days)d dag sent", "%(days)d dagar sent", self.days_late) % {"days": self.days_late}
            return f"{self.missing}, {late}"
        return _("%(number)d, senast %(day)s") % {"number": self.missing, "day": format_day(self.due_on, year=False)}

    @property
    def missing_shape(self):
        """How alarming it is: many late values are worse than one."""
        if not self.days_late:
            return ""
        return "bad" if self.missing * 2 >= len(self.indicators) else "risk"


@dataclass(frozen=True)
class Situation:
    """Everything on Läget, for one organisation or many. `plans` are this year's and next year's as worked on."""

    today: datetime.date
    period: Period
    agencies: tuple
    indicators: tuple
    plans: tuple

    @property
    def year(self):
        """The year that is being planned."""
        return self.today.year + 1

    @property
    def score(self):
        return score(row.health for row in self.indicators)

    @property
    def off_track_projects(self):
        return [row for agency in self.agencies for row in agency.projects if row.health == Health.OFF_TRACK]

    @property
    def not_started(self):
        return [row for row in self.agencies if row.is_late_to_start]

    @property
    def with_missing(self):
        """Organisations that lack values, most first."""
        return sorted((row for row in self.agencies if row.missing), key=lambda row: -row.missing)

    def rows_in(self, status):
        return [row for row in self.indicators if row.health == status]

    @property
    def multiples(self):
        """The first joint indicator that has a common scale, as charts beside each other; None for a single one."""
        rows = [row for row in self.indicators if row.is_joint and row.bullet.scale_max is not None]
        rows = [row for row in rows if row.indicator.definition_id == rows[0].indicator.definition_id]
        if len(rows) < 2:
            return None
        return Group(rows[0].indicator.definition.name, tuple((row, row.chart(row.agency.name)) for row in rows))


def situation(agencies, today):
    """How these organisations stand, in a fixed number of queries however many they are."""
    agencies = list(agencies)
    order = {agency.pk: place for place, agency in enumerate(agencies)}
    year = today.year + 1
    latest, holding = operational_plans(agencies, [today.year, year])
    this_year = [plan for (_pk, of_year), plan in holding.items() if of_year == today.year]
    next_year = [plan for (_pk, of_year), plan in latest.items() if of_year == year]
    notes = plan_notes(next_year)
    projects, indicators = defaultdict(list), defaultdict(list)
    for row in project_rows(this_year):
        projects[row.project.plan.agency_id].append(row)
    rows = indicator_rows(Indicator.objects.filter(agency__in=agencies), today)
    rows.sort(key=lambda row: order[row.indicator.agency_id])
    rows.sort(key=lambda row: (not row.is_joint, row.indicator.definition.position if row.is_joint else 0))
    for row in rows:
        indicators[row.indicator.agency_id].append(row)
    entered = _last_entered(agencies)
    shown = []
    for agency in agencies:
        own_plans = [plan for (pk, _year), plan in latest.items() if pk == agency.pk]
        shown.append(
            _agency_row(
                agency,
                latest.get((agency.pk, year)),
                notes.get((agency.pk, year), _("Ingen verksamhetsplan är skapad")),
                projects[agency.pk],
                indicators[agency.pk],
                max((*(plan.edited_at for plan in own_plans), *entered.get(agency.pk, ())), default=None),
                today,
            )
        )
    return Situation(today, Period.latest_closed(today), tuple(shown), tuple(rows), tuple(latest.values()))


def standing(agency, plans, today):
    """The row of one organisation alone, from what operational_plans gave, without its note and day of change."""
    latest, holding = plans
    this_year = holding.get((agency.pk, today.year))
    return _agency_row(
        agency,
        latest.get((agency.pk, today.year + 1)),
        "",
        project_rows([this_year]) if this_year else [],
        indicator_rows(Indicator.objects.filter(agency=agency), today),
        None,
        today,
    )


def _agency_row(agency, plan, note, projects, indicators, changed_at, today):
    missing = [row for row in indicators if row.is_missing]
    worst = max(missing, key=lambda row: row.days_late, default=None)
    submitted = plan.submitted_at if plan and not plan.is_open else None
    return AgencyRow(
        agency=agency,
        plan=plan,
        note=note,
        deadline=(timezone.localtime(submitted).date() if submitted else plan.submit_by) if plan else None,
        is_late_to_start=plan is None and today.month >= LATE_START_MONTH,
        projects=tuple(projects),
        indicators=tuple(indicators),
        missing=len(missing),
        days_late=worst.days_late if worst else 0,
        due_on=worst.period.due_on if worst else None,
        changed_on=timezone.localtime(changed_at).date() if changed_at else None,
    )


def _last_entered(agencies):
    """When each organisation last registered a value: a dict from its pk to a list of that moment."""
    values = Measurement.objects.filter(indicator__agency__in=agencies)
    newest = values.values_list("indicator__agency").annotate(Max("entered_at")).order_by()
    return {pk: [moment] for pk, moment in newest}
