"""What a project rests on: links and reasons as rows of its form, files on a page of their own."""

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.files import KINDS, check, limits_text, random_name, too_large
from planning.models import Project, SupportingDocument
from workflow.fields import DayField, as_typed
from workflow.forms import FaultsMixin, RowSet, speak_swedish
from workflow.forms.safe import typed_data
from workflow.models import PlanClosed

_CHOOSE = gettext_lazy("Välj vilket underlag det är.")
_DAY = gettext_lazy("Till exempel 2026-09-30.")


class LinkField(forms.URLField):
    """An address of a page: http or https. One that is typed without is taken to be https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def __init__(self, **kwargs):
        wrong = gettext_lazy("Adressen ska börja med https://. Skriv hela, till exempel https://exempel.se/forstudie.")
        super().__init__(assume_scheme="https", error_messages={"invalid": wrong}, **kwargs)


class DocumentForm(forms.ModelForm):
    """A link, or why there is none. A row whose document is a file says which, and asks only for its name and day."""

    url = LinkField(label=gettext_lazy("länk"), required=False, max_length=500)
    dated_on = DayField(label=gettext_lazy("datum"), required=False, help_text=_DAY)

    class Meta:
        model = SupportingDocument
        fields = ["kind", "title", "dated_on", "url", "missing_reason"]
        help_texts = {
            "missing_reason": gettext_lazy("Till exempel att den görs i höst. Lämna tomt om det finns en länk.")
        }
        error_messages = {"kind": {"required": _CHOOSE}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Välj underlag")), *SupportingDocument.Kind.choices]
        if self.instance.file:
            del self.fields["url"], self.fields["missing_reason"]
            self.fields["title"].help_text = _("Uppladdad fil (%s).") % self.instance.file_kind
        speak_swedish(self)

    def clean(self):
        cleaned = super().clean()
        if self.instance.file or not self.has_changed():
            return cleaned
        url, reason = cleaned.get("url"), cleaned.get("missing_reason")
        if url and reason:
            self.add_error("missing_reason", _("Ange antingen en länk eller varför underlaget inte finns, inte båda."))
        elif not url and not reason and "url" in cleaned and "missing_reason" in cleaned:
            self.add_error(
                "url",
                _("Skriv en länk, eller varför underlaget inte finns. En fil laddar du upp från projektets sida."),
            )
        return cleaned


DocumentRows = forms.inlineformset_factory(
    Project,
    SupportingDocument,
    form=DocumentForm,
    formset=RowSet,
    extra=1,
    max_num=100,
    absolute_max=200,
    validate_max=True,
)


class UploadForm(FaultsMixin, forms.ModelForm):
    """A file that the project rests on. `body_size` is the size of the whole post, for a file that was not let in."""

    title = forms.CharField(
        label=gettext_lazy("namn"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Lämna tomt för att använda filens namn."),
    )
    dated_on = DayField(label=gettext_lazy("datum"), required=False, help_text=_DAY)
    file = forms.FileField(
        label=gettext_lazy("fil"),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom. Välj en annan fil."),
            "invalid": gettext_lazy("Välj en fil."),
            "missing": gettext_lazy("Välj en fil."),
        },
    )

    class Meta:
        model = SupportingDocument
        fields = ["kind", "title", "dated_on"]
        error_messages = {"kind": {"required": _CHOOSE}}

    def __init__(self, data=None, files=None, *, body_size=0, **kwargs):
        super().__init__(typed_data(data), files, **kwargs)
        self.body_size = body_size
        self.fields["kind"].choices = [("", _("Välj underlag")), *SupportingDocument.Kind.choices]
        self.fields["file"].help_text = limits_text()
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{name}" for name in KINDS)
        for name in ("title", "dated_on"):
            self.fields[name].optional = True
        speak_swedish(self)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        self.kind_of_file = check(upload)
        return upload

    def clean(self):
        cleaned = super().clean()
        if not self.files.get("file") and too_large(self.body_size):
            self._errors.pop("file", None)
            self.add_error("file", too_large(self.body_size))
        return cleaned

    def save_by(self, by):
        """Keeps the file, or nothing. False when the plan was closed meanwhile; then the form says so.

        A reason for there being no such document is taken away: now there is one. Pressed twice, it is kept once.
        """
        document = self.instance
        upload, documents = self.cleaned_data["file"], document.project.documents
        document.title = self.cleaned_data["title"] or _name_of(upload)
        try:
            with document.project.plan.editing(by):
                if any(_same(other, upload) for other in documents.filter(kind=document.kind, title=document.title)):
                    return True
                documents.filter(kind=document.kind).exclude(missing_reason="").delete()
                document.file.save(random_name(self.kind_of_file), upload, save=False)
                try:
                    document.save()
                except BaseException:
                    document.file.delete(save=False)
                    raise
        except PlanClosed as closed:
            self.conflict = True
            self.add_error(None, _("%s Filen är inte sparad.") % closed)
            return False
        return True


def _name_of(upload):
    stem = as_typed(upload.name.rpartition(".")[0])
    return " ".join(stem.split())[:160] or _("Underlag")


def _same(document, upload):
    """Whether a kept document is this very file."""
    if not document.file or not document.file.storage.exists(document.file.name) or document.file.size != upload.size:
        return False
    upload.seek(0)
    with document.file.open("rb") as kept:
        return kept.read() == upload.read()
