"""The administration's registers of premises and joint indicators; plans and indicators are only shown."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agencies.admin import HouseAdmin, WrittenInSamplan
from strategy.models import Indicator, IndicatorDefinition, PremiseSource, StrategicPlan


@admin.register(PremiseSource)
class PremiseSourceAdmin(HouseAdmin):
    list_display = ["title", "kind", "reference", "published", "replaced_by"]
    list_filter = ["kind"]
    list_select_related = ["replaced_by"]
    search_fields = ["title", "reference", "key"]
    autocomplete_fields = ["replaced_by"]
    prepopulated_fields = {"key": ["title"]}

    @admin.display(description=_("år"), ordering="year")
    def published(self, source):
        return str(source.year or "–")  # a year is no number: 2027, not 2 027


@admin.register(IndicatorDefinition)
class IndicatorDefinitionAdmin(HouseAdmin):
    list_display = ["name", "code", "unit", "direction", "position"]
    list_filter = ["direction"]
    search_fields = ["name", "code", "definition"]


@admin.register(StrategicPlan)
class StrategicPlanAdmin(WrittenInSamplan):
    list_display = ["__str__", "agency", "state", "number", "decided_on", "open_in_samplan"]
    list_filter = ["state", "first_year"]
    list_select_related = ["agency"]
    search_fields = ["agency__search_text"]
    search_help_text = _("Organisation")
    fields = ["agency", "years", "state", "number", "submit_by", "decide_by", "decided_on", "open_in_samplan"]
    readonly_fields = ["years", "open_in_samplan"]

    @admin.display(description=_("år"))
    def years(self, plan):
        return plan.years


@admin.register(Indicator)
class IndicatorAdmin(WrittenInSamplan):
    list_display = ["name", "agency", "unit", "definition", "open_in_samplan"]
    list_filter = ["frequency", "direction"]
    list_select_related = ["agency", "definition"]
    search_fields = ["name", "agency__search_text"]
    search_help_text = _("Indikator eller organisation")
    fields = ["agency", "name", "unit", "direction", "frequency", "definition", "open_in_samplan"]
