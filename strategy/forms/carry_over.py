from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy.carrying import KINDS, carry_over
from strategy.forms.plans import PlanForm
from strategy.models import (
    ChannelGroup,
    CompetenceNeed,
    Initiative,
    LongTermGoal,
    Premise,
    SourcingDecision,
    StrategicPlan,
)
from strategy.others import standings
from workflow.clock import today
from workflow.fields import TermsField, Ticks


def _choice(model, label, help_text=""):
    return TermsField(
        model.objects.none(),
        label=label,
        help_text=help_text,
        none=gettext_lazy("Planen har inget här."),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
    )


class CarryOverForm(PlanForm):
    """A plan for the next period, with what is chosen of the former one."""

    premises = _choice(
        Premise,
        gettext_lazy("förutsättningar"),
        gettext_lazy("De som är ersatta eller inte gäller längre är inte valda."),
    )
    goals = _choice(LongTermGoal, gettext_lazy("långsiktiga mål"), gettext_lazy("Indikatorerna följer med."))
    initiatives = _choice(
        Initiative, gettext_lazy("insatser"), gettext_lazy("De som pågår till periodens slut är valda.")
    )
    channel_groups = _choice(
        ChannelGroup,
        gettext_lazy("målgrupper i kanalstrategin"),
        gettext_lazy("Roller, åtgärder och texter följer med. Andelarna lämnas tomma: hur det är i dag behöver mätas."),
    )
    sourcing_decisions = _choice(
        SourcingDecision,
        gettext_lazy("processer i sourcingstrategin"),
        gettext_lazy("En ändring vars år har kommit blir det som gäller i dag."),
    )
    competence_needs = _choice(
        CompetenceNeed,
        gettext_lazy("kompetenser"),
        gettext_lazy("Antalet årsarbetskrafter i dag lämnas tomt: räkna på nytt."),
    )

    with_texts = forms.BooleanField(
        label=gettext_lazy("ta med principen för kanalerna och e-strategin"), required=False, initial=True
    )

    parts = (
        (gettext_lazy("Ny period"), ("first_year", "last_year")),
        (gettext_lazy("Det här tar ni med"), (*KINDS, "with_texts")),
    )

    def __init__(self, *args, source, **kwargs):
        self.source = source
        super().__init__(*args, **kwargs)
        source.fetch_contents()
        length = source.last_year - source.first_year
        first = max(source.last_year + 1, self.initial["first_year"])
        self.initial |= {"first_year": first, "last_year": first + length}
        withdrawn = {pk for pk, standing in standings(source.listed_premises).items() if standing.said}
        for name, rows in self._offered().items():
            self.fields[name].offer(rows)
            left = withdrawn if name == "premises" else ()
            self.initial[name] = [row.pk for row in rows if row.pk not in left and _is_worth_taking(row, source)]

    def _offered(self):
        return {
            "premises": self.source.listed_premises,
            "goals": self.source.listed_goals,
            "initiatives": self.source.listed_initiatives,
            "channel_groups": self.source.listed_channel_groups,
            "sourcing_decisions": self.source.listed_sourcing,
            "competence_needs": self.source.listed_competence,
        }

    def clean(self):
        cleaned = super().clean()
        first = cleaned.get("first_year")
        if first and first <= self.source.last_year and "first_year" not in self.errors:
            self.add_error(
                "first_year",
                _("Nästa period börjar efter %d. Ange ett senare år.") % self.source.last_year,
            )
        return cleaned

    def _same_as(self, twin):
        """Pressed twice is the same only when the same was chosen: what an earlier press made is not added to."""
        chosen = {name: {row.uid for row in self.cleaned_data[name]} for name in KINDS}
        made = {name: set(getattr(twin, name).values_list("uid", flat=True)) for name in KINDS}
        if chosen == made:
            return super()._same_as(twin)
        self.conflict = True
        self.add_error(None, _("%s är redan skapad, med annat valt. Öppna den och ändra där.") % twin)
        return False

    def after_save(self, by):
        plan, source = self.instance, self.source
        texts = self.cleaned_data["with_texts"]
        StrategicPlan.objects.filter(pk=plan.pk).update(carried_from=source)
        carry_over(
            plan,
            {name: self.cleaned_data[name] for name in KINDS},
            by=by,
            channel_strategy=source.said_channel_strategy if texts else None,
            e_strategy=source.said_e_strategy if texts else None,
        )

    def like(self, instance):
        return type(self)(instance=instance, source=self.source)


def _is_worth_taking(row, source):
    """Ticked from the start: what still goes on or still holds."""
    if isinstance(row, Initiative):
        return row.last_year is None or row.last_year >= source.last_year
    if isinstance(row, Premise) and row.source:
        ended = row.source.valid_until and row.source.valid_until < today()
        return not (row.source.replaced_by_id or ended)
    return True
