"""The one place that knows what day it is. The demo's story has its own today (DEMO_TODAY)."""

import datetime

from django.conf import settings
from django.utils import timezone


def today():
    return settings.DEMO_TODAY or timezone.localdate()


def now():
    """This moment; in the demo the story's day at the wall clock's time."""
    moment = timezone.now()
    if settings.DEMO_TODAY:
        clock = timezone.localtime(moment).time()
        return timezone.make_aware(datetime.datetime.combine(settings.DEMO_TODAY, clock))
    return moment
