"""What a strategic plan must and should hold before it is submitted.

Måste is what makes it a plan at all. Bör is what the guidance recommends; each says why in our own words. The
e-strategi has no rule: the guidance calls it good to have, and what is optional never blocks.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from charts.numbers import format_number
from strategy.links import address
from strategy.models import PremiseKind, StrategicPlan
from strategy.models.channels import WHOLE
from workflow.completeness import Lack
from workflow.models import Level
from workflow.registry import rule

STRATEGIC = "Vägledning för verksamhetsplanering 2010, avsnittet om e-förvaltning i den strategiska planeringen"
FOLLOW_UP = "Vägledning för verksamhetsplanering 2010, avsnittet om uppföljning"
# The groups of premises that the guidance draws: empty is fine, when somebody has thought of it and says so.
GUIDANCE_KINDS = (
    PremiseKind.GOVERNMENT_GOAL,
    PremiseKind.INQUIRY,
    PremiseKind.GOVERNMENT_DECISION,
    PremiseKind.OTHERS_PLAN,
)


def _must(part, key, asks, why, source=STRATEGIC):
    return rule(StrategicPlan, key, Level.MUST, asks=asks, why=why, source=source, part=part)


def _should(part, key, asks, why, source=STRATEGIC):
    return rule(StrategicPlan, key, Level.SHOULD, asks=asks, why=why, source=source, part=part)


def _lack(plan, rows, one, many, page, part, field=""):
    """A lack of some rows: straight to the field when one row lacks something, else to the list of them all."""
    text = one % {"name": rows[0]} if len(rows) == 1 else many % {"n": len(rows)}
    url = address(plan, page, rows[0].pk) + field if len(rows) == 1 else address(plan, part)
    return Lack(text, url)


# Premises -------------------------------------------------------------------------------------------------------------
@_should(
    "premises",
    "has_premise",
    gettext_lazy("Planen har förutsättningar"),
    gettext_lazy("De visar vad planen vilar på: regeringens mål, uppdrag, egna beslut och andras planer."),
)
def has_premise(plan):
    if not plan.listed_premises:
        return Lack(_("Lägg till förutsättningar"), address(plan, "premises"))


@_should(
    "premises",
    "premises_have_impact",
    gettext_lazy("Varje förutsättning säger hur den påverkar er"),
    gettext_lazy("Utan den texten vet läsaren inte varför förutsättningen står där."),
)
def premises_have_impact(plan):
    rows = [premise for premise in plan.listed_premises if not premise.impact]
    if rows:
        one = _("Skriv hur %(name)s påverkar er")
        return _lack(
            plan, rows, one, _("Skriv hur %(n)d förutsättningar påverkar er"), "premise_edit", "premises", "#id_impact"
        )


def group_key(kind):
    """The rule, and so the reason, about an empty group of premises."""
    return f"premises_{kind}"


def _group_rule(kind):
    @_should(
        "premises",
        group_key(kind),
        gettext_lazy("Något står under %(kind)s, eller varför inte") % {"kind": kind.label},
        gettext_lazy("Finns det inget? Skriv varför, så ser den som granskar att ni har tänkt på det."),
    )
    def has_kind(plan):
        if plan.listed_premises and all(premise.real_kind != kind for premise in plan.listed_premises):
            return Lack(_("Lägg till något under %s, eller skriv varför inte") % kind.label, _group_address(plan, kind))

    return has_kind


def _group_address(plan, kind):
    return f"{address(plan, 'premises')}#slag-{kind}"


for _kind in GUIDANCE_KINDS:
    _group_rule(_kind)


# Goals ----------------------------------------------------------------------------------------------------------------
@_must(
    "goals",
    "has_goal",
    gettext_lazy("Planen har minst ett långsiktigt mål"),
    gettext_lazy("Målen säger vart ni ska. Utan dem går det inte att säga om planen lyckades."),
)
def has_goal(plan):
    if not plan.listed_goals:
        return Lack(_("Lägg till minst ett långsiktigt mål"), address(plan, "goal_add"))


@_should(
    "goals",
    "goals_have_indicator",
    gettext_lazy("Varje mål har en indikator"),
    gettext_lazy("Utan indikator går målet inte att följa upp."),
    FOLLOW_UP,
)
def goals_have_indicator(plan):
    goals = [goal for goal in plan.listed_goals if not goal.has_indicator]
    if goals:
        text = ngettext("Koppla en indikator till målet %(name)s", "Koppla en indikator till %(n)d mål", len(goals))
        only = address(plan, "indicator_add") + f"?mal={goals[0].pk}"
        return Lack(text % {"name": goals[0], "n": len(goals)}, only if len(goals) == 1 else address(plan, "goals"))


@_should(
    "goals",
    "goals_have_premise",
    gettext_lazy("Varje mål säger vilken förutsättning det kommer från"),
    gettext_lazy("När en förutsättning ändras syns det då vilka mål som berörs."),
)
def goals_have_premise(plan):
    rows = [goal for goal in plan.listed_goals if not goal.has_premise]
    if rows:
        one, many = _("Ange varifrån målet %(name)s kommer"), _("Ange varifrån %(n)d mål kommer")
        return _lack(plan, rows, one, many, "goal_edit", "goals", "#id_premises")


# Initiatives ----------------------------------------------------------------------------------------------------------
@_should(
    "initiatives",
    "has_initiative",
    gettext_lazy("Den strategiska utvecklingsplanen har insatser"),
    gettext_lazy("Den är en av de fyra delar som en strategisk plan bör ha, och den som årsplanerna följer."),
)
def has_initiative(plan):
    if not plan.listed_initiatives:
        return Lack(_("Lägg till insatser i den strategiska utvecklingsplanen"), address(plan, "initiatives"))


@_should(
    "initiatives",
    "initiatives_have_years",
    gettext_lazy("Varje insats har ett första och ett sista år"),
    gettext_lazy("Utan tid kan ingen annan se om det går att göra tillsammans."),
)
def initiatives_have_years(plan):
    rows = [one for one in plan.listed_initiatives if not (one.first_year and one.last_year)]
    if rows:
        one, many = _("Ange åren för insatsen %(name)s"), _("Ange åren för %(n)d insatser")
        return _lack(plan, rows, one, many, "initiative_edit", "initiatives", "#id_first_year")


@_should(
    "initiatives",
    "initiatives_have_event",
    gettext_lazy("Varje insats har en livshändelse eller verksamhetsprocess"),
    gettext_lazy("Då förstår även den som inte känner er vad insatsen handlar om."),
)
def initiatives_have_event(plan):
    rows = [initiative for initiative in plan.listed_initiatives if not initiative.has_event]
    if rows:
        one = _("Ange livshändelse eller process för insatsen %(name)s")
        many = _("Ange livshändelse eller process för %(n)d insatser")
        return _lack(plan, rows, one, many, "initiative_edit", "initiatives", "#id_life_events")


@_should(
    "initiatives",
    "initiatives_have_service_type",
    gettext_lazy("Varje insats har en tjänstetyp"),
    gettext_lazy("Typen visar om någon annan kan bygga på det ni gör."),
)
def initiatives_have_service_type(plan):
    rows = [initiative for initiative in plan.listed_initiatives if not initiative.has_service_type]
    if rows:
        one, many = _("Ange tjänstetyp för insatsen %(name)s"), _("Ange tjänstetyp för %(n)d insatser")
        return _lack(plan, rows, one, many, "initiative_edit", "initiatives", "#id_service_types")


@_should(
    "initiatives",
    "initiatives_have_benefit",
    gettext_lazy("Varje insats har en grovt uppskattad nytta"),
    gettext_lazy("Det som inte är uppskattat går inte att hämta hem. Ett grovt intervall räcker."),
)
def initiatives_have_benefit(plan):
    rows = [initiative for initiative in plan.listed_initiatives if not initiative.has_estimate]
    if rows:
        one, many = _("Uppskatta nyttan av insatsen %(name)s"), _("Uppskatta nyttan av %(n)d insatser")
        return _lack(plan, rows, one, many, "initiative_edit", "initiatives", "#id_estimates-0-kind")


# Channels -------------------------------------------------------------------------------------------------------------
@_should(
    "channels",
    "has_channel_strategy",
    gettext_lazy("Kanalstrategin har minst en målgrupp"),
    gettext_lazy(
        "Den är en av de fyra delar som en strategisk plan bör ha: hur ni vill mötas, och hur det ska bli så."
    ),
)
def has_channel_strategy(plan):
    if not plan.listed_channel_groups:
        return Lack(_("Beskriv kanalstrategin"), address(plan, "channels"))


@_should(
    "channels",
    "channel_shares_are_whole",
    gettext_lazy("Andelarna för varje målgrupp blir 100 %"),
    gettext_lazy("Annars går det inte att se vad som flyttar från en kanal till en annan."),
)
def channel_shares_are_whole(plan):
    wrong = [(group, *said) for group in plan.listed_channel_groups for said in unwhole(plan, group)]
    groups = {group.pk for group, _year, _total in wrong}
    if len(groups) > 1:
        return Lack(_("Rätta andelarna för %d målgrupper") % len(groups), address(plan, "channels"))
    if wrong:
        group, year, total = wrong[0]
        facts = {"group": group, "year": year, "total": format_number(total)}
        text = (
            _("Fyll i andelarna för %(group)s, %(year)s")
            if total is None
            else _("%(group)s: andelarna för %(year)s blir %(total)s %%. De ska bli 100 %%")
        )
        return Lack(text % facts, f"{address(plan, 'channels')}#rad-{group.pk}")


def unwhole(plan, group):
    """The (year's name, sum in per cent) of a group whose shares do not add up; None for the sum when none is given."""
    years = ((_("i dag"), group.sum_today), (str(plan.last_year), group.sum_target))
    return [(year, total) for year, total in years if total != WHOLE]


@_should(
    "channels",
    "channel_groups_say_offline",
    gettext_lazy("Varje målgrupp säger vad som gäller den som inte kan eller vill vara digital"),
    gettext_lazy("Ingen ska bli utan hjälp. Myndigheter ska vara tillgängliga på fler sätt än digitalt."),
    "Förvaltningslagen 7 § och RiR 2021:8",
)
def channel_groups_say_offline(plan):
    rows = [group for group in plan.listed_channel_groups if not group.offline]
    if rows:
        one = _("%(name)s: skriv vad som gäller den som inte kan eller vill vara digital")
        many = _("Skriv vad som gäller den som inte kan eller vill vara digital, för %(n)d målgrupper")
        return _lack(plan, rows, one, many, "channel_edit", "channels", "#id_offline")


# Sourcing -------------------------------------------------------------------------------------------------------------
@_should(
    "sourcing",
    "has_sourcing",
    gettext_lazy("Sourcingstrategin har minst en process"),
    gettext_lazy("Den är en av de fyra delar som en strategisk plan bör ha: hur stödprocesserna ska bemannas."),
)
def has_sourcing(plan):
    if not plan.listed_sourcing:
        return Lack(_("Beskriv sourcingstrategin"), address(plan, "sourcing"))


@_should(
    "sourcing",
    "sourcing_has_forms",
    gettext_lazy("Varje process säger hur den bemannas i dag och vid periodens slut"),
    gettext_lazy("Utan båda syns det inte om något ska ändras."),
)
def sourcing_has_forms(plan):
    rows = [one for one in plan.listed_sourcing if not (one.form_today_id and one.form_later_id)]
    if rows:
        one, many = _("Välj form för processen %(name)s"), _("Välj form för %(n)d processer")
        return _lack(plan, rows, one, many, "sourcing_edit", "sourcing", "#id_form_today")


# Competence -----------------------------------------------------------------------------------------------------------
@_should(
    "competence",
    "has_competence",
    gettext_lazy("Kompetensförsörjningsstrategin har minst en kompetens"),
    gettext_lazy("Den är en av de fyra delar som en strategisk plan bör ha: vad ni behöver kunna, och hur ni får det."),
)
def has_competence(plan):
    if not plan.listed_competence:
        return Lack(_("Beskriv kompetensförsörjningen"), address(plan, "competence"))


@_should(
    "competence",
    "competence_is_counted",
    gettext_lazy("Varje kompetens har årsarbetskrafter i dag och vid periodens slut"),
    gettext_lazy("Då syns det var det fattas folk och var det blir för många."),
)
def competence_is_counted(plan):
    rows = [need for need in plan.listed_competence if need.gap is None]
    if rows:
        one = _("Ange årsarbetskrafter för %(name)s")
        many = _("Ange årsarbetskrafter för %(n)d kompetenser")
        return _lack(plan, rows, one, many, "competence_edit", "competence", "#id_fte_today")


@_should(
    "competence",
    "gaps_have_measures",
    gettext_lazy("Varje kompetens där något ska ändras har en åtgärd"),
    gettext_lazy("Ett gap som ingen gör något åt finns kvar när perioden är slut."),
)
def gaps_have_measures(plan):
    rows = [need for need in plan.listed_competence if need.gap and not need.action_count]
    if rows:
        one = _("Skriv vad ni gör åt kompetensen %(name)s")
        many = _("Skriv vad ni gör åt %(n)d kompetenser")
        return _lack(plan, rows, one, many, "competence_edit", "competence", "#id_actions-0-measure")
