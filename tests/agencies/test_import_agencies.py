"""Registers in every shape, made here; what comes in, what is refused and how it is said."""

import csv
import datetime
import io
import json
import re
import tracemalloc
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from stdnum import luhn

from agencies.models import Agency, FormerName
from agencies.registers import municipality_name, presentable
from agencies.swedish import matching
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db

STATE = ["Namn", "Organisationsnr", "SFS", "Epost", "Tfn", "Webbadress", "PostAdress", "PostNr", "PostOrt"]
NUMBERS = ["202100-5489", "202100-6883", "202100-0852"]
SCB_ROWS = [
    ["BOLAGSVERKET", NUMBERS[0], "2007:1110", "post@bolag.example", "", "www.bolag.example", "Box 1", "851 81", "Ort"],
    ["Myndigheten för exempel", NUMBERS[1], "", "", "", "", "", "", ""],
]
KOMMUN = ["id", "title", "type"]
KOMMUN_ROWS = [["0000", "Riket", "L"], ["0001", "Region Stockholm", "L"], ["0180", "Stockholm", "K"]]


def run(file, *flags):
    """The command's answer: out, the problems one by one, and the last sentence when it gave up."""
    out, err, error = io.StringIO(), io.StringIO(), ""
    try:
        call_command("import_agencies", str(file), *flags, stdout=out, stderr=err)
    except CommandError as refused:
        error = str(refused)
    return SimpleNamespace(out=out.getvalue(), problems=err.getvalue().splitlines(), error=error)


def number(position):
    """A valid organisationsnummer for each position."""
    digits = f"2021{position:05d}"
    return digits + luhn.calc_check_digit(digits)


@pytest.fixture
def text(tmp_path):
    """A text file: text(rows) with a delimiter and an encoding, or text("as it is")."""

    def text(content, *, delimiter=",", encoding="utf-8", name="fil"):
        if not isinstance(content, str):
            lines = io.StringIO()
            csv.writer(lines, delimiter=delimiter).writerows(content)
            content = lines.getvalue()
        file = tmp_path / name
        file.write_bytes(content.encode(encoding))
        return file

    return text


@pytest.fixture
def book(tmp_path):
    """A workbook of the rows; `change` may do something to its first sheet before it is saved."""

    def book(rows, change=lambda sheet: None, name="bok.xlsx"):
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        change(workbook.active)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return book


@pytest.fixture
def raw_book(tmp_path):
    """A workbook whose only sheet is exactly this XML, for what no spreadsheet program would write."""

    def raw_book(sheet, extra=()):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">'
            '<sheets><sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet.replace("<worksheet>", f'<worksheet xmlns="{main}">'),
        }
        with zipfile.ZipFile(tmp_path / "rå.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in [*parts.items(), *extra]:
                archive.writestr(name, content)
        return tmp_path / "rå.xlsx"

    return raw_book


def sheet_of(*rows, before=""):
    """Sheet XML with each row's cells as inline text; a cell that begins with < is put in as it is."""
    lines = ""
    for position, row in enumerate(rows, 1):
        cells = "".join(
            cell if cell.startswith("<") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row
        )
        lines += f'<row r="{position}">{cells}</row>'
    return f"<worksheet>{before}<sheetData>{lines}</sheetData></worksheet>"


def state(**cells):
    """A row of the SCB form with these cells."""
    return [cells.get(heading, "") for heading in STATE]


# The two registers in their shapes -----------------------------------------------------------------------------------


def test_the_myndighetsregister_comes_in_from_a_workbook(book):
    answer = run(book([STATE, *SCB_ROWS]))
    assert answer.out == "Myndigheter: 2 nya, 0 ändrade, 0 oförändrade, 0 överhoppade\n"
    agency = Agency.objects.get(organisation_number="202100-5489")
    assert (agency.name, agency.kind, agency.slug) == ("Bolagsverket", "state_agency", "bolagsverket")
    assert (agency.function_email, agency.website) == ("post@bolag.example", "https://www.bolag.example")
    assert (agency.code, agency.is_demo) == ("", False)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_the_myndighetsregister_comes_in_from_csv(text, delimiter, encoding):
    rows = [["organisationsnummer", "namn", "kortnamn", "scb_grupp", "webb", "epost"]]
    rows.append([NUMBERS[0], "Överprövningsnämnden, för å och ä", "ÖN", "Grupp", "", ""])
    answer = run(text([*rows, []], delimiter=delimiter, encoding=encoding))
    assert answer.out.endswith("Myndigheter: 1 nya, 0 ändrade, 0 oförändrade, 0 överhoppade\n")
    assert ("lästes som latin-1" in answer.out) == (encoding == "latin-1")
    agency = Agency.objects.get()
    assert (agency.name, agency.short_name) == ("Överprövningsnämnden, för å och ä", "ÖN")
    assert agency.slug == "overprovningsnamnden-for-a-och-a"


def test_kommuner_and_regioner_come_in_from_json_and_riket_is_skipped(text):
    values = [dict(zip(KOMMUN, row, strict=True)) for row in KOMMUN_ROWS]
    for content in [{"count": 3, "values": values, "next_url": None}, values]:
        Agency.objects.all().delete()
        answer = run(text(json.dumps(content)))
        assert answer.out == "Kommuner och regioner: 2 nya, 0 ändrade, 0 oförändrade, 1 överhoppade\n"
        assert set(Agency.objects.values_list("kind", "code", "name", "slug")) == {
            ("region", "01", "Region Stockholm", "region-stockholm"),
            ("municipality", "0180", "Stockholms kommun", "stockholms-kommun"),
        }


@pytest.mark.parametrize(
    "headings", [["kolada_id", "namn", "typ", "lanskod", "lan"], ["ID", "Title", "TYPE", "x", "y"]]
)
def test_kommuner_and_regioner_come_in_from_csv(text, headings):
    rows = [["0000", "Riket", "riket"], ["0009", "Region Gotland", "region"], ["0980", "Gotland", "kommun"]]
    answer = run(text([headings, *([*row, "09", "Gotlands län"] for row in rows)]))
    assert answer.out == "Kommuner och regioner: 2 nya, 0 ändrade, 0 oförändrade, 1 överhoppade\n"
    assert set(Agency.objects.values_list("kind", "code", "slug")) == {
        ("region", "09", "region-gotland"),
        ("municipality", "0980", "gotlands-kommun"),
    }


def test_a_page_of_a_longer_list_is_said_to_be_one(text):
    values = [dict(zip(KOMMUN, KOMMUN_ROWS[2], strict=True))]
    assert "en av flera sidor" in run(text(json.dumps({"values": values, "next_url": "https://x.example"}))).out


def test_the_shape_is_told_by_the_columns_and_not_by_the_name(text, book):
    assert "1 nya" in run(text([KOMMUN, KOMMUN_ROWS[2]], name="myndigheter.xlsx")).out
    assert "2 nya" in run(book([STATE, *SCB_ROWS], name="kommuner.csv")).out


def test_numbers_that_excel_made_of_codes_and_numbers_are_understood(book):
    assert "1 nya" in run(book([STATE, state(Namn="A-verket", Organisationsnr=2021005489)])).out
    assert Agency.objects.get().organisation_number == "202100-5489"
    answer = run(book([KOMMUN, [180, "Stockholm", "K"], [1, "Region Stockholm", "L"], [1480.0, "Göteborg", "K"]]))
    assert "Koder utan inledande nolla fylldes ut: 2 stycken, till exempel 180 lästes som 0180." in answer.out
    assert set(Agency.objects.exclude(code="").values_list("code", flat=True)) == {"0180", "01", "1480"}


def test_spaces_and_letters_in_parts_are_put_right(text):
    run(text([STATE, state(Namn="  Va\u030aga\u0308ndets\u00a0  verk ", Organisationsnr=" 202100 5489 ")]))
    assert Agency.objects.values_list("name", "organisation_number").get() == ("Vågändets verk", "202100-5489")


# Again, and when something has changed -------------------------------------------------------------------------------


def test_the_second_run_changes_nothing(book, text):
    files = [book([STATE, *SCB_ROWS]), text([KOMMUN, *KOMMUN_ROWS])]
    for file in files:
        run(file)
    before = list(Agency.objects.order_by("pk").values())
    assert [run(file).out for file in files] == [
        "Myndigheter: 0 nya, 0 ändrade, 2 oförändrade, 0 överhoppade\n",
        "Kommuner och regioner: 0 nya, 0 ändrade, 2 oförändrade, 1 överhoppade\n",
    ]
    assert list(Agency.objects.order_by("pk").values()) == before


def test_a_dry_run_says_the_same_and_saves_nothing(book):
    run(book([STATE, SCB_ROWS[0]]))
    file = book([STATE, state(Namn="Nya Bolagsverket", Organisationsnr=NUMBERS[0]), SCB_ROWS[1]])
    told = run(file, "--dry-run").out.splitlines()
    assert told == [
        "Myndigheter: 1 nya, 1 ändrade, 0 oförändrade, 0 överhoppade",
        "Det var en provkörning. Inget är sparat.",
    ]
    assert (Agency.objects.count(), FormerName.objects.count()) == (1, 0)
    assert run(file).out.splitlines() == told[:1]


def test_a_new_name_keeps_the_address_and_remembers_the_old_name(text):
    run(text([STATE, state(Namn="Gamla verket", Organisationsnr=NUMBERS[0])]))
    with time_machine.travel(datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)):
        answer = run(text([STATE, state(Namn="Nya verket", Organisationsnr=NUMBERS[0])]))
    assert answer.out == "Myndigheter: 0 nya, 1 ändrade, 0 oförändrade, 0 överhoppade\n"
    agency = Agency.objects.get()
    assert (agency.name, agency.slug) == ("Nya verket", "gamla-verket")
    former = agency.former_names.get()
    assert (former.name, former.slug, former.ended_on) == ("Gamla verket", None, datetime.date(2026, 1, 1))
    assert matching(Agency.objects.all(), "nya").exists()
    assert not matching(Agency.objects.all(), "gamla").exists()


def test_two_that_have_swapped_names_are_still_themselves(text):
    run(
        text(
            [
                STATE,
                state(Namn="A-verket", Organisationsnr=NUMBERS[0]),
                state(Namn="B-verket", Organisationsnr=NUMBERS[1]),
            ]
        )
    )
    run(
        text(
            [
                STATE,
                state(Namn="B-verket", Organisationsnr=NUMBERS[0]),
                state(Namn="A-verket", Organisationsnr=NUMBERS[1]),
            ]
        )
    )
    assert Agency.objects.get(organisation_number=NUMBERS[0]).name == "B-verket"
    assert Agency.objects.count() == 2


def test_an_empty_cell_does_not_erase_what_somebody_has_filled_in(text):
    AgencyFactory(
        name="A-verket", slug="a", kind="state_agency", organisation_number=NUMBERS[0], short_name="AV",
        function_email="vi@a.example", website="https://a.example",
    )  # fmt: skip
    row = state(Namn="A-verket", Organisationsnr=NUMBERS[0])
    assert "1 oförändrade" in run(text([STATE, row])).out
    row = state(Namn="A-verket", Organisationsnr=NUMBERS[0], Epost="ny@a.example")
    assert "1 ändrade" in run(text([STATE, row])).out
    agency = Agency.objects.get()
    assert (agency.short_name, agency.function_email) == ("AV", "ny@a.example")
    assert agency.website == "https://a.example"


def test_a_name_that_somebody_has_written_better_is_kept(text):
    AgencyFactory(name="Moderna Museet", slug="a", kind="state_agency", organisation_number=NUMBERS[0])
    AgencyFactory(name="Malmö stad", slug="b", kind="municipality", code="1280")
    AgencyFactory(name="BOVERKET", slug="c", kind="state_agency", organisation_number=NUMBERS[1])
    run(
        text(
            [
                STATE,
                state(Namn="MODERNA MUSEET", Organisationsnr=NUMBERS[0]),
                state(Namn="BOVERKET", Organisationsnr=NUMBERS[1]),
            ]
        )
    )
    run(text([KOMMUN, ["1280", "Malmö", "K"]]))
    assert set(Agency.objects.values_list("name", flat=True)) == {"Moderna Museet", "Malmö stad", "Boverket"}
    assert not FormerName.objects.exists()


def test_example_data_is_not_touched(text):
    AgencyFactory(name="Exempel", slug="exempel", kind="municipality", code="0180", is_demo=True)
    answer = run(text([KOMMUN, ["0180", "Stockholm", "K"]]))
    assert "«Exempel» hör till exempeldata och rörs inte." in answer.out
    assert answer.out.endswith("0 nya, 0 ändrade, 0 oförändrade, 1 överhoppade\n")
    assert Agency.objects.get().name == "Exempel"


def test_organisations_that_the_file_does_not_have_are_left_alone(text):
    other = AgencyFactory(name="Kommunalförbundet", slug="forbundet", kind="other")
    run(text([KOMMUN, *KOMMUN_ROWS]))
    other.refresh_from_db()
    assert (other.name, other.ended_on) == ("Kommunalförbundet", None)


def test_the_same_name_with_another_number_is_another_organisation(text):
    AgencyFactory(name="Nämnden", slug="namnden", kind="state_agency", organisation_number=NUMBERS[2])
    AgencyFactory(name="Rådet", slug="annat", kind="other").former_names.create(name="Gammalt", slug="radet")
    rows = [state(Namn=name, Organisationsnr=key) for name, key in [("Nämnden", NUMBERS[0]), ("Rådet", NUMBERS[1])]]
    answer = run(text([STATE, *rows]))
    assert "Ännu en heter «Nämnden»: 202100-5489." in answer.out
    assert Agency.objects.get(organisation_number=NUMBERS[0]).slug == "namnden-2021005489"
    assert Agency.objects.get(organisation_number=NUMBERS[1]).slug == "radet-2021006883"  # the old address is taken


def test_a_long_name_gets_a_short_address(text):
    long = "Nämnden för " + "utomordentligt " * 11 + "slut"
    run(text([STATE, state(Namn=long, Organisationsnr=NUMBERS[0]), state(Namn=long, Organisationsnr=NUMBERS[1])]))
    slugs = set(Agency.objects.values_list("slug", flat=True))
    assert all(len(slug) <= 80 and re.fullmatch(r"namnden-for(-utomordentligt)+(-2021006883)?", slug) for slug in slugs)
    assert len(slugs) == 2


def test_the_number_of_queries_does_not_grow_with_the_file(text):
    def queries(count):
        file = text([STATE, *(state(Namn=f"Verk {one}", Organisationsnr=number(one)) for one in range(count))])
        with CaptureQueriesContext(connection) as captured:
            run(file)
        return len(captured)

    queries(2)
    few, again = queries(12), queries(12)
    assert again <= 4
    assert few <= queries(40) <= 8
    assert Agency.objects.count() == 40


# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("ARBETSFÖRMEDLINGEN", "Arbetsförmedlingen"),
        ("MYNDIGHETEN FÖR DIGITAL FÖRVALTNING (DIGG)", "Myndigheten för digital förvaltning (DIGG)"),
        ("MYNDIGHETEN FÖR DIGITAL FÖRVALTNING (Digg)", "Myndigheten för digital förvaltning (Digg)"),
        ("TOTALFÖRSVARETS FORSKNINGSINSTITUT, FOI", "Totalförsvarets forskningsinstitut, FOI"),
        ("LÄNSSTYRELSEN I VÄSTRA GÖTALANDS LÄN", "Länsstyrelsen i Västra Götalands län"),
        ("HÖGSKOLAN DALARNA", "Högskolan Dalarna"),
        ("FÖRVALTNINGSRÄTTEN I MALMÖ", "Förvaltningsrätten i Malmö"),
        ("SKILJENÄMNDEN I VISSA TRYGGHETSFRÅGOR", "Skiljenämnden i vissa trygghetsfrågor"),
        ("FJÄRDE AP-FONDEN", "Fjärde AP-fonden"),
        ("RÅDET F MILJÖ, NÄRINGAR & BYGGANDE", "Rådet för miljö, näringar och byggande"),
        ("NÄMNDEN FÖR UNGDOMS-OCH FRITIDSFRÅGOR", "Nämnden för ungdoms- och fritidsfrågor"),
        ("Sida", "Sida"),
        ("Myndigheten för IT", "Myndigheten för IT"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_swedish(written, shown):
    assert presentable(written) == shown


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Stockholm", "Stockholms kommun"),
        ("Malmö", "Malmö kommun"),
        ("Solna", "Solna kommun"),
        ("Täby", "Täby kommun"),
        ("Umeå", "Umeå kommun"),
        ("Borås", "Borås kommun"),
        ("Kalix", "Kalix kommun"),
        ("Höör", "Höörs kommun"),
        ("Dals-Ed", "Dals-Eds kommun"),
        ("Upplands-Bro", "Upplands-Bro kommun"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Falun", "Falu kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Orust", "Orust kommun"),
        ("Sunne kommun", "Sunne kommun"),
        ("Lidingö stad", "Lidingö stad"),
    ],
)
def test_a_kommun_gets_its_legal_name(title, name):
    assert municipality_name(title) == name


# Bad rows ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Organisationsnr": "202100-5480"}, "Rad 3, Organisationsnr: «202100-5480» är inte ett organisationsnummer."),
        ({"Organisationsnr": "12345"}, "Rad 3, Organisationsnr: «12345» är inte ett organisationsnummer."),
        ({"Organisationsnr": "811228-9874"}, "Rad 3, Organisationsnr: «811228-9874» är inte ett organisationsnummer."),
        ({"Organisationsnr": "２０２１００５４８９０"}, "Rad 3, Organisationsnr: "),
        ({"Organisationsnr": ""}, "Rad 3, Organisationsnr: cellen är tom. Fyll i den."),
        ({"Organisationsnr": "2,02E+09"}, "Rad 3, Organisationsnr: «2,02E+09» är inte ett organisationsnummer."),
        ({"Namn": ""}, "Rad 3, Namn: cellen är tom. Fyll i den."),
        ({"Namn": " \u00a0 "}, "Rad 3, Namn: cellen är tom. Fyll i den."),
        ({"Namn": "=1+1"}, "Rad 3, Namn: «=1+1» är en formel utan färdigt värde."),
        ({"Namn": "+cmd|' /C calc'!A0"}, "Rad 3, Namn: «+cmd|' /C calc'!A0» är inget namn."),
        ({"Namn": "@SUM(1)"}, "Rad 3, Namn: «@SUM(1)» är inget namn."),
        ({"Namn": "2024"}, "Rad 3, Namn: «2024» är inget namn."),
        (
            {"Namn": "Verk\u202eet"},
            "Rad 3, Namn: «Verk\N{REPLACEMENT CHARACTER}et» innehåller ett tecken som inte syns (U+202E).",
        ),
        (
            {"Namn": "Verk\u0007et"},
            "Rad 3, Namn: «Verk\N{REPLACEMENT CHARACTER}et» innehåller ett tecken som inte syns (U+0007).",
        ),
        ({"Namn": "N" * 201}, f"Rad 3, Namn: «{'N' * 59}…» är 201 tecken."),
    ],
)
def test_a_bad_row_is_named_with_its_column_and_nothing_comes_in(text, cells, said):
    row = state(**{"Namn": "B-verket", "Organisationsnr": NUMBERS[1]} | cells)
    answer = run(text([STATE, SCB_ROWS[0], row]))
    assert answer.problems[0].startswith(said)
    assert answer.error.startswith("1 rad är fel. Inget är importerat.")
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["18", "Stockholm", "K"], "Rad 2, id: «18» är inte en kommuns kod. Skriv fyra siffror, till exempel 0180."),
        (["0001", "Stockholm", "K"], "Rad 2, id: «0001» är inte en kommuns kod."),
        (["0180", "Stockholm", "L"], "Rad 2, id: «0180» är inte en regions kod. Skriv 00 och länskoden"),
        (["01800", "Stockholm", "K"], "Rad 2, id: «01800» är ingen kod."),
        (["SE01", "Stockholm", "K"], "Rad 2, id: «SE01» är ingen kod."),
        (["0180", "Stockholm", "A"], "Rad 2, type: «A» är inget slag. Skriv K eller kommun, L eller region."),
        (["0180", "", "K"], "Rad 2, title: cellen är tom."),
        (["0180", "N" * 200, "K"], "Rad 2, title: "),
    ],
)
def test_a_bad_row_of_the_kommun_list_is_named_too(text, cells, said):
    answer = run(text([KOMMUN, cells]))
    assert len(answer.problems) == 1
    assert answer.problems[0].startswith(said)
    assert not Agency.objects.exists()


def test_every_bad_cell_of_every_bad_row_is_named_at_once(text):
    answer = run(text([KOMMUN, ["x", "", "y"], *KOMMUN_ROWS, ["0180x", "Solna", "K"]]))
    assert [problem.split(":")[0] for problem in answer.problems] == [
        "Rad 2, id",
        "Rad 2, type",
        "Rad 2, title",
        "Rad 6, id",
    ]
    assert answer.error.startswith("2 rader är fel. Inget är importerat.")


def test_two_rows_with_the_same_number_are_both_named_and_both_wrong(text):
    rows = [SCB_ROWS[0], SCB_ROWS[1], state(Namn="Annat", Organisationsnr="2021005489")]
    answer = run(text([STATE, *rows]))
    assert answer.problems == [
        "Rad 2 och 4, Organisationsnr: «202100-5489» står på flera rader. Behåll den rad som är rätt."
    ]
    assert not Agency.objects.exists()
    assert "1 nya, 0 ändrade, 0 oförändrade, 2 överhoppade" in run(text([STATE, *rows]), "--skip-bad").out
    assert Agency.objects.get().organisation_number == NUMBERS[1]


def test_a_kommun_and_a_region_may_share_digits_but_two_kommuner_may_not(text):
    rows = [["0180", "Stockholm", "K"], ["180", "Solna", "K"], ["180", "Nacka", "K"]]
    assert run(text([KOMMUN, *rows])).problems == [
        "Rad 2, 3 och 4, id: «0180» står på flera rader. Behåll den rad som är rätt."
    ]


def test_the_good_rows_come_in_when_asked_to_skip_the_bad(text):
    file = text([STATE, SCB_ROWS[0], state(Namn="Fel", Organisationsnr="1")])
    answer = run(file, "--skip-bad")
    assert len(answer.problems) == 1
    assert answer.error == ""
    assert answer.out == "Myndigheter: 1 nya, 0 ändrade, 0 oförändrade, 1 överhoppade\n"
    assert run(file, "--skip-bad", "--dry-run").out.startswith(
        "Myndigheter: 0 nya, 0 ändrade, 1 oförändrade, 1 överhop"
    )


def test_a_wrong_address_is_left_out_and_said_but_the_row_comes_in(text):
    row = state(Namn="A-verket", Organisationsnr=NUMBERS[0], Epost="ring oss", Webbadress="javascript:alert(1)")
    told = run(text([STATE, row])).out.splitlines()
    assert told[:2] == [
        "Rad 2, Epost: «ring oss» är ingen e-postadress. Den lämnades tom.",
        "Rad 2, Webbadress: «javascript:alert(1)» är ingen webbadress. Den lämnades tom.",
    ]
    agency = Agency.objects.get()
    assert (agency.function_email, agency.website) == ("", "")


def test_json_with_odd_values_is_named_by_its_post(text):
    posts = [
        {"id": True, "title": "A", "type": "K"},
        {"id": "0180", "title": ["x"], "type": "K"},
        {"id": "0181", "title": None, "type": "K"},
        {"id": "0182", "type": "K"},
        {"id": "0183", "title": "\u0000", "type": "K"},
        {"id": "0184", "title": "\ud800", "type": "K"},
    ]
    answer = run(text(json.dumps(posts)))
    assert [problem.split(": ")[0] for problem in answer.problems] == [
        "Post 1, id", *(f"Post {post}, title" for post in range(2, 7))
    ]  # fmt: skip
    assert not Agency.objects.exists()


# Bad files -----------------------------------------------------------------------------------------------------------

WRONG_COLUMNS = "Kolumnerna känns inte igen: "
BROKEN = "Filen går inte att läsa. Öppna den i Excel, spara som .xlsx och försök igen."


def refused(file, said):
    """Nothing came in, and it was said in one piece without a traceback."""
    answer = run(file)
    assert said in answer.error
    assert "Inget är importerat." in answer.error
    assert "\n" not in answer.error
    assert not Agency.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom."),
        (b" \r\n ", "Filen är tom."),
        (b"\xef\xbb\xbf", "inga rader under rubrikerna"),
        (b"id,title,type\n", "inga rader under rubrikerna"),
        (b"%PDF-1.7 ...", "Filen är en PDF."),
        (b"<!doctype html><table>", "Filen är en webbsida"),
        ("id,title,type\n".encode("utf-16"), "UTF-16"),
        (b"id,title,type\n0180,Stock\0holm,K\n", "Rad 2 innehåller NUL-tecken"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "NUL-tecken"),
        (b"id,title,type\n\x81\x8d\x8f\x90,\xff,K\n", "varken Excel eller text"),
        (b"bara en mening utan kolumner\noch en till\n", WRONG_COLUMNS + "«bara en mening utan kolumner»"),
        (b"id,title\n0180,Stockholm\n", WRONG_COLUMNS + "«id», «title»"),
        (b"Lista 2026,,\nid,title,type\n0180,Stockholm,K\n", WRONG_COLUMNS + "«Lista 2026»"),
        (b"id,title,type,ID\n0180,Stockholm,K,1\n", "Rubriken «ID» finns två gånger"),
        (b"id,title,type,namn\n0180,Stockholm,K,Solna\n", "Kolumnerna «title» och «namn» betyder samma sak"),
        (b'id,title,type\n0180,"Stockholm,K\n', "går inte att läsa som CSV"),
        (b'id,title,type\n0180,"Stock"holm,K\n', "går inte att läsa som CSV"),
        (b"id,title,type\n0180," + b"x" * 200_000 + b",K\n", "går inte att läsa som CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "det gamla formatet .xls"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "låst med lösenord"),
        (b"PK\x03\x04" + bytes(600), BROKEN),
        (b"PK\x05\x06" + bytes(18), "ingen Excel-arbetsbok"),
        (b'[{"id": "0180"', "Filen är inte riktig JSON (rad 1, tecken 15)."),
        (b"[]", "JSON-filen har inte rätt form."),
        (b"{}", "JSON-filen har inte rätt form."),
        (b"[1, 2]", "JSON-filen har inte rätt form."),
        (b'{"values": {"id": "0180"}}', "JSON-filen har inte rätt form."),
        (b'[{"id": "0180", "name": "Stockholm"}]', WRONG_COLUMNS + "«id», «name»"),
        (b'[{"id": ' + b"9" * 5000 + b"}]", "Filen är inte riktig JSON."),
        (b"[" * 100_000, "Filen är inte riktig JSON."),
        (b"x" * (5 * 1024 * 1024 + 1), "Den får vara högst 5 MB."),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_one_sentence(tmp_path, content, said):
    file = tmp_path / "fil"
    file.write_bytes(content)
    refused(file, said)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path):
    refused(tmp_path / "borta.csv", "går inte att öppna. Kontrollera sökvägen.")
    refused(tmp_path, "går inte att öppna. Kontrollera sökvägen.")


@pytest.mark.parametrize("line", ["0181,Södertälje", "0181,Söder,tälje,K"])
def test_a_row_that_does_not_fit_under_the_headings_is_named(text, line):
    answer = run(text(f"id,title,type\n0180,Stockholm,K\n{line}\n"))
    assert answer.problems == [
        f"Rad 3 har {line.count(',') + 1} värden men rubrikerna är 3. "
        "Kontrollera att filen är hel och att text med skiljetecken står inom citattecken."
    ]
    assert not Agency.objects.exists()


def test_ten_thousand_rows_come_in_and_one_more_is_refused(text):
    rows = [state(Namn=f"Verk {one}", Organisationsnr=number(one)) for one in range(10_001)]
    refused(text([STATE, *rows]), "fler än 10 000 rader")
    assert "10000 nya" in run(text([STATE, *rows[:10_000]]), "--dry-run").out
    many = [{"id": "0180", "title": "Stockholm", "type": "K"}] * 10_001
    refused(text(json.dumps(many)), "fler än 10 000 poster")


def test_a_hundred_thousand_rows_are_refused_without_filling_the_memory(text):
    file = text([KOMMUN, *([f"{one % 10_000:04d}", "Ort", "K"] for one in range(100_000))])
    tracemalloc.start()
    try:
        refused(file, "fler än 10 000 rader")
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


# Bad workbooks -------------------------------------------------------------------------------------------------------


def test_a_cut_off_workbook_is_refused(book, tmp_path):
    whole = book([STATE, *SCB_ROWS]).read_bytes()
    for share in (0.1, 0.5, 0.95):
        file = tmp_path / "avbruten.xlsx"
        file.write_bytes(whole[: int(len(whole) * share)])
        refused(file, BROKEN)


def test_a_workbook_with_a_damaged_part_is_refused(book, tmp_path):
    whole = book([STATE, *SCB_ROWS])
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
        file = tmp_path / "skadad.xlsx"
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w") as target:
            for name in source.namelist():
                target.writestr(name, b"<worksheet><sheetData><row" if name == part else source.read(name))
        refused(file, BROKEN)


def test_another_archive_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "arkiv.xlsx", "w") as archive:
        archive.writestr("lista.csv", "id,title,type\n")
    refused(tmp_path / "arkiv.xlsx", "Filen är ett arkiv men ingen Excel-arbetsbok.")


def test_a_workbook_with_macros_is_refused(raw_book):
    refused(raw_book(sheet_of(KOMMUN), [("xl/vbaProject.bin", b"macro")]), "Arbetsboken har makron.")


def test_a_locked_part_is_refused(raw_book):
    file = raw_book(sheet_of(KOMMUN, KOMMUN_ROWS[2]))
    content = bytearray(file.read_bytes())
    for position in [match.start() for match in re.finditer(b"PK\x01\x02", content)]:
        content[position + 8] |= 1
    file.write_bytes(content)
    refused(file, "Filen är låst med lösenord.")


def test_a_bomb_is_refused_before_it_is_unpacked(raw_book):
    file = raw_book(sheet_of(KOMMUN), [("xl/sharedStrings.xml", b"<sst>" + b" " * 60 * 1024 * 1024)])
    assert file.stat().st_size < 200_000
    tracemalloc.start()
    try:
        refused(file, "Arbetsboken blir för stor när den packas upp.")
        assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_refused(raw_book):
    file = raw_book(sheet_of(KOMMUN, KOMMUN_ROWS[2], before=" " * 60 * 1024 * 1024))
    content = bytearray(file.read_bytes())
    for position in [match.start() for match in re.finditer(b"PK\x01\x02", content)]:
        content[position + 24 : position + 28] = (1000).to_bytes(4, "little")
    file.write_bytes(content)
    tracemalloc.start()
    try:
        refused(file, BROKEN)
        assert tracemalloc.get_traced_memory()[1] < 10 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_workbook_of_a_thousand_parts_is_refused(raw_book):
    refused(raw_book(sheet_of(KOMMUN), [(f"xl/x{one}.xml", "") for one in range(1000)]), "blir för stor när den packas")


@pytest.mark.parametrize(
    "sheet",
    [
        "<worksheet><sheetData><row>" + "<c/>" * 1_000_000 + "</row></sheetData></worksheet>",
        "<worksheet><sheetData>" + ("<row>" + "<c/>" * 1_000 + "</row>") * 1_000 + "</sheetData></worksheet>",
        "<worksheet><sheetData><row>" + "<row/>" * 1_000_000 + "</row></sheetData></worksheet>",
    ],
)
def test_a_sheet_of_a_million_cells_is_refused_before_they_are_made_into_objects(raw_book, sheet):
    file = raw_book(sheet)
    tracemalloc.start()
    try:
        refused(file, "Arbetsboken blir för stor när den packas upp.")
        assert tracemalloc.get_traced_memory()[1] < 30 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_an_xml_bomb_is_refused(raw_book):
    laughs = "".join(f'<!ENTITY l{one} "{f"&l{one - 1};" * 10}">' for one in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    refused(raw_book(bomb + sheet_of(KOMMUN, ["&l9;", "Stockholm", "K"])), BROKEN)


def test_a_row_far_down_is_refused_without_counting_to_it(raw_book):
    far = '<worksheet><sheetData><row r="{}"><c t="inlineStr"><is><t>id</t></is></c></row></sheetData></worksheet>'
    refused(raw_book(far.format(1_000_000_000)), "fler än 10 000 rader")


def test_a_sheet_that_lies_about_its_size_is_read_to_its_end(raw_book):
    for claim in ("A1", "A1:XFD1048576"):
        Agency.objects.all().delete()
        sheet = sheet_of(KOMMUN, *KOMMUN_ROWS, before=f'<dimension ref="{claim}"/>')
        assert "2 nya" in run(raw_book(sheet)).out


def test_a_formula_with_a_saved_value_counts_as_the_value(raw_book):
    formula = '<c t="str"><f>A1&amp;"x"</f><v>Stockholm</v></c>'
    assert "1 nya" in run(raw_book(sheet_of(KOMMUN, ["0180", formula, "K"]))).out
    assert Agency.objects.get().name == "Stockholms kommun"


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<c><f>A1+1</f></c>", "=A1+1"),
        ('<c><f t="array" ref="B2">A1:A3</f></c>', "=A1:A3"),
        ('<c><f t="dataTable" ref="B2"></f></c>', "="),
        ('<c t="inlineStr"><is><t>=HYPERLINK("x")</t></is></c>', '=HYPERLINK("x")'),
    ],
)
def test_a_formula_without_a_saved_value_is_a_bad_cell(raw_book, formula, shown):
    answer = run(raw_book(sheet_of(KOMMUN, ["0180", formula, "K"])))
    assert answer.problems == [
        f"Rad 2, title: «{shown}» är en formel utan färdigt värde. Klistra in värdet i stället för formeln."
    ]
    assert not Agency.objects.exists()


def test_an_error_a_date_and_a_truth_value_are_bad_cells(book):
    rows = [["#N/A", "A", "K"], ["0180", datetime.date(2026, 1, 1), "K"], ["0181", True, "K"]]
    answer = run(book([KOMMUN, *rows]))
    assert [problem.split("»")[0] for problem in answer.problems] == [
        "Rad 2, id: «#N/A", "Rad 3, title: «2026-01-01 00:00:00", "Rad 4, title: «#bool"
    ]  # fmt: skip


def test_a_name_merged_over_two_rows_leaves_the_second_without_a_name(book):
    rows = [["0180", "Stockholm", "K"], ["0181", "Södertälje", "K"]]
    answer = run(book([KOMMUN, *rows], lambda sheet: sheet.merge_cells("B2:B3")))
    assert answer.problems == ["Rad 3, title: cellen är tom. Fyll i den."]


def test_a_merged_title_above_the_headings_is_not_taken_for_headings(book):
    refused(
        book([["Kommuner 2026"], KOMMUN, *KOMMUN_ROWS], lambda sheet: sheet.merge_cells("A1:C1")),
        WRONG_COLUMNS + "«Kommuner 2026»",
    )


def test_empty_rows_and_notes_to_the_right_are_passed_over(book):
    rows = [[], KOMMUN, [], KOMMUN_ROWS[1], [None, "  ", None], [*KOMMUN_ROWS[2], None, "en anteckning"]]
    assert "2 nya" in run(book(rows)).out


def test_only_the_first_sheet_that_shows_is_read(book):
    def more(sheet):
        hidden = sheet.parent.create_sheet("Dolt", 0)
        hidden.sheet_state = "hidden"
        sheet.parent.create_sheet("Anteckningar").append(["hej"])

    answer = run(book([KOMMUN, *KOMMUN_ROWS], more))
    assert "Arbetsboken har 2 blad. Bara det första, «Sheet», lästes." in answer.out
    assert "2 nya" in answer.out
