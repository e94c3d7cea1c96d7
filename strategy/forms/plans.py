from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Agency
from strategy.models import StrategicPlan
from workflow.clock import today
from workflow.fields import YearField
from workflow.forms import PlanDatesForm, SafeForm

SHORTEST, USUAL, LONGEST = 3, 5, 8


class PlanForm(SafeForm):
    """Starts a plan: its first and last year, which no other plan of the organisation may share."""

    first_year = YearField(
        label=gettext_lazy("första året"), error_messages={"required": gettext_lazy("Ange planens första år.")}
    )
    last_year = YearField(
        label=gettext_lazy("sista året"), error_messages={"required": gettext_lazy("Ange planens sista år.")}
    )

    class Meta:
        model = StrategicPlan
        fields = ["first_year", "last_year"]

    parts = (("", ("first_year", "last_year")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first = max([today().year, *(plan.last_year + 1 for plan in self._others())])
        self.initial |= {"first_year": first, "last_year": first + USUAL - 1}

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last:
            self._refuse(first, last)
        return cleaned

    def _refuse(self, first, last):
        years = last - first + 1
        if years < 1:
            self.add_error("last_year", _("Det sista året är före det första (%d). Ange ett senare år.") % first)
        elif not SHORTEST <= years <= LONGEST:
            self.add_error(
                "last_year",
                _("Planen skulle gälla i %(years)d år. Välj en period på %(shortest)d till %(longest)d år, helst fem.")
                % {"years": years, "shortest": SHORTEST, "longest": LONGEST},
            )
        else:
            self._refuse_overlap(first, last)

    def _refuse_overlap(self, first, last):
        """Adds the error, and returns the plan in the way; None when the period is free."""
        taken = next((plan for plan in self._others() if plan.first_year <= last and first <= plan.last_year), None)
        if taken:
            self.add_error(
                "first_year",
                _(
                    "Ni har redan en strategisk plan för %(years)s. "
                    "Välj en period som börjar %(next)d eller revidera planen."
                )
                % {"years": taken.years, "next": taken.last_year + 1},
            )
        return taken

    def _others(self):
        """The organisation's plans, but not the one that an earlier post of this very form made."""
        own = self.data.get("draft_uid", "")
        return [plan for plan in self.instance.agency.strategicplans.latest_numbers() if str(plan.uid) != own]

    @contextmanager
    def guarded(self, by):
        with transaction.atomic():
            yield

    def twin(self):
        uid = self.cleaned_data.get("draft_uid")
        return uid and self.instance.agency.strategicplans.filter(uid=uid).first()

    def save_by(self, by):
        """One at a time in an organisation, so that two people cannot make overlapping plans at once."""
        with transaction.atomic():
            Agency.objects.select_for_update().get(pk=self.instance.agency_id)
            if self._refuse_overlap(self.cleaned_data["first_year"], self.cleaned_data["last_year"]):
                return False
            return super().save_by(by)


class DatesForm(PlanDatesForm):
    """When the strategic plan is to be handed in and decided. Its period stays what it was made for."""

    class Meta:
        model = StrategicPlan
        fields = ["submit_by", "decide_by"]
