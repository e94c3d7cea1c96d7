"""Finished rows of the national register of premises."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts.numbers import UNKNOWN, format_day
from strategy.models import PremiseSource


@dataclass(frozen=True)
class SourceRow:
    """A premise of the register: its facts on one line, when it applies, and why it does not when it does not."""

    source: PremiseSource
    facts: str
    valid: str
    flag: str


def source_rows(sources, today):
    return [SourceRow(source, _facts(source), _valid(source), _flag(source, today)) for source in sources]


def _facts(source):
    return ", ".join(part for part in (source.reference, str(source.year or "")) if part)


def _valid(source):
    first, last = source.valid_from, source.valid_until
    if first and last:
        return _("%(first)s till och med %(last)s") % {"first": format_day(first), "last": format_day(last)}
    if first:
        return _("Från %s") % format_day(first)
    return _("Till och med %s") % format_day(last) if last else UNKNOWN


def _flag(source, today):
    if source.replaced_by_id:
        return _("Ersatt av %s") % source.replaced_by
    if source.valid_until and source.valid_until < today:
        return _("Gäller inte längre")
    return _("Gäller inte än") if source.valid_from and source.valid_from > today else ""
