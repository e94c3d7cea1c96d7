"""Finished rows of the year's premises, with what the reader should look at again."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.numbers import format_month_span
from planning.models import PlanningPremise, PlanningPremiseKind, ShortTermGoal
from planning.others import standings

OLD_AFTER = 2  # years before the plan's own: what was captured earlier than that may have changed


@dataclass(frozen=True)
class PremiseRow:
    """A premise as it stands. `flag` says what to look at again; `renewal` what a press of a button does about it."""

    premise: PlanningPremise
    facts: str
    url: str
    leads_to: tuple
    flag: str
    renewal: str


@dataclass(frozen=True)
class PremiseGroup:
    """Premises of one kind; every kind is there, also when it is empty."""

    kind: str
    label: str
    rows: tuple


def premise_groups(plan):
    """All premises in the order of their kinds. Five queries at most, whatever the number of premises."""
    standing, goals = standings(plan.listed_premises), _goals(plan)
    by_kind = defaultdict(list)
    for premise in plan.listed_premises:
        by_kind[premise.kind].append(_premise_row(plan, premise, standing.get(premise.pk), goals))
    return [PremiseGroup(kind.value, str(kind.label), tuple(by_kind[kind])) for kind in PlanningPremiseKind]


def _goals(plan):
    """The year's goals that come from each premise, directly or by way of a long-term goal.

    {("own", premise's pk) or ("steering", strategic premise's uid): [(goal's pk, text)]}, two queries. A revised
    strategic plan has the same uid.
    """
    goals = ShortTermGoal.objects.filter(plan=plan).order_by("position", "pk")
    found = defaultdict(list)
    for way, path in (("own", "premises"), ("steering", "long_term_goals__premises__uid")):
        for premise, goal, text in goals.values_list(path, "pk", "text"):
            found[way, premise].append((goal, text))
    return found


def _premise_row(plan, premise, standing, goals):
    steering = goals["steering", premise.carried_from.uid] if premise.carried_from_id else []
    leads_to = tuple(dict.fromkeys([*goals["own", premise.pk], *steering]))
    return PremiseRow(premise, _facts(premise), _url(premise), leads_to, *_flag(plan, premise, standing))


def _facts(premise):
    """Where it comes from, and of a linked project when it is done."""
    project = premise.linked_project
    span = format_month_span(project.starts_on, project.ends_on) if project and project.starts_on else ""
    year = str(premise.year or "")
    return ", ".join(part for part in (premise.reference, "" if year in premise.reference else year, span) if part)


def _url(premise):
    """The source's own page in the register, where there is one."""
    source = premise.carried_from and premise.carried_from.source
    return source.url if source else ""


def _flag(plan, premise, standing):
    """What the reader should look at again, most pressing first, and the button that mends it; "" for nothing."""
    if standing and standing.said:
        return standing.said, _("Läs in den nya lydelsen") if standing.newer else ""
    if premise.is_replaced:
        return _("Ersatt i registret av %s.") % premise.carried_from.source.replaced_by, _("Byt till den")
    if premise.year and premise.year < plan.year - OLD_AFTER and not premise.is_checked:
        return _("Från %d. Gäller den fortfarande?") % premise.year, ""
    return "", ""
