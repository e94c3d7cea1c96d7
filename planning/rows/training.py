"""Finished rows of the year's training: what it is, what it is summed to, and what still lacks it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import UNKNOWN, format_difference, format_month_span, format_number
from planning.models import Project, TrainingNeed
from planning.training import coverage, people
from strategy.models import CompetenceNeed


@dataclass(frozen=True)
class TrainingRow:
    """A training; `project` None is the whole plan. Unknown numbers and months are "–"."""

    training: TrainingNeed
    number: str
    when: str
    project: Project | None


@dataclass(frozen=True)
class CoverageRow:
    """A competence with its gap in full-time equivalents and the people trained, in words and never as one number."""

    need: CompetenceNeed
    today: str
    later: str
    gap: str
    people: str
    trainings: tuple
    is_unaddressed: bool


@dataclass(frozen=True)
class TrainingPage:
    """All that the page shows. `unmet` say that they need training and have none; `unsaid` have said nothing.

    `none_because` is why the plan asks for no training, "" when it does or has not said.
    """

    rows: list
    summary: str
    none_because: str
    coverage: list
    without: list
    unmet: list
    unsaid: list


def training_page(plan):
    """In three queries, however much there is."""
    trainings = list(plan.training_needs.select_related("competence"))
    projects = {project.pk: project for project in plan.projects.all()}
    needs = list(plan.strategic_plan.competence_needs.for_rules()) if plan.strategic_plan else []
    covered, without = coverage(needs, trainings)
    met = {one.project_id for one in trainings}
    lacking = [one for one in projects.values() if one.phase != Project.Phase.STOPPED and one.pk not in met]
    return TrainingPage(
        rows=[_row(one, projects.get(one.project_id)) for one in trainings],
        summary=_summary(trainings, covered),
        none_because=plan.no_training_reason if plan.has_no_training and not trainings else "",
        coverage=[_coverage_row(one) for one in covered],
        without=without if needs else [],
        unmet=[project for project in lacking if project.training == Project.Training.NEEDED],
        unsaid=[project for project in lacking if project.training == Project.Training.UNSAID],
    )


def _row(training, project):
    when = format_month_span(training.starts_on, training.starts_on)
    return TrainingRow(training, format_number(training.number), when, project)


def _coverage_row(row):
    return CoverageRow(
        need=row.need,
        today=format_number(row.need.fte_today),
        later=format_number(row.need.fte_later),
        gap=format_difference(row.need.gap),
        people=people_words(row.people),
        trainings=row.trainings,
        is_unaddressed=row.is_unaddressed,
    )


def people_words(people):
    """ "60 personer och 1 utbildning utan antal"; "–" when there is nothing to count."""
    said = []
    if people.count is not None:
        said.append(ngettext("%s person", "%s personer", people.count) % format_number(people.count))
    if people.uncounted:
        n = people.uncounted
        said.append(ngettext("%d utbildning utan antal", "%d utbildningar utan antal", n) % n)
    return _(" och ").join(said) or UNKNOWN


def _summary(trainings, covered):
    """What the year trains, and how many gaps it leaves alone; "" when there is no training."""
    if not trainings:
        return ""
    count, all_people = len(trainings), people(trainings)
    if all_people.count is None:
        sentence = ngettext("%d utbildning, utan antal.", "%d utbildningar, alla utan antal.", count) % count
    else:
        sentence = ngettext("%d utbildning", "%d utbildningar", count) % count
        sentence = _("%(trainings)s: %(people)s.") % {"trainings": sentence, "people": people_words(all_people)}
    bare = sum(row.is_unaddressed for row in covered)
    if bare:
        sentence += " " + _("%d gap i kompetensstrategin har ingen utbildning i år.") % bare
    return sentence
