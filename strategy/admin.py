"""The administration's registers and code lists of this room; what organisations write themselves is only shown."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from agencies.admin import HouseAdmin, TermAdmin, WrittenInSamplan
from strategy.models import (
    CompetenceMeasure,
    GuidingPrinciple,
    Indicator,
    IndicatorDefinition,
    PremiseSource,
    Service,
    SourcingForm,
    StrategicPlan,
)


@admin.register(PremiseSource)
class PremiseSourceAdmin(HouseAdmin):
    list_display = ["title", "kind", "reference", "published", "valid_from", "valid_until", "replaced_by"]
    list_filter = ["kind", ("replaced_by", admin.EmptyFieldListFilter), "valid_until"]
    list_select_related = ["replaced_by"]
    search_fields = ["search_text", "key", "note"]
    search_help_text = _("Titel, beteckning, år, nyckel eller anmärkning")
    fields = [
        "kind",
        "title",
        "key",
        "reference",
        "year",
        "url",
        "note",
        "valid_from",
        "valid_until",
        "replaced_by",
        "source",
    ]
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


@admin.register(GuidingPrinciple)
class GuidingPrincipleAdmin(TermAdmin):
    list_display = ["name", "origin", "code", "status", "position", "is_retired"]
    list_filter = ["origin", "is_retired", "status"]


@admin.register(SourcingForm)
class SourcingFormAdmin(TermAdmin):
    list_display = ["name", "group", "code", "status", "position", "is_retired"]
    list_filter = ["group", "is_retired", "status"]


@admin.register(CompetenceMeasure)
class CompetenceMeasureAdmin(TermAdmin):
    pass


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


@admin.register(Service)
class ServiceAdmin(WrittenInSamplan):
    list_display = ["name", "agency", "part_of", "is_retired", "open_in_samplan"]
    list_filter = ["is_retired"]
    list_select_related = ["agency", "part_of"]
    search_fields = ["search_text", "agency__search_text"]
    search_help_text = _("Tjänst eller organisation")
    fields = ["agency", "name", "part_of", "is_retired", "open_in_samplan"]
