"""The channel strategy outside its table: the principle, and one target group with all that is said of its channels."""

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.models import Channel, TargetGroup
from strategy.forms.channel_matrix import NOT_OFFERED, STARTING_CHANNELS, ShareField
from strategy.models import ChannelChoice, ChannelGroup, ChannelStrategy
from workflow.fields import Rounds, Ticks
from workflow.forms import OnePerPlanForm, RowSet, SafeForm, speak_swedish
from workflow.prose import HINT


class PrincipleForm(OnePerPlanForm):
    """What the strategy says as a whole."""

    class Meta:
        model = ChannelStrategy
        fields = ["principle"]
        widgets = {"principle": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "principle": format_lazy(
                "{} {}", gettext_lazy("Hur ni väljer mellan kanalerna, och vad som gäller för alla målgrupper."), HINT
            )
        }

    parts = (("", ("principle",)),)


class ChoiceForm(forms.ModelForm):
    """A channel of the target group: its role, what it is used for, and its share of the contacts."""

    share_today = ShareField(label=gettext_lazy("andel i dag, %"))
    share_target = ShareField()

    class Meta:
        model = ChannelChoice
        fields = ["channel", "role", "share_today", "share_target", "measures", "purposes"]
        error_messages = {"channel": {"required": gettext_lazy("Välj en kanal.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Ingen vald")), *ChannelChoice.Role.choices]
        self.fields["purposes"].widget = Ticks(terse=True, choices=self.fields["purposes"].choices)
        speak_swedish(self)

    def offer(self, channels, year):
        """A saved row keeps its channel; a new one may take any that is not retired."""
        kept = self.instance.channel_id
        offered = [one for one in channels if (one.pk == kept if kept else not one.is_retired)]
        field = self.fields["channel"]
        field.queryset = Channel.objects.filter(pk__in=[one.pk for one in offered])
        field.choices = [*([] if kept else [("", _("Välj kanal"))]), *((one.pk, str(one)) for one in offered)]
        self.fields["share_target"].label = _("andel %d, %%") % year


class ChoiceRows(RowSet):
    """The channels of one target group, each once. A group without any begins with those that the plan uses."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.get_queryset():
            self.initial_extra = [{"channel": channel.pk} for channel in self.channels if self._is_usual(channel)]
        self.extra = len(self.initial_extra or ())

    @cached_property
    def channels(self):
        """Those the organisation may use and those the plan uses, each told whether the plan does: one query."""
        plan = self.instance.plan
        used = Channel.objects.filter(choices__group__plan=plan).values("pk")
        rows = Channel.objects.filter(Q(agency=None) | Q(agency=plan.agency) | Q(pk__in=used))
        return list(rows.annotate(is_used=Q(pk__in=used)))

    def _is_usual(self, channel):
        plan_uses_some = any(one.is_used for one in self.channels)
        return channel.is_used if plan_uses_some else channel.code in STARTING_CHANNELS

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.offer(self.channels, self.instance.plan.last_year)

    def clean(self):
        seen = set()
        for form in self.forms:
            channel = getattr(form, "cleaned_data", {}).get("channel")
            if channel is None or self._should_delete_form(form) or not (form.instance.pk or form.has_changed()):
                continue
            if channel.pk in seen:
                form.add_error("channel", _("Kanalen finns redan för målgruppen. Ändra den raden i stället."))
            seen.add(channel.pk)


class ChannelGroupForm(SafeForm):
    """A target group, shared or coined here, for all services or one, and its channels."""

    own_target_group = forms.CharField(
        label=gettext_lazy("eller en egen målgrupp"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Om ingen av de gemensamma passar. Den kan sedan väljas i alla era planer."),
    )

    class Meta:
        model = ChannelGroup
        fields = ["target_group", "service", "offline", "disclosure"]
        widgets = {
            "offline": forms.Textarea(attrs={"rows": 4}),
            "disclosure": Rounds(two_columns=False),
        }
        help_texts = {
            "service": gettext_lazy("Välj bara om målgruppen ska kontakta er på ett annat sätt om just den tjänsten."),
            "offline": gettext_lazy(
                "Så får den hjälp som inte kan eller vill använda digitala kanaler, till exempel telefontider, hjälp "
                "på plats eller genom ombud."
            ),
        }

    optional = ("own_target_group", "service")
    parts = (
        ("", ("target_group", "own_target_group", "service", "offline")),
        (gettext_lazy("Så ska de kontakta er"), ("choices",)),
        (gettext_lazy("Vem får läsa om målgruppen"), ("disclosure",)),
    )
    row_classes = (
        (
            "choices",
            forms.inlineformset_factory(
                ChannelGroup,
                ChannelChoice,
                form=ChoiceForm,
                formset=ChoiceRows,
                extra=0,
                max_num=60,
                absolute_max=100,
                validate_max=True,
            ),
            gettext_lazy("Kanaler"),
            gettext_lazy("Kanal"),
            gettext_lazy("Andelarna ska bli 100 % tillsammans. En rad där du inte fyller i något sparas inte."),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.fields["target_group"]
        group.required = False
        group.choices = [("", _("Välj målgrupp")), *group.choices[1:]]
        group.queryset = TargetGroup.objects.filter(pk__in=[pk for pk, _name in group.choices if pk])
        service = self.fields["service"]
        service.queryset = self.instance.plan.agency.services.filter(
            Q(is_retired=False) | Q(pk=self.instance.service_id)
        )
        service.empty_label = _("Alla tjänster")
        service.error_messages["invalid_choice"] = group.error_messages["invalid_choice"] = NOT_OFFERED

    def single_terms(self):
        return {"target_group": self._offered_groups()}

    def _offered_groups(self):
        kept = TargetGroup.objects.filter(pk=self.instance.target_group_id)
        return TargetGroup.objects.offered_to(self.instance.plan.agency) | kept

    def clean(self):
        cleaned = super().clean()
        own = cleaned.get("own_target_group", "").strip()
        if own and cleaned.get("target_group"):
            self.add_error("own_target_group", _("Välj en målgrupp eller skriv en egen, inte båda."))
        elif not (own or cleaned.get("target_group") or {"target_group", "own_target_group"} & self.errors.keys()):
            self.add_error("target_group", _("Välj en målgrupp, eller skriv en egen."))
        if own and "own_target_group" not in self.errors:
            words = self._offered_groups()
            cleaned["target_group"] = next((one for one in words if one.name.casefold() == own.casefold()), None)
        if cleaned.get("target_group") and self._is_there(cleaned):
            text = _("Målgruppen finns redan i kanalstrategin. Ändra den i stället.")
            self.add_error("own_target_group" if own else "target_group", text)
        return cleaned | {"own_target_group": own}

    def _is_there(self, cleaned):
        """Whether another row of the plan is about the same; not the one that an earlier post of this form made."""
        others = self.instance.plan.channel_groups.exclude(pk=self.instance.pk).exclude(uid=cleaned.get("draft_uid"))
        return others.filter(target_group=cleaned["target_group"], service=cleaned.get("service")).exists()

    def save(self, commit=True):
        if self.cleaned_data["own_target_group"]:
            name = self.cleaned_data["own_target_group"]
            self.instance.target_group = TargetGroup.coin(name, self.instance.plan.agency)
        return super().save(commit)
