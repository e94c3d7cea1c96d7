"""What the year's plan rests on: carried from the strategic plan, captured this year, or linked to what others plan.

Guidance 2010, the section on the yearly planning: captured needs, accessibility and environment, the goals of EU,
parliament and government, and what is planned jointly.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from strategy.models import Premise
from workflow.models import Disclosed, PlanItem


class PlanningPremiseKind(models.TextChoices):
    """The groups of the year's premises, in the order they are shown."""

    STRATEGIC = "strategic", _("Ur den strategiska planen")
    NEED = "need", _("Behov som fångats och analyserats")
    ACCESSIBILITY_ENVIRONMENT = "accessibility_environment", _("Tillgänglighet och miljö")
    EU_NATIONAL_GOAL = "eu_national_goal", _("Mål från EU, riksdag, regering och departement")
    JOINT_PLANNING = "joint_planning", _("Gemensam planering")
    OTHERS_PLAN = "others_plan", _("Andras planer")
    OWN_DECISION = "own_decision", _("Egna mål och beslut")


class PlanningPremiseQuerySet(models.QuerySet):
    def for_rules(self):
        """Each row with `has_goal`: whether a short-term goal of the plan comes from it."""
        links = PlanningPremise.goals.through.objects.filter(planningpremise=OuterRef("pk"))
        return self.annotate(has_goal=Exists(links))

    def leading_nowhere(self):
        """Those that no short-term goal comes from, neither itself nor by way of a long-term goal that it follows."""
        same = Premise.objects.filter(uid=OuterRef("carried_from__uid"))  # a revised strategic plan keeps the uid
        by_way = same.filter(goals__short_term_goals__plan=OuterRef("plan"))
        return self.filter(goals__isnull=True).exclude(Exists(by_way))

    def for_listing(self):
        """The same with what it is carried from and links to: one query."""
        return self.for_rules().select_related(
            "carried_from__source__replaced_by", "linked_plan__agency", "linked_project"
        )


class PlanningPremise(PlanItem, Disclosed):
    """Something the year's plan rests on.

    `carried_from` is the strategic plan's premise it was taken from; None for what is captured this year, and when
    that premise has been removed. A link points at the very rows of another's published plan that were read, which
    never change. `year` is when the source is from, None when nobody has said.
    """

    plan = models.ForeignKey(
        "planning.OperationalPlan", models.CASCADE, related_name="premises", verbose_name=_("verksamhetsplan")
    )
    kind = models.CharField(_("slag"), max_length=26, choices=PlanningPremiseKind)
    title = models.CharField(_("förutsättningen"), max_length=200)
    reference = models.CharField(_("källa eller beteckning"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("från år"), null=True, blank=True)
    impact = models.TextField(_("så påverkar det oss i år"), max_length=600, blank=True)
    is_checked = models.BooleanField(
        _("vi har kontrollerat att den fortfarande gäller"),
        default=False,
        help_text=_("Då frågar vi inte mer om att den är gammal."),
    )
    carried_from = models.ForeignKey(
        Premise,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("hämtad ur den strategiska planen"),
    )
    linked_plan = models.ForeignKey(
        "planning.OperationalPlan",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="linked_premises",
        verbose_name=_("annan organisations plan"),
    )
    linked_project = models.ForeignKey(
        "planning.Project", models.PROTECT, null=True, editable=False, related_name="linked_premises"
    )

    objects = PlanningPremiseQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("årets förutsättning")
        verbose_name_plural = _("årets förutsättningar")
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(linked_project__isnull=True) | Q(linked_plan__isnull=False),
                name="planning_premise_links_to_a_project_in_its_plan",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def linked(self):
        """The row of another's plan that this links to, as it was when it was read; None when it is no link."""
        return self.linked_project or self.linked_plan

    @property
    def is_replaced(self):
        """Whether it still says what the register has replaced: not when it is changed to what has come instead."""
        source = self.carried_from and self.carried_from.source
        if not source or not source.replaced_by_id or self.title != source.title:
            return False
        is_as_before = self.year == source.year and self.reference.startswith(source.reference)
        return is_as_before or source.replaced_by.title != source.title

    @classmethod
    def carry(cls, premise):
        """A premise of the strategic plan as one of the year's, not saved: its words, and who may read it."""
        carried = cls(
            kind=PlanningPremiseKind.STRATEGIC,
            title=premise.title,
            reference=premise.reference,
            impact=premise.impact,
            disclosure=premise.disclosure,
            carried_from=premise,
        )
        if premise.source_id:
            carried.say_as_register(premise.source, premise.reference)
        return carried

    def say_as_register(self, source, more=""):
        """Takes the register's words for itself; `more` is what stands after the register's reference."""
        self.title, self.year = source.title, source.year
        self.reference = ", ".join(part for part in (source.reference, more) if part)[:200]
