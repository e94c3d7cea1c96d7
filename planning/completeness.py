"""What a year's plan must and should hold before it is submitted.

Måste is what makes it a plan at all. Bör is what the guidance recommends; each says why in our own words. Few nags: a
stopped project lacks nothing, and an idea is not yet asked for what comes with a pre-study. What projects lack is said
in planning/rows/parts.py, for pages and filters ask the same.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.links import address
from planning.models import OperationalPlan
from planning.rows.parts import lacking
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


def _of_projects(level, key, asks, why, one, many, field, *, lacks="", part="projects", source=GUIDANCE, anchor=""):
    """A rule about every project: none shall lack the field (planning.rows.parts.lacking), or what else is named."""

    def find(plan):
        return _lack(plan, lacking(plan, lacks or field), str(one), str(many), "projects", field, anchor)

    return level(part, key, asks, why, source)(find)


@_must(
    "projects",
    "projects_have_time",
    gettext_lazy("Varje projekt har start och slut"),
    gettext_lazy("Utan tid kan ingen annan se om det går att göra tillsammans."),
)
def projects_have_time(plan):
    rows = lacking(plan, "time")
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
)
projects_have_event = _of_projects(
    _should,
    "projects_have_event",
    gettext_lazy("Varje projekt har en livshändelse eller verksamhetsprocess"),
    gettext_lazy("Då förstår andra vad ni gör, och kan se om de planerar för samma sak."),
    gettext_lazy("Ange livshändelse eller process för %(name)s"),
    gettext_lazy("Ange livshändelse eller process för %(n)d projekt"),
    "life_events",
)
projects_have_service_type = _of_projects(
    _should,
    "projects_have_service_type",
    gettext_lazy("Varje projekt har en tjänstetyp"),
    gettext_lazy("Typen visar om någon annan kan bygga på det ni gör."),
    gettext_lazy("Ange tjänstetyp för %(name)s"),
    gettext_lazy("Ange tjänstetyp för %(n)d projekt"),
    "service_types",
)
projects_have_purpose = _of_projects(
    _should,
    "projects_have_purpose",
    gettext_lazy("Varje projekt säger vad som blir bättre, och för vem"),
    gettext_lazy("Den som läser planen utifrån förstår sällan ett projekt av namnet."),
    gettext_lazy("Skriv vad som blir bättre med %(name)s"),
    gettext_lazy("Skriv vad som blir bättre med %(n)d projekt"),
    "purpose",
)
projects_have_goal = _of_projects(
    _should,
    "projects_have_goal",
    gettext_lazy("Varje projekt leder mot ett mål"),
    gettext_lazy("Ett projekt utan mål är svårt att prioritera och svårt att följa upp."),
    gettext_lazy("Koppla %(name)s till ett mål"),
    gettext_lazy("Koppla %(n)d projekt till mål"),
    "goals",
)
projects_have_benefit = _of_projects(
    _should,
    "projects_have_benefit",
    gettext_lazy("Varje projekt har en uppskattad nytta"),
    gettext_lazy("Utan nytta går effekten inte att hämta hem. En grov uppskattning räcker."),
    gettext_lazy("Uppskatta nyttan av %(name)s"),
    gettext_lazy("Uppskatta nyttan av %(n)d projekt"),
    "benefits",
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
    lacks="realisation",
    source=ESV,
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
)


# Together, people, and afterwards -------------------------------------------------------------------------------------
projects_have_partnering = _of_projects(
    _should,
    "projects_have_partnering",
    gettext_lazy("Varje projekt säger om det görs tillsammans med någon"),
    gettext_lazy("Då vet andra om de kan vara med, innan det är för sent."),
    gettext_lazy("Säg om %(name)s görs med någon"),
    gettext_lazy("Säg om %(n)d projekt görs med någon"),
    "partnering",
    part="cooperation",
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


projects_have_handover = _of_projects(
    _should,
    "projects_have_handover",
    gettext_lazy("Varje projekt som slutar under året säger om det lämnas över"),
    gettext_lazy("Drift och förvaltning behöver veta i tid vad som kommer, för att kunna ta emot det."),
    gettext_lazy("Säg om %(name)s lämnas över under året"),
    gettext_lazy("Säg om %(n)d projekt lämnas över under året"),
    "handing_over",
    part="handover",
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
