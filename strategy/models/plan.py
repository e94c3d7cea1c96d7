"""The strategic plan: about five years, with everything it says at hand.

Guidance 2010, the chapter on strategic planning: premises, long-term goals, and four documents at least.
"""

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from strategy.models.channels import ChannelGroup
from strategy.models.competence import CompetenceNeed
from strategy.models.goals import LongTermGoal
from strategy.models.initiatives import Initiative
from strategy.models.premises import Premise
from strategy.models.sourcing import SourcingDecision
from workflow.models import Plan


class StrategicPlan(Plan):
    """An organisation's plan for about five years. Its address is its period: 2024-2028.

    What its pages show is fetched once and remembered (`listed_…`), also when several rooms ask.
    """

    first_year = models.PositiveSmallIntegerField(_("första året"))
    last_year = models.PositiveSmallIntegerField(_("sista året"))
    carried_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("förd vidare från"),
    )

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

    @property
    def all_years(self):
        return range(self.first_year, self.last_year + 1)

    def fetch_contents(self):
        """What the rules go through, on a page that asks them and shows nothing of the plan: one query a part."""
        self._fetch(LongTermGoal.objects.for_rules(), ChannelGroup.objects.for_rules(), SourcingDecision.objects.all())

    def fetch_overview(self):
        """The same with the little more that the plan's own page shows of it."""
        goals = LongTermGoal.objects.for_rules().prefetch_related("indicators")
        processes = SourcingDecision.objects.select_related("form_today", "form_later")
        self._fetch(goals, ChannelGroup.objects.for_listing(), processes)
        self._place_indicators(self.listed_goals)

    def _fetch(self, goals, channel_groups, processes):
        models.prefetch_related_objects(
            [self],
            Prefetch("premises", Premise.objects.for_listing(), to_attr="listed_premises"),
            Prefetch("goals", goals, to_attr="listed_goals"),
            Prefetch("initiatives", Initiative.objects.for_rules(), to_attr="listed_initiatives"),
            Prefetch("channel_groups", channel_groups, to_attr="listed_channel_groups"),
            Prefetch("sourcing_decisions", processes, to_attr="listed_sourcing"),
            Prefetch("competence_needs", CompetenceNeed.objects.for_rules(), to_attr="listed_competence"),
        )

    def _place_indicators(self, goals):
        """An indicator's address begins with the organisation's, which is at hand."""
        for indicator in (indicator for goal in goals for indicator in goal.indicators.all()):
            indicator.agency = self.agency

    @cached_property
    def listed_premises(self):
        return list(self.premises.for_listing())

    @cached_property
    def listed_goals(self):
        goals = list(self.goals.for_listing())
        self._place_indicators(goals)
        return goals

    @cached_property
    def listed_initiatives(self):
        return list(self.initiatives.for_listing())

    @cached_property
    def listed_channel_groups(self):
        return list(self.channel_groups.for_listing())

    @cached_property
    def listed_sourcing(self):
        return list(SourcingDecision.objects.filter(plan=self).select_related("form_today", "form_later"))

    @cached_property
    def listed_competence(self):
        return list(self.competence_needs.for_listing())

    @property
    def said_e_strategy(self):
        """The e-strategi, None while nobody has said anything about it."""
        return getattr(self, "e_strategy", None)

    @property
    def said_channel_strategy(self):
        """What the channel strategy says as a whole, None while nobody has written it."""
        return getattr(self, "channel_strategy", None)
