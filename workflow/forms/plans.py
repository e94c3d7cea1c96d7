"""The forms of a plan itself: its dates, and the steps of the transition table."""

from contextlib import contextmanager
from dataclasses import replace

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.numbers import format_day
from workflow.clock import now, today
from workflow.completeness import lacks
from workflow.fields import DayField
from workflow.forms.safe import SafeForm, typed_data
from workflow.forms.words import FaultsMixin, speak_swedish
from workflow.models import LeftOut, PlanClosed
from workflow.returning import CHECK, coming_from
from workflow.transitions import NOBODY_DECIDES, ONLY_YOU_DECIDE, Refused


class PlanDatesForm(SafeForm):
    """When a plan is to be handed in and decided: what every kind of plan's own form has."""

    submit_by = DayField(
        label=gettext_lazy("lämnas in senast"),
        required=False,
        help_text=gettext_lazy("Skriv som år-månad-dag, till exempel 2027-10-30."),
    )
    decide_by = DayField(
        label=gettext_lazy("beslutas senast"),
        required=False,
        help_text=gettext_lazy("Skriv som år-månad-dag, till exempel 2027-12-11."),
    )

    optional = ("submit_by", "decide_by")
    parts = (("", ("submit_by", "decide_by")),)

    def clean(self):
        cleaned = super().clean()
        submit_by, decide_by = cleaned.get("submit_by"), cleaned.get("decide_by")
        if submit_by and decide_by and decide_by < submit_by:
            text = _("Beslutet är före inlämningen (%s). Ange en senare dag.") % format_day(submit_by)
            self.add_error("decide_by", text)
        return cleaned

    @contextmanager
    def guarded(self, by):
        with self.instance.editing(by) if self.instance.pk else transaction.atomic():
            yield

    def twin(self):
        uid = self.cleaned_data.get("draft_uid")
        return uid and type(self.instance).objects.filter(agency=self.instance.agency, uid=uid).first()


class StepForm(FaultsMixin, forms.Form):
    """What a step of the transition table asks for: a message, a decision's facts.

    `seen_count` is the plan's edit_count when the page was shown: nobody decides a plan that has been withdrawn and
    handed in anew since they read it.
    """

    seen_count = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *args, plan, step, **kwargs):
        super().__init__(typed_data(data), *args, **kwargs)
        self.fields["seen_count"].initial = plan.edit_count
        self.plan, self.step = plan, step
        if step.name == "decide":
            self.fields["decided_on"] = DayField(
                label=_("beslutsdatum"), initial=today(), error_messages={"required": _("Ange beslutsdatum.")}
            )
            self.fields["decided_by_body"] = forms.CharField(
                label=_("beslutsfattare"),
                max_length=120,
                help_text=_("Den person eller det organ som har beslutat, till exempel kommunstyrelsen."),
                error_messages={"required": _("Ange vem eller vilket organ som har beslutat.")},
            )
            self.fields["diary_number"] = forms.CharField(label=_("diarienummer"), max_length=60, required=False)
            self.fields["diary_number"].optional = True
        if step.message_label:
            self.fields["message"] = forms.CharField(
                label=step.message_label,
                max_length=2000,
                required=step.message_required,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": _("Skriv ett meddelande. Det behövs för att %s.") % step.label.lower()},
            )
            self.fields["message"].optional = not step.message_required
        speak_swedish(self)

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > today():
            raise ValidationError(_("Beslutsdatumet har inte varit än. Ange dagen då beslutet fattades."))
        return day

    def decision(self):
        names = ("decided_on", "decided_by_body", "diary_number")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def take(self, by):
        """Takes the step, whole or not at all. Raises Refused."""
        self.plan.move(self.step.name, by=by, message=self.words, seen=self.seen, **self.decision())

    @property
    def words(self):
        return self.cleaned_data.get("message", "")

    @property
    def seen(self):
        return self.cleaned_data.get("seen_count")

    def look_again(self, plan):
        """After a refusal: the next press speaks of the plan as it is now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen_count")] = str(plan.edit_count)


class SubmitForm(StepForm):
    """Handing in a plan: what it lacks, and why each Bör is left. The reasons can be saved without handing it in.

    What hinders is told before anything is tried; `take` still asks the plan itself, under its lock. Each reason goes
    with what stood there when the page was shown: one that only somebody else has written since stays theirs, and one
    that both have written is told and not overwritten. `deciders` are the organisation's `managers` but not who hands
    it in, where two people are asked for (FOUR_EYES).
    """

    def __init__(self, *args, by, managers, **kwargs):
        super().__init__(*args, **kwargs)
        self.managers = managers
        self.deciders = [person for person in managers if person != by or not settings.FOUR_EYES]
        self.lacks = [replace(lack, url=coming_from(CHECK, lack.url)) for lack in lacks(self.plan)]
        for lack in self.lacks:
            if not lack.is_must:
                self.fields[_reason(lack)] = forms.CharField(
                    label=_("Lämna in ändå för att …"), max_length=300, required=False, initial=lack.reason
                )
                self.fields[_seen(lack)] = forms.CharField(
                    widget=forms.HiddenInput, required=False, initial=lack.reason
                )
        self.order_fields([_reason(lack) for lack in self.lacks])  # as they stand on the page
        speak_swedish(self)
        self.written_by_both = [lack for lack in self.lacks if not lack.is_must and self._is_written_by_both(lack)]

    def _is_written_by_both(self, lack):
        """Takes over a reason that only somebody else has changed meanwhile; True when both have, differently."""
        seen = self.data.get(_seen(lack), lack.reason)
        typed = self.data.get(_reason(lack), "").strip()
        if lack.reason in (seen, typed):
            return False
        self.data[_seen(lack)] = lack.reason
        if typed == seen:
            self.data[_reason(lack)] = lack.reason
        return typed != seen

    @property
    def names(self):
        """Those who can decide, as they stand in a sentence."""
        return get_text_list([person.name for person in self.deciders], _("och"))

    @property
    def only_saves(self):
        """Whether the button that keeps the reasons was pressed, and not the one that hands in."""
        return "save_reasons" in self.data

    @property
    def nobody_decides(self):
        """Why nobody can decide the plan once this person has handed it in, and what to do; "" when somebody can."""
        return "" if self.deciders else ONLY_YOU_DECIDE if self.managers else NOBODY_DECIDES

    @property
    def said(self):
        if self.only_saves:
            return _("Skälen är sparade. Planen är inte inlämnad än.")
        if not self.deciders:
            return _("Planen är inlämnad. %s") % ONLY_YOU_DECIDE
        return _("Planen är inlämnad. %s får den för granskning.") % self.names

    def clean(self):
        cleaned = super().clean()
        if self.plan.state not in self.step.sources:
            return cleaned
        self.conflict = bool(self.written_by_both)
        for lack in self.written_by_both:
            told = _("Någon annan har skrivit ”%s” här medan du skrev. Välj vad som ska gälla och skicka igen.")
            self.add_error(_reason(lack), told % lack.reason)
        if self.only_saves:
            return cleaned
        for lack in self.lacks:
            if lack.is_must:
                told = _("%s innan du lämnar in.") % lack.text
                self.add_error(None, format_html('<a href="{}">{}</a>', lack.url, told))
            elif _reason(lack) not in self.errors and not cleaned.get(_reason(lack)):
                self.add_error(_reason(lack), _("%s. Fyll i eller skriv varför ni lämnar in ändå.") % lack.text)
        if not self.managers:
            self.add_error(None, NOBODY_DECIDES)
        return cleaned

    def take(self, by):
        """Writes the reasons and hands in the plan, whole or not at all. Raises Refused."""
        with transaction.atomic():
            if self.only_saves:
                self._save_reasons(by)
            else:
                self._write_reasons(by)
                super().take(by)

    def _save_reasons(self, by):
        try:
            with self.plan.editing(by):
                self._write_reasons(by)
        except PlanClosed as closed:
            raise Refused([closed]) from closed
        for lack in self.lacks:
            self.data[_seen(lack)] = self.cleaned_data.get(_reason(lack), "")

    def _write_reasons(self, by):
        for lack in self.lacks:
            reason = self.cleaned_data.get(_reason(lack), "")
            if reason and reason != lack.reason:
                LeftOut.objects.update_or_create(
                    plan_uid=self.plan.uid, rule=lack.key, defaults={"reason": reason, "by": by, "at": now()}
                )
            elif lack.reason and not lack.is_must and not reason:
                LeftOut.objects.filter(plan_uid=self.plan.uid, rule=lack.key).delete()

    @property
    def musts(self):
        return [lack for lack in self.lacks if lack.is_must]

    @property
    def shoulds(self):
        """Each Bör with the field where a reason can be written, and what stood there when the page was shown."""
        return [(lack, self[_reason(lack)], self[_seen(lack)]) for lack in self.lacks if not lack.is_must]

    @property
    def typed(self):
        """What was written and not sent, to be copied: (label, words), the reasons by what they are about."""
        if not self.is_bound:
            return []
        labels = {_reason(lack): lack.text for lack in self.lacks}
        words = [(labels.get(bound.name, bound.label), bound.value()) for bound in self.visible_fields()]
        return [(label, said) for label, said in words if said]


def _reason(lack):
    """The name of the field for why a Bör is left: it belongs to the rule, whatever else the plan comes to lack."""
    return f"reason_{lack.key}"


def _seen(lack):
    return f"seen_{lack.key}"
