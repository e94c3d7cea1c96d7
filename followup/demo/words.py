"""The words of the code lists that the story uses, by what it calls them. Needs the code lists."""

from functools import cached_property

from agencies.models import Channel, CitizenProblem, LifeEvent, ServiceLevel, ServiceType, TargetGroup
from strategy.models import CompetenceMeasure, GuidingPrinciple, IndicatorDefinition, PremiseSource, SourcingForm


class Words:
    @cached_property
    def life_events(self):
        return {event.name: event for event in LifeEvent.objects.selectable()}

    @cached_property
    def service_types(self):
        """By code, and by letter those that have one."""
        types = ServiceType.objects.all()
        return {kind.code: kind for kind in types} | {kind.letter: kind for kind in types if kind.letter}

    @cached_property
    def service_levels(self):
        return _by_code(ServiceLevel)

    @cached_property
    def citizen_problems(self):
        return {problem.name.casefold(): problem for problem in CitizenProblem.objects.all()}

    @cached_property
    def premise_sources(self):
        return {source.key: source for source in PremiseSource.objects.all()}

    @cached_property
    def definitions(self):
        return _by_code(IndicatorDefinition)

    @cached_property
    def principles(self):
        return _by_code(GuidingPrinciple)

    @cached_property
    def sourcing_forms(self):
        return _by_code(SourcingForm)

    @cached_property
    def measures(self):
        return _by_code(CompetenceMeasure)

    def target_groups(self, names, agency):
        """Those that are not shared are made the organisation's own."""
        return [TargetGroup.coin(name, agency) for name in names]

    def channel(self, name, agency):
        return Channel.coin(name, agency, group=Channel.Group.DIGITAL)


def _by_code(model):
    return {term.code: term for term in model.objects.all()}
