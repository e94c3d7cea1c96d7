"""What a project's own page shows, finished: its stages, what was changed, its tree, and what it lacks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from charts.numbers import format_amount, format_day, format_month_span, format_number
from planning.links import address
from planning.lists import fetch_lists
from planning.models import DateChange, Project, ShortTermGoal, Stage, SupportingDocument
from strategy.models import Service
from strategy.rows import estimate_text


@dataclass(frozen=True)
class StageRow:
    """A stage in time. `state` is "done", "planned" or "unsaid"."""

    label: str
    state: str
    word: str
    months: str


@dataclass(frozen=True)
class BenefitRow:
    """A benefit with what it lacks of the three things that are missing most often."""

    kind: str
    what: str
    who: str
    amount: str
    estimate: str
    baseline: str
    realisation: str
    responsible: str
    first_check: str


@dataclass(frozen=True)
class DocumentRow:
    """A supporting document of a kind, or why there is none. `url` is empty when there is nothing to open."""

    kind: str
    title: str
    url: str
    about: str
    reason: str
    is_missing: bool = False
    is_file: bool = False


@dataclass(frozen=True)
class Report:
    """How the project stood on a day."""

    health: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True)
class Change:
    """A decided date that was changed: "Slut: okt 2026 → feb 2027", and why."""

    label: str
    was: str
    became: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class ProjectPage:
    """All of it, in eight queries."""

    stages: list
    benefits: list
    documents: list
    partnerships: list
    training: list
    changes: list
    reports: list
    services: list
    goals: list
    children: list
    checks: list
    budgets: list


def project_page(plan, project):
    listed = fetch_lists(
        {
            "services": (Service.objects.filter(projects=project), ("name",)),
            "goals": (ShortTermGoal.objects.filter(projects=project), ("text", "position")),
            "children": (Project.objects.filter(parent=project), ("title", "short_title", "position")),
        }
    )
    changes, reports = _history(plan, project)
    for child in listed["children"]:
        child.plan = plan
    return ProjectPage(
        stages=_stages(project),
        benefits=[_benefit(benefit) for benefit in project.listed_benefits],
        documents=_documents(plan, project),
        partnerships=list(project.partnerships.select_related("agency")),
        training=list(project.training_needs.all()),
        changes=changes,
        reports=reports,
        checks=[(label, code in project.checklist) for code, label in Project.Check.choices],
        budgets=_budgets(project),
        **listed,
    )


def _stages(project):
    said = {stage.kind: stage for stage in project.stages.all()}
    return [_stage(label, said.get(kind)) for kind, label in Stage.Kind.choices]


def _stage(label, stage):
    if stage is None:
        return StageRow(label, "unsaid", _("Inte planerat"), "")
    state, word = ("done", _("Klart")) if stage.is_done else ("planned", _("Planerat"))
    return StageRow(label, state, word, format_month_span(stage.starts_on, stage.ends_on))


def _benefit(benefit):
    baseline = "" if benefit.baseline is None else format_amount(benefit.baseline, unit=benefit.unit)
    return BenefitRow(
        kind=benefit.get_kind_display(),
        what=benefit.note,
        who=benefit.who,
        amount=_per_year(benefit),
        estimate=estimate_text(benefit.estimate) if benefit.estimate else "",
        baseline=". ".join(said for said in (baseline, benefit.baseline_note) if said),
        realisation=benefit.realisation,
        responsible=benefit.responsible_role,
        first_check=format_day(benefit.first_check_on) if benefit.first_check_on else "",
    )


def _per_year(benefit):
    if benefit.amount is None:
        return "–" if benefit.from_year is None else _("från %d") % benefit.from_year
    amount = format_amount(benefit.amount, unit=benefit.unit)
    return (
        amount
        if benefit.from_year is None
        else _("%(amount)s från %(year)d")
        % {
            "amount": amount,
            "year": benefit.from_year,
        }
    )


def _documents(plan, project):
    """The three kinds in their order, each with its documents; a kind that nobody has said anything of is missing."""
    rows = []
    documents = list(project.documents.all())
    for kind, name in SupportingDocument.Kind.choices:
        label = str(name)
        own = [_document(plan, project, label, document) for document in documents if document.kind == kind]
        rows += own or [DocumentRow(label, "", "", "", "", is_missing=True)]
    return rows


def _document(plan, project, label, document):
    day = format_day(document.dated_on) if document.dated_on else ""
    if document.file:
        url = address(plan, "document", project.pk, document.pk)
        about = ", ".join(said for said in (document.file_kind, day) if said)
        return DocumentRow(label, document.title or label, url, about, "", is_file=True)
    return DocumentRow(label, document.title or label, document.url, day, document.missing_reason)


def _history(plan, project):
    """Changed dates, across the organisation's plans, and the läge that was reported: one query. Newest first."""
    no_day = Cast(Value(None), DateField())
    changes = DateChange.objects.filter(project__uid=project.uid, project__plan__agency=plan.agency)
    rows = changes.order_by().values_list(
        _word("change"), "field", "reason", F("by__name"), "was", "became", no_day, "at"
    )
    reports = project.status_reports.order_by().values_list(
        _word("report"), "health", "reason", F("by__name"), no_day, no_day, "on", "at"
    )
    rows = rows.union(reports, all=True)
    found = sorted(rows, key=lambda row: (row[6] or date.min, row[7]), reverse=True)
    labels = dict(DateChange.Field.choices)
    changed, reported = [], []
    for kind, what, reason, by, was, became, on, at in found:
        if kind == "change":
            changed.append(Change(str(labels[what]), _month(was), _month(became), reason, by or "", at))
        else:
            reported.append(Report(what, reason, by or "", on))
    return changed, reported


def _word(text):
    return Value(text, output_field=CharField())


def _month(day):
    return format_month_span(day, day) if day else _("inget datum")


def _budgets(project):
    """The three budgets and their sum, in mnkr; empty when none of them is known."""
    if project.budget is None:
        return []
    said = [
        (_("I linjen"), project.budget_line),
        (_("I projektet"), project.budget_project),
        (_("I förvaltningen"), project.budget_maintenance),
        (_("Tillsammans"), project.budget),
    ]
    return [(label, format_number(amount)) for label, amount in said]
