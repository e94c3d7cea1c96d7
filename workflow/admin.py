"""What the rules ask of each kind of organisation; and the log, of the plans and of the administration."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from agencies.admin import HouseAdmin, ReadOnlyAdmin
from agencies.models import Agency
from workflow.completeness import rule_name
from workflow.models import Event, Level, RuleLevel
from workflow.registry import Rule, all_rules
from workflow.transitions import TRANSITIONS


@dataclass(frozen=True)
class RuleInWords:
    """A rule as an administrator reads it. `levels` are (level's label, the RuleLevel that says so or None), one for
    each kind of organisation.
    """

    name: str
    plan: str
    rule: Rule
    level: str
    levels: tuple = ()

    def __str__(self):
        return f"{self.plan}: {self.rule.asks}"


def rules_in_words(changed=()):
    """Every rule there is by its name; `changed` are the RuleLevels that say otherwise than the code."""
    otherwise = {(row.rule, row.agency_kind): row for row in changed}
    found = {}
    for plan_class, rule in all_rules():
        name, level = rule_name(plan_class, rule), str(Level(rule.level).label)
        rows = [otherwise.get((name, kind)) for kind in Agency.Kind.values]
        levels = tuple((row.get_level_display() if row else level, row) for row in rows)
        plan = str(plan_class._meta.verbose_name).capitalize()
        found[name] = RuleInWords(name, plan, rule, level, levels)
    return found


class RuleLevelForm(forms.ModelForm):
    """The rules are chosen by what they ask. A rule that the code no longer has stays as it was named."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = {name: f"{one} ({one.level})" for name, one in rules_in_words().items()}
        if self.instance.pk:
            choices.setdefault(self.instance.rule, self.instance.rule)
        offered = [("", _("Välj regel")), *choices.items()]
        self.fields["rule"] = forms.ChoiceField(label=_("Regel"), choices=offered)


@admin.register(RuleLevel)
class RuleLevelAdmin(HouseAdmin):
    form = RuleLevelForm
    list_display = ["in_words", "agency_kind", "level", "in_code", "why", "source"]
    list_filter = ["agency_kind", "level"]
    fieldsets = [
        (
            None,
            {
                "fields": ["rule", "agency_kind", "level"],
                "description": _(
                    "Måste: planen går inte att lämna in förrän det är gjort. Bör: planen går att lämna in, men den "
                    "som skriver gör det eller skriver varför inte. Av: regeln frågar inte efter något. Ändringen "
                    "gäller genast för alla organisationer av det slaget, också för planer som redan är påbörjade."
                ),
            },
        )
    ]

    def changelist_view(self, request, extra_context=None):
        every = {"all_rules": rules_in_words(RuleLevel.objects.all()).values(), "kinds": Agency.Kind.labels}
        return super().changelist_view(request, every | (extra_context or {}))

    @admin.display(description=_("regel"), ordering="rule")
    def in_words(self, row):
        return str(rules_in_words().get(row.rule, row.rule))

    @admin.display(description=_("i grunden"))
    def in_code(self, row):
        return self._of_rule(row, lambda one: one.level)

    @admin.display(description=_("varför"))
    def why(self, row):
        return self._of_rule(row, lambda one: one.rule.why)

    @admin.display(description=_("vilar på"))
    def source(self, row):
        return self._of_rule(row, lambda one: one.rule.source)

    def _of_rule(self, row, what):
        rule = rules_in_words().get(row.rule)
        return what(rule) if rule else _("Regeln finns inte längre")


class Step(admin.SimpleListFilter):
    title = _("händelse")
    parameter_name = "handelse"

    def lookups(self, request, model_admin):
        return [(step.name, step.past) for step in TRANSITIONS]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "agency", "happened", "by"]
    list_filter = [Step, "at"]
    list_select_related = ["agency", "by"]
    search_fields = ["agency__search_text", "by__name"]
    search_help_text = _("Organisation eller person")
    fields = ["at", "agency", "happened", "by"]
    readonly_fields = ["happened"]

    @admin.display(description=_("händelse"), ordering="kind")
    def happened(self, event):
        return event.step_label


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["action_time", "user", "what", "object_repr", "get_change_message"]
    list_filter = ["action_flag", "action_time"]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "user__name"]
    search_help_text = _("Namn på det som ändrades, eller på den som ändrade")
    fields = ["action_time", "user", "what", "object_repr", "get_change_message"]
    readonly_fields = ["what", "get_change_message"]

    @admin.display(description=_("slag"))
    def what(self, entry):
        return entry.content_type.name if entry.content_type else "–"

    @admin.display(description=_("ändring"))
    def get_change_message(self, entry):
        return entry.get_change_message() or entry.get_action_flag_display()
