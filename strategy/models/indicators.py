"""Indicators: how we shall know. Written where the goals are; measured in followup."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from strategy.models.goals import LongTermGoal
from workflow.clock import now
from workflow.models import Edited


class Direction(models.TextChoices):
    HIGHER = "higher", _("Högre är bättre")
    LOWER = "lower", _("Lägre är bättre")


class Frequency(models.TextChoices):
    """How often a value is due. Followup knows the periods."""

    TERTIAL = "tertial", _("Varje tertial")
    YEAR = "year", _("Varje år")


class IndicatorDefinition(models.Model):
    """What is counted, the same for all who adopt it: a gemensam indikator can be compared between organisations."""

    code = models.CharField(_("kod"), max_length=20, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    definition = models.TextField(_("vad räknas"), blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    unit = models.CharField(_("enhet"), max_length=30)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    direction = models.CharField(_("riktning"), max_length=6, choices=Direction, default=Direction.HIGHER)
    scale_min = models.DecimalField(_("skalans början"), max_digits=14, decimal_places=4, default=0)
    scale_max = models.DecimalField(
        _("skalans slut"), max_digits=14, decimal_places=4, null=True, blank=True, help_text=_("100 för procent.")
    )
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("gemensam indikator")
        verbose_name_plural = _("gemensamma indikatorer")

    def __str__(self):
        return self.name


class IndicatorQuerySet(models.QuerySet):
    def with_target(self):
        """Each row with its latest target: `target_value`, `target_year` (None when none is set)."""
        latest = Target.objects.filter(indicator=OuterRef("pk")).order_by("-set_at", "-pk")
        return self.annotate(
            target_value=Subquery(latest.values("value")[:1]), target_year=Subquery(latest.values("year")[:1])
        )


class Indicator(Edited):
    """Something an organisation measures over the years, hooked on one or several goals.

    The baseline is the value at the end of `baseline_year`; None when nobody measured it.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="indicators", verbose_name=_("organisation"))
    definition = models.ForeignKey(
        IndicatorDefinition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
        verbose_name=_("gemensam indikator"),
    )
    name = models.CharField(_("namn"), max_length=120)
    what_counts = models.TextField(_("vad räknas"), max_length=600, blank=True)
    unit = models.CharField(_("enhet"), max_length=30, help_text=_("Till exempel %, tkr, dagar eller index."))
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    direction = models.CharField(_("riktning"), max_length=6, choices=Direction, default=Direction.HIGHER)
    frequency = models.CharField(_("mäts"), max_length=8, choices=Frequency, default=Frequency.TERTIAL)
    baseline = models.DecimalField(_("utgångsläge"), max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("utgångslägets år"))
    goals = models.ManyToManyField(
        LongTermGoal, related_name="indicators", blank=True, verbose_name=_("långsiktiga mål")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["definition__position", "pk"]
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="one_indicator_per_agency_and_name",
                violation_error_message=_("Det finns redan en indikator med det namnet."),
            ),
            models.UniqueConstraint(
                fields=["agency", "definition"],
                condition=Q(definition__isnull=False),
                name="a_joint_indicator_is_adopted_once",
                violation_error_message=_("Ni har redan den gemensamma indikatorn."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("followup:indicator", args=[self.agency.slug, self.pk, self.slug])

    @property
    def slug(self):
        return slugify(self.name) or "indikator"

    @property
    def lower_is_better(self):
        return self.direction == Direction.LOWER

    def set_target(self, value, year, *, by, reason=""):
        """A new target beside the old ones, which are never overwritten."""
        return self.targets.create(value=value, year=year, set_by=by, reason=reason, set_at=now())


class Target(models.Model):
    """A value to reach by the end of a year. Append-only: a changed target is a new row with who, when and why."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name=_("indikator"))
    value = models.DecimalField(_("målvärde"), max_digits=14, decimal_places=4)
    year = models.PositiveSmallIntegerField(_("målår"))
    reason = models.CharField(_("varför målet ändrades"), max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("satt av")
    )
    set_at = models.DateTimeField(_("satt"), default=now)

    class Meta:
        ordering = ["-set_at", "-pk"]
        verbose_name = _("målvärde")
        verbose_name_plural = _("målvärden")

    def __str__(self):
        return f"{self.value:f} {self.year}"
