"""The strategisk utvecklingsplan: broad efforts, and roughly what each gives.

Guidance 2010, the section on strategic planning: initiatives are tagged so that outside readers understand them, and
their benefits estimated roughly so that they can be taken home later.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import CitizenProblem, LifeEvent, ServiceLevel, ServiceType, TargetGroup
from strategy.models.codelists import GuidingPrinciple
from strategy.models.goals import LongTermGoal
from strategy.models.services import Service
from workflow.models import Disclosed, PlanItem


class InitiativeQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with what the completeness rules ask about: `has_event`, `has_service_type`, `has_estimate`."""
        links = OuterRef("pk")
        return self.annotate(
            has_event=Exists(Initiative.life_events.through.objects.filter(initiative=links)),
            has_service_type=Exists(Initiative.service_types.through.objects.filter(initiative=links)),
            has_estimate=Exists(BenefitEstimate.objects.filter(initiative=links)),
        )

    def for_listing(self):
        """What rules and the table ask about an initiative, in a fixed number of queries."""
        return (
            self.for_rules()
            .select_related("service_level")
            .prefetch_related("life_events", "service_types", Prefetch("benefit_estimates", to_attr="listed_estimates"))
        )


class Initiative(PlanItem, Disclosed):
    """A broad effort of the strategisk utvecklingsplan, tagged so that outside readers understand it."""

    class Joint(models.TextChoices):
        NO = "no", _("Nej")
        SEEKING = "seeking", _("Vi söker partner")
        YES = "yes", _("Ja")

    class Openness(models.TextChoices):
        """Whether open source or open standards have been thought of (guidance 2010: to be promoted)."""

        UNSAID = "", _("Inte prövat än")
        USED = "used", _("Ja, används")
        REJECTED = "rejected", _("Prövat men valts bort")
        IRRELEVANT = "irrelevant", _("Inte aktuellt")

    plan = models.ForeignKey(
        "strategy.StrategicPlan", models.CASCADE, related_name="initiatives", verbose_name=_("strategisk plan")
    )
    title = models.CharField(_("insatsens namn"), max_length=120)
    description = models.TextField(_("vad blir bättre, och för vem?"), max_length=1000, blank=True)
    first_year = models.PositiveSmallIntegerField(_("första året"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("sista året"), null=True, blank=True)
    life_events = models.ManyToManyField(
        LifeEvent, related_name="initiatives", blank=True, verbose_name=_("livshändelse eller verksamhetsprocess")
    )
    target_groups = models.ManyToManyField(
        TargetGroup, related_name="initiatives", blank=True, verbose_name=_("målgrupper")
    )
    service_types = models.ManyToManyField(
        ServiceType, related_name="initiatives", blank=True, verbose_name=_("tjänstetyp")
    )
    service_level = models.ForeignKey(
        ServiceLevel,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
        verbose_name=_("tjänstenivå"),
    )
    services = models.ManyToManyField(
        Service, related_name="initiatives", blank=True, verbose_name=_("tjänster som berörs")
    )
    citizen_problems = models.ManyToManyField(
        CitizenProblem,
        related_name="initiatives",
        blank=True,
        verbose_name=_("medborgarens problem som insatsen löser"),
    )
    principles = models.ManyToManyField(
        GuidingPrinciple, related_name="initiatives", blank=True, verbose_name=_("vägledande principer")
    )
    open_source = models.CharField(_("öppen programvara"), max_length=10, choices=Openness, blank=True)
    open_standards = models.CharField(_("öppna standarder"), max_length=10, choices=Openness, blank=True)
    openness_note = models.CharField(_("mer om öppenheten"), max_length=300, blank=True)
    joint = models.CharField(_("myndighetsgemensam del"), max_length=10, choices=Joint, default=Joint.NO)
    joint_with = models.CharField(_("med vilka"), max_length=200, blank=True)
    goals = models.ManyToManyField(
        LongTermGoal, related_name="initiatives", blank=True, verbose_name=_("långsiktiga mål")
    )

    objects = InitiativeQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("insats")
        verbose_name_plural = _("insatser")
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(first_year__isnull=True) | Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="initiative_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.title


class BenefitKind(models.TextChoices):
    """Inera's four kinds of benefit in words (DOMAIN 6.2); never colours, which mean läge here."""

    FINANCIAL = "financial", _("Direkt besparing i kronor")
    FREED = "freed", _("Frigjord tid eller resurs")
    QUALITY = "quality", _("Kvalitet")
    ENVIRONMENT = "environment", _("Miljö")


class BenefitGrouping(models.TextChoices):
    """PENG's three groups in words (DOMAIN 6.2): how closely the benefit touches the result."""

    DIRECT = "direct", _("Påverkar resultatet direkt")
    INDIRECT = "indirect", _("Påverkar resultatet indirekt")
    HARD = "hard", _("Svår att värdera i pengar")


USUAL_GROUPING = {
    BenefitKind.FINANCIAL: BenefitGrouping.DIRECT,
    BenefitKind.FREED: BenefitGrouping.INDIRECT,
    BenefitKind.QUALITY: BenefitGrouping.HARD,
    BenefitKind.ENVIRONMENT: BenefitGrouping.HARD,
}


class Unit(models.TextChoices):
    """What a benefit is counted in, per year."""

    MILLION = "mnkr", _("mnkr")
    THOUSAND = "tkr", _("tkr")
    HOURS = "tim", _("tim")


class BenefitEstimate(models.Model):
    """A rough estimate of what an initiative gives per year: an interval, or words only when nothing can be counted.

    `from_year` None means that nobody has said when; such an estimate is in no year's sum.
    """

    class Certainty(models.TextChoices):
        LOW = "low", _("Osäker")
        MEDIUM = "medium", _("Ganska säker")
        HIGH = "high", _("Säker")

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="benefit_estimates", verbose_name=_("insats")
    )
    kind = models.CharField(_("slag"), max_length=12, choices=BenefitKind, default=BenefitKind.FINANCIAL)
    grouping = models.CharField(
        _("hur den märks"), max_length=8, choices=BenefitGrouping, blank=True, help_text=_("Tomt: som för slaget.")
    )
    low = models.DecimalField(_("lägst per år"), max_digits=12, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("högst per år"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=5, choices=Unit, default=Unit.MILLION)
    note = models.CharField(_("vad nyttan består i"), max_length=200, blank=True)
    who = models.CharField(_("för vem"), max_length=120, blank=True)
    from_year = models.PositiveSmallIntegerField(_("från och med år"), null=True, blank=True)
    certainty = models.CharField(_("säkerhet"), max_length=6, choices=Certainty, blank=True)
    responsible_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("grov nyttouppskattning")
        verbose_name_plural = _("grova nyttouppskattningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=F("low")),
                name="benefit_estimate_is_low_then_high",
            ),
            models.CheckConstraint(
                condition=(Q(low__isnull=True) | Q(low__gte=0)) & (Q(high__isnull=True) | Q(high__gte=0)),
                name="benefit_estimate_is_not_negative",
            ),
        ]

    def __str__(self):
        return self.note or self.get_kind_display()

    @property
    def real_grouping(self):
        """PENG's group: what is chosen, or what is usual for the kind."""
        return BenefitGrouping(self.grouping) if self.grouping else USUAL_GROUPING[BenefitKind(self.kind)]
