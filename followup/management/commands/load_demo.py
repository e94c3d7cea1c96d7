"""Loads the demo story of UX.md section 7, moved to a chosen year. Can be run any number of times."""

import io

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from charts.numbers import format_day
from followup.demo import passwords
from followup.demo.loader import Loader
from followup.demo.people import ORGANISATIONS, PEOPLE
from followup.demo.removal import remove
from followup.demo.story import WRITTEN_FOR, Story


class Command(BaseCommand):
    help = "Laddar exempeldata: påhittade organisationer med planer, projekt och mätvärden. Inte i produktion."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, help=f"Året som berättelsen utspelas ({WRITTEN_FOR}, om inget sägs).")
        parser.add_argument("--reset", action="store_true", help="Ta bort exempeldata först och ladda den på nytt.")
        parser.add_argument("--remove", action="store_true", help="Ta bort exempeldata och inget mer.")

    def handle(self, *args, year, reset, **options):
        if options["remove"]:
            return self._remove()
        if settings.PRODUCTION:
            raise CommandError("Exempeldata laddas aldrig i produktion. Pröva med DEMO=1 eller DEBUG=1 i stället.")
        story = Story(_year(year))
        password = passwords.chosen()
        with transaction.atomic():
            if reset:
                remove()
            call_command("load_codelists", stdout=io.StringIO())
            Loader(story).load()
            passwords.give(password)
        self._tell(story, password)

    def _remove(self):
        """Allowed in production too, where nothing of this should be."""
        organisations, people = remove()
        self.stdout.write(f"Exempeldata är borttagen: {organisations} organisationer och {people} personer.")

    def _tell(self, story, password):
        self.stdout.write(f"Exempeldata är laddad. I berättelsen är det {format_day(story.today)}.")
        if story.today != settings.DEMO_TODAY:
            self.stdout.write(f"Sätt DEMO_TODAY={story.today} så räknas dagarna därifrån.")
        self.stdout.write(f"\nLösenord: {password}\n\n")
        width = max(len(person.email) for person in PEOPLE), max(len(person.name) for person in PEOPLE)
        for person in PEOPLE:
            self.stdout.write(f"{person.email:{width[0]}}  {person.name:{width[1]}}  {_roles(person)}")


def _year(asked):
    """The year asked for, else the one DEMO_TODAY says, else the one the story is written for."""
    year = asked or (settings.DEMO_TODAY.year if settings.DEMO_TODAY else WRITTEN_FOR)
    if not 2000 <= year <= 2100:
        raise CommandError(f"{year} är inget år som går att ladda. Ange ett mellan 2000 och 2100.")
    return year


def _roles(person):
    names = {one.code: one.name for one in ORGANISATIONS}
    by_role: dict[str, list[str]] = {}
    for code, role in person.roles.items():
        by_role.setdefault(role.label, []).append(names[code])
    said = [f"{role} i {_listed(places)}" for role, places in by_role.items()]
    said += ["Samordnare"] if person.is_coordinator else []
    said += ["Administratör"] if person.is_administrator else []
    return ". ".join(said)


def _listed(names):
    """ "A, B och C"."""
    return " och ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
