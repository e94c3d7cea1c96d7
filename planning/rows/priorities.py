"""Finished rows of the ranking: each project's points, its value and place, and what the ranked ones cost."""

from dataclasses import dataclass
from decimal import Decimal

from planning.models import Project, ProjectScore
from planning.ranking import rank
from planning.rows.parts import current_projects

BUDGETS = ("budget_line", "budget_project", "budget_maintenance")


@dataclass(frozen=True)
class RankedRow:
    """A ranked project: its place, shared by those with the same value, and its value from 0 to 5."""

    project: Project
    place: int
    value: Decimal


@dataclass(frozen=True)
class BudgetSum:
    """One of the three budgets of the ranked projects together, in mnkr; `amount` None when no project has said."""

    amount: Decimal | None
    known: int


@dataclass(frozen=True)
class Ranking:
    """The plan's projects in order of value, those nobody has judged whole, and the sums of the ranked ones."""

    rows: list
    unjudged: list
    sums: dict
    with_budget: int


def points_of(plan):
    """What has been judged: {project number: {criterion number: points}}, of the projects that are not stopped."""
    found = {project.pk: {} for project in current_projects(plan)}
    for score in ProjectScore.objects.filter(project__plan=plan):
        found.get(score.project_id, {})[score.criterion_id] = score.points
    return found


def ranking(plan, criteria, points):
    """The ranked list, from the plan's criteria and what `points_of` found."""
    known = {project.pk: project for project in plan.listed_projects}
    ranked, unjudged = rank({criterion.pk: criterion.weight for criterion in criteria}, points)
    rows = [RankedRow(known[one.project], one.place, one.value) for one in ranked]
    return Ranking(
        rows=rows,
        unjudged=[known[number] for number in unjudged],
        sums={name: budget_sum([getattr(row.project, name) for row in rows]) for name in BUDGETS},
        with_budget=sum(row.project.budget is not None for row in rows),
    )


def budget_sum(amounts):
    """What is known, added; unknown is told apart from nought."""
    known = [amount for amount in amounts if amount is not None]
    return BudgetSum(sum(known, Decimal(0)) if known else None, len(known))


def places(plan):
    """The place of each ranked project: {number: place}."""
    return {row.project.pk: row.place for row in ranking(plan, list(plan.criteria.all()), points_of(plan)).rows}
