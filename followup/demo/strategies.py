"""Writes what a strategic plan of the story says, part by part."""

from decimal import Decimal

from followup.demo import indicators
from followup.demo.strategic import PERIOD
from strategy import others
from strategy.models import (
    BenefitEstimate,
    ChannelChoice,
    ChannelGroup,
    ChannelStrategy,
    CompetenceAction,
    CompetenceNeed,
    CompetenceYear,
    EStrategy,
    Initiative,
    LongTermGoal,
    Premise,
    SourcingDecision,
)


class StrategicParts:
    """One plan's parts. The loader knows the story's time, words and people."""

    def __init__(self, loader, written, plan):
        self.loader, self.written, self.plan = loader, written, plan
        self.story, self.words, self.agency = loader.story, loader.words, written.agency

    def write(self):
        self.premises = self._each(self._premise, self.plan.premises)
        self.goals = self._each(self._goal, self.plan.goals)
        self.initiatives = self._each(self._initiative, self.plan.efforts)
        if self.plan.principle:
            ChannelStrategy.objects.create(plan=self.written, principle=self.plan.principle, **self._saved)
        for position, group in enumerate(self.plan.groups):
            self._channel_group(position, group)
        for position, process in enumerate(self.plan.processes):
            self._process(position, process)
        for position, need in enumerate(self.plan.needs):
            self._need(position, need)
        if self.plan.e_strategy:
            self._e_strategy(self.plan.e_strategy)

    def _each(self, write, told):
        return {one.key: write(position, one) for position, one in enumerate(told)}

    def _item(self, position, kind, name):
        return self.loader.item(self.written, self.plan, position, kind, name)

    @property
    def _saved(self):
        return self.loader.saved(self.plan)

    # Premises, goals and initiatives ----------------------------------------------------------------------------------
    def _premise(self, position, premise):
        row = Premise(
            source=self.words.premise_sources[premise.source] if premise.source else None,
            kind=premise.kind,
            title=self.story.text(premise.title),
            reference=self.story.text(premise.reference),
            impact=self.story.text(premise.impact),
            is_checked=premise.is_checked,
            **self._item(position, "forutsattning", premise.key),
        )
        if premise.links_to:
            others.link(row, self.loader.published_initiative(*premise.links_to))
        row.save()
        return row

    def _goal(self, position, goal):
        row = LongTermGoal.objects.create(
            text=self.story.text(goal.text),
            owner_role=goal.owner_role,
            **self._item(position, "langsiktigt-mal", goal.key),
        )
        row.premises.add(*(self.premises[key] for key in goal.premises.split()))
        row.indicators.add(
            *(
                self.loader.indicators[one.agency, one.key]
                for one in indicators.INDICATORS
                if one.agency == self.plan.agency and goal.key in one.goals.split()
            )
        )
        return row

    def _initiative(self, position, effort):
        first_year, last_year = map(self.story.year, effort.years)
        row = Initiative.objects.create(
            title=effort.title,
            description=effort.description,
            first_year=first_year,
            last_year=last_year,
            service_level=self.words.service_levels[effort.level],
            open_source=effort.open_source,
            open_standards=effort.open_standards,
            openness_note=self.story.text(effort.openness_note),
            joint=effort.joint,
            joint_with=effort.joint_with,
            **self._item(position, "insats", effort.key),
        )
        self.loader.tag(row, effort)
        row.target_groups.add(*self.words.target_groups(effort.targets, self.agency))
        row.services.add(*(self.loader.services[self.plan.agency, name] for name in effort.services))
        row.principles.add(*(self.words.principles[code] for code in effort.principles.split()))
        row.goals.add(*(self.goals[key] for key in effort.goals.split()))
        for gain in effort.gains:
            self._estimate(row, gain)
        return row

    def _estimate(self, initiative, gain):
        BenefitEstimate.objects.create(
            initiative=initiative,
            kind=gain.kind,
            low=gain.low,
            high=gain.high,
            unit=gain.unit,
            note=gain.note,
            who=gain.who,
            from_year=self.story.year(gain.since),
            certainty=gain.certainty,
            responsible_role=gain.role,
        )

    # Channels ---------------------------------------------------------------------------------------------------------
    def _channel_group(self, position, group):
        [target_group] = self.words.target_groups([group.target], self.agency)
        row = ChannelGroup.objects.create(
            target_group=target_group, offline=group.offline, **self._item(position, "malgrupp", group.target)
        )
        for way in group.ways:
            ChannelChoice.objects.create(
                group=row,
                channel=self.words.channel(way.channel, self.agency),
                role=way.role,
                purposes=way.purposes.split(),
                share_today=way.today,
                share_target=way.target,
                measures=self.story.text(way.measures),
            )

    # Sourcing ---------------------------------------------------------------------------------------------------------
    def _process(self, position, process):
        SourcingDecision.objects.create(
            name=process.name,
            process_kind=process.kind,
            form_today=self.words.sourcing_forms[process.today],
            form_later=self.words.sourcing_forms[process.later] if process.later else None,
            form_note=self.story.text(process.form_note),
            changes_in=process.changes_in and self.story.year(process.changes_in),
            retained_competence=process.keeps,
            reasons=process.reasons.split(),
            reason_note=process.reason_note,
            risks=process.risks.split(),
            risk_note=process.risk_note,
            contract_ends_on=self.story.day(process.contract_ends),
            exit_plan=process.exit_plan,
            **self._item(position, "process", process.name),
        )

    # Competence -------------------------------------------------------------------------------------------------------
    def _need(self, position, need):
        years = dict(zip(range(PERIOD[0], PERIOD[1] + 1), map(Decimal, need.years.split()), strict=True))
        row = CompetenceNeed.objects.create(
            name=need.name,
            fte_today=years[PERIOD[0]],
            owner_role=need.owner_role,
            note=need.note,
            **self._item(position, "kompetens", need.name),
        )
        row.initiatives.add(*(self.initiatives[key] for key in need.efforts.split()))
        for year, fte in years.items():
            CompetenceYear.objects.create(need=row, year=self.story.year(year), fte=fte)
        for code, what, year in need.actions:
            CompetenceAction.objects.create(
                need=row, measure=self.words.measures[code], what=what, year=self.story.year(year)
            )

    # E-strategi -------------------------------------------------------------------------------------------------------
    def _e_strategy(self, strategy):
        EStrategy.objects.create(
            plan=self.written,
            choice=strategy.choice,
            text=strategy.text,
            document=strategy.document,
            diary_number=self.story.text(strategy.diary_number),
            decided_on=self.story.day(strategy.decided_on),
            **self._saved,
        )
