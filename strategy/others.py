"""What other organisations have published, to rest one's own plan on: andras planer as live links.

It lives in strategy because a premise links to another's strategic plan; annual plans have their own links (planning).
Outsiders read published rows only, and of those only what says `publish`.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.swedish import containing, matching
from strategy.models import Initiative, LongTermGoal, PremiseKind, StrategicPlan
from workflow.fields import row_number
from workflow.models import Disclosure
from workflow.transitions import State

MOST = 20  # plans on a page of the search


def published(agency):
    """The strategic plans that others than this organisation have published."""
    return StrategicPlan.objects.filter(state=State.PUBLISHED).exclude(agency=agency).select_related("agency")


def _open_to_all(rows):
    return rows.filter(disclosure=Disclosure.PUBLISH)


def search(agency, words):
    """Published plans of others where every word is found: in the organisation's name, a goal or an initiative.

    At most MOST plans, the newest decision first, each with `shown_goals` and `shown_initiatives`: all of them when
    the organisation is what was found, else those that were. No words find the newest plans.
    """
    goals, initiatives = _open_to_all(LongTermGoal.objects), _open_to_all(Initiative.objects)
    plans = published(agency).order_by("-decided_on", "-pk")
    if words.strip():
        named = matching(Agency.objects.all(), words).values("pk")
        goal_says, initiative_says = _all("text", words), _all("title", words)
        plans = plans.filter(
            Q(agency__in=named)
            | Exists(goals.filter(goal_says, plan=OuterRef("pk")))
            | Exists(initiatives.filter(initiative_says, plan=OuterRef("pk")))
        )
        goals = goals.filter(Q(plan__agency__in=named) | goal_says)
        initiatives = initiatives.filter(Q(plan__agency__in=named) | initiative_says)
    found = list(plans[:MOST])
    prefetch_related_objects(
        found,
        Prefetch("goals", goals, to_attr="shown_goals"),
        Prefetch("initiatives", initiatives, to_attr="shown_initiatives"),
    )
    return found


def _all(field, words):
    condition = Q()
    for word in words.split():
        condition &= containing(field, word)
    return condition


# Choosing -------------------------------------------------------------------------------------------------------------
def choose(agency, codes):
    """What the codes of ticked boxes name ("plan-12", "mal-3", "insats-7"), and whether all of them may be linked to.

    What has been unpublished since the page was shown, and what never could be read, is left out alike.
    """
    numbers: dict[str, list[int]] = {"plan": [], "mal": [], "insats": []}
    for code in codes:
        kind, _dash, number = code.partition("-")
        asked = row_number(number)
        if kind in numbers and asked is not None:
            numbers[kind].append(asked)
    plans = published(agency)
    found = [
        *plans.filter(pk__in=numbers["plan"]),
        *_of_plans(LongTermGoal, plans, numbers["mal"]),
        *_of_plans(Initiative, plans, numbers["insats"]),
    ]
    return found, len(found) == len(set(codes))


def _of_plans(model, plans, numbers):
    rows = _open_to_all(model.objects).filter(pk__in=numbers, plan__in=plans)
    return rows.select_related("plan__agency")


def code_of(row):
    """The code of a box to tick."""
    kind = {LongTermGoal: "mal", Initiative: "insats", StrategicPlan: "plan"}[type(row)]
    return f"{kind}-{row.pk}"


def link(premise, row):
    """Makes a premise a link to a row of another's plan, in the words that it has now. The caller saves it."""
    plan = row if isinstance(row, StrategicPlan) else row.plan
    premise.kind, premise.title = PremiseKind.OTHERS_PLAN, str(row)[:200]
    premise.reference = f"{plan.agency}, {plan}"[:200]
    premise.linked_plan = plan
    premise.linked_goal = row if isinstance(row, LongTermGoal) else None
    premise.linked_initiative = row if isinstance(row, Initiative) else None


# What has become of it ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Standing:
    """What has become of what a premise links to. `said` is "" while it stands; `newer` is what can be read instead."""

    said: str = ""
    newer: StrategicPlan | LongTermGoal | Initiative | None = None


def standings(premises):
    """How every link among the premises stands, {premise's pk: Standing}, in at most three queries."""
    linked = [premise for premise in premises if premise.linked_plan_id]
    if not linked:
        return {}
    periods = Q()
    for premise in linked:
        periods |= Q(agency=premise.linked_plan.agency_id, first_year=premise.linked_plan.first_year)
    current = {
        (plan.agency_id, plan.first_year): plan
        for plan in StrategicPlan.objects.filter(periods, state=State.PUBLISHED).select_related("agency")
    }
    goals = _by_uid(LongTermGoal, current, [one.linked_goal for one in linked if one.linked_goal])
    initiatives = _by_uid(Initiative, current, [one.linked_initiative for one in linked if one.linked_initiative])
    return {premise.pk: _standing(premise, current, goals | initiatives) for premise in linked}


def _by_uid(model, plans, rows):
    """What the rows have become in the plans that are published now: {(plan's pk, uid): row}."""
    if not rows:
        return {}
    found = _open_to_all(model.objects).filter(plan__in=list(plans.values()), uid__in=[row.uid for row in rows])
    return {(row.plan_id, row.uid): row for row in found}


def _standing(premise, current, items):
    agency = premise.linked_plan.agency
    if premise.linked_plan.state in (State.PUBLISHED, State.CLOSED):  # closed is followed up to the end, not withdrawn
        return Standing()
    plan = current.get((premise.linked_plan.agency_id, premise.linked_plan.first_year))
    if plan is None:
        return Standing(_("Planen är inte längre publicerad av %s. Kontrollera om det fortfarande gäller.") % agency)
    then = premise.linked
    now = plan if isinstance(then, StrategicPlan) else items.get((plan.pk, then.uid))
    if now is None:
        return Standing(_("Finns inte längre i den plan som %s har publicerat.") % agency)
    if now is not plan:
        now.plan = plan
    if now.pk == then.pk or (now is not plan and str(now) == str(then) and _same_years(now, then)):
        return Standing()
    if now is plan:
        return Standing(
            _("%(agency)s har publicerat version %(number)d.") % {"agency": agency, "number": plan.number}, now
        )
    words = {"agency": agency, "now": now} | ({"years": _years(now)} if _years(now) else {})
    told = (
        _("%(agency)s har ändrat: nu ”%(now)s”, %(years)s.")
        if _years(now)
        else _("%(agency)s har ändrat: nu ”%(now)s”.")
    )
    return Standing(told % words, now)


def _years(row):
    """An initiative's years in words; "" for a goal, or while they are not set."""
    first, last = getattr(row, "first_year", None), getattr(row, "last_year", None)
    return f"{first}–{last}" if first and last else ""


def _same_years(now, then):
    return _years(now) == _years(then)
