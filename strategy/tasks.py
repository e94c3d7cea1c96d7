"""What strategy asks of a person on Hem: decide a plan that is submitted, mend one that came back."""

from django.utils.translation import gettext as _

from agencies.access import agencies_of, may_plan
from strategy.models import StrategicPlan
from workflow.registry import task
from workflow.tasks import Task
from workflow.transitions import State


@task
def plan_tasks(user, today):
    waiting = StrategicPlan.objects.latest_numbers().filter(
        agency__in=agencies_of(user), state__in=[State.SUBMITTED, State.RETURNED]
    )
    found = []
    for plan in waiting.select_related("agency", "submitted_by"):
        if plan.awaits(user):
            title = _("Granska %(plan)s för %(agency)s") % {"plan": str(plan).lower(), "agency": plan.agency}
            why, due = _("Inlämnad av %s.") % (plan.submitted_by or _("okänd")), plan.decide_by
            found.append(Task(title, why, plan.get_absolute_url(), due=due, agency=plan.agency.name, order=10))
        elif plan.state == State.RETURNED and may_plan(user, plan.agency):
            title = _("Rätta och lämna in %s igen") % str(plan).lower()
            why = _("Planen är återlämnad. Läs vad som behöver ändras.")
            found.append(
                Task(title, why, plan.get_absolute_url(), due=plan.submit_by, agency=plan.agency.name, order=5)
            )
    return found
