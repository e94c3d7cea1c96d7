from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy.models import EStrategy
from workflow.fields import DayField, Rounds
from workflow.forms import OnePerPlanForm
from workflow.prose import HINT

# Headings to write under; by themselves they say nothing.
HEADINGS = "# Vision\n\n\n# Principer\n\n\n# Arkitektur och informationssäkerhet\n\n"

ADDRESS = gettext_lazy("Adressen ska börja med https://. Kopiera hela adressen från webbläsaren.")


class EStrategyForm(OnePerPlanForm):
    """The plan's e-strategi: written, linked or none. What is typed under a choice not taken is kept, but not shown."""

    url = forms.URLField(
        label=gettext_lazy("länk"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Där dokumentet går att läsa, om det finns på nätet."),
        error_messages={"invalid": ADDRESS},
    )
    decided_on = DayField(
        label=gettext_lazy("beslutad"),
        required=False,
        help_text=gettext_lazy("Skriv som år-månad-dag, till exempel 2023-11-02."),
    )

    class Meta:
        model = EStrategy
        fields = ["choice", "text", "document", "url", "diary_number", "decided_on"]
        widgets = {"choice": Rounds(two_columns=False), "text": forms.Textarea(attrs={"rows": 16})}
        help_texts = {"text": format_lazy("{} {}", gettext_lazy("Rubrikerna är förslag."), HINT)}
        error_messages = {
            "choice": {"required": gettext_lazy("Välj om ni skriver den här, länkar till den eller inte har någon.")}
        }

    optional = ("url", "diary_number", "decided_on")
    parts = (
        ("", ("choice",)),
        (EStrategy.Choice.WRITE.label, ("text",)),
        (EStrategy.Choice.LINK.label, ("document", "url", "diary_number", "decided_on")),
    )
    shown_by = {1: EStrategy.Choice.WRITE, 2: EStrategy.Choice.LINK}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = EStrategy.Choice.choices
        if not self.initial.get("text"):
            self.initial["text"] = HEADINGS

    @property
    def listed_parts(self):
        """Each part with the choice that it belongs to, so that a script can hide what is not asked for."""
        for place, part in enumerate(super().listed_parts):
            yield part | {"shown_by": self.shown_by.get(place, "")}

    def like(self, instance):
        """What somebody else saved, without headings that they never wrote."""
        theirs = super().like(instance)
        theirs.initial["text"] = instance.text
        return theirs

    def clean_url(self):
        url = self.cleaned_data["url"]
        if url and not url.lower().startswith(("https://", "http://")):
            raise ValidationError(ADDRESS)
        return url

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("text", "").replace("\r\n", "\n")
        if "".join(text.split()) == "".join(HEADINGS.split()):
            cleaned["text"] = text = ""
        choice = cleaned.get("choice")
        if choice == EStrategy.Choice.WRITE and not text.strip() and "text" not in self.errors:
            self.add_error("text", _("Skriv något under rubrikerna, eller välj något annat."))
        if choice == EStrategy.Choice.LINK and not cleaned.get("document") and "document" not in self.errors:
            self.add_error("document", _("Skriv vad dokumentet heter."))
        return cleaned
