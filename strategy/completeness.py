"""What a strategic plan must and should hold before it is submitted.

Måste is what makes it a plan at all. Bör is what the guidance recommends; each says why in our own words.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.links import address, part
from strategy.models import StrategicPlan
from workflow.completeness import Lack
from workflow.models import Level
from workflow.registry import rule

STRATEGIC = "Vägledning för verksamhetsplanering 2010, avsnittet om e-förvaltning i den strategiska planeringen"
FOLLOW_UP = "Vägledning för verksamhetsplanering 2010, avsnittet om uppföljning"


@rule(StrategicPlan, "has_goal", Level.MUST)
def has_goal(plan):
    if not plan.listed_goals:
        return Lack(
            _("Lägg till minst ett långsiktigt mål"),
            _("Målen säger vart ni ska. Utan dem går det inte att säga om planen lyckades."),
            address(plan, "goal_add"),
            STRATEGIC,
        )


@rule(StrategicPlan, "has_premise", Level.SHOULD)
def has_premise(plan):
    if not plan.listed_premises:
        return Lack(
            _("Lägg till förutsättningar"),
            _("De visar vad planen vilar på: regeringens mål, uppdrag, egna beslut och andras planer."),
            address(plan, "premise_add"),
            STRATEGIC,
        )


@rule(StrategicPlan, "goals_have_indicator", Level.SHOULD)
def goals_have_indicator(plan):
    goals = [goal for goal in plan.listed_goals if not goal.has_indicator]
    if goals:
        text = ngettext("Koppla en indikator till målet %(name)s", "Koppla en indikator till %(n)d mål", len(goals))
        only = address(plan, "indicator_add") + f"?mal={goals[0].pk}"
        return Lack(
            text % {"name": goals[0], "n": len(goals)},
            _("Utan indikator går målet inte att följa upp."),
            only if len(goals) == 1 else part(plan, "mal"),
            FOLLOW_UP,
        )


@rule(StrategicPlan, "goals_have_premise", Level.SHOULD)
def goals_have_premise(plan):
    goals = [goal for goal in plan.listed_goals if not goal.has_premise]
    if goals:
        text = ngettext("Ange varifrån målet %(name)s kommer", "Ange varifrån %(n)d mål kommer", len(goals))
        return Lack(
            text % {"name": goals[0], "n": len(goals)},
            _("När en förutsättning ändras syns det då vilka mål som berörs."),
            _row_or_part(plan, goals, "goal_edit", "mal", "#id_premises"),
            STRATEGIC,
        )


@rule(StrategicPlan, "initiatives_have_event", Level.SHOULD)
def initiatives_have_event(plan):
    rows = [initiative for initiative in plan.listed_initiatives if not initiative.has_event]
    if rows:
        text = ngettext(
            "Ange livshändelse eller process för insatsen %(name)s",
            "Ange livshändelse eller process för %(n)d insatser",
            len(rows),
        )
        return Lack(
            text % {"name": rows[0], "n": len(rows)},
            _("Då förstår även den som inte känner er vad insatsen handlar om."),
            _row_or_part(plan, rows, "initiative_edit", "utvecklingsplan", "#id_life_events"),
            STRATEGIC,
        )


@rule(StrategicPlan, "initiatives_have_service_type", Level.SHOULD)
def initiatives_have_service_type(plan):
    rows = [initiative for initiative in plan.listed_initiatives if not initiative.has_service_type]
    if rows:
        text = ngettext("Ange tjänstetyp för insatsen %(name)s", "Ange tjänstetyp för %(n)d insatser", len(rows))
        return Lack(
            text % {"name": rows[0], "n": len(rows)},
            _("Typen visar om någon annan kan bygga på det ni gör."),
            _row_or_part(plan, rows, "initiative_edit", "utvecklingsplan", "#id_service_types"),
            STRATEGIC,
        )


@rule(StrategicPlan, "initiatives_have_benefit", Level.SHOULD)
def initiatives_have_benefit(plan):
    rows = [initiative for initiative in plan.listed_initiatives if not initiative.has_estimate]
    if rows:
        text = ngettext("Uppskatta nyttan av insatsen %(name)s", "Uppskatta nyttan av %(n)d insatser", len(rows))
        return Lack(
            text % {"name": rows[0], "n": len(rows)},
            _("Det som inte är uppskattat går inte att hämta hem. Ett grovt intervall räcker."),
            _row_or_part(plan, rows, "initiative_edit", "utvecklingsplan"),
            STRATEGIC,
        )


def _row_or_part(plan, rows, page, anchor, field=""):
    """Straight to the field when one row lacks something, else to the list of them all."""
    return address(plan, page, rows[0].pk) + field if len(rows) == 1 else part(plan, anchor)
