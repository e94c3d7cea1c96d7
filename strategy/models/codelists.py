"""Words that strategic plans use and that coordinators can mend: code lists of this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Term


class GuidingPrinciple(Term):
    """A principle for digital development that an initiative serves: ESV-dagen 2015, or Svenskt ramverk."""

    class Origin(models.TextChoices):
        PRACTICE = "practice", _("Från retorik till praktik (2015)")
        FRAMEWORK = "framework", _("Svenskt ramverk för digital samverkan")

    origin = models.CharField(_("ursprung"), max_length=10, choices=Origin)

    class Meta(Term.Meta):
        verbose_name = _("vägledande princip")
        verbose_name_plural = _("vägledande principer")

    @property
    def heading(self):
        """The (order, heading) it stands under among choices."""
        return (self.origin != self.Origin.PRACTICE, self.get_origin_display())


class SourcingForm(Term):
    """How a process is provided for: by own staff, bought, or together with others (DOMAIN 4.2)."""

    class Group(models.TextChoices):
        """What a summary in words counts."""

        OWN = "own", _("egen regi")
        BOUGHT = "bought", _("upphandlad")
        JOINT = "joint", _("gemensam")
        ENDING = "ending", _("avvecklas")

    group = models.CharField(_("grupp"), max_length=8, choices=Group)

    class Meta(Term.Meta):
        verbose_name = _("försörjningsform")
        verbose_name_plural = _("försörjningsformer")


class CompetenceMeasure(Term):
    """A step by which a need of competence is met: ARUBA's five, and ställa om (DOMAIN 5)."""

    class Meta(Term.Meta):
        verbose_name = _("kompetensåtgärd")
        verbose_name_plural = _("kompetensåtgärder")
