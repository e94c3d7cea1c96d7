from django import forms
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.swedish import sort_key
from charts.numbers import format_amount, format_number
from planning.copying import former_value
from planning.models import PlanningPremise, Project, ShortTermGoal
from strategy.models import Indicator, LongTermGoal
from workflow.fields import NumberField, TermsField, Ticks
from workflow.forms import SafeForm

_FILTER = gettext_lazy("Visa bara de som innehåller")


class GoalForm(SafeForm):
    """A short-term goal, what it comes from, how it is followed and who does what. Only the sentence is required."""

    long_term_goals = TermsField(
        LongTermGoal.objects.none(),
        label=gettext_lazy("långsiktigt mål"),
        help_text=gettext_lazy("Det långsiktiga mål som årets mål är ett steg mot."),
        none=gettext_lazy("Den strategiska planen har inga mål än."),
        widget=Ticks(two_columns=False),
    )
    premises = TermsField(
        PlanningPremise.objects.none(),
        label=gettext_lazy("kommer från årets förutsättningar"),
        help_text=gettext_lazy("De förutsättningar som målet svarar på."),
        none=gettext_lazy("Planen har inga förutsättningar än."),
        widget=Ticks(two_columns=False),
    )
    indicators = TermsField(
        Indicator.objects.none(),
        label=gettext_lazy("indikator"),
        help_text=gettext_lazy("Utan indikator går målet inte att följa upp."),
        none=gettext_lazy("Ni har inga indikatorer än. Lägg till dem i den strategiska planen."),
        group=lambda one: (0, _("Gemensamma indikatorer")) if one.definition_id else (1, _("Era egna")),
        widget=Ticks(two_columns=False, terse=True, filterable=_FILTER),
    )
    projects = TermsField(
        Project.objects.none(),
        label=gettext_lazy("projekt"),
        help_text=gettext_lazy("De projekt som arbetar för att målet ska bli sant."),
        none=gettext_lazy("Planen har inga projekt än."),
        widget=Ticks(two_columns=False, filterable=_FILTER),
    )

    class Meta:
        model = ShortTermGoal
        fields = ["text", "strategies", "year_end_value", "owner_role", "department", "contributing", "disclosure"]
        field_classes = {"year_end_value": NumberField}
        widgets = {"department": forms.TextInput(attrs={"list": "avdelningar", "autocomplete": "off"})}
        help_texts = {
            "text": gettext_lazy("Skriv vad som är annorlunda när året är slut, inte vad ni ska göra."),
            "strategies": gettext_lazy("De delar av den strategiska planen som målet följer."),
            "year_end_value": gettext_lazy("Det värde indikatorn ska ha då, till exempel 45."),
            "owner_role": gettext_lazy("En roll eller enhet, inte en person."),
            "contributing": gettext_lazy("Andra avdelningar eller organisationer som gör något för målet."),
        }
        error_messages = {"text": {"required": gettext_lazy("Skriv målet med en mening.")}}

    optional = ("premises", "strategies", "year_end_value", "owner_role", "department", "contributing")
    parts = (
        (gettext_lazy("1. Målet"), ("text",)),
        (gettext_lazy("2. Var det kommer från"), ("long_term_goals", "premises", "strategies")),
        (gettext_lazy("3. Hur det följs"), ("indicators", "year_end_value")),
        (gettext_lazy("4. Vem som gör vad"), ("projects", "owner_role", "department", "contributing")),
        (gettext_lazy("5. Vem får läsa målet"), ("disclosure",)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.plan.strategic_plan_id:
            nothing = _("Planen följer ingen strategisk plan. Välj en på sidan Datum och strategisk plan.")
            self.fields["long_term_goals"].help_text = nothing
        former = former_value(self.instance) if self.instance.pk else None
        if former is not None:
            field = self.fields["year_end_value"]
            field.help_text = _("%(help)s Förra året: %(value)s.") % {
                "help": field.help_text,
                "value": format_number(former),
            }

    def terms(self):
        plan = self.instance.plan
        chosen = self.instance.long_term_goals.values("pk") if self.instance.pk else []
        return {
            "long_term_goals": LongTermGoal.objects.filter(Q(plan=plan.strategic_plan_id) | Q(pk__in=chosen)),
            "premises": plan.premises.all(),
            "indicators": plan.agency.indicators.select_related("definition"),
            "projects": plan.projects.all(),
        }

    def after_save(self, by):
        """A project that has got or lost the goal has changed: whoever is changing it now shall be told."""
        changed = set(self.initial["projects"]) ^ {project.pk for project in self.cleaned_data["projects"]}
        if changed:
            rows = Project.objects.filter(pk__in=changed)
            rows.update(edit_count=F("edit_count") + 1, edited_by=by, edited_at=self.instance.edited_at)


def oddness(goal):
    """What is allowed but odd about a goal that is saved, as a sentence; "" for nothing.

    A value at the year's end that is worse than where its only indicator started; of several nobody knows which one
    the value is of.
    """
    indicators = list(goal.indicators.all()) if goal.year_end_value is not None else []
    if len(indicators) != 1 or indicators[0].baseline is None:
        return ""
    one, value = indicators[0], goal.year_end_value
    is_worse = value > one.baseline if one.lower_is_better else value < one.baseline
    if not is_worse:
        return ""
    said = (
        _("Värdet vid årets slut, %(value)s, är högre än utgångsläget %(start)s för %(name)s, där lägre är bättre.")
        if one.lower_is_better
        else _(
            "Värdet vid årets slut, %(value)s, är lägre än utgångsläget %(start)s för %(name)s, där högre är bättre."
        )
    )
    start = format_amount(one.baseline, one.decimals, one.unit)
    return said % {"value": format_amount(value, one.decimals, one.unit), "start": start, "name": one.name}


def departments(agency):
    """Names of departments that the organisation's plans use already, to choose among: one query."""
    names = [
        model.objects.filter(plan__agency=agency).exclude(department="").order_by().values_list("department", flat=True)
        for model in (ShortTermGoal, Project)
    ]
    return sorted(names[0].union(names[1]), key=sort_key)
