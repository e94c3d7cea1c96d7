"""What a plan lacks: Måste (blocks submission) and Bör (the guidance recommends; a reason will do).

The rules themselves live in the rooms that own the data, in their completeness.py, registered with workflow.registry.
"""

from dataclasses import dataclass, field, replace

from django.db.models import CharField, UUIDField, Value

from workflow.models import LeftOut, Level, RuleLevel
from workflow.registry import rules


@dataclass(frozen=True)
class Lack:
    """One thing missing: what to do and where. The rest is the rule's: why in our own words, and what it rests on."""

    text: str
    url: str
    why: str = ""
    source: str = ""
    key: str = ""
    part: str = ""
    level: str = ""
    reason: str = ""

    @property
    def is_must(self):
        return self.level == Level.MUST

    @property
    def is_settled(self):
        """A Bör that has been left with a reason."""
        return bool(self.reason) and not self.is_must


@dataclass(frozen=True)
class Notes:
    """What people have said about the rules: {(plan's uid, rule): reason} and {(rule, kind of agency): level}."""

    reasons: dict = field(default_factory=dict)
    levels: dict = field(default_factory=dict)

    def level_of(self, rule, plan):
        """Måste, Bör or off, for the kind of organisation whose plan it is."""
        return self.levels.get((rule_name(type(plan), rule), plan.agency.kind), rule.level)


def rule_name(plan_class, rule):
    """What a rule is called among the rules of all kinds of plans: "strategicplan.has_goal"."""
    return f"{plan_class._meta.model_name}.{rule.key}"


def lacks(plan, notes=None):
    """Everything the plan lacks, Måste first; a Bör left with a reason carries it."""
    notes = notes or notes_on([plan])
    found = []
    for rule in rules(type(plan)):
        level = notes.level_of(rule, plan)
        lack = None if level == RuleLevel.Asked.OFF else rule.find(plan)
        if lack is not None:
            reason = notes.reasons.get((plan.uid, rule.key), "")
            said = {"why": lack.why or rule.why, "source": rule.source, "key": rule.key, "part": rule.part}
            found.append(replace(lack, level=level, reason=reason, **said))
    return sorted(found, key=lambda lack: not lack.is_must)


def remaining(plan):
    """What is still to do: lacks that no reason has settled."""
    return [lack for lack in lacks(plan) if not lack.is_settled]


def remaining_of(plans):
    """The same for many plans, {uid: lacks}, with one query for the notes; fetch the plans `with_contents()`."""
    notes = notes_on(plans)
    return {plan.uid: [lack for lack in lacks(plan, notes) if not lack.is_settled] for plan in plans}


def notes_on(plans):
    """The reasons given on some plans, and the levels that administrators have set: one query for both."""
    uids = [plan.uid for plan in plans]
    reasons = LeftOut.objects.filter(plan_uid__in=uids).values_list(
        "plan_uid", "rule", Value("", output_field=CharField()), "reason"
    )
    levels = RuleLevel.objects.order_by().values_list(
        Value(None, output_field=UUIDField()), "rule", "agency_kind", "level"
    )
    notes = Notes()
    for uid, rule, kind, said in reasons.union(levels, all=True):
        if uid:
            notes.reasons[uid, rule] = said
        else:
            notes.levels[rule, kind] = said
    return notes


def reasons_for(plan):
    """Why the plan leaves what it leaves: {rule: reason}."""
    return dict(LeftOut.objects.filter(plan_uid=plan.uid).values_list("rule", "reason"))
