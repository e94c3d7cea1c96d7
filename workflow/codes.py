"""Several codes of one set of choices in one column: what is ticked and never joined on.

It lives in workflow because every room's items may have them, and needs no table of its own for a handful of words.
"""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflow.fields import Ticks


class CodesField(models.JSONField):
    """A list of codes of a TextChoices class, in its order; [] when nothing is ticked. Portable to both databases.

    The model gets `get_<name>_labels()`: the labels of what is ticked. Codes that the class no longer has are kept in
    the database and shown as they are.
    """

    def __init__(self, codes=None, **kwargs):
        self.codes = codes
        kwargs |= {"default": list, "blank": True}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        if self.codes:
            setattr(cls, f"get_{name}_labels", lambda row: self.labels(getattr(row, name)))

    def labels(self, ticked):
        known = dict(self.codes.choices)
        return [str(known.get(code, code)) for code in ticked]

    def formfield(self, **kwargs):
        field = forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=kwargs.get("help_text", self.help_text),
            choices=self.codes.choices,
            widget=kwargs.get("widget") or Ticks,
            required=False,
            initial=[],
        )
        field.error_messages["invalid_choice"] = _("Ett av valen finns inte längre. Välj bland dem som visas.")
        return field
