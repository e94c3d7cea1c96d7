"""What shall be true when the year is over: short-term goals, and the service commitments that change this year."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.utils.translation import gettext_lazy as _

from planning.models.premises import PlanningPremise
from strategy.models import Indicator, LongTermGoal, Premise, Service
from workflow.codes import CodesField
from workflow.models import Disclosed, PlanItem


class Strategy(models.TextChoices):
    """The parts of the strategic plan that a short-term goal can follow (guidance 2010: goals tied to strategies)."""

    DEVELOPMENT = "development", _("Strategisk utvecklingsplan")
    CHANNELS = "channels", _("Kanalstrategi")
    SOURCING = "sourcing", _("Sourcingstrategi")
    COMPETENCE = "competence", _("Kompetensförsörjningsstrategi")


class ShortTermGoalQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with what the rules ask about: `has_long_term_goal`, `has_indicator`, `has_project`.

        A stopped project is none.
        """
        links = OuterRef("pk")
        projects = ShortTermGoal.projects.through.objects.filter(shorttermgoal=links)
        return self.annotate(
            has_long_term_goal=Exists(ShortTermGoal.long_term_goals.through.objects.filter(shorttermgoal=links)),
            has_indicator=Exists(ShortTermGoal.indicators.through.objects.filter(shorttermgoal=links)),
            has_project=Exists(projects.exclude(project__phase="stopped")),
        )

    def against_last_year(self):
        """Each row with `is_continued`, whether last year's latest plan has it, and its `former_value` there."""
        same = ShortTermGoal.objects.filter(
            uid=OuterRef("uid"),
            plan__agency=OuterRef("plan__agency"),
            plan__year=OuterRef("plan__year") - 1,
            plan__revision__isnull=True,
        )
        return self.annotate(is_continued=Exists(same), former_value=Subquery(same.values("year_end_value")[:1]))

    def for_listing(self):
        """Everything the goals' table and röda tråden show, in a fixed number of queries (six)."""
        steering = Prefetch("long_term_goals__premises", Premise.objects.select_related("source"))
        return self.for_rules().prefetch_related("premises", "long_term_goals", steering, "indicators", "projects")


class ShortTermGoal(PlanItem, Disclosed):
    """What shall be true when the year is over, tied to long-term goals and indicators.

    `year_end_value` None: nobody has said. `source` tells which other organisation's plan it was copied from.
    """

    plan = models.ForeignKey(
        "planning.OperationalPlan", models.CASCADE, related_name="goals", verbose_name=_("verksamhetsplan")
    )
    text = models.CharField(_("målet med en mening"), max_length=200)
    long_term_goals = models.ManyToManyField(
        LongTermGoal, related_name="short_term_goals", blank=True, verbose_name=_("långsiktigt mål")
    )
    premises = models.ManyToManyField(
        PlanningPremise, related_name="goals", blank=True, verbose_name=_("kommer från årets förutsättningar")
    )
    strategies = CodesField(Strategy, verbose_name=_("strategi som målet följer"))
    indicators = models.ManyToManyField(
        Indicator, related_name="short_term_goals", blank=True, verbose_name=_("indikator")
    )
    year_end_value = models.DecimalField(
        _("värde vid årets slut"), max_digits=14, decimal_places=4, null=True, blank=True
    )
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    department = models.CharField(_("avdelning eller nämnd som svarar för målet"), max_length=120, blank=True)
    contributing = models.CharField(_("andra som bidrar"), max_length=200, blank=True)
    source = models.CharField(_("hämtat från"), max_length=300, blank=True, editable=False)

    objects = ShortTermGoalQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("kortsiktigt mål")
        verbose_name_plural = _("kortsiktiga mål")

    def __str__(self):
        return self.text

    @property
    def origins(self):
        """What the goal comes from, in words: the year's own premises first, then those of its long-term goals.

        What was carried from the strategic plan is told once. No query for goals that are fetched `for_listing()`.
        """
        own = list(self.premises.all())
        carried = {premise.carried_from_id for premise in own}
        steering = [one for goal in self.long_term_goals.all() for one in goal.premises.all() if one.pk not in carried]
        titles = [one.source.title if one.source_id else one.title for one in steering]
        return list(dict.fromkeys([*(premise.title for premise in own), *titles]))


class ServiceCommitmentQuerySet(models.QuerySet):
    def of_the_year_before(self, plan):
        """What last year's plan (its latest revision) says that this plan does not: one query."""
        there = type(plan).objects.filter(agency_id=plan.agency_id, year=plan.year - 1).latest_numbers()
        own = self.model._default_manager.filter(plan=plan).values("uid")
        return self.filter(plan__in=there).exclude(uid__in=own)


class ServiceCommitment(PlanItem, Disclosed):
    """A serviceåtagande: what users can count on, and what changes in it this year. `change` empty: nothing does."""

    plan = models.ForeignKey(
        "planning.OperationalPlan", models.CASCADE, related_name="commitments", verbose_name=_("verksamhetsplan")
    )
    text = models.CharField(_("åtagandet"), max_length=200)
    service = models.ForeignKey(
        Service,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("tjänst som det gäller"),
    )
    level = models.CharField(_("så är det i dag"), max_length=200, blank=True)
    change = models.CharField(_("det här ändras i år"), max_length=300, blank=True)
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)

    objects = ServiceCommitmentQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("serviceåtagande")
        verbose_name_plural = _("serviceåtaganden")

    def __str__(self):
        return self.text
