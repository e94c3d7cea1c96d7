"""Finished rows of an organisation's services: groups followed by their parts, what is known and what is not."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import UNKNOWN, format_number
from strategy.models import BuildOut, Service


@dataclass(frozen=True)
class ServiceRow:
    """A service, or a group: one that others are part of. `steps` are the 0–5 steps of how far it is built out, each
    true when reached; None when nobody has said.
    """

    service: Service
    group: str
    is_part: bool
    steps: tuple | None
    built: str
    volume: str


@dataclass(frozen=True)
class ServiceList:
    """Rows to show, the sentence about all that are in use, and the groups to choose among."""

    rows: tuple
    sentence: str
    groups: tuple
    total: int


def service_list(agency, *, words="", group="", everything=False):
    """All of an organisation's services in three queries, narrowed to those that have every word and the group."""
    found = list(agency.services.for_listing())
    parts = defaultdict(list)
    for service in found:
        if _stands_under(service):
            parts[service.part_of_id].append(service)
    ordered = [one for top in found if not _stands_under(top) for one in (top, *parts[top.pk])]
    wanted = words.casefold().split()
    shown = [
        one
        for one in ordered
        if (everything or not one.is_retired)
        and (not group or group in (str(one.pk), str(one.part_of_id)))
        and all(word in one.search_text for word in wanted)
    ]
    return ServiceList(
        rows=tuple(_row(one, parts[one.pk]) for one in shown),
        sentence=_sentence([one for one in found if not one.is_retired], parts),
        groups=tuple(one for one in ordered if parts[one.pk]),
        total=len(found),
    )


def _stands_under(service):
    """Groups do not nest; should two people make them do so at once, the inner one still stands by itself."""
    return service.part_of_id is not None and service.part_of.part_of_id is None


def _row(service, parts):
    built = service.build_out
    return ServiceRow(
        service=service,
        group=_group(service, parts),
        is_part=_stands_under(service),
        steps=None if built is None else tuple(step <= built for step in BuildOut.values if step),
        built=UNKNOWN if built is None else service.get_build_out_display(),
        volume=_volume(service, [part for part in parts if not part.is_retired]),
    )


def _group(service, parts):
    if service.part_of_id:
        return str(service.part_of)
    in_use = sum(not part.is_retired for part in parts)
    return ngettext("Grupp med %d tjänst", "Grupp med %d tjänster", in_use) % in_use if parts else UNKNOWN


def _volume(service, parts):
    """Its own number, or for a group without one the sum of what is known about its parts."""
    known = [part.volume for part in parts if part.volume is not None]
    if service.volume is not None or not known:
        return format_number(service.volume)
    total = format_number(sum(known))
    return total if len(known) == len(parts) else _("minst %s") % total


def _sentence(in_use, parts):
    """How many, and how far they are built out. A group is no service of its own here; its parts are."""
    services = [one for one in in_use if not parts[one.pk]]
    groups = len(in_use) - len(services)
    digital = sum(bool(one.is_digital_throughout) for one in services)
    unknown = sum(one.is_digital_throughout is None for one in services)
    if not services:
        return ""
    count = ngettext("%d tjänst", "%d tjänster", len(services)) % len(services)
    if groups:
        count = ngettext("%(count)s och %(n)d grupp", "%(count)s och %(n)d grupper", groups) % {
            "count": count,
            "n": groups,
        }
    said = _("%d går att göra helt digitalt") % digital if digital else _("Ingen går att göra helt digitalt")
    if unknown:
        lacks = ngettext("%d saknar uppgift om hur utbyggd den är", "%d saknar uppgift om hur utbyggda de är", unknown)
        said = f"{said}, {lacks % unknown}"
    return f"{count}. {said}."
