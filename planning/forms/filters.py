"""Which projects of the utvecklingsplan are shown, and in what order, as an address says it.

A filtered list is a link that can be sent to somebody. A word the list does not know is passed over with a sentence,
never refused: the address may be old, or typed by hand.
"""

import datetime
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.swedish import matching, sort_key
from charts.health import Health
from planning.forms.missing import LABELS, projects_lacking
from planning.models import Project
from workflow.fields import as_typed

UNREPORTED = "inte-rapporterat"
ORDERS = {
    "": gettext_lazy("Planens ordning"),
    "namn": gettext_lazy("Namn"),
    "slut": gettext_lazy("Slutar först"),
    "lage": gettext_lazy("Läge, sämst först"),
    "prioritet": gettext_lazy("Rangordning"),
}


@dataclass(frozen=True)
class Filter:
    """One thing to choose by: its name in the address, its label, what there is to choose, and what is chosen."""

    name: str
    label: str
    choices: list
    chosen: str


class ProjectFilters:
    """The filters of one plan's projects, made of what the projects have, with what an address chose.

    `projects` are the plan's, fetched for listing; nothing more is asked of the database but for search words.
    """

    def __init__(self, data, plan):
        self.plan, self.projects = plan, plan.listed_projects
        self.ignored = []
        self.words = as_typed(data.get("sok", ""))[:200].strip()
        offered = [
            ("handelse", _("Livshändelse eller process"), self._named("life_events", "slug")),
            ("typ", _("Tjänstetyp"), self._named("service_types", "code")),
            ("fas", _("Fas"), Project.Phase.choices),
            ("lage", _("Läge"), [*_healths(), (UNREPORTED, _("Inte rapporterat"))]),
            ("avdelning", _("Avdelning eller nämnd"), self._departments()),
            ("ansvarig", _("Ansvarig"), self._owners()),
            ("saknar", _("Saknar"), [(name, str(label).capitalize()) for name, label in LABELS.items()]),
        ]
        self.listed = [self._filter(data, *one) for one in offered]
        self.chosen = {one.name: one.chosen for one in self.listed if one.chosen}
        self.order = self._filter(data, "ordna", _("Ordning"), [(k, v) for k, v in ORDERS.items() if k]).chosen

    def _filter(self, data, name, label, choices):
        chosen = as_typed(data.get(name, "")).strip()
        if chosen and chosen not in {value for value, _label in choices}:
            self.ignored.append(label)
            chosen = ""
        return Filter(name, label, choices, chosen)

    def _named(self, field, code):
        found = {getattr(row, code): row.name for project in self.projects for row in getattr(project, field).all()}
        return sorted(found.items(), key=lambda pair: sort_key(pair[1]))

    def _departments(self):
        return [(name, name) for name in sorted({one.department for one in self.projects} - {""}, key=sort_key)]

    def _owners(self):
        found = {str(one.owner_id): one.owner.name for one in self.projects if one.owner}
        return sorted(found.items(), key=lambda pair: sort_key(pair[1]))

    @property
    def shown(self):
        """The filters worth drawing: those with something to choose. What lacks is reached from what is left to do."""
        return [one for one in self.listed if one.choices and (one.name != "saknar" or one.chosen)]

    @property
    def orders(self):
        return [(value, str(label)) for value, label in ORDERS.items()]

    @property
    def are_set(self):
        return bool(self.chosen or self.words)

    @property
    def warning(self):
        if not self.ignored:
            return ""
        return _(
            "Det som adressen säger om %s finns inte i planen. Den delen av urvalet används inte."
        ) % get_text_list([str(label).lower() for label in self.ignored], _("och"))

    def narrow(self):
        """The projects that every filter lets through, in the plan's order."""
        kept = self.projects
        for name, value in self.chosen.items():
            keep = _KEEPS[name](value, self.plan)
            kept = [project for project in kept if keep(project)]
        if self.words:
            found = set(matching(self.plan.projects.order_by(), self.words).values_list("pk", flat=True))
            kept = [project for project in kept if project.pk in found]
        return kept

    def arrange(self, projects, places):
        """In the order asked for; `places` are those of the ranking, {number: place}."""
        keys = {
            "namn": lambda one: sort_key(one.title),
            "slut": lambda one: one.ends_on or datetime.date.max,
            "lage": lambda one: Health(one.health).severity if one.health else len(Health),
            "prioritet": lambda one: places.get(one.pk, len(self.projects) + 1),
        }
        return sorted(projects, key=keys[self.order]) if self.order else projects


def _healths():
    return [(health.value, health.label) for health in Health if health != Health.MISSING]


def _lacking(value, plan):
    numbers = {project.pk for project in projects_lacking(plan, value)}
    return lambda one: one.pk in numbers


_KEEPS = {
    "handelse": lambda value, plan: lambda one: any(event.slug == value for event in one.life_events.all()),
    "typ": lambda value, plan: lambda one: any(kind.code == value for kind in one.service_types.all()),
    "fas": lambda value, plan: lambda one: one.phase == value,
    "lage": lambda value, plan: lambda one: (one.health or UNREPORTED) == value,
    "avdelning": lambda value, plan: lambda one: one.department == value,
    "ansvarig": lambda value, plan: lambda one: str(one.owner_id) == value,
    "saknar": _lacking,
}
