"""What a year's plan must and should hold before it is submitted.

Måste is what makes it a plan at all. Bör is what the guidance recommends; each says why in our own words. Few nags: a
stopped project lacks nothing, and an idea is not yet asked for what comes with a pre-study.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.links import address
from planning.models import OperationalPlan, SupportingDocument
from planning.rows.parts import begun_projects, current_projects, ending_projects
from workflow.completeness import Lack
from workflow.models import Level
from workflow.registry import rule

GUIDANCE = "Vägledning för verksamhetsplanering 2010, avsnittet om den årliga planeringen"
FOLLOW_UP = "Vägledning för verksamhetsplanering 2010, avsnittet om uppföljning"
ESV = "ESV 2017:77 och 2018:31 om nyttorealisering"
_EDIT = {"goals": "goal_edit", "projects": "project_edit"}


def _must(part, key, asks, why, source=GUIDANCE):
    return rule(OperationalPlan, key, Level.MUST, asks=asks, why=why, source=source, part=part)


def _should(part, key, asks, why, source=GUIDANCE):
    return rule(OperationalPlan, key, Level.SHOULD, asks=asks, why=why, source=source, part=part)


def _lack(plan, rows, one, many, part, field, anchor=""):
    """A lack of some rows: straight to the field when one row lacks something, else to the list of just those rows.

    `anchor` is the field in the form when it is not called what is asked for: the first of a group of rows.
    """
    if not rows:
        return None
    if len(rows) == 1:
        return Lack(one % {"name": rows[0]}, f"{address(plan, _EDIT[part], rows[0].pk)}#id_{anchor or field}")
    return Lack(many % {"n": len(rows)}, f"{address(plan, part)}?saknar={field}")


# Premises -------------------------------------------------------------------------------------------------------------
@_should(
    "premises",
    "has_premise",
    gettext_lazy("Planen har förutsättningar"),
    gettext_lazy("De visar vad årets plan vilar på: fångade behov, mål från andra, och vad andra planerar."),
)
def has_premise(plan):
    if not plan.has_premises:
        return Lack(_("Lägg till förutsättningar"), address(plan, "premises"))


# Goals ----------------------------------------------------------------------------------------------------------------
@_must(
    "goals",
    "has_goal",
    gettext_lazy("Planen har minst ett mål"),
    gettext_lazy("Utan mål går det inte att säga om året blev bra."),
)
def has_goal(plan):
    if not plan.listed_goals:
        return Lack(_("Lägg till minst ett mål"), address(plan, "goal_add"))


@_should(
    "goals",
    "goals_have_indicator",
    gettext_lazy("Varje mål har en indikator"),
    gettext_lazy("Utan indikator går målet inte att följa upp."),
)
def goals_have_indicator(plan):
    rows = [goal for goal in plan.listed_goals if not goal.has_indicator]
    return _lack(
        plan,
        rows,
        _("Koppla en indikator till målet %(name)s"),
        _("Koppla en indikator till %(n)d mål"),
        "goals",
        "indicators",
    )


@_should(
    "goals",
    "goals_follow_strategy",
    gettext_lazy("Varje mål följer ett långsiktigt mål"),
    gettext_lazy("Då syns det vart årets arbete ska leda."),
)
def goals_follow_strategy(plan):
    if not plan.strategic_plan_id:
        return None
    rows = [goal for goal in plan.listed_goals if not goal.has_long_term_goal]
    return _lack(
        plan,
        rows,
        _("Koppla målet %(name)s till ett långsiktigt mål"),
        _("Koppla %(n)d mål till långsiktiga mål"),
        "goals",
        "long_term_goals",
    )


@_should(
    "goals",
    "goals_have_project",
    gettext_lazy("Varje mål har ett projekt"),
    gettext_lazy("Ett mål som inget projekt arbetar mot blir sällan sant av sig självt."),
)
def goals_have_project(plan):
    rows = [goal for goal in plan.listed_goals if not goal.has_project]
    return _lack(
        plan,
        rows,
        _("Koppla ett projekt till målet %(name)s"),
        _("Koppla projekt till %(n)d mål"),
        "goals",
        "projects",
    )


# Projects -------------------------------------------------------------------------------------------------------------
@_must(
    "projects",
    "has_project",
    gettext_lazy("Planen har minst ett projekt"),
    gettext_lazy("Utvecklingsplanen är det som andra läser först."),
)
def has_project(plan):
    if not plan.listed_projects:
        return Lack(_("Lägg till minst ett projekt"), address(plan, "project_add"))


def _of_projects(level, key, asks, why, one, many, field, is_met, source=GUIDANCE, among=current_projects, anchor=""):
    """A rule that every project `among` the plan's shall meet: `is_met` is asked of each."""

    def find(plan):
        rows = [project for project in among(plan) if not is_met(project)]
        return _lack(plan, rows, str(one), str(many), "projects", field, anchor)

    return level("projects", key, asks, why, source)(find)


@_must(
    "projects",
    "projects_have_time",
    gettext_lazy("Varje projekt har start och slut"),
    gettext_lazy("Utan tid kan ingen annan se om det går att göra tillsammans."),
)
def projects_have_time(plan):
    rows = [project for project in current_projects(plan) if not (project.starts_on and project.ends_on)]
    return _lack(
        plan,
        rows,
        _("Ange start och slut för %(name)s"),
        _("Ange start och slut för %(n)d projekt"),
        "projects",
        "starts_on",
        "ends_on" if rows and rows[0].starts_on else "",
    )


projects_have_owner = _of_projects(
    _must,
    "projects_have_owner",
    gettext_lazy("Varje projekt har en ansvarig"),
    gettext_lazy("Någon behöver svara på frågor och hålla läget uppdaterat."),
    gettext_lazy("Ange ansvarig för %(name)s"),
    gettext_lazy("Ange ansvarig för %(n)d projekt"),
    "owner",
    lambda project: project.owner_id,
)
projects_have_event = _of_projects(
    _should,
    "projects_have_event",
    gettext_lazy("Varje projekt har en livshändelse eller verksamhetsprocess"),
    gettext_lazy("Då förstår andra vad ni gör, och kan se om de planerar för samma sak."),
    gettext_lazy("Ange livshändelse eller process för %(name)s"),
    gettext_lazy("Ange livshändelse eller process för %(n)d projekt"),
    "life_events",
    lambda project: project.is_cross_cutting or project.has_event,
)
projects_have_service_type = _of_projects(
    _should,
    "projects_have_service_type",
    gettext_lazy("Varje projekt har en tjänstetyp"),
    gettext_lazy("Typen visar om någon annan kan bygga på det ni gör."),
    gettext_lazy("Ange tjänstetyp för %(name)s"),
    gettext_lazy("Ange tjänstetyp för %(n)d projekt"),
    "service_types",
    lambda project: project.has_service_type,
)
projects_have_purpose = _of_projects(
    _should,
    "projects_have_purpose",
    gettext_lazy("Varje projekt säger vad som blir bättre, och för vem"),
    gettext_lazy("Den som läser planen utifrån förstår sällan ett projekt av namnet."),
    gettext_lazy("Skriv vad som blir bättre med %(name)s"),
    gettext_lazy("Skriv vad som blir bättre med %(n)d projekt"),
    "purpose",
    lambda project: project.purpose,
)
projects_have_goal = _of_projects(
    _should,
    "projects_have_goal",
    gettext_lazy("Varje projekt leder mot ett mål"),
    gettext_lazy("Ett projekt utan mål är svårt att prioritera och svårt att följa upp."),
    gettext_lazy("Koppla %(name)s till ett mål"),
    gettext_lazy("Koppla %(n)d projekt till mål"),
    "goals",
    lambda project: project.has_goal,
)
projects_have_benefit = _of_projects(
    _should,
    "projects_have_benefit",
    gettext_lazy("Varje projekt har en uppskattad nytta"),
    gettext_lazy("Utan nytta går effekten inte att hämta hem. En grov uppskattning räcker."),
    gettext_lazy("Uppskatta nyttan av %(name)s"),
    gettext_lazy("Uppskatta nyttan av %(n)d projekt"),
    "benefits",
    lambda project: project.has_benefit,
    anchor="benefits-0-kind",
)
benefits_are_planned = _of_projects(
    _should,
    "benefits_are_planned",
    gettext_lazy("Varje nytta har nollmätning, en plan för hur den hämtas hem och någon som svarar för det"),
    gettext_lazy("De tre saknas oftast, och utan dem vet ingen efteråt om nyttan kom."),
    gettext_lazy("Planera hur nyttan av %(name)s hämtas hem"),
    gettext_lazy("Planera hur nyttan av %(n)d projekt hämtas hem"),
    "benefits",
    lambda project: not project.has_unplanned_benefit,
    source=ESV,
    among=begun_projects,
    anchor="benefits-0-baseline",
)
projects_have_documents = _of_projects(
    _should,
    "projects_have_documents",
    gettext_lazy("Varje projekt har behovsanalys, förstudie och nyttokalkyl, eller säger varför de inte finns"),
    gettext_lazy("Underlagen visar att behovet är känt och att nyttan är räknad."),
    gettext_lazy("Lägg till underlag för %(name)s"),
    gettext_lazy("Lägg till underlag för %(n)d projekt"),
    "documents",
    lambda project: (project.document_kinds or 0) >= len(SupportingDocument.Kind),
    among=begun_projects,
    anchor="documents-0-kind",
)
projects_are_considerate = _of_projects(
    _should,
    "projects_are_considerate",
    gettext_lazy("Varje projekt säger vad det betyder för tillgänglighet och miljö"),
    gettext_lazy("Det är billigare att tänka på från början än att rätta efteråt."),
    gettext_lazy("Skriv om tillgänglighet och miljö för %(name)s"),
    gettext_lazy("Skriv om tillgänglighet och miljö för %(n)d projekt"),
    "considerations",
    lambda project: project.considerations,
    among=begun_projects,
)


# Together, people, and afterwards -------------------------------------------------------------------------------------
@_should(
    "cooperation",
    "projects_have_partnering",
    gettext_lazy("Varje projekt säger om det görs tillsammans med någon"),
    gettext_lazy("Då vet andra om de kan vara med, innan det är för sent."),
)
def projects_have_partnering(plan):
    rows = [project for project in current_projects(plan) if not project.partnering and not project.has_partner]
    return _lack(
        plan,
        rows,
        _("Säg om %(name)s görs med någon"),
        _("Säg om %(n)d projekt görs med någon"),
        "projects",
        "partnering",
    )


@_should(
    "training",
    "has_training",
    gettext_lazy("Planen säger vilken utbildning projekten kräver, eller varför ingen behövs"),
    gettext_lazy("Utvecklingsplanen är underlag för vidareutbildningen."),
)
def has_training(plan):
    if not plan.has_training and not (plan.has_no_training and plan.no_training_reason):
        return Lack(_("Fyll i kompetens och utbildning"), address(plan, "training"))


@_should(
    "handover",
    "projects_have_handover",
    gettext_lazy("Varje projekt som slutar under året säger om det lämnas över"),
    gettext_lazy("Drift och förvaltning behöver veta i tid vad som kommer, för att kunna ta emot det."),
)
def projects_have_handover(plan):
    rows = [project for project in ending_projects(plan) if not project.handing_over]
    return _lack(
        plan,
        rows,
        _("Säg om %(name)s lämnas över i år"),
        _("Säg om %(n)d projekt lämnas över i år"),
        "projects",
        "handing_over",
    )


@_should(
    "follow_up",
    "has_follow_up",
    gettext_lazy("Planen säger när den följs upp"),
    gettext_lazy("Det som inte har en dag i kalendern blir sällan av."),
    source=FOLLOW_UP,
)
def has_follow_up(plan):
    if not plan.has_follow_ups:
        return Lack(_("Bestäm när planen följs upp"), address(plan, "follow_up"))
