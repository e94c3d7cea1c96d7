"""Brings the organisations of a public register into Samplan. Can be run any number of times.

An organisation is found again by its organisationsnummer, or by its kind and code; never by its name, which changes.
All or nothing: when a row is bad nothing is imported, unless `--skip-bad` leaves the bad rows out. The exit code is 1
when nothing was imported because of an error. Organisations that the file does not have are left alone, and so are
those of the example data.

What the file says wins, but an empty cell never erases anything. A name that somebody has given other capitals, or a
kommun that somebody calls stad, is kept. On a new name the old one is remembered; the address (slug) stays the same.
"""

import datetime
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from agencies.models import Agency, FormerName
from agencies.registers import read_register
from agencies.tables import Unreadable

FILLED = ("short_name", "function_email", "website")
SLUG_LENGTH = 80  # as long as Agency.slug


@dataclass
class Plan:
    """What an import would do, before it is done."""

    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    former_names: list = field(default_factory=list)
    unchanged: int = 0
    skipped: int = 0
    notes: list = field(default_factory=list)

    def carry_out(self):
        search_text = Agency._meta.get_field("search_text")
        for agency in self.changed:
            search_text.pre_save(agency, add=False)  # bulk_update does not do it
        Agency.objects.bulk_create(self.new)
        Agency.objects.bulk_update(self.changed, ["name", *FILLED, "search_text"], batch_size=100)
        FormerName.objects.bulk_create(self.former_names)


class Command(BaseCommand):
    help = "Läser in myndigheter (SCB:s myndighetsregister) eller kommuner och regioner (Koladas lista)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FIL", help="Excel, CSV eller JSON. Känns igen på kolumnerna.")
        parser.add_argument("--dry-run", action="store_true", help="Visa vad som skulle hända, men spara inget.")
        parser.add_argument(
            "--skip-bad", action="store_true", help="Importera de rader som är rätt, fast andra är fel."
        )

    def handle(self, *args, file, dry_run, skip_bad, **options):
        try:
            register = read_register(file)
        except Unreadable as error:
            raise CommandError(f"{error} Inget är importerat.") from error
        for problem in register.problems:
            self.stderr.write(problem)
        bad = len(register.bad_rows)
        if bad and not skip_bad:
            rows = "1 rad är fel" if bad == 1 else f"{bad} rader är fel"
            raise CommandError(f"{rows}. Inget är importerat. Rätta filen, eller lämna felen utanför med --skip-bad.")
        try:
            with transaction.atomic():
                plan = _compare(register.entries, today=timezone.localdate())
                if not dry_run:
                    plan.carry_out()
        except IntegrityError as error:
            raise CommandError("Någon annan ändrade registret samtidigt. Inget är importerat. Försök igen.") from error
        for note in register.notes + plan.notes:
            self.stdout.write(note)
        self.stdout.write(
            f"{register.title}: {len(plan.new)} nya, {len(plan.changed)} ändrade, {plan.unchanged} oförändrade, "
            f"{plan.skipped + register.skipped + bad} överhoppade"
        )
        if dry_run:
            self.stdout.write("Det var en provkörning. Inget är sparat.")


def _compare(entries, *, today: datetime.date):
    """The plan for a register's entries against what the database has, in two queries."""
    agencies = list(Agency.objects.order_by())
    known: dict[object, Agency] = {(agency.kind, agency.code): agency for agency in agencies if agency.code}
    known |= {agency.organisation_number: agency for agency in agencies if agency.organisation_number}
    names = {agency.name.casefold() for agency in agencies}
    taken: set[str | None] = {agency.slug for agency in agencies}
    taken |= {former.slug for former in FormerName.objects.exclude(slug=None)}
    plan = Plan()
    for entry in entries:
        agency = known.get(entry.key)
        if agency is None:
            if entry.name.casefold() in names:
                key = entry.organisation_number or f"kod {entry.code}"
                plan.notes.append(f"Ännu en heter «{entry.name}»: {key}. Är det samma organisation?")
            names.add(entry.name.casefold())
            plan.new.append(_new(entry, taken))
        elif agency.is_demo:
            plan.skipped += 1
            plan.notes.append(f"«{agency.name}» hör till exempeldata och rörs inte.")
        else:
            _update(agency, entry, plan, today)
    return plan


def _new(entry, taken):
    agency = Agency(
        kind=entry.kind,
        name=entry.name,
        organisation_number=entry.organisation_number,
        code=entry.code,
        short_name=entry.short_name,
        function_email=entry.function_email,
        website=entry.website,
    )
    agency.slug = _free_slug(entry, taken)
    taken.add(agency.slug)
    return agency


def _update(agency, entry, plan, today):
    before = (agency.name, *(getattr(agency, name) for name in FILLED))
    for name in FILLED:
        setattr(agency, name, getattr(entry, name) or getattr(agency, name))
    if not _same_name(agency.name, entry):
        if agency.name.casefold() != entry.name.casefold():
            plan.former_names.append(FormerName(agency=agency, name=agency.name, ended_on=today))
        agency.name = entry.name
    if before == (agency.name, *(getattr(agency, name) for name in FILLED)):
        plan.unchanged += 1
    else:
        plan.changed.append(agency)


def _same_name(name, entry):
    """Whether a name need not be replaced by the register's: the same, or somebody's better way to write it."""
    rewritten = name.casefold() == entry.name.casefold() and not name.isupper()
    return rewritten or name in entry.also_called


def _free_slug(entry, taken):
    """The name as an address; with the number or the code after it when another organisation has that address."""
    base = slugify(entry.name) or "organisation"
    key = slugify(entry.organisation_number.replace("-", "") or entry.code)
    for ending in chain(["", f"-{key}"], (f"-{key}-{number}" for number in count(2))):
        slug = _cut(base, SLUG_LENGTH - len(ending)) + ending
        if slug not in taken:
            return slug


def _cut(slug, length):
    """A slug short enough, cut between two words when it can be."""
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rpartition("-")[0] or slug[:length]
