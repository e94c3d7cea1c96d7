"""An organisation's services. Everybody in it reads them; planners keep them, whatever plan is open."""

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import agency_or_404, may_plan
from agencies.crumbs import trail
from strategy.forms import ServiceForm
from strategy.models import Service
from strategy.rows.services import service_list
from strategy.views.shared import navigation
from workflow.views import edit_item, posted, require_planner, row_or_404

ONLY_READS = gettext_lazy("Du kan läsa tjänsterna men inte ändra dem. Be %s om du behöver ändra.")


def services(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    asked = {name: request.GET.get(name, "").replace("\0", "").strip()[:100] for name in ("sok", "grupp", "visa")}
    listed = service_list(agency, words=asked["sok"], group=asked["grupp"], everything=asked["visa"] == "alla")
    context = _frame(agency, listed=listed, asked=asked, is_filtered=any(asked.values()))
    return render(request, "strategy/services.html", context | {"may_edit": may_plan(request.user, agency)})


def service_add(request, agency_slug):
    agency = _agency_to_write_in(request, agency_slug)
    said = _("Tjänsten %(name)s är tillagd.")
    return _service_form(request, Service(agency=agency), _("Lägg till tjänst"), said)


def service_edit(request, agency_slug, pk):
    agency = _agency_to_write_in(request, agency_slug)
    service = row_or_404(request, agency.services, pk, agency=agency)
    service.agency = agency
    remove = reverse("services:service_remove", args=[agency.slug, pk])
    return _service_form(request, service, _("Ändra tjänst"), _("Tjänsten %(name)s är sparad."), remove=remove)


def service_remove(request, agency_slug, pk):
    """Asks once. What something rests on stays, and the page says what; it can be marked as no longer offered."""
    agency = _agency_to_write_in(request, agency_slug)
    service = get_object_or_404(agency.services, pk=pk)
    done = reverse("services:services", args=[agency.slug])
    used_by = _used_by(service)
    if request.method == "POST":
        if "retire" in request.POST:
            service.retire(request.user)
            messages.success(request, _("%s erbjuds inte längre. Den finns kvar där den redan är vald.") % service)
            return redirect(done)
        if not used_by and _removed(service):
            messages.success(request, _("%s är borttagen.") % service)
            return redirect(done)
        used_by = used_by or _used_by(service)
    context = _frame(agency, (_("Ta bort tjänst"),), item=service, used_by=used_by, done=done)
    refused = used_by and request.method == "POST"
    return render(request, "strategy/service_remove.html", context, status=409 if refused else 200)


def _removed(service):
    """False when somebody has begun to use it since the page was shown."""
    try:
        with transaction.atomic():
            service.delete()
    except ProtectedError:
        return False
    return True


def _used_by(service):
    """What rests on the service as people say it, each once: revisions of a plan say the same."""
    return sorted({_in_words(row) for row in service.uses()})


def _in_words(row):
    place = f" ({row.plan})" if hasattr(row, "plan") else ""
    return f"{row._meta.verbose_name.capitalize()}: {row}{place}"


def _service_form(request, service, heading, said, **more):
    form = ServiceForm(posted(request), instance=service)
    back = reverse("services:services", args=[service.agency.slug])
    context = _frame(service.agency, (heading,), heading=heading, back=back, **more)
    return edit_item(request, form, context, lambda saved: saved.get_absolute_url(), said, "strategy/item_form.html")


def _agency_to_write_in(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    require_planner(request.user, agency, ONLY_READS)
    return agency


def _frame(agency, *steps, **context):
    listing = (_("Tjänster"), reverse("services:services", args=[agency.slug]))
    return navigation(agency) | {"crumbs": trail(agency, listing, *steps)} | context
