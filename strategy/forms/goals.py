from django.utils.translation import gettext_lazy

from strategy.models import Indicator, LongTermGoal, Premise
from workflow.fields import TermsField, Ticks
from workflow.forms import SafeForm


class GoalForm(SafeForm):
    premises = TermsField(
        Premise.objects.none(),
        label=gettext_lazy("kommer från"),
        help_text=gettext_lazy("De förutsättningar som målet svarar på."),
        none=gettext_lazy("Planen har inga förutsättningar än."),
        widget=Ticks(two_columns=False),
    )
    indicators = TermsField(
        Indicator.objects.none(),
        label=gettext_lazy("följs med"),
        help_text=gettext_lazy("Indikatorer som ni redan har. Nya lägger ni till på planens sida."),
        none=gettext_lazy("Ni har inga indikatorer än. Lägg till dem på planens sida."),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
    )

    class Meta:
        model = LongTermGoal
        fields = ["text", "owner_role", "disclosure"]
        help_texts = {
            "text": gettext_lazy("Skriv vad som är annorlunda för dem ni finns till för, inte vad ni ska göra."),
            "owner_role": gettext_lazy("En roll eller enhet, inte en person."),
        }
        error_messages = {"text": {"required": gettext_lazy("Skriv målet med en mening.")}}

    optional = ("owner_role",)
    parts = (
        ("", ("text", "owner_role")),
        (gettext_lazy("Var målet kommer från och hur det följs"), ("premises", "indicators")),
        (gettext_lazy("Vem får läsa målet"), ("disclosure",)),
    )

    def terms(self):
        plan = self.instance.plan
        indicators = plan.agency.indicators.select_related("definition")  # what each choice is explained with
        return {"premises": plan.premises.select_related("source"), "indicators": indicators}
