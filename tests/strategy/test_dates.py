"""When the strategic plan is to be handed in and decided."""

import datetime

import pytest

URL = "/arbeta/exempelkoping/strategisk-plan/2024-2028/datum/"


def text(response):
    return response.content.decode()


def test_petra_sets_them_and_sees_them_on_the_way_to_a_decision(login, strategic_plan):
    data = {"submit_by": "2026-11-30", "decide_by": "2026-12-15", "seen_count": "0"}
    page = text(login("planner").post(URL, data, follow=True))
    strategic_plan.refresh_from_db()
    assert strategic_plan.submit_by == datetime.date(2026, 11, 30)
    assert "Senast 30 november" in page
    assert "Senast 15 december" in page


def test_days_in_the_wrong_order_are_explained_and_kept(login, strategic_plan):
    page = text(login("planner").post(URL, {"submit_by": "2026-11-30", "decide_by": "2026-11-01", "seen_count": "0"}))
    assert page.count("Beslutet är före inlämningen (30 november 2026). Ange en senare dag.") == 2
    assert "2026-11-01" in page


def test_a_stale_save_is_refused_with_the_others_name(login, strategic_plan):
    login("planner").post(URL, {"submit_by": "2026-11-30", "seen_count": "0"})
    response = login("manager").post(URL, {"submit_by": "2026-10-30", "seen_count": "0"})
    assert response.status_code == 409
    assert "Petra Lind sparade kl." in text(response)


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("project_lead", 403), (None, 404)])
def test_others_may_not(login, strategic_plan, role, status):
    assert login(role).post(URL, {"submit_by": "2026-11-30"}).status_code == status
