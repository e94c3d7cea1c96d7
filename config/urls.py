"""The whole site on one screen. Addresses are Swedish, names English (UX.md 1.1)."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from followup import views as followup
from planning.views.calendar import feed

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("followup.urls")),
    path("arbeta/<slug:agency_slug>/strategisk-plan/", include("strategy.urls")),
    path("arbeta/<slug:agency_slug>/tjanster/", include("strategy.service_urls")),
    path("register/forutsattningar/", include("strategy.register_urls")),
    path("arbeta/<slug:agency_slug>/verksamhetsplan/", include("planning.urls")),
    path("arbeta/<slug:agency_slug>/kalender/", include("planning.calendar_urls")),
    path("kalender/<slug:token>.ics", feed, name="calendar_feed"),
    path("", include("agencies.account_urls")),
    path("admin/", admin.site.urls),
]
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("stil/", followup.style, name="style"))

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
