"""What people fill in about a year's plan. Forms narrow their own choices to the plan's organisation."""

from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import people
from agencies.models import Agency, CitizenProblem, LifeEvent, Role, ServiceType
from agencies.swedish import in_swedish_order, matching
from charts.numbers import format_day
from planning.models import Benefit, Partnership, Project, ShortTermGoal
from strategy.models import Initiative, Service
from workflow.fields import MonthField, NumberField, Rounds, TermsField, Ticks
from workflow.forms import RowSet, SafeForm, speak_swedish


class BenefitForm(forms.ModelForm):
    class Meta:
        model = Benefit
        fields = ["kind", "amount", "unit", "note"]
        field_classes = {"amount": NumberField}
        help_texts = {"amount": gettext_lazy("Lämna tomt om den inte går att räkna.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].min_value = 0
        speak_swedish(self)

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is not None and amount < 0:
            raise ValidationError(_("Nyttan kan inte vara mindre än noll. Ange ett tal, till exempel 420."))
        return amount

    def clean(self):
        cleaned = super().clean()
        if self.has_changed() and cleaned.get("amount") is None and not cleaned.get("note") and "amount" in cleaned:
            raise ValidationError(_("Skriv hur stor nyttan är, eller vad den består i."))
        return cleaned


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
        fields = ["role"]

    field_order = ["partner", "role"]

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
            self.instance.partnerships.create(agency=row.agency, name=row.name, role=row.role)
            for row in (form.instance for form in kept)
        ]


def _rows(model, form, formset=RowSet):
    return forms.inlineformset_factory(
        Project, model, form=form, formset=formset, extra=1, max_num=100, absolute_max=200, validate_max=True
    )


BenefitRows = _rows(Benefit, BenefitForm)
PartnershipRows = _rows(Partnership, PartnershipForm, PartnershipFormSet)


class ProjectForm(SafeForm):
    """The project: what and for whom, time and responsibility, benefit, collaboration. Only the name is required."""

    life_events = TermsField(
        LifeEvent.objects.none(),
        label=gettext_lazy("livshändelse eller verksamhetsprocess"),
        help_text=gettext_lazy(
            "Det som händer i den enskildes liv eller i företagets verksamhet, till exempel att flytta eller starta "
            "restaurang. Då kan andra se vad ni gör för samma människor."
        ),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=gettext_lazy("Visa bara de som innehåller")),
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"))
    services = TermsField(
        Service.objects.none(),
        label=gettext_lazy("tjänster som berörs"),
        none=gettext_lazy("Ni har inte lagt in några tjänster än."),
        widget=Ticks(terse=True, filterable=gettext_lazy("Visa bara de som innehåller")),
    )
    citizen_problems = TermsField(
        CitizenProblem.objects.none(), label=gettext_lazy("vilka av medborgarens problem löser projektet?")
    )
    goals = TermsField(
        ShortTermGoal.objects.none(), label=gettext_lazy("kortsiktigt mål"), widget=Ticks(two_columns=False)
    )
    starts_on = MonthField(
        label=gettext_lazy("startar"), required=False, help_text=gettext_lazy("Till exempel apr 2027.")
    )
    ends_on = MonthField(
        label=gettext_lazy("slutar"), required=False, last=True, help_text=gettext_lazy("Till exempel dec 2027.")
    )

    class Meta:
        model = Project
        fields = [
            "title",
            "short_title",
            "purpose",
            "is_cross_cutting",
            "starts_on",
            "ends_on",
            "phase",
            "owner",
            "initiative",
            "partnering",
        ]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "phase": Rounds, "partnering": Rounds}
        help_texts = {
            "short_title": gettext_lazy("Högst 28 tecken. Visas där det är trångt."),
            "purpose": gettext_lazy("Skriv för den som inte känner er organisation. Högst 300 tecken."),
            "is_cross_cutting": gettext_lazy(
                "Har projektet ingen egen livshändelse? E-legitimation och meddelandetjänster används av många."
            ),
            "owner": gettext_lazy("Visas bara internt."),
        }
        error_messages = {"title": {"required": gettext_lazy("Skriv ett namn på projektet.")}}

    optional = ("short_title", "services", "citizen_problems")
    parts = (
        (
            gettext_lazy("1. Vad och för vem"),
            (
                "title",
                "short_title",
                "purpose",
                "life_events",
                "is_cross_cutting",
                "service_types",
                "services",
                "citizen_problems",
            ),
        ),
        (gettext_lazy("2. Tid och ansvar"), ("starts_on", "ends_on", "phase", "owner", "goals", "initiative")),
        (gettext_lazy("3. Nytta"), ("benefits",)),
        (gettext_lazy("4. Samverkan"), ("partnering", "partnerships")),
    )
    row_classes = (
        (
            "benefits",
            BenefitRows,
            gettext_lazy("Nyttor per år"),
            gettext_lazy("Nytta"),
            gettext_lazy("Utan nytta går effekten inte att hämta hem. Börja med en grov uppskattning."),
        ),
        ("partnerships", PartnershipRows, gettext_lazy("Partner"), gettext_lazy("Partner"), ""),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan, project = self.instance.plan, self.instance
        # What is chosen already stays to choose from, also when the plan has come to follow another strategic plan.
        self.fields["initiative"].queryset = Initiative.objects.filter(
            Q(plan=plan.strategic_plan_id) | Q(pk=project.initiative_id)
        )
        self.fields["initiative"].empty_label = _("Ingen vald")
        self._offer_owners(self.fields["owner"])

    def _offer_owners(self, field):
        """People who lead projects here, and whoever is responsible already."""
        offered = people(self.instance.plan.agency, at_least=Role.PROJECT_LEAD)
        if self.instance.owner and self.instance.owner not in offered:
            offered.append(self.instance.owner)
        field.queryset = field.queryset.filter(pk__in=[person.pk for person in offered])
        field.choices = [("", _("Ingen vald")), *((person.pk, person.name) for person in offered)]

    def terms(self):
        return {
            "life_events": LifeEvent.objects.taggable(),
            "service_types": ServiceType.objects.all(),
            "services": self.instance.plan.agency.services.all(),
            "citizen_problems": CitizenProblem.objects.all(),
            "goals": self.instance.plan.goals.all(),
        }

    def clean_title(self):
        title = self.cleaned_data["title"].strip()
        twin = self.instance.plan.projects.filter(title=title).exclude(pk=self.instance.pk).first()
        if twin and str(twin.uid) != self.data.get("draft_uid"):
            raise ValidationError(
                _("Det finns redan ett projekt som heter %s i planen. Välj ett annat namn.") % title, code="duplicate"
            )
        return title

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error(
                "ends_on",
                _("Slutdatumet är före startdatumet (%s). Ange ett senare slutdatum.") % format_day(start),
            )
        if cleaned.get("is_cross_cutting") and cleaned.get("life_events"):
            self.add_error(
                "is_cross_cutting",
                _("Välj antingen livshändelser eller ”Ingen egen, används av flera”, inte båda."),
            )
        return cleaned


def partner_names():
    """Names to choose among when a partner is typed: one query, whatever the number of rows."""
    agencies = Agency.objects.filter(ended_on__isnull=True)
    return agencies.order_by(in_swedish_order("name")).values_list("name", flat=True)
