"""Finished rows of the channel strategy: the table of shares, how each group's contacts move, and all in a sentence."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import UNKNOWN, format_amount, format_number
from charts.share_bars import Share, ShareBars, in_sentence
from strategy.completeness import unwhole
from strategy.links import address
from strategy.models.channels import WHOLE, ChannelChoice, ChannelGroup

_MOST_NAMED = 4


@dataclass(frozen=True)
class ShareSum:
    """A row's sum at one time: "94 av 100 %", and "6 saknas" or "10 för mycket" in `lack`, "" when it is whole."""

    time: str
    when: str
    text: str
    lack: str


@dataclass(frozen=True)
class MatrixCell:
    """A channel's two shares: as fields (forms.channel_matrix.Cell), and as text."""

    channel: str
    fields: tuple
    texts: tuple


@dataclass(frozen=True)
class MatrixRow:
    """A row of the table. `group` is None while the row is not saved; `url` is the group's own page, then ""."""

    name: str
    service: str
    prefix: str
    stamp: str
    group: ChannelGroup | None
    url: str
    cells: tuple
    sums: tuple
    is_gone: bool
    other: str


@dataclass(frozen=True)
class MatrixTable:
    """One of the two tables: the groups for all services, and those for one each."""

    heading: str
    label: str
    rows: tuple


@dataclass(frozen=True)
class ChannelFigure:
    """How the contacts of a group are to move. `details` are (channel, role, purposes, measures) where any is said."""

    group: ChannelGroup
    bars: ShareBars | None
    details: tuple


def matrix_tables(matrix):
    """The rows of a forms.ChannelMatrix, with those for one service by themselves."""
    general = tuple(_row(row, matrix) for row in matrix.rows if row.service is None)
    special = tuple(_row(row, matrix) for row in matrix.rows if row.service is not None)
    tables = (
        MatrixTable("", _("Tabell: andelar för målgrupper och kanaler"), general),
        MatrixTable(_("Per tjänst"), _("Tabell: andelar per tjänst"), special),
    )
    return [table for table in tables if table.rows]


def _row(row, matrix):
    plan = matrix.plan
    cells = tuple(
        MatrixCell(
            str(channel), row.cells[channel.pk], tuple(format_number(one.value) for one in row.cells[channel.pk])
        )
        for channel in matrix.columns
    )
    return MatrixRow(
        name=str(row.target_group),
        service=str(row.service or ""),
        prefix=row.prefix,
        stamp=row.stamp,
        group=row.group,
        url=address(plan, "channel_edit", row.group.pk) if row.group else "",
        cells=cells,
        sums=tuple(
            share_sum(time, when, [cell.fields[place].value for cell in cells])
            for place, (time, when) in enumerate((("today", _("i dag")), ("target", str(plan.last_year))))
        ),
        is_gone=row.is_gone,
        other=row.other,
    )


def share_sum(time, when, values):
    """What the values that are given add up to; "–" when none is."""
    given = [value for value in values if value is not None]
    if not given:
        return ShareSum(time, when, UNKNOWN, "")
    total = sum(given, Decimal(0))
    lack = ""
    if total != WHOLE:
        words = _("%s saknas") if total < WHOLE else _("%s för mycket")
        lack = words % format_number(abs(WHOLE - total))
    return ShareSum(time, when, _("%s av 100\u00a0%%") % format_number(total), lack)


def channel_figures(plan):
    """A figure for each group that has a share, or something else said of it."""
    figures = [_figure(group, plan) for group in plan.listed_channel_groups]
    return [one for one in figures if one.bars or one.details or one.group.offline]


def _figure(group, plan):
    shares = tuple(Share(str(one.channel), one.share_today, one.share_target) for one in group.listed_choices)
    is_known = any(one.today is not None or one.target is not None for one in shares)
    bars = ShareBars(str(group), plan.last_year, shares, _("Kanal")) if is_known else None
    details = (
        (str(one.channel), one.get_role_display(), ", ".join(one.get_purposes_labels()).lower(), one.measures)
        for one in group.listed_choices
    )
    return ChannelFigure(group, bars, tuple(line for line in details if any(line[1:])))


def channel_summary(plan):
    """The groups' main channels in one line, "Privatpersoner: e-tjänst 24 → 60 %."; "" when there are no groups."""
    groups = plan.listed_channel_groups
    sentences = [_main_channel(group) for group in groups[:_MOST_NAMED]]
    more = len(groups) - _MOST_NAMED
    if more > 0:
        sentences.append(ngettext("Och %d målgrupp till.", "Och %d målgrupper till.", more) % more)
    return " ".join(sentences)


def _main_channel(group):
    choices = group.listed_choices
    is_main = ChannelChoice.Role.MAIN
    main = max(
        choices, key=lambda one: (one.role == is_main, one.share_target or 0, one.share_today or 0), default=None
    )
    if main is None:
        return f"{group}."
    name, today, target = in_sentence(str(main.channel)), main.share_today, main.share_target
    if today is None and target is None:
        return f"{group}: {name}."
    if today is None or target is None:
        known, when = (target, _("%d") % group.plan.last_year) if today is None else (today, _("i dag"))
        return f"{group}: {name} {format_amount(known, unit='%')} {when}."
    return f"{group}: {name} {format_number(today)} → {format_amount(target, unit='%')}."


def unwhole_sentences(plan, groups):
    """What to say after a save of the groups whose shares do not add up: a few of them by name."""
    said = [
        _("%(group)s: andelarna %(when)s blir %(total)s. De ska bli 100\u00a0%% innan planen lämnas in.")
        % {
            "group": group,
            "when": year if year == _("i dag") else _("för %s") % year,
            "total": format_amount(total, unit="%"),
        }
        for group in groups
        for year, total in unwhole(plan, group)
        if total is not None
    ]
    more = len(said) - _MOST_NAMED
    if more > 1:
        return [*said[:_MOST_NAMED], _("%d andra summor blir inte heller 100\u00a0%%. Se tabellen.") % more]
    return said


def odd_sentences(group, year):
    """Odd but allowed: a channel that is not offered, and yet has a share of the contacts."""
    return [
        _("%(channel)s erbjuds inte, men har andelen %(share)s för %(year)d. Kontrollera att det stämmer.")
        % {"channel": one.channel, "share": format_amount(one.share_target, unit="%"), "year": year}
        for one in group.choices.select_related("channel")
        if one.role == ChannelChoice.Role.NOT_OFFERED and one.share_target
    ]
