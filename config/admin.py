"""The frame of the administration: its way in, its groups and its first page (UX.md P34).

It is named in INSTALLED_APPS instead of django.contrib.admin, and makes `admin.site` the site below. Each room
registers its own models in its admin.py; here they are only put in order, by name.
"""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

GROUPS = (
    (gettext_lazy("Organisationer och personer"), "personer", ("agencies.Agency", "agencies.User")),
    (
        gettext_lazy("Register"),
        "register",
        (
            "agencies.LifeEvent",
            "agencies.ServiceType",
            "agencies.ServiceLevel",
            "agencies.TargetGroup",
            "agencies.Channel",
            "agencies.CitizenProblem",
            "strategy.PremiseSource",
            "strategy.IndicatorDefinition",
            "strategy.GuidingPrinciple",
            "strategy.SourcingForm",
            "strategy.CompetenceMeasure",
        ),
    ),
    (gettext_lazy("Regler"), "regler", ("workflow.RuleLevel",)),
    (
        gettext_lazy("Planer (läses här, skrivs i Samplan)"),
        "planer",
        (
            "strategy.StrategicPlan",
            "planning.OperationalPlan",
            "planning.Project",
            "planning.PlanningYear",
            "planning.CalendarKey",
            "strategy.Indicator",
            "strategy.Service",
        ),
    ),
    (gettext_lazy("Logg"), "logg", ("workflow.Event", "admin.LogEntry")),
)
# What libraries register for themselves. Roles are Membership, addresses are User.email, codes belong to their person.
LEFT_OUT = {"auth", "account", "mfa"}


class Administration(AdminConfig):
    default_site = "config.admin.AdministrationSite"


class AdministrationSite(admin.AdminSite):
    """Django's administration with Samplan's groups, where people come in the same way as everywhere else."""

    site_header = site_title = gettext_lazy("Samplan – administration")
    index_title = gettext_lazy("Administration")
    site_url = "/"

    def register(self, model_or_iterable, admin_class=None, **options):
        models = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        kept = [model for model in models if model._meta.app_label not in LEFT_OUT]
        super().register(kept, admin_class, **options)

    def get_app_list(self, request, app_label=None):
        """The groups above with what is registered; what has no group yet stands last, so that nothing is lost."""
        app_list = super().get_app_list(request, app_label)
        if app_label:
            return app_list
        models = {model["model"]._meta.label: model for app in app_list for model in app["models"]}
        groups: list[tuple] = [
            (name, slug, [models.pop(label) for label in labels if label in models]) for name, slug, labels in GROUPS
        ]
        groups.append((_("Övrigt"), "ovrigt", list(models.values())))
        url = reverse("admin:index", current_app=self.name)
        return [
            {"name": name, "app_label": slug, "app_url": f"{url}#{slug}", "has_module_perms": True, "models": rows}
            for name, slug, rows in groups
            if rows
        ]

    def index(self, request, extra_context=None):
        """The groups, and until somebody can plan and somebody can decide, what to do first."""
        from agencies.access import somebody_plans_and_somebody_decides  # noqa: PLC0415 (this file is read before models)

        first_steps = {
            "agency": apps.get_model("agencies.Agency").objects.exists(),
            "people": somebody_plans_and_somebody_decides(),
        }
        return super().index(request, {"first_steps": first_steps} | (extra_context or {}))

    @login_not_required
    def login(self, request, extra_context=None):
        """The way in is allauth's, with its limits and its second factor. 403 for a person who is no administrator."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied(
                _("Administrationen är till för administratörer. Du är inloggad men är inte en av dem.")
            )
        address = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': address})}")

    def logout(self, request, extra_context=None):
        return redirect("account_logout", preserve_request=True)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
