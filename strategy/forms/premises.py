from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from strategy import others
from strategy.completeness import GUIDANCE_KINDS, group_key
from strategy.models import Premise, PremiseKind, PremiseSource
from workflow.clock import now, today
from workflow.fields import TermsField, Ticks, as_typed
from workflow.forms import FaultsMixin, SafeForm, speak_swedish
from workflow.models import LeftOut
from workflow.transitions import Refused


class PremiseForm(SafeForm):
    """A premise, picked from the shared register or written. Of a link to another's plan only what is ours."""

    class Meta:
        model = Premise
        fields = ["source", "kind", "title", "reference", "impact", "is_checked", "disclosure"]
        labels = {"reference": gettext_lazy("källa eller beteckning")}
        help_texts = {
            "kind": gettext_lazy("Behövs bara om ni skriver en egen."),
            "reference": gettext_lazy("Till exempel ett diarienummer, en SOU eller en adress."),
            "impact": gettext_lazy("Vad betyder den för er? En eller två meningar räcker."),
        }
        widgets = {"impact": forms.Textarea(attrs={"rows": 3})}

    optional = ("reference", "impact")
    parts = (
        (gettext_lazy("Välj ur det gemensamma registret"), ("source",)),
        (gettext_lazy("Eller skriv en egen"), ("title", "kind", "reference")),
        (gettext_lazy("Vad den betyder för er"), ("impact", "is_checked", "disclosure")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.linked_plan_id:
            for name in ("source", "kind", "title", "reference", "is_checked"):
                del self.fields[name]
            self.parts = self.parts[2:]
            return
        self.fields["kind"].choices = [("", _("Välj slag")), *PremiseKind.choices]
        source = self.fields["source"]
        source.label = _("förutsättning")
        offered = PremiseSource.objects.current(today()) | PremiseSource.objects.filter(pk=self.instance.source_id)
        source.queryset = offered
        source.choices = [("", _("Ingen, vi skriver en egen")), *_by_kind(offered)]

    def clean(self):
        cleaned = super().clean()
        source, title = cleaned.get("source"), cleaned.get("title")
        if self.errors.keys() & {"source", "title"} or self.instance.linked_plan_id:
            return cleaned
        if source and title:
            self.add_error("title", _("Välj antingen en förutsättning ur registret eller skriv en egen, inte båda."))
        elif not source and not title:
            self.add_error("source", _("Välj en förutsättning ur registret eller skriv en egen."))
        elif title and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Välj vilket slag av förutsättning det är."))
        if source:
            cleaned["kind"] = ""
        return cleaned


class ImpactForm(SafeForm):
    """Så påverkar det oss, changed where it stands."""

    class Meta:
        model = Premise
        fields = ["impact"]
        help_texts = {"impact": gettext_lazy("Vad betyder den för er? En eller två meningar räcker.")}
        widgets = {"impact": forms.Textarea(attrs={"rows": 3, "autofocus": True})}


def _by_kind(sources):
    """The register as groups of choices, in the guidance's order."""
    groups = {kind: [] for kind in PremiseKind}
    for source in sources:
        groups[source.kind].append((source.pk, str(source)))
    return [(kind.label, choices) for kind, choices in groups.items() if choices]


class PickForm(FaultsMixin, forms.Form):
    """Several premises of the register at once. Those that the plan has already are not offered."""

    sources = TermsField(
        PremiseSource.objects.none(),
        label=gettext_lazy("förutsättningar i registret"),
        none=gettext_lazy("Ni har redan alla som gäller i dag."),
        group=lambda source: (PremiseKind.values.index(source.kind), source.get_kind_display()),
        widget=Ticks(two_columns=False, filterable=gettext_lazy("Visa bara de som innehåller")),
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        taken = Q(premises__plan=plan)
        self.offered = list(PremiseSource.objects.current(today()).exclude(taken))
        self.fields["sources"].offer(self.offered)
        if self.is_bound:  # what a first press has added may be posted again
            self.fields["sources"].queryset = PremiseSource.objects.current(today())

    def clean_sources(self):
        chosen = self.cleaned_data["sources"]
        if not chosen:
            raise ValidationError(_("Välj minst en förutsättning, eller gå tillbaka och skriv en egen."))
        return chosen

    def save_by(self, by):
        """Adds what the plan does not have; returns how many that were."""
        with self.plan.editing(by):
            there = set(self.plan.premises.values_list("source_id", flat=True))
            new = [source for source in self.cleaned_data["sources"] if source.pk not in there]
            for source in new:
                add_premise(self.plan, Premise(plan=self.plan, source=source), by)
        return len(new)


class LinkForm(FaultsMixin, forms.Form):
    """Links to what other organisations have published, several at once."""

    chosen = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["chosen"].choices = [(code, code) for code in self._posted()]  # judged in clean_chosen

    def _posted(self):
        return self.data.getlist("chosen") if self.is_bound else []

    def clean_chosen(self):
        codes = self.cleaned_data["chosen"]
        if not codes:
            raise ValidationError(_("Välj minst en plan, ett mål eller en insats."))
        found, all_there = others.choose(self.plan.agency, codes)
        if not all_there:
            raise ValidationError(
                _("Något av det du valde är inte längre publicerat och går inte att länka till. Sök igen.")
            )
        return found

    def save_by(self, by):
        """Adds a premise for each choice that the plan does not link to already; returns how many that were."""
        with self.plan.editing(by):
            there = {others.code_of(one.linked) for one in self.plan.premises.for_listing() if one.linked}
            new = [row for row in self.cleaned_data["chosen"] if others.code_of(row) not in there]
            for row in new:
                premise = Premise(plan=self.plan)
                others.link(premise, row)
                add_premise(self.plan, premise, by)
        return len(new)


def add_premise(plan, premise, by):
    """Writes a new premise last in the plan; inside `plan.editing`."""
    premise.edited_by, premise.edited_at = by, now()
    premise.stand_last()
    premise.save()


def renew_premise(plan, pk, by):
    """Changes a premise to what has come instead: the register's newer one, or the other plan's words of today.

    Returns the premise, None when nothing newer is there. What it means to the organisation (`impact`) is left as it
    was written. Raises Refused when the plan has what has come instead already.
    """
    with plan.editing(by):
        premise = plan.premises.for_listing().filter(pk=pk).first()
        standing = others.standings([premise]).get(pk) if premise else None
        newer = standing and standing.newer
        latest = premise and premise.source and premise.source.latest
        if not newer and (latest is None or latest == premise.source):
            return None
        if newer:
            others.link(premise, newer)
        else:
            premise.source = latest
        same = {"source": latest} if latest else {name: getattr(premise, name) for name in _LINKED}
        if plan.premises.filter(**same).exclude(pk=pk).exists():
            raise Refused([_("Planen har redan %s. Ta bort den gamla i stället.") % premise])
        premise.is_checked, premise.edit_count = False, F("edit_count") + 1
        premise.edited_by, premise.edited_at = by, now()
        premise.save(update_fields=["source", "kind", "title", "reference", *_LINKED, *_SAVED])
    return premise


_LINKED = ("linked_plan", "linked_goal", "linked_initiative")
_SAVED = ("is_checked", "edit_count", "edited_by", "edited_at")


class ReasonForm(FaultsMixin, forms.Form):
    """Why a group of premises is empty: the same reason that the Bör about it is left with."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in GUIDANCE_KINDS], widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=gettext_lazy("varför ni inte har något här"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv varför ni inte har något här, eller lägg till något.")},
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        speak_swedish(self)

    def clean_reason(self):
        return as_typed(self.cleaned_data["reason"])

    def save_by(self, by):
        """False when somebody else has written another reason since the page was shown; then the form says so."""
        rule, reason = group_key(self.cleaned_data["kind"]), self.cleaned_data["reason"]
        with self.plan.editing(by):
            saved = LeftOut.objects.filter(plan_uid=self.plan.uid, rule=rule).first()
            if saved and saved.reason not in (self.cleaned_data["shown"], reason):
                self.conflict = True
                who = saved.by or _("Någon annan")
                self.add_error(
                    "reason",
                    _("%(who)s har skrivit: ”%(reason)s”. Spara igen om ditt ska gälla i stället.")
                    % {"who": who, "reason": saved.reason},
                )
                self.data = self.data.copy()
                self.data["shown"] = saved.reason
                return False
            LeftOut.objects.update_or_create(
                plan_uid=self.plan.uid, rule=rule, defaults={"reason": reason, "by": by, "at": now()}
            )
        return True
