"""The words we share: code lists as tables, so that a national register can mend them without a release."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermQuerySet(models.QuerySet):
    def selectable(self):
        """The terms a person may choose today: not retired."""
        return self.filter(is_retired=False)


class Term(models.Model):
    """A word with a code, what it means, where it comes from and how sure that is."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("Bekräftad")
        WORKING = "working", _("Arbetsdefinition")

    code = models.CharField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    definition = models.CharField(_("förklaring"), max_length=400, blank=True)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WORKING)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)
    is_retired = models.BooleanField(
        _("går inte längre att välja"), default=False, help_text=_("Det som redan är märkt behåller sin märkning.")
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class LifeEventQuerySet(TermQuerySet):
    def taggable(self):
        """What projects are tagged with: our own events, not the European terms above them (DESIGN section 10)."""
        return self.filter(is_taggable=True)

    def selectable(self):
        return super().selectable().taggable()

    def followed(self):
        """The events a coordinator follows; only these can be gaps."""
        return self.selectable().filter(is_followed=True)


class LifeEvent(Term):
    """A livshändelse (private persons) or verksamhetsprocess (companies) that efforts are tagged with.

    Guidance 2010, the sections on the strategic and the yearly utvecklingsplan.
    """

    class Audience(models.TextChoices):
        CITIZEN = "citizen", _("Privatpersoners livshändelser")
        BUSINESS = "business", _("Företags verksamhetsprocesser")

    audience = models.CharField(_("målgrupp"), max_length=10, choices=Audience)
    slug = models.SlugField(_("adressnamn"), max_length=80, unique=True)
    uri = models.URLField(_("EU-identifierare"), blank=True)
    broader = models.ManyToManyField(
        "self", symmetrical=False, related_name="narrower", blank=True, verbose_name=_("vidare begrepp")
    )
    is_taggable = models.BooleanField(_("går att märka med"), default=True)
    is_followed = models.BooleanField(
        _("följs"), default=False, help_text=_("Samordnaren följer händelsen. Bara de som följs kan visas som luckor.")
    )

    objects = LifeEventQuerySet.as_manager()

    class Meta(Term.Meta):
        verbose_name = _("livshändelse eller verksamhetsprocess")
        verbose_name_plural = _("livshändelser och verksamhetsprocesser")

    @property
    def heading(self):
        """The (order, heading) it stands under among choices: private persons' events first."""
        return (self.audience != self.Audience.CITIZEN, self.get_audience_display())


class ServiceType(Term):
    """What a service is; several may be marked (DOMAIN 1.4)."""

    letter = models.CharField(_("bokstav"), max_length=1, blank=True, help_text=_("Visas där det är trångt."))

    class Meta(Term.Meta):
        verbose_name = _("tjänstetyp")
        verbose_name_plural = _("tjänstetyper")


class ServiceLevel(Term):
    """Who shares a service, from one organisation to all of society (DOMAIN 1.4)."""

    class Meta(Term.Meta):
        verbose_name = _("tjänstenivå")
        verbose_name_plural = _("tjänstenivåer")


class TargetGroup(Term):
    class Meta(Term.Meta):
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupper")


class Channel(Term):
    class Group(models.TextChoices):
        DIGITAL = "digital", _("Digital")
        PERSONAL = "personal", _("Personlig")
        PAPER = "paper", _("Papper")

    group = models.CharField(_("grupp"), max_length=10, choices=Group)

    class Meta(Term.Meta):
        verbose_name = _("kanal")
        verbose_name_plural = _("kanaler")


class CitizenProblem(Term):
    """One of the seven problems a citizen meets (ESV-dagen 2015)."""

    question = models.CharField(_("medborgarens fråga"), max_length=200)

    class Meta(Term.Meta):
        verbose_name = _("medborgarproblem")
        verbose_name_plural = _("medborgarproblem")
