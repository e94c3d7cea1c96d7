"""Finished rows of the premises' page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from strategy.completeness import GUIDANCE_KINDS
from strategy.models import Premise, PremiseKind


@dataclass(frozen=True)
class PremiseRow:
    premise: Premise
    title: str
    reference: str
    url: str
    leads_to: tuple


@dataclass(frozen=True)
class PremiseGroup:
    """Premises of one kind; the guidance's four kinds are there also when they are empty."""

    label: str
    rows: tuple


def premise_groups(plan):
    """All premises in the guidance's order of kinds; none at all when the plan has no premises yet."""
    if not plan.listed_premises:
        return []
    goals = {}
    for number, goal in enumerate(plan.listed_goals, start=1):
        for premise in goal.premises.all():
            goals.setdefault(premise.pk, []).append((number, goal))
    by_kind = {}
    for premise in plan.listed_premises:
        kind = premise.source.kind if premise.source_id else premise.kind
        by_kind.setdefault(kind, []).append(_premise_row(premise, goals.get(premise.pk, [])))
    kinds = [kind for kind in PremiseKind if kind in by_kind or kind in GUIDANCE_KINDS]
    groups = [PremiseGroup(str(kind.label), tuple(by_kind.get(kind, ()))) for kind in kinds]
    return groups + [PremiseGroup(_("Övrigt"), tuple(rows)) for kind, rows in by_kind.items() if kind == ""]


def _premise_row(premise, goals):
    source = premise.source
    if source is None:
        return PremiseRow(premise, premise.title, premise.reference, "", tuple(goals))
    facts = [part for part in (source.reference, str(source.year or ""), premise.reference) if part]
    return PremiseRow(premise, source.title, ", ".join(facts), source.url, tuple(goals))
