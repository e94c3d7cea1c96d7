"""What followup asks of a planner on Hem: values that are missing."""

from collections import defaultdict

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agencies_of, may_plan
from charts.numbers import format_day
from followup.models import Measurement
from followup.periods import Period
from strategy.models import Indicator
from strategy.models.indicators import Frequency
from workflow.registry import task
from workflow.tasks import Task


def missing(agencies, period):
    """The indicators of some organisations that lack the value of a period they should have one for."""
    values = Measurement.objects.current().filter(indicator=OuterRef("pk"), year=period.year, number=period.number)
    return (
        Indicator.objects.filter(agency__in=agencies, frequency=period.frequency, baseline_year__lt=period.year)
        .exclude(Exists(values))
        .select_related("agency")
        .order_by("pk")
    )


@task
def missing_values(user, today):
    """One task for each organisation and period: the form itself when one value is missing, else the list."""
    agencies = [agency for agency in agencies_of(user) if may_plan(user, agency)]
    if not agencies:
        return
    for frequency in Frequency.values:
        period = Period.latest_closed(today, frequency)
        lacking = defaultdict(list)
        for indicator in missing(agencies, period):
            lacking[indicator.agency_id].append(indicator)
        for agency in agencies:
            if lacking[agency.pk]:
                yield _task(agency, lacking[agency.pk], period, today)


def _task(agency, lacking, period, today):
    facts = {"number": len(lacking), "period": period.label, "name": lacking[0].name}
    if len(lacking) == 1:
        title, url = _("Registrera värdet för %(period)s: %(name)s"), f"{lacking[0].get_absolute_url()}#registrera"
    else:
        title = _("Registrera %(number)d mätvärden för %(period)s")
        url = f"{reverse('followup:indicators', args=[agency.slug])}#saknas"
    late = period.due_on < today
    why = _("Skulle ha lämnats den %s.") if late else _("Ska vara inne den %s.")
    return Task(title % facts, why % format_day(period.due_on), url, due=period.due_on, agency=agency.name, order=10)
