"""Files that people add to a project: what is let in, how it is kept, and under what name it is given out.

A file is taken for what its content says and not for what it is called. It is kept outside the web root under a random
name, and only ever given out by a view that has asked who the reader is (planning/views/documents.py).
"""

import math
import re
import uuid
import zipfile
import zlib
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import format_number

# What each kind is called, and what we say it is when we give it out.
KINDS = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": ("PowerPoint", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "odt": ("OpenDocument", "application/vnd.oasis.opendocument.text"),
    "ods": ("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet"),
    "odp": ("OpenDocument", "application/vnd.oasis.opendocument.presentation"),
    "png": ("PNG", "image/png"),
    "jpg": ("JPG", "image/jpeg"),
    "txt": ("text", "text/plain; charset=utf-8"),
    "csv": ("CSV", "text/csv; charset=utf-8"),
}
ALIASES = {"jpeg": "jpg"}
_KIND_WORDS = gettext_lazy("PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPG eller textfil")
_STARTS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_OPEN_DOCUMENTS = {name: KINDS[name][1].encode() for name in ("odt", "ods", "odp")}
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")


class FewMegabytes(FileUploadHandler):
    """Stops listening to a file that is far too large, so that it fills no disk. Stands first of the upload handlers.

    One that is only somewhat too large is let through: the form then says exactly how large it is.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > 3 * settings.FILE_MAX_BYTES:
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None


def limits_text():
    """What may be uploaded, in a sentence."""
    return _("%(kinds)s. Högst %(most)s.") % {"kinds": _KIND_WORDS, "most": _size(settings.FILE_MAX_BYTES)}


def too_large(size):
    """The sentence about a file of this size, None when it is small enough."""
    if size <= settings.FILE_MAX_BYTES:
        return None
    sizes = {"size": _size(size), "most": _size(settings.FILE_MAX_BYTES)}
    return _("Filen är %(size)s. Den får vara högst %(most)s.") % sizes


def check(upload):
    """The kind of an uploaded file, by its content. Raises ValidationError saying what is wrong and what to do."""
    sentence = too_large(upload.size)
    if sentence:
        raise ValidationError(sentence)
    ending = PurePosixPath(upload.name).suffix.removeprefix(".").casefold()
    kind = ALIASES.get(ending, ending)
    if kind not in KINDS:
        wrong = _("Filens namn saknar ändelse.")
        if ending:
            wrong = _("Filer som slutar på .%s går inte att ladda upp.") % ending[:20]
        raise ValidationError(_("%(wrong)s Välj %(kinds)s.") % {"wrong": wrong, "kinds": _KIND_WORDS})
    if not _is(kind, upload):
        raise ValidationError(
            _("Filen heter .%(ending)s men innehållet är något annat. Spara den på nytt som %(name)s och försök igen.")
            % {"ending": ending, "name": KINDS[kind][0]}
        )
    return kind


def _is(kind, upload):
    upload.seek(0)
    if kind in _STARTS:
        return upload.read(16).startswith(_STARTS[kind])
    if kind in ("txt", "csv"):
        return _is_text(upload.read())
    return _is_document(kind, upload)


def _is_document(kind, upload):
    """An office document is a zip file with certain members. Nothing is unpacked but an OpenDocument's own kind."""
    try:
        with zipfile.ZipFile(upload) as zipped:
            names = zipped.namelist()
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise ValidationError(_("Filen innehåller makron. Spara den utan makron och försök igen."))
            if kind in _PARTS:
                return "[Content_Types].xml" in names and _PARTS[kind] in names
            with zipped.open("mimetype") as said:
                return said.read(100).strip() == _OPEN_DOCUMENTS[kind]
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return False


def _is_text(content):
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    return not _CONTROLS.intersection(content)


def random_name(kind):
    """The name a file is kept under: it says nothing of whose it is, and nobody can guess it."""
    return f"{uuid.uuid4().hex}.{kind}"


def kind_of(name):
    """The kind of a kept file by its name, with what we say it is: (ending, label, content type)."""
    ending = PurePosixPath(name).suffix.removeprefix(".")
    label, content_type = KINDS.get(ending, (ending.upper(), "application/octet-stream"))
    return ending, label, content_type


def download_name(title, name):
    """What a reader's own copy is called: the document's title and the kind's ending, whatever the title holds."""
    ending = kind_of(name)[0]
    stem = re.sub(r"[^\w ,()+-]+", "_", title.removesuffix(f".{ending}")).strip(" _")[:100] or "underlag"
    return f"{stem}.{ending}"


def _size(count):
    """A size in words, rounded up so that what is too large never reads as if it were not."""
    if count < 1024 * 1024:
        return f"{format_number(math.ceil(count / 1024))}\u00a0kB"
    return f"{format_number(math.ceil(count / 1024 / 1024))}\u00a0MB"
