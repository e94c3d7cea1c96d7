"""The plan's parts in the guidance's order: what each is for, and how far it has come."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from strategy.links import address
from strategy.models import EStrategy
from strategy.rows.channels import channel_summary
from strategy.rows.competence import competence_summary
from strategy.rows.sourcing import sourcing_summary
from workflow.parts import PartKind, parts_of

PARTS = (
    PartKind(
        "premises", gettext_lazy("Förutsättningar"), gettext_lazy("Det som planen vilar på, och hur det påverkar er.")
    ),
    PartKind(
        "goals",
        gettext_lazy("Långsiktiga mål"),
        gettext_lazy("Vad som är annorlunda, för dem ni finns till för, när perioden är slut."),
    ),
    PartKind(
        "initiatives",
        gettext_lazy("Strategisk utvecklingsplan"),
        gettext_lazy("Det ni vill utveckla, i stora drag, och ungefär vad det ger."),
    ),
    PartKind(
        "channels",
        gettext_lazy("Kanalstrategi"),
        gettext_lazy("Hur olika målgrupper ska kontakta er, i dag och när perioden är slut."),
    ),
    PartKind(
        "sourcing",
        gettext_lazy("Sourcingstrategi"),
        gettext_lazy("Hur processerna ska bemannas: med egen personal, köpta tjänster eller tillsammans med andra."),
    ),
    PartKind(
        "competence",
        gettext_lazy("Kompetensförsörjningsstrategi"),
        gettext_lazy("Vad ni behöver kunna, hur många ni är i dag och hur ni når dit."),
    ),
    PartKind(
        "e_strategy",
        gettext_lazy("E-strategi"),
        gettext_lazy("En övergripande e-strategi är bra att ha, men inget ni måste ha."),
        is_optional=True,
    ),
)


def parts(plan, lacks):
    """The parts of a plan with how far each has come; `lacks` is what workflow.completeness found."""
    return parts_of(plan, PARTS, _ABOUT, address, lacks)


def strategies_in_short(plan):
    """The three strategies and the e-strategi in a sentence each: (label, address, words), but for those left empty."""
    summaries = {
        "channels": channel_summary(plan),
        "sourcing": sourcing_summary(plan),
        "competence": competence_summary(plan),
        "e_strategy": _e_strategy(plan)[1] if plan.said_e_strategy else "",
    }
    return [(kind.label, address(plan, kind.name), summaries[kind.name]) for kind in PARTS if summaries.get(kind.name)]


def _premises(plan):
    rows = plan.listed_premises
    bare = sum(not premise.impact for premise in rows)
    about = ngettext("%d förutsättning", "%d förutsättningar", len(rows)) % len(rows)
    if bare:
        about += ", " + _("%d utan text om hur den påverkar er") % bare
    return bool(rows), about if rows else _("Inga förutsättningar än")


def _goals(plan):
    rows = plan.listed_goals
    unmeasured = sum(not goal.has_indicator for goal in rows)
    rootless = sum(not goal.has_premise for goal in rows)
    about = ngettext("%d mål", "%d mål", len(rows)) % len(rows)
    if unmeasured:
        about += ", " + _("%d saknar indikator") % unmeasured
    if rootless:
        about += ", " + _("%d saknar förutsättning") % rootless
    return bool(rows), about if rows else _("Inga mål än")


def _initiatives(plan):
    rows = plan.listed_initiatives
    untagged = sum(not (one.has_event and one.has_service_type) for one in rows)
    uncounted = sum(not one.has_estimate for one in rows)
    about = ngettext("%d insats", "%d insatser", len(rows)) % len(rows)
    if untagged:
        about += ", " + _("%d saknar livshändelse eller tjänstetyp") % untagged
    if uncounted:
        about += ", " + _("%d saknar nytta") % uncounted
    return bool(rows), about if rows else _("Inga insatser än")


def _channels(plan):
    rows = plan.listed_channel_groups
    return bool(rows), ", ".join(str(group) for group in rows[:4]) if rows else _("Inga målgrupper än")


def _sourcing(plan):
    rows = plan.listed_sourcing
    undecided = sum(not (one.form_today_id and one.form_later_id) for one in rows)
    about = ngettext("%d process", "%d processer", len(rows)) % len(rows)
    if undecided:
        about += ", " + _("%d saknar form") % undecided
    return bool(rows), about if rows else _("Inga processer än")


def _competence(plan):
    rows = plan.listed_competence
    uncounted = sum(need.gap is None for need in rows)
    about = ngettext("%d kompetens", "%d kompetenser", len(rows)) % len(rows)
    if uncounted:
        about += ", " + _("%d saknar årsarbetskrafter") % uncounted
    return bool(rows), about if rows else _("Inga kompetenser än")


def _e_strategy(plan):
    said = plan.said_e_strategy
    if said is None:
        return False, _("Frivillig. Skriv, länka eller säg att ni inte har någon")
    if said.choice == EStrategy.Choice.LINK:
        return True, ", ".join(text for text in (said.document, said.diary_number) if text) or _("Länkad")
    return True, _("Ni har ingen e-strategi") if said.choice == EStrategy.Choice.NONE else _("Skriven här")


_ABOUT = {
    "premises": _premises,
    "goals": _goals,
    "initiatives": _initiatives,
    "channels": _channels,
    "sourcing": _sourcing,
    "competence": _competence,
    "e_strategy": _e_strategy,
}
