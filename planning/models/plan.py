"""The year's plan, with everything it says at hand."""

from django.db import models
from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agencies.models import LifeEvent, ServiceType, fetch_together
from planning.models.goals import ShortTermGoal
from planning.models.premises import PlanningPremise
from planning.models.preparation import PlannedFollowUp, TrainingNeed
from planning.models.project_parts import Benefit
from planning.models.projects import Project
from strategy.models import StrategicPlan
from workflow.models import Plan, PlanQuerySet


class OperationalPlanQuerySet(PlanQuerySet):
    def with_contents(self):
        """With what the rules go through, in three queries for all plans: of some parts they only ask if they are."""
        own = models.OuterRef("pk")
        return self.annotate(
            has_premises=models.Exists(PlanningPremise.objects.filter(plan=own)),
            has_training=models.Exists(TrainingNeed.objects.filter(plan=own)),
            has_follow_ups=models.Exists(PlannedFollowUp.objects.filter(plan=own)),
        ).prefetch_related(*_rows_of_rules())

    def with_counts(self):
        """Each with `goal_count` and `project_count`: one query."""
        counts = {"goal_count": Count("goals", distinct=True), "project_count": Count("projects", distinct=True)}
        return self.annotate(**counts)


def _rows_of_rules():
    return (
        Prefetch("goals", ShortTermGoal.objects.for_rules(), to_attr="listed_goals"),
        Prefetch("projects", Project.objects.for_rules(), to_attr="listed_projects"),
    )


def _contents():
    return (
        Prefetch("premises", PlanningPremise.objects.for_rules(), to_attr="listed_premises"),
        *_rows_of_rules(),
        Prefetch("training_needs", to_attr="listed_training"),
        Prefetch("follow_ups", to_attr="listed_follow_ups"),
    )


def _give(owners, name, rows, pairs):
    """Lets each owner remember its rows of a relation, in the order of `rows`, as prefetch_related does.

    prefetch_related itself, also with to_attr, asks once for each relation: three queries more, and the plan's page has
    none to spare. So what it remembers by is written here, and here only; tests/planning/test_plan.py would tell if
    Django came to remember otherwise.
    """
    linked = set(pairs)
    known = {row.pk: place for place, row in enumerate(rows)}
    places = {owner.pk: [] for owner in owners}
    for one, other in linked:
        if one in places and other in known:
            places[one].append(known[other])
    for owner in owners:
        remembered = getattr(owner, name).all()
        remembered._result_cache = [rows[place] for place in sorted(places[owner.pk])]
        remembered._prefetch_done = True
        owner.__dict__.setdefault("_prefetched_objects_cache", {})[name] = remembered


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

    def ask_for_training(self):
        """Takes back that the plan asks for no training, for a training has been written in it."""
        said = OperationalPlan.objects.filter(pk=self.pk, has_no_training=True)
        said.update(has_no_training=False, no_training_reason="")

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

    def fetch_page(self):
        """What the plan's own page shows, whatever its size: the rows once, and all links between them in one query.

        Of the training only how much there is.
        """
        goals = ShortTermGoal.objects.for_rules().against_last_year()
        goals = goals.prefetch_related("long_term_goals__premises__source", "indicators")
        benefits = Prefetch("benefits", to_attr="listed_benefits")
        projects = Project.objects.for_rules().with_health().select_related("owner").prefetch_related(benefits)
        models.prefetch_related_objects(
            [self],
            Prefetch("premises", PlanningPremise.objects.for_listing(), to_attr="listed_premises"),
            Prefetch("goals", goals, to_attr="listed_goals"),
            Prefetch("projects", projects, to_attr="listed_projects"),
        )
        links = self._links()
        chosen = models.Value(True, output_field=models.BooleanField())
        tags = {"life_events": LifeEvent, "service_types": ServiceType}
        linked = {name: {other for _one, other in links[name]} for name in tags}
        words = {name: of.objects.filter(pk__in=linked[name]).annotate(is_chosen=chosen) for name, of in tags.items()}
        rows = {"premises": self.listed_premises, "projects": self.listed_projects} | fetch_together(words)
        for name, found in rows.items():
            _give(self.listed_projects if name in tags else self.listed_goals, name, found, links[name])
        self.listed_training = [self.training_needs.model(pk=pk, plan=self) for pk, _plan in links["training"]]

    def _links(self):
        """What hangs on what in the plan: {name of the relation: (number, number) pairs}."""
        goals, projects = ShortTermGoal, Project
        pairs = {
            "premises": goals.premises.through.objects.filter(shorttermgoal__plan=self).values_list(
                "shorttermgoal_id", "planningpremise_id"
            ),
            "projects": projects.goals.through.objects.filter(shorttermgoal__plan=self).values_list(
                "shorttermgoal_id", "project_id"
            ),
            "life_events": projects.life_events.through.objects.filter(project__plan=self).values_list(
                "project_id", "lifeevent_id"
            ),
            "service_types": projects.service_types.through.objects.filter(project__plan=self).values_list(
                "project_id", "servicetype_id"
            ),
            "training": self.training_needs.values_list("pk", "plan_id"),
        }
        named = [
            rows.order_by().values_list(models.Value(name, output_field=models.CharField()), *rows._fields)
            for name, rows in pairs.items()
        ]
        found = {name: [] for name in pairs}
        for name, one, other in named[0].union(*named[1:], all=True):
            found[name].append((one, other))
        return found

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

    @cached_property
    def has_premises(self):
        return bool(self.listed_premises)

    @cached_property
    def has_training(self):
        return bool(self.listed_training)

    @cached_property
    def has_follow_ups(self):
        return bool(self.listed_follow_ups)
