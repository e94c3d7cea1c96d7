"""The planning year: an organisation's days of planning, from a template, from the law, and its own."""

import datetime
import secrets
import uuid

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from planning.codelists import templates
from planning.workdays import working_day_before
from workflow.clock import now, today
from workflow.models import Edited


class PlanningYearQuerySet(models.QuerySet):
    @transaction.atomic
    def start(self, agency, year, template, by):
        """The organisation's planning year with the days of a template, moved to working days.

        A year that already has a template is left as it is, so that pressing twice makes one. Own dates stay.
        """
        planning_year = self._locked(agency, year)
        if planning_year.template:
            return planning_year
        planning_year.template = template.key
        planning_year.save(update_fields=["template"])
        there = set(planning_year.items.values_list("key", flat=True))
        items = [planning_year.item_of(day, by) for day in template.days if day.key not in there]
        CalendarItem.objects.bulk_create(items)
        return planning_year

    @transaction.atomic
    def start_from(self, former, by):
        """The year after `former` with the same dates, the organisation's own too, none of them done.

        A day that the law sets is the law's again, whatever was decided for the former year.
        """
        planning_year = self._locked(former.agency, former.year + 1)
        if planning_year.template or not former.template:
            return planning_year
        planning_year.template = former.template
        planning_year.save(update_fields=["template"])
        there = set(planning_year.items.exclude(key="").values_list("key", flat=True))
        items = [planning_year.item_from(item, by) for item in former.items.all() if item.key not in there]
        CalendarItem.objects.bulk_create(items)
        return planning_year

    def _locked(self, agency, year):
        planning_year, _created = self.get_or_create(agency=agency, year=year)
        planning_year = self.select_for_update(of=("self",)).get(pk=planning_year.pk)
        planning_year.agency = agency
        return planning_year


class PlanningYear(models.Model):
    """The calendar of one organisation and year; `template` is the key of what it was started from, "" for none."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="planning_years", verbose_name=_("organisation"))
    year = models.PositiveSmallIntegerField(_("år"))
    template = models.CharField(_("mall"), max_length=20, blank=True)

    objects = PlanningYearQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("planeringsår")
        verbose_name_plural = _("planeringsår")
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_planning_year_per_agency_and_year")]

    def __str__(self):
        return str(_("Planeringsåret %d") % self.year)

    def get_absolute_url(self):
        return f"{reverse('calendar:calendar', args=[self.agency.slug])}?ar={self.year}"

    def item_of(self, day, by):
        """A day of a template as an item of this year; not saved."""
        written, worked = day.in_year(self.year), day.worked_in(self.year)
        return CalendarItem(
            planning_year=self,
            key=day.key,
            layer=CalendarItem.Layer.PLANNING,
            on=worked,
            moved_from=None if written == worked else written,
            title=day.title,
            note=day.note,
            legal_ground=day.legal_ground,
            part=day.part,
            responsible_role=day.responsible,
            edited_by=by,
        )

    def item_from(self, former, by):
        """An item of the year before, a year later and not yet done; not saved."""
        if former.set_by_law:
            item = self.item_of(former.set_by_law, by)
            item.responsible_role, item.part = former.responsible_role, former.part
            return item
        written = _a_year_later(former.moved_from or former.on)
        worked = working_day_before(written)
        if worked.year != self.year:  # a day around New Year that nobody works stands where it is written
            worked = written
        copied = ("key", "layer", "title", "note", "legal_ground", "part", "responsible_role")
        return CalendarItem(
            planning_year=self,
            on=worked,
            moved_from=None if written == worked else written,
            edited_by=by,
            **{name: getattr(former, name) for name in copied},
        )


def _a_year_later(day):
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year + 1, day=28)
    return day.replace(year=day.year + 1)


class CalendarItemQuerySet(models.QuerySet):
    def mark(self, done, by):
        """Marks the items as done today by this person, or takes the mark away. The first who did it stays."""
        said = {"done_on": today() if done else None, "done_by": by if done else None, "edited_at": now()}
        return self.filter(done_on__isnull=done).update(**said)

    def awaiting(self, day):
        """Those that somebody should do about this day: from two weeks before until a month after, and not yet done.

        Left out is what other things ask for: handing in and deciding a plan, and values that are missing.
        """
        from_day, to_day = day - datetime.timedelta(days=30), day + datetime.timedelta(days=14)
        near = self.filter(done_on=None, on__range=(from_day, to_day)).exclude(part__in=["submit", "decide"])
        return near.exclude(part="measurements").select_related("planning_year__agency")


class CalendarItem(Edited):
    """A day of the planning year. `legal_ground` is the paragraph that sets the day; "" when the organisation does.

    `key` is that of the day in the template the year was made from; "" for a date of one's own. `moved_from` is the day
    before it was moved to a working day, None when it was not moved. `done_on` None: not done.
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

    objects = CalendarItemQuerySet.as_manager()

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

    def get_absolute_url(self):
        return f"{self.planning_year.get_absolute_url()}#rad-{self.pk}"

    @property
    def is_done(self):
        return self.done_on is not None

    @cached_property
    def template_day(self):
        """The day of the template that this is, None for a date of one's own."""
        template = templates().get(self.planning_year.template) if self.key else None
        return template and next((day for day in template.days if day.key == self.key), None)

    @property
    def set_by_law(self):
        """The template's day when a law sets it: then it is locked, until somebody decides otherwise."""
        day = self.template_day
        return day if day and day.kind == "law" else None


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

    def change(self):
        """A new address; the one that was is gone."""
        self.token, self.made_at = new_token(), now()
        self.save(update_fields=["token", "made_at"])
