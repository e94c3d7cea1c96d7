"""What planning asks of a person on Hem: finish the plan, answer for a return, decide, start next year."""

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agencies_of, may_plan
from planning.models import CalendarItem, OperationalPlan
from workflow.completeness import remaining_of
from workflow.registry import task
from workflow.returning import HOME, coming_from
from workflow.tasks import Task
from workflow.transitions import State


def open_plans(agencies):
    """The plans being worked on, with what their rules ask about at hand, however many they are."""
    return (
        OperationalPlan.objects.latest_numbers()
        .filter(agency__in=agencies, state__in=[State.DRAFT, State.RETURNED, State.SUBMITTED])
        .select_related("agency", "strategic_plan", "submitted_by")
        .with_contents()
        .order_by("submit_by", "year")
    )


@task
def plan_tasks(user, today):
    agencies = agencies_of(user)
    found = []

    plans = list(open_plans(agencies))
    lacks = remaining_of(plans)
    for plan in plans:
        if plan.state == State.SUBMITTED:
            found += _decide(user, plan)
        elif may_plan(user, plan.agency):
            several = sum(one.agency_id == plan.agency_id for one in plans) > 1
            found += _finish(plan, lacks[plan.uid], several)
    return found + list(_start(user, agencies, today))


def _decide(user, plan):
    if plan.awaits(user):
        yield Task(
            _("Granska %(plan)s för %(agency)s") % {"plan": str(plan).lower(), "agency": plan.agency},
            _("Inlämnad av %s.") % (plan.submitted_by or _("okänd")),
            plan.get_absolute_url(),
            due=plan.decide_by,
            agency=plan.agency.name,
            order=10,
        )


def _finish(plan, lacks, several):
    """What an open plan lacks, in the same words as on its own page; a form one goes to from here leads back."""
    if plan.state == State.RETURNED:
        yield Task(
            _("Rätta och lämna in %s igen") % str(plan).lower(),
            _("Planen är återlämnad. Läs vad som behöver ändras."),
            plan.get_absolute_url(),
            due=plan.submit_by,
            agency=plan.agency.name,
            order=5,
        )
    for lack in lacks:
        why = f"{plan}: {lack.why}" if several else lack.why
        yield Task(
            lack.text,
            why,
            coming_from(HOME, lack.url),
            due=plan.submit_by,
            agency=plan.agency.name,
            order=20 if lack.is_must else 30,
            plan=plan.uid,
        )


def _start(user, agencies, today):
    """Next year's plan, when nobody has begun it and the autumn has come."""
    if today.month < 6:
        return
    year = today.year + 1
    begun = set(OperationalPlan.objects.filter(agency__in=agencies, year=year).values_list("agency_id", flat=True))
    for agency in agencies:
        if may_plan(user, agency) and agency.pk not in begun:
            yield Task(
                _("Starta verksamhetsplan %d") % year,
                _("Ni har ingen plan för %d än.") % year,
                reverse("planning:plan_new", args=[agency.slug]),
                agency=agency.name,
                order=15,
            )


@task
def calendar_tasks(user, today):
    """The planning year's days that are near or have just passed, for those who plan: each done by a press."""
    agencies = [agency for agency in agencies_of(user) if may_plan(user, agency)]
    for item in CalendarItem.objects.awaiting(today).filter(planning_year__agency__in=agencies) if agencies else ():
        agency = item.planning_year.agency
        yield Task(
            item.title,
            (item.legal_ground and f"{item.legal_ground.removesuffix('.')}.") or _("Står i planeringsåret."),
            item.get_absolute_url(),
            due=item.on,
            agency=agency.name,
            order=40,
            done_url=coming_from(HOME, reverse("calendar:item_done", args=[agency.slug, item.pk])),
        )
