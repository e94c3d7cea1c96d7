"""What the annual plans of the demo story say, as UX.md 7.5 tells it."""

import datetime
import time
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import pytest
from django.apps import apps
from django.db.models import Count, Sum
from django.utils import timezone

from agencies.models import User
from followup.demo import annual
from planning.models import (
    Benefit,
    DateChange,
    OperationalPlan,
    Partnership,
    PlannedFollowUp,
    PlanningPremise,
    Project,
    ServiceCommitment,
    ShortTermGoal,
    Stage,
    SupportingDocument,
    TrainingNeed,
)
from planning.others import standings
from planning.rows.parts import parts
from tests.followup.story import everything, load_demo, plan, project
from workflow.completeness import lacks, remaining
from workflow.models import LeftOut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_2026"), pytest.mark.xdist_group("load_demo")]

FULL = ("EXM", "EXK", "REX")


def of(*codes):
    return {"plan__agency__short_name__in": codes}


class TestWhatIsLeft:
    def test_in_the_draft_of_exempelkoping_is_three_things(self):
        draft = plan("EXK", 2027)
        assert {lack.text for lack in remaining(draft)} == {
            "Ange livshändelse eller process för 2 projekt",
            "Koppla en indikator till målet Kortare väg till beslut för företagare",
            "Fyll i kompetens och utbildning",
        }
        assert lacks(draft) == remaining(draft)  # none is left out with a reason
        assert {part.kind.name: part.status for part in parts(draft, lacks(draft))} == {
            "premises": "done",
            "goals": "begun",
            "projects": "begun",
            "cooperation": "done",
            "training": "open",
            "handover": "done",
            "follow_up": "done",
        }

    def test_in_the_plan_of_exempelmyndigheten_is_one_thing_with_a_reason(self):
        waiting = plan("EXM", 2027)
        [lack] = lacks(waiting)
        assert (lack.key, lack.reason) == ("goals_have_indicator", "Mätmetoden är klar i januari.")
        assert {part.status for part in parts(waiting, [lack])} == {"done"}

    @pytest.mark.parametrize(
        "told", [one for one in annual.PLANS if one.steps], ids=lambda told: f"{told.agency} {told.year} {told.number}"
    )
    def test_in_a_submitted_plan_is_nothing(self, told):
        assert remaining(plan(told.agency, told.year, told.number)) == []

    def test_in_the_drafts_of_the_light_ones_is_one_question_each(self):
        for code in ("GRK", "EXV"):
            assert [lack.key for lack in remaining(plan(code, 2027))] == ["projects_have_partnering"]

    def test_out_is_left_in_words_that_fit_in_a_line(self):
        assert max(map(len, LeftOut.objects.values_list("reason", flat=True))) < 80


class TestPremises:
    def test_of_exempelkoping_2027_are_the_six_of_the_story(self):
        rows = PlanningPremise.objects.filter(plan=plan("EXK", 2027))
        assert list(rows.values_list("kind", "title")) == [
            ("strategic", "Fullmäktiges mål 2023–2026: En enklare kommun"),
            ("own_decision", "Budgetramar 2027"),
            ("need", "Företagarenkät 2026"),
            ("others_plan", "Bastjänst för företagsuppgifter"),
            ("accessibility_environment", "Tillgänglighetsgranskning mars 2026"),
            ("accessibility_environment", "Färre resor till medborgarkontoret"),
        ]
        said = {row.title: row.impact for row in rows}
        assert said["Företagarenkät 2026"].startswith("38 av 100 vet inte vilka tillstånd de behöver.")
        assert said["Tillgänglighetsgranskning mars 2026"].startswith("12 av 40 e-tjänster har brister.")

    def test_link_to_what_the_others_have_published(self):
        links = PlanningPremise.objects.for_listing().exclude(linked_plan=None)
        found = {
            (one.plan.agency.short_name, one.plan.year): (one.linked_plan, one.linked_project.title) for one in links
        }
        assert found == {
            ("EXK", 2027): (plan("EXM", 2026), "Bastjänst för företagsuppgifter"),
            ("EXM", 2027): (plan("EXK", 2026, 2), "E-tjänst för serveringstillstånd"),
            ("REX", 2027): (plan("EXV", 2026), "Sjukintyg direkt från vården"),
        }
        assert {one.said for one in standings(list(links)).values()} == {""}  # they stand

    def test_are_carried_from_the_strategic_plan_and_say_so(self):
        carried = PlanningPremise.objects.filter(kind="strategic").select_related("carried_from", "plan")
        assert Counter(one.plan.agency.short_name for one in carried) == {"EXM": 2, "EXK": 5, "REX": 2}
        for one in carried:
            assert one.carried_from.plan_id == one.plan.strategic_plan_id
            assert one.title == str(one.carried_from)

    def test_all_say_how_they_affect_the_year(self):
        assert not PlanningPremise.objects.filter(impact="")

    def test_lead_to_goals_in_a_thread_that_is_whole_but_for_one_indicator(self):
        for goal in ShortTermGoal.objects.for_rules().filter(plan=plan("EXK", 2027)):
            assert goal.premises.exists(), goal
            assert goal.has_long_term_goal, goal
            assert goal.has_project, goal
            assert goal.has_indicator == (goal.text != "Kortare väg till beslut för företagare"), goal


class TestGoalsAndCommitments:
    def test_goals_say_who_answers_for_them(self):
        nobody = ShortTermGoal.objects.filter(**of(*FULL, "EXI"), department="")
        assert not nobody
        assert not ShortTermGoal.objects.filter(**of(*FULL), strategies=[])
        assert set(ShortTermGoal.objects.filter(**of("REX")).values_list("department", flat=True)) == {
            "Hälso- och sjukvårdsnämnden",
            "Regionstyrelsen",
        }

    def test_commitments_are_about_services_of_their_own(self):
        rows = ServiceCommitment.objects.select_related("plan", "service")
        assert {one.service.agency_id == one.plan.agency_id for one in rows} == {True}
        counts = Counter(f"{one.plan.agency.short_name} {one.plan.year}" for one in rows if one.plan.revises_id is None)
        assert counts == {"EXM 2026": 3, "EXM 2027": 3, "EXK 2026": 3, "EXK 2027": 3, "REX 2026": 2, "REX 2027": 2} | {
            "EXI 2026": 1
        }

    def test_commitments_live_on_and_some_of_them_change(self):
        for code in FULL:
            before, after = (set(plan(code, year).commitments.values_list("uid", flat=True)) for year in (2026, 2027))
            assert before == after
            assert plan(code, 2027).commitments.exclude(change="").exists()


class TestProjects:
    def test_are_projects_but_for_a_programme_with_a_part_and_three_activities_in_the_line(self):
        found = Project.objects.exclude(organised_as="project").values_list("title", "plan__year", "organised_as")
        assert set(found) == {
            ("Klarspråk i beslut", 2026, "line"),
            ("Ny webbplats", 2026, "line"),
            ("Nytta av digital brevlåda", 2027, "line"),
            ("Samordnad vårdplanering", 2027, "programme"),
            ("Stöd hemma, en väg in", 2027, "part"),
        }
        part = Project.objects.get(parent__isnull=False)
        assert part.parent == project(15, plan("REX", 2027))
        assert part.parent.plan == part.plan

    def test_say_what_they_cost_in_the_year_of_the_plan(self):
        assert project(7, plan("EXK", 2026)).budget == Decimal("1.1")
        assert project(7, plan("EXK", 2027)).budget == Decimal("0.8")
        unknown = Project.objects.filter(budget_line=None, budget_project=None, budget_maintenance=None)
        assert set(unknown.values_list("plan__agency__short_name", flat=True)) == {"EXI", "GRK", "EXV"}

    def test_are_within_the_law_or_say_whom_they_asked(self):
        uncertain = Project.objects.filter(legal_position="uncertain")
        found = set(uncertain.values_list("title", "plan__year"))
        assert {("Följ din registrering", 2027), ("Automatisk kontroll av ansökningar", 2027)} < found
        for one in uncertain:
            assert one.legal_which
            assert one.legal_asked_of not in {user.name for user in User.objects.all()}
            assert one.legal_asked_on < one.plan.edited_at.date()

    def test_have_stages_in_order_that_reach_their_end(self):
        for one in Project.objects.filter(**of(*FULL)).prefetch_related("stages"):
            stages = {stage.kind: stage for stage in one.stages.all()}
            assert stages, one
            assert list(stages) == [kind for kind in Stage.Kind.values if kind in stages], one
            work = [stage for kind, stage in stages.items() if kind != "benefits"]
            assert all(before.ends_on < after.starts_on for before, after in pairwise(work)), one
            assert work[-1].ends_on == one.ends_on, one

    def test_have_done_what_is_over(self):
        for one in Stage.objects.exclude(ends_on=None):
            assert one.is_done == (one.ends_on < datetime.date(2026, 10, 15))
        assert project(11, plan("EXK", 2027)).stages.get(is_done=True).kind == "needs"

    def test_link_to_documents_at_an_address_of_nobodys_or_say_why_not(self):
        for one in SupportingDocument.objects.select_related("project"):
            if one.url:
                assert one.url.startswith("https://exempel.se/underlag/")
                assert one.dated_on <= datetime.date(2026, 10, 15)
            assert bool(one.url) != bool(one.missing_reason)

    def test_do_it_with_others_who_have_agreed_or_are_still_talking(self):
        permit = project(7, plan("EXK", 2027)).partnerships.all()
        assert {(str(one), one.status) for one in permit} == {
            ("Exempelmyndigheten", "agreed"),
            ("Exempelköpings handel", "talking"),
        }
        assert not Partnership.objects.filter(status="")

    def test_can_be_ranked_when_somebody_has_judged_them(self):
        draft = plan("EXK", 2027)
        assert draft.criteria.count() == 4
        judged = draft.projects.exclude(scores=None).annotate(given=Count("scores"))
        assert {one.given for one in judged} == {4}
        assert [one.title for one in draft.projects.filter(scores=None)] == ["Automatisk kontroll av ansökningar"]
        waiting = plan("EXM", 2027)
        assert not waiting.projects.filter(scores=None)


class TestTheMovedDate:
    def test_is_kept_with_its_reason(self):
        rows = DateChange.objects.order_by("at").select_related("project__plan", "by")
        assert [(one.project.plan.year, str(one.was), str(one.became), one.reason) for one in rows] == [
            (2026, "2026-10-31", "2027-02-28", "Leveransen av serveringstillstånd är försenad"),
            (2027, "2027-02-28", "2027-06-30", "Leverantören är fyra månader sen och byter projektledare"),
        ]
        assert {one.by.name for one in rows} == {"Petra Lind"}
        for one in rows:
            assert one.became == one.project.ends_on
            assert one.at == one.project.plan.edited_at or one.at < one.project.plan.submitted_at

    def test_leaves_the_first_version_as_it_was(self):
        first = plan("EXK", 2026, 1)
        assert not DateChange.objects.filter(project__plan=first)
        assert project(7, first).ends_on == datetime.date(2026, 10, 31)


class TestBenefits:
    def test_are_the_same_across_years_and_revisions(self):
        plans = (plan("EXK", 2026, 1), plan("EXK", 2026, 2), plan("EXK", 2027))
        for number in (7, 8, 10):
            told = [sorted(project(number, one).benefits.values_list("uid", "note")) for one in plans]
            assert told[0] == told[1] == told[2]
        assert len({one.uid for one in Benefit.objects.all()}) == len(
            {(one.project.uid, one.note) for one in Benefit.objects.select_related("project")}
        )

    def test_say_where_we_start_how_they_come_home_and_who_answers(self):
        assert not Benefit.objects.unplanned()
        for field in ("who", "note"):
            assert not Benefit.objects.filter(**{field: ""})
        assert not Benefit.objects.filter(from_year=None)
        names = {user.name for user in User.objects.all()}
        assert not names & set(Benefit.objects.values_list("responsible_role", flat=True))

    def test_continue_what_the_initiative_estimated(self):
        guide = project(11, plan("EXK", 2027)).benefits.get()
        assert guide.estimate.initiative.title == "Företagarens väg in"
        for one in Benefit.objects.exclude(estimate=None).select_related("estimate", "project"):
            assert one.estimate.initiative_id == one.project.initiative_id
            assert one.estimate.kind == one.kind

    def test_start_from_more_than_they_save(self):
        for one in Benefit.objects.exclude(baseline=None):
            assert one.baseline > one.amount, one


class TestTraining:
    def test_is_what_the_story_says(self):
        rows = TrainingNeed.objects.select_related("plan__agency", "project")
        assert {
            (one.plan.agency.short_name, one.plan.year, one.what, one.number, one.group, str(one.starts_on))
            for one in rows
        } == {
            ("EXM", 2026, "Klarspråk", 60, "Handläggare", "2026-04-01"),
            ("EXM", 2027, "Automatiska beslut och rättssäkerhet", 45, "Handläggare", "2027-02-01"),
            ("REX", 2026, "Bokning på webben", 300, "Mottagningssekreterare", "2026-09-01"),
        }
        assert {one.project.training for one in rows} == {"needed"}
        assert {one.project.plan_id == one.plan_id for one in rows} == {True}

    def test_sums_to_360_people_in_2026_and_45_in_2027(self):
        sums = TrainingNeed.objects.values_list("plan__year").annotate(people=Sum("number")).order_by("plan__year")
        assert list(sums) == [(2026, 360), (2027, 45)]

    def test_is_said_not_to_be_needed_with_a_reason_where_none_is(self):
        without = OperationalPlan.objects.filter(has_no_training=True)
        assert not without.filter(no_training_reason="")
        assert not plan("EXK", 2027).has_no_training


class TestAfterwards:
    def test_exempelkoping_hands_over_skolvalet_and_nothing_else_in_2027(self):
        draft = plan("EXK", 2027)
        given = draft.projects.get(handing_over="yes")
        assert given == project(10, draft)
        assert (given.receiver, given.handover_on, given.agreement) == (
            "utbildningsförvaltningen",
            datetime.date(2027, 3, 31),
            "done",
        )
        assert set(draft.projects.exclude(pk=given.pk).values_list("handing_over", flat=True)) == {"later"}

    def test_what_is_handed_over_ends_that_year_and_is_received_by_somebody(self):
        given = Project.objects.filter(handing_over="yes").select_related("plan")
        for one in given:
            assert one.receiver
            assert one.handover_on.year == one.ends_on.year == one.plan.year, one
            assert one.starts_on < one.handover_on <= one.ends_on, one
        assert not Project.objects.exclude(handing_over="yes").exclude(receiver="", handover_on=None, checklist=[])

    def test_what_is_live_was_handed_over_with_everything_in_place(self):
        for one in Project.objects.filter(phase="live"):
            assert (one.agreement, set(one.checklist)) == ("done", set(Project.Check.values)), one

    def test_exempelkoping_follows_up_on_the_days_of_the_story(self):
        days = plan("EXK", 2027).follow_ups.values_list("on", flat=True)
        assert [str(day) for day in days] == ["2027-05-14", "2027-09-17", "2028-01-21"]

    def test_follow_ups_of_2026_are_the_days_that_were_held(self):
        for code in FULL:
            days = [str(one.on) for one in plan(code, 2026).follow_ups.all()]
            assert days[:2] == ["2026-05-20", "2026-09-18"], code
        assert not PlannedFollowUp.objects.filter(plan__agency__short_name="EXI")


class TestAll:
    def test_holds_nothing_that_a_form_would_refuse(self):
        for model in apps.get_app_config("planning").get_models():
            for row in model._base_manager.all():
                row.full_clean(validate_unique=False, validate_constraints=False)

    def test_carries_no_name_of_a_person_where_a_role_is_asked_for(self):
        names = {user.name for user in User.objects.all()}
        for model in apps.get_app_config("planning").get_models():
            for field in {"owner_role", "responsible_role", "receiver", "legal_asked_of", "group"}:
                if field in {one.name for one in model._meta.fields}:
                    assert not names & set(model._base_manager.values_list(field, flat=True))

    def test_was_written_before_today(self):
        for model in (PlanningPremise, ShortTermGoal, Project, TrainingNeed):
            assert max(timezone.localtime(one.edited_at) for one in model.objects.all()).date() <= datetime.date(
                2026, 10, 15
            )

    def test_is_there_at_once_when_it_is_loaded_again(self):
        before, started = everything(), time.monotonic()
        load_demo()
        assert time.monotonic() - started < 5  # 0.4 s where nothing else runs
        assert everything() == before
