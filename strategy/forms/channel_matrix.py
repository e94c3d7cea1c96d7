"""The channel strategy as one table to fill in: target groups down, channels across, two shares in every cell."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Channel, TargetGroup
from agencies.swedish import sort_key
from strategy.models import ChannelChoice, ChannelGroup
from strategy.models.channels import WHOLE
from workflow.clock import now
from workflow.fields import NumberField, as_typed, parse_number
from workflow.forms import FaultsMixin, speak_swedish
from workflow.models import PlanClosed

# What an empty plan begins with, by code (UX P08).
STARTING_GROUPS = ("privatperson", "foretag", "ombud")
STARTING_CHANNELS = ("e_tjanst", "telefon", "brev", "besok", "e_post")
NOT_OFFERED = gettext_lazy("Ett av valen finns inte längre. Välj bland dem som visas.")
TIMES = ("today", "target")
_NOTHING = (None, None)
_WAS = re.compile(r"g(\d{1,18})(?:s(\d{1,18}))?-was", re.ASCII)


class ShareField(NumberField):
    """A share of the contacts, in per cent with at most one decimal; None is not known."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value is not None and not 0 <= value <= WHOLE:
            raise ValidationError(_("Ange ett tal mellan 0 och 100."))
        if value is not None and value != round(value, 1):
            raise ValidationError(_("Ange högst en decimal, till exempel 42,5."))

    def clean(self, value):
        share = super().clean(value)
        return share if share is None else round(share, 1)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"size": "6"}


_SHARE = ShareField()


class Cell:
    """One share: what is typed in it, its value when that can be read, and what is wrong with it."""

    def __init__(self, name, label, text, when):
        self.name, self.label, self.text, self.when = name, label, text, when
        self.value, self.error, self.theirs = None, "", None
        try:
            self.value = _SHARE.clean(text)
        except ValidationError as fault:
            self.error = fault.messages[0]


class Row:
    """A target group, in all matters or those of one service, with its cells: {channel's number: (today, in the end)}.

    `seen` is the group's edit_count when the page was shown, None for a row that was not saved then, and `was` the
    shares it had: together they tell whether the person changed the row, and whether somebody else has done so since.
    """

    def __init__(self, target_group, service, group=None):
        self.target_group, self.service, self.group = target_group, service, group
        self.prefix = f"g{target_group.pk}" + (f"s{service.pk}" if service else "")
        self.name = f"{target_group}, {service}" if service else str(target_group)
        self.cells, self.is_gone, self.other = {}, False, ""
        self.was_shown_as(group)

    def was_shown_as(self, group):
        self.seen, self.was = (group.edit_count, saved_shares(group)) if group else (None, {})

    @property
    def stamp(self):
        """`seen` and `was` in a hidden field: "3 12:24:60 14:38:"."""
        if self.seen is None:
            return ""
        return " ".join([str(self.seen), *(f"{pk}:{_plain(one)}:{_plain(two)}" for pk, (one, two) in self.was.items())])

    def read(self, stamp):
        """Takes back a stamp that came with a post; one that cannot be read says that nothing was shown."""
        self.seen, self.was = None, {}
        try:
            count, *shares = stamp.split(" ") if stamp else [""]
            self.seen = int(count[:9]) if count.isascii() and count.isdecimal() else None
            for pk, *pair in (share.split(":") for share in shares):
                today, target = (parse_number(text) if text else None for text in pair)
                self.was[int(pk[:18])] = (today, target)
        except ValueError:
            self.seen, self.was = None, {}

    def fill(self, columns, year, data=None):
        """Puts what is typed, or what was shown, into the cells of these columns."""
        words = {"today": _("i dag"), "target": str(year)}
        for channel in columns:
            shown = dict(zip(TIMES, self.was.get(channel.pk, _NOTHING), strict=True))
            names = {time: f"{self.prefix}-c{channel.pk}-{time}" for time in TIMES}
            self.cells[channel.pk] = tuple(
                Cell(
                    names[time],
                    _("%(row)s, %(channel)s, andel %(when)s")
                    % {"row": self.name, "channel": channel, "when": words[time]},
                    (data or {}).get(names[time], _SHARE.prepare_value(shown[time]) or ""),
                    words[time],
                )
                for time in TIMES
            )

    @property
    def shares(self):
        """What the cells say, without those that say nothing."""
        pairs = {pk: (today.value, target.value) for pk, (today, target) in self.cells.items()}
        return {pk: pair for pk, pair in pairs.items() if pair != _NOTHING}

    @property
    def faults(self):
        return [cell for pair in self.cells.values() for cell in pair if cell.error]

    @property
    def is_touched(self):
        return bool(self.faults) or self.shares != self.was

    def refuse(self, group):
        """Whether what is typed would overwrite what somebody else did to the group since the page was shown.

        The row then tells what they did, and the next press speaks of the group as it is now.
        """
        if group is None:
            self.is_gone = self.seen is not None
        elif self.seen != group.edit_count and saved_shares(group) not in (self.was, self.shares):
            self.other = str(group.edited_by or _("Någon annan"))
            saved = saved_shares(group)
            for pk, cells in self.cells.items():
                for cell, share in zip(cells, saved.get(pk, _NOTHING), strict=True):
                    cell.theirs = None if cell.value == share else _SHARE.prepare_value(share) or ""
        if self.is_gone or self.other:
            self.group = group
            self.was_shown_as(group)
        return bool(self.is_gone or self.other)


def saved_shares(group):
    pairs = {choice.channel_id: (choice.share_today, choice.share_target) for choice in group.listed_choices}
    return {pk: pair for pk, pair in pairs.items() if pair != _NOTHING}


def _plain(share):
    return "" if share is None else str(share)


class ChannelMatrix(FaultsMixin, forms.Form):
    """The whole table in one form: saved whole or not at all, and never over what somebody else saved meanwhile.

    A row is locked by itself: what others did to rows that this person left alone does not matter. The button
    `add_channel` only draws the table with one more column.
    """

    channel = forms.ChoiceField(label=gettext_lazy("kanal"), required=False)
    own_channel = forms.CharField(label=gettext_lazy("eller en egen kanal"), required=False, max_length=120)
    own_kind = forms.ChoiceField(label=gettext_lazy("den är"), choices=Channel.Group, required=False)

    focus = ""  # the cell to go on in, after a column has been added

    def __init__(self, data=None, *, plan):
        super().__init__(data)
        self.plan = plan
        self.is_adding = self.is_bound and "add_channel" in data
        self.offered = {channel.pk: channel for channel in Channel.objects.offered_to(plan.agency)}
        self.fields["channel"].error_messages["invalid_choice"] = NOT_OFFERED
        self.fields["own_kind"].error_messages["invalid_choice"] = NOT_OFFERED
        speak_swedish(self)
        self.has_unknown = False
        self._lay_out()

    def _lay_out(self):
        """Columns and rows from what is saved and what is posted."""
        groups = self.plan.listed_channel_groups
        self.columns = self._columns(groups)
        taken = {channel.pk for channel in self.columns}
        choices = [(pk, str(one)) for pk, one in self.offered.items() if not one.is_retired]
        self.fields["channel"].choices = [("", _("Välj kanal")), *choices]
        self.fields["channel"].widget.choices = [
            choice for choice in self.fields["channel"].choices if choice[0] not in taken
        ]
        saved = {(group.target_group_id, group.service_id): group for group in groups}
        posted = self._posted_keys()
        rows = [Row(group.target_group, group.service, group) for group in groups]
        rows += self._unsaved(posted, saved) if self.is_bound else self._starters() if not groups else []
        self.rows = [row for row in rows if self._fill(row, posted)]

    def _columns(self, groups):
        used = {choice.channel_id: choice.channel for group in groups for choice in group.listed_choices}
        asked = self.data.getlist("kanal") if self.is_bound else []
        known = {str(pk): channel for pk, channel in (self.offered | used).items()}
        self.has_unknown |= any(pk not in known for pk in asked)
        chosen = used | {known[pk].pk: known[pk] for pk in asked if pk in known}
        if not chosen:
            chosen = {pk: one for pk, one in self.offered.items() if one.code in STARTING_CHANNELS}
        return sorted(chosen.values(), key=lambda one: (one.position, sort_key(one.name), one.pk))

    def _posted_keys(self):
        """The rows that came with the post: {(target group's number, service's or None): stamp}."""
        found = {_WAS.fullmatch(name): self.data.get(name) for name in self.data} if self.is_bound else {}
        return {(int(key[1]), key[2] and int(key[2])): stamp for key, stamp in found.items() if key}

    def _unsaved(self, posted, saved):
        """The posted rows that are no group of the plan: not yet, or no longer."""
        keys = [key for key in posted if key not in saved]
        if not keys:
            return []
        agency = self.plan.agency
        groups = TargetGroup.objects.offered_to(agency).in_bulk([group for group, _service in keys])
        services = agency.services.in_bulk([service for _group, service in keys if service])
        known = [
            (group, service) for group, service in keys if group in groups and (not service or service in services)
        ]
        self.has_unknown |= len(known) < len(keys)
        return [Row(groups[group], services.get(service)) for group, service in known]

    def _starters(self):
        groups = TargetGroup.objects.filter(code__in=STARTING_GROUPS)
        return [Row(group, None) for group in sorted(groups, key=lambda group: STARTING_GROUPS.index(group.code))]

    def _fill(self, row, posted):
        """Fills the row; whether it shall be shown. A row left alone shows what is saved now, if it still is."""
        stamp = posted.get((row.target_group.pk, row.service and row.service.pk))
        if stamp is not None:
            row.read(stamp)
            row.fill(self.columns, self.plan.last_year, self.data)
            if row.is_touched or (row.group is None and row.seen is None):
                return True
            row.was_shown_as(row.group)
        row.fill(self.columns, self.plan.last_year)
        return stamp is None or row.group is not None

    def clean(self):
        cleaned = super().clean()
        if self.has_unknown:
            self.add_error(None, NOT_OFFERED)
        own = cleaned["own_channel"] = as_typed(cleaned.get("own_channel", "")).strip()
        if self.is_adding:
            asked = cleaned.get("channel")
            if own and asked:
                self.add_error("own_channel", _("Välj en kanal eller skriv en egen, inte båda."))
            elif not (own or asked or self.errors):
                self.add_error("channel", _("Välj en kanal, eller skriv en egen."))
        elif own:
            self.add_error(
                "own_channel", _("Kanalen är inte med i tabellen än. Välj Lägg till kanal, eller töm fältet.")
            )
        return cleaned

    @property
    def has_groups(self):
        """Whether the plan says anything of channels yet; if not, the rows are only suggestions."""
        return any(row.group for row in self.rows)

    @property
    def cell_faults(self):
        """The cells with something wrong in them, when it is the cells that are judged."""
        return [] if self.is_adding or not self.is_bound else [cell for row in self.rows for cell in row.faults]

    @property
    def has_faults(self):
        return super().has_faults or bool(self.cell_faults)

    def is_valid(self):
        return super().is_valid() and not self.cell_faults

    def take_in(self, by):
        """The table with one more column; a word that nobody has is made the organisation's own. Saves no share."""
        name, kind = self.cleaned_data["own_channel"], self.cleaned_data["own_kind"] or Channel.Group.DIGITAL
        if name:
            try:
                with self.plan.editing(by):
                    channel = Channel.coin(name, self.plan.agency, group=kind)
            except PlanClosed as closed:
                self._refuse_closed(closed)
                return
        else:
            channel = self.offered[int(self.cleaned_data["channel"])]
        self.offered[channel.pk] = channel
        self.data = self.data.copy()
        self.data.setlist("kanal", [str(one.pk) for one in [*self.columns, channel]])
        for field in ("channel", "own_channel"):
            self.data[field] = ""
        self._lay_out()
        self.focus = f"{self.rows[0].prefix}-c{channel.pk}-today" if self.rows else ""

    def save_by(self, by):
        """Writes every row that was changed, or nothing. False when refused; then the form says why."""
        try:
            with self.plan.editing(by):
                return self._write(by)
        except PlanClosed as closed:
            self._refuse_closed(closed)
        return False

    def _refuse_closed(self, closed):
        self.conflict = True
        self.add_error(None, _("%s Det du skrev står kvar här men är inte sparat.") % closed)

    def _write(self, by):
        groups = self.plan.channel_groups.for_listing().select_related("edited_by")
        saved = {(group.target_group_id, group.service_id): group for group in groups}
        pairs = [(row, saved.get((row.target_group.pk, row.service and row.service.pk))) for row in self.rows]
        changed = [(row, group) for row, group in pairs if row.is_touched]
        refused = [row for row, group in changed if row.refuse(group)]
        if refused:
            self._say_refused(refused)
            return False
        new = [row for row, group in changed if group is None]
        others = [(row, group) for row, group in changed if group and saved_shares(group) != row.shares]
        made = [(row, self._make_group(row, by)) for row in new]
        self._write_choices(made + others)
        ChannelGroup.objects.filter(pk__in=[group.pk for _row, group in others]).update(
            edit_count=F("edit_count") + 1, edited_at=now(), edited_by=by
        )
        return True

    def _make_group(self, row, by):
        group = ChannelGroup(plan=self.plan, target_group=row.target_group, service=row.service)
        group.edited_at, group.edited_by, group.listed_choices = now(), by, []
        group.stand_last()
        group.save()
        return group

    def _write_choices(self, pairs):
        """Makes, changes and removes: a choice that says nothing in any column is none."""
        new, changed, empty = [], [], []
        for row, group in pairs:
            choices = {choice.channel_id: choice for choice in group.listed_choices}
            for pk in row.cells:
                today, target = row.shares.get(pk, _NOTHING)
                choice = choices.get(pk)
                if choice is None:
                    choice = ChannelChoice(group=group, channel_id=pk, share_today=today, share_target=target)
                    new += [choice] if pk in row.shares else []
                    continue
                choice.share_today, choice.share_target = today, target
                says_more = choice.role or choice.purposes or choice.measures
                (changed if says_more or pk in row.shares else empty).append(choice)
        ChannelChoice.objects.bulk_create(new)
        ChannelChoice.objects.bulk_update(changed, ["share_today", "share_target"])
        ChannelChoice.objects.filter(pk__in=[choice.pk for choice in empty]).delete()

    def _say_refused(self, rows):
        self.conflict = True
        for row in rows:
            facts = {"name": row.name, "who": row.other}
            if row.is_gone:
                text = _(
                    "Någon annan har tagit bort %(name)s. Det du skrev står kvar men är inte sparat. Välj Spara igen "
                    "om målgruppen ska vara kvar, eller töm raden."
                )
            else:
                facts["clock"] = timezone.localtime(row.group.edited_at).strftime("%H.%M")
                text = _(
                    "%(name)s: %(who)s sparade kl. %(clock)s medan du skrev. Inget är överskrivet och det du skrev "
                    "står kvar. Jämför rutorna nedan och välj Spara igen när allt är som det ska."
                )
            self.add_error(None, text % facts)
