"""How a whole is divided today and how it shall be divided: two bars of 100 % under each other.

The parts of today's bar are shaded, those of the planned one are outlines. Each part has a number that the key under
the bars explains, so that the bars can be read without colours. A share that is not known is not drawn, as little as 0
is. What lacks up to 100 is left empty, shares that make more are drawn smaller in proportion, and the drawing says so.
Everything lies along the bar in per cent of its length: the bars fit any width with letters of the same size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.numbers import format_amount, format_number, to_decimal

WHOLE = Decimal(100)
_SHADES = (
    ("#12475a", "#ffffff"),
    ("#457586", "#ffffff"),
    ("#8fb2bd", "#17212b"),
    ("#bed2d9", "#17212b"),
    ("#e4eff2", "#17212b"),
)
_ROOM = 4  # per cent of a bar that a digit needs on a telephone


@dataclass(frozen=True)
class Share:
    """A part of the whole in per cent, 0 to 100: today, and in the plan's last year. None is not known."""

    label: str
    today: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True)
class ShareBars:
    """What `{% share_bars %}` draws: the shares of one whole, in their order, today and in `year`.

    `part` is what a share is a share of, as the table's heading says it: "Kanal".
    """

    label: str
    year: int
    shares: Sequence[Share]
    part: str


@dataclass(frozen=True)
class Segment:
    """A part of a bar; x and width in per cent of its length. `number` is "" where there is no room for it."""

    number: str
    x: float
    width: float
    fill: str
    ink: str

    @property
    def middle(self):
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Key:
    """A line of the key: what a number is, and how its share changes, as "24 → 60 %"."""

    number: int
    label: str
    change: str
    fill: str
    ink: str


@dataclass(frozen=True)
class ShareDrawing:
    """`links` are the places (in today's bar, in the planned one) where a part ends in both, when all are known.

    `today_is_full` and `target_is_full` tell whether the parts fill their bar; if not, a dashed frame shows the rest.
    """

    sentence: str
    today: tuple[Segment, ...]
    target: tuple[Segment, ...]
    today_is_full: bool
    target_is_full: bool
    links: tuple[tuple[float, float], ...]
    key: tuple[Key, ...]
    notes: tuple[str, ...]


def draw_share_bars(bars: ShareBars) -> ShareDrawing:
    shown = [one for one in bars.shares if one.today is not None or one.target is not None]
    today = _ends([one.today for one in shown])
    target = _ends([one.target for one in shown])
    notes = _notes(bars, shown)
    return ShareDrawing(
        sentence=" ".join([_sentence(bars, shown), *notes]),
        today=_segments(today, is_planned=False),
        target=_segments(target, is_planned=True),
        today_is_full=_total(one.today for one in shown) >= WHOLE,
        target_is_full=_total(one.target for one in shown) >= WHOLE,
        links=_links(shown, today, target),
        key=tuple(
            Key(number, one.label, change_words(one), *_SHADES[(number - 1) % len(_SHADES)])
            for number, one in enumerate(shown, start=1)
        ),
        notes=notes,
    )


def change_words(share):
    """ "24 → 60 %", with "–" for what is not known."""
    return f"{format_number(share.today)} → {format_amount(share.target, unit='%')}"


def in_sentence(name):
    """A name as it is written inside a sentence: "e-tjänst", but "SMS"."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _total(shares):
    return sum((to_decimal(share) for share in shares if share is not None), Decimal(0))


def _ends(shares):
    """Where each part ends, in per cent of the bar; None for a share that is not known."""
    whole = max(_total(shares), WHOLE)
    ends, reached = [], Decimal(0)
    for share in shares:
        reached += to_decimal(share or 0)
        ends.append(None if share is None else round(float(reached * 100 / whole), 2))
    return ends


def _segments(ends, is_planned):
    segments, start = [], 0.0
    for number, end in enumerate(ends, start=1):
        if end is None or end <= start:
            continue
        fill, ink = ("#ffffff", "#17212b") if is_planned else _SHADES[(number - 1) % len(_SHADES)]
        width = round(end - start, 2)
        segments.append(Segment(str(number) if width >= _ROOM else "", start, width, fill, ink))
        start = end
    return tuple(segments)


def _links(shown, today, target):
    if any(one.today is None or one.target is None for one in shown):
        return ()
    return tuple(pair for pair in zip(today, target, strict=True) if pair not in ((0, 0), (100, 100)))


def _notes(bars, shown):
    words = (
        (_("i dag"), _total(one.today for one in shown), any(one.today is not None for one in shown)),
        (_("för %d") % bars.year, _total(one.target for one in shown), any(one.target is not None for one in shown)),
    )
    return tuple(note for when, total, is_known in words for note in [_note(when, total, is_known)] if note)


def _note(when, total, is_known):
    facts = {"when": when, "total": format_amount(total, unit="%")}
    if not is_known:
        return _("Andelarna %(when)s är inte ifyllda.") % facts
    if total > WHOLE:
        return _("Andelarna %(when)s blir %(total)s och är nedskalade i bilden.") % facts
    return _("Andelarna %(when)s blir %(total)s. Resten är tomt i bilden.") % facts if total < WHOLE else ""


def _sentence(bars, shown):
    parts = [f"{in_sentence(one.label)} {_way(one, bars.year)}" for one in shown]
    return f"{bars.label}: {', '.join(parts)}." if parts else _("%s: inga andelar än.") % bars.label


def _way(share, year):
    today, target = format_amount(share.today, unit="%"), format_amount(share.target, unit="%")
    if share.target is None:
        return _("%(share)s i dag") % {"share": today}
    if share.today is None:
        return _("%(share)s %(year)d") % {"share": target, "year": year}
    if share.today == share.target:
        return _("oförändrat %(share)s") % {"share": target}
    return _("från %(today)s till %(target)s") % {"today": format_number(share.today), "target": target}
