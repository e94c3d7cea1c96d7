"""Files that a project rests on: what is let in, who may read them, and how they are given out."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from planning.models import SupportingDocument
from tests import factories

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
JPG = b"\xff\xd8\xff\xe0" + b"\0" * 30
EXE = b"MZ\x90\0\x03\0\0\0"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def zipped(**members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def office(part):
    return zipped(**{"[Content_Types].xml": "<Types/>", part: "<x/>"})


def opened(kind):
    return zipped(mimetype=f"application/vnd.oasis.opendocument.{kind}", **{"content.xml": "<x/>"})


def workbook():
    held = io.BytesIO()
    openpyxl.Workbook().save(held)
    return held.getvalue()


GOOD = {
    "analys.pdf": PDF,
    "kalkyl.xlsx": workbook(),
    "analys.docx": office("word/document.xml"),
    "bilder.pptx": office("ppt/presentation.xml"),
    "analys.odt": opened("text"),
    "kalkyl.ods": opened("spreadsheet"),
    "bilder.odp": opened("presentation"),
    "skiss.png": PNG,
    "skiss.jpg": JPG,
    "SKISS.JPEG": JPG,
    "anteckning.txt": "Räksmörgås\n".encode(),
    "gammal.txt": "Räksmörgås\r\n".encode("latin-1"),
    "från-excel.txt": "Räksmörgås".encode("utf-16"),
    "tabell.csv": b"a;b\n1;2\n",
}
LYING = {
    "program.pdf": EXE,
    "sida.pdf": b"<!doctype html><script>alert(1)</script>",
    "bild.png": SVG,
    "kalkyl.docx": workbook(),
    "arkiv.docx": zipped(**{"a.txt": "x"}),
    "text.ods": opened("text"),
    "trasig.xlsx": b"PK\x03\x04trasig",
    "program.txt": EXE,
    "skiss.jpg": PNG,
}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    """Where the files are kept: on disk, for these tests are about that."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def project(plan, person):
    return factories.ProjectFactory(plan=plan, title="Skolvalet", owner=person("project_lead"))


@pytest.fixture
def url(project):
    return f"/arbeta/exempelkoping/verksamhetsplan/2027/projekt/{project.pk}/underlag/"


@pytest.fixture
def document(project):
    row = SupportingDocument(project=project, kind="pre_study", title="Förstudie")
    row.file.save("8c1f.pdf", ContentFile(PDF), save=True)
    return row


def send(client, url, name="analys.pdf", content=PDF, **fields):
    upload = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(url, {"kind": "needs_analysis", "title": "", "dated_on": ""} | fields | {"file": upload})


def text(response):
    return response.content.decode()


class TestWhatIsLetIn:
    @pytest.mark.parametrize("name", GOOD)
    def test_a_file_that_is_what_it_says(self, login, project, url, kept, name):
        response = send(login("planner"), url, name, GOOD[name])
        assert (response.status_code, response.url) == (302, f"{project.get_absolute_url()}#underlag")
        document = project.documents.get()
        assert document.title == name.rpartition(".")[0]
        assert (kept / document.file.name).read_bytes() == GOOD[name]

    @pytest.mark.parametrize("name", LYING)
    def test_not_one_that_is_something_else(self, login, project, url, kept, name):
        page = text(send(login("planner"), url, name, LYING[name]))
        assert f"Filen heter .{name.rpartition('.')[2]} men innehållet är något annat." in page
        assert not project.documents.exists()
        assert not list(kept.iterdir())

    @pytest.mark.parametrize("name", ["bild.svg", "sida.html", "program.exe", "makro.docm", "arkiv.zip", "x.pdf.exe"])
    def test_not_a_kind_that_is_not_in_the_list(self, login, project, url, name):
        page = text(send(login("planner"), url, name))
        assert f"Filer som slutar på .{name.rpartition('.')[2]} går inte att ladda upp." in page
        assert not project.documents.exists()

    def test_not_one_without_an_ending(self, login, url):
        assert "Filens namn saknar ändelse." in text(send(login("planner"), url, "analys"))

    def test_not_one_with_macros(self, login, url):
        content = zipped(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": "x"})
        assert "Filen innehåller makron." in text(send(login("planner"), url, "analys.docx", content))

    def test_not_an_empty_one(self, login, url):
        assert "Filen är tom. Välj en annan fil." in text(send(login("planner"), url, "analys.pdf", b""))

    def test_not_one_that_is_too_large(self, login, project, url, settings):
        settings.FILE_MAX_BYTES = 1024 * 1024
        page = text(send(login("planner"), url, content=PDF + b"x" * 1024 * 1024))
        assert "Filen är 2\u00a0MB. Den får vara högst 1\u00a0MB." in page
        assert not project.documents.exists()

    def test_and_one_that_is_far_too_large_is_not_even_listened_to(self, login, project, url, settings):
        settings.FILE_MAX_BYTES = 1024 * 1024
        page = text(send(login("planner"), url, content=PDF + b"x" * 5 * 1024 * 1024))
        assert "Filen är 6\u00a0MB. Den får vara högst 1\u00a0MB." in page
        assert not project.documents.exists()

    def test_nothing_chosen_is_explained_and_what_is_typed_stays(self, login, url):
        page = text(login("planner").post(url, {"kind": "", "title": "Analysen", "dated_on": "31 februari"}))
        assert "Välj en fil." in page
        assert "Välj vilket underlag det är." in page
        assert "Skriv datumet som år-månad-dag" in page
        assert "Analysen" in page

    @pytest.mark.parametrize(
        "name",
        ["å" * 300 + ".pdf", "../../etc/passwd.pdf", 'a"b;c.pdf', "\u202efdp.pdf", "a\x00b.pdf", "..pdf", " .pdf"],
    )
    def test_odd_names_do_no_harm(self, login, project, url, kept, name):
        response = send(login("planner"), url, name)
        assert response.status_code in (200, 302)
        for document in project.documents.all():
            assert (kept / document.file.name).resolve().parent == kept.resolve() / "underlag"
            given = login("reader").get(f"{url}{document.pk}/")
            said = given["Content-Disposition"]
            assert said.startswith("attachment; filename")
            assert not {"\u202e", "\n", "\x00", "/", "\\"} & set(said)
            assert given.getvalue() == PDF


class TestHowItIsKept:
    def test_under_a_name_that_nobody_can_guess(self, login, project, url):
        send(login("planner"), url, "hemligt-namn.pdf")
        assert "hemligt" not in project.documents.get().file.name

    def test_pressed_twice_it_is_kept_once(self, login, project, url, kept):
        for _press in range(2):
            send(login("planner"), url)
        assert project.documents.count() == 1
        assert len(list((kept / "underlag").iterdir())) == 1

    def test_the_reason_for_there_being_none_is_taken_away(self, login, project, url):
        project.documents.create(kind="needs_analysis", missing_reason="Görs i höst")
        project.documents.create(kind="pre_study", missing_reason="Görs i vår")
        send(login("planner"), url)
        assert [row.missing_reason for row in project.documents.order_by("kind")] == ["", "Görs i vår"]

    @pytest.mark.django_db(transaction=True)
    def test_it_goes_with_its_row(self, document, kept):
        assert (kept / document.file.name).exists()
        document.project.delete()
        assert not (kept / document.file.name).exists()

    @pytest.mark.django_db(transaction=True)
    def test_but_stays_as_long_as_another_row_has_it(self, document, kept):
        other = factories.ProjectFactory(plan=document.project.plan)
        other.documents.create(kind="pre_study", file=document.file.name)
        document.delete()
        assert (kept / other.documents.get().file.name).exists()


class TestWhoMay:
    @pytest.mark.parametrize("role", ["planner", "manager", "project_lead"])
    def test_those_who_may_change_the_project_upload(self, login, project, url, role):
        assert send(login(role), url).status_code == 302
        assert project.documents.exists()

    def test_omar_not_to_somebody_elses_project(self, login, project, url, person):
        type(project).objects.update(owner=person("planner"))
        assert send(login("project_lead"), url).status_code == 403

    @pytest.mark.parametrize(("role", "status"), [("reader", 403), (None, 404)])
    def test_others_may_not(self, login, project, url, role, status):
        assert send(login(role), url).status_code == status
        assert not project.documents.exists()

    def test_rut_reads_it_and_a_stranger_does_not_learn_that_it_is_there(self, login, document, url):
        response = login("reader").get(f"{url}{document.pk}/")
        assert response.getvalue() == PDF
        assert login().get(f"{url}{document.pk}/").status_code == 404

    def test_another_organisations_planner_does_not_get_it_through_their_own_address(self, login, person, document):
        theirs = factories.ProjectFactory(plan__year=2027)
        factories.MembershipFactory(user=person(), agency=theirs.plan.agency, role="manager")
        for pk in (theirs.pk, document.project_id):
            url = f"/arbeta/{theirs.plan.agency.slug}/verksamhetsplan/2027/projekt/{pk}/underlag/{document.pk}/"
            assert login().get(url).status_code == 404

    def test_a_closed_plan_takes_no_files_but_gives_them_out(self, login, plan, project, document, url):
        plan.state, plan.decided_on = "published", datetime.date(2026, 12, 1)
        plan.save()
        client = login("planner")
        assert client.get(url).status_code == 403
        response = send(client, url)
        assert response.status_code == 409
        assert "Filen är inte sparad." in text(response)
        assert project.documents.count() == 1
        assert client.get(f"{url}{document.pk}/").getvalue() == PDF


class TestHowItIsGivenOut:
    def test_to_be_kept_and_never_shown_as_what_the_sender_said_it_was(self, login, document, url):
        response = login("reader").get(f"{url}{document.pk}/")
        response.close()
        assert response["Content-Type"] == "application/pdf"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"] == "attachment; filename*=utf-8''F%C3%B6rstudie.pdf"

    def test_a_link_has_no_file(self, login, project, url):
        link = project.documents.create(kind="pre_study", url="https://exempel.se/")
        assert login("reader").get(f"{url}{link.pk}/").status_code == 404

    def test_a_file_that_is_lost_is_not_found(self, login, document, url, kept):
        (kept / document.file.name).unlink()
        assert login("reader").get(f"{url}{document.pk}/").status_code == 404

    def test_no_address_leads_straight_to_the_files(self, login, document):
        assert login("manager").get(f"/{document.file.name}").status_code == 404
        assert login("manager").get(f"/media/{document.file.name}").status_code == 404

    def test_the_projects_page_links_to_it(self, login, document, project, url):
        page = text(login("reader").get(project.get_absolute_url()))
        assert f'href="{url}{document.pk}/"' in page
        assert "PDF" in page


class TestInTheForm:
    def test_a_row_with_a_file_keeps_it(self, login, project, document, url):
        page = text(login("planner").get(url.replace("underlag", "andra")))
        assert "Uppladdad fil (PDF)." in page
