"""Finished rows of what is handed over to operations and maintenance: what, to whom, when, and what remains."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import UNKNOWN, format_day, format_month_span
from planning.models import Project


@dataclass(frozen=True)
class HandoverRow:
    """A project that is handed over. `day` is "" while nobody has said; `remains` names all that is not done."""

    project: Project
    day: str
    is_another_year: bool
    agreement: str
    done: str
    remains: tuple
    may_edit: bool


@dataclass(frozen=True)
class OtherRow:
    """A project that is not handed over, or has not said: with the month it ends, "–" when unknown."""

    project: Project
    ends: str
    may_edit: bool


@dataclass(frozen=True)
class HandoverPage:
    """`given` in time order; `unsaid` end during the year without a word; `later` wait; `more` go on after the year."""

    given: list
    unsaid: list
    later: list
    more: list
    summary: str


def handover_page(plan, may_edit, shown=None):
    """All that the page shows, in one query. `may_edit` is asked of each project; `shown` is one being changed now."""
    projects = [one for one in plan.projects.all() if one.phase != Project.Phase.STOPPED or one == shown]
    given = sorted((one for one in projects if one.is_handed_over), key=_when)
    said = {choice: [one for one in projects if one.handing_over == choice] for choice in Project.HandingOver.values}
    ends = [one for one in said[Project.HandingOver.UNSAID] if one.ends_on and one.ends_on.year == plan.year]
    more = [one for one in said[Project.HandingOver.UNSAID] if one not in ends]
    return HandoverPage(
        given=[_row(one, plan, may_edit(one)) for one in given],
        unsaid=[_other(one, may_edit(one)) for one in ends],
        later=[_other(one, may_edit(one)) for one in said[Project.HandingOver.LATER]],
        more=[_other(one, True) for one in more if may_edit(one)],
        summary=_summary(plan, given, ends),
    )


def _when(project):
    return project.handover_on or datetime.date.max


def _row(project, plan, may_edit):
    day = project.handover_on
    missing = [code for code in Project.Check.values if code not in project.checklist]
    total = len(Project.Check.values)
    return HandoverRow(
        project=project,
        day=format_day(day, year=day.year != plan.year) if day else "",
        is_another_year=bool(day and day.year != plan.year),
        agreement=project.get_agreement_display(),
        done=_("%(done)d av %(total)d") % {"done": total - len(missing), "total": total},
        remains=tuple(_remains(project, missing)),
        may_edit=may_edit,
    )


def _remains(project, missing):
    if not project.receiver:
        yield _("Mottagare")
    if not project.handover_on:
        yield _("Dag")
    if project.agreement != Project.Agreement.DONE:
        yield _("Överenskommelse")
    yield from (str(Project.Check(code).label) for code in missing)


def _other(project, may_edit):
    ends = project.ends_on
    return OtherRow(project, format_month_span(ends, ends) if ends else UNKNOWN, may_edit)


def _summary(plan, given, unsaid):
    """What is handed over in the year, what comes first, what has a day in another, and how many have not said."""
    now = [one for one in given if one.handover_on is None or one.handover_on.year == plan.year]
    if now:
        sentence = _("%(n)d projekt lämnas över %(year)d.") % {"n": len(now), "year": plan.year}
        first = now[0]
        if first.handover_on and first.receiver:
            said = {"name": first, "receiver": first.receiver, "day": format_day(first.handover_on, year=False)}
            order = _("Först %(name)s till %(receiver)s, %(day)s.")
            sentence += " " + (order if len(now) > 1 else _("%(name)s till %(receiver)s, %(day)s.")) % said
    else:
        sentence = _("Inget projekt lämnas över %d.") % plan.year
    if len(given) > len(now):
        sentence += " " + _("%d projekt har en överlämningsdag ett annat år.") % (len(given) - len(now))
    if unsaid:
        n = len(unsaid)
        sentence += (
            " "
            + ngettext(
                "%d projekt som slutar under året har inte sagt om det lämnas över.",
                "%d projekt som slutar under året har inte sagt om de lämnas över.",
                n,
            )
            % n
        )
    return sentence
