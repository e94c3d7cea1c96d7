"""What the organisation offers: its services, which channel strategies, initiatives and projects speak of."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, LifeEvent, ServiceLevel, ServiceType
from agencies.swedish import SearchTextField, in_swedish_order
from workflow.clock import now
from workflow.models import Edited


class BuildOut(models.IntegerChoices):
    """How far a service is built out for self-service (DOMAIN 1.4, a working scale)."""

    NONE = 0, _("Ingen digital ingång")
    INFORMATION = 1, _("Information")
    FORM = 2, _("Blankett att ladda ner")
    SUBMISSION = 3, _("Digital inlämning")
    WHOLE = 4, _("Hela ärendet digitalt, även beslut och status")
    PREFILLED = 5, _("Förifyllt eller utan att någon behöver ansöka")


class ServiceQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_retired=False)

    def for_listing(self):
        """Everything a row of the list shows, in a fixed number of queries, in Swedish order."""
        return (
            self.select_related("part_of", "service_level")
            .prefetch_related("life_events", "service_types")
            .order_by(in_swedish_order("name"), "pk")
        )


class Service(Edited):
    """A service of an organisation, or a group of services: one that others are part of. Groups do not nest.

    It belongs to the organisation and outlives the plans. `volume` is errands a year; None is unknown, never 0.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="services", verbose_name=_("organisation"))
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("tjänstens namn"), max_length=120)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("ingår i gruppen")
    )
    life_events = models.ManyToManyField(
        LifeEvent, related_name="services", blank=True, verbose_name=_("livshändelse eller verksamhetsprocess")
    )
    service_types = models.ManyToManyField(
        ServiceType, related_name="services", blank=True, verbose_name=_("tjänstetyp")
    )
    service_level = models.ForeignKey(
        ServiceLevel, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("tjänstenivå")
    )
    build_out = models.PositiveSmallIntegerField(_("hur utbyggd den är"), choices=BuildOut, null=True, blank=True)
    volume = models.PositiveIntegerField(_("ärenden per år"), null=True, blank=True)
    is_retired = models.BooleanField(
        _("erbjuds inte längre"), default=False, help_text=_("Den finns kvar där den redan är vald.")
    )
    search_text = SearchTextField(of=["name"])

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = [in_swedish_order("name"), "pk"]
        verbose_name = _("tjänst")
        verbose_name_plural = _("tjänster")
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="one_service_per_agency_and_name",
                violation_error_message=_("Ni har redan en tjänst som heter så. Välj ett annat namn."),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")), name="a_service_is_not_part_of_itself"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('services:services', args=[self.agency.slug])}#tjanst-{self.pk}"

    @property
    def is_digital_throughout(self):
        """None when nobody has said how far it is built out."""
        return None if self.build_out is None else self.build_out >= BuildOut.WHOLE

    def uses(self):
        """What rests on it, of whatever room: its parts, and what plans say of it. A query for each kind of thing."""
        return [
            row
            for relation in self._meta.related_objects
            for row in relation.related_model._default_manager.filter(**{relation.field.name: self}).select_related()
        ]

    def retire(self, by):
        """No longer offered, and still there for those that have chosen it."""
        type(self).objects.filter(pk=self.pk, is_retired=False).update(
            is_retired=True, edit_count=F("edit_count") + 1, edited_at=now(), edited_by=by
        )
