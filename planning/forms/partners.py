"""Those that a project is done together with."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from agencies.swedish import in_swedish_order, matching
from planning.models import Partnership, Project
from workflow.forms import RowSet, speak_swedish


class PartnershipForm(forms.ModelForm):
    """A partner by name: one we know becomes a link to the organisation, any other stays as words."""

    partner = forms.CharField(
        label=gettext_lazy("organisation"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "organisationer", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv vilken organisation det gäller.")},
    )

    class Meta:
        model = Partnership
        fields = ["role", "status"]

    field_order = ["partner", "role", "status"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["partner"].initial = str(self.instance)
        speak_swedish(self)

    def clean_partner(self):
        name = self.cleaned_data["partner"].strip()
        found = matching(Agency.objects.filter(ended_on__isnull=True), name)  # iexact does not know Å on SQLite
        agency = next((one for one in found if one.name.casefold() == name.casefold()), None)
        self.instance.agency, self.instance.name = (agency, "") if agency else (None, name)
        return name


class PartnershipFormSet(RowSet):
    def __init__(self, *args, queryset=None, **kwargs):
        queryset = Partnership.objects.select_related("agency") if queryset is None else queryset
        super().__init__(*args, queryset=queryset, **kwargs)

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.is_valid() and not form.cleaned_data.get("DELETE")]
        for form in kept:
            if form.instance.agency_id == self.instance.plan.agency_id:
                form.add_error("partner", _("Det är er egen organisation. Ange en annan partner."))
        names = [form.cleaned_data["partner"].casefold() for form in kept if form.cleaned_data.get("partner")]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValidationError(_("En partner står två gånger. Ta bort den ena raden."))

    def save(self, commit=True):
        """Writes the rows anew: two partners that change places would otherwise meet on the way."""
        self.instance.partnerships.all().delete()
        kept = [form for form in self.forms if form.cleaned_data.get("partner") and not form.cleaned_data.get("DELETE")]
        return [
            self.instance.partnerships.create(agency=row.agency, name=row.name, role=row.role, status=row.status)
            for row in (form.instance for form in kept)
        ]


PartnershipRows = forms.inlineformset_factory(
    Project,
    Partnership,
    form=PartnershipForm,
    formset=PartnershipFormSet,
    extra=1,
    max_num=100,
    absolute_max=200,
    validate_max=True,
)


def partner_names():
    """Names to choose among when a partner is typed: one query, whatever the number of rows."""
    agencies = Agency.objects.filter(ended_on__isnull=True)
    return agencies.order_by(in_swedish_order("name")).values_list("name", flat=True)
