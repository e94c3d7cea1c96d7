"""The planning year: an organisation's days of planning, from a template, from the law, and its own."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from workflow.clock import now
from workflow.models import Edited


class PlanningYear(models.Model):
    """The calendar of one organisation and year; `template` is the key of what it was started from, "" for none."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="planning_years", verbose_name=_("organisation"))
    year = models.PositiveSmallIntegerField(_("år"))
    template = models.CharField(_("mall"), max_length=20, blank=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("planeringsår")
        verbose_name_plural = _("planeringsår")
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_planning_year_per_agency_and_year")]

    def __str__(self):
        return str(_("Planeringsåret %d") % self.year)

    def get_absolute_url(self):
        return f"{reverse('planning:calendar', args=[self.agency.slug])}?ar={self.year}"


class CalendarItem(Edited):
    """A day of the planning year. `legal_ground` is the paragraph that sets the day; "" when the organisation does.

    `moved_from` is the day before it was moved to a working day, None when it was not moved. `done_on` None: not done.
    """

    class Layer(models.TextChoices):
        PLANNING = "planning", _("Planering")
        OWN = "own", _("Våra egna")

    planning_year = models.ForeignKey(
        PlanningYear, models.CASCADE, related_name="items", verbose_name=_("planeringsår")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(_("nyckel i mallen"), max_length=40, blank=True, editable=False)
    layer = models.CharField(_("lager"), max_length=8, choices=Layer, default=Layer.OWN, editable=False)
    on = models.DateField(_("dag"))
    moved_from = models.DateField(_("flyttad från"), null=True, editable=False)
    title = models.CharField(_("vad"), max_length=120)
    note = models.CharField(_("mer om det"), max_length=300, blank=True)
    legal_ground = models.CharField(_("lagrum"), max_length=160, blank=True)
    part = models.CharField(_("del av planen"), max_length=20, blank=True)
    responsible_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    done_on = models.DateField(_("klart"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("av")
    )

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("datum i planeringsåret")
        verbose_name_plural = _("datum i planeringsåret")
        constraints = [
            models.UniqueConstraint(
                fields=["planning_year", "key"], condition=~models.Q(key=""), name="a_template_day_stands_once_a_year"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_done(self):
        return self.done_on is not None


def new_token():
    """A secret nobody can guess, that can stand in an address."""
    return secrets.token_urlsafe(32)


class CalendarKey(models.Model):
    """A person's secret address to the calendar; a new token revokes the old one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key", verbose_name=_("person")
    )
    token = models.CharField(_("hemlig del av adressen"), max_length=64, unique=True, default=new_token)
    made_at = models.DateTimeField(_("skapad"), default=now, editable=False)

    class Meta:
        verbose_name = _("kalenderlänk")
        verbose_name_plural = _("kalenderlänkar")

    def __str__(self):
        return str(self.user)
