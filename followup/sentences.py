"""Läget in words: the sentence on top, where every number is a link, and the cards that say what to do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import format_day
from strategy.models import StrategicPlan

_NUMBERS = ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]


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
        url = waiting[0].get_absolute_url() if len(waiting) == 1 else "#gora"
        parts += [Words(text), Words(_("väntar på ditt beslut"), url), Words(". ")]
    late = here.not_started
    if late:
        names = late[0].agency.name if len(late) == 1 else _("%s organisationer") % _in_words(len(late)).capitalize()
        url = late[0].agency.get_absolute_url() if len(here.agencies) == 1 else "#organisationer"
        parts += [Words(f"{names} "), Words(_("har inte börjat"), url), Words(_(" planera för %d. ") % here.year)]
    return parts + indicator_words(here.score, address)


def indicator_words(score, address=None):
    """How many indicators there are of each läge; links to their lists when there is an address to filter."""
    if not score.total:
        return [Words(_("Inga indikatorer finns att följa än."))]

    def link(text, slug):
        return Words(text, f"{address}{slug}#indikatorer" if address else "")

    total = ngettext("%d indikator", "%d indikatorer", score.total) % score.total
    parts = [Words(_("Av ")), link(total, "alla")]
    good = [link(_("%d i fas") % score.on_track, "i-fas")] if score.on_track else []
    risk = [link(_("%d i riskzonen") % score.at_risk, "risk")] if score.at_risk else []
    deviating = ngettext("%d avviker", "%d avviker", score.off_track) % score.off_track
    bad = [link(deviating, "avviker")] if score.off_track else []
    if good or risk:
        parts += [Words(_(" är ")), *_listed([*good, *risk, *bad]), Words(". ")]
    elif bad:
        parts += [Words(" "), *bad, Words(". ")]
    else:
        parts += [Words(_(" har ingen ett läge än. "))]
    if score.missing:
        values = ngettext("%d mätvärde", "%d mätvärden", score.missing) % score.missing
        parts += [Words(_("Det saknas ")), link(values, "saknas"), Words(".")]
    return parts


def _listed(words):
    """With commas, and "och" before the last."""
    found = []
    for left, word in zip(range(len(words) - 1, -1, -1), words, strict=True):
        found += [word, *([Words(_(" och "))] if left == 1 else [Words(", ")] if left else [])]
    return found


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
                " ".join(
                    filter(
                        None, [_sentence(row.reason), "" if len(here.agencies) == 1 else f"{row.project.plan.agency}."]
                    )
                ),
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
    whose = plan.agency.genitive
    if isinstance(plan, StrategicPlan):
        title = _("Besluta om %(whose)s strategiska plan %(years)s") % {"whose": whose, "years": plan.years}
    else:
        title = _("Besluta om %(whose)s verksamhetsplan %(year)d") % {"whose": whose, "year": plan.year}
    return Act(title, about, action=_("Granska planen"), url=plan.get_absolute_url())


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
