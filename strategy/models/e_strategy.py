"""The e-strategi, which the guidance calls good to have but does not ask for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow.models import Edited


class EStrategy(Edited):
    """A plan's e-strategi: written here, decided elsewhere, or none. The row is made when somebody first chooses."""

    class Choice(models.TextChoices):
        WRITE = "write", _("Skriv här")
        LINK = "link", _("Länka till ett beslutat dokument")
        NONE = "none", _("Vi har ingen e-strategi")

    plan = models.OneToOneField(
        "strategy.StrategicPlan", models.CASCADE, related_name="e_strategy", verbose_name=_("strategisk plan")
    )
    choice = models.CharField(_("er e-strategi"), max_length=5, choices=Choice)
    text = models.TextField(_("e-strategi"), max_length=20_000, blank=True)
    document = models.CharField(_("dokumentets namn"), max_length=200, blank=True)
    url = models.URLField(_("länk"), blank=True, max_length=500)
    diary_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    decided_on = models.DateField(_("beslutad"), null=True, blank=True)

    class Meta:
        verbose_name = _("e-strategi")
        verbose_name_plural = _("e-strategier")

    def __str__(self):
        return str(_("E-strategi"))
