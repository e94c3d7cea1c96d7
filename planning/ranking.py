"""How projects are ranked: plain arithmetic on points and weights, no database.

A project's value is the weighted mean of its points, with one decimal. A project that lacks points on some criterion
is not ranked: unknown is never zero. Projects with the same value share a place, and the next place is left out.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HIGHEST = 5


@dataclass(frozen=True)
class Ranked:
    """A project with its value and its place among the others."""

    project: Hashable
    value: Decimal
    place: int


def weighted_mean(weights: Mapping, points: Mapping) -> Decimal | None:
    """From 0.0 to 5.0 with one decimal; None when a criterion lacks points, or when there is none to judge by."""
    if not weights or any(points.get(criterion) is None for criterion in weights):
        return None
    total = sum(weight * points[criterion] for criterion, weight in weights.items())
    return (Decimal(total) / sum(weights.values())).quantize(Decimal("0.1"), ROUND_HALF_UP)


def rank(weights: Mapping, points: Mapping[Hashable, Mapping]) -> tuple[Sequence[Ranked], Sequence]:
    """(ranked, best first; not judged) of projects, given {criterion: weight} and {project: {criterion: points}}.

    Among equals the order in which the projects were given is kept.
    """
    values = {project: weighted_mean(weights, given) for project, given in points.items()}
    judged = sorted(
        ((project, value) for project, value in values.items() if value is not None), key=lambda pair: -pair[1]
    )
    ranked = []
    for number, (project, value) in enumerate(judged, start=1):
        place = ranked[-1].place if ranked and ranked[-1].value == value else number
        ranked.append(Ranked(project, value, place))
    return ranked, [project for project, value in values.items() if value is None]
