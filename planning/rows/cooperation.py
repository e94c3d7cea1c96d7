"""Finished rows of cooperation: whom each project is done with, who seeks somebody, and others' plans we rest on."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.swedish import sort_key
from planning.links import address
from planning.models import Partnership, Project


@dataclass(frozen=True)
class CooperationRow:
    """A project with its partners (`lacks_partner`: it says it has some but names none that has not declined)."""

    project: Project
    partners: tuple
    lacks_partner: bool
    may_edit: bool


@dataclass(frozen=True)
class PartnerLine:
    """A partner and the projects that are done with it."""

    name: str
    projects: tuple


@dataclass(frozen=True)
class OthersPlan:
    """A premise that rests on another organisation's plan: what, whose, and where it stands among the premises."""

    title: str
    whose: str
    url: str


@dataclass(frozen=True)
class CooperationPage:
    """The projects by what they say, each in one group only, and the same told per partner."""

    together: list
    seeking: list
    unsaid: list
    alone: list
    partners: list
    summary: str


def cooperation_page(plan, may_edit, shown=None):
    """All that is said of projects, in two queries. `may_edit` is asked of each; `shown` is one being changed now."""
    partnerships = Prefetch("partnerships", Partnership.objects.select_related("agency"), to_attr="listed_partners")
    projects = [
        one
        for one in plan.projects.prefetch_related(partnerships)
        if one.phase != Project.Phase.STOPPED or one == shown
    ]
    groups = {"together": [], "seeking": [], "unsaid": [], "alone": []}
    for one in projects:
        groups[_group(one)].append(_row(one, may_edit(one)))
    return CooperationPage(**groups, partners=_by_partner(projects), summary=_summary(projects, groups["unsaid"]))


def _remaining(project):
    """The partners that have not declined: who declined is told of and is no partner."""
    return [one for one in project.listed_partners if one.status != Partnership.Status.DECLINED]


def _group(project):
    if project.partnering == Project.Partnering.SEEKING:
        return "seeking"
    if _remaining(project) or project.partnering == Project.Partnering.PARTNERS:
        return "together"
    return "alone" if project.partnering == Project.Partnering.ALONE else "unsaid"


def _row(project, may_edit):
    lacks_partner = project.partnering == Project.Partnering.PARTNERS and not _remaining(project)
    return CooperationRow(project, tuple(project.listed_partners), lacks_partner, may_edit)


def _by_partner(projects):
    """Those who have not declined, in Swedish order."""
    found = defaultdict(list)
    for project in projects:
        for partner in _remaining(project):
            found[str(partner)].append(project)
    return [PartnerLine(name, tuple(found[name])) for name in sorted(found, key=sort_key)]


def _summary(projects, unsaid):
    """How many have a partner, seek one and have not said; "" when there are no projects."""
    if not projects:
        return ""
    partnered = sum(bool(_remaining(one)) for one in projects)
    seeking = sum(one.partnering == Project.Partnering.SEEKING for one in projects)
    said = []
    if partnered:
        said.append(_("%d projekt har partner") % partnered)
    if seeking:
        said.append((_("%d söker") if said else _("%d projekt söker partner")) % seeking)
    sentence = (_(" och ").join(said) or _("Inget projekt har eller söker partner")) + "."
    if unsaid:
        n = len(unsaid)
        sentence += (
            " " + ngettext("%d har inte sagt om det görs med någon.", "%d har inte sagt om de görs med någon.", n) % n
        )
    return sentence


def others_plans(plan):
    """The premises that link to what others plan, in one query."""
    linked = plan.premises.filter(linked_plan__isnull=False).select_related("linked_plan__agency", "linked_project")
    return [OthersPlan(one.title, _whose(one), f"{address(plan, 'premises')}#rad-{one.pk}") for one in linked]


def _whose(premise):
    said = {"agency": premise.linked_plan.agency, "plan": str(premise.linked_plan).lower()}
    if premise.linked_project:
        return _("%(agency)s, %(plan)s: %(project)s") % (said | {"project": premise.linked_project})
    return _("%(agency)s, %(plan)s") % said
