"""The planning years of 2026 and 2027, from the templates: what each organisation has moved, added and done."""

from dataclasses import dataclass, field

from followup.demo.story import uid
from planning.codelists import templates
from planning.models import CalendarItem, PlanningYear
from planning.workdays import working_day_before

WRITTEN_ON = "2025-11-20 10.00"


@dataclass(frozen=True)
class OwnDate:
    day: str
    title: str
    responsible: str
    part: str = ""


@dataclass(frozen=True)
class Year:
    """`moved`: template days that are others here, by key. `undone`: those that have passed and are not done."""

    agency: str
    template: str
    moved: dict = field(default_factory=dict)
    own: tuple = ()
    undone: tuple = ()


YEARS = (
    Year(
        "EXM",
        "state_agency",
        moved={"decide": "2026-11-13"},
        own=(OwnDate("2026-11-18", "Dialog med kommunerna om gemensamma tjänster", "Utvecklingschef", "cooperation"),),
    ),
    Year(
        "EXK",
        "municipality",
        moved={"strategic_review": "2026-02-20"},
        own=(
            OwnDate("2026-09-10", "Förvaltningarna har lämnat sina projektförslag", "Förvaltningschefer", "projects"),
            OwnDate("2026-11-05", "Styrgruppen för e-förvaltning går igenom planen", "Kommundirektör", "projects"),
        ),
        undone=("measurements_2",),
    ),
    Year("REX", "region"),
    Year("EXI", "state_agency", moved={"submit": "2026-10-30"}, undone=("measurements_2",)),
)


def write(loader):
    """The years that are not there yet; what somebody has changed in one that is stays."""
    for one in YEARS:
        agency, planner = loader.agencies[one.agency], loader.planners[one.agency]
        year = loader.story.year(2026)
        if PlanningYear.objects.filter(agency=agency, year__in=[year, year + 1]).exists():
            continue
        with loader.story.told_on(loader.story.moment(WRITTEN_ON).date()):
            first = PlanningYear.objects.start(agency, year, templates()[one.template], planner)
            _make_it_theirs(loader, first, one, planner)
            following = PlanningYear.objects.start_from(first, planner)
        for planning_year in (first, following):
            _settle(loader, planning_year, one)
        _mark(loader, first, one, planner)


def _make_it_theirs(loader, planning_year, one, planner):
    for item in planning_year.items.filter(key__in=one.moved):
        written = loader.story.day(one.moved[item.key])
        item.on = working_day_before(written)
        item.moved_from = None if item.on == written else written
        item.save()
    for own in one.own:
        CalendarItem.objects.create(
            planning_year=planning_year,
            on=working_day_before(loader.story.day(own.day)),
            title=own.title,
            part=own.part,
            responsible_role=own.responsible,
            edited_by=planner,
        )


def _settle(loader, planning_year, one):
    """Gives the days uids that never vary, and the moment when they were written."""
    items = list(planning_year.items.all())
    for item in items:
        item.uid = uid("planeringsar", one.agency, planning_year.year - loader.story.shift, item.key or item.title)
        item.edited_at = loader.story.moment(WRITTEN_ON)
    CalendarItem.objects.bulk_update(items, ["uid", "edited_at"])


def _mark(loader, planning_year, one, planner):
    """What lies before the story's today is done on its day."""
    for item in planning_year.items.filter(on__lt=loader.story.today).exclude(key__in=one.undone):
        item.done_on, item.done_by = item.on, planner
        item.save(update_fields=["done_on", "done_by"])
