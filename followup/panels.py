"""What followup shows on the plans' pages: how the indicators of their goals go."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from followup.periods import Period
from followup.reporting import IndicatorRow, indicator_rows
from planning.rows.calendar import SharedDay
from strategy.models import Indicator
from workflow.clock import today
from workflow.registry import Panel, panel


@dataclass(frozen=True)
class GoalRow:
    """An indicator of a goal; `row` None when the goal has none. `is_first` where the goal's name is to be shown."""

    goal: object
    row: IndicatorRow | None
    is_first: bool


@panel("strategic_plan.goals")
def long_term_goals(plan):
    """Each long-term goal against its target."""
    return _panel(plan, plan.listed_goals, lambda goal, row: row)


@panel("operational_plan.goals")
def short_term_goals(plan):
    """Each short-term goal; its value at the year's end is the target when it has one indicator."""
    return _panel(plan, plan.listed_goals, _at_year_end)


def _at_year_end(goal, row):
    if goal.year_end_value is None or len(goal.indicators.all()) != 1:
        return row
    return replace(
        row,
        target=goal.year_end_value,
        target_year=goal.plan.year,
        bullet=replace(row.bullet, target=goal.year_end_value),
    )


def _panel(plan, goals, shown):
    """None while nothing is tied to a goal: then the page's own list of goals says it all."""
    wanted = {indicator.pk for goal in goals for indicator in goal.indicators.all()}
    if not wanted:
        return None
    rows = {row.indicator.pk: row for row in indicator_rows(Indicator.objects.filter(pk__in=wanted), today())}
    found = []
    for goal in goals:
        goal.plan = plan
        own = [rows[indicator.pk] for indicator in goal.indicators.all()]
        found += [GoalRow(goal, shown(goal, row), place == 0) for place, row in enumerate(own)] or [
            GoalRow(goal, None, True)
        ]
    return Panel("followup/_goal_bullets.html", {"rows": found})


@panel("planning_year.shared")
def last_days_for_measurements(agency, year):
    """The last day to enter values of each tertial, in the year when that day is."""
    url = reverse("followup:indicators", args=[agency.slug])
    for period in (Period(year - 1, 3), Period(year, 1), Period(year, 2)):
        title = _("Sista dag för mätvärden, %s") % period.months
        yield SharedDay(period.due_on, title, f"measurements_{period.number}", url)
