"""The kompetensförsörjningsstrategi: what the organisation needs to be able to do, and how it gets there.

Guidance 2010, the section on strategic planning: development of competence, recruitment and winding up. Needs are of
roles and groups, never of persons (DOMAIN 11.3).
"""

from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.utils.translation import gettext_lazy as _

from strategy.models.codelists import CompetenceMeasure
from strategy.models.initiatives import Initiative
from workflow.models import Disclosed, PlanItem


class CompetenceNeedQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with `fte_later`, the need in the plan's last year (None when not said), and `action_count`."""
        last = CompetenceYear.objects.filter(need=OuterRef("pk"), year=OuterRef("plan__last_year"))
        return self.annotate(fte_later=Subquery(last.values("fte")[:1]), action_count=Count("actions"))

    def for_listing(self):
        """The same with years, actions and initiatives, in a fixed number of queries."""
        actions = Prefetch("actions", CompetenceAction.objects.select_related("measure"), to_attr="listed_actions")
        return self.for_rules().prefetch_related(
            Prefetch("years", to_attr="listed_years"), actions, Prefetch("initiatives", to_attr="listed_initiatives")
        )


class CompetenceNeed(PlanItem, Disclosed):
    """A competence with the full-time equivalents (årsarbetskrafter) there are today; None is not known."""

    plan = models.ForeignKey(
        "strategy.StrategicPlan", models.CASCADE, related_name="competence_needs", verbose_name=_("strategisk plan")
    )
    name = models.CharField(_("kompetens"), max_length=120)
    fte_today = models.DecimalField(_("årsarbetskrafter i dag"), max_digits=7, decimal_places=1, null=True, blank=True)
    initiatives = models.ManyToManyField(
        Initiative, related_name="competence_needs", blank=True, verbose_name=_("insatser som behöver den")
    )
    owner_role = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    note = models.TextField(_("anmärkning"), max_length=600, blank=True)

    objects = CompetenceNeedQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("kompetensbehov")
        verbose_name_plural = _("kompetensbehov")
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(fte_today__isnull=True) | Q(fte_today__gte=0), name="competence_today_is_not_negative"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def gap(self):
        """Full-time equivalents lacking in the plan's last year; negative when there are too many, None if unknown.

        Needs `fte_later`, from for_rules().
        """
        if self.fte_today is None or self.fte_later is None:
            return None
        return self.fte_later - self.fte_today


class CompetenceYear(models.Model):
    """How many full-time equivalents of a competence are needed in a year."""

    need = models.ForeignKey(CompetenceNeed, models.CASCADE, related_name="years", verbose_name=_("kompetensbehov"))
    year = models.PositiveSmallIntegerField(_("år"))
    fte = models.DecimalField(_("årsarbetskrafter"), max_digits=7, decimal_places=1)

    class Meta:
        ordering = ["year"]
        verbose_name = _("behov ett år")
        verbose_name_plural = _("behov per år")
        constraints = [
            models.UniqueConstraint(fields=["need", "year"], name="one_need_per_competence_and_year"),
            models.CheckConstraint(condition=Q(fte__gte=0), name="competence_needed_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.year}"


class CompetenceAction(models.Model):
    """Something done to meet a need, by a step of ARUBA."""

    need = models.ForeignKey(CompetenceNeed, models.CASCADE, related_name="actions", verbose_name=_("kompetensbehov"))
    measure = models.ForeignKey(CompetenceMeasure, models.PROTECT, related_name="actions", verbose_name=_("åtgärd"))
    what = models.CharField(_("vad ni gör"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("åtgärd för en kompetens")
        verbose_name_plural = _("åtgärder för kompetenser")

    def __str__(self):
        return self.what or str(self.measure)
