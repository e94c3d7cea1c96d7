"""Numbers and dates as Swedish readers write them. What is unknown (None) is shown as "–", never as 0."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "\u2013"


def to_decimal(value):
    """The value as an exact Decimal; a float as it is printed (0.1, not 0.1000000000000000055). None stays None."""
    if value is None or isinstance(value, Decimal):
        return value
    return Decimal(str(value))


def format_number(value, decimals=None):
    """ "1 234,5" with no-break spaces and a real minus sign.

    decimals: how many to show, rounded half up. None means as many as the number needs, at most two.
    """
    if value is None:
        return UNKNOWN
    rounded = _rounded(to_decimal(value), 2 if decimals is None else decimals)
    text = f"{abs(rounded):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return MINUS + text if rounded < 0 else text


def format_difference(value, decimals=None):
    """A change with its sign: "+3", "−8", and "0" without one. decimals as in format_number."""
    if value is None:
        return UNKNOWN
    grows = _rounded(to_decimal(value), 2 if decimals is None else decimals) > 0
    return ("+" if grows else "") + format_number(value, decimals)


def format_amount(value, decimals=None, unit=""):
    """A number with its unit, kept on one line: "40 %". None is "–", without a unit."""
    text = format_number(value, decimals)
    return text if value is None or not unit else f"{text}{NO_BREAK_SPACE}{unit}"


def format_day(day, *, year=True):
    """ "30 oktober 2026", or "30 oktober" when the year is plain from where it stands."""
    if day is None:
        return UNKNOWN
    return f"{day.day} {MONTHS[day.month]} {day.year}" if year else f"{day.day} {MONTHS[day.month]}"


def format_short_day(day):
    """ "30 okt"."""
    return UNKNOWN if day is None else f"{day.day} {MONTHS_3[day.month]}"


def format_month_span(start, end, year=None):
    """ "apr–dec 2027" or "feb 2025–sep 2027".

    year: the year the reader already sees, left out when the whole span lies in it ("apr–dec").
    start or end None: "från apr 2027", "till sep 2027"; both None: "–".
    """
    if start is None and end is None:
        return UNKNOWN
    if end is None:
        return _("från %(month)s") % {"month": _month(start, year)}
    if start is None:
        return _("till %(month)s") % {"month": _month(end, year)}
    if (start.year, start.month) == (end.year, end.month):
        return _month(start, year)
    if start.year == end.year:
        return f"{MONTHS_3[start.month]}–{_month(end, year)}"
    return f"{_month(start)}–{_month(end)}"


def _month(day, known_year=None):
    return str(MONTHS_3[day.month]) if day.year == known_year else f"{MONTHS_3[day.month]} {day.year}"


def _rounded(value, decimals):
    with localcontext() as context:
        context.prec = max(28, value.adjusted() + decimals + 2)
        return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
