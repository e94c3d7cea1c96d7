"""Senaste händelser: what has happened to the plans of some organisations, in words."""

import datetime
from dataclasses import dataclass

from planning.models import OperationalPlan
from strategy.models import StrategicPlan
from workflow.models import Event


@dataclass(frozen=True)
class Happening:
    """A step that a plan took: what, with what plan, by whom and when. `who` "" when the system did it."""

    what: str
    plan: object
    who: str
    at: datetime.datetime


def happenings(agencies, most=5):
    """The newest events, newest first, in three queries. That a plan was superseded is said by its revision."""
    events = list(Event.objects.filter(agency__in=agencies).exclude(kind="supersede").select_related("by")[:most])
    plans = {}
    for kind in (OperationalPlan, StrategicPlan):
        uids = {event.plan_uid for event in events} - plans.keys()
        plans |= {plan.uid: plan for plan in kind.objects.filter(uid__in=uids).select_related("agency") if uids}
    return [
        Happening(str(event.step_label), plans[event.plan_uid], str(event.by or ""), event.at)
        for event in events
        if event.plan_uid in plans
    ]
