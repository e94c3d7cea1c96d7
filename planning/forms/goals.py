from django.db.models import Q
from django.utils.translation import gettext_lazy

from planning.models import ShortTermGoal
from strategy.models import Indicator, LongTermGoal
from workflow.fields import NumberField, TermsField, Ticks
from workflow.forms import SafeForm


class GoalForm(SafeForm):
    long_term_goals = TermsField(
        LongTermGoal.objects.none(), label=gettext_lazy("långsiktigt mål"), widget=Ticks(two_columns=False)
    )
    indicators = TermsField(
        Indicator.objects.none(),
        label=gettext_lazy("indikator"),
        help_text=gettext_lazy("Utan indikator går målet inte att följa upp."),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
    )

    class Meta:
        model = ShortTermGoal
        fields = ["text", "year_end_value", "owner_role"]
        field_classes = {"year_end_value": NumberField}
        help_texts = {
            "text": gettext_lazy("Skriv vad som är annorlunda när året är slut, inte vad ni ska göra."),
            "year_end_value": gettext_lazy("Det värde indikatorn ska ha då, till exempel 45."),
            "owner_role": gettext_lazy("En roll eller enhet, inte en person."),
        }
        error_messages = {"text": {"required": gettext_lazy("Skriv målet med en mening.")}}

    optional = ("year_end_value", "owner_role")
    parts = (("", ("text", "long_term_goals", "indicators", "year_end_value", "owner_role")),)

    def terms(self):
        plan = self.instance.plan
        chosen = self.instance.long_term_goals.values("pk") if self.instance.pk else []
        return {
            "long_term_goals": LongTermGoal.objects.filter(Q(plan=plan.strategic_plan_id) | Q(pk__in=chosen)),
            "indicators": plan.agency.indicators.all(),
        }
