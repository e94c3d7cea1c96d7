"""Finished rows of the competence strategy: who is lacking, what is done about it, and the drawing of both."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.dot_plot import DotPlot, Dots, Mark, Series
from charts.numbers import format_amount, format_difference, format_number
from strategy.models import CompetenceNeed

UNIT = "årsarbetskrafter"


@dataclass(frozen=True)
class ActionLine:
    """Something done: the step it is, and in words what and when."""

    measure: str
    words: str


@dataclass(frozen=True)
class CompetenceRow:
    """A competence. `gap` is in words, "" while it is not known; `years` are (year, number) for those in between."""

    need: CompetenceNeed
    today: str
    later: str
    gap: str
    is_unmet: bool
    years: tuple
    actions: tuple
    initiatives: tuple


def competence_summary(plan):
    """What the strategy says in one line; "" when it has no needs."""
    rows = plan.listed_competence
    if not rows:
        return ""
    count = ngettext("%d kompetens", "%d kompetenser", len(rows)) % len(rows)
    return f"{count}. {_totals(rows)}"


def _totals(rows):
    """Who is lacking and who is too many, never one against the other: they are different people's competence."""
    gaps = [need.gap for need in rows]
    lacking = sum(gap for gap in gaps if gap and gap > 0)
    spare = -sum(gap for gap in gaps if gap and gap < 0)
    unknown = sum(gap is None for gap in gaps)
    said = []
    if lacking:
        said.append(_("%s fattas") % format_amount(lacking, unit=UNIT))
    if spare:
        said.append(_("%s är för många") % (format_number(spare) if lacking else format_amount(spare, unit=UNIT)))
    if not said and unknown < len(gaps):
        said.append(_("Ingen fattas och ingen är för mycket"))
    sentence = _(" och ").join(said) + "." if said else ""
    if unknown:
        sentence += " " + ngettext("%d är inte räknad.", "%d är inte räknade.", unknown) % unknown
    return sentence.strip()


def competence_rows(plan):
    return [_row(need, plan) for need in plan.listed_competence]


def _row(need, plan):
    between = [one for one in need.listed_years if plan.first_year <= one.year < plan.last_year]
    return CompetenceRow(
        need=need,
        today=format_number(need.fte_today),
        later=format_number(need.fte_later),
        gap="" if need.gap is None else format_difference(need.gap),
        is_unmet=bool(need.gap) and not need.listed_actions,
        years=tuple((str(one.year), format_number(one.fte)) for one in between),
        actions=tuple(ActionLine(str(one.measure), _action_words(one)) for one in need.listed_actions),
        initiatives=tuple(need.listed_initiatives),
    )


def _action_words(action):
    year = str(action.year or "")
    return ", ".join(part for part in (action.what, year) if part)


def competence_plot(plan):
    """Today and the last year for every competence with a number; None when none has."""
    rows = [need for need in plan.listed_competence if need.fte_today is not None or need.fte_later is not None]
    if not rows:
        return None
    return DotPlot(
        sentence=_("Årsarbetskrafter i dag och %(year)d. %(totals)s")
        % {"year": plan.last_year, "totals": _totals(rows)},
        heading=_("Kompetens"),
        unit=UNIT,
        series=(Series(_("i dag")), Series(str(plan.last_year), Mark.PLANNED)),
        rows=tuple(Dots(str(need), (need.fte_today, need.fte_later)) for need in rows),
    )


def without_competence(plan):
    """The plan's initiatives that no competence is said to be needed for: one query."""
    return list(plan.initiatives.filter(competence_needs__isnull=True).only("pk", "title"))
