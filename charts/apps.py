from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChartsConfig(AppConfig):
    """How numbers and dates are drawn. No models of its own, imports nothing of ours."""

    name = "charts"
    verbose_name = _("Diagram")
