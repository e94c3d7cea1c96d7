"""What a plan lacks: Måste (blocks submission) and Bör (the guidance recommends; a reason will do).

The rules themselves live in the rooms that own the data, in their completeness.py, registered with workflow.registry.
"""

from dataclasses import dataclass, replace

from workflow.models import LeftOut, Level
from workflow.registry import rules


@dataclass(frozen=True)
class Lack:
    """One thing missing: what to do, why in our own words, where to do it, and what the rule rests on."""

    text: str
    why: str
    url: str
    source: str = ""
    key: str = ""
    level: str = ""
    reason: str = ""

    @property
    def is_must(self):
        return self.level == Level.MUST

    @property
    def is_settled(self):
        """A Bör that has been left with a reason."""
        return bool(self.reason) and not self.is_must


def lacks(plan, reasons=None):
    """Everything the plan lacks, Måste first; a Bör left with a reason carries it."""
    if reasons is None:
        reasons = _reasons([plan])[plan.uid]
    found = []
    for key, level, function in rules(type(plan)):
        lack = function(plan)
        if lack is not None:
            found.append(replace(lack, key=key, level=level, reason=reasons.get(key, "")))
    return sorted(found, key=lambda lack: not lack.is_must)


def remaining(plan):
    """What is still to do: lacks that no reason has settled."""
    return [lack for lack in lacks(plan) if not lack.is_settled]


def remaining_of(plans):
    """The same for many plans, {uid: lacks}, with one query for the reasons; fetch the plans `with_contents()`."""
    reasons = _reasons(plans)
    return {plan.uid: [lack for lack in lacks(plan, reasons[plan.uid]) if not lack.is_settled] for plan in plans}


def _reasons(plans):
    found = {plan.uid: {} for plan in plans}
    for uid, rule, reason in LeftOut.objects.filter(plan_uid__in=found).values_list("plan_uid", "rule", "reason"):
        found[uid][rule] = reason
    return found
