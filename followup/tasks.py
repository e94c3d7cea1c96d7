"""What followup asks of a planner on Hem: values that are missing."""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.access import agencies_of, may_plan
from followup.models import Measurement
from followup.periods import Period
from strategy.models import Indicator
from strategy.models.indicators import Frequency
from workflow.registry import task
from workflow.tasks import Task


def missing(agencies, periods):
    """The indicators of some organisations that lack the value of the latest of the periods they are measured by."""
    lacking = Q(pk__in=[])
    for period in periods:
        values = Measurement.objects.current().filter(indicator=OuterRef("pk"), year=period.year, number=period.number)
        lacking |= Q(~Exists(values), frequency=period.frequency, baseline_year__lt=period.year)
    return Indicator.objects.filter(lacking, agency__in=agencies).select_related("agency").order_by("pk")


@task
def missing_values(user, today):
    """One task for each organisation and period: the form itself when one value is missing, else the list."""
    agencies = [agency for agency in agencies_of(user) if may_plan(user, agency)]
    if not agencies:
        return
    periods = {frequency: Period.latest_closed(today, frequency) for frequency in Frequency.values}
    lacking = defaultdict(list)
    for indicator in missing(agencies, periods.values()):
        lacking[indicator.agency, indicator.frequency].append(indicator)
    for (agency, frequency), indicators in lacking.items():
        yield _task(agency, indicators, periods[frequency])


def _task(agency, lacking, period):
    facts = {"number": len(lacking), "period": period.label, "name": lacking[0].name}
    if len(lacking) == 1:
        title, url = _("Registrera värdet för %(period)s: %(name)s"), f"{lacking[0].get_absolute_url()}#registrera"
    else:
        title = _("Registrera %(number)d mätvärden för %(period)s")
        url = f"{reverse('followup:indicators', args=[agency.slug])}#saknas"
    why = _("Utan värdet går läget inte att räkna.")
    return Task(title % facts, why, url, due=period.due_on, agency=agency.name, order=10)
