"""Reads a list that somebody hands us, an Excel workbook, CSV or JSON, as a table of text, and does not trust it.

Lives in agencies because the registers of organisations are the first such lists; other rooms may use it. A file is
told by its first bytes, not by its name. One that cannot be read is `Unreadable`, with a sentence that says what to do.

Limits: 5 MB and 10,000 rows, empty ones counted while reading. A workbook has at most 500 parts that unpack to 50 MB,
looked up in the archive's list before anything is unpacked, and 1,000,000 XML tags, 2,000 of them in a row, counted
before openpyxl builds objects of them (a row of 12 million empty cells became 6 GB). defusedxml refuses XML bombs.
"""

import csv
import io
import json
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass, field

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_PARTS = 500
MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_TAGS = 1_000_000
MAX_TAGS_IN_ROW = 2_000

ROW = re.compile(rb"<(?:\w+:)?row\b")
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
BROKEN = "Filen går inte att läsa. Öppna den i Excel, spara som .xlsx och försök igen."
TOO_BIG = "Arbetsboken blir för stor när den packas upp. Spara bara bladet med listan och försök igen."
NOT_OURS = {
    b"%PDF": "Filen är en PDF. Välj en Excel-, CSV- eller JSON-fil.",
    b"<": "Filen är en webbsida eller XML. Hämta listan som Excel, CSV eller JSON och försök igen.",
    b"\xff\xfe": "Filen är text i UTF-16. Spara den som CSV i UTF-8 och försök igen.",
    b"\xfe\xff": "Filen är text i UTF-16. Spara den som CSV i UTF-8 och försök igen.",
}


class Unreadable(Exception):
    """The file cannot be read at all; the message is the sentence for the reader."""


@dataclass
class Table:
    """The headings, and the rows as text with the number they have in the file.

    `broken` has the rows whose cells do not fit under the headings, as sentences; `notes` what the reader should know.
    """

    headings: list
    rows: list
    unit: str = "Rad"
    broken: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)

    def columns(self, aliases):
        """Which column holds each field: {field: column}, for the fields that have one."""
        columns: dict[str, int] = {}
        for column, heading in enumerate(self.headings):
            for name in [name for name, its_aliases in aliases.items() if _same(heading) in its_aliases]:
                if name in columns:
                    first = self.headings[columns[name]]
                    raise Unreadable(f"Kolumnerna «{first}» och «{heading}» betyder samma sak. Behåll en av dem.")
                columns[name] = column
        return columns


def read_table(path):
    content = _bytes(path)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable(
            "Filen är låst med lösenord. Öppna den i Excel, spara den utan lösenord och försök igen."
            if locked
            else "Filen är i det gamla formatet .xls. Öppna den i Excel, spara som .xlsx och försök igen."
        )
    for beginning, sentence in NOT_OURS.items():
        if content.startswith(beginning):
            raise Unreadable(sentence)
    text, notes = _decoded(content)
    if text.lstrip()[:1] in {"[", "{"}:
        return _json(text, notes)
    return _table(_csv_rows(text), notes)


def shown(text):
    """A piece of somebody's file, fit to be shown in a sentence."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in " ".join(text.split()))
    return text if len(text) <= 60 else f"{text[:59]}…"


def _bytes(path):
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Unreadable(f"Filen {shown(str(path))} går inte att öppna. Kontrollera sökvägen.") from error
    if len(content) > MAX_BYTES:
        raise Unreadable("Filen är för stor. Den får vara högst 5 MB.")
    if not content.strip():
        raise Unreadable("Filen är tom. Välj filen med listan.")
    return content


def _table(rows, notes):
    """The first row that is not empty is the headings; empty rows after it are passed over."""
    table = Table([], [], notes=notes)
    for number, cells in enumerate(rows, 1):
        if number > MAX_ROWS + 1:
            raise Unreadable(
                "Filen har fler än 10 000 rader, tomma medräknade. Ta bort de tomma raderna eller dela upp filen."
            )
        if not any(cell.strip() for cell in cells):
            continue
        if table.headings:
            _add(table, number, cells)
        else:
            table.headings = _headings(cells)
    if not table.rows and not table.broken:
        raise Unreadable("Filen har inga rader under rubrikerna. Välj filen med listan.")
    return table


def _add(table, number, cells):
    width = len(table.headings)
    if len(cells) < width or any(cell.strip() for cell in cells[width:]):
        table.broken[number] = (
            f"{table.unit} {number} har {len(cells)} värden men rubrikerna är {width}. "
            "Kontrollera att filen är hel och att text med skiljetecken står inom citattecken."
        )
    else:
        table.rows.append((number, cells[:width]))


def _headings(cells):
    headings = [shown(cell) for cell in cells]
    while not headings[-1]:
        headings.pop()
    seen = set()
    for heading in filter(None, headings):
        if _same(heading) in seen:
            raise Unreadable(f"Rubriken «{heading}» finns två gånger. Behåll den kolumn som är rätt.")
        seen.add(_same(heading))
    return headings


def _same(heading):
    return unicodedata.normalize("NFC", heading).casefold()


def _text(value):
    """A cell of any type as text: a whole number without decimals; what is neither text nor number gets a # first."""
    if value is None:
        return ""
    if isinstance(value, bool | dict | list):
        return f"#{type(value).__name__}"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return str(value)


# Text files ----------------------------------------------------------------------------------------------------------


def _decoded(content):
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise Unreadable(f"Rad {line} innehåller NUL-tecken, så filen är ingen textfil. Välj en Excel- eller CSV-fil.")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        note = "Filen är inte i UTF-8 och lästes som latin-1 (Windows-1252). Kontrollera att å, ä och ö blev rätt."
    try:
        return content.decode("cp1252"), [note]
    except UnicodeDecodeError as error:
        raise Unreadable("Filen är varken Excel eller text. Välj en Excel-, CSV- eller JSON-fil.") from error


def _csv_rows(text):
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Unreadable(
            f"Rad {reader.line_num} går inte att läsa som CSV. Kontrollera citattecknen på den raden och raderna före."
        ) from error


def _json(text, notes):
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" (rad {error.lineno}, tecken {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"Filen är inte riktig JSON{where}. Hämta listan igen.") from error
    items = content.get("values") if isinstance(content, dict) else content
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) and item for item in items):
        raise Unreadable("JSON-filen har inte rätt form. Den ska vara en lista av objekt, eller ha listan i values.")
    if len(items) > MAX_ROWS:
        raise Unreadable("Filen har fler än 10 000 poster. Dela upp den.")
    if isinstance(content, dict) and content.get("next_url"):
        notes = [*notes, "Filen är en av flera sidor (next_url). Hämta och importera också de andra."]
    names = list(items[0])[:MAX_COLUMNS]
    rows = [(number, [_text(item.get(name)) for name in names]) for number, item in enumerate(items, 1)]
    return Table(_headings(names), rows, unit="Post", notes=notes)


# Workbooks -----------------------------------------------------------------------------------------------------------


def _workbook(content):
    """The first sheet that shows. A formula counts as its saved value, or as itself when it has none."""
    has_formulas = _inspected(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of everything it passes over
        sheets = _sheets(content, data_only=False)
        if not sheets:
            raise Unreadable("Arbetsboken har inget blad som syns. Välj filen med listan.")
        notes = []
        if len(sheets) > 1:
            notes.append(f"Arbetsboken har {len(sheets)} blad. Bara det första, «{shown(sheets[0].title)}», lästes.")
        saved = _sheets(content, data_only=True)[0] if has_formulas else None
        return _table(_sheet_rows(sheets[0], saved), notes)


def _inspected(content):
    """Refuses what is dangerous to open; says whether any sheet has formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_dangerous(parts)
            counts = [_counted(archive, part) for part in parts]
    except Unreadable:
        raise
    except Exception as error:  # zipfile lets several exceptions out for a damaged archive
        raise Unreadable(BROKEN) from error
    if sum(tags for tags, _ in counts) > MAX_TAGS:
        raise Unreadable(TOO_BIG)
    return any(has_formulas for _, has_formulas in counts)


def _refuse_dangerous(parts):
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable(TOO_BIG)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("Filen är låst med lösenord. Spara den utan lösenord och försök igen.")
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise Unreadable(BROKEN)
    if "xl/workbook.xml" not in names:
        raise Unreadable("Filen är ett arkiv men ingen Excel-arbetsbok. Spara listan som .xlsx och försök igen.")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("Arbetsboken har makron. Spara den som .xlsx utan makron och försök igen.")


def _counted(archive, part):
    """How many XML tags a part has, and whether it is a sheet with formulas; refuses an enormous one."""
    tags, in_row, has_formulas, is_sheet = 0, 0, False, part.filename.startswith("xl/worksheets/")
    with archive.open(part) as stream:
        while chunk := stream.read(1024 * 1024):
            has_formulas = has_formulas or (is_sheet and FORMULA.search(chunk) is not None)
            tags += chunk.count(b"<")
            in_rows = [piece.count(b"<") for piece in ROW.split(chunk)]
            in_rows[0] += in_row
            in_row = in_rows[-1]
            if tags > MAX_TAGS or (is_sheet and max(in_rows) > MAX_TAGS_IN_ROW):
                raise Unreadable(TOO_BIG)
    return tags, has_formulas


def _sheets(content, *, data_only):
    from openpyxl import load_workbook  # noqa: PLC0415 (heavy, and only workbooks need it)

    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            sheet.reset_dimensions()  # a sheet may claim another size than it has
    except Exception as error:  # openpyxl lets any exception out for a damaged part
        raise Unreadable(BROKEN) from error
    return sheets


def _sheet_rows(sheet, saved):
    """The rows as far as the headings reach; what stands to the right of them is nobody's column."""
    width = 0
    try:
        for cells in _cells(sheet, saved):
            width = width or max((column for column, cell in enumerate(cells, 1) if cell.strip()), default=0)
            yield cells[:width]
    except Exception as error:  # openpyxl lets any exception out for a damaged part
        raise Unreadable(BROKEN) from error


def _cells(sheet, saved):
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    if saved is None:
        return ([_text(value) for value in row] for row in rows)
    saved_rows = saved.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    return (
        [_formula_or_text(*pair) for pair in zip(*both, strict=True)] for both in zip(rows, saved_rows, strict=True)
    )


def _formula_or_text(formula, value):
    if value is None and formula is not None:
        text = formula if isinstance(formula, str) else getattr(formula, "text", None)
        return f"={str(text or '').removeprefix('=')}"
    return _text(value)
