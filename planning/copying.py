"""Takes along what stands elsewhere into a year's plan: from another year, the strategic plan, or others' plans.

From another year origin is kept: every item keeps its uid, so that years can be compared. What is fetched from the
strategic plan or copied from another organisation is new here, and says where it comes from.
"""

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from agencies.access import people
from agencies.models import Agency, Role
from agencies.swedish import containing, matching
from planning.models import (
    Benefit,
    OperationalPlan,
    Partnership,
    PlannedFollowUp,
    PlanningPremise,
    PriorityCriterion,
    Project,
    ServiceCommitment,
    ShortTermGoal,
    Stage,
    SupportingDocument,
    TrainingNeed,
)
from planning.others import published
from planning.workdays import working_day_before
from strategy.models import BenefitEstimate, CompetenceNeed, Indicator, Initiative, LongTermGoal, Premise
from workflow.clock import now
from workflow.models import Disclosure

MOST = 50  # rows on a page of the search
_LONGEST_TITLE = Project._meta.get_field("title").max_length or 0

# What is chosen of another year's plan, by the name of its field and relation, in the order that links need.
KINDS = {
    "premises": PlanningPremise,
    "goals": ShortTermGoal,
    "commitments": ServiceCommitment,
    "projects": Project,
    "criteria": PriorityCriterion,
    "training_needs": TrainingNeed,
    "follow_ups": PlannedFollowUp,
}


def year_to_start(years, today):
    """The year to plan next: the first after this one that has no plan."""
    year = today.year + 1
    while year in years:
        year += 1
    return year


def moved(day, years):
    """The same day some years later, or the nearest working day before it; None stays None."""
    if day is None:
        return None
    leap_day = (day.month, day.day) == (2, 29)
    return working_day_before(day.replace(year=day.year + years, day=28 if leap_day else day.day))


# From another year ----------------------------------------------------------------------------------------------------
@transaction.atomic
def copy_year(source, target, chosen, *, by):
    """Copies the chosen rows, {name of KINDS: rows of the source}, into a new, empty plan of the same organisation.

    What belongs to the former year is left out, for it is not known of the new one: budgets, values to reach, what
    changes in a service, läge, points. Links into the strategic plan lead to the same thing in the plan that the new
    year follows, and are left out when it is not there. The number of queries does not grow with the rows.
    """
    rows = {name: sorted(chosen.get(name, ()), key=lambda row: (row.position, row.pk)) for name in KINDS}
    changes = _changes(source, target, rows)
    copies = {}
    for name in KINDS:
        if name == "training_needs":
            changes[name] = _of_projects(changes[name], copies["projects"])
        copies[name] = _copied(target, rows[name], changes.get(name), by)
    _tie(target, copies)
    _join_parts(rows["projects"], copies["projects"])
    _copy_parts(rows["projects"], copies["projects"], target)
    OperationalPlan.objects.filter(pk=target.pk).update(copied_from=source)


def _changes(source, target, rows):
    """What of each kind is not as it was, {name: function of a row}."""
    premises = _followed(target, Premise, {row.carried_from_id for row in rows["premises"]})
    initiatives = _followed(target, Initiative, {row.initiative_id for row in rows["projects"]})
    competences = _followed(target, CompetenceNeed, {row.competence_id for row in rows["training_needs"]})
    leaders = {person.pk for person in people(target.agency, at_least=Role.PROJECT_LEAD)}
    trained = {row.project_id for row in rows["training_needs"]}

    def project(row):
        later = row.handing_over == Project.HandingOver.LATER
        ahead = row.handover_on and row.handover_on.year >= target.year
        return {
            "parent_id": None,
            "initiative_id": initiatives.get(row.initiative_id),
            "owner_id": row.owner_id if row.owner_id in leaders else None,
            "budget_line": None,
            "budget_project": None,
            "budget_maintenance": None,
            "training": Project.Training.NEEDED if row.pk in trained else Project.Training.UNSAID,
            "handing_over": row.handing_over if later else Project.HandingOver.UNSAID,
            "handover_on": row.handover_on if ahead else None,
        }

    return {
        "premises": lambda row: {"is_checked": False, "carried_from_id": premises.get(row.carried_from_id)},
        "goals": lambda row: {"year_end_value": None},
        "commitments": lambda row: {"change": ""},
        "projects": project,
        "training_needs": lambda row: {"starts_on": None, "competence_id": competences.get(row.competence_id)},
        "follow_ups": lambda row: {"on": moved(row.on, target.year - source.year)},
    }


def _of_projects(changes, projects):
    """A training need goes with its project; when that is left behind, the whole plan asks for it."""
    return lambda row: changes(row) | {"project_id": projects.get(row.project_id)}


def _followed(target, model, pks):
    """What rows of a strategic plan are in the one that the target follows, {old pk: pk}: the same by uid."""
    uids = dict(model.objects.filter(pk__in=pks - {None}).values_list("pk", "uid"))
    there = model.objects.filter(plan=target.strategic_plan_id, uid__in=uids.values())
    found = dict(there.values_list("uid", "pk"))
    return {pk: found[uid] for pk, uid in uids.items() if uid in found}


def _copied(target, rows, changes, by):
    """New rows for old, {old pk: new pk}, in the order they stood."""
    new = [
        _copy(row, plan_id=target.pk, position=place, **_saved(by), **(changes(row) if changes else {}))
        for place, row in enumerate(rows)
    ]
    made = type(rows[0]).objects.bulk_create(new) if rows else []
    return {row.pk: copy.pk for row, copy in zip(rows, made, strict=True)}


def _saved(by):
    return {"edit_count": 0, "edited_at": now(), "edited_by": by}


def _copy(row, **changes):
    """A new row that says the same, but for the changes; not saved."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and not {field.name, field.attname} & changes.keys()
    }
    return type(row)(**kept, **changes)


def _tie(target, copies):
    """Copies the links between what is copied, and from it to words, indicators and long-term goals."""
    goals, projects = copies["goals"], copies["projects"]
    _link(ShortTermGoal.premises, goals, copies["premises"], ("shorttermgoal", "planningpremise"))
    _link(ShortTermGoal.indicators, goals, None, ("shorttermgoal", "indicator"))
    _link(Project.goals, projects, goals, ("project", "shorttermgoal"))
    for name, word in _WORDS.items():
        _link(getattr(Project, name), projects, None, ("project", word))
    long_term = {goal for _own, goal in _pairs(ShortTermGoal.long_term_goals, goals, ("shorttermgoal", "longtermgoal"))}
    followed = _followed(target, LongTermGoal, long_term)
    _link(ShortTermGoal.long_term_goals, goals, followed, ("shorttermgoal", "longtermgoal"))


# What both projects and initiatives are marked with, and what the rows of the link call it.
_WORDS = {
    "life_events": "lifeevent",
    "service_types": "servicetype",
    "services": "service",
    "citizen_problems": "citizenproblem",
}


def _pairs(relation, owners, ends):
    """What the owners are linked to: (owner's pk, the other's pk) pairs."""
    return relation.through.objects.filter(**{f"{ends[0]}__in": owners}).values_list(*ends)


def _link(relation, owners, others, ends):
    """Gives new owners the links that the old ones have, {old pk: new pk}. `others` None: to the very same rows."""
    pairs = _pairs(relation, owners, ends)
    new = ((owners[one], two if others is None else others.get(two)) for one, two in pairs)
    _write_links(relation, ends, (pair for pair in new if pair[1] is not None))


def _write_links(relation, ends, pairs):
    own, other = (f"{end}_id" for end in ends)
    relation.through.objects.bulk_create(relation.through(**{own: one, other: two}) for one, two in pairs)


def _join_parts(rows, projects):
    """A part of a project is so again, when both are copied."""
    parts = [(row.pk, row.parent_id) for row in rows if row.parent_id in projects]
    joined = [Project(pk=projects[part], parent_id=projects[whole]) for part, whole in parts]
    Project.objects.bulk_update(joined, ["parent"])


def _copy_parts(rows, projects, target):
    """Rows under the projects. A benefit stays tied to its estimate while it lies in the plan that is followed."""
    for model in (Stage, Partnership, SupportingDocument):
        _copy_under(model, projects)
    estimates = set(
        BenefitEstimate.objects.filter(benefits__project__in=projects, initiative__plan=target.strategic_plan_id)
        .order_by()
        .values_list("pk", flat=True)
    )
    _copy_under(
        Benefit, projects, lambda row: {"estimate_id": row.estimate_id if row.estimate_id in estimates else None}
    )


def _copy_under(model, projects, changes=lambda row: {}):
    found = model.objects.filter(project__in=projects).order_by("pk")
    model.objects.bulk_create(_copy(row, project_id=projects[row.project_id], **changes(row)) for row in found)


def former_value(goal):
    """The value that the same goal was to reach the year before, which copying leaves out; None when nobody said."""
    there = OperationalPlan.objects.latest_numbers().filter(agency=goal.plan.agency_id, year=goal.plan.year - 1)
    return ShortTermGoal.objects.filter(plan__in=there, uid=goal.uid).values_list("year_end_value", flat=True).first()


# From the strategic plan ----------------------------------------------------------------------------------------------
@transaction.atomic
def fetch_strategy(target, *, premises, long_term_goals, initiatives, by):
    """Starts a new, empty plan out of the strategic plan: its premises, its goals to rewrite for a year, projects."""
    carried = _made(target, premises, PlanningPremise.carry, by)
    goals = _made(target, long_term_goals, _as_goal, by)
    _write_links(ShortTermGoal.long_term_goals, ("longtermgoal", "shorttermgoal"), goals.items())
    from_premises = _pairs(LongTermGoal.premises, goals, ("longtermgoal", "premise"))
    pairs = [(goals[goal], carried[premise]) for goal, premise in from_premises if premise in carried]
    _write_links(ShortTermGoal.premises, ("shorttermgoal", "planningpremise"), pairs)
    measured = [(goals[goal], one) for goal, one in _pairs(Indicator.goals, goals, ("longtermgoal", "indicator"))]
    _write_links(ShortTermGoal.indicators, ("shorttermgoal", "indicator"), measured)
    fetch_initiatives(target, initiatives, by=by)


def _as_goal(goal):
    return ShortTermGoal(text=goal.text, owner_role=goal.owner_role, disclosure=goal.disclosure)


def fetch_initiatives(plan, initiatives, *, by):
    """Adds a project for each initiative that has none in the plan; returns how many. The caller locks the plan.

    The rough estimates continue as benefits, an interval in words only: what it is worth has to be worked out. When
    the project starts and ends is to be decided.
    """
    there = list(plan.projects.values_list("initiative__uid", "title"))
    taken, titles = {initiative for initiative, _title in there}, {title for _initiative, title in there}

    def project(initiative):
        title = free_title(initiative.title, titles)
        titles.add(title)
        return Project(
            title=title,
            purpose=cut(initiative.description, 300),
            initiative=initiative,
            disclosure=initiative.disclosure,
        )

    made = _made(plan, [one for one in initiatives if one.uid not in taken], project, by)
    for name, word in _WORDS.items():
        marked = _pairs(getattr(Initiative, name), made, ("initiative", word))
        _write_links(getattr(Project, name), ("project", word), [(made[one], two) for one, two in marked])
    followers = _followers(plan)
    aims = _pairs(Initiative.goals, made, ("initiative", "longtermgoal"))
    pairs = {(made[one], goal) for one, long_term in aims for goal in followers.get(long_term, ())}
    _write_links(Project.goals, ("project", "shorttermgoal"), sorted(pairs))
    Benefit.objects.bulk_create(
        Benefit(
            project_id=made[estimate.initiative_id],
            kind=estimate.kind,
            amount=estimate.low if estimate.low == estimate.high else None,
            unit=estimate.unit,
            note=estimate.note,
            who=estimate.who,
            from_year=estimate.from_year,
            responsible_role=estimate.responsible_role,
            estimate=estimate,
        )
        for estimate in BenefitEstimate.objects.filter(initiative__in=made).order_by("pk")
    )
    return len(made)


def _followers(plan):
    """The plan's short-term goals that follow each long-term goal, {long-term pk: [pk]}."""
    links = ShortTermGoal.long_term_goals.through.objects.filter(shorttermgoal__plan=plan)
    found: dict[int, list[int]] = {}
    for long_term, goal in links.values_list("longtermgoal", "shorttermgoal"):
        found.setdefault(long_term, []).append(goal)
    return found


def _made(plan, rows, make, by):
    """A new row of the plan for each row of the strategic plan, after those that are there: {old pk: new pk}."""
    old = sorted(rows, key=lambda row: (row.position, row.pk))
    new = [make(row) for row in old]
    if not new:
        return {}
    model = type(new[0])
    last = model.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    for place, row in enumerate(new, start=0 if last is None else last + 1):
        row.plan, row.position, row.edited_by = plan, place, by
    return {row.pk: copy.pk for row, copy in zip(old, model.objects.bulk_create(new), strict=True)}


# From others' published plans -----------------------------------------------------------------------------------------
def of_others(model, agency):
    """Projects or goals that other organisations have published, with their plan at hand."""
    rows = model.objects.filter(plan__in=published(agency), disclosure=Disclosure.PUBLISH)
    return rows.select_related("plan__agency")


def searched(model, agency, words):
    """Those of them where every word is found: in the organisation's name, or in what they say. The newest first."""
    rows = of_others(model, agency)
    if words:
        said = "title" if model is Project else "text"
        named = matching(Agency.objects.all(), words).values("pk")
        says = Q()
        for word in words.split():
            says &= containing(said, word)
        rows = rows.filter(Q(plan__agency__in=named) | says)
    return list(rows.order_by("-plan__year", "plan__agency__name", "position", "pk")[:MOST])


def copy_project(plan, project, *, uid, by):
    """A draft of what another organisation's project says to everybody, with where it comes from.

    `uid` is the press of a button: the same press makes it once. Nothing inner comes along: no person, no dates, no
    partners, no amounts. The caller locks the plan.
    """
    copy = plan.projects.filter(uid=uid).first()
    if copy:
        return copy
    title = free_title(project.title, set(plan.projects.values_list("title", flat=True)))
    copy = Project(
        plan=plan,
        uid=uid,
        title=title,
        purpose=project.purpose,
        is_cross_cutting=project.is_cross_cutting,
        source=_source_of(project),
        edited_by=by,
    )
    copy.stand_last()
    copy.save()
    for name in ("life_events", "service_types", "citizen_problems"):
        getattr(copy, name).set(getattr(project, name).all())
    Benefit.objects.bulk_create(
        Benefit(project=copy, kind=benefit.kind, unit=benefit.unit, note=benefit.note)
        for benefit in project.benefits.all()
    )
    return copy


def copy_goal(plan, goal, *, uid, by):
    """A draft of another organisation's goal, with where it comes from. The caller locks the plan."""
    copy = plan.goals.filter(uid=uid).first()
    if copy is None:
        copy = ShortTermGoal(plan=plan, uid=uid, text=goal.text, source=_source_of(goal), edited_by=by)
        copy.stand_last()
        copy.save()
    return copy


def _source_of(row):
    return f"{row.plan.agency}, {row.plan}"[:300]


# Words ----------------------------------------------------------------------------------------------------------------
def free_title(title, taken):
    """The title, or when the plan has one like it "… (kopia)", "… (kopia 2)": no longer than a title may be."""
    found, number = title, 0
    while found in taken:
        number += 1
        ending = _(" (kopia)") if number == 1 else _(" (kopia %d)") % number
        found = title[: _LONGEST_TITLE - len(ending)].rstrip() + ending
    return found


def cut(text, most):
    """The text, ended between two words when it is too long."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return (kept.rsplit(maxsplit=1)[0] if " " in kept else kept).rstrip(" ,.;:–-") + "…"
