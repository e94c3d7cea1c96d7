"""The parts of a year's plan, in the order of the guidance: what each is for, and how far it has come."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from charts.numbers import format_day
from planning.links import address
from planning.models import SupportingDocument
from workflow.parts import PartKind, parts_of

PARTS = (
    PartKind(
        "premises",
        gettext_lazy("Förutsättningar"),
        gettext_lazy("Det som årets plan vilar på: behov, mål och beslut, och vad andra planerar."),
    ),
    PartKind("goals", gettext_lazy("Kortsiktiga mål"), gettext_lazy("Det som ska vara sant när året är slut.")),
    PartKind(
        "projects",
        gettext_lazy("Utvecklingsplan"),
        gettext_lazy("E-förvaltningsprojekten, oavsett om de drivs som projekt, program eller i linjen."),
    ),
    PartKind(
        "cooperation",
        gettext_lazy("Samverkan och andras planer"),
        gettext_lazy("Vilka ni gör saker tillsammans med, och var ni söker någon att göra dem med."),
    ),
    PartKind(
        "training",
        gettext_lazy("Kompetens och utbildning"),
        gettext_lazy("Den utbildning som årets projekt kräver. Skriv grupper, aldrig namn på personer."),
    ),
    PartKind(
        "handover",
        gettext_lazy("Överlämning till drift och förvaltning"),
        gettext_lazy("Vad som lämnas över under året, till vem och när."),
    ),
    PartKind(
        "follow_up",
        gettext_lazy("Intern uppföljning"),
        gettext_lazy("När ni stannar upp och ser hur det går."),
    ),
)


def parts(plan, lacks):
    """The parts of a plan with how far each has come; `lacks` is what workflow.completeness found."""
    return parts_of(plan, PARTS, _ABOUT, address, lacks)


def current_projects(plan):
    """Projects that still are to be done: what is stopped lacks nothing."""
    return [project for project in plan.listed_projects if project.phase != project.Phase.STOPPED]


def begun_projects(plan):
    """Those that are more than an idea, and so can be asked how they are prepared."""
    return [one for one in current_projects(plan) if one.phase != one.Phase.IDEA]


def ending_projects(plan):
    """Those that end during the plan's year, and so should say whether they are handed over."""
    return [one for one in current_projects(plan) if one.ends_on and one.ends_on.year == plan.year]


def _led_projects(plan):
    """Those that can be tied to a goal: none while the plan has no goals, which the plan itself is asked for."""
    return current_projects(plan) if plan.listed_goals else []


# What a project can lack: of which projects it is asked, and whether one has it. The rules, the pages where it is
# filled in and the filters all ask here.
_ASKED = {
    "life_events": (current_projects, lambda one: one.is_cross_cutting or one.has_event),
    "service_types": (current_projects, lambda one: one.has_service_type),
    "purpose": (current_projects, lambda one: one.purpose),
    "time": (current_projects, lambda one: one.starts_on and one.ends_on),
    "owner": (current_projects, lambda one: one.owner_id),
    "goals": (_led_projects, lambda one: one.has_goal),
    "benefits": (current_projects, lambda one: one.has_benefit),
    "realisation": (begun_projects, lambda one: not one.has_unplanned_benefit),
    "documents": (begun_projects, lambda one: (one.document_kinds or 0) >= len(SupportingDocument.Kind)),
    "considerations": (begun_projects, lambda one: one.considerations),
    "partnering": (current_projects, lambda one: one.partnering or one.has_partner),
    "handing_over": (ending_projects, lambda one: one.handing_over),
}


def lacking(plan, name):
    """The plan's projects that are asked for what is named and lack it, in the plan's order."""
    among, has_it = _ASKED[name]
    return [project for project in among(plan) if not has_it(project)]


def _premises(plan):
    rows = plan.listed_premises
    bare = sum(not premise.impact for premise in rows)
    about = ngettext("%d förutsättning", "%d förutsättningar", len(rows)) % len(rows)
    if bare:
        about += ", " + _("%d utan text om hur den påverkar er") % bare
    return bool(rows), about if rows else _("Inga förutsättningar än")


def _goals(plan):
    rows = plan.listed_goals
    bare = sum(not goal.has_indicator for goal in rows)
    about = ngettext("%d mål", "%d mål", len(rows)) % len(rows)
    if bare:
        about += ", " + _("%d saknar indikator") % bare
    return bool(rows), about if rows else _("Inga mål än")


def _projects(plan):
    rows = plan.listed_projects
    bare = len(lacking(plan, "life_events"))
    about = ngettext("%d projekt", "%d projekt", len(rows)) % len(rows)
    if bare:
        about += ", " + _("%d saknar livshändelse eller process") % bare
    return bool(rows), about if rows else _("Inga projekt än")


def _cooperation(plan):
    rows = current_projects(plan)
    with_partner = sum(one.has_partner for one in rows)
    seeking = sum(one.partnering == one.Partnering.SEEKING for one in rows)
    said = []
    if with_partner:
        said.append(ngettext("%d projekt har partner", "%d projekt har partner", with_partner) % with_partner)
    if seeking:
        said.append(ngettext("%d söker", "%d söker", seeking) % seeking)
    if not rows:
        about = _("Inget projekt som ska göras") if plan.listed_projects else _("Inga projekt än")
        return bool(plan.listed_projects), about
    is_there = len(lacking(plan, "partnering")) < len(rows)
    return is_there, ", ".join(said) or (_("Ingen partner behövs") if is_there else _("Inget sagt om partner än"))


def _training(plan):
    rows = plan.listed_training
    if rows:
        return True, ngettext("%d utbildning", "%d utbildningar", len(rows)) % len(rows)
    if plan.has_no_training:
        return True, _("Inga behov under året")
    return False, _("Ingen utbildning inlagd än")


def _handover(plan):
    given = [one for one in current_projects(plan) if one.is_handed_over]
    if given:
        return True, ngettext("%d projekt lämnas över", "%d projekt lämnas över", len(given)) % len(given)
    ending = ending_projects(plan)
    if not ending:
        return bool(plan.listed_projects), _("Inget projekt slutar under året")
    said = any(one.handing_over for one in ending)
    return said, _("Inget lämnas över under året") if said else _("Inget sagt om överlämning än")


def _follow_up(plan):
    rows = plan.listed_follow_ups
    if not rows:
        return False, _("Inga tillfällen än")
    count = ngettext("%d tillfälle", "%d tillfällen", len(rows)) % len(rows)
    return True, _("%(count)s, första %(day)s") % {"count": count, "day": format_day(rows[0].on)}


_ABOUT = {
    "premises": _premises,
    "goals": _goals,
    "projects": _projects,
    "cooperation": _cooperation,
    "training": _training,
    "handover": _handover,
    "follow_up": _follow_up,
}
