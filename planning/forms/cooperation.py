from zlib import crc32

from django import forms
from django.utils.translation import gettext as _

from planning.models import Partnership, Project
from workflow.forms import SafeForm


class CooperationForm(SafeForm):
    """Whether a project is done with somebody, and how far it has come with each partner, changed where it stands.

    A partner's field is named after the partner and not its row, for saving the project writes those rows anew.
    """

    class Meta:
        model = Project
        fields = ["partnering"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.partners = {}
        if self.instance.pk:
            for partner in self.instance.partnerships.select_related("agency"):
                name = f"status_{crc32(str(partner).casefold().encode())}"
                self.partners[name] = partner
                self.initial[name] = partner.status
                self.fields[name] = self._field_for(partner)

    def _field_for(self, partner):
        wrong = _("Valet finns inte längre. Välj bland dem som visas.")
        return forms.ChoiceField(
            label=_("hur långt ni har kommit med %s") % partner,
            choices=Partnership.Status.choices,
            required=False,
            error_messages={"invalid_choice": wrong},
        )

    def after_save(self, by):
        for name, partner in self.partners.items():
            Partnership.objects.filter(pk=partner.pk).update(status=self.cleaned_data[name])

    def like(self, instance):
        """A partner that was taken away while this was read has a field in theirs too, with nothing said."""
        theirs = super().like(instance)
        for name in self.partners.keys() - theirs.partners.keys():
            theirs.fields[name] = self._field_for(self.partners[name])
        return theirs
