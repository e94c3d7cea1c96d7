"""What we do this year: the verksamhetsplan with its short-term goals and e-förvaltningsprojekt.

Guidance 2010, the chapter on the yearly planning: every effort is tagged with the livshändelse or verksamhetsprocess
it touches and the types of service it holds, so that others can understand it and join in.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, CitizenProblem, LifeEvent, ServiceType, fetch_together
from agencies.swedish import SearchTextField
from charts.health import Health
from strategy.models import BenefitKind, Indicator, Initiative, LongTermGoal, Service, StrategicPlan, Unit
from workflow.clock import now, today
from workflow.models import Plan, PlanItem, PlanQuerySet


class OperationalPlanQuerySet(PlanQuerySet):
    def with_contents(self):
        """With the goals and projects that the rules go through, in a fixed number of queries for all plans."""
        return self.prefetch_related(*_contents())


def _contents():
    return (
        Prefetch("goals", ShortTermGoal.objects.for_rules(), to_attr="listed_goals"),
        Prefetch("projects", Project.objects.for_rules(), to_attr="listed_projects"),
    )


class OperationalPlan(Plan):
    """An organisation's verksamhetsplan for a year. Its address is the year."""

    year = models.PositiveSmallIntegerField(_("år"))
    strategic_plan = models.ForeignKey(
        StrategicPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="operational_plans",
        verbose_name=_("strategisk plan"),
    )

    objects = OperationalPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("verksamhetsplan")
        verbose_name_plural = _("verksamhetsplaner")
        constraints = [
            *Plan.Meta.constraints,
            models.UniqueConstraint(
                fields=["agency", "year", "number"], name="one_operational_plan_per_agency_year_and_number"
            ),
        ]

    def __str__(self):
        return str(_("Verksamhetsplan %d") % self.year)

    def get_absolute_url(self):
        return reverse("planning:plan", args=[self.agency.slug, self.year])

    def fetch_contents(self):
        """The same for this plan, on a page that asks the rules and shows nothing of the plan."""
        models.prefetch_related_objects([self], *_contents())

    @cached_property
    def listed_goals(self):
        return list(self.goals.for_listing())

    @cached_property
    def listed_projects(self):
        return list(self.projects.for_listing())


class ShortTermGoalQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with what the completeness rules ask about: `has_long_term_goal`, `has_indicator`."""
        links = OuterRef("pk")
        return self.annotate(
            has_long_term_goal=Exists(ShortTermGoal.long_term_goals.through.objects.filter(shorttermgoal=links)),
            has_indicator=Exists(ShortTermGoal.indicators.through.objects.filter(shorttermgoal=links)),
        )

    def for_listing(self):
        """Everything the goals' table and röda tråden show, in a fixed number of queries."""
        return self.for_rules().prefetch_related("long_term_goals__premises__source", "indicators", "projects")


class ShortTermGoal(PlanItem):
    """What shall be true when the year is over, tied to long-term goals and indicators."""

    plan = models.ForeignKey(OperationalPlan, models.CASCADE, related_name="goals", verbose_name=_("verksamhetsplan"))
    text = models.CharField(_("målet med en mening"), max_length=200)
    long_term_goals = models.ManyToManyField(
        LongTermGoal, related_name="short_term_goals", blank=True, verbose_name=_("långsiktigt mål")
    )
    indicators = models.ManyToManyField(
        Indicator, related_name="short_term_goals", blank=True, verbose_name=_("indikator")
    )
    year_end_value = models.DecimalField(
        _("värde vid årets slut"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)

    objects = ShortTermGoalQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("kortsiktigt mål")
        verbose_name_plural = _("kortsiktiga mål")

    def __str__(self):
        return self.text


class ProjectQuerySet(models.QuerySet):
    def with_health(self):
        """Each row with its latest läge, `health`; None when nobody has reported."""
        latest = StatusReport.objects.filter(project=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(health=Subquery(latest.values("health")[:1]))

    def for_rules(self):
        """Each row with what the completeness rules ask about: `has_event`, `has_service_type`, `has_benefit`."""
        links = OuterRef("pk")
        return self.annotate(
            has_event=Exists(Project.life_events.through.objects.filter(project=links)),
            has_service_type=Exists(Project.service_types.through.objects.filter(project=links)),
            has_benefit=Exists(Benefit.objects.filter(project=links)),
        )

    def for_listing(self):
        """Everything a row of the utvecklingsplan shows, in a fixed number of queries."""
        return (
            self.for_rules()
            .with_health()
            .prefetch_related("life_events", "service_types", Prefetch("benefits", to_attr="listed_benefits"))
        )

    def for_page(self):
        """Everything the project's own page shows of its row, and its benefits: two queries."""
        listed = Prefetch("benefits", to_attr="listed_benefits")
        return self.with_health().select_related("owner", "initiative").prefetch_related(listed)

    def in_working_area(self, agency, year):
        """The projects of the plan that is worked on for a year (its latest revision), with that plan at hand."""
        latest = self.filter(plan__agency=agency, plan__year=year, plan__revision__isnull=True)
        return latest.select_related("owner", "plan__strategic_plan")

    def untagged(self):
        """Projects that outside readers cannot place: no event, and not said to be used by several."""
        return self.filter(life_events__isnull=True, is_cross_cutting=False)


class Project(PlanItem):
    """An e-förvaltningsprojekt, whatever it is organised as: project, line activity, programme or part of one."""

    class Phase(models.TextChoices):
        IDEA = "idea", _("Idé")
        PRE_STUDY = "pre_study", _("Förstudie")
        PLANNED = "planned", _("Planeras")
        RUNNING = "running", _("Pågår")
        HANDOVER = "handover", _("Lämnas över")
        LIVE = "live", _("I drift")
        STOPPED = "stopped", _("Stoppat")

    class Partnering(models.TextChoices):
        UNSAID = "", _("Inte bestämt än")
        SEEKING = "seeking", _("Vi söker partner")
        PARTNERS = "partners", _("Vi har partner")
        ALONE = "alone", _("Ingen behövs")

    plan = models.ForeignKey(
        OperationalPlan, models.CASCADE, related_name="projects", verbose_name=_("verksamhetsplan")
    )
    title = models.CharField(_("projektets namn"), max_length=120)
    short_title = models.CharField(_("kortnamn"), max_length=28, blank=True)
    purpose = models.TextField(_("vad blir bättre, och för vem?"), max_length=300, blank=True)
    life_events = models.ManyToManyField(
        LifeEvent, related_name="projects", blank=True, verbose_name=_("livshändelse eller verksamhetsprocess")
    )
    is_cross_cutting = models.BooleanField(_("ingen egen, används av flera"), default=False)
    service_types = models.ManyToManyField(
        ServiceType, related_name="projects", blank=True, verbose_name=_("tjänstetyp")
    )
    services = models.ManyToManyField(
        Service, related_name="projects", blank=True, verbose_name=_("tjänster som berörs")
    )
    citizen_problems = models.ManyToManyField(
        CitizenProblem,
        related_name="projects",
        blank=True,
        verbose_name=_("vilka av medborgarens problem löser projektet?"),
    )
    starts_on = models.DateField(_("startar"), null=True, blank=True)
    ends_on = models.DateField(_("slutar"), null=True, blank=True)
    phase = models.CharField(_("fas"), max_length=10, choices=Phase, default=Phase.IDEA)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("ansvarig"),
    )
    goals = models.ManyToManyField(
        ShortTermGoal, related_name="projects", blank=True, verbose_name=_("kortsiktigt mål")
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("strategisk insats")
    )
    partnering = models.CharField(_("samverkan"), max_length=10, choices=Partnering, default="", blank=True)
    search_text = SearchTextField(of=["title", "short_title", "purpose"])

    objects = ProjectQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("projekt")
        verbose_name_plural = _("projekt")
        constraints = [
            *PlanItem.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "title"], name="one_project_per_plan_and_title"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        plan = self.plan
        return reverse("planning:project", args=[plan.agency.slug, plan.year, self.pk, self.slug])

    @property
    def slug(self):
        return slugify(self.short_title or self.title) or "projekt"

    @property
    def display_title(self):
        """The short name where space is tight."""
        return self.short_title or self.title

    @cached_property
    def words(self):
        """The words of code lists that it is marked with, {field: words}: one query for all lists."""
        chosen = models.Value(True, output_field=models.BooleanField())
        names = ("life_events", "service_types", "citizen_problems")
        return fetch_together({name: getattr(self, name).annotate(is_chosen=chosen) for name in names})

    def report(self, health, *, by, reason="", on=None):
        """A new läge beside the old ones, which stay."""
        return self.status_reports.create(health=health, reason=reason, by=by, on=on or today())


class Benefit(models.Model):
    """What a project gives per year, counted or in words. `amount` None means it is told in words only."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="benefits", verbose_name=_("projekt"))
    kind = models.CharField(_("slag"), max_length=12, choices=BenefitKind, default=BenefitKind.FREED)
    amount = models.DecimalField(_("per år"), max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("enhet"), max_length=5, choices=Unit, default=Unit.HOURS)
    note = models.CharField(_("vad och för vem"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("nytta")
        verbose_name_plural = _("nyttor")
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="benefit_is_not_negative")
        ]

    def __str__(self):
        return self.note or self.get_kind_display()


class Partnership(models.Model):
    """Somebody who does a project together with us: an organisation in Samplan, or one named in words."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Leder")
        PARTICIPANT = "participant", _("Deltar")
        USER = "user", _("Använder resultatet")

    project = models.ForeignKey(Project, models.CASCADE, related_name="partnerships", verbose_name=_("projekt"))
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="partnerships", verbose_name=_("organisation")
    )
    name = models.CharField(_("annan partner"), max_length=120, blank=True)
    role = models.CharField(_("roll"), max_length=12, choices=Role, default=Role.PARTICIPANT)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("partner")
        verbose_name_plural = _("partner")
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, name="") | (Q(agency__isnull=True) & ~Q(name="")),
                name="partner_is_an_agency_or_a_name",
            ),
            models.UniqueConstraint(
                fields=["project", "agency"],
                condition=Q(agency__isnull=False),
                name="an_agency_is_partner_once",
            ),
        ]

    def __str__(self):
        return str(self.agency) if self.agency_id else self.name


class StatusReport(models.Model):
    """How a project stood on a day, said by a person with a reason. Append-only."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="status_reports", verbose_name=_("projekt"))
    health = models.CharField(
        _("läge"), max_length=10, choices=[(h.value, h.label) for h in Health if h != Health.MISSING]
    )
    reason = models.CharField(_("varför"), max_length=300, blank=True)
    on = models.DateField(_("dag"), default=today)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("av"))
    at = models.DateTimeField(_("skriven"), default=now, editable=False)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("lägesrapport")
        verbose_name_plural = _("lägesrapporter")

    def __str__(self):
        return f"{self.get_health_display()} {self.on}"
