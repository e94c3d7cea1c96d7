"""What a year's plan must and should hold before it is submitted.

Måste is what makes it a plan at all. Bör is what the guidance recommends; each says why in our own words.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning.models import OperationalPlan, Project
from workflow.completeness import Lack
from workflow.models import Level
from workflow.registry import rule

GUIDANCE = "Vägledning för verksamhetsplanering 2010, avsnittet om den årliga planeringen"


def _page(plan, name, *more):
    return reverse(f"planning:{name}", args=[plan.agency.slug, plan.year, *more])


def _edit(plan, rows):
    """Straight to the form when one row lacks something, else to the table of them all."""
    if len(rows) == 1:
        page = "project_edit" if isinstance(rows[0], Project) else "goal_edit"
        return _page(plan, page, rows[0].pk)
    anchor = "#utvecklingsplan" if isinstance(rows[0], Project) else "#mal"
    return plan.get_absolute_url() + anchor


def _current(plan):
    """Projects that still are to be done: what is stopped lacks nothing."""
    return [project for project in plan.listed_projects if project.phase != Project.Phase.STOPPED]


@rule(
    OperationalPlan,
    "has_goal",
    Level.MUST,
    asks=gettext_lazy("Planen har minst ett mål"),
    why=gettext_lazy("Utan mål går det inte att säga om året blev bra."),
    source=GUIDANCE,
)
def has_goal(plan):
    if not plan.listed_goals:
        return Lack(_("Lägg till minst ett mål"), _page(plan, "goal_add"))


@rule(
    OperationalPlan,
    "has_project",
    Level.MUST,
    asks=gettext_lazy("Planen har minst ett projekt"),
    why=gettext_lazy("Utvecklingsplanen är det som andra läser först."),
    source=GUIDANCE,
)
def has_project(plan):
    if not plan.listed_projects:
        return Lack(_("Lägg till minst ett projekt"), _page(plan, "project_add"))


@rule(
    OperationalPlan,
    "projects_have_time",
    Level.MUST,
    asks=gettext_lazy("Varje projekt har start och slut"),
    why=gettext_lazy("Utan tid kan ingen annan se om det går att göra tillsammans."),
    source=GUIDANCE,
)
def projects_have_time(plan):
    rows = [project for project in _current(plan) if not (project.starts_on and project.ends_on)]
    if rows:
        text = ngettext("Ange start och slut för %(name)s", "Ange start och slut för %(n)d projekt", len(rows))
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))


@rule(
    OperationalPlan,
    "projects_have_owner",
    Level.MUST,
    asks=gettext_lazy("Varje projekt har en ansvarig"),
    why=gettext_lazy("Någon behöver svara på frågor och hålla läget uppdaterat."),
    source=GUIDANCE,
)
def projects_have_owner(plan):
    rows = [project for project in _current(plan) if not project.owner_id]
    if rows:
        text = ngettext("Ange ansvarig för %(name)s", "Ange ansvarig för %(n)d projekt", len(rows))
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))


@rule(
    OperationalPlan,
    "projects_have_event",
    Level.SHOULD,
    asks=gettext_lazy("Varje projekt har en livshändelse eller verksamhetsprocess"),
    why=gettext_lazy("Då förstår andra vad ni gör, och kan se om de planerar för samma sak."),
    source=GUIDANCE,
)
def projects_have_event(plan):
    rows = [p for p in _current(plan) if not p.is_cross_cutting and not p.has_event]
    if rows:
        text = ngettext(
            "Ange livshändelse eller process för %(name)s",
            "Ange livshändelse eller process för %(n)d projekt",
            len(rows),
        )
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))


@rule(
    OperationalPlan,
    "projects_have_service_type",
    Level.SHOULD,
    asks=gettext_lazy("Varje projekt har en tjänstetyp"),
    why=gettext_lazy("Typen visar om någon annan kan bygga på det ni gör."),
    source=GUIDANCE,
)
def projects_have_service_type(plan):
    rows = [project for project in _current(plan) if not project.has_service_type]
    if rows:
        text = ngettext("Ange tjänstetyp för %(name)s", "Ange tjänstetyp för %(n)d projekt", len(rows))
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))


@rule(
    OperationalPlan,
    "goals_have_indicator",
    Level.SHOULD,
    asks=gettext_lazy("Varje mål har en indikator"),
    why=gettext_lazy("Utan indikator går målet inte att följa upp."),
    source=GUIDANCE,
)
def goals_have_indicator(plan):
    rows = [goal for goal in plan.listed_goals if not goal.has_indicator]
    if rows:
        text = ngettext("Koppla en indikator till målet %(name)s", "Koppla en indikator till %(n)d mål", len(rows))
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))


@rule(
    OperationalPlan,
    "goals_follow_strategy",
    Level.SHOULD,
    asks=gettext_lazy("Varje mål följer ett långsiktigt mål"),
    why=gettext_lazy("Då syns det vart årets arbete ska leda."),
    source=GUIDANCE,
)
def goals_follow_strategy(plan):
    rows = [goal for goal in plan.listed_goals if not goal.has_long_term_goal]
    if rows and plan.strategic_plan_id:
        text = ngettext(
            "Koppla målet %(name)s till ett långsiktigt mål", "Koppla %(n)d mål till långsiktiga mål", len(rows)
        )
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))


@rule(
    OperationalPlan,
    "projects_have_benefit",
    Level.SHOULD,
    asks=gettext_lazy("Varje projekt har en uppskattad nytta"),
    why=gettext_lazy("Utan nytta går effekten inte att hämta hem. En grov uppskattning räcker."),
    source=GUIDANCE,
)
def projects_have_benefit(plan):
    rows = [project for project in _current(plan) if not project.has_benefit]
    if rows:
        text = ngettext("Uppskatta nyttan av %(name)s", "Uppskatta nyttan av %(n)d projekt", len(rows))
        return Lack(text % {"name": rows[0], "n": len(rows)}, _edit(plan, rows))
