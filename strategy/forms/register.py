import hashlib

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.swedish import matching
from charts.numbers import format_day
from strategy.models import PremiseKind, PremiseSource
from workflow.fields import DayField, YearField, as_typed
from workflow.forms import FaultsMixin, shown_value, speak_swedish

OLDEST = 1700  # the oldest that still governs: tryckfrihetsförordningen is from 1766


class PremiseSourceForm(FaultsMixin, forms.ModelForm):
    """A premise in the national register. The same title and reference stand there once."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    year = YearField(label=gettext_lazy("år"), required=False, help_text=gettext_lazy("Året då den kom."))
    url = forms.URLField(
        label=gettext_lazy("länk"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("Där den går att läsa. Adressen börjar med https://."),
        error_messages={"invalid": gettext_lazy("Skriv hela adressen, till exempel https://www.regeringen.se/.")},
    )
    valid_from = DayField(
        label=gettext_lazy("gäller från"),
        required=False,
        first_year=OLDEST,
        help_text=gettext_lazy("Skriv som år-månad-dag, till exempel 2010-07-01."),
    )
    valid_until = DayField(
        first_year=OLDEST,
        label=gettext_lazy("gäller till och med"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om den gäller tills vidare."),
    )

    class Meta:
        model = PremiseSource
        fields = [
            "kind",
            "title",
            "reference",
            "year",
            "url",
            "note",
            "valid_from",
            "valid_until",
            "replaced_by",
            "source",
        ]
        help_texts = {
            "reference": gettext_lazy("Till exempel SOU 2009:86, prop. 2009/10:175 eller ett diarienummer."),
            "note": gettext_lazy("Det som den som väljer bör veta."),
            "replaced_by": gettext_lazy("Då erbjuds den inte längre, och de som har valt den får veta vad som gäller."),
            "source": gettext_lazy("Var du har hämtat uppgiften, och när."),
        }
        error_messages = {
            "title": {"required": gettext_lazy("Skriv vad den heter.")},
            "kind": {"required": gettext_lazy("Välj vilket slag det är.")},
        }

    optional = ("reference", "year", "url", "note", "valid_from", "valid_until", "replaced_by", "source")
    parts = (
        (gettext_lazy("1. Vad det är"), ("title", "kind", "reference", "year", "url", "note")),
        (gettext_lazy("2. När den gäller"), ("valid_from", "valid_until", "replaced_by")),
        (gettext_lazy("3. Var uppgiften kommer ifrån"), ("source",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_swedish(self)
        self.fields["year"].min_value = OLDEST
        self.fields["kind"].choices = [("", _("Välj slag")), *PremiseKind.choices]
        self.fields["replaced_by"].choices = [
            ("", _("Inte ersatt")),
            *((one.pk, str(one)) for one in PremiseSource.objects.in_swedish_order() if one.pk != self.instance.pk),
        ]
        for name in self.optional:
            self.fields[name].optional = True
        self.was_replaced_by = self.instance.replaced_by_id
        self.fields["shown"].initial = _stamp(self.instance) if self.instance.pk else ""

    @property
    def listed_parts(self):
        """The form as numbered parts, as workflow/item_form.html draws them."""
        return [{"heading": heading, "fields": [self[name] for name in names]} for heading, names in self.parts]

    def clean_replaced_by(self):
        """What replaces a premise may not, in some number of steps, have been replaced by that premise."""
        newer, own = self.cleaned_data["replaced_by"], self.instance.pk
        if newer is None or own is None:
            return newer
        if newer.pk == own:
            raise ValidationError(_("En förutsättning kan inte ersättas av sig själv. Välj en annan."))
        followed, seen = newer, set()
        while followed.replaced_by_id and followed.pk not in seen:
            seen.add(followed.pk)
            followed = followed.replaced_by
            if followed.pk == own:
                raise ValidationError(
                    _("%(newer)s är själv ersatt av %(own)s. Välj en annan, eller ändra den först.")
                    % {"newer": newer, "own": self.instance}
                )
        return newer

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        cleaned = {name: as_typed(value) if isinstance(value, str) else value for name, value in cleaned.items()}
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error(
                "valid_until", _("Den sista dagen är före den första (%s). Ange en senare dag.") % format_day(first)
            )
        self.twin = self._twin(cleaned.get("title"), cleaned.get("reference", ""))
        if self.twin and not self._is_same_press(cleaned):
            url = reverse("register:premise_edit", args=[self.twin.pk])
            self.add_error(
                None,
                format_html(
                    '{}. <a href="{}">{}</a>.', _("%s finns redan i registret") % self.twin, url, _("Öppna den")
                ),
            )
        return cleaned

    def _twin(self, title, reference):
        """Another row of the same name, however it is capitalised."""
        if not title:
            return None
        wanted = (title.casefold(), reference.casefold())
        found = matching(PremiseSource.objects.exclude(pk=self.instance.pk), title)
        return next((one for one in found if (one.title.casefold(), one.reference.casefold()) == wanted), None)

    def _is_same_press(self, cleaned):
        """The button was pressed twice: the first press made just this row."""
        saved = model_to_dict(self.twin, self._meta.fields)
        typed = {name: getattr(value, "pk", value) for name, value in cleaned.items()}
        return self.instance.pk is None and all(typed.get(name) == value for name, value in saved.items())

    def save_once(self):
        """Writes the row; False when somebody wrote the same at the same moment, and the form then says so."""
        if self.twin:
            self.instance = self.twin
            return True
        if not self.instance.pk:
            self.instance.key = _free_key(self.instance.title)
        try:
            with transaction.atomic():
                if self._is_stale():
                    return False
                self.save()
        except IntegrityError:
            self.conflict = True
            self.add_error(None, _("%s finns redan i registret.") % self.instance)
            return False
        return True

    def _is_stale(self):
        """Whether another coordinator has changed the row since it was shown; then each field says what they wrote."""
        fresh = PremiseSource.objects.select_for_update().filter(pk=self.instance.pk).first()
        if fresh is None or _stamp(fresh) == self.cleaned_data["shown"]:
            return False
        self.conflict, self.other = True, _("En annan samordnare")
        theirs = type(self)(instance=fresh)
        for bound in self.visible_fields():
            if shown_value(theirs[bound.name]) != shown_value(bound):
                bound.theirs = shown_value(theirs[bound.name])
        self.add_error(
            None,
            _(
                "En annan samordnare har ändrat medan du skrev. Inget är överskrivet och det du skrev står kvar. "
                "Jämför fälten nedan och välj Spara igen när allt är som det ska."
            ),
        )
        self.data = self.data.copy()
        self.data["shown"] = _stamp(fresh)
        return True

    @property
    def newly_replaced(self):
        return bool(self.instance.replaced_by_id) and self.instance.replaced_by_id != self.was_replaced_by


def _stamp(source):
    """What a row says, as a short mark: two marks differ when anything in it does."""
    said = model_to_dict(source, PremiseSourceForm._meta.fields)
    return hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()


def _free_key(title):
    """A key made of the title, with a number after it when others have it."""
    base = slugify(title)[:70] or "forutsattning"
    taken = set(PremiseSource.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
