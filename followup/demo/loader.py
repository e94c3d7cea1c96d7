"""Writes the story into the database with the methods that people's pages use. Loading twice changes nothing.

What is there already is left alone, so that a demo somebody is in the middle of is not disturbed: organisations,
people, indicators, services and plans are each written once, whole, and found again by address, code or a uid that
never varies.
"""

import dataclasses
from functools import cached_property

from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Q

from agencies.models import Agency, Membership, Role, User
from followup.demo import annual, calendar, indicators, people, services, strategic
from followup.demo.operational import AnnualParts, plan_uid, there_already
from followup.demo.story import uid
from followup.demo.strategies import StrategicParts
from followup.demo.words import Words
from followup.models import Measurement
from followup.periods import Period
from planning.models import OperationalPlan
from strategy.models import Indicator, Initiative, PremiseSource, Service, StrategicPlan, Target
from workflow.completeness import remaining
from workflow.models import Event, LeftOut
from workflow.transitions import Refused


class Loader:
    """One loading of the story. Needs the code lists."""

    def __init__(self, story):
        self.story, self.words = story, Words()

    @transaction.atomic
    def load(self):
        self._refuse_another_year()
        self._example_sources()
        self.agencies = {one.code: self._agency(one) for one in people.ORGANISATIONS}
        self.people = {one.name: self._person(one) for one in people.PEOPLE}
        self.indicators = {(one.agency, one.key): self._indicator(one) for one in indicators.INDICATORS}
        self.services = {}
        for one in services.SERVICES:
            self.services[one.agency, one.name] = self._service(one)
        self.strategic_plans = {}
        for five_years in strategic.PLANS:
            self.strategic_plans[five_years.agency] = self._strategic_plan(five_years)
        for year in annual.PLANS:
            self._operational_plan(year)
        calendar.write(self)

    def _refuse_another_year(self):
        first = annual.PLANS[0]
        there = there_already(first)
        year = there and there.year - self.story.year(first.year) + self.story.today.year
        if there and year != self.story.today.year:
            raise CommandError(
                f"Exempeldata för {year} finns redan. Lägg till --reset så byts den mot {self.story.today.year}."
            )

    def _example_sources(self):
        for key, (kind, title) in strategic.EXAMPLE_SOURCES.items():
            facts = {"kind": kind, "title": title, "note": "Påhittad, för exemplet.", "source": "Samplans exempeldata"}
            PremiseSource.objects.get_or_create(key=key, defaults=facts)

    # Organisations and people -----------------------------------------------------------------------------------------
    def _agency(self, organisation):
        there = Agency.objects.filter(is_demo=True, short_name=organisation.code).first()
        if there:
            return there
        if Agency.objects.filter(slug=organisation.slug).exists():
            raise CommandError(f"{organisation.name} finns redan men är inte exempeldata. Byt adressnamn på den först.")
        return Agency.objects.create(
            short_name=organisation.code,
            name=organisation.name,
            slug=organisation.slug,
            kind=organisation.kind,
            function_email=f"registrator@{organisation.domain}",
            is_demo=True,
        )

    def _person(self, person):
        """The person with their roles. The command gives the password."""
        user, _created = User.objects.get_or_create(
            email=person.email,
            defaults={
                "name": person.name,
                "is_coordinator": person.is_coordinator,
                "is_staff": person.is_administrator,
                "is_superuser": person.is_administrator,
                "date_joined": self.story.moment("2024-01-08 09.00"),
            },
        )
        for code, role in person.roles.items():
            Membership.objects.get_or_create(user=user, agency=self.agencies[code], defaults={"role": role})
        return user

    @cached_property
    def planners(self):
        """Organisation code to the person who plans there."""
        roles = ((code, role, one) for one in people.PEOPLE for code, role in one.roles.items())
        return {code: self.people[one.name] for code, role, one in roles if role == Role.PLANNER}

    # Indicators -------------------------------------------------------------------------------------------------------
    def _indicator(self, indicator):
        number = uid("indikator", indicator.agency, indicator.key)
        there = Indicator.objects.filter(uid=number).first()
        if there:
            return there
        source = self.words.definitions[indicator.joint] if indicator.joint else indicator
        moment, planner = self.story.moment(indicators.TARGETS_SET[indicator.agency]), self.planners[indicator.agency]
        written = Indicator.objects.create(
            uid=number,
            agency=self.agencies[indicator.agency],
            definition=source if indicator.joint else None,
            name=source.name,
            what_counts=indicator.what_counts,
            unit=source.unit,
            decimals=source.decimals,
            direction=source.direction,
            baseline=indicator.baseline,
            baseline_year=self.story.year(indicators.BASELINE_YEAR),
            edited_at=moment,
            edited_by=planner,
        )
        with self.story.told_on(moment.date()):
            target = written.set_target(indicator.target, self.story.year(indicators.TARGET_YEAR), by=planner)
        Target.objects.filter(pk=target.pk).update(set_at=moment)
        for (year, number), value in zip(indicators.TERTIALS, indicator.values, strict=True):
            if value is not None:
                self._measurement(written, indicator, year, number, value)
        return written

    def _measurement(self, written, indicator, year, number, value):
        planner, key = self.planners[indicator.agency], (indicator.agency, indicator.joint, year, number)
        period = Period(self.story.year(year), number)
        at = self.story.moment(f"{year + number // 3}-{indicators.ENTERED[indicator.agency][number - 1]}")
        comment, correction = indicators.COMMENTS.get(key, ""), ""
        if key in indicators.CORRECTIONS:
            first, corrected_at, correction = indicators.CORRECTIONS[key]
            Measurement.record(written, period, first, by=planner, at=at)
            at = self.story.moment(corrected_at)
        Measurement.record(written, period, value, by=planner, comment=comment, correction=correction, at=at)

    # Services ---------------------------------------------------------------------------------------------------------
    def _service(self, service):
        agency, number = self.agencies[service.agency], uid("tjanst", service.agency, service.name)
        there = Service.objects.filter(Q(uid=number) | Q(agency=agency, name=service.name)).first()
        if there:
            return there
        planner, saved = services.SAVED[service.agency]
        written = Service.objects.create(
            uid=number,
            agency=agency,
            name=service.name,
            part_of=self.services[service.agency, service.group] if service.group else None,
            service_level=self.words.service_levels[service.level],
            build_out=service.build_out,
            volume=service.volume,
            edited_at=self.story.moment(saved),
            edited_by=self.people[planner],
        )
        written.life_events.add(*(self.words.life_events[name] for name in service.events))
        written.service_types.add(*(self.words.service_types[code] for code in service.types.split()))
        return written

    # Strategic plans --------------------------------------------------------------------------------------------------
    def _strategic_plan(self, plan):
        number = uid("strategisk-plan", plan.agency, plan.number)
        there = StrategicPlan.objects.filter(uid=number).first()
        if there:
            return there
        first_year, last_year = map(self.story.year, strategic.PERIOD)
        written = StrategicPlan.objects.create(
            uid=number,
            first_year=first_year,
            last_year=last_year,
            revises=self.strategic_plans.get(plan.agency) if plan.number > 1 else None,
            **self._common(plan),
        )
        StrategicParts(self, written, plan).write()
        self._walk(written, plan)
        return written

    def published_initiative(self, code, key):
        """An initiative of another organisation's plan, which comes before those that link to it."""
        return Initiative.objects.select_related("plan__agency").get(
            plan=self.strategic_plans[code], uid=uid("insats", code, key)
        )

    # Operational plans ------------------------------------------------------------------------------------------------
    def _operational_plan(self, plan):
        if there_already(plan):
            return
        strategic_plan = self.strategic_plans[plan.agency] if plan.has_strategic_plan else None
        revised = dataclasses.replace(plan, number=plan.number - 1)
        written = OperationalPlan.objects.create(
            uid=plan_uid(plan),
            year=self.story.year(plan.year),
            strategic_plan=strategic_plan,
            revises=there_already(revised),
            submit_by=self.story.day(plan.submit_by),
            decide_by=self.story.day(plan.decide_by),
            has_no_training=bool(plan.no_training),
            no_training_reason=plan.no_training,
            **self._common(plan),
        )
        AnnualParts(self, written, plan).write()
        self._walk(written, plan)

    # What all plans share ---------------------------------------------------------------------------------------------
    def _common(self, plan):
        return {
            "agency": self.agencies[plan.agency],
            "number": plan.number,
            "cause": plan.cause,
            **self.saved(plan),
        }

    def saved(self, plan):
        return {"edited_at": self.story.moment(plan.saved), "edited_by": self.people[plan.planner]}

    def item(self, written, plan, position, kind, name):
        return {"plan": written, "position": position, "uid": uid(kind, plan.agency, name), **self.saved(plan)}

    def tag(self, row, source):
        row.life_events.add(*(self.words.life_events[name] for name in source.events))
        row.service_types.add(*(self.words.service_types[letter] for letter in source.types))
        row.citizen_problems.add(*(self.words.citizen_problems[name] for name in source.problems))

    def _walk(self, written, plan):
        """Takes the plan along its way, each step on its day by its person; last of all it was saved by the planner."""
        for step in plan.steps:
            if step.name == "submit":
                self._leave_out(written, plan, step.by, step.at)
            self._take(written, step)
        if not plan.steps:
            self._leave_out(written, plan, plan.planner, plan.saved)
        if not plan.steps or self.story.moment(plan.saved) > written.edited_at:
            type(written).objects.filter(pk=written.pk).update(**self.saved(plan))

    def _leave_out(self, written, plan, by, at):
        """Every Bör that the plan does not meet is left with the planner's reason for that rule."""
        fresh = type(written).objects.get(pk=written.pk)  # what it holds is remembered by the instance
        for lack in remaining(fresh):
            if lack.key in plan.left_out and not lack.is_must:
                LeftOut.objects.create(
                    plan_uid=written.uid,
                    rule=lack.key,
                    reason=plan.left_out[lack.key],
                    by=self.people[by],
                    at=self.story.moment(at),
                )

    def _take(self, written, step):
        """One step. The clock knows the day; the hour is the story's own."""
        moment, by = self.story.moment(step.at), self.people[step.by]
        with self.story.told_on(moment.date()):
            try:
                written.move(step.name, by=by, message=step.message, **self._decision(step))
            except Refused as refused:
                raise CommandError(f"{written.agency}, {written}, {step.name}: {refused}") from refused
        changes = {"edited_at": moment} | ({"submitted_at": moment} if step.name == "submit" else {})
        type(written).objects.filter(pk=written.pk).update(**changes)
        Event.objects.filter(plan_uid=written.uid, kind=step.name).update(at=moment)
        if step.name == "decide" and written.revises_id:
            Event.objects.filter(plan_uid=written.revises.uid, kind="supersede").update(at=moment)
        written.refresh_from_db()

    def _decision(self, step):
        """What the step writes: days are moved to the story's year, as years in texts are."""
        days = ("decided_on", "submit_by")
        return {
            name: self.story.day(value) if name in days else self.story.text(value)
            for name, value in step.writes.items()
        }
