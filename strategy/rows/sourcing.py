"""Finished rows of the sourcing strategy, and what it says in words."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from charts.numbers import format_day
from strategy.models import SourcingDecision, SourcingForm

# One and many of each group, as they stand after a number.
_WORDS = {
    SourcingForm.Group.OWN: (gettext_lazy("i egen regi"), gettext_lazy("i egen regi")),
    SourcingForm.Group.BOUGHT: (gettext_lazy("upphandlad"), gettext_lazy("upphandlade")),
    SourcingForm.Group.JOINT: (gettext_lazy("gemensam"), gettext_lazy("gemensamma")),
    SourcingForm.Group.ENDING: (gettext_lazy("som upphör"), gettext_lazy("som upphör")),
    None: (gettext_lazy("inte bestämd"), gettext_lazy("inte bestämda")),
}


_FEW = 6  # changes; more of them are easier to read in the table


@dataclass(frozen=True)
class Internal:
    """What only the organisation itself reads of a process: (heading, words), in the order of the form."""

    heading: str
    words: str


@dataclass(frozen=True)
class SourcingRow:
    """A process. `lacks_year` when it changes form and nobody has said when."""

    decision: SourcingDecision
    today: str
    later: str
    year: str
    lacks_year: bool
    internal: tuple


def sourcing_summary(plan):
    """What the strategy says in one line; "" when it has no processes.

    "7 processer: 4 i egen regi, 2 upphandlade, 1 gemensam. 2028: 3 i egen regi, 2 upphandlade, 2 gemensamma."
    """
    rows = plan.listed_sourcing
    if not rows:
        return ""
    count = ngettext("%d process", "%d processer", len(rows)) % len(rows)
    today, later = _counted(one.form_today for one in rows), _counted(one.form_later for one in rows)
    if today == later:
        return _("%(count)s: %(today)s, i dag och %(year)d.") % {"count": count, "today": today, "year": plan.last_year}
    facts = {"count": count, "today": today, "later": later, "year": plan.last_year}
    return _("%(count)s: %(today)s. %(year)d: %(later)s.") % facts


def _counted(forms):
    counts = Counter(form.group if form else None for form in forms)
    return ", ".join(f"{counts[group]} {words[counts[group] != 1]}" for group, words in _WORDS.items() if counts[group])


def sourcing_rows(plan):
    return [_row(decision) for decision in plan.listed_sourcing]


def sourcing_changes(rows):
    """Which processes change and when, in words; "" when none does, or so many that the table says it better.

    "2026 ändras Lön. 2027 ändras Drift och Arkiv. När Kundtjänst ändras är inte bestämt."
    """
    changing = sorted((row for row in rows if row.year or row.lacks_year), key=_when)
    if len(changing) > _FEW:
        return ""
    said = []
    for year, members in groupby(changing, key=lambda row: row.year):
        names = get_text_list([row.decision.name for row in members], _("och"))
        sentence = _("%(year)s ändras %(names)s.") if year else _("När %(names)s ändras är inte bestämt.")
        said.append(sentence % {"year": year, "names": names})
    return " ".join(said)


def _when(row):
    return row.lacks_year, row.year


def _row(decision):
    today, later = decision.form_today, decision.form_later
    return SourcingRow(
        decision=decision,
        today=str(today or ""),
        later=str(later or ""),
        year=str(decision.changes_in or ""),
        lacks_year=bool(today and later and today != later and not decision.changes_in),
        internal=tuple(Internal(heading, words) for heading, words in _internal(decision) if words),
    )


def _internal(decision):
    """The fields of SourcingDecision.INTERNAL, those that belong together on one line."""
    yield _("Motiv"), _joined(decision.get_reasons_labels(), decision.reason_note)
    yield _("Risker"), _joined(decision.get_risks_labels(), decision.risk_note)
    yield _("Avtalet löper ut"), format_day(decision.contract_ends_on) if decision.contract_ends_on else ""
    yield _("Så lämnar vi leverantören"), decision.exit_plan


def _joined(labels, note):
    ticked = ", ".join(labels)
    return f"{ticked}. {note}" if ticked and note else ticked or note
