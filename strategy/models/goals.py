"""Where the organisation is going: long-term goals."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext_lazy as _

from strategy.models.premises import Premise
from workflow.models import Disclosed, PlanItem


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


class LongTermGoal(PlanItem, Disclosed):
    """What is different for those the organisation exists for, when the plan's last year is over."""

    plan = models.ForeignKey(
        "strategy.StrategicPlan", models.CASCADE, related_name="goals", verbose_name=_("strategisk plan")
    )
    text = models.CharField(_("målet med en mening"), max_length=200)
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    premises = models.ManyToManyField(Premise, related_name="goals", blank=True, verbose_name=_("kommer från"))

    objects = LongTermGoalQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("långsiktigt mål")
        verbose_name_plural = _("långsiktiga mål")

    def __str__(self):
        return self.text
