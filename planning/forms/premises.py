"""The year's premises: carried from the strategic plan, written, or linked to what others have published."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning import others
from planning.models import PlanningPremise, PlanningPremiseKind
from strategy.models import Premise, PremiseKind
from workflow.clock import now
from workflow.fields import TermsField, Ticks, YearField
from workflow.forms import FaultsMixin, SafeForm
from workflow.transitions import Refused

# What a premise that people write can be. A plan that stands outside the system is still somebody's plan.
_OWN_KINDS = tuple((kind.value, kind.label) for kind in PlanningPremiseKind if kind != PlanningPremiseKind.STRATEGIC)
_IMPACT = gettext_lazy("Vad betyder den för det ni gör i år? En eller två meningar räcker.")


class PremiseForm(SafeForm):
    """A premise of the year. Of what is carried its kind is given; of a link to another's plan only what is ours."""

    year = YearField(
        label=gettext_lazy("från år"),
        required=False,
        help_text=gettext_lazy("Det år som uppgiften är från. Då kan ni se när den behöver kontrolleras."),
    )

    class Meta:
        model = PlanningPremise
        fields = ["title", "kind", "reference", "year", "impact", "is_checked", "disclosure"]
        help_texts = {
            "title": gettext_lazy("Till exempel en enkät, ett beslut eller ett mål som någon annan har satt."),
            "reference": gettext_lazy("Till exempel ett diarienummer, en paragraf eller en adress."),
            "impact": _IMPACT,
        }
        widgets = {"impact": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "title": {"required": gettext_lazy("Skriv vilken förutsättning det gäller.")},
            "kind": {"required": gettext_lazy("Välj vilket slag av förutsättning det är.")},
        }

    optional = ("reference", "year", "impact")
    parts = (
        (gettext_lazy("1. Förutsättningen"), ("title", "kind", "reference", "year", "is_checked")),
        (gettext_lazy("2. Vad den betyder för er"), ("impact", "disclosure")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        premise = self.instance
        if premise.linked_plan_id:
            for name in ("title", "kind", "reference", "year", "is_checked"):
                del self.fields[name]
            self.optional, self.parts = ("impact",), (("", ("impact", "disclosure")),)
        elif premise.carried_from_id:
            del self.fields["kind"]
        else:
            was_carried = premise.pk and premise.kind == PlanningPremiseKind.STRATEGIC  # from what is removed since
            kinds = PlanningPremiseKind.choices if was_carried else _OWN_KINDS
            self.fields["kind"].choices = [("", _("Välj slag")), *kinds]


class ImpactForm(SafeForm):
    """Så påverkar det oss i år, changed where it stands."""

    class Meta:
        model = PlanningPremise
        fields = ["impact"]
        help_texts = {"impact": _IMPACT}
        widgets = {"impact": forms.Textarea(attrs={"rows": 3, "autofocus": True})}


class SeveralForm(FaultsMixin, forms.Form):
    """Several premises at once. What the plan has already is not added again."""

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan

    def save_by(self, by):
        """Adds what the plan does not have; returns how many that were."""
        with self.plan.editing(by):
            new = self.missing()
            for premise in new:
                premise.plan = self.plan
                premise.edited_by, premise.edited_at = by, now()
                premise.stand_last()
                premise.save()
        return len(new)

    def missing(self):
        """What is chosen and not in the plan yet, as premises that are not saved."""
        raise NotImplementedError


class CarryForm(SeveralForm):
    """Premises of the strategic plan. Those that the year has already are told and not offered."""

    premises = TermsField(
        Premise.objects.none(),
        label=gettext_lazy("förutsättningar i den strategiska planen"),
        none=gettext_lazy("Ni har redan alla."),
        group=lambda premise: (PremiseKind.values.index(premise.real_kind), premise.kind_label),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = self._carried()
        self.all = list(Premise.objects.filter(plan=self.plan.strategic_plan_id).select_related("source"))
        self.carried = [premise for premise in self.all if premise.uid in there]
        # What a first press has added may be posted again.
        self.fields["premises"].offer([one for one in self.all if self.is_bound or one.uid not in there])

    def _carried(self):
        """A revised strategic plan has the same premises with the same uid."""
        carried = self.plan.premises.filter(carried_from__isnull=False)
        return set(carried.values_list("carried_from__uid", flat=True))

    def clean_premises(self):
        chosen = self.cleaned_data["premises"]
        if not chosen:
            raise ValidationError(_("Välj minst en förutsättning, eller gå tillbaka och skriv en egen."))
        return chosen

    def missing(self):
        there, chosen = self._carried(), {premise.pk for premise in self.cleaned_data["premises"]}
        return [PlanningPremise.carry(one) for one in self.all if one.pk in chosen and one.uid not in there]


class LinkForm(SeveralForm):
    """Links to what other organisations have published for a year."""

    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        posted = self.data.getlist("chosen") if self.is_bound else []
        self.fields["chosen"].choices = [(code, code) for code in posted]  # judged in clean_chosen

    def clean_chosen(self):
        codes = self.cleaned_data["chosen"]
        if not codes:
            raise ValidationError(_("Välj minst en plan eller ett projekt."))
        found, all_there = others.choose(self.plan.agency, codes)
        if not all_there:
            raise ValidationError(
                _("Något av det du valde är inte längre publicerat och går inte att länka till. Sök igen.")
            )
        return found

    def missing(self):
        there = {others.code_of(one.linked) for one in self.plan.premises.for_listing() if one.linked}
        new = []
        for row in self.cleaned_data["chosen"]:
            if others.code_of(row) not in there:
                others.link(premise := PlanningPremise(plan=self.plan), row)
                new.append(premise)
        return new


def renew_premise(plan, pk, by):
    """Changes a premise to what has come instead: the other plan's words of today, or the register's newer source.

    Returns the premise, None when nothing newer is there. What it means to the organisation (`impact`), and what they
    wrote of their own after the register's reference, is left as it was. Raises Refused when the plan links to what
    has come instead already.
    """
    with plan.editing(by):
        premise = plan.premises.for_listing().filter(pk=pk).first()
        standing = others.standings([premise]).get(pk) if premise else None
        source = premise and premise.carried_from and premise.carried_from.source
        if standing and standing.newer:
            others.link(premise, standing.newer)
            same = {"linked_plan": premise.linked_plan, "linked_project": premise.linked_project}
            if plan.premises.filter(**same).exclude(pk=pk).exists():
                raise Refused([_("Planen har redan %s. Ta bort den gamla i stället.") % premise])
        elif premise and premise.is_replaced:
            own = f"{premise.reference}, ".removeprefix(f"{source.reference}, ").removesuffix(", ")
            premise.say_as_register(source.latest, own)
        else:
            return None
        premise.is_checked, premise.edit_count = False, F("edit_count") + 1
        premise.edited_by, premise.edited_at = by, now()
        premise.save(update_fields=[*_RENEWED, "is_checked", "edit_count", "edited_by", "edited_at"])
    return premise


_RENEWED = ("title", "reference", "year", "linked_plan", "linked_project")
