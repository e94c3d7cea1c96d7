"""Läget: what needs a decision, what deviates, where we are heading; for one organisation or many."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.access import agencies_managed_by, agencies_of, may_decide
from agencies.crumbs import trail
from charts.health import Health
from charts.numbers import format_day
from followup import reporting
from strategy.models import StrategicPlan
from workflow.clock import now, today
from workflow.transitions import State

HEALTHS = {"i-fas": Health.ON_TRACK, "risk": Health.AT_RISK, "avviker": Health.OFF_TRACK, "saknas": Health.MISSING}
_NUMBERS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]


def situation(request):
    """All the organisations a manager decides for, or a planner's and reader's own; `?organisation=` shows one."""
    mine = agencies_managed_by(request.user) or agencies_of(request.user)
    agencies = _chosen(request, mine)
    here = reporting.situation(agencies, today())
    only = agencies[0] if len(agencies) == 1 else None
    waiting = _awaiting(request.user, here)
    filtered = HEALTHS.get(request.GET.get("lage"))
    context = {
        "here": here,
        "only": only,
        "agency": only,
        "all_agencies": only is None and bool(agencies),
        "now": now(),
        "lede": lede(here, waiting, _address(only)),
        "acts": acts(here, waiting, _address(only)),
        "waiting": {plan.pk for plan in waiting},
        "filtered": filtered,
        "groups": _groups(here, only, filtered, everything=request.GET.get("lage") == "alla"),
        "this_year": str(here.today.year),
        "year": str(here.year),
        "crumbs": trail(None, (_("Hem"), reverse("followup:home")), (_("Läget"),)),
        "nav": "home",
        "nav_label": _("Hem"),
    }
    return render(request, "followup/situation_one.html" if only else "followup/situation.html", context)


def _chosen(request, mine):
    slug = request.GET.get("organisation")
    if not slug:
        return mine
    found = [agency for agency in agencies_of(request.user) if agency.slug == slug]
    if not found:
        raise Http404("Not an agency of this person.")
    return found


def _address(only):
    """The page's own address with a filter to be added."""
    address = reverse("followup:situation")
    return f"{address}?organisation={only.slug}&lage=" if only else f"{address}?lage="


def _groups(here, only, filtered, everything):
    rows = here.rows_in(filtered) if filtered else here.indicators
    if only:
        plan = reporting.current_strategic_plan(only, here.today.year)
        goals = plan.goals.prefetch_related("indicators") if plan else []
        groups = reporting.groups_by_goal(rows, goals)
        return [group for group in groups if group.rows] if filtered else groups
    joint = reporting.joint_groups(rows)
    return joint + reporting.own_group(rows) if filtered or everything or not joint else joint


def _awaiting(user, here):
    """The plans that wait for this person's decision, those to be decided first on top."""
    agencies = [row.agency for row in here.agencies if may_decide(user, row.agency)]
    if not agencies:
        return []
    plans = [row.plan for row in here.agencies if row.agency in agencies and row.plan]
    plans += [project.project.plan for row in here.agencies for project in row.projects[:1]]
    submitted = [plan for plan in plans if plan.state == State.SUBMITTED]
    submitted += StrategicPlan.objects.filter(agency__in=agencies).awaiting_decision().select_related(
        "agency", "submitted_by"
    )
    mine = [plan for plan in submitted if not (settings.FOUR_EYES and plan.submitted_by_id == user.pk)]
    return sorted(mine, key=lambda plan: (plan.decide_by is None, plan.decide_by, plan.agency.name))


@dataclass(frozen=True)
class Words:
    """A piece of a sentence; with an address it is a link."""

    text: str
    url: str = ""


def lede(here, waiting, address):
    """The situation in one sentence, every number a link to its list."""
    parts = []
    if waiting:
        number = _in_words(len(waiting))
        text = ngettext("%s plan ", "%s planer ", len(waiting)) % number.capitalize()
        url = decide_url(waiting[0]) if len(waiting) == 1 else "#gora"
        parts += [Words(text), Words(_("väntar på ditt beslut"), url), Words(". ")]
    late = here.not_started
    if late:
        names = late[0].agency.name if len(late) == 1 else _("%s organisationer") % _in_words(len(late)).capitalize()
        url = late[0].agency.get_absolute_url() if len(here.agencies) == 1 else "#organisationer"
        parts += [Words(f"{names} "), Words(_("har inte börjat"), url), Words(_(" planera för %d. ") % here.year)]
    return parts + _indicator_words(here.score, address)


def _indicator_words(score, address):
    if not score.total:
        return [Words(_("Inga indikatorer finns att följa än."))]
    total = ngettext("%d indikator", "%d indikatorer", score.total) % score.total
    said = [
        (_("%d i fas") % score.on_track, "i-fas", score.on_track),
        (_("%d i riskzonen") % score.at_risk, "risk", score.at_risk),
        (ngettext("%d avviker", "%d avviker", score.off_track) % score.off_track, "avviker", score.off_track),
    ]
    links = [Words(text, f"{address}{slug}#indikatorer") for text, slug, number in said if number]
    parts = [Words(_("Av ")), Words(total, f"{address}alla#indikatorer"), Words(_(" är "))]
    for place, link in enumerate(links):
        parts += [link, Words("" if place == len(links) - 1 else _(" och ") if place == len(links) - 2 else ", ")]
    parts = [*parts, Words(". ")] if links else []
    if score.missing:
        values = ngettext("%d mätvärde", "%d mätvärden", score.missing) % score.missing
        parts += [Words(_("Det saknas ")), Words(values, f"{address}saknas#indikatorer"), Words(".")]
    return parts


def _in_words(number):
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


@dataclass(frozen=True)
class Act:
    """Something to do, as a card: what, why, and where. `links` are (label, address, reason)."""

    title: str
    about: str = ""
    links: tuple = ()
    action: str = ""
    url: str = ""


def acts(here, waiting, address):
    """The things that need somebody, decisions first. The first one is the page's primary action."""
    found = [_decision(plan) for plan in waiting]
    troubled = here.off_track_projects
    if len(troubled) == 1:
        row = troubled[0]
        found.append(
            Act(
                _("Ta ställning till %s") % row.project.title,
                " ".join(filter(None, [_sentence(row.reason), f"{row.project.plan.agency.name}."])),
                action=_("Läs om projektet"),
                url=row.project.get_absolute_url(),
            )
        )
    elif troubled:
        links = tuple(
            (row.project.display_title, row.project.get_absolute_url(), _sentence(row.reason)) for row in troubled
        )
        found.append(Act(_("Ta ställning till %d projekt som avviker") % len(troubled), links=links))
    if any(row.days_late for row in here.with_missing):
        found.append(_missing(here.with_missing, address))
    return found


def _decision(plan):
    about = _("Inlämnad den %(day)s av %(who)s.") % {
        "day": format_day(timezone.localtime(plan.submitted_at).date(), year=False) if plan.submitted_at else "–",
        "who": plan.submitted_by or _("okänd"),
    }
    if plan.decide_by:
        about += " " + _("Beslut senast den %s.") % format_day(plan.decide_by, year=False)
    name = str(plan)
    title = _("Besluta om %(whose)s %(plan)s") % {"whose": plan.agency.genitive, "plan": name[:1].lower() + name[1:]}
    return Act(title, about, action=_("Granska planen"), url=decide_url(plan))


def decide_url(plan):
    """The page where this plan is decided."""
    if isinstance(plan, StrategicPlan):
        return reverse("strategy:decide", args=[plan.agency.slug, plan.first_year, plan.last_year])
    return reverse("planning:decide", args=[plan.agency.slug, plan.year])


def _missing(lacking, address):
    late = [row for row in lacking if row.days_late]
    total = sum(row.missing for row in late)
    due = format_day(min(row.due_on for row in late), year=False)
    if len(late) == 1:
        row = late[0]
        text = ngettext("%(n)d mätvärde skulle ha", "%(n)d mätvärden skulle ha", total) % {"n": total}
        return Act(
            _("%s saknar mätvärden") % row.agency.name,
            _("%(text)s lämnats den %(day)s.") % {"text": text, "day": due},
            action=_("Visa vad som saknas"),
            url=reverse("followup:indicators", args=[row.agency.slug]),
        )
    names = ", ".join(f"{row.agency.name} {row.missing}" for row in late)
    return Act(
        _("%d mätvärden saknas") % total,
        _("%(names)s. De skulle ha lämnats den %(day)s.") % {"names": names, "day": due},
        action=_("Visa vad som saknas"),
        url=f"{address}saknas#indikatorer",
    )


def _sentence(text):
    text = text.strip()
    return text if not text or text.endswith((".", "?")) else f"{text}."
