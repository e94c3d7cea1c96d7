"""One indicator: how it goes in words and numbers, and the form that registers a value."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from followup.models import Measurement
from followup.periods import Period
from tests import factories


@pytest.fixture
def indicator(agency):
    """Ärenden via e-tjänst: from 24 to 60, measured until T1 2026."""
    indicator = factories.IndicatorFactory(agency=agency, name="Ärenden via e-tjänst", target=60)
    for place, value in enumerate((25, 27, 28, 31, 33, 35, 38)):
        period = Period(2024, 1).back(-place)
        factories.MeasurementFactory(indicator=indicator, year=period.year, number=period.number, value=value)
    return indicator


@pytest.fixture
def url(indicator):
    return indicator.get_absolute_url()


@pytest.fixture
def data(indicator):
    seen = indicator.measurements.latest("pk").pk
    return {"period": "2026-t2", "value": "40", "comment": "", "correction": "", "seen": seen}


def text(response):
    return response.content.decode()


def current(indicator, year=2026, number=2):
    return Measurement.objects.current().filter(indicator=indicator, year=year, number=number).first()


def test_it_tells_how_it_goes_in_words(login, url, indicator):
    Measurement.record(indicator, Period(2026, 2), 40, by=None)
    page = text(login("reader").get(url))
    assert "40\xa0% i tertial 2 2026. Planen säger 43\xa0% i dag och 60\xa0% till 2028." in page
    assert "Risk" in page


def test_it_shows_definition_goals_and_targets(login, url, indicator, strategic_plan, person):
    indicator.goals.add(factories.LongTermGoalFactory(plan=strategic_plan, text="Digitalt först"))
    indicator.set_target(70, 2028, by=person("planner"), reason="Vi kan mer")
    page = text(login("reader").get(url))
    for shown in ("Digitalt först", "70 till 2028", "60 till 2028", "Vi kan mer", "Varje tertial", "Högre är bättre"):
        assert shown in page


def test_an_indicator_without_anything_is_a_page_too(login, agency):
    bare = factories.IndicatorFactory(agency=agency, baseline=None, baseline_year=2026)
    page = text(login("planner").get(bare.get_absolute_url()))
    assert "Inga mätvärden än" in page
    assert "Det finns ingen avslutad period" in page


def test_a_wrong_name_in_the_address_leads_to_the_right_one(login, agency, indicator, url):
    response = login("reader").get(f"/arbeta/exempelkoping/uppfoljning/indikatorer/{indicator.pk}-fel/")
    assert (response.status_code, response.url) == (301, url)


def test_petra_registers_a_value(login, url, data, indicator, person):
    response = login("planner").post(url, data | {"value": "42,5 %", "comment": "Ny blankett"}, follow=True)
    assert "Värdet är registrerat." in text(response)
    made = current(indicator)
    assert (str(made.value), made.comment, made.entered_by) == ("42.5000", "Ny blankett", person("planner"))


@pytest.mark.parametrize("typed", ["42,5", "42.5", "42,5 %", " 42,5 ", "42,5\xa0%"])
def test_numbers_are_written_in_many_ways(login, url, data, indicator, typed):
    login("planner").post(url, data | {"value": typed})
    assert float(current(indicator).value) == 42.5


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Ange ett tal, till exempel 42,5."),
        ("fyrtio", "Ange ett tal, till exempel 42,5."),
        ("140", "Ange ett tal mellan 0 och 100, till exempel 42,5."),
        ("-1", "Ange ett tal mellan 0 och 100, till exempel 42,5."),
    ],
)
def test_wrong_values_are_explained_and_everything_is_kept(login, url, data, indicator, typed, said):
    response = login("planner").post(url, data | {"value": typed, "comment": "Räknat två gånger"})
    page = text(response)
    assert said in page
    assert "Rätta det här innan du fortsätter" in page
    assert "<title>Fel: " in page
    assert 'value="Räknat två gånger"' in page
    assert f'value="{typed}"' in page or not typed
    assert current(indicator) is None


def test_other_units_have_no_upper_limit(login, agency):
    postage = factories.IndicatorFactory(agency=agency, unit="tkr", baseline=2950, direction="lower", target=1200)
    login("planner").post(postage.get_absolute_url(), {"period": "2026-t2", "value": "2 050", "seen": 0})
    assert current(postage).value == 2050


@pytest.mark.parametrize("period", ["2026-t3", "2023-t3", "2026", ""])
def test_a_period_that_is_not_over_or_not_due_cannot_be_chosen(login, url, data, indicator, period):
    response = login("planner").post(url, data | {"period": period})
    assert response.status_code == 200
    assert response.context["form"].errors["period"]
    assert indicator.measurements.count() == 7


def test_the_oldest_missing_period_is_chosen_beforehand(login, url, indicator):
    assert '<option value="2026-t2" selected>' in text(login("planner").get(url))
    indicator.measurements.filter(year=2025, number=1).delete()
    assert '<option value="2025-t1" selected>' in text(login("planner").get(url))


def test_a_double_post_makes_one_row(login, url, data, indicator):
    planner = login("planner")
    assert planner.post(url, data).status_code == planner.post(url, data).status_code == 302
    assert indicator.measurements.filter(year=2026, number=2).count() == 1


def test_a_correction_needs_a_reason_and_keeps_the_old_value(login, url, data, indicator, settings):
    correction = data | {"period": "2026-t1", "value": "39"}
    page = text(login("planner").post(url, correction))
    assert "Perioden har redan värdet 38\xa0%" in page
    assert "Skriv varför det ska rättas." in page
    assert current(indicator, 2026, 1).value == 38

    settings.DEMO_TODAY = datetime.date(2026, 11, 3)
    login("planner").post(url, correction | {"correction": "Dubbletter borttagna"})
    assert current(indicator, 2026, 1).value == 39
    assert indicator.measurements.filter(year=2026, number=1).count() == 2
    page = text(login("reader").get(url))
    assert "Rättad 3 november 2026 från 38: Dubbletter borttagna" in page


def test_a_value_registered_meanwhile_is_not_replaced_unnoticed(login, url, data, indicator, person):
    Measurement.record(indicator, Period(2026, 2), 41, by=person("manager"))
    response = login("planner").post(url, data | {"correction": "Fel från början"})
    page = text(response)
    assert response.status_code == 409
    assert "Jonas Ek registrerade 41\xa0%" in page
    assert 'value="Fel från början"' in page
    assert current(indicator).value == 41

    newest = current(indicator).pk
    assert f'name="seen" value="{newest}"' in page
    login("planner").post(url, data | {"correction": "Fel från början", "seen": newest})
    assert current(indicator).value == 40


def test_an_unlikely_value_is_asked_about_once(login, url, data, indicator):
    page = text(login("planner").post(url, data | {"value": "90"}))
    assert "Värdet är 90\xa0%. Förra gången var det 38\xa0%. Stämmer det?" in page
    assert 'name="confirmed"' in page
    assert current(indicator) is None
    login("planner").post(url, data | {"value": "90", "confirmed": "on"})
    assert current(indicator).value == 90


def test_the_question_is_not_there_until_it_is_asked(login, url):
    assert 'name="confirmed"' not in text(login("planner").get(url))


def test_a_manager_may_register_and_readers_and_project_leads_may_not(login, url, data, indicator):
    for role in ("reader", "project_lead"):
        assert 'id="registrera"' not in text(login(role).get(url))
        assert login(role).post(url, data).status_code == 403
    assert current(indicator) is None
    assert login("manager").post(url, data).status_code == 302


def test_strangers_and_other_agencies_indicators_are_not_there(login, url, data):
    assert login().get(url).status_code == login().post(url, data).status_code == 404
    other = factories.IndicatorFactory()
    inside = f"/arbeta/exempelkoping/uppfoljning/indikatorer/{other.pk}-{other.slug}/"
    assert login("manager").get(inside).status_code == login("manager").post(inside, data).status_code == 404
    assert login("manager").get(other.get_absolute_url()).status_code == 404


def test_one_current_value_per_indicator_and_period(indicator):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.MeasurementFactory(indicator=indicator, year=2026, number=1)


def test_queries_do_not_grow_with_values(login, url, indicator, queries, strategic_plan, person):
    reader = login("reader")
    few = queries(reader, url)
    for value in range(50, 60):
        Measurement.record(indicator, Period(2026, 1), value, by=person("planner"), correction="Rättat")
        indicator.goals.add(factories.LongTermGoalFactory(plan=strategic_plan))
    assert queries(reader, url) == few <= 12
