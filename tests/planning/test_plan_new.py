"""Starting a year's plan: empty, out of the strategic plan, or as a copy of the year before."""

import pytest

from agencies.models import Role
from planning.models import OperationalPlan
from tests import factories


def text(response):
    return response.content.decode()


class TestStartingAPlan:
    url = "/arbeta/exempelkoping/verksamhetsplan/ny/"

    def test_petra_starts_next_years_plan(self, login, strategic_plan):
        client = login("planner")
        response = client.post(
            self.url, {"year": "2027", "strategic_plan": strategic_plan.pk, "submit_by": "2026-10-30"}
        )
        assert response.url == "/arbeta/exempelkoping/verksamhetsplan/2027/"
        plan = OperationalPlan.objects.get()
        assert (plan.year, plan.strategic_plan, plan.edited_by.name) == (2027, strategic_plan, "Petra Lind")

    def test_the_same_form_posted_twice_starts_one_plan(self, login, agency):
        client = login("planner")
        data = {"year": "2027", "draft_uid": "0b5a8d4e-5a9c-4c67-9d3b-6f8f0a3f1c11"}
        assert client.post(self.url, data).status_code == 302
        assert client.post(self.url, data).url == "/arbeta/exempelkoping/verksamhetsplan/2027/"
        assert OperationalPlan.objects.count() == 1

    def test_a_year_that_has_a_plan_is_refused_with_the_way_out(self, login, plan):
        page = text(login("planner").post(self.url, {"year": "2027"}))
        assert "Ni har redan en verksamhetsplan för 2027 (utkast)." in page

    @pytest.mark.parametrize("year", ["", "27", "tjugosju", "999999999999", "\x00"])
    def test_a_year_that_is_none_is_explained(self, login, agency, year):
        response = login("planner").post(self.url, {"year": year})
        assert response.status_code == 200
        assert "år" in text(response)
        assert OperationalPlan.objects.count() == 0

    def test_days_in_the_wrong_order_and_impossible_days_are_explained(self, login, agency):
        page = text(login("planner").post(self.url, {"year": "2027", "submit_by": "2027-02-31", "decide_by": "x"}))
        assert "31 februari finns inte. Ange ett annat datum." in page
        assert "Skriv datumet som år-månad-dag, till exempel 2027-03-31." in page
        page = text(
            login("planner").post(self.url, {"year": "2027", "submit_by": "2026-12-01", "decide_by": "2026-11-01"})
        )
        assert "Beslutet är före inlämningen (1 december 2026)." in page

    def test_another_organisations_strategic_plan_is_refused(self, login, agency):
        other = factories.StrategicPlanFactory()
        page = text(login("planner").post(self.url, {"year": "2027", "strategic_plan": other.pk}))
        assert "Valet finns inte längre." in page

    @pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.PROJECT_LEAD, 403), (None, 404)])
    def test_others_may_not(self, login, agency, role, status):
        assert login(role).post(self.url, {"year": "2027"}).status_code == status
