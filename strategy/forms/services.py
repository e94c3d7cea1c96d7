from contextlib import contextmanager
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agencies.models import LifeEvent, ServiceLevel, ServiceType
from strategy.models import BuildOut, Service
from workflow.fields import NumberField, Rounds, TermsField, Ticks
from workflow.forms import SafeForm

WHOLE_NUMBER = gettext_lazy("Ange ett helt tal, till exempel 1 480.")


class ServiceForm(SafeForm):
    """A service of the organisation. Only the name is required."""

    life_events = TermsField(
        LifeEvent.objects.none(),
        label=gettext_lazy("livshändelse eller verksamhetsprocess"),
        help_text=gettext_lazy("Det som händer i den enskildes liv eller i företagets verksamhet när tjänsten behövs."),
        group=attrgetter("heading"),
        widget=Ticks(terse=True, filterable=gettext_lazy("Visa bara de som innehåller")),
    )
    service_types = TermsField(ServiceType.objects.none(), label=gettext_lazy("tjänstetyp"))
    volume = NumberField(
        label=gettext_lazy("ärenden per år"),
        max_value=999_999_999,
        decimal_places=0,
        required=False,
        help_text=gettext_lazy("Ungefär. Lämna tomt om ingen har räknat."),
        error_messages={
            "invalid": WHOLE_NUMBER,
            "max_decimal_places": WHOLE_NUMBER,
            "max_value": gettext_lazy("Talet är för stort. Ange högst 999 999 999."),
        },
    )

    class Meta:
        model = Service
        fields = ["name", "part_of", "service_level", "build_out", "volume", "is_retired"]
        widgets = {"build_out": Rounds(two_columns=False)}
        help_texts = {
            "name": gettext_lazy("Det ni kallar den när ni talar med dem som använder den, till exempel Bygglov."),
            "part_of": gettext_lazy("En grupp är en tjänst som andra tjänster ingår i."),
            "service_level": gettext_lazy("Vilka som delar på tjänsten."),
            "build_out": gettext_lazy("Hur mycket går att göra själv på nätet i dag?"),
        }
        error_messages = {"name": {"required": gettext_lazy("Skriv vad tjänsten heter.")}}

    optional = ("part_of", "volume")
    parts = (
        (gettext_lazy("1. Tjänsten"), ("name", "part_of", "is_retired")),
        (gettext_lazy("2. För vem och av vilket slag"), ("life_events", "service_types", "service_level")),
        (gettext_lazy("3. Hur den ser ut i dag"), ("build_out", "volume")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["build_out"].choices = [("", _("Ingen uppgift än")), *BuildOut.choices]
        self._offer_groups(self.fields["part_of"])
        if self.instance.pk is None:
            del self.fields["is_retired"]

    def _offer_groups(self, field):
        """Every service of the organisation is understood, so that a wrong one can be explained; only groups show."""
        field.queryset = self.instance.agency.services.select_related("part_of")
        groups = [
            (one.pk, one.name)
            for one in field.queryset
            if one.pk == self.instance.part_of_id
            or (one.part_of_id is None and not one.is_retired and one.pk != self.instance.pk)
        ]
        field.choices = [("", _("Ingen grupp")), *groups]

    def terms(self):
        return {"life_events": LifeEvent.objects.taggable(), "service_types": ServiceType.objects.all()}

    def single_terms(self):
        return {"service_level": ServiceLevel.objects.all()}

    def clean_part_of(self):
        group = self.cleaned_data["part_of"]
        if group is None:
            return group
        if group == self.instance:
            raise ValidationError(_("En tjänst kan inte ingå i sig själv. Välj en annan grupp."))
        if group.part_of_id:
            raise ValidationError(
                _("%(name)s ingår själv i %(group)s och kan inte vara grupp. Välj en annan grupp.")
                % {"name": group, "group": group.part_of}
            )
        own = self.instance.parts.count() if self.instance.pk else 0
        if own:
            text = ngettext(
                "%(name)s är själv en grupp med %(n)d tjänst och kan inte ingå i en annan. Flytta tjänsten först.",
                "%(name)s är själv en grupp med %(n)d tjänster och kan inte ingå i en annan. Flytta tjänsterna först.",
                own,
            )
            raise ValidationError(text % {"name": self.instance, "n": own})
        return group

    def clean_volume(self):
        volume = self.cleaned_data["volume"]
        if volume is not None and volume < 0:
            raise ValidationError(_("Antalet kan inte vara mindre än noll. Ange ett tal, till exempel 1 480."))
        return None if volume is None else int(volume)

    def clean(self):
        cleaned = super().clean()
        name, draft = cleaned.get("name"), cleaned.get("draft_uid")
        others = self.instance.agency.services.exclude(pk=self.instance.pk)
        others = others.exclude(uid=draft) if draft else others
        if name and others.filter(search_text=name.casefold()).exists():
            self.add_error("name", _("Ni har redan en tjänst som heter %s. Välj ett annat namn.") % name)
        return cleaned

    @contextmanager
    def guarded(self, by):
        """A service belongs to no plan, so no plan has to be open."""
        with transaction.atomic():
            yield

    def twin(self):
        uid = self.cleaned_data.get("draft_uid")
        return uid and self.instance.agency.services.filter(uid=uid).first()
