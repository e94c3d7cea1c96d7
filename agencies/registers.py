"""Knows the public registers of organisations, as their keepers give them out. Nothing here writes.

Lives in agencies because which organisations exist is what this room knows; `import_agencies` does the writing.

Two registers are known, by their columns and never by a file's name: the state agencies of SCB's myndighetsregister
(Namn, Organisationsnr, Epost, Webbadress; or organisationsnummer, namn, kortnamn, epost, webb), and Kolada's kommuner
and regioner (id, title, type; or kolada_id, namn, typ). Other columns are passed over.

Each bad row is a sentence in `problems`; what was mended or left out of a good row is a sentence in `notes`.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from stdnum.se import orgnr

from agencies.models import Agency
from agencies.tables import Table, Unreadable, read_table, shown

STATE_AGENCIES = {
    "organisation_number": ("organisationsnr", "organisationsnummer"),
    "name": ("namn",),
    "short_name": ("kortnamn",),
    "function_email": ("epost", "e-post"),
    "website": ("webbadress", "webb"),
}
MUNICIPALITIES = {"code": ("kolada_id", "id"), "name": ("namn", "title"), "type": ("typ", "type")}
THE_NATION = "0000"


@dataclass(frozen=True)
class Entry:
    """An organisation as a register has it. Its identity is the number, or the kind and the code; never the name."""

    row: int
    kind: str
    name: str
    organisation_number: str = ""
    code: str = ""
    short_name: str = ""
    function_email: str = ""
    website: str = ""
    also_called: frozenset = frozenset()

    @property
    def key(self):
        return self.organisation_number or (self.kind, self.code)


@dataclass
class Register:
    title: str
    entries: list = field(default_factory=list)
    bad_rows: set = field(default_factory=set)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    skipped: int = 0


def read_register(path):
    table = read_table(path)
    title, parse, columns = _recognised(table)
    register = Register(title, bad_rows=set(table.broken), problems=list(table.broken.values()), notes=table.notes)
    padded: list[str] = []
    for number, cells in table.rows:
        _take(register, parse, RowReader(table, columns, number, cells, padded))
    if padded:
        first = f"{padded[0]} lästes som {padded[0].zfill(4)}"
        register.notes.append(f"Koder utan inledande nolla fylldes ut: {len(padded)} stycken, till exempel {first}.")
    _refuse_twins(register, table, columns)
    return register


def _recognised(table):
    columns = table.columns(STATE_AGENCIES)
    if {"organisation_number", "name"} <= set(columns):
        return "Myndigheter", _state_agency, columns
    columns = table.columns(MUNICIPALITIES)
    if {"code", "name", "type"} <= set(columns):
        return "Kommuner och regioner", _municipality, columns
    found = ", ".join(f"«{heading}»" for heading in table.headings[:12] if heading)
    raise Unreadable(
        f"Kolumnerna känns inte igen: {found}. En lista över myndigheter ska ha Namn och Organisationsnr, "
        "en lista över kommuner och regioner ska ha id, title och type. Rubrikerna ska stå på första raden."
    )


def _take(register, parse, row):
    entry = parse(row)
    if row.problems:
        register.bad_rows.add(row.number)
        register.problems += row.problems
    elif entry is None:
        register.skipped += 1
    else:
        register.entries.append(entry)
        register.notes += row.notes


def _refuse_twins(register, table, columns):
    """A key that stands on several rows makes all of them bad: nobody can know which is right."""
    rows = defaultdict(list)
    for entry in register.entries:
        rows[entry.key].append(entry)
    for twins in rows.values():
        if len(twins) > 1:
            numbers = [str(entry.row) for entry in twins]
            heading = table.headings[columns["organisation_number" if twins[0].organisation_number else "code"]]
            register.problems.append(
                f"{table.unit} {', '.join(numbers[:-1])} och {numbers[-1]}, {heading}: "
                f"«{twins[0].organisation_number or twins[0].code}» står på flera rader. Behåll den rad som är rätt."
            )
            register.bad_rows |= {entry.row for entry in twins}
    register.entries = [entry for entry in register.entries if entry.row not in register.bad_rows]


# From cells to organisations -----------------------------------------------------------------------------------------


class Wrong(ValueError):
    """What is wrong with a cell, and what it should hold."""


@dataclass
class RowReader:
    """One row, read field by field; what is wrong is collected, so that all of it can be mended at once."""

    table: Table
    columns: dict
    number: int
    cells: list
    padded: list
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def needed(self, name, parse):
        """The cell as `parse` gives it. A cell that is empty or wrong makes the row bad."""
        text = self._text(name)
        try:
            return parse(_visible(text))
        except Wrong as error:
            self.problems.append(f"{self._place(name)}: {_found(text)} {error}")
            return ""

    def optional(self, name, parse):
        """The same for what an organisation can do without: a wrong cell is left empty, and noted."""
        text = self._text(name)
        try:
            return parse(_visible(text)) if text.strip() else ""
        except Wrong as error:
            self.notes.append(f"{self._place(name)}: {_found(text)} {error} Den lämnades tom.")
            return ""

    def _text(self, name):
        return self.cells[self.columns[name]] if name in self.columns else ""

    def _place(self, name):
        return f"{self.table.unit} {self.number}, {self.table.headings[self.columns[name]]}"


def _state_agency(row):
    return Entry(
        row=row.number,
        kind=Agency.Kind.STATE_AGENCY,
        organisation_number=row.needed("organisation_number", _organisation_number),
        name=row.needed("name", lambda text: _name(presentable(_name(text)))),
        short_name=row.optional("short_name", _short_name),
        function_email=row.optional("function_email", _email),
        website=row.optional("website", _website),
    )


def _municipality(row):
    code = row.needed("code", _digits)
    if code and code.zfill(4) == THE_NATION:
        return None
    kind, title = row.needed("type", _kind), row.needed("name", _name)
    if kind and code:
        code = row.needed("code", lambda text: _code(text, kind, row.padded))
    if kind == Agency.Kind.REGION:
        return Entry(row=row.number, kind=kind, code=code, name=title)
    name = title and row.needed("name", lambda text: _name(municipality_name(text)))
    called = {title, f"{genitive(title)} stad", f"{title} stad", f"{title} kommun"}
    return Entry(row=row.number, kind=kind, code=code, name=name, also_called=frozenset(called))


def _organisation_number(text):
    digits = orgnr.compact(text)
    if not (digits.isascii() and orgnr.is_valid(digits) and digits[2] >= "2"):
        raise Wrong("är inte ett organisationsnummer. Skriv tio siffror, till exempel 202100-5489.")
    return f"{digits[:6]}-{digits[6:]}"


def _name(text):
    if not text[:1].isalnum() or not any(letter.isalpha() for letter in text):
        raise Wrong("är inget namn. Skriv organisationens namn; det börjar med en bokstav eller siffra.")
    if len(text) > 200:
        raise Wrong(f"är {len(text)} tecken. Korta namnet till högst 200 tecken.")
    return text


def _short_name(text):
    if not text[:1].isalnum() or len(text) > 20:
        raise Wrong("är inget kortnamn på högst 20 tecken.")
    return text


def _email(text):
    try:
        validate_email(text)
    except ValidationError as error:
        raise Wrong("är ingen e-postadress.") from error
    if len(text) > 254:
        raise Wrong("är en längre e-postadress än 254 tecken.")
    return text


def _website(text):
    """The address with https:// in front when it came without, so that a page can link it as it stands."""
    address = text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise Wrong("är ingen webbadress.") from error
    if len(address) > 200:
        raise Wrong("är en längre webbadress än 200 tecken.")
    return address


def _kind(text):
    kinds = {"k": "municipality", "kommun": "municipality", "l": "region", "region": "region", "landsting": "region"}
    if text.casefold() not in kinds:
        raise Wrong("är inget slag. Skriv K eller kommun, L eller region.")
    return Agency.Kind(kinds[text.casefold()])


def _digits(text):
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Wrong("är ingen kod. Skriv fyra siffror, till exempel 0180 för Stockholm och 0001 för Region Stockholm.")
    return text


def _code(text, kind, padded):
    """Four digits for a kommun, two for a region, which Kolada writes 00LL. A lost leading zero is put back."""
    code = text.zfill(4)
    county, rest = code[:2], code[2:]
    if kind == Agency.Kind.REGION:
        if county != "00" or rest == "00":
            raise Wrong("är inte en regions kod. Skriv 00 och länskoden, till exempel 0001.")
    elif county == "00" or rest == "00":
        raise Wrong("är inte en kommuns kod. Skriv fyra siffror, till exempel 0180.")
    if len(text) < 4 and not (kind == Agency.Kind.REGION and len(text) == 2):
        padded.append(text)
    return rest if kind == Agency.Kind.REGION else code


def _visible(text):
    """The text with single spaces and composed letters. Refuses formulas and what cannot be seen."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text:
        raise Wrong("Fyll i den.")
    if text.startswith("="):
        raise Wrong("är en formel utan färdigt värde. Klistra in värdet i stället för formeln.")
    for letter in text:
        if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            raise Wrong(f"innehåller ett tecken som inte syns (U+{ord(letter):04X}). Skriv om cellen.")
    return text


def _found(text):
    return f"«{shown(text)}»" if text.strip() else "cellen är tom."


# Names ---------------------------------------------------------------------------------------------------------------

ABBREVIATIONS = {"AP", "ESF", "EU", "FAO", "FN", "ILO"}
PROPER_NAMES = {
    "afrikainstitutet", "bernadotteakademin", "blekinge", "dalarna", "forsmark", "gotland", "götaland", "götalands",
    "halland", "jämtland", "kristianstad", "norrland", "oskarshamn", "ringhals", "skåne", "svealand", "sverige",
    "sveriges", "väst",
}  # fmt: skip
SEATS = ("styrelsen", "högskolan", "rätten", "domstolen", "ambassad", "ambassaden", "konsulat", "konsulatet")
WITHOUT_S = {"Kalmar": "Kalmar", "Orust": "Orust", "Falun": "Falu"}


def presentable(name):
    """A name that a register writes in capitals, as one writes it in Swedish; other names nearly as they are.

    What stands in parentheses, or as two to four letters after a last comma, is an abbreviation and stays. The first
    letter is a capital, and so are known proper names and the place after "länsstyrelsen i" and the like.
    """
    name = re.sub(r"(\w)-(och|eller)\b", r"\1- \2", name, flags=re.IGNORECASE)
    if any(letter.islower() for letter in re.sub(r"\([^)]*\)", "", name)):
        return name
    words, seen = [], ["", ""]
    for piece in re.findall(r"\([^)]*\)|,\s*\w{2,4}$|\w+|\W+?", name.replace(" & ", " OCH ")):
        if piece.isalpha():
            word = _in_small_letters(piece, *seen[-2:])
            seen.append(word)
            words.append(word)
        else:
            words.append(piece)
    name = "".join(words)
    return name[:1].upper() + name[1:]


def _in_small_letters(word, before_last, last):
    small = word.lower()
    if word in ABBREVIATIONS:
        return word
    if small in PROPER_NAMES or (last == "i" and before_last.endswith(SEATS)):
        return small.capitalize()
    return {"f": "för"}.get(small, small)


def municipality_name(title):
    """The legal name of a kommun, of which registers give the first word: Stockholms kommun, Malmö kommun.

    A place that ends in a consonant other than s, x and z takes an s; one that ends in a vowel does not. The three
    places of 290 that break the rule stand in WITHOUT_S. Some kommuner call themselves stad; that name is kept where
    someone has given it (`also_called`).
    """
    return title if title.casefold().endswith((" kommun", " stad")) else f"{genitive(title)} kommun"


def genitive(place):
    if place in WITHOUT_S or place[-1:].casefold() in "sxzaeiouyåäö":
        return WITHOUT_S.get(place, place)
    return f"{place}s"
