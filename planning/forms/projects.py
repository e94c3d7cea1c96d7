"""The form of an e-förvaltningsprojekt: one page in five parts, of which only the name is required."""

from functools import partial
from operator import attrgetter

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import people
from agencies.models import CitizenProblem, LifeEvent, Role, ServiceType
from planning.forms.benefits import BenefitRows, with_estimates
from planning.forms.dates import ProjectDates
from planning.forms.documents import DocumentRows
from planning.forms.partners import PartnershipRows
from planning.forms.project_training import TrainingRows
from planning.forms.stages import StageRows
from planning.lists import fetch_lists
from planning.models import Project, ShortTermGoal
from strategy.models import BenefitEstimate, CompetenceNeed, Initiative, Service
from workflow.fields import DayField, NumberField, Rounds, TermsField, Ticks, row_number

FILTER = gettext_lazy("Visa bara de som innehåller")
BUDGETS = ("budget_line", "budget_project", "budget_maintenance")
# What only matters after a certain answer: {field: (the question, the answer)}.
FOLLOW_UPS = {
    **dict.fromkeys(("legal_which", "legal_asked_of", "legal_asked_on"), ("legal_position", "needs_change")),
    "training_needs": ("training", "needed"),
    **dict.fromkeys(("receiver", "handover_on", "agreement", "checklist"), ("handing_over", "yes")),
}


_ESTIMATE = ("initiative_id", "kind", "low", "high", "unit", "note", "who", "from_year", "responsible_role")


class ProjectForm(ProjectDates):
    """The whole project. What is asked of a good plan is said by the rules, never by this form."""

    life_events = TermsField(
        LifeEvent.objects.none(),
        label=gettext_lazy("livshändelse eller verksamhetsprocess"),
        help_text=gettext_lazy(
            "Det som händer i den enskildes liv eller i företagets verksamhet, till exempel att flytta eller starta "
            "restaurang. Då kan andra se vad ni gör för samma människor."
        ),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=FILTER),
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"))
    services = TermsField(
        Service.objects.none(),
        label=gettext_lazy("tjänster som berörs"),
        none=gettext_lazy("Ni har inte lagt in några tjänster än."),
        widget=Ticks(terse=True, filterable=FILTER),
    )
    citizen_problems = TermsField(
        CitizenProblem.objects.none(), label=gettext_lazy("vilka av medborgarens problem löser projektet?")
    )
    goals = TermsField(
        ShortTermGoal.objects.none(),
        label=gettext_lazy("kortsiktigt mål"),
        none=gettext_lazy("Planen har inga mål än."),
        widget=Ticks(two_columns=False),
    )
    legal_asked_on = DayField(
        label=gettext_lazy("när frågan ställdes"), required=False, help_text=gettext_lazy("Till exempel 2026-09-30.")
    )
    handover_on = DayField(
        label=gettext_lazy("lämnas över"), required=False, help_text=gettext_lazy("Till exempel 2027-11-30.")
    )

    class Meta:
        model = Project
        fields = [
            "title",
            "short_title",
            "organised_as",
            "parent",
            "purpose",
            "is_cross_cutting",
            "starts_on",
            "ends_on",
            "phase",
            "owner",
            "department",
            "contributing",
            "initiative",
            *BUDGETS,
            "considerations",
            "legal_position",
            "legal_which",
            "legal_asked_of",
            "legal_asked_on",
            "partnering",
            "training",
            "handing_over",
            "receiver",
            "handover_on",
            "agreement",
            "checklist",
            "disclosure",
        ]
        field_classes = dict.fromkeys(BUDGETS, NumberField)
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
            "considerations": forms.Textarea(attrs={"rows": 3}),
            **dict.fromkeys(("phase", "partnering", "legal_position", "training", "handing_over"), Rounds),
            "department": forms.TextInput(attrs={"list": "avdelningar", "autocomplete": "off"}),
        }
        labels = {
            "budget_line": gettext_lazy("budget i linjen, mnkr"),
            "budget_project": gettext_lazy("budget i projektet, mnkr"),
            "budget_maintenance": gettext_lazy("budget i förvaltningen, mnkr"),
            "department": gettext_lazy("avdelning eller nämnd"),
        }
        help_texts = {
            "short_title": gettext_lazy("Högst 28 tecken. Visas där det är trångt."),
            "organised_as": gettext_lazy("Allt heter projekt i planen, hur ni än organiserar det."),
            "purpose": gettext_lazy("Skriv för den som inte känner er organisation. Högst 300 tecken."),
            "is_cross_cutting": gettext_lazy(
                "Har projektet ingen egen livshändelse? E-legitimation och meddelandetjänster används av många."
            ),
            "department": gettext_lazy("Den som svarar för projektet."),
            "considerations": gettext_lazy(
                "Vad projektet betyder för dem som behöver tillgängliga tjänster, och för miljön."
            ),
            "legal_position": gettext_lazy("Får ni göra det här med de lagar som gäller?"),
            "legal_asked_of": gettext_lazy("Till exempel departementet eller er jurist."),
            "handing_over": gettext_lazy("Det som är byggt behöver någon som sköter det."),
            "receiver": gettext_lazy("En enhet eller roll, till exempel it-enheten."),
            "disclosure": gettext_lazy("Gäller när planen delas eller publiceras."),
        }
        error_messages = {"title": {"required": gettext_lazy("Skriv ett namn på projektet.")}}

    optional = ("short_title", "services", "citizen_problems", *BUDGETS, "contributing")
    internal = ("owner", *BUDGETS)
    parts = (
        (
            gettext_lazy("1. Vad och för vem"),
            (
                "title",
                "short_title",
                "organised_as",
                "parent",
                "purpose",
                "life_events",
                "is_cross_cutting",
                "service_types",
                "services",
                "citizen_problems",
            ),
        ),
        (
            gettext_lazy("2. Tid och ansvar"),
            (
                "starts_on",
                "ends_on",
                "date_reason",
                "phase",
                "stages",
                "owner",
                "department",
                "contributing",
                "goals",
                "initiative",
                *BUDGETS,
            ),
        ),
        (
            gettext_lazy("3. Nytta och underlag"),
            (
                "benefits",
                "documents",
                "considerations",
                "legal_position",
                "legal_which",
                "legal_asked_of",
                "legal_asked_on",
            ),
        ),
        (gettext_lazy("4. Samverkan"), ("partnering", "partnerships")),
        (
            gettext_lazy("5. Utbildning och överlämning"),
            (
                "training",
                "training_needs",
                "handing_over",
                "receiver",
                "handover_on",
                "agreement",
                "checklist",
                "disclosure",
            ),
        ),
    )
    redraws = (*ProjectDates.redraws, "take_estimates")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("organised_as", "agreement", "disclosure"):  # one who says nothing means what stands there
            self.fields[name].required = False
        for name in BUDGETS:
            self.fields[name].widget.attrs["size"] = "8"
        for name in ("training", "handing_over"):
            self.fields[name].widget.extras["two_columns"] = False
        self._offer_owners(self.fields["owner"])

    @property
    def row_classes(self):
        benefits = partial(BenefitRows, form_kwargs={"estimates": self.estimates})
        training = partial(TrainingRows, form_kwargs={"competences": self.lists["competences"]})
        return (
            (
                "stages",
                StageRows,
                gettext_lazy("Skeden"),
                gettext_lazy("Skede"),
                gettext_lazy("Behovsanalys, förstudie, genomförande, överlämning och när nyttorna tas hem."),
            ),
            (
                "benefits",
                benefits,
                gettext_lazy("Nyttor per år"),
                gettext_lazy("Nytta"),
                gettext_lazy("Utan nytta går effekten inte att hämta hem. Börja med en grov uppskattning."),
            ),
            (
                "documents",
                DocumentRows,
                gettext_lazy("Underlag"),
                gettext_lazy("Underlag"),
                gettext_lazy("Behovsanalys, förstudie och nyttokalkyl: en länk, eller varför den inte finns."),
            ),
            ("partnerships", PartnershipRows, gettext_lazy("Partner"), gettext_lazy("Partner"), ""),
            (
                "training_needs",
                training,
                gettext_lazy("Utbildning"),
                gettext_lazy("Utbildning"),
                gettext_lazy("Skriv grupper, aldrig namn på personer."),
            ),
        )

    @property
    def listed_parts(self):
        """The parts with what they hold in its order: fields, and rows, each with the answer that it is shown after."""
        rows = {one.formset.prefix: one for one in self.row_sets}
        for heading, names in self.parts:
            blocks = [
                {
                    "field": self[name] if name in self.fields else None,
                    "rows": rows.get(name),
                    "after": FOLLOW_UPS.get(name),
                }
                for name in names
                if name in self.fields or name in rows
            ]
            yield {"heading": heading, "blocks": blocks}

    # What may be chosen ---------------------------------------------------------------------------------------------
    def terms(self):
        return {
            "life_events": LifeEvent.objects.taggable(),
            "service_types": ServiceType.objects.all(),
            "services": self.instance.plan.agency.services.all(),
            "citizen_problems": CitizenProblem.objects.all(),
            "goals": self.instance.plan.goals.all(),
        }

    def fetch_offered(self, querysets):
        """The code lists in one query, and everything of the organisation's own in one more."""
        words = super().fetch_offered(querysets)
        plan, project = self.instance.plan, self.instance
        # What is chosen already stays to choose from, also when the plan has come to follow another strategic plan.
        initiatives = Initiative.objects.filter(Q(plan=plan.strategic_plan_id) | Q(pk=project.initiative_id))
        estimates = BenefitEstimate.objects.filter(initiative__in=self._chosen_initiatives())
        self.lists = fetch_lists(
            {
                "services": (querysets["services"], ("name", "is_retired")),
                "goals": (querysets["goals"], ("text", "position")),
                "initiatives": (initiatives, ("title", "position")),
                "estimates": (estimates, _ESTIMATE),
                "competences": (CompetenceNeed.objects.filter(plan=plan.strategic_plan_id), ("name", "position")),
                "projects": (Project.objects.filter(plan=plan), ("title", "position", "parent_id")),
            }
        )
        self._offer_initiatives(self.fields["initiative"], initiatives)
        self._offer_parents(self.fields["parent"])
        return words | {"services": self.lists["services"], "goals": self.lists["goals"]}

    def _chosen_initiatives(self):
        """The saved initiative and the one chosen in the form now: their estimates are offered."""
        typed = row_number(self.data.get("initiative", ""))
        return [number for number in (self.instance.initiative_id, typed) if number]

    @property
    def estimates(self):
        return self.lists["estimates"]

    def _offer_initiatives(self, field, queryset):
        field.queryset = queryset
        field.choices = [("", _("Ingen vald")), *((one.pk, one.title) for one in self.lists["initiatives"])]

    def _offer_parents(self, field):
        below = _below(self.instance.pk, {one.pk: one.parent_id for one in self.lists["projects"]})
        field.queryset = Project.objects.filter(plan=self.instance.plan)
        offered = [(one.pk, one.title) for one in self.lists["projects"] if one.pk not in below]
        field.choices = [("", _("Inget annat projekt")), *offered]

    def _offer_owners(self, field):
        """People who lead projects here, and whoever is responsible already."""
        offered = people(self.instance.plan.agency, at_least=Role.PROJECT_LEAD)
        if self.instance.owner and self.instance.owner not in offered:
            offered.append(self.instance.owner)
        field.queryset = field.queryset.filter(pk__in=[person.pk for person in offered])
        field.choices = [("", _("Ingen vald")), *((person.pk, person.name) for person in offered)]

    # What is typed --------------------------------------------------------------------------------------------------
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
        for name in ("organised_as", "agreement", "disclosure"):
            if name in cleaned and not cleaned[name]:
                cleaned[name] = getattr(self.instance, name)
        for name in BUDGETS:
            if cleaned.get(name) is not None and cleaned[name] < 0:
                self.add_error(name, _("Budgeten kan inte vara mindre än noll. Ange ett tal, till exempel 1,5."))
        if cleaned.get("is_cross_cutting") and cleaned.get("life_events"):
            self.add_error(
                "is_cross_cutting",
                _("Välj antingen livshändelser eller ”Ingen egen, används av flera”, inte båda."),
            )
        self._refuse_circle()
        return cleaned

    def _refuse_circle(self):
        """A project is never part of itself, in however many steps. True when it would have been."""
        parent, own = self.cleaned_data.get("parent"), self.instance.pk
        if parent is None or own is None:
            return False
        above = dict(Project.objects.filter(plan=self.instance.plan).values_list("pk", "parent_id"))
        if parent.pk not in _below(own, above):
            return False
        said = _("Ett projekt kan inte ingå i sig självt. Välj ett annat.")
        if parent.pk != own:
            said = _("%s ingår redan i det här projektet. Välj ett annat.") % parent
        self.add_error("parent", said)
        return True

    def _write(self, by):
        """The tree is asked once more under the plan's lock: two may each put their project in the other's."""
        return False if self._refuse_circle() else super()._write(by)

    def after_save(self, by):
        """What the project's rows and links mean for others: estimates, what the plan says of training, its goals."""
        super().after_save(by)
        changed = set(self.initial["goals"]) ^ {goal.pk for goal in self.cleaned_data["goals"]}
        if changed:  # whoever is changing the goal now shall be told
            rows = ShortTermGoal.objects.filter(pk__in=changed)
            rows.update(edit_count=F("edit_count") + 1, edited_by=by, edited_at=self.instance.edited_at)
        linked = self.instance.benefits.filter(estimate__isnull=False)
        linked.exclude(estimate__initiative=self.instance.initiative_id or 0).update(estimate=None)
        if self.instance.training_needs.exists():
            self.instance.plan.ask_for_training()

    @property
    def goes_on_after_the_year(self):
        """Whether the end that was typed now lies after the plan's year: a message, never an error."""
        end = self.cleaned_data.get("ends_on")
        return bool(end and end.year > self.instance.plan.year and end != self.saved["ends_on"])

    def take_estimates(self, _pressed):
        """One more row of benefits for each estimate of the chosen initiative that has none; nothing is written."""
        chosen = row_number(self.data.get("initiative", ""))
        self.data = with_estimates(self.data, [one for one in self.estimates if one.initiative_id == chosen])
        self.redraw()

    @property
    def has_estimates(self):
        """Whether the chosen initiative has estimates that no row of benefits continues yet."""
        chosen = row_number(self.data.get("initiative", "")) if self.is_bound else self.instance.initiative_id
        rows = next(rows.formset.forms for rows in self.row_sets if rows.formset.prefix == "benefits")
        taken = {str(row["estimate"].value()) for row in rows if "estimate" in row.fields}
        return any(one.initiative_id == chosen and str(one.pk) not in taken for one in self.estimates)


def _below(project, parents):
    """The project and all that are part of it, in however many steps. `parents` is {project: what it is part of}."""
    found = {project} - {None}
    while more := {one for one, above in parents.items() if above in found} - found:
        found |= more
    return found
