"""The ranking: what projects are weighed by, the points, the ranked list and what it costs."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection

from planning.forms.priorities import ScoresForm
from planning.models import PriorityCriterion, ProjectScore
from planning.ranking import rank, weighted_mean
from planning.rows.priorities import budget_sum
from tests import factories

URL = "/arbeta/exempelkoping/verksamhetsplan/2027/prioritering/"


def text(response):
    return response.content.decode()


class TestTheArithmetic:
    """Worked out by hand."""

    def test_a_weighted_mean_has_one_decimal(self):
        assert weighted_mean({"nytta": 3, "lag": 1}, {"nytta": 5, "lag": 2}) == Decimal("4.3")  # 17 / 4 = 4,25

    def test_unknown_is_never_zero(self):
        assert weighted_mean({"nytta": 3, "lag": 1}, {"nytta": 5}) is None
        assert weighted_mean({"nytta": 3}, {"nytta": None}) is None
        assert weighted_mean({"nytta": 3}, {"nytta": 0}) == Decimal("0.0")

    def test_nothing_to_judge_by_is_no_value(self):
        assert weighted_mean({}, {}) is None

    def test_equals_share_a_place_and_the_next_is_left_out(self):
        ranked, unjudged = rank({"a": 1}, {"x": {"a": 3}, "y": {"a": 5}, "z": {"a": 3}, "u": {}, "v": {"a": 1}})
        assert [(one.project, one.place) for one in ranked] == [("y", 1), ("x", 2), ("z", 2), ("v", 4)]
        assert unjudged == ["u"]

    def test_what_is_shown_alike_is_alike(self):
        """2,96 and 3,04 are both shown as 3,0, and so neither goes before the other."""
        weights = dict.fromkeys(range(25), 1)
        lower = dict.fromkeys(weights, 3) | {0: 2}
        higher = dict.fromkeys(weights, 3) | {0: 4}
        assert {one.place for one in rank(weights, {"x": lower, "y": higher})[0]} == {1}

    def test_a_sum_tells_how_many_are_known(self):
        assert budget_sum([Decimal("0.5"), None, Decimal(0)]) == budget_sum([Decimal("0.5"), Decimal(0)])
        assert budget_sum([None, None]).amount is None


@pytest.fixture
def benefit(plan):
    return factories.PriorityCriterionFactory(plan=plan, name="Nytta", weight=3)


@pytest.fixture
def law(plan):
    return factories.PriorityCriterionFactory(plan=plan, name="Laglig skyldighet", weight=1, position=1)


@pytest.fixture
def guide(plan):
    return factories.ProjectFactory(plan=plan, title="Krögarguiden", budget_project=Decimal("0.6"))


@pytest.fixture
def school(plan):
    return factories.ProjectFactory(plan=plan, title="Skolvalet", position=1)


def points(*cells, seen=()):
    """What the table sends: (project, criterion, typed) cells, and what stood there when it was shown."""
    sent = {f"p{project.pk}-{criterion.pk}": typed for project, criterion, typed in cells}
    for project, criterion, number in seen:
        sent[f"seen-{project.pk}"] = f"{sent.get(f'seen-{project.pk}', '')} {criterion.pk}={number}"
    return sent


class TestTheCriteria:
    def test_three_are_suggested_when_there_is_none(self, login, plan):
        client = login("planner")
        assert "Genomförbarhet, vikt 2" in text(client.get(URL))
        client.post(URL, {"forslag": "1"})
        client.post(URL, {"forslag": "1"})
        assert [str(one) for one in plan.criteria.all()] == [
            "Nytta för dem vi finns till för",
            "Laglig skyldighet",
            "Genomförbarhet",
        ]

    def test_last_years_are_fetched_once(self, login, agency, plan):
        before = factories.OperationalPlanFactory(agency=agency, year=2026)
        old = factories.PriorityCriterionFactory(plan=before, name="Nytta", weight=5)
        client = login("planner")
        assert "Hämta från 2026" in text(client.get(URL))
        client.post(URL, {"hamta": "1"})
        client.post(URL, {"hamta": "1"})
        fetched = plan.criteria.get()
        assert (fetched.name, fetched.weight, fetched.uid) == ("Nytta", 5, old.uid)
        assert "Hämta från 2026" not in text(client.get(URL))

    def test_one_is_added_changed_moved_and_removed(self, login, plan, benefit, law):
        client = login("planner")
        client.post(f"{URL}ny/", {"name": "Genomförbarhet", "weight": "2"})
        added = plan.criteria.last()
        assert (added.name, added.weight) == ("Genomförbarhet", 2)
        client.post(f"{URL}{added.pk}/", {"name": "Går att göra", "weight": "4", "seen_count": added.edit_count})
        client.post(f"{URL}flytta/", {"upp": added.pk})
        assert [str(one) for one in plan.criteria.all()] == ["Nytta", "Går att göra", "Laglig skyldighet"]
        client.post(f"{URL}{added.pk}/ta-bort/")
        assert plan.criteria.count() == 2

    @pytest.mark.parametrize("weight", ["0", "6", "", "x", "-1", "9" * 30, "2,5"])
    def test_a_weight_is_one_to_five(self, login, plan, weight):
        page = text(login("planner").post(f"{URL}ny/", {"name": "Nytta", "weight": weight}))
        assert "från 1 till 5." in page
        assert not plan.criteria.exists()

    def test_the_same_form_posted_twice_adds_one(self, login, plan):
        data = {"name": "Nytta", "weight": "3", "draft_uid": "0b5a8d4e-5a9c-4c67-9d3b-6f8f0a3f1c11"}
        for _press in range(2):
            login("planner").post(f"{URL}ny/", data)
        assert plan.criteria.count() == 1

    def test_a_stale_change_is_refused_and_keeps_what_was_typed(self, login, benefit):
        response = login("planner").post(f"{URL}{benefit.pk}/", {"name": "Mitt", "weight": "1", "seen_count": "9"})
        assert response.status_code == 409
        assert 'value="Mitt"' in text(response)

    def test_removing_tells_what_follows(self, login, benefit, guide):
        ProjectScore.objects.create(project=guide, criterion=benefit, points=3)
        assert "Poäng för 1 projekt" in text(login("planner").get(f"{URL}{benefit.pk}/ta-bort/"))


class TestThePoints:
    def test_are_saved_all_at_once_and_rank_the_projects(self, login, benefit, law, guide, school):
        client = login("planner")
        cells = [(guide, benefit, "5"), (guide, law, "2"), (school, benefit, " 1 "), (school, law, "")]
        response = client.post(URL, points(*cells))
        assert response.url == f"{URL}#rangordning"
        page = text(client.get(URL))
        assert "4,3" in page
        assert "Inte bedömda" in page
        assert "1 av 1 projekt har budget" in page
        assert ProjectScore.objects.count() == 3

    @pytest.mark.parametrize("typed", ["6", "x", "-1", "2,5", "9" * 50])
    def test_a_wrong_one_is_explained_and_nothing_is_lost_or_saved(self, login, benefit, law, guide, typed):
        page = text(login("planner").post(URL, points((guide, benefit, typed), (guide, law, "4"))))
        assert "Krögarguiden, Nytta: Ange ett helt tal från 0 till 5." in page
        assert f'value="{typed[:20]}"' in page
        assert 'value="4"' in page
        assert not ProjectScore.objects.exists()

    def test_what_only_the_other_changed_stays(self, login, benefit, law, guide):
        ProjectScore.objects.create(project=guide, criterion=benefit, points=1)
        login("planner").post(URL, points((guide, benefit, ""), (guide, law, "4")))
        assert {(one.criterion, one.points) for one in ProjectScore.objects.all()} == {(benefit, 1), (law, 4)}

    def test_what_both_changed_is_shown_and_the_rest_is_saved(self, login, benefit, law, guide):
        ProjectScore.objects.create(project=guide, criterion=benefit, points=1)
        response = login("planner").post(URL, points((guide, benefit, "5"), (guide, law, "4")))
        assert response.status_code == 409
        assert "någon annan sparade 1." in text(response)
        assert 'value="5"' in text(response)
        assert ProjectScore.objects.get(criterion=benefit).points == 1
        assert ProjectScore.objects.get(criterion=law).points == 4
        seen = f'name="seen-{guide.pk}" value="{benefit.pk}=1'
        assert seen in text(response), "the next press speaks of what stands there now"

    def test_one_is_changed_and_one_is_emptied(self, login, benefit, law, guide):
        for criterion in (benefit, law):
            ProjectScore.objects.create(project=guide, criterion=criterion, points=1)
        seen = [(guide, benefit, 1), (guide, law, 1)]
        login("planner").post(URL, points((guide, benefit, "2"), (guide, law, ""), seen=seen))
        assert [(one.criterion, one.points) for one in ProjectScore.objects.all()] == [(benefit, 2)]

    def test_the_plan_is_ordered_after_the_ranking(self, login, plan, benefit, guide, school):
        ProjectScore.objects.create(project=guide, criterion=benefit, points=1)
        ProjectScore.objects.create(project=school, criterion=benefit, points=4)
        last = factories.ProjectFactory(plan=plan, title="Ej bedömt", position=0)
        login("planner").post(URL, {"ordna": "1"})
        assert [*plan.projects.all()] == [school, guide, last]


class TestWhatIsRemovedMeanwhile:
    @pytest.mark.parametrize("gone", ["criterion", "project"])
    def test_gets_no_points_and_the_others_do(self, login, plan, benefit, guide, school, gone, monkeypatch):
        law = factories.PriorityCriterionFactory(plan=plan)
        merge = ScoresForm._merge

        def merge_late(form):
            (law if gone == "criterion" else school).delete()
            merge(form)

        monkeypatch.setattr(ScoresForm, "_merge", merge_late)
        typed = points((guide, benefit, "3"), (guide, law, "2"), (school, benefit, "1"))
        assert login("planner").post(URL, typed).status_code == 302
        connection.check_constraints()
        left = {(score.project, score.criterion) for score in ProjectScore.objects.all()}
        assert left == {(guide, benefit), (school, benefit) if gone == "criterion" else (guide, law)}


class TestWhoMay:
    def test_rut_reads_and_may_not_write(self, login, benefit, guide):
        rut = login("reader")
        page = text(rut.get(URL))
        assert "Visas bara internt" in page
        assert 'class="share"' not in page
        for data in ({"forslag": "1"}, points((guide, benefit, "1"))):
            assert rut.post(URL, data).status_code == 403
        assert rut.post(f"{URL}ny/", {"name": "x", "weight": "1"}).status_code == 403
        assert PriorityCriterion.objects.count() == 1

    def test_a_stranger_learns_nothing(self, login, plan):
        assert login().get(URL).status_code == 404

    def test_a_closed_plan_keeps_what_was_typed(self, login, plan, benefit, guide):
        plan.state = "submitted"
        plan.save()
        response = login("planner").post(URL, points((guide, benefit, "5")))
        assert response.status_code == 409
        assert 'value="5"' in text(response)
        assert not ProjectScore.objects.exists()
        assert login("planner").post(URL, {"ordna": "1"}).status_code == 403

    def test_another_organisations_criterion_and_project_are_not_touched(self, login, benefit, guide):
        elsewhere = factories.PriorityCriterionFactory()
        assert login("planner").get(f"{URL}{elsewhere.pk}/").status_code == 404
        login("planner").post(URL, points((factories.ProjectFactory(), elsewhere, "5"), (guide, elsewhere, "5")))
        assert not ProjectScore.objects.exists()


def test_a_stopped_project_is_not_ranked(login, plan, benefit, guide):
    guide.phase = "stopped"
    guide.save()
    assert "Krögarguiden" not in text(login("planner").get(URL))


def test_the_list_is_ordered_by_the_ranking(login, benefit, guide, school):
    ProjectScore.objects.create(project=school, criterion=benefit, points=4)
    page = text(login("reader").get("/arbeta/exempelkoping/verksamhetsplan/2027/utvecklingsplan/?ordna=prioritet"))
    assert page.index("Skolvalet") < page.index("Krögarguiden")


def test_queries_do_not_grow(login, plan, benefit, queries):
    client = login("planner")
    for number in range(12):
        project = factories.ProjectFactory(plan=plan, starts_on=datetime.date(2027, 1, 1))
        ProjectScore.objects.create(project=project, criterion=benefit, points=number % 6)
        if number == 1:
            few = queries(client, URL)
    assert queries(client, URL) == few <= 12
