"""How indicators go: a queryset in, frozen rows out."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from charts.bullet import Bullet
from charts.geometry import last_known
from charts.health import Health
from charts.line_chart import LineChart
from charts.numbers import format_amount
from charts.sparkline import Sparkline
from followup.models import Measurement
from followup.periods import Period
from followup.reporting.rule import as_decimal, elapsed, expected, health
from planning.models import ShortTermGoal
from strategy.models import Indicator, LongTermGoal
from workflow.transitions import State

SHOWN_PERIODS = 8


@dataclass(frozen=True)
class IndicatorRow:
    """How one indicator goes, as of its latest closed period. `values` are of `periods`, oldest first."""

    indicator: Indicator
    period: Period
    periods: tuple
    values: tuple
    value: Decimal | None
    last_known: Decimal | None
    baseline: Decimal | None
    expected: Decimal | None
    target: Decimal | None
    target_year: int | None
    difference: Decimal | None
    health: Health | None
    days_late: int
    bullet: Bullet
    sparkline: Sparkline

    @property
    def agency(self):
        return self.indicator.agency

    @property
    def decimals(self):
        return self.indicator.decimals

    @property
    def is_missing(self):
        return self.health == Health.MISSING

    @property
    def is_joint(self):
        return self.indicator.definition_id is not None

    @property
    def heading(self):
        """The name with its unit, once: "Ärenden via e-tjänst, %"."""
        indicator = self.indicator
        return indicator.name if indicator.unit in indicator.name else f"{indicator.name}, {indicator.unit}"

    @property
    def sentence(self):
        """ "40 % i tertial 2 2026. Planen säger 43 % i dag och 60 % till 2028." """
        return f"{self._value_sentence()} {self._plan_sentence()}"

    def _value_sentence(self):
        period = self.period.label
        if self.value is not None:
            return _("%(value)s i %(period)s.") % {"value": self.amount(self.value), "period": period}
        if self.last_known is None:
            return _("Inget värde är registrerat än.")
        said = _("Värdet för %(period)s saknas.") % {"period": period}
        return said + " " + _("Senast kända värde är %(value)s.") % {"value": self.amount(self.last_known)}

    def _plan_sentence(self):
        if self.target is None:
            return _("Inget målvärde är satt, så läget går inte att räkna.")
        facts = {"target": self.amount(self.target), "year": self.target_year, "now": self.amount(self.expected)}
        if self.baseline is None:
            return _("Målet är %(target)s till %(year)d. Utgångsläge saknas, så läget går inte att räkna.") % facts
        if self.value is None:
            return _("Planen säger att det borde vara %(now)s i dag och %(target)s till %(year)d.") % facts
        return _("Planen säger %(now)s i dag och %(target)s till %(year)d.") % facts

    def amount(self, value):
        """A value of this indicator with its unit, as it is written in a sentence."""
        return format_amount(value, self.decimals, sentence_unit(self.indicator.unit))

    def chart(self, title):
        """The same development as a line; `title` is what tells this chart from those beside it."""
        return LineChart(
            title=title,
            unit=sentence_unit(self.indicator.unit),
            decimals=self.decimals,
            periods=[period.short_label for period in self.periods],
            values=self.values,
            plan_start=self.sparkline.baseline,
            plan_end=self.sparkline.expected,
            scale_min=self.bullet.scale_min,
            scale_max=self.bullet.scale_max,
            target=self.target,
            target_label=_("Mål %(year)d") % {"year": self.target_year} if self.target_year else "",
        )


def sentence_unit(unit):
    """The unit as it stands after a number; an index is a bare number."""
    return "" if unit.casefold().startswith("index") else unit


def scale_of(indicator):
    """The ends that bullets of this kind share, (None, None) when each has to be fitted by itself."""
    definition = indicator.definition
    if definition and definition.scale_max is not None:
        return definition.scale_min, definition.scale_max
    return (Decimal(0), Decimal(100)) if indicator.unit == "%" else (None, None)


def indicator_row(indicator, target, target_year, values, today, shown=SHOWN_PERIODS):
    """How an indicator goes. `values` is a dict from Period to value; periods that are not over do not count."""
    period = Period.latest_closed(today, indicator.frequency)
    periods = tuple(period.back(steps) for steps in range(shown - 1, -1, -1))
    known = {one: value for one, value in values.items() if one <= period}
    value, newest = known.get(period), last_known([known[one] for one in sorted(known)])
    starts, now = (
        as_decimal(expected(indicator.baseline, target, elapsed(one, indicator.baseline_year, target_year)))
        for one in (periods[0], period)
    )
    exact = expected(indicator.baseline, target, elapsed(period, indicator.baseline_year, target_year))
    is_due = period.year > indicator.baseline_year
    grade = health(indicator.baseline, target, value, exact, lower_is_better=indicator.lower_is_better)
    low, high = scale_of(indicator)
    return IndicatorRow(
        indicator=indicator,
        period=period,
        periods=periods,
        values=tuple(known.get(one) for one in periods),
        value=value,
        last_known=newest,
        baseline=indicator.baseline,
        expected=now,
        target=target,
        target_year=target_year,
        difference=None if value is None or now is None else value - now,
        health=grade if is_due or value is not None else None,
        days_late=max((today - period.due_on).days, 0) if value is None and is_due else 0,
        bullet=Bullet(
            label=f"{indicator.name}, {indicator.agency}",
            unit=sentence_unit(indicator.unit),
            decimals=indicator.decimals,
            baseline=indicator.baseline,
            expected=now,
            target=target,
            value=value,
            last_known=newest,
            scale_min=low,
            scale_max=high,
            lower_is_better=indicator.lower_is_better,
        ),
        sparkline=Sparkline(
            label=f"{indicator.name}, {indicator.agency}",
            values=tuple(known.get(one) for one in periods),
            baseline=starts,
            expected=now,
        ),
    )


def indicator_rows(indicators, today):
    """A row for each indicator of a queryset, joint ones first, in two queries however many they are."""
    listed = list(indicators.with_target().select_related("agency", "definition"))
    measured = Measurement.objects.current().filter(indicator__in=listed, year__gte=today.year - SHOWN_PERIODS)
    values = defaultdict(dict)
    frequency = {indicator.pk: indicator.frequency for indicator in listed}
    for pk, year, number, value in measured.values_list("indicator_id", "year", "number", "value"):
        values[pk][Period(year, number, frequency[pk])] = value
    listed.sort(key=lambda one: (one.definition is None, one.definition.position if one.definition else 0, one.pk))
    return [indicator_row(one, one.target_value, one.target_year, values[one.pk], today) for one in listed]


@dataclass(frozen=True)
class Group:
    """Indicator rows under a heading; `note` says what a reader needs to know of them."""

    heading: str
    rows: tuple
    note: str = ""


def joint_groups(rows):
    """Joint indicators, one group each, organisations as rows in the order they came."""
    groups = defaultdict(list)
    for row in rows:
        if row.is_joint:
            groups[row.indicator.definition].append(row)
    return [Group(f"{d.name}, {d.unit}", tuple(found), _scale_note(d)) for d, found in groups.items()]


def own_group(rows):
    """The indicators organisations have made themselves, as one group; empty when there are none."""
    own = tuple(row for row in rows if not row.is_joint)
    return [Group(_("Egna indikatorer"), own)] if own else []


def groups_by_goal(rows, goals):
    """An organisation's indicators under its goals, in the goals' order; those without a goal last.

    A goal without an indicator is shown too: it is a gap. `goals` come with their indicators at hand.
    """
    by_pk = {row.indicator.pk: row for row in rows}
    groups, placed = [], set()
    for goal in goals:
        found = tuple(by_pk[one.pk] for one in goal.indicators.all() if one.pk in by_pk)
        placed.update(row.indicator.pk for row in found)
        groups.append(Group(goal.text, found, "" if found else _("Målet har ingen indikator än.")))
    rest = tuple(row for row in rows if row.indicator.pk not in placed)
    heading = _("Utan långsiktigt mål") if groups else _("Indikatorer")
    return [*groups, Group(heading, rest)] if rest else groups


def _scale_note(definition):
    return "" if definition.scale_max is not None else _("Varje organisation har sin egen skala.")


def usual_target_year(rows):
    """The year that most targets are for, which need not be repeated on every row; None when there is none."""
    years = Counter(row.target_year for row in rows if row.target_year)
    return years.most_common(1)[0][0] if years else None


_SCORED = (Health.ON_TRACK, Health.AT_RISK, Health.OFF_TRACK, Health.MISSING)


@dataclass(frozen=True)
class Score:
    """How many indicators or projects there are of each läge; those whose läge is unknown are in `total` only."""

    total: int
    on_track: int
    at_risk: int
    off_track: int
    missing: int


def score(healths):
    """Counts of a list of healths, None among them."""
    healths = list(healths)
    counts = Counter(healths)
    return Score(len(healths), *(counts[one] for one in _SCORED))


@dataclass(frozen=True)
class HistoryRow:
    """A period of an indicator's history; `corrected` tells of the value it replaced."""

    period: Period
    value: Decimal | None
    plan: Decimal | None
    difference: Decimal | None
    measurement: Measurement | None
    corrected: tuple


def row_with_history(indicator, measurements, today):
    """The row of one indicator that was fetched with its target, from measurements already at hand."""
    values = {Period(one.year, one.number, indicator.frequency): one.value for one in measurements if one.is_current}
    return indicator_row(indicator, indicator.target_value, indicator.target_year, values, today)


def goals_of(indicator):
    """The goals it measures in plans that are not superseded: long-term ones, and short-term ones newest year first."""
    long_term = LongTermGoal.objects.filter(indicators=indicator).exclude(plan__state=State.SUPERSEDED)
    short_term = ShortTermGoal.objects.filter(indicators=indicator).exclude(plan__state=State.SUPERSEDED)
    return [
        *long_term.select_related("plan__agency").order_by("plan__first_year", "position"),
        *short_term.select_related("plan__agency").order_by("-plan__year", "position"),
    ]


def history(row, measurements):
    """An indicator's periods, newest first, from its first value (or the period after the baseline) until now.

    `measurements` are all its rows, current or not, oldest first.
    """
    by_period = defaultdict(list)
    for one in measurements:
        by_period[Period(one.year, one.number, row.indicator.frequency)].append(one)
    first = min([*by_period, Period(row.indicator.baseline_year + 1, 1, row.indicator.frequency)])
    first = max(first, row.period.back(29))
    shown = []
    for index in range(row.period.index, first.index - 1, -1):
        period = Period.from_index(index, row.indicator.frequency)
        current = next((one for one in by_period[period] if one.is_current), None)
        share = elapsed(period, row.indicator.baseline_year, row.target_year)
        plan = as_decimal(expected(row.baseline, row.target, share))
        value = current.value if current else None
        difference = None if value is None or plan is None else value - plan
        shown.append(HistoryRow(period, value, plan, difference, current, _corrections(by_period[period])))
    return shown


def _corrections(rows):
    """Pairs of (the value that was replaced, the row that replaced it), newest first."""
    return tuple(reversed([(old.value, new) for old, new in pairwise(rows)]))


def history_chart(row, shown, title):
    """The whole history as one large line, oldest first."""
    ordered = list(reversed(shown))
    return replace(
        row.chart(title),
        periods=[one.period.short_label for one in ordered],
        values=[one.value for one in ordered],
        plan_start=ordered[0].plan,
        plan_end=ordered[-1].plan,
    )


def number_with_unit(value, indicator):
    """A value with its unit, without zeros nobody wrote; None is "–"."""
    return format_amount(value, None, sentence_unit(indicator.unit))
