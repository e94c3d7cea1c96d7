"""Finished rows of the premises' page, with what the reader should look at again."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from strategy.completeness import GUIDANCE_KINDS, group_key
from strategy.models import Premise, PremiseKind
from strategy.others import standings

OLD_AFTER = 5  # years before the plan begins: the horizon the guidance gives a plan


@dataclass(frozen=True)
class PremiseRow:
    """A premise as it stands. `flag` says what to look at again; `renewal` what a press of a button does about it."""

    premise: Premise
    title: str
    reference: str
    url: str
    leads_to: tuple
    flag: str
    renewal: str


@dataclass(frozen=True)
class PremiseGroup:
    """Premises of one kind; the guidance's four kinds are there also when they are empty, with `reason` why."""

    kind: str
    label: str
    rows: tuple
    is_asked_for: bool
    reason: str


def premise_groups(plan, today, reasons):
    """All premises in the guidance's order of kinds.

    `reasons` is {rule: reason} of what the plan leaves out. Four queries at most, whatever the number of premises.
    """
    standing, goals = standings(plan.listed_premises), _goals(plan)
    by_kind = defaultdict(list)
    for premise in plan.listed_premises:
        row = _premise_row(plan, premise, today, standing.get(premise.pk), goals[premise.pk])
        by_kind[premise.real_kind].append(row)
    kinds = [kind for kind in PremiseKind if kind in by_kind or kind in GUIDANCE_KINDS]
    groups = [
        PremiseGroup(
            kind.value,
            str(kind.label),
            tuple(by_kind.get(kind, ())),
            kind in GUIDANCE_KINDS,
            reasons.get(group_key(kind), ""),
        )
        for kind in kinds
    ]
    other = tuple(by_kind.get("", ()))
    return [*groups, *([PremiseGroup("ovrigt", _("Övrigt"), other, False, "")] if other else [])]


def _goals(plan):
    """The goals that come from each premise: {premise's pk: [(goal's pk, text)]}, one query."""
    links = plan.goals.model.premises.through.objects.filter(longtermgoal__plan=plan)
    ordered = links.order_by("longtermgoal__position", "longtermgoal_id")
    found = defaultdict(list)
    for premise, goal, text in ordered.values_list("premise_id", "longtermgoal_id", "longtermgoal__text"):
        found[premise].append((goal, text))
    return found


def _premise_row(plan, premise, today, standing, goals):
    source = premise.source
    flag, renewal = _flag(plan, premise, today, standing)
    if source is None:
        return PremiseRow(premise, premise.title, premise.reference, "", tuple(goals), flag, renewal)
    facts = [part for part in (source.reference, str(source.year or ""), premise.reference) if part]
    return PremiseRow(premise, source.title, ", ".join(facts), source.url, tuple(goals), flag, renewal)


def _flag(plan, premise, today, standing):
    """What the reader should look at again, most pressing first, and the button that mends it; "" for nothing."""
    source = premise.source
    if standing and standing.said:
        return standing.said, _("Läs in den nya lydelsen") if standing.newer else ""
    if source is None:
        return "", ""
    if source.replaced_by_id:
        return _("Ersatt av %s.") % source.replaced_by, _("Byt till den")
    if source.valid_until and source.valid_until < today:
        return _("Gällde till och med %d. Kontrollera vad som gäller nu.") % source.valid_until.year, ""
    if source.year and source.year < plan.first_year - OLD_AFTER and not premise.is_checked:
        return _("Från %d. Gäller den fortfarande?") % source.year, ""
    return "", ""
