from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy.forms.checks import is_taken
from strategy.models import CompetenceAction, CompetenceMeasure, CompetenceNeed, CompetenceYear, Initiative
from workflow.fields import NumberField, TermsField, Ticks, YearField
from workflow.forms import RowSet, SafeForm, speak_swedish

ROLES = gettext_lazy("Skriv roller eller grupper, aldrig namn på personer.")


class FteField(NumberField):
    """Full-time equivalents with at most one decimal; None is not known."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_digits=7, decimal_places=1, **kwargs)

    def to_python(self, value):
        """A share is refused: 50 % would else be fifty persons. A last 0 after the comma says nothing."""
        if isinstance(value, str) and "%" in value:
            raise ValidationError(_("Skriv antalet årsarbetskrafter och inte procent, till exempel 0,5."))
        number = super().to_python(value)
        return round(number, 1) if number is not None and number == round(number, 1) else number

    def validate(self, value):
        super().validate(value)
        if value is not None and value != round(value, 1):
            raise ValidationError(_("Ange högst en decimal, till exempel 2,5."))
        if value is not None and value < 0:
            raise ValidationError(_("Antalet kan inte vara mindre än noll. Ange ett tal, till exempel 2,5."))


class YearsForm(SafeForm):
    """A need with a field for some of the plan's years: fte_2028 and so on. An empty year is one nobody has said."""

    fte_today = FteField(label=gettext_lazy("årsarbetskrafter i dag"))

    class Meta:
        model = CompetenceNeed
        fields = ["fte_today"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        said = self._said(self.instance)
        for year in self.asked_years():
            field = FteField(label=_("behov %d") % year)
            field.widget.attrs |= {"size": "8"}
            self.fields[self.field_of(year)] = field
            self.initial[self.field_of(year)] = said[year]
        self.fields["fte_today"].widget.attrs |= {"size": "8"}

    def asked_years(self):
        return list(self.instance.plan.all_years)

    @staticmethod
    def field_of(year):
        return f"fte_{year}"

    def _said(self, need):
        """What a saved need says of each year that is asked for."""
        saved = {one.year: one.fte for one in need.years.all()} if need.pk else {}
        return {year: saved.get(year) for year in self.asked_years()}

    def after_save(self, by):
        need = self.instance
        for year in self.asked_years():
            fte = self.cleaned_data[self.field_of(year)]
            if fte is None:
                need.years.filter(year=year).delete()
            else:
                CompetenceYear.objects.update_or_create(need=need, year=year, defaults={"fte": fte})


class NeedInlineForm(YearsForm):
    """Today and the last year, changed where they stand."""

    def asked_years(self):
        return [self.instance.plan.last_year]


class ActionForm(forms.ModelForm):
    """Something done to meet the need."""

    year = YearField(label=gettext_lazy("år"), required=False)

    class Meta:
        model = CompetenceAction
        fields = ["measure", "what", "year"]
        error_messages = {"measure": {"required": gettext_lazy("Välj vad ni gör.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_swedish(self)


class ActionRows(RowSet):
    """The rows' measures are fetched once, and a retired one is offered only where it is chosen."""

    def _offered(self):
        if not hasattr(self, "_measures"):
            self._measures = list(CompetenceMeasure.objects.all())
        return self._measures

    def add_fields(self, form, index):
        super().add_fields(form, index)
        kept = form.instance.measure_id
        offered = [one for one in self._offered() if not one.is_retired or one.pk == kept]
        measure = form.fields["measure"]
        measure.queryset = CompetenceMeasure.objects.filter(pk__in=[one.pk for one in offered])
        measure.choices = [("", _("Välj åtgärd")), *((one.pk, str(one)) for one in offered)]


class NeedForm(YearsForm):
    """A competence: how many there are and are needed, what is done, and which initiatives need it."""

    initiatives = TermsField(
        Initiative.objects.none(),
        label=gettext_lazy("insatser som behöver den"),
        none=gettext_lazy("Planen har inga insatser än."),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
    )

    class Meta:
        model = CompetenceNeed
        fields = ["name", "fte_today", "owner_role", "note", "disclosure"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"name": ROLES, "owner_role": gettext_lazy("En roll eller enhet, inte en person."), "note": ROLES}
        error_messages = {"name": {"required": gettext_lazy("Skriv vilken kompetens det gäller.")}}

    optional = ("owner_role", "note", "initiatives")
    row_classes = (
        (
            "actions",
            forms.inlineformset_factory(
                CompetenceNeed,
                CompetenceAction,
                form=ActionForm,
                formset=ActionRows,
                extra=1,
                max_num=100,
                absolute_max=200,
                validate_max=True,
            ),
            gettext_lazy("Så gör ni"),
            gettext_lazy("Åtgärd"),
            ROLES,
        ),
    )

    @property
    def parts(self):
        years = tuple(self.field_of(year) for year in self.asked_years())
        return (
            (_("1. Kompetensen"), ("name", "owner_role")),
            (_("2. Årsarbetskrafter"), ("fte_today", *years)),
            (_("3. Åtgärder"), ("actions",)),
            (_("4. Vad den behövs till"), ("initiatives", "note", "disclosure")),
        )

    def terms(self):
        return {"initiatives": self.instance.plan.initiatives.all()}

    def clean(self):
        cleaned = super().clean()
        twin = self.twin() if self.instance.pk is None else None
        if twin and self._said(twin) != {year: cleaned.get(self.field_of(year)) for year in self.asked_years()}:
            self.add_error(
                "name", _("Kompetensen %s är redan sparad, med andra antal. Öppna den och ändra där.") % twin
            )
        return cleaned

    def clean_name(self):
        name = self.cleaned_data["name"]
        if is_taken(self, name, self.instance.plan.competence_needs.all()):
            raise ValidationError(_("Kompetensen %s finns redan i planen. Välj ett annat namn.") % name)
        return name
