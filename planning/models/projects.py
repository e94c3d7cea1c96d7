"""The e-förvaltningsprojekt of a year's plan: a tree, whatever each of them is organised as."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from agencies.models import CitizenProblem, LifeEvent, ServiceType, fetch_together
from agencies.swedish import SearchTextField, sort_key
from planning.models.goals import ShortTermGoal
from planning.models.project_parts import Benefit, Partnership, StatusReport, SupportingDocument
from strategy.models import Initiative, Service
from workflow.clock import today
from workflow.codes import CodesField
from workflow.models import Disclosed, PlanItem
from workflow.transitions import State

DECIDED_ONCE = (State.DECIDED, State.PUBLISHED, State.CLOSED, State.SUPERSEDED)


class ProjectQuerySet(models.QuerySet):
    def with_health(self):
        """Each row with its latest läge, `health`; None when nobody has reported."""
        latest = StatusReport.objects.filter(project=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(health=Subquery(latest.values("health")[:1]))

    def for_rules(self):
        """Each row with what the completeness rules ask about.

        `has_event`, `has_service_type`, `has_goal`, `has_benefit`, `has_unplanned_benefit` (one that lacks baseline,
        plan or responsible role), `has_partner` (one that has not declined), `document_kinds` (how many kinds of
        supporting document are linked, filed or explained).
        """
        links = OuterRef("pk")
        documents = SupportingDocument.objects.filter(project=links).order_by().values("project")
        return self.annotate(
            has_event=Exists(Project.life_events.through.objects.filter(project=links)),
            has_service_type=Exists(Project.service_types.through.objects.filter(project=links)),
            has_goal=Exists(Project.goals.through.objects.filter(project=links)),
            has_benefit=Exists(Benefit.objects.filter(project=links)),
            has_unplanned_benefit=Exists(Benefit.objects.unplanned().filter(project=links)),
            has_partner=Exists(Partnership.objects.filter(project=links).exclude(status="declined")),
            document_kinds=Subquery(documents.annotate(n=models.Count("kind", distinct=True)).values("n")),
        )

    def for_listing(self):
        """Everything a row of the utvecklingsplan shows, in a fixed number of queries."""
        return (
            self.for_rules()
            .with_health()
            .select_related("owner")
            .prefetch_related("life_events", "service_types", Prefetch("benefits", to_attr="listed_benefits"))
        )

    def for_page(self):
        """Everything the project's own page shows of its row, and its benefits: two queries.

        `is_continued`: the plan for the year before has it too.
        """
        before = Project.objects.filter(
            uid=OuterRef("uid"), plan__agency=OuterRef("plan__agency"), plan__year=OuterRef("plan__year") - 1
        )
        listed = Prefetch("benefits", Benefit.objects.select_related("estimate"), to_attr="listed_benefits")
        return (
            self.with_health()
            .annotate(is_continued=Exists(before))
            .select_related("owner", "initiative", "parent")
            .prefetch_related(listed)
        )

    def in_working_area(self, agency, year):
        """The projects of the plan that is worked on for a year (its latest revision), with that plan at hand."""
        latest = self.filter(plan__agency=agency, plan__year=year, plan__revision__isnull=True)
        return latest.select_related("owner", "plan__strategic_plan")

    def departments_of(self, agency):
        """The departments that an organisation has written on its projects, each once, in Swedish order."""
        names = self.filter(plan__agency=agency).exclude(department="").order_by().values_list("department", flat=True)
        return sorted(names.distinct(), key=sort_key)

    def with_decided_dates(self):
        """Each row with `decided_starts_on` and `decided_ends_on`: its dates in the organisation's newest decided plan.

        What is decided is what the newest says, also when that plan has been superseded or closed since; None when no
        decided plan has the project, or did not say.
        """
        same = Project.objects.filter(uid=OuterRef("uid"), plan__agency=OuterRef("plan__agency"))
        newest = same.filter(plan__state__in=DECIDED_ONCE).order_by("-plan__year", "-plan__number")
        return self.annotate(
            decided_starts_on=Subquery(newest.values("starts_on")[:1]),
            decided_ends_on=Subquery(newest.values("ends_on")[:1]),
        )

    def leading_nowhere(self):
        """Projects that still are to be done and lead to no goal."""
        return self.filter(goals__isnull=True).exclude(phase=Project.Phase.STOPPED)

    def untagged(self):
        """Projects that outside readers cannot place: no event, and not said to be used by several."""
        return self.filter(life_events__isnull=True, is_cross_cutting=False)


class Project(PlanItem, Disclosed):
    """An e-förvaltningsprojekt, whatever it is organised as: programme, project, part of one, or line activity.

    The guidance calls all of them projekt. `parent` is the project in the same plan that it is a part of. Budgets are
    in mnkr for the plan's year, None when unknown, and never shown outside the organisation. `source` tells which other
    organisation's plan it was copied from.
    """

    class Phase(models.TextChoices):
        IDEA = "idea", _("Idé")
        PRE_STUDY = "pre_study", _("Förstudie")
        PLANNED = "planned", _("Planeras")
        RUNNING = "running", _("Pågår")
        HANDOVER = "handover", _("Lämnas över")
        LIVE = "live", _("I drift")
        STOPPED = "stopped", _("Stoppat")

    class Organised(models.TextChoices):
        PROJECT = "project", _("Projekt")
        PROGRAMME = "programme", _("Program")
        PART = "part", _("Delprojekt")
        LINE = "line", _("Linjeaktivitet")

    class Partnering(models.TextChoices):
        UNSAID = "", _("Inte bestämt än")
        SEEKING = "seeking", _("Vi söker partner")
        PARTNERS = "partners", _("Vi har partner")
        ALONE = "alone", _("Ingen behövs")

    class LegalPosition(models.TextChoices):
        """Whether the law allows what is planned."""

        UNSAID = "", _("Inte prövat än")
        WITHIN = "within", _("Ryms inom gällande rätt")
        NEEDS_CHANGE = "needs_change", _("Kräver ändrad lag eller förordning")
        UNCERTAIN = "uncertain", _("Osäkert, utreds")

    class Training(models.TextChoices):
        UNSAID = "", _("Inte bestämt än")
        NEEDED = "needed", _("Ja, se nedan")
        NONE = "none", _("Inga behov")

    class HandingOver(models.TextChoices):
        """Whether the result is handed over to operations and maintenance during the plan's year."""

        UNSAID = "", _("Inte bestämt än")
        YES = "yes", _("Ja, under året")
        LATER = "later", _("Inte i år")

    class Agreement(models.TextChoices):
        """How far the agreement with whoever receives the result has come."""

        NONE = "none", _("Inte påbörjat")
        DRAFT = "draft", _("Utkast finns")
        DONE = "done", _("Klart")

    class Check(models.TextChoices):
        """What should be in place before the result is handed over."""

        MANUALS = "manuals", _("Dokumentation och rutiner")
        SUPPORT = "support", _("Support och användarhjälp")
        SECURITY = "security", _("Informationssäkerhet och behörigheter")
        ACCESSIBILITY = "accessibility", _("Tillgänglighet kontrollerad")
        ARCHIVE = "archive", _("Arkivering och gallring")
        MONEY = "money", _("Pengar för drift och förvaltning")
        SKILLS = "skills", _("Utbildad personal")
        BENEFITS = "benefits", _("Någon som hämtar hem nyttan")

    plan = models.ForeignKey(
        "planning.OperationalPlan", models.CASCADE, related_name="projects", verbose_name=_("verksamhetsplan")
    )
    title = models.CharField(_("projektets namn"), max_length=120)
    short_title = models.CharField(_("kortnamn"), max_length=28, blank=True)
    organised_as = models.CharField(_("organiseras som"), max_length=10, choices=Organised, default=Organised.PROJECT)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("ingår i")
    )
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
    department = models.CharField(_("avdelning eller nämnd som svarar för projektet"), max_length=120, blank=True)
    contributing = models.CharField(_("andra som bidrar"), max_length=200, blank=True)
    goals = models.ManyToManyField(
        ShortTermGoal, related_name="projects", blank=True, verbose_name=_("kortsiktigt mål")
    )
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name=_("strategisk insats")
    )
    budget_line = models.DecimalField(_("budget i linjen"), max_digits=9, decimal_places=3, null=True, blank=True)
    budget_project = models.DecimalField(_("budget i projektet"), max_digits=9, decimal_places=3, null=True, blank=True)
    budget_maintenance = models.DecimalField(
        _("budget i förvaltningen"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    considerations = models.TextField(_("tillgänglighet och miljö"), max_length=1000, blank=True)
    legal_position = models.CharField(_("rättsläget"), max_length=12, choices=LegalPosition, default="", blank=True)
    legal_which = models.CharField(_("vilken lag eller förordning"), max_length=200, blank=True)
    legal_asked_of = models.CharField(_("vem som har fått frågan"), max_length=120, blank=True)
    legal_asked_on = models.DateField(_("när frågan ställdes"), null=True, blank=True)
    partnering = models.CharField(_("samverkan"), max_length=10, choices=Partnering, default="", blank=True)
    training = models.CharField(_("behövs utbildning?"), max_length=6, choices=Training, default="", blank=True)
    handing_over = models.CharField(
        _("lämnas resultatet över till drift och förvaltning?"),
        max_length=5,
        choices=HandingOver,
        default="",
        blank=True,
    )
    receiver = models.CharField(_("vem som tar emot"), max_length=120, blank=True)
    handover_on = models.DateField(_("lämnas över"), null=True, blank=True)
    agreement = models.CharField(_("överenskommelsen"), max_length=5, choices=Agreement, default=Agreement.NONE)
    checklist = CodesField(Check, verbose_name=_("klart inför överlämningen"))
    source = models.CharField(_("hämtat från"), max_length=300, blank=True, editable=False)
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
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="a_project_is_not_part_of_itself"
            ),
            models.CheckConstraint(
                condition=(Q(budget_line__isnull=True) | Q(budget_line__gte=0))
                & (Q(budget_project__isnull=True) | Q(budget_project__gte=0))
                & (Q(budget_maintenance__isnull=True) | Q(budget_maintenance__gte=0)),
                name="project_budget_is_not_negative",
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

    @property
    def budget(self):
        """The three budgets together in mnkr; None when none of them is known."""
        known = [b for b in (self.budget_line, self.budget_project, self.budget_maintenance) if b is not None]
        return sum(known) if known else None

    @property
    def is_handed_over(self):
        return self.handing_over == self.HandingOver.YES

    @cached_property
    def words(self):
        """The words of code lists that it is marked with, {field: words}: one query for all lists."""
        chosen = models.Value(True, output_field=models.BooleanField())
        names = ("life_events", "service_types", "citizen_problems")
        return fetch_together({name: getattr(self, name).annotate(is_chosen=chosen) for name in names})

    def report(self, health, *, by, reason="", on=None):
        """A new läge beside the old ones, which stay."""
        return self.status_reports.create(health=health, reason=reason, by=by, on=on or today())
