"""What the year asks of people and money: training, what is looked at when, and how projects are ranked."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.projects import Project
from strategy.models import CompetenceNeed
from workflow.models import PlanItem


class TrainingNeed(PlanItem):
    """Training that the year's plan asks for, of a group and never of a person (DOMAIN 11.3).

    `project` None: the whole plan asks for it. `number` is how many people, None when nobody has counted. `competence`
    is the gap in the competence strategy that it helps to fill. Its plan is its project's. Saving one un-says that the
    plan needs none.
    """

    plan = models.ForeignKey(
        "planning.OperationalPlan",
        models.CASCADE,
        editable=False,
        related_name="training_needs",
        verbose_name=_("verksamhetsplan"),
    )
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="training_needs", verbose_name=_("projekt")
    )
    what = models.CharField(_("vad utbildningen gäller"), max_length=160)
    group = models.CharField(_("vilka som behöver den"), max_length=120, blank=True)
    number = models.PositiveIntegerField(_("antal personer"), null=True, blank=True)
    starts_on = models.DateField(_("när"), null=True, blank=True)
    competence = models.ForeignKey(
        CompetenceNeed,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="training_needs",
        verbose_name=_("kompetens som den bygger upp"),
    )

    class Meta(PlanItem.Meta):
        verbose_name = _("utbildningsbehov")
        verbose_name_plural = _("utbildningsbehov")

    def __str__(self):
        return self.what


class PlannedFollowUpQuerySet(models.QuerySet):
    def in_calendar(self, agencies, years):
        """Those of these organisations on days of these years, with their plan, of each plan its latest revision."""
        held = self.filter(plan__agency__in=agencies, plan__revision=None, on__year__in=years)
        return held.select_related("plan__agency")


class PlannedFollowUp(PlanItem):
    """A day on which the plan will be followed up within the organisation."""

    plan = models.ForeignKey(
        "planning.OperationalPlan", models.CASCADE, related_name="follow_ups", verbose_name=_("verksamhetsplan")
    )
    on = models.DateField(_("dag"))
    what = models.CharField(_("vad som följs upp"), max_length=160, blank=True)
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)

    objects = PlannedFollowUpQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        ordering = ["on", "pk"]
        verbose_name = _("uppföljningstillfälle")
        verbose_name_plural = _("uppföljningstillfällen")

    def __str__(self):
        return self.what or str(_("Uppföljning"))


class PriorityCriterionQuerySet(models.QuerySet):
    def of_the_year_before(self, plan):
        """What last year's plan (its latest revision) weighs by and this plan does not: one query."""
        there = type(plan).objects.filter(agency_id=plan.agency_id, year=plan.year - 1).latest_numbers()
        return self.filter(plan__in=there).exclude(uid__in=self.model._default_manager.filter(plan=plan).values("uid"))


class PriorityCriterion(PlanItem):
    """A prioriteringsgrund: what the organisation weighs its projects by, and how heavily (1 to 5)."""

    plan = models.ForeignKey(
        "planning.OperationalPlan", models.CASCADE, related_name="criteria", verbose_name=_("verksamhetsplan")
    )
    name = models.CharField(_("prioriteringsgrund"), max_length=80)
    weight = models.PositiveSmallIntegerField(
        _("vikt"), default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    objects = PriorityCriterionQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("prioriteringsgrund")
        verbose_name_plural = _("prioriteringsgrunder")
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(condition=Q(weight__range=(1, 5)), name="criterion_weighs_one_to_five"),
        ]

    def __str__(self):
        return self.name


class ProjectScore(models.Model):
    """How well a project meets a criterion, 0 to 5. No row: nobody has judged it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="scores", verbose_name=_("projekt"))
    criterion = models.ForeignKey(
        PriorityCriterion, models.CASCADE, related_name="scores", verbose_name=_("prioriteringsgrund")
    )
    points = models.PositiveSmallIntegerField(_("poäng"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("poäng")
        verbose_name_plural = _("poäng")
        constraints = [
            models.UniqueConstraint(fields=["project", "criterion"], name="one_score_per_project_and_criterion"),
            models.CheckConstraint(condition=Q(points__range=(0, 5)), name="a_score_is_nought_to_five"),
        ]

    def __str__(self):
        return str(self.points)
