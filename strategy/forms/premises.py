from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy.models import Premise, PremiseSource
from strategy.models import PremiseKind
from workflow.forms import SafeForm


class PremiseForm(SafeForm):
    """A premise, picked from the shared register or written."""

    class Meta:
        model = Premise
        fields = ["source", "kind", "title", "reference", "impact"]
        labels = {"reference": gettext_lazy("källa eller beteckning")}
        help_texts = {
            "kind": gettext_lazy("Behövs bara om ni skriver en egen."),
            "reference": gettext_lazy("Till exempel ett diarienummer, en SOU eller en adress."),
            "impact": gettext_lazy("Vad betyder den för er? En eller två meningar räcker."),
        }
        widgets = {"impact": forms.Textarea(attrs={"rows": 3})}

    optional = ("reference", "impact")
    parts = (
        (gettext_lazy("Välj ur det gemensamma registret"), ("source",)),
        (gettext_lazy("Eller skriv en egen"), ("title", "kind", "reference")),
        (gettext_lazy("Vad den betyder för er"), ("impact",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Välj slag")), *PremiseKind.choices]
        source = self.fields["source"]
        source.label = _("förutsättning")
        source.queryset = PremiseSource.objects.filter(Q(replaced_by=None) | Q(pk=self.instance.source_id))
        source.choices = [("", _("Ingen, vi skriver en egen")), *_by_kind(source.queryset)]

    def clean(self):
        cleaned = super().clean()
        source, title = cleaned.get("source"), cleaned.get("title")
        if self.errors.keys() & {"source", "title"}:
            return cleaned
        if source and title:
            self.add_error("title", _("Välj antingen en förutsättning ur registret eller skriv en egen, inte båda."))
        elif not source and not title:
            self.add_error("source", _("Välj en förutsättning ur registret eller skriv en egen."))
        elif title and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Välj vilket slag av förutsättning det är."))
        if source:
            cleaned["kind"] = ""
        return cleaned


def _by_kind(sources):
    """The register as groups of choices, in the guidance's order."""
    groups = {kind: [] for kind in PremiseKind}
    for source in sources:
        groups[source.kind].append((source.pk, str(source)))
    return [(kind.label, choices) for kind, choices in groups.items() if choices]
