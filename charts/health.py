"""Health (läge): how something goes, in four words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Health(models.TextChoices):
    """How something goes.

    It lives here because two rooms use it and neither may borrow it from the other: planning, where people assess it,
    and followup, where it is computed. charts draws it. MISSING means that nobody knows; it is never a bad mark.
    """

    ON_TRACK = "on_track", _("I fas")
    AT_RISK = "at_risk", _("Risk")
    OFF_TRACK = "off_track", _("Avviker")
    MISSING = "missing", _("Saknar värde")

    @property
    def severity(self):
        """Sort key, ascending: 0 is the worst. Missing comes last, because it is unknown rather than bad."""
        return _WORST_FIRST.index(self)

    @property
    def shape(self):
        """The name of the icon and of the CSS class: shape carries the health, colour only repeats it."""
        return _SHAPES[self]


_WORST_FIRST = (Health.OFF_TRACK, Health.AT_RISK, Health.ON_TRACK, Health.MISSING)
_SHAPES = {Health.ON_TRACK: "ok", Health.AT_RISK: "risk", Health.OFF_TRACK: "bad", Health.MISSING: "none"}
