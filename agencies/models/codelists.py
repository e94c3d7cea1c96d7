"""The words we share: code lists as tables, so that a national register can mend them without a release."""

import uuid

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from agencies.swedish import sort_key


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


def fetch_together(querysets):
    """The rows of several code lists in one query: {name: queryset of a Term} to {name: rows in their order}.

    A form offers many lists; asking for them one by one is most of what it costs. An annotation `is_chosen` of every
    queryset comes along.
    """
    if not querysets:
        return {}
    fields = {}
    for rows in querysets.values():
        fields |= {field.attname: field for field in rows.model._meta.concrete_fields}
    parts = [_columns(name, rows, fields) for name, rows in querysets.items()]
    found = {name: [] for name in querysets}
    for name, is_chosen, *values in parts[0].union(*parts[1:], all=True):
        model = querysets[name].model
        own = {field.attname for field in model._meta.concrete_fields}
        row = model(**{key: value for key, value in zip(fields, values, strict=True) if key in own})
        row._state.adding, row.is_chosen = False, bool(is_chosen)
        found[name].append(row)
    return {name: sorted(rows, key=lambda row: (row.position, sort_key(row.name))) for name, rows in found.items()}


def _columns(name, rows, fields):
    """A part of the union: the list's name, whether chosen, and every field; those it lacks as NULL of their kind."""
    own = {field.attname for field in rows.model._meta.concrete_fields}
    columns = [key if key in own else Cast(Value(None), field) for key, field in fields.items()]
    return rows.order_by().values_list(Value(name, output_field=models.CharField()), "is_chosen", *columns)


class OwnTermQuerySet(TermQuerySet):
    def offered_to(self, agency):
        """The words everybody shares, and this organisation's own."""
        return self.filter(models.Q(agency=None) | models.Q(agency=agency))


class OwnTerm(Term):
    """A word that an organisation may add for itself when the shared ones do not fit. `agency` None is shared."""

    agency = models.ForeignKey(
        "agencies.Agency",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="own_%(class)ss",
        verbose_name=_("egen för"),
    )

    objects = OwnTermQuerySet.as_manager()

    class Meta(Term.Meta):
        abstract = True

    @classmethod
    def coin(cls, name, agency, **values):
        """The word of that name which the organisation may use, made its own if there is none."""
        offered = cls.objects.offered_to(agency)
        there = next((term for term in offered if term.name.casefold() == name.casefold()), None)
        if there:
            return there
        last = offered.aggregate(last=models.Max("position"))["last"] or 0
        return cls.objects.create(
            code=f"egen-{uuid.uuid4().hex}", name=name, agency=agency, position=last + 1, **values
        )


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


class TargetGroup(OwnTerm):
    """Whom the organisation is there for: shared groups (DOMAIN 3.2), and those an organisation adds."""

    class Meta(OwnTerm.Meta):
        verbose_name = _("målgrupp")
        verbose_name_plural = _("målgrupper")


class Channel(OwnTerm):
    """A way of contact: shared ones (DOMAIN 3.2), and those an organisation adds."""

    class Group(models.TextChoices):
        DIGITAL = "digital", _("Digital")
        PERSONAL = "personal", _("Personlig")
        PAPER = "paper", _("Papper")

    group = models.CharField(_("grupp"), max_length=10, choices=Group)

    class Meta(OwnTerm.Meta):
        verbose_name = _("kanal")
        verbose_name_plural = _("kanaler")


class CitizenProblem(Term):
    """One of the seven problems a citizen meets (ESV-dagen 2015)."""

    question = models.CharField(_("medborgarens fråga"), max_length=200)

    class Meta(Term.Meta):
        verbose_name = _("medborgarproblem")
        verbose_name_plural = _("medborgarproblem")
