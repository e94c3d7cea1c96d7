"""The smallest valid objects, kept in one family: what hangs on a plan belongs to the plan's organisation."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory


class UserFactory(DjangoModelFactory):
    email = factory.Sequence("person{}@exempel.se".format)
    name = factory.Sequence("Person {}".format)

    class Meta:
        model = "agencies.User"


class AgencyFactory(DjangoModelFactory):
    kind = "state_agency"
    name = factory.Sequence("Exempelverket {}".format)
    slug = factory.Sequence("exempelverket-{}".format)

    class Meta:
        model = "agencies.Agency"


class MembershipFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    role = "reader"

    class Meta:
        model = "agencies.Membership"


class TermFactory(DjangoModelFactory):
    code = factory.Sequence("kod-{}".format)
    name = factory.Sequence("Ord {}".format)

    class Meta:
        abstract = True


class LifeEventFactory(TermFactory):
    name = factory.Sequence("Livshändelse {}".format)
    slug = factory.Sequence("livshandelse-{}".format)
    audience = "citizen"

    class Meta:
        model = "agencies.LifeEvent"


class ServiceTypeFactory(TermFactory):
    name = factory.Sequence("Tjänstetyp {}".format)

    class Meta:
        model = "agencies.ServiceType"


class CitizenProblemFactory(TermFactory):
    question = "Hur går det för mitt ärende?"

    class Meta:
        model = "agencies.CitizenProblem"


class StrategicPlanFactory(DjangoModelFactory):
    agency = factory.SubFactory(AgencyFactory)
    first_year = 2024
    last_year = factory.LazyAttribute(lambda plan: plan.first_year + 4)

    class Meta:
        model = "strategy.StrategicPlan"


class PremiseSourceFactory(DjangoModelFactory):
    key = factory.Sequence("kalla-{}".format)
    kind = "government_goal"
    title = factory.Sequence("Mål {}".format)

    class Meta:
        model = "strategy.PremiseSource"


class PremiseFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    kind = "own_decision"
    title = factory.Sequence("Förutsättning {}".format)

    class Meta:
        model = "strategy.Premise"


class LongTermGoalFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    text = factory.Sequence("Långsiktigt mål {}".format)

    class Meta:
        model = "strategy.LongTermGoal"


class InitiativeFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    title = factory.Sequence("Insats {}".format)

    class Meta:
        model = "strategy.Initiative"


class BenefitEstimateFactory(DjangoModelFactory):
    initiative = factory.SubFactory(InitiativeFactory)
    low = Decimal(1)
    high = Decimal(2)

    class Meta:
        model = "strategy.BenefitEstimate"


class IndicatorDefinitionFactory(DjangoModelFactory):
    code = factory.Sequence("X{}".format)
    name = factory.Sequence("Gemensam indikator {}".format)
    unit = "%"
    scale_max = Decimal(100)

    class Meta:
        model = "strategy.IndicatorDefinition"


class IndicatorFactory(DjangoModelFactory):
    """From 24 at the end of 2023 to a target when `target` is given: IndicatorFactory(target=60)."""

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence("Indikator {}".format)
    unit = "%"
    baseline = Decimal(24)
    baseline_year = 2023

    class Meta:
        model = "strategy.Indicator"
        skip_postgeneration_save = True

    @factory.post_generation
    def target(self, create, value, **kwargs):
        if value is not None:
            TargetFactory(indicator=self, value=value)


class TargetFactory(DjangoModelFactory):
    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal(60)
    year = 2028

    class Meta:
        model = "strategy.Target"


class OperationalPlanFactory(DjangoModelFactory):
    agency = factory.SubFactory(AgencyFactory)
    year = 2027

    class Meta:
        model = "planning.OperationalPlan"


class ShortTermGoalFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    text = factory.Sequence("Kortsiktigt mål {}".format)

    class Meta:
        model = "planning.ShortTermGoal"


class ProjectFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    title = factory.Sequence("Projekt {}".format)

    class Meta:
        model = "planning.Project"


class SupportingDocumentFactory(DjangoModelFactory):
    """A file; it is a PDF by its name and by how it begins."""

    project = factory.SubFactory(ProjectFactory)
    kind = "pre_study"
    title = "Förstudie"
    file = factory.django.FileField(filename="8c1f.pdf", data=b"%PDF-1.7")

    class Meta:
        model = "planning.SupportingDocument"


class PlanningPremiseFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    kind = "need"
    title = factory.Sequence("Årets förutsättning {}".format)

    class Meta:
        model = "planning.PlanningPremise"


class ServiceCommitmentFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    text = factory.Sequence("Åtagande {}".format)

    class Meta:
        model = "planning.ServiceCommitment"


class TrainingNeedFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    what = factory.Sequence("Utbildning {}".format)

    class Meta:
        model = "planning.TrainingNeed"


class PlannedFollowUpFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    on = datetime.date(2027, 5, 14)

    class Meta:
        model = "planning.PlannedFollowUp"


class PriorityCriterionFactory(DjangoModelFactory):
    plan = factory.SubFactory(OperationalPlanFactory)
    name = factory.Sequence("Prioriteringsgrund {}".format)

    class Meta:
        model = "planning.PriorityCriterion"


class PlanningYearFactory(DjangoModelFactory):
    agency = factory.SubFactory(AgencyFactory)
    year = 2026

    class Meta:
        model = "planning.PlanningYear"


class CalendarItemFactory(DjangoModelFactory):
    planning_year = factory.SubFactory(PlanningYearFactory)
    on = datetime.date(2026, 10, 30)
    title = factory.Sequence("Datum {}".format)

    class Meta:
        model = "planning.CalendarItem"


class MeasurementFactory(DjangoModelFactory):
    indicator = factory.SubFactory(IndicatorFactory)
    year = 2026
    number = 2
    value = Decimal(40)

    class Meta:
        model = "followup.Measurement"


class TargetGroupFactory(TermFactory):
    name = factory.Sequence("Målgrupp {}".format)

    class Meta:
        model = "agencies.TargetGroup"


class ChannelFactory(TermFactory):
    name = factory.Sequence("Kanal {}".format)
    group = "digital"

    class Meta:
        model = "agencies.Channel"


class ChannelGroupFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    target_group = factory.SubFactory(TargetGroupFactory)

    class Meta:
        model = "strategy.ChannelGroup"


class ChannelChoiceFactory(DjangoModelFactory):
    group = factory.SubFactory(ChannelGroupFactory)
    channel = factory.SubFactory(ChannelFactory)
    share_today = Decimal(24)
    share_target = Decimal(60)

    class Meta:
        model = "strategy.ChannelChoice"


class ServiceFactory(DjangoModelFactory):
    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence("Tjänst {}".format)

    class Meta:
        model = "strategy.Service"


class ServiceLevelFactory(TermFactory):
    name = factory.Sequence("Tjänstenivå {}".format)

    class Meta:
        model = "agencies.ServiceLevel"


class GuidingPrincipleFactory(TermFactory):
    name = factory.Sequence("Princip {}".format)
    origin = "practice"

    class Meta:
        model = "strategy.GuidingPrinciple"


class SourcingFormFactory(TermFactory):
    name = factory.Sequence("Form {}".format)
    group = "own"

    class Meta:
        model = "strategy.SourcingForm"


class SourcingDecisionFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    name = factory.Sequence("Process {}".format)

    class Meta:
        model = "strategy.SourcingDecision"


class CompetenceMeasureFactory(TermFactory):
    name = factory.Sequence("Åtgärd {}".format)

    class Meta:
        model = "strategy.CompetenceMeasure"


class CompetenceNeedFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    name = factory.Sequence("Kompetens {}".format)

    class Meta:
        model = "strategy.CompetenceNeed"


class CompetenceYearFactory(DjangoModelFactory):
    need = factory.SubFactory(CompetenceNeedFactory)
    year = 2028
    fte = Decimal(5)

    class Meta:
        model = "strategy.CompetenceYear"


class CompetenceActionFactory(DjangoModelFactory):
    need = factory.SubFactory(CompetenceNeedFactory)
    measure = factory.SubFactory(CompetenceMeasureFactory)

    class Meta:
        model = "strategy.CompetenceAction"


class EStrategyFactory(DjangoModelFactory):
    plan = factory.SubFactory(StrategicPlanFactory)
    choice = "write"

    class Meta:
        model = "strategy.EStrategy"
