"""The year's training summed against the gaps of the competence strategy. Rows in, frozen numbers out.

*People* are places in the year's training: the sum of the numbers that are known. The same person may take two
trainings and is then two. A training that nobody has counted is told beside the sum and never added as 0.

*Gap* is the strategy's own: full-time equivalents lacking in its last year. People and full-time equivalents are
different things, so neither is ever subtracted from the other. A gap is *unaddressed* when people are lacking and no
training of the year builds the competence up; that some training does says nothing about how much of it is filled.
"""

from collections import defaultdict
from dataclasses import dataclass

from strategy.models import CompetenceNeed


@dataclass(frozen=True)
class People:
    """How many are trained as far as known, None when no training is counted, and how many trainings are not."""

    count: int | None
    uncounted: int


@dataclass(frozen=True)
class Coverage:
    """A competence of the strategy with the year's training that builds it up."""

    need: CompetenceNeed
    people: People
    trainings: tuple

    @property
    def is_unaddressed(self):
        return bool(self.need.gap and self.need.gap > 0) and not self.trainings


def people(trainings):
    known = [one.number for one in trainings if one.number is not None]
    return People(sum(known) if known else None, len(trainings) - len(known))


def coverage(needs, trainings):
    """One row per competence, in the strategy's order, and the trainings that build none of them up."""
    building = defaultdict(list)
    for one in trainings:
        building[one.competence_id].append(one)
    rows = [Coverage(need, people(building[need.pk]), tuple(building[need.pk])) for need in needs]
    known = {need.pk for need in needs}
    return rows, [one for one in trainings if one.competence_id not in known]
