"""The demo story is what UX.md section 7 tells, it can be loaded twice, and it can be taken away again.

What its annual plans say stands in test_demo_annual.py.
"""

import datetime
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth.hashers import check_password
from django.core.management.base import CommandError
from django.db import models
from django.utils import timezone

from agencies.models import Agency, Channel, Membership, Role, TargetGroup, User
from followup.demo import annual
from followup.demo.annual import PROJECTS
from followup.demo.people import PEOPLE
from followup.demo.story import Story, uid
from followup.demo.strategic import PLANS
from followup.models import Measurement
from followup.reporting import indicator_rows
from planning.models import OperationalPlan, Project, ShortTermGoal, StatusReport
from strategy.models import (
    BenefitEstimate,
    ChannelChoice,
    ChannelGroup,
    CompetenceNeed,
    Indicator,
    Initiative,
    LongTermGoal,
    Premise,
    PremiseSource,
    Service,
    SourcingDecision,
    StrategicPlan,
    Target,
    Unit,
)
from strategy.others import standings
from strategy.rows import parts
from tests import factories
from tests.followup.story import ROOMS, everything, load_demo, plan, project
from workflow.clock import today
from workflow.completeness import lacks, remaining
from workflow.models import Event, LeftOut

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story_2026"), pytest.mark.xdist_group("load_demo")]

EXAMPLE = "exempel-fardplan-livshandelser"


class TestWhoThereIs:
    def test_six_organisations_and_the_people_of_the_story(self):
        assert sorted(Agency.objects.filter(is_demo=True).values_list("short_name", flat=True)) == [
            "EXI",
            "EXK",
            "EXM",
            "EXV",
            "GRK",
            "REX",
        ]
        assert User.objects.count() == len(PEOPLE) == 15

    def test_nobody_has_an_organisation_number_that_could_be_somebodys(self):
        assert set(Agency.objects.values_list("organisation_number", flat=True)) == {""}
        assert Agency.objects.get(short_name="EXK").function_email == "registrator@exk.example"

    def test_karin_decides_in_four_organisations_and_coordinates(self):
        karin = User.objects.get(email="karin.aberg@exm.example")
        decides_in = Membership.objects.filter(user=karin, role=Role.MANAGER).values_list(
            "agency__short_name", flat=True
        )
        assert sorted(decides_in) == ["EXI", "EXK", "EXM", "REX"]
        assert karin.is_coordinator
        assert not karin.is_staff

    def test_the_administrator_has_no_role_in_any_plan(self):
        admin = User.objects.get(email="admin@samplan.example")
        assert admin.is_staff
        assert admin.is_superuser
        assert not admin.memberships.exists()

    @pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
    def test_addresses_are_made_of_names(self, person):
        name = person.name.lower().translate(str.maketrans("åäöé", "aaoe")).split()
        assert person.email.split("@")[0] in (".".join(name), name[0])
        assert person.email.endswith(".example")


class TestPlans:
    @pytest.mark.parametrize(
        ("code", "year", "state"),
        [
            ("EXM", 2026, "published"),
            ("EXK", 2026, "published"),
            ("REX", 2026, "published"),
            ("EXI", 2026, "published"),
            ("GRK", 2026, "published"),
            ("EXV", 2026, "published"),
            ("EXM", 2027, "submitted"),
            ("EXK", 2027, "draft"),
            ("REX", 2027, "returned"),
            ("GRK", 2027, "draft"),
            ("EXV", 2027, "draft"),
        ],
    )
    def test_are_where_the_story_left_them(self, code, year, state):
        assert plan(code, year).state == state

    def test_exempelinspektionen_has_not_begun_on_2027(self):
        assert not OperationalPlan.objects.filter(agency__short_name="EXI", year=2027).exists()

    def test_exempelmyndigheten_waits_for_a_decision(self):
        waiting = plan("EXM", 2027)
        assert (waiting.submitted_by.name, timezone.localdate(waiting.submitted_at)) == (
            "Amir Haddad",
            datetime.date(2026, 10, 9),
        )
        assert (waiting.submit_by, waiting.decide_by) == (datetime.date(2026, 10, 16), datetime.date(2026, 11, 13))
        assert Event.objects.get(plan_uid=waiting.uid).message == (
            "Guiden för restauranger vill vi gärna göra med Exempelköping."
        )
        assert (waiting.goals.count(), waiting.projects.count()) == (5, 5)
        assert waiting.projects.filter(title="Nytta av digital brevlåda").exists()

    def test_exempelmyndigheten_left_one_thing_out_and_said_why(self):
        assert remaining(plan("EXM", 2027)) == []
        left_out = LeftOut.objects.get(plan_uid=plan("EXM", 2027).uid)
        assert (left_out.rule, left_out.reason) == ("goals_have_indicator", "Mätmetoden är klar i januari.")

    @pytest.mark.parametrize("told", annual.PLANS, ids=lambda told: f"{told.agency} {told.year} {told.number}")
    def test_give_each_reason_for_a_rule_that_the_plan_did_not_meet(self, told):
        reasons = LeftOut.objects.filter(plan_uid=plan(told.agency, told.year, told.number).uid)
        assert dict(reasons.values_list("rule", "reason")) == told.left_out

    def test_exempelkoping_has_these_things_left_to_do(self):
        """The fourth of UX.md, a proposal to answer, belongs to samverkan and is no lack of the plan."""
        draft = plan("EXK", 2027)
        assert {lack.text for lack in remaining(draft)} == {
            "Ange livshändelse eller process för 2 projekt",
            "Koppla en indikator till målet Kortare väg till beslut för företagare",
            "Fyll i kompetens och utbildning",
        }
        assert lacks(draft) == remaining(draft)
        assert {p.display_title for p in draft.projects.untagged()} == {
            "Skolvalet digitalt",
            "Automatisk kontroll av ansökningar",
        }
        assert draft.goals.get(indicators=None).text == "Kortare väg till beslut för företagare"

    def test_petra_saved_the_draft_this_afternoon(self):
        draft = plan("EXK", 2027)
        assert draft.edited_by.name == "Petra Lind"
        assert timezone.localtime(draft.edited_at).strftime("%Y-%m-%d %H.%M") == "2026-10-15 14.32"
        assert (draft.submit_by, draft.decide_by) == (datetime.date(2026, 10, 30), datetime.date(2026, 12, 11))

    def test_region_exempel_got_its_plan_back_with_both_comments(self):
        returned = plan("REX", 2027)
        assert returned.last_return.by.name == "Sven Dahl"
        assert timezone.localdate(returned.last_return.at) == datetime.date(2026, 10, 12)
        assert "Målet för portot saknar motivering." in returned.last_return.message
        assert "Skriv vilka kommuner som är med i vårdplaneringen." in returned.last_return.message
        assert returned.submit_by == datetime.date(2026, 10, 23)

    def test_strategic_plans_are_as_told(self):
        found = {
            (one.agency.short_name, one.number): (one.years, one.state, str(one.decided_on), one.diary_number)
            for one in StrategicPlan.objects.select_related("agency")
        }
        assert found == {
            ("EXM", 1): ("2024–2028", "superseded", "2024-01-30", "EXM 2024/0015"),
            ("EXM", 2): ("2024–2028", "published", "2024-05-21", "EXM 2024/0118"),
            ("EXK", 1): ("2024–2028", "published", "2024-04-22", "KS 2024/0077"),
            ("REX", 1): ("2024–2028", "published", "2024-06-11", "RS 2024/0231"),
            ("EXI", 1): ("2024–2028", "draft", "None", ""),
        }

    def test_strategic_goals_and_initiatives_are_as_many_as_told(self):
        plans = StrategicPlan.objects.latest_numbers()
        counts = {
            one.agency.short_name: (one.premises.count(), one.goals.count(), one.initiatives.count()) for one in plans
        }
        assert counts == {"EXM": (4, 5, 5), "EXK": (4, 5, 5), "REX": (3, 4, 4), "EXI": (2, 2, 1)}

    def test_one_goal_of_exempelmyndigheten_has_no_indicator_yet(self):
        bare = LongTermGoal.objects.get(plan__agency__short_name="EXM", plan__number=2, indicators=None)
        assert bare.text == "Företagare lämnar samma uppgift bara en gång"

    def test_every_goal_and_project_belongs_to_the_plans_own_family(self):
        """What the forms would refuse is not in the demo either."""
        for goal in ShortTermGoal.objects.select_related("plan").prefetch_related("long_term_goals", "indicators"):
            assert {one.plan_id for one in goal.long_term_goals.all()} <= {goal.plan.strategic_plan_id}
            assert {one.agency_id for one in goal.indicators.all()} <= {goal.plan.agency_id}
        for one in Project.objects.select_related("plan", "initiative").prefetch_related("goals", "life_events"):
            assert {goal.plan_id for goal in one.goals.all()} == {one.plan_id}
            assert one.initiative is None or one.initiative.plan_id == one.plan.strategic_plan_id
            assert not (one.is_cross_cutting and one.life_events.all())
            assert one.owner.memberships.filter(agency=one.plan.agency).exists()

    def test_nobody_decided_what_they_had_submitted(self):
        submitted = {event.plan_uid: event.by_id for event in Event.objects.filter(kind="submit")}
        decided = {event.plan_uid: event.by_id for event in Event.objects.filter(kind="decide")}
        assert decided
        assert not [uid for uid, by in decided.items() if submitted[uid] == by]


def strategic(code, number=None):
    plans = StrategicPlan.objects.filter(agency__short_name=code).select_related("agency")
    return plans.get(number=number) if number else plans.latest_numbers().get()


def _measures(need):
    return " ".join(action.measure.code for action in need.actions.all())


def _gain(estimate):
    """In millions a year, or that it is told in words only."""
    if estimate.low is None:
        return estimate.kind
    assert estimate.unit == Unit.MILLION
    return f"{estimate.low.normalize():f}–{estimate.high.normalize():f}"


class TestTheStrategicPlans:
    @pytest.mark.parametrize(
        ("code", "group", "shares"),
        [
            ("EXM", "Nyföretagare", "E-tjänst 62 90, Telefon 25 6, Brev 11 2, Besök 2 2"),
            ("EXM", "Ombud", "E-tjänst 80 98, Telefon 12 1, Brev 8 1"),
            ("EXK", "Privatpersoner", "E-tjänst 24 60, Telefon 38 22, Brev 20 5, Besök 14 10, Mejl och chatt 4 3"),
            ("EXK", "Företag", "E-tjänst 30 75, Telefon 34 12, Brev 18 3, Besök 10 6, Mejl och chatt 8 4"),
            ("REX", "Patienter", "E-tjänst 41 75, Telefon 44 18, Brev 12 5, Besök 3 2"),
        ],
    )
    def test_move_contacts_as_told(self, code, group, shares):
        row = strategic(code).channel_groups.get(target_group__name=group)
        found = {f"{one.channel} {int(one.share_today)} {int(one.share_target)}" for one in row.choices.all()}
        assert found == set(shares.split(", "))

    def test_have_shares_that_are_whole_and_one_main_channel_with_the_most(self):
        groups = ChannelGroup.objects.for_rules()
        assert len(groups) == 6  # those of the first version are there too
        assert {(group.sum_today, group.sum_target) for group in groups} == {(100, 100)}
        assert not groups.filter(offline="")
        for group in groups:
            [main] = group.choices.filter(role=ChannelChoice.Role.MAIN)
            assert main.share_target == max(one.share_target for one in group.choices.all())

    def test_use_words_of_their_own_where_the_shared_ones_do_not_fit(self):
        own = {(one.agency.short_name, one.name) for one in TargetGroup.objects.exclude(agency=None)}
        assert own == {("EXM", "Nyföretagare"), ("REX", "Patienter")}
        assert {(one.agency.short_name, one.name) for one in Channel.objects.exclude(agency=None)} == {
            ("EXK", "Mejl och chatt")
        }

    @pytest.mark.parametrize(
        ("code", "processes"),
        [
            (
                "EXM",
                {
                    "Kundtjänst": ("egen_regi", "egen_regi", None),
                    "Drift": ("upphandlad_tjanst", "samordnad_it_drift", 2027),
                    "Systemutveckling": ("egen_regi", "egen_regi", None),
                    "Lön": ("statens_servicecenter", "statens_servicecenter", None),
                    "Arkiv": ("egen_regi", "samverkan", 2028),
                    "Skanning": ("upphandlad_tjanst", "avveckla", 2027),
                },
            ),
            (
                "EXK",
                {
                    "Kundtjänst": ("egen_regi", "egen_regi", None),
                    "Drift": ("upphandlad_tjanst", "upphandlad_tjanst", None),
                    "E-tjänstplattform": ("upphandlad_tjanst", "samverkan", 2027),
                    "Lön": ("egen_regi", "gemensam_namnd", 2026),
                    "Arkiv": ("egen_regi", "samverkan", 2027),
                },
            ),
            (
                "REX",
                {
                    "Tolkbokning": ("upphandlad_tjanst", "upphandlad_tjanst", None),
                    "Drift": ("egen_regi", "egen_regi", None),
                    "Arkiv": ("egen_regi", "samverkan", 2027),
                },
            ),
            (
                "EXI",
                {
                    "Ekonomi och lön": ("statens_servicecenter", "statens_servicecenter", None),
                    "Drift": ("upphandlad_tjanst", None, None),
                },
            ),
        ],
    )
    def test_provide_for_processes_as_told(self, code, processes):
        rows = SourcingDecision.objects.filter(plan=strategic(code))
        assert {
            name: (today, later, year)
            for name, today, later, year in rows.values_list(
                "name", "form_today__code", "form_later__code", "changes_in"
            )
        } == processes

    @pytest.mark.parametrize(
        ("code", "needs"),
        [
            (
                "EXM",
                [
                    ("Tjänstedesign", 2, 5, "rekrytera"),
                    ("Systemutveckling", 14, 20, "rekrytera attrahera"),
                    ("Juridik, digital rätt", 1, 3, "utveckla"),
                    ("Dataanalys", 3, 6, "utveckla"),
                    ("Registrering av papper", 24, 8, "stalla_om"),
                ],
            ),
            (
                "EXK",
                [
                    ("E-tjänstutveckling", 2, 4, "rekrytera"),
                    ("Processledning", 1, 3, "utveckla konsult"),
                    ("Upphandling, it", 1, 2, "rekrytera"),
                    ("Nämndadministration", 9, 6, "stalla_om"),
                ],
            ),
            (
                "REX",
                [
                    ("Informatik", 4, 8, "utveckla behalla"),
                    ("E-hälsoutveckling", 11, 16, "rekrytera attrahera"),
                    ("Tidbokning per telefon", 31, 18, "stalla_om"),
                ],
            ),
            ("EXI", []),
        ],
    )
    def test_need_competence_as_told(self, code, needs):
        rows = CompetenceNeed.objects.for_rules().filter(plan=strategic(code))
        assert [(one.name, one.fte_today, one.fte_later, _measures(one)) for one in rows] == needs
        assert all([year.year for year in one.years.all()] == [2024, 2025, 2026, 2027, 2028] for one in rows)

    @pytest.mark.parametrize(
        ("code", "initiatives"),
        [
            (
                "EXM",
                """
                Bastjänster för företagsuppgifter, 2024–2027, 8–12, yes
                Ett ärende från start till beslut, 2025–2027, 3–5, no
                Automatiska beslut, 2024–2028, 6–9, no
                Digital post först, 2024–2026, 2–3, no
                Guider för vanliga företag, 2026–2028, 2–4, seeking
                """,
            ),
            (
                "EXK",
                """
                Företagarens väg in, 2025–2028, 1–2, seeking
                Bygga enklare, 2024–2027, 2–3, no
                Skola och förskola digitalt, 2024–2026, 0.5–1, no
                Stöd i vardagen, 2026–2028, 1–2, seeking
                Automatisk handläggning, 2026–2028, 2–4, no
                """,
            ),
            (
                "REX",
                """
                Patientens egna tider, 2024–2027, 5–8, no
                Vård och omsorg hänger ihop, 2025–2028, 3–6, yes
                Öppna vårddata, 2025–2026, quality, no
                Mödravård på webben, 2027–2028, 0.5–1, no
                """,
            ),
            ("EXI", "Öppna kontrollresultat, 2026–2027, quality, no"),
        ],
    )
    def test_take_initiatives_as_told(self, code, initiatives):
        found = [
            f"{one}, {one.first_year}–{one.last_year}, {_gain(one.benefit_estimates.get())}, {one.joint}"
            for one in strategic(code).initiatives.all()
        ]
        assert found == [line.strip() for line in initiatives.strip().splitlines()]

    @pytest.mark.parametrize(
        ("code", "status"),
        [
            ("EXM", ["done"] * 7),
            ("EXK", ["done"] * 7),
            ("REX", ["done"] * 7),
            ("EXI", ["begun", "begun", "done", "open", "begun", "open", "open"]),
        ],
    )
    def test_have_every_part_but_the_one_that_nobody_has_touched(self, code, status):
        plan = strategic(code)
        assert [part.status for part in parts(plan, lacks(plan))] == status

    def test_have_an_e_strategi_or_none_in_four_ways(self):
        linked = strategic("EXM").e_strategy
        assert (linked.choice, linked.diary_number, linked.decided_on.year) == ("link", "EXM 2023/0402", 2023)
        assert strategic("EXK").e_strategy.choice == "none"
        assert strategic("REX").e_strategy.text.startswith("# Vision\n")
        assert strategic("EXI").said_e_strategy is None

    def test_of_exempelkoping_rests_on_what_exempelmyndigheten_has_published(self):
        link = Premise.objects.for_listing().get(plan=strategic("EXK"), linked_plan__isnull=False)
        assert link.linked_initiative == strategic("EXM").initiatives.get(title="Bastjänster för företagsuppgifter")
        assert (link.title, link.kind) == ("Bastjänster för företagsuppgifter", "others_plan")
        assert link.reference == "Exempelmyndigheten, Strategisk plan 2024–2028"
        assert standings([link])[link.pk].said == ""  # it stands

    def test_of_exempelmyndigheten_kept_what_it_was_in_its_revision(self):
        first, second = strategic("EXM", 1), strategic("EXM", 2)
        for kind in ("premises", "goals", "initiatives", "channel_groups", "sourcing_decisions", "competence_needs"):
            before = set(getattr(first, kind).values_list("uid", flat=True))
            after = set(getattr(second, kind).values_list("uid", flat=True))
            assert before, kind
            assert before <= after, kind
        assert first.sourcing_decisions.get(name="Drift").form_later.code == "upphandlad_tjanst"

    def test_give_a_reason_of_its_own_for_every_rule_they_do_not_meet(self):
        for told in PLANS:
            plan = strategic(told.agency, told.number)
            if told.steps:
                assert {lack.key: lack.reason for lack in lacks(plan)} == told.left_out
                assert len(set(told.left_out.values())) == len(told.left_out)

    def test_hold_nothing_that_a_form_would_refuse(self):
        for model in apps.get_app_config("strategy").get_models():
            for row in model._base_manager.all():
                row.full_clean(validate_unique=False, validate_constraints=False)

    def test_say_of_every_initiative_whom_it_is_for_and_who_takes_its_benefit_home(self):
        for one in Initiative.objects.select_related("plan"):
            assert one.target_groups.exists(), one
            assert one.principles.count() in (2, 3), one
            assert one.service_level, one
            assert {service.agency_id for service in one.services.all()} <= {one.plan.agency_id}, one
        assert not BenefitEstimate.objects.filter(who="")
        assert not BenefitEstimate.objects.filter(responsible_role="")
        names = {user.name for user in User.objects.all()}
        assert not names & set(BenefitEstimate.objects.values_list("responsible_role", flat=True))

    def test_speak_of_services_that_are_no_more_than_the_facts(self):
        by_agency = Counter(Service.objects.values_list("agency__short_name", flat=True))
        assert by_agency == {"EXM": 7, "EXK": 10, "REX": 6, "EXI": 2}
        groups = Service.objects.filter(parts__isnull=False).distinct()
        assert {(one.agency.short_name, one.name) for one in groups} == {
            ("EXM", "Registrera företag"),
            ("EXK", "Tillstånd"),
            ("EXK", "Skola"),
        }
        errands = Service.objects.filter(agency__short_name="EXM").aggregate(sum=models.Sum("volume"))
        assert errands["sum"] == 410_000


class TestTheRevisionOfExempelkopings2026:
    @pytest.fixture
    def first(self):
        return plan("EXK", 2026, 1)

    @pytest.fixture
    def second(self):
        return plan("EXK", 2026, 2)

    def test_replaced_the_first_version(self, first, second):
        assert second.revises == first
        assert second.cause == "Leveransen av serveringstillstånd är försenad"
        assert (first.state, str(first.decided_on)) == ("superseded", "2025-12-12")
        assert (second.state, str(second.decided_on)) == ("published", "2026-05-11")
        assert timezone.localdate(Event.objects.get(plan_uid=first.uid, kind="supersede").at) == second.decided_on

    def test_moved_one_project_and_lowered_one_goal(self, first, second):
        told = ("title", "purpose", "starts_on", "ends_on", "phase", "owner_id", "initiative_id", "partnering")
        assert _changes(first.projects, second.projects, told) == {
            uid("projekt", "EXK", 7): {"ends_on": (datetime.date(2026, 10, 31), datetime.date(2027, 2, 28))}
        }
        assert _changes(first.goals, second.goals, ("text", "year_end_value")) == {
            uid("kortsiktigt-mal", "EXK", "e-tjänst"): {
                "text": ("45 % av ärendena kommer in via e-tjänst", "40 % av ärendena kommer in via e-tjänst"),
                "year_end_value": (45, 40),
            }
        }

    def test_is_followed_by_a_later_day_still_in_the_draft_for_2027(self):
        assert project(7, plan("EXK", 2027)).ends_on == datetime.date(2027, 6, 30)


def _changes(before, after, fields):
    earlier = {row["uid"]: row for row in before.values("uid", *fields)}
    later = {row["uid"]: row for row in after.values("uid", *fields)}
    assert earlier.keys() == later.keys()
    differences = {
        key: {name: (earlier[key][name], later[key][name]) for name in fields if earlier[key][name] != later[key][name]}
        for key in earlier
    }
    return {key: changed for key, changed in differences.items() if changed}


class TestProjects:
    def test_are_28_and_one_that_follows_a_benefit(self):
        numbered = {uid("projekt", one.agency, one.number) for one in PROJECTS.values() if one.number != 30}
        assert len(numbered) == 28
        assert set(Project.objects.values_list("uid", flat=True)) == numbered | {uid("projekt", "EXM", 30)}
        assert Initiative.objects.filter(title="Öppna kontrollresultat").exists()

    @pytest.mark.parametrize(
        ("code", "numbers"),
        [
            ("EXM", {"on_track": {1, 3, 4, 5}, "at_risk": {2}}),
            ("EXK", {"on_track": {8, 9, 10}, "off_track": {7}}),
            ("REX", {"on_track": {14, 16, 17, 18}, "at_risk": {15}}),
            ("EXI", {"on_track": {22}, "off_track": {21}}),
        ],
    )
    def test_stand_in_2026_as_told(self, code, numbers):
        found = {(one.uid, one.health) for one in plan(code, 2026).projects.with_health()}
        assert found == {
            (uid("projekt", code, number), health) for health, group in numbers.items() for number in group
        }

    def test_each_risk_and_deviation_has_a_reason(self):
        assert not StatusReport.objects.exclude(health="on_track").filter(reason="").exists()

    def test_that_continue_bring_their_lage_into_the_draft(self):
        """As in the mock: Serveringstillstånd deviates in the plan for 2027 too, Krögarguiden has not begun."""
        draft = plan("EXK", 2027)
        assert project(7, draft).health == "off_track"
        assert project(11, draft).health is None

    def test_continue_under_the_same_uid(self):
        in_2026 = set(plan("EXK", 2026).projects.values_list("uid", flat=True))
        in_2027 = set(plan("EXK", 2027).projects.values_list("uid", flat=True))
        assert in_2026 & in_2027 == {uid("projekt", "EXK", number) for number in (7, 8, 10)}

    def test_without_an_event_are_those_told(self):
        assert set(Project.objects.untagged().values_list("plan__year", "uid")) == {
            (2026, uid("projekt", "EXI", 21)),
            (2027, uid("projekt", "EXK", 10)),
            (2027, uid("projekt", "EXK", 13)),
        }

    def test_solve_the_problems_of_those_who_start_a_restaurant_as_in_the_mock(self):
        rows = Project.objects.filter(
            life_events__name="Starta restaurang", citizen_problems__isnull=False
        ).values_list("uid", "citizen_problems__name")
        assert Counter(problem for _uid, problem in set(rows)) == {
            "Navigation": 3,
            "Information": 3,
            "Redundans": 1,
            "Transaktion": 2,
            "Transparens": 1,
        }

    def test_are_explained_to_outside_readers(self):
        assert not Project.objects.filter(purpose="").exists()
        assert max(map(len, Project.objects.values_list("purpose", flat=True))) <= 300

    def test_end_on_the_last_day_of_a_month(self):
        for one in Project.objects.all():
            assert one.starts_on.day == 1
            assert (one.ends_on + datetime.timedelta(days=1)).day == 1


class TestIndicators:
    def test_are_24_with_a_baseline_and_a_target(self):
        assert Indicator.objects.count() == Target.objects.count() == 24
        assert set(Indicator.objects.values_list("baseline_year", "targets__year")) == {(2023, 2028)}
        counts = Counter(Indicator.objects.values_list("agency__short_name", flat=True))
        assert counts == {"EXM": 6, "EXK": 7, "REX": 6, "EXI": 5}

    def test_have_eight_values_each_but_the_six_that_are_missing(self):
        counts = Counter(Measurement.objects.current().values_list("indicator", flat=True))
        short = {pk for pk, count in counts.items() if count == 7}
        assert sorted(counts.values()) == [7] * 6 + [8] * 18
        assert Counter(Indicator.objects.filter(pk__in=short).values_list("agency__short_name", flat=True)) == {
            "EXK": 1,
            "EXI": 5,
        }
        assert not Measurement.objects.filter(indicator__in=short, year=2026, number=2).exists()

    def test_go_as_told(self):
        """12 I fas, 5 Risk, 1 Avviker, 6 Saknar värde."""
        rows = indicator_rows(Indicator.objects.all(), today())
        by_agency = {"EXM": {}, "EXK": {}, "REX": {}, "EXI": {}}
        for row in rows:
            key = row.indicator.definition.code if row.is_joint else row.indicator.name.split()[0]
            by_agency[row.agency.short_name][key] = row.health.value
        assert by_agency == {
            "EXM": _lage("G1 G3 G4 G5 Handläggningstid", at_risk="G2"),
            "EXK": _lage("G5 Bygglov", at_risk="G1 G2 G4", off_track="G3", missing="Kompletteringar"),
            "REX": _lage("G1 G2 G4 G5 Tider", at_risk="G3"),
            "EXI": _lage("", missing="G1 G2 G3 G4 G5"),
        }
        assert Counter(row.health for row in rows) == {"on_track": 12, "at_risk": 5, "off_track": 1, "missing": 6}

    def test_the_corrected_value_stays(self):
        rows = Measurement.objects.filter(
            indicator__agency__short_name="EXK", indicator__definition__code="G1", year=2026, number=1
        )
        assert [(row.value, row.is_current, row.correction) for row in rows] == [
            (39, False, ""),
            (38, True, "Dubbletter borttagna"),
        ]
        assert timezone.localdate(rows.current().get().entered_at) == datetime.date(2026, 6, 3)

    def test_have_the_decimals_of_the_story(self):
        found = set(Indicator.objects.filter(decimals=1).values_list("name", flat=True))
        assert found == {"Handläggningstid nyregistrering, median", "Kompletteringar per serveringstillstånd"}
        days = Measurement.objects.get(indicator__name__startswith="Handläggningstid", year=2025, number=2)
        assert days.value == Decimal("6.5")

    def test_no_value_was_entered_after_today(self):
        assert max(timezone.localdate(row.entered_at) for row in Measurement.objects.all()) <= datetime.date(
            2026, 10, 15
        )


def _lage(on_track, **others):
    return {key: health for health, keys in {"on_track": on_track, **others}.items() for key in keys.split()}


class TestTheCommand:
    def test_tells_the_password_and_the_people_the_most_interesting_first(self, story_2026, settings):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
        password = re.search(r"^Lösenord: (\S+)$", story_2026, re.MULTILINE)[1]
        lines = [line for line in story_2026.splitlines() if "@" in line]
        assert [line.split()[0] for line in lines] == [person.email for person in PEOPLE]
        assert re.search(r"^petra\.lind@exk\.example +Petra Lind +Planerare i Exempelköpings kommun$", story_2026, re.M)
        assert len(password) >= 12
        [hash_] = set(User.objects.values_list("password", flat=True))
        assert check_password(password, hash_)

    def test_takes_the_password_it_is_given(self, monkeypatch):
        monkeypatch.setenv("DEMO_PASSWORD", "ett eget lösenord")
        assert "\nLösenord: ett eget lösenord\n" in load_demo()
        [hash_] = set(User.objects.values_list("password", flat=True))
        assert check_password("ett eget lösenord", hash_)
        load_demo()
        assert set(User.objects.values_list("password", flat=True)) == {hash_}

    def test_loads_twice_without_a_difference(self):
        before = everything()
        load_demo()
        assert everything() == before

    def test_leaves_what_people_have_done_since_alone(self):
        waiting = plan("EXM", 2027)
        waiting.move(
            "decide",
            by=User.objects.get(email="karin.aberg@exm.example"),
            decided_on=today(),
            decided_by_body="Generaldirektören",
        )
        before = everything()
        load_demo()
        assert everything() == before

    def test_reset_tells_the_story_from_the_beginning(self):
        told = _without_numbers(everything())
        plan("EXK", 2027).goals.all().delete()
        User.objects.filter(email="petra.lind@exk.example").update(name="Någon annan")
        load_demo(reset=True)
        assert _without_numbers(everything()) == told

    def test_remove_leaves_nothing_but_the_code_lists(self):
        said = load_demo(remove=True)
        assert "6 organisationer och 15 personer" in said
        left = {label for label, rows in everything().items() if rows}
        assert left == {
            "agencies.Channel",
            "agencies.CitizenProblem",
            "agencies.LifeEvent",
            "agencies.LifeEvent_broader",
            "agencies.ServiceLevel",
            "agencies.ServiceType",
            "agencies.TargetGroup",
            "strategy.CompetenceMeasure",
            "strategy.GuidingPrinciple",
            "strategy.IndicatorDefinition",
            "strategy.PremiseSource",
            "strategy.SourcingForm",
        }
        assert not TargetGroup.objects.exclude(agency=None).exists()
        assert not Channel.objects.exclude(agency=None).exists()

    def test_remove_leaves_other_organisations_alone(self):
        own = factories.ProjectFactory()
        factories.MembershipFactory(user=User.objects.get(name="Petra Lind"), agency=own.plan.agency)
        own.partnerships.create(agency=Agency.objects.get(short_name="EXK"))
        load_demo(remove=True)
        assert Project.objects.get() == own
        assert Agency.objects.get() == own.plan.agency

    def test_remove_keeps_what_others_rest_on_the_story_in_the_words_they_read(self):
        link = Premise.objects.get(plan=strategic("EXK"), linked_plan__isnull=False)
        theirs = factories.PremiseFactory(title=link.title, kind=link.kind)
        Premise.objects.filter(pk=theirs.pk).update(
            linked_plan=link.linked_plan, linked_initiative=link.linked_initiative
        )
        picked = factories.PremiseFactory(source=PremiseSource.objects.get(key=EXAMPLE), title="", kind="")
        read = plan("EXM", 2026).projects.first()
        of_the_year = factories.PlanningPremiseFactory(
            kind="others_plan",
            title="Deras projekt",
            linked_plan=read.plan,
            linked_project=read,
        )
        load_demo(remove=True)
        theirs.refresh_from_db()
        picked.refresh_from_db()
        of_the_year.refresh_from_db()
        assert (of_the_year.title, of_the_year.linked_plan, of_the_year.linked_project) == ("Deras projekt", None, None)
        assert picked.source.key == EXAMPLE
        assert (theirs.title, theirs.linked_plan, theirs.linked_initiative) == (link.title, None, None)

    def test_refuses_another_year_until_asked_to_begin_again(self):
        with pytest.raises(CommandError, match="Exempeldata för 2026 finns redan"):
            load_demo(year=2027)
        load_demo(year=2027, reset=True)
        assert plan("EXK", 2028).state == "draft"

    def test_refuses_in_production_but_takes_away_there_too(self, settings):
        settings.PRODUCTION = True
        with pytest.raises(CommandError, match="Exempeldata laddas aldrig i produktion"):
            load_demo()
        load_demo(remove=True)
        assert not Agency.objects.exists()

    def test_refuses_an_address_that_a_real_organisation_has(self):
        load_demo(remove=True)
        factories.AgencyFactory(slug="region-exempel")
        with pytest.raises(CommandError, match="Region Exempel finns redan men är inte exempeldata"):
            load_demo()
        assert not Agency.objects.filter(is_demo=True).exists()

    @pytest.mark.parametrize("year", [26, 20026])
    def test_refuses_a_year_that_nobody_means(self, year):
        with pytest.raises(CommandError, match="är inget år som går att ladda"):
            load_demo(year=year)

    def test_says_which_day_it_is_when_the_clock_differs(self, settings, story_2026):
        assert "DEMO_TODAY" not in load_demo()
        settings.DEMO_TODAY = None
        assert "Sätt DEMO_TODAY=2026-10-15" in load_demo()


class TestAnotherYear:
    def test_moves_every_day_and_year_and_nothing_else(self):
        """Row by row and field by field, 2027's story is 2026's a year later.

        Only the calendar's days follow the week: they move to the working day before.
        """
        told = _without_the_week(_without_numbers(everything()))
        load_demo(year=2027, reset=True)
        later = _without_the_week(_without_numbers(everything()))
        assert later.keys() == told.keys()
        for label, rows in told.items():
            if label not in _CODE_LISTS:
                rows = [_a_year_later(row) for row in rows]
            assert later[label] == rows, label

    def test_has_the_last_of_february_right(self):
        assert Story(2026).last_day("2026-02") == datetime.date(2026, 2, 28)
        assert Story(2028).last_day("2026-02") == datetime.date(2028, 2, 29)

    def test_gives_the_clock_back(self, settings):
        """Also when something goes wrong on the way."""
        with pytest.raises(ValueError, match="gick fel"):
            _fail_on(datetime.date(2024, 5, 21))
        assert today() == datetime.date(2026, 10, 15)


def _fail_on(day):
    with Story(2026).told_on(day):
        assert today() == day
        raise ValueError("gick fel")


_CODE_LISTS = {
    model._meta.label
    for model in apps.get_models()
    if model._meta.app_label in ROOMS and {field.name for field in model._meta.fields} & {"code", "key"}
} - {"agencies.Agency", "planning.CalendarItem"}
_YEARS = {"year", "first_year", "last_year", "baseline_year", "from_year", "changes_in"}


def _without_numbers(tables):
    """The rows without the numbers the database gives, and the codes that an organisation's own words get by chance.

    In the order they were written they still mean the same.
    """
    numbers = {
        model._meta.label: {
            field.attname for field in model._meta.fields if field.primary_key or isinstance(field, models.ForeignKey)
        }
        for model in apps.get_models(include_auto_created=True)
    }
    return {
        label: [
            {
                name: value
                for name, value in row.items()
                if name not in numbers[label] and not (name == "code" and value.startswith("egen-"))
            }
            for row in rows
        ]
        for label, rows in tables.items()
    }


def _without_the_week(tables):
    """The calendar's items in the order of their uids, without their days, and laws that have a year in their name."""
    items = sorted(tables["planning.CalendarItem"], key=lambda item: str(item["uid"]))
    not_told = ("on", "moved_from", "done_on", "legal_ground")
    bare = [{name: value for name, value in item.items() if name not in not_told} for item in items]
    return tables | {"planning.CalendarItem": bare}


def _a_year_later(row):
    return {name: _later(name, value) for name, value in row.items()}


def _later(name, value):
    if isinstance(value, datetime.datetime):
        local = timezone.localtime(value)
        return timezone.make_aware(local.replace(year=local.year + 1, tzinfo=None))
    if isinstance(value, datetime.date):
        later = value.replace(year=value.year + 1)
        leap_day = name in ("ends_on", "was", "became") and (later.month, later.day) == (2, 28) and later.year % 4 == 0
        return later + datetime.timedelta(days=leap_day)
    if name in _YEARS:
        return value and value + 1
    if isinstance(value, str):
        return re.sub(r"(?<!\d)20\d\d(?!\d)", lambda match: str(int(match[0]) + 1), value)
    return value
