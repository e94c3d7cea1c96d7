"""The year's plan in short, part by part, on the page where it is handed in: what the rules have fetched, no more."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import UNKNOWN, format_day, format_month_span, format_number
from planning.links import address
from planning.rows.parts import current_projects, ending_projects, parts
from workflow.returning import CHECK, coming_from
from workflow.summary import SummaryLine, SummaryPart


def summary(plan):
    """Every part with a line for each thing in it, each leading to where it is changed and back here."""
    return [
        SummaryPart(
            label=part.kind.label,
            url=coming_from(CHECK, part.url),
            about=part.about,
            lines=tuple(_lines(plan, part.kind.name)),
        )
        for part in parts(plan, [])
    ]


def _lines(plan, name):
    said, rows, page, field, word = _PARTS[name]
    for number, row in enumerate(rows(plan), start=1):
        url = coming_from(CHECK, address(plan, page, row.pk) + (f"#id_{field}" if field else ""))
        change = _("%(word)s %(number)d: %(name)s") % {"word": word, "number": number, "name": row}
        term, text = said(row)
        yield SummaryLine(term, text or UNKNOWN, url, change)


def _premise(premise):
    return premise.title, premise.impact


def _goal(goal):
    lacks = [
        word
        for word, is_there in (
            (_("indikator"), goal.has_indicator),
            (_("långsiktigt mål"), goal.has_long_term_goal),
            (_("projekt"), goal.has_project),
        )
        if not is_there
    ]
    value = goal.year_end_value
    said = [
        _("Värde vid årets slut: %s.") % format_number(value) if value is not None else "",
        _("Ansvarig: %s.") % goal.owner_role if goal.owner_role else "",
        _("Saknar %s.") % get_text_list(lacks, _("och")) if lacks else "",
    ]
    return goal.text, " ".join(text for text in said if text)


def _project(project):
    has_time = project.starts_on or project.ends_on
    said = [
        project.get_phase_display(),
        format_month_span(project.starts_on, project.ends_on) if has_time else "",
    ]
    return project.title, f"{', '.join(text for text in said if text)}. {project.purpose}".strip()


def _together(project):
    return project.title, project.get_partnering_display() if project.partnering else _("Vi har partner")


def _training(training):
    number = _("%s personer") % format_number(training.number) if training.number is not None else ""
    return training.what, ", ".join(text for text in (training.group, number) if text)


def _handover(project):
    said = [project.get_handing_over_display(), project.receiver if project.is_handed_over else ""]
    if project.is_handed_over and project.handover_on:
        said.append(format_day(project.handover_on))
    return project.title, ", ".join(text for text in said if text)


def _follow_up(occasion):
    return format_day(occasion.on), occasion.what


def _with_partnering(plan):
    return [one for one in current_projects(plan) if one.partnering or one.has_partner]


def _with_handover(plan):
    """Those that are handed over, and those that could have been: what goes on past the year says nothing here."""
    ending = ending_projects(plan)
    return [one for one in current_projects(plan) if one.is_handed_over or (one.handing_over and one in ending)]


# For each part: what a row says, its rows, the page and field where one is changed, and what such a thing is called.
_PARTS = {
    "premises": (_premise, lambda plan: plan.listed_premises, "premise_edit", "", gettext_lazy("förutsättning")),
    "goals": (_goal, lambda plan: plan.listed_goals, "goal_edit", "", gettext_lazy("mål")),
    "projects": (_project, lambda plan: plan.listed_projects, "project_edit", "", gettext_lazy("projekt")),
    "cooperation": (_together, _with_partnering, "project_edit", "partnering", gettext_lazy("samverkan")),
    "training": (_training, lambda plan: plan.listed_training, "training_edit", "", gettext_lazy("utbildning")),
    "handover": (_handover, _with_handover, "project_edit", "handing_over", gettext_lazy("överlämning")),
    "follow_up": (_follow_up, lambda plan: plan.listed_follow_ups, "follow_up_edit", "", gettext_lazy("tillfälle")),
}
