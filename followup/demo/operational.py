"""Writes what an annual plan of the story says, part by part."""

import dataclasses

from django.utils.text import slugify

from followup.demo.annual import PLANS, PROJECTS
from followup.demo.story import uid
from planning import others
from planning.models import (
    Benefit,
    DateChange,
    OperationalPlan,
    Partnership,
    PlannedFollowUp,
    PlanningPremise,
    PlanningPremiseKind,
    PriorityCriterion,
    Project,
    ProjectScore,
    ServiceCommitment,
    ShortTermGoal,
    Stage,
    StatusReport,
    SupportingDocument,
    TrainingNeed,
)


class AnnualParts:
    """One plan's parts. The loader knows the story's time, words and people."""

    def __init__(self, loader, written, plan):
        self.loader, self.written, self.plan = loader, written, plan
        self.story, self.words = loader.story, loader.words
        steering = written.strategic_plan
        self.steering = {
            name: {row.uid: row for row in getattr(steering, name).all()} if steering else {}
            for name in ("premises", "goals", "competence_needs")
        }
        efforts = steering.initiatives.prefetch_related("benefit_estimates") if steering else ()
        self.initiatives = {row.uid: row for row in efforts}

    def write(self):
        self.premises = {one.key: self._premise(at, one) for at, one in enumerate(self.plan.premises)}
        self.goals = {one.key: self._goal(at, one) for at, one in enumerate(self.plan.goals)}
        for at, one in enumerate(self.plan.commitments):
            self._commitment(at, one)
        told = [dataclasses.replace(PROJECTS[one.number], **one.differs) for one in self.plan.projects]
        self.projects = {one.number: self._project(at, one) for at, one in enumerate(told)}
        for one, in_plan in zip(told, self.plan.projects, strict=True):
            self._finish(self.projects[one.number], one, in_plan)
        for at, one in enumerate(self.plan.training):
            self._training(at, one)
        for at, one in enumerate(self.plan.follow_ups):
            what = {"on": self.story.day(one.on), "what": one.what, "owner_role": one.role}
            PlannedFollowUp.objects.create(**what, **self._item(at, "uppfoljning", one.on[:7]))
        for at, one in enumerate(self.plan.criteria):
            self._criterion(at, one)

    def _item(self, position, kind, name):
        return self.loader.item(self.written, self.plan, position, kind, name)

    def _steering(self, name, kind, key):
        return self.steering[name][uid(kind, self.plan.agency, key)]

    # Premises, goals and commitments ----------------------------------------------------------------------------------
    def _premise(self, position, premise):
        row = PlanningPremise(
            kind=premise.kind,
            title=self.story.text(premise.title),
            reference=self.story.text(premise.reference),
            year=premise.year and self.story.year(premise.year),
            impact=self.story.text(premise.impact),
            **self._item(position, "arets-forutsattning", premise.key),
        )
        if premise.links_to:
            others.link(row, self._published_project(*premise.links_to))
        if premise.carries:
            source = self._steering("premises", "forutsattning", premise.carries)
            row.kind, row.title, row.reference = PlanningPremiseKind.STRATEGIC, str(source), source.reference
            row.carried_from = source
        row.save()
        return row

    def _published_project(self, code, year, number):
        """A project of another organisation's plan, which comes before those that link to it."""
        plans = others.published(self.written.agency).filter(agency__short_name=code, year=self.story.year(year))
        return Project.objects.select_related("plan__agency").get(plan=plans.get(), uid=uid("projekt", code, number))

    def _goal(self, position, goal):
        row = ShortTermGoal.objects.create(
            text=goal.text,
            owner_role=goal.owner_role,
            year_end_value=goal.value,
            strategies=goal.strategies.split(),
            department=goal.department,
            contributing=goal.contributing,
            **self._item(position, "kortsiktigt-mal", goal.key),
        )
        row.long_term_goals.add(*(self._steering("goals", "langsiktigt-mal", key) for key in goal.follows.split()))
        row.premises.add(*(self.premises[key] for key in goal.premises.split()))
        if goal.indicator:
            row.indicators.add(self.loader.indicators[self.plan.agency, goal.indicator])
        return row

    def _commitment(self, position, commitment):
        ServiceCommitment.objects.create(
            text=commitment.text,
            service=self.loader.services[self.plan.agency, commitment.service],
            level=commitment.level,
            change=self.story.text(commitment.change),
            owner_role=commitment.owner_role,
            **self._item(position, "serviceatagande", commitment.service),
        )

    # Projects ---------------------------------------------------------------------------------------------------------
    def _project(self, position, project):
        return Project.objects.create(
            title=project.title,
            short_title=project.short_title,
            organised_as=project.organised_as,
            purpose=project.purpose,
            is_cross_cutting=project.is_cross_cutting,
            starts_on=self.story.first_day(project.starts),
            ends_on=self.story.last_day(project.ends),
            phase=project.phase,
            owner=self.loader.people[project.owner],
            department=project.department,
            contributing=project.contributing,
            initiative=self.initiatives.get(uid("insats", self.plan.agency, project.initiative)),
            considerations=project.considerations,
            partnering=project.partnering,
            training=self._needs_training(project),
            **self._budget(project),
            **self._legal(project),
            **self._handover(project),
            **self._item(position, "projekt", project.number),
        )

    def _budget(self, project):
        said = project.budgets.get(self.plan.year, "– – –").split()
        names = ("budget_line", "budget_project", "budget_maintenance")
        return {name: amount for name, amount in zip(names, said, strict=True) if amount != "–"}

    def _legal(self, project):
        return {
            "legal_position": project.legal.position,
            "legal_which": project.legal.which,
            "legal_asked_of": project.legal.asked_of,
            "legal_asked_on": self.story.day(project.legal.asked_on),
        }

    def _handover(self, project):
        """In another year's plan than that of the handover, it is not handed over that year."""
        handover = project.handover
        if handover is None or self.story.day(handover.on).year != self.written.year:
            return {"handing_over": Project.HandingOver.LATER}
        return {
            "handing_over": Project.HandingOver.YES,
            "receiver": handover.receiver,
            "handover_on": self.story.day(handover.on),
            "agreement": handover.agreement,
            "checklist": list(handover.checklist),
        }

    def _needs_training(self, project):
        if any(one.project == project.number for one in self.plan.training):
            return Project.Training.NEEDED
        return Project.Training.NONE if self.plan.training or self.plan.no_training else Project.Training.UNSAID

    def _finish(self, row, project, in_plan):
        """What hangs on a project, when all projects of the plan are there."""
        self.loader.tag(row, project)
        row.goals.add(*(self.goals[key] for key in in_plan.goals.split()))
        row.services.add(*(self.loader.services[self.plan.agency, name] for name in project.services))
        if project.part_of:
            Project.objects.filter(pk=row.pk).update(parent=self.projects[project.part_of])
        Stage.objects.bulk_create(self._stage(row, kind, months) for kind, months in project.stages.items())
        SupportingDocument.objects.bulk_create(
            self._document(row, project, kind, said) for kind, said in project.documents.items()
        )
        Benefit.objects.bulk_create(self._benefit(row, project, at, one) for at, one in enumerate(project.benefits))
        Partnership.objects.bulk_create(self._partner(row, one) for one in project.partners)
        if project.moved:
            self._moved(row, project.moved)
        for report in self._reports(project):
            moment = self.story.moment(f"{report.on} 15.00")
            with self.story.told_on(moment.date()):
                said = row.report(report.health, by=row.owner, reason=report.reason)
            StatusReport.objects.filter(pk=said.pk).update(at=moment)

    def _stage(self, row, kind, months):
        """A stage is done when it is over on the story's today; the stage of an ended project too."""
        starts, _space, ends = months.partition(" ")
        last = self.story.last_day(ends)
        return Stage(
            project=row,
            kind=kind,
            starts_on=self.story.first_day(starts),
            ends_on=last,
            is_done=last is not None and last < self.story.today,
        )

    def _document(self, row, project, kind, said):
        if not said[:4].isdigit():
            return SupportingDocument(project=row, kind=kind, missing_reason=self.story.text(said))
        kind = SupportingDocument.Kind(kind)
        return SupportingDocument(
            project=row,
            kind=kind,
            title=f"{kind.label}: {row.display_title}",
            url=f"https://exempel.se/underlag/{project.agency.lower()}/{row.slug}/{slugify(kind.label)}.pdf",
            dated_on=self.story.day(said),
        )

    def _benefit(self, row, project, number, benefit):
        estimates = row.initiative.benefit_estimates.all() if row.initiative else ()
        return Benefit(
            project=row,
            uid=uid("nytta", project.agency, project.number, number),
            kind=benefit.kind,
            amount=benefit.amount,
            unit=benefit.unit,
            note=self.story.text(benefit.note),
            who=benefit.who,
            from_year=benefit.since and self.story.year(benefit.since),
            baseline=benefit.baseline,
            baseline_note=self.story.text(benefit.measured),
            realisation=self.story.text(benefit.realised),
            responsible_role=benefit.role,
            first_check_on=self.story.day(benefit.check),
            estimate=next((one for one in estimates if one.kind == benefit.kind), None),
        )

    def _partner(self, row, partner):
        agency = self.loader.agencies[partner.agency] if partner.agency else None
        return Partnership(project=row, agency=agency, name=partner.name, role=partner.role, status=partner.status)

    def _moved(self, row, moved):
        DateChange.objects.create(
            project=row,
            field=DateChange.Field.ENDS,
            was=self.story.last_day(moved.was),
            became=self.story.last_day(moved.became),
            reason=self.story.text(moved.reason),
            by=self.loader.people[self.plan.planner],
            at=self.story.moment(self.plan.saved),
        )

    def _reports(self, project):
        """What was reported while this version was the valid one; a plan not yet decided takes the last läge along."""
        decided_on = _decided_on(self.plan)
        if not decided_on:
            return project.reports[-1:]
        same_year = (self.plan.agency, self.plan.year, self.plan.number + 1)
        replaced_on = next((_decided_on(one) for one in PLANS if (one.agency, one.year, one.number) == same_year), None)
        return [one for one in project.reports if decided_on <= one.on and (not replaced_on or one.on < replaced_on)]

    # People, and what is weighed --------------------------------------------------------------------------------------
    def _training(self, position, training):
        need = training.competence and self._steering("competence_needs", "kompetens", training.competence)
        TrainingNeed.objects.create(
            project=self.projects.get(training.project),
            what=training.what,
            group=training.group,
            number=training.number,
            starts_on=self.story.first_day(training.on),
            competence=need or None,
            **self._item(position, "utbildning", training.what),
        )

    def _criterion(self, position, criterion):
        row = PriorityCriterion.objects.create(
            name=criterion.name, weight=criterion.weight, **self._item(position, "prioriteringsgrund", criterion.name)
        )
        ProjectScore.objects.bulk_create(
            ProjectScore(project=self.projects[number], criterion=row, points=points)
            for number, points in criterion.points.items()
        )


def plan_uid(plan):
    return uid("verksamhetsplan", plan.agency, plan.year, plan.number)


def there_already(plan):
    """The plan in the database, when the story has been loaded."""
    return OperationalPlan.objects.filter(uid=plan_uid(plan)).first()


def _decided_on(plan):
    return next((step.writes["decided_on"] for step in plan.steps if step.name == "decide"), None)
