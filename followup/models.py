"""How it went: the values measured for each indicator and period."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.periods import Period
from strategy.models import Indicator
from workflow.clock import now


class MeasurementQuerySet(models.QuerySet):
    def current(self):
        """The values that count: of a corrected value only its latest row."""
        return self.filter(is_current=True)


class Measurement(models.Model):
    """A value of an indicator for a period. A correction is a new row; the old one stays, no longer current."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="measurements", verbose_name=_("indikator"))
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("periodens nummer"))
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=4)
    comment = models.CharField(_("kommentar"), max_length=300, blank=True)
    correction = models.CharField(_("varför värdet rättades"), max_length=300, blank=True)
    is_current = models.BooleanField(_("gäller"), default=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("inlagt av")
    )
    entered_at = models.DateTimeField(_("inlagt"), default=now)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number", "pk"]
        verbose_name = _("mätvärde")
        verbose_name_plural = _("mätvärden")
        indexes = [models.Index(fields=["indicator", "is_current", "year", "number"], name="values_of_an_indicator")]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "number"],
                condition=Q(is_current=True),
                name="one_current_value_per_indicator_and_period",
            )
        ]

    def __str__(self):
        return f"{self.indicator} {self.year}-{self.number}"

    @classmethod
    @transaction.atomic
    def record(cls, indicator, period: Period, value, *, by, comment="", correction="", at=None):
        """Writes the value of a period. An earlier value of the same period stays as a row that no longer counts."""
        Indicator.objects.select_for_update().get(pk=indicator.pk)
        cls.objects.current().filter(indicator=indicator, year=period.year, number=period.number).update(
            is_current=False
        )
        return cls.objects.create(
            indicator=indicator,
            year=period.year,
            number=period.number,
            value=value,
            comment=comment,
            correction=correction,
            entered_by=by,
            entered_at=at or now(),
        )
