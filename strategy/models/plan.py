"""The strategic plan and what it says: premises, long-term goals, initiatives with rough benefits.

Guidance 2010, the chapter on strategic planning: about five years, premises first, benefits as rough estimates.
"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.models import CitizenProblem, LifeEvent, ServiceType
from workflow.models import Plan, PlanItem


class StrategicPlan(Plan):
    """An organisation's plan for about five years. Its address is its period: 2024-2028."""

    first_year = models.PositiveSmallIntegerField(_("första året"))
    last_year = models.PositiveSmallIntegerField(_("sista året"))

    class Meta:
        ordering = ["-first_year", "-number"]
        verbose_name = _("strategisk plan")
        verbose_name_plural = _("strategiska planer")
        constraints = [
            *Plan.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="strategic_plan_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["agency", "first_year", "number"], name="one_strategic_plan_per_agency_period_and_number"
            ),
        ]

    def __str__(self):
        return str(_("Strategisk plan %s") % self.years)

    def get_absolute_url(self):
        return reverse("strategy:plan", args=[self.agency.slug, self.first_year, self.last_year])

    @property
    def years(self):
        return f"{self.first_year}–{self.last_year}"

    def fetch_contents(self):
        """What the rules go through, on a page that asks them and shows nothing of the plan: three queries."""
        goals = Prefetch("goals", LongTermGoal.objects.for_rules(), to_attr="listed_goals")
        initiatives = Prefetch("initiatives", Initiative.objects.for_rules(), to_attr="listed_initiatives")
        premises = Prefetch("premises", to_attr="listed_premises")
        models.prefetch_related_objects([self], goals, initiatives, premises)

    @cached_property
    def listed_premises(self):
        return list(self.premises.select_related("source"))

    @cached_property
    def listed_goals(self):
        goals = list(self.goals.for_listing())
        for indicator in (indicator for goal in goals for indicator in goal.indicators.all()):
            indicator.agency = self.agency  # its address begins with the organisation's
        return goals

    @cached_property
    def listed_initiatives(self):
        return list(self.initiatives.for_listing())


class PremiseKind(models.TextChoices):
    """The guidance's groups of premises, in its order."""

    GOVERNMENT_GOAL = "government_goal", _("Regeringens mål")
    INQUIRY = "inquiry", _("Betänkanden och utredningar")
    GOVERNMENT_DECISION = "government_decision", _("Regeringsbeslut")
    OTHERS_PLAN = "others_plan", _("Andras planer")
    EU_OR_LAW = "eu_or_law", _("EU, riksdag och lag")
    OWN_DECISION = "own_decision", _("Egna mål och beslut")
    NEED = "need", _("Behov som fångats")


class PremiseSource(models.Model):
    """A premise in the shared register, that organisations pick instead of typing."""

    key = models.SlugField(_("nyckel"), unique=True)
    kind = models.CharField(_("slag"), max_length=24, choices=PremiseKind)
    title = models.CharField(_("titel"), max_length=200)
    reference = models.CharField(_("beteckning"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    url = models.URLField(_("länk"), blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("ersatt av")
    )

    class Meta:
        ordering = ["kind", "title"]
        verbose_name = _("gemensam förutsättning")
        verbose_name_plural = _("gemensamma förutsättningar")

    def __str__(self):
        return f"{self.title} ({self.reference})" if self.reference else self.title


class Premise(PlanItem):
    """Something the plan rests on: picked from the register, or written here."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="premises", verbose_name=_("strategisk plan"))
    source = models.ForeignKey(
        PremiseSource,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="premises",
        verbose_name=_("ur det gemensamma registret"),
    )
    kind = models.CharField(_("slag"), max_length=24, choices=PremiseKind, blank=True)
    title = models.CharField(_("egen förutsättning"), max_length=200, blank=True)
    reference = models.CharField(_("källa eller beteckning"), max_length=200, blank=True)
    impact = models.TextField(_("så påverkar det oss"), max_length=600, blank=True)

    class Meta(PlanItem.Meta):
        verbose_name = _("förutsättning")
        verbose_name_plural = _("förutsättningar")
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(source__isnull=False, title="") | (Q(source__isnull=True) & ~Q(title="")),
                name="premise_is_picked_or_written",
            ),
        ]

    def __str__(self):
        return str(self.source) if self.source_id else self.title

    @property
    def kind_label(self):
        return self.source.get_kind_display() if self.source_id else self.get_kind_display()


class LongTermGoalQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with what the completeness rules ask about: `has_indicator`, `has_premise`."""
        links = OuterRef("pk")
        return self.annotate(
            has_indicator=Exists(LongTermGoal.indicators.through.objects.filter(longtermgoal=links)),
            has_premise=Exists(LongTermGoal.premises.through.objects.filter(longtermgoal=links)),
        )

    def for_listing(self):
        """What rules and rows ask about a goal, in a fixed number of queries."""
        return self.for_rules().prefetch_related(
            Prefetch("premises", Premise.objects.select_related("source")), "indicators"
        )


class LongTermGoal(PlanItem):
    """What is different for those the organisation exists for, when the plan's last year is over."""

    plan = models.ForeignKey(StrategicPlan, models.CASCADE, related_name="goals", verbose_name=_("strategisk plan"))
    text = models.CharField(_("målet med en mening"), max_length=200)
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    premises = models.ManyToManyField(Premise, related_name="goals", blank=True, verbose_name=_("kommer från"))

    objects = LongTermGoalQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("långsiktigt mål")
        verbose_name_plural = _("långsiktiga mål")

    def __str__(self):
        return self.text


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
        """What rules and rows ask about an initiative, in a fixed number of queries."""
        return self.for_rules().prefetch_related(
            "life_events", "service_types", Prefetch("benefit_estimates", to_attr="listed_estimates")
        )


class Initiative(PlanItem):
    """A broad effort of the strategisk utvecklingsplan, tagged so that outside readers understand it."""

    class Joint(models.TextChoices):
        NO = "no", _("Nej")
        SEEKING = "seeking", _("Vi söker partner")
        YES = "yes", _("Ja")

    plan = models.ForeignKey(
        StrategicPlan, models.CASCADE, related_name="initiatives", verbose_name=_("strategisk plan")
    )
    title = models.CharField(_("insatsens namn"), max_length=120)
    description = models.TextField(_("vad blir bättre, och för vem?"), max_length=1000, blank=True)
    first_year = models.PositiveSmallIntegerField(_("första året"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("sista året"), null=True, blank=True)
    life_events = models.ManyToManyField(
        LifeEvent, related_name="initiatives", blank=True, verbose_name=_("livshändelse eller verksamhetsprocess")
    )
    service_types = models.ManyToManyField(
        ServiceType, related_name="initiatives", blank=True, verbose_name=_("tjänstetyp")
    )
    citizen_problems = models.ManyToManyField(
        CitizenProblem,
        related_name="initiatives",
        blank=True,
        verbose_name=_("medborgarens problem som insatsen löser"),
    )
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


class Unit(models.TextChoices):
    """What a benefit is counted in, per year."""

    MILLION = "mnkr", _("mnkr")
    THOUSAND = "tkr", _("tkr")
    HOURS = "tim", _("tim")


class BenefitEstimate(models.Model):
    """A rough estimate of what an initiative gives per year: an interval, or words only when nothing can be counted."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, related_name="benefit_estimates", verbose_name=_("insats")
    )
    kind = models.CharField(_("slag"), max_length=12, choices=BenefitKind, default=BenefitKind.FINANCIAL)
    low = models.DecimalField(_("lägst per år"), max_digits=12, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("högst per år"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=5, choices=Unit, default=Unit.MILLION)
    note = models.CharField(_("vad och för vem"), max_length=200, blank=True)

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
