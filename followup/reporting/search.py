"""Everything a person may read that has some words in it, across the organisations they belong to.

A word is found anywhere in a name, capitals and small letters alike: "ärende" finds "Ärendehantering". Of each plan
only its latest revision is searched. Organisations in, frozen rows out: one query for each kind of thing.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from agencies.models import LifeEvent
from agencies.swedish import containing, in_swedish_order, matching
from planning.models import OperationalPlan, Project, ShortTermGoal
from strategy.models import Indicator, Initiative, LongTermGoal, Service, StrategicPlan

MOST = 20  # of each kind; more than that and another word is needed


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, where it stands, and its address."""

    title: str
    place: str
    url: str


@dataclass(frozen=True)
class Hits:
    """What was found of one kind; `is_cut` when there is more than is shown."""

    heading: str
    rows: tuple
    is_cut: bool


def search(agencies, words):
    """What has every one of the words, the kinds in the order people look for them; those without hits are left out."""
    words = words.split()
    if not words or not agencies:
        return []
    kinds = [
        (_("Projekt"), _projects(agencies, words)),
        (_("Kortsiktiga mål"), _short_term_goals(agencies, words)),
        (_("Långsiktiga mål"), _long_term_goals(agencies, words)),
        (_("Insatser"), _initiatives(agencies, words)),
        (_("Indikatorer"), _indicators(agencies, words)),
        (_("Tjänster"), _services(agencies, words)),
    ]
    return [Hits(heading, tuple(_hit(row) for row in rows[:MOST]), len(rows) > MOST) for heading, rows in kinds if rows]


def _has(field, words):
    condition = Q()
    for word in words:
        condition &= containing(field, word)
    return condition


def _projects(agencies, words):
    """By its own words, or by the life event it is tagged with."""
    events = LifeEvent.objects.filter(_has("name", words))
    tagged = Project.life_events.through.objects.filter(lifeevent__in=events).values("project")
    named = matching(Project.objects.all(), " ".join(words)).values("pk")
    rows = Project.objects.filter(_in(OperationalPlan, agencies), Q(pk__in=named) | Q(pk__in=tagged))
    return list(rows.select_related("plan__agency").order_by("-plan__year", in_swedish_order("title"))[: MOST + 1])


def _in(plan_class, agencies):
    return Q(plan__in=plan_class.objects.filter(agency__in=agencies, revision__isnull=True))


def _short_term_goals(agencies, words):
    rows = ShortTermGoal.objects.filter(_in(OperationalPlan, agencies), _has("text", words))
    return list(rows.select_related("plan__agency").order_by("-plan__year", in_swedish_order("text"))[: MOST + 1])


def _long_term_goals(agencies, words):
    rows = LongTermGoal.objects.filter(_in(StrategicPlan, agencies), _has("text", words))
    return list(rows.select_related("plan__agency").order_by(in_swedish_order("text"))[: MOST + 1])


def _initiatives(agencies, words):
    rows = Initiative.objects.filter(_in(StrategicPlan, agencies), _has("title", words))
    return list(rows.select_related("plan__agency").order_by(in_swedish_order("title"))[: MOST + 1])


def _indicators(agencies, words):
    rows = Indicator.objects.filter(_has("name", words), agency__in=agencies)
    return list(rows.select_related("agency").order_by(in_swedish_order("name"))[: MOST + 1])


def _services(agencies, words):
    rows = matching(Service.objects.filter(agency__in=agencies), " ".join(words))
    return list(rows.select_related("agency").order_by(in_swedish_order("name"))[: MOST + 1])


def _hit(row):
    if isinstance(row, (Indicator, Service)):
        return Hit(row.name, str(row.agency), row.get_absolute_url())
    plan = row.plan
    url = row.get_absolute_url() if isinstance(row, Project) else plan.get_absolute_url() + _PAGE[type(row)] % row.pk
    return Hit(str(row), f"{plan}, {plan.agency}", url)


_PAGE = {
    ShortTermGoal: "mal/#rad-%d",
    LongTermGoal: "mal/#rad-%d",
    Initiative: "utvecklingsplan/#rad-%d",
}
