"""The year's plan, with everything it says at hand."""

from django.db import models
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from planning.models.goals import ShortTermGoal
from planning.models.premises import PlanningPremise
from planning.models.project_parts import Benefit
from planning.models.projects import Project
from strategy.models import StrategicPlan
from workflow.models import Plan, PlanQuerySet


class OperationalPlanQuerySet(PlanQuerySet):
    def with_contents(self):
        """With what the rules go through, in a fixed number of queries for all plans."""
        return self.prefetch_related(*_contents())


def _contents():
    return (
        Prefetch("premises", PlanningPremise.objects.for_rules(), to_attr="listed_premises"),
        Prefetch("goals", ShortTermGoal.objects.for_rules(), to_attr="listed_goals"),
        Prefetch("projects", Project.objects.for_rules(), to_attr="listed_projects"),
        Prefetch("training_needs", to_attr="listed_training"),
        Prefetch("follow_ups", to_attr="listed_follow_ups"),
    )


class OperationalPlan(Plan):
    """An organisation's verksamhetsplan for a year. Its address is the year.

    What its pages show is fetched once and remembered (`listed_…`), also when several rooms ask.
    """

    year = models.PositiveSmallIntegerField(_("år"))
    strategic_plan = models.ForeignKey(
        StrategicPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="operational_plans",
        verbose_name=_("strategisk plan"),
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="copies", verbose_name=_("kopierad från")
    )
    has_no_training = models.BooleanField(_("inga utbildningsbehov i år"), default=False)
    no_training_reason = models.CharField(_("varför inte"), max_length=300, blank=True)

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
        """What the rules go through, on a page that asks them and shows nothing of the plan."""
        models.prefetch_related_objects([self], *_contents())

    def fetch_threads(self):
        """The goals with all that hangs on them, benefits too: what röda tråden is drawn from."""
        benefits = Prefetch("projects__benefits", Benefit.objects.all(), to_attr="listed_benefits")
        goals = ShortTermGoal.objects.for_listing().prefetch_related(benefits)
        models.prefetch_related_objects([self], Prefetch("goals", goals, to_attr="listed_goals"))

    @cached_property
    def listed_premises(self):
        return list(self.premises.for_listing())

    @cached_property
    def listed_goals(self):
        return list(self.goals.for_listing())

    @cached_property
    def listed_projects(self):
        return list(self.projects.for_listing())

    @cached_property
    def listed_training(self):
        return list(self.training_needs.all())

    @cached_property
    def listed_follow_ups(self):
        return list(self.follow_ups.all())
