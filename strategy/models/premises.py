"""What a plan rests on: the shared register, and what each plan picks, writes or links to.

Guidance 2010, the section on strategic planning: premises first, in four groups.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.swedish import SearchTextField, in_swedish_order, matching
from workflow.models import Disclosed, PlanItem


class PremiseKind(models.TextChoices):
    """The guidance's groups of premises, in its order."""

    GOVERNMENT_GOAL = "government_goal", _("Regeringens mål")
    INQUIRY = "inquiry", _("Betänkanden och utredningar")
    GOVERNMENT_DECISION = "government_decision", _("Regeringsbeslut")
    OTHERS_PLAN = "others_plan", _("Andras planer")
    EU_OR_LAW = "eu_or_law", _("EU, riksdag och lag")
    OWN_DECISION = "own_decision", _("Egna mål och beslut")
    NEED = "need", _("Behov som fångats")


class PremiseSourceQuerySet(models.QuerySet):
    def current(self, today):
        """What can be picked today: not replaced, and not past its last day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today), replaced_by=None)

    def in_swedish_order(self):
        return self.order_by(in_swedish_order("title"), "pk")

    def for_register(self, words="", kind=""):
        """The rows that have every word and are of the kind, when one is asked for: one query."""
        found = matching(self.in_swedish_order(), words).select_related("replaced_by")
        return found.filter(kind=kind) if kind else found


class PremiseSource(models.Model):
    """A premise in the national register, which coordinators keep and organisations pick from instead of typing.

    `valid_from` and `valid_until` None mean that the day is not known, or that it has no end.
    """

    key = models.SlugField(_("nyckel"), max_length=80, unique=True)
    kind = models.CharField(_("slag"), max_length=24, choices=PremiseKind)
    title = models.CharField(_("titel"), max_length=200)
    reference = models.CharField(_("beteckning"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    url = models.URLField(_("länk"), blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_until = models.DateField(_("gäller till och med"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("ersatt av")
    )
    source = models.CharField(_("källa till uppgiften"), max_length=300, blank=True)
    search_text = SearchTextField(of=["title", "reference", "year"])

    objects = PremiseSourceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title"]
        verbose_name = _("gemensam förutsättning")
        verbose_name_plural = _("gemensamma förutsättningar")
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=models.F("pk")),
                name="a_premise_source_does_not_replace_itself",
                violation_error_message=_("En förutsättning kan inte ersättas av sig själv."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="a_premise_source_ends_after_it_starts",
                violation_error_message=_("Den sista dagen är före den första. Ange en senare dag."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.reference})" if self.reference else self.title

    def count_plans(self):
        """How many plans have picked it, of each plan only its latest revision."""
        return self.premises.filter(plan__revision=None).values("plan").distinct().count()

    @property
    def latest(self):
        """What has replaced this one, and that one, and so on; itself when nothing has."""
        found, seen = self, {self.pk}
        while found.replaced_by_id and found.replaced_by_id not in seen:
            found = found.replaced_by
            seen.add(found.pk)
        return found


class PremiseQuerySet(models.QuerySet):
    def for_listing(self):
        """Each row with its source or with what it links to: one query."""
        return self.select_related("source__replaced_by", "linked_plan__agency", "linked_goal", "linked_initiative")


class Premise(PlanItem, Disclosed):
    """Something the plan rests on: picked from the register, written here, or linked to what another plans.

    A link points at the very rows of the other's published plan that were read, which never change; what has become
    of them since is found by their uid (strategy.others). Its title is what the other's plan said then.
    """

    plan = models.ForeignKey(
        "strategy.StrategicPlan", models.CASCADE, related_name="premises", verbose_name=_("strategisk plan")
    )
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
    is_checked = models.BooleanField(
        _("vi har kontrollerat att den fortfarande gäller"),
        default=False,
        help_text=_("Då frågar vi inte mer om att den är gammal."),
    )
    linked_plan = models.ForeignKey(
        "strategy.StrategicPlan",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="linked_premises",
        verbose_name=_("annan organisations plan"),
    )
    linked_goal = models.ForeignKey(
        "strategy.LongTermGoal", models.PROTECT, null=True, editable=False, related_name="linked_premises"
    )
    linked_initiative = models.ForeignKey(
        "strategy.Initiative", models.PROTECT, null=True, editable=False, related_name="linked_premises"
    )

    objects = PremiseQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        verbose_name = _("förutsättning")
        verbose_name_plural = _("förutsättningar")
        constraints = [
            *PlanItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(source__isnull=False, title="") | (Q(source__isnull=True) & ~Q(title="")),
                name="premise_is_picked_or_written",
            ),
            models.CheckConstraint(
                condition=Q(linked_plan__isnull=True, linked_goal__isnull=True, linked_initiative__isnull=True)
                | Q(linked_plan__isnull=False, source__isnull=True, linked_goal__isnull=True)
                | Q(linked_plan__isnull=False, source__isnull=True, linked_initiative__isnull=True),
                name="premise_links_to_one_thing",
            ),
        ]

    def __str__(self):
        return str(self.source) if self.source_id else self.title

    @property
    def real_kind(self):
        """The kind it stands under: the register's own word for what is picked."""
        return self.source.kind if self.source_id else self.kind

    @property
    def kind_label(self):
        return self.source.get_kind_display() if self.source_id else self.get_kind_display()

    @property
    def linked(self):
        """The row of another's plan that this links to, as it was when it was read; None when it is no link."""
        return self.linked_goal or self.linked_initiative or self.linked_plan
