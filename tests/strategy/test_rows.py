"""Words and drawings of the plan's page, without a database."""

import datetime
from decimal import Decimal

import pytest

from strategy.models import BenefitEstimate, Initiative, StrategicPlan
from strategy.rows import estimate_text, joint_text, years_axis, years_bar

PLAN = StrategicPlan(first_year=2024, last_year=2028)


@pytest.mark.parametrize(
    ("low", "high", "unit", "kind", "words"),
    [
        (Decimal(8), Decimal(12), "mnkr", "financial", "8–12\u00a0mnkr per år"),
        (Decimal("0.5"), Decimal(1), "mnkr", "financial", "0,5–1\u00a0mnkr per år"),
        (Decimal(3), Decimal(3), "tkr", "financial", "3\u00a0tkr per år"),
        (Decimal(310), None, "tim", "freed", "minst 310\u00a0tim per år"),
        (None, Decimal(1200), "tim", "freed", "högst 1\u00a0200\u00a0tim per år"),
        (Decimal(0), Decimal(0), "mnkr", "financial", "0\u00a0mnkr per år"),
        (None, None, "mnkr", "quality", "kvalitet"),
    ],
)
def test_a_rough_benefit_is_said_as_people_say_it(low, high, unit, kind, words):
    assert estimate_text(BenefitEstimate(low=low, high=high, unit=unit, kind=kind)) == words


@pytest.mark.parametrize(
    ("joint", "others", "words"),
    [
        ("no", "", "Nej"),
        ("no", "glömt kvar", "Nej"),
        ("seeking", "", "Vi söker partner"),
        ("seeking", "regionen", "Vi söker partner: regionen"),
        ("yes", "kommuner", "Ja, med kommuner"),
    ],
)
def test_the_joint_part_is_said_with_whom(joint, others, words):
    assert joint_text(Initiative(joint=joint, joint_with=others)) == words


@pytest.mark.parametrize(
    ("first", "last", "sentence", "x", "width"),
    [
        (2024, 2028, "Bygga: 2024 till 2028", 2, 166),
        (2025, 2026, "Bygga: 2025 till 2026", 36, 64),
        (2028, 2028, "Bygga: år 2028", 138, 30),
        (2020, 2025, "Bygga: 2020 till 2025", 2, 64),
        (2030, 2031, "Bygga: 2030 till 2031", 0, 0),
    ],
)
def test_the_bar_covers_its_years(first, last, sentence, x, width):
    bar = years_bar(Initiative(title="Bygga", first_year=first, last_year=last), PLAN)
    assert (bar.sentence, bar.x, bar.width) == (sentence, x, width)


@pytest.mark.parametrize(
    ("first", "last", "years"), [(None, None, ""), (2025, None, "från 2025"), (None, 2027, "till 2027")]
)
def test_half_a_time_is_words_without_a_bar(first, last, years):
    bar = years_bar(Initiative(title="Bygga", first_year=first, last_year=last), PLAN)
    assert (bar.years, bar.width) == (years, 0)


@pytest.mark.parametrize(
    ("today", "x"),
    [
        (datetime.date(2024, 1, 1), 1.4),
        (datetime.date(2026, 10, 15), 94.9),
        (datetime.date(2023, 12, 31), None),
        (datetime.date(2029, 1, 1), None),
    ],
)
def test_today_stands_on_the_axis_while_the_plan_runs(today, x):
    axis = years_axis(PLAN, today)
    assert axis.today == x
    assert [label for label, _middle in axis.labels] == ["2024", "2025", "2026", "2027", "2028"]
