"""How the läge of an indicator is computed: plain functions of numbers, no database.

What readers are told on the page "Så räknas läget" (templates/followup/health_rule.html; a test compares the two):

Läget räknas för den senaste avslutade perioden. Planen är en rak linje från utgångsläget till målvärdet.
Del av tiden: perioderna sedan utgångsläget delat med perioderna från utgångsläget till målet.
Tertial 2 2026 är 8 av 15 perioder mellan slutet av 2023 och slutet av 2028.
Värdet borde vara utgångsläget plus lika stor del av vägen till målet som tiden som har gått.
Förändringen hittills jämförs med förändringen enligt planen.
Det räknas på samma sätt när målet är lägre än utgångsläget.
I fas: minst 90 procent av förändringen enligt planen.
Risk: minst 60 men mindre än 90 procent.
Avviker: mindre än 60 procent.
Saknar värde: inget värde är registrerat för den senaste avslutade perioden.
Ett mål som är nått är alltid i fas.
När planen inte väntar sig någon förändring jämförs värdet med utgångsläget: inte sämre är i fas, högst en tiondel sämre
är risk.
Utan utgångsläge eller målvärde går läget inte att räkna. Då visas ett streck.
"""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import median

from django.conf import settings

from charts.health import Health


def elapsed(period, baseline_year, target_year):
    """The share of the time from the end of the baseline's year to the end of the target's that a period has passed.

    Exact: tertial 2 2026 of 2023 to 2028 is 8/15. Never below 0 or above 1. None without a target's year.
    """
    if target_year is None:
        return None
    passed = period.index + 1 - (baseline_year + 1) * period.per_year
    total = (target_year - baseline_year) * period.per_year
    return min(max(Fraction(passed, total), Fraction(0)), Fraction(1)) if total > 0 else Fraction(1)


def expected(baseline, target, elapsed):
    """Where the value should be when this share of the time has passed, exactly; None when anything is unknown."""
    if baseline is None or target is None or elapsed is None:
        return None
    start = Fraction(baseline)
    return start + (Fraction(target) - start) * elapsed


def health(baseline, target, value, expected, *, lower_is_better=False):
    """The rule of the module's docstring. None when it cannot be computed.

    Which way is better is read from baseline and target; `lower_is_better` decides only when those are the same.
    """
    if value is None:
        return Health.MISSING
    if baseline is None or target is None or expected is None:
        return None
    start, goal, value = Fraction(baseline), Fraction(target), Fraction(value)
    rises = goal > start if goal != start else not lower_is_better
    sign = 1 if rises else -1
    done, planned = (value - start) * sign, (Fraction(expected) - start) * sign
    if (value - goal) * sign >= 0:
        return Health.ON_TRACK
    if planned <= 0:
        return _against_baseline(done, abs(start) / 10)
    return _against_plan(done / planned)


def _against_baseline(done, tolerance):
    if done >= 0:
        return Health.ON_TRACK
    return Health.AT_RISK if -done <= tolerance else Health.OFF_TRACK


def _against_plan(share):
    on_track_from, at_risk_from = limits()
    if share >= on_track_from:
        return Health.ON_TRACK
    return Health.AT_RISK if share >= at_risk_from else Health.OFF_TRACK


def limits():
    """The shares from which a value is on track and at risk, as the adopter has set them, exactly."""
    return Fraction(settings.ON_TRACK_FROM), Fraction(settings.AT_RISK_FROM)


def is_outlier(value, previous, known, smallest):
    """Whether a value differs from the previous one by more than three times what is typical.

    `known` are the values there are, oldest first; the typical change is the median of theirs, but at least `smallest`.
    Fewer than three known values say nothing about what is typical: False.
    """
    if previous is None or len(known) < 3:
        return False
    changes = [abs(later - earlier) for earlier, later in pairwise(known)]
    return abs(value - previous) > 3 * max(median(changes), smallest)


def as_decimal(number):
    """An exact fraction as the Decimal that charts and tables show; None stays None."""
    return None if number is None else Decimal(number.numerator) / Decimal(number.denominator)
