"""The planning year: everybody in the organisation reads it, planners keep it, each person subscribes to their own."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.access import agencies_of, agency_or_404, may_plan
from agencies.crumbs import trail
from planning.codelists import templates
from planning.forms import CalendarItemForm
from planning.ical import feed as feed_of
from planning.models import CalendarItem, CalendarKey, OperationalPlan, PlanningYear
from planning.rows.calendar import LAYERS, by_month, calendar_rows, strip_of
from planning.views.shared import nav
from workflow.clock import today
from workflow.fields import row_number
from workflow.returning import way_back
from workflow.views import edit_item, posted, require_planner, row_or_404

ONLY_READS = gettext_lazy("Du kan läsa kalendern men inte ändra den. Be %s om du behöver ändra.")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def calendar(request, agency_slug):
    """The days of one year month by month, with the layers that are ticked; all of them until somebody chooses."""
    agency = agency_or_404(request.user, agency_slug)
    year = _year(request.GET)
    layers = [name for name in LAYERS if name in request.GET.getlist("lager") or "valt" not in request.GET]
    planning_year = PlanningYear.objects.filter(agency=agency, year=year).first()
    if planning_year:
        planning_year.agency = agency
    rows = calendar_rows(planning_year, year, agency, today(), layers)
    has_template = bool(planning_year and planning_year.template)
    context = _frame(
        agency,
        year=year,
        former=year - 1 if year > FIRST_YEAR else None,
        following=year + 1 if year < LAST_YEAR else None,
        layers=[{"name": name, "label": label, "is_shown": name in layers} for name, label in LAYERS.items()],
        is_filtered=len(layers) < len(LAYERS),
        months=by_month(rows),
        strip=strip_of(
            agency, year, today(), OperationalPlan.objects.latest_numbers().filter(agency=agency, year=year + 1).first()
        ),
        starts=[] if has_template else _starts(agency, year),
        has_template=has_template,
        may_edit=may_plan(request.user, agency),
    )
    context["crumbs"][-1]["url"] = ""
    return render(request, "planning/calendar.html", context)


def _starts(agency, year):
    """What a year can be made from: (value, label) pairs, the likeliest first. The year before, when there is one."""
    own = agency.kind if agency.kind in templates() else next(iter(templates()))
    ordered = sorted(templates().values(), key=lambda template: template.key != own)
    choices = [(one.key, _("Mallen för %s") % one.name.lower()) for one in ordered]
    if PlanningYear.objects.filter(agency=agency, year=year - 1).exclude(template="").exists():
        choices.insert(0, (f"fran-{year - 1}", _("Som %d, med era egna datum, flyttat ett år") % (year - 1)))
    return choices


def calendar_start(request, agency_slug):
    """Makes a year from a template or from the year before; a year that is there is left as it is."""
    agency = _agency_to_write_in(request, agency_slug)
    year, chosen = _year(request.POST), request.POST.get("mall", "")
    former = PlanningYear.objects.filter(agency=agency, year=year - 1).exclude(template="").first()
    if request.method == "POST" and chosen in templates():
        PlanningYear.objects.start(agency, year, templates()[chosen], request.user)
    elif request.method == "POST" and former and chosen == f"fran-{former.year}":
        PlanningYear.objects.start_from(former, request.user)
    elif request.method == "POST":
        messages.warning(request, _("Välj vad året ska börja från."))
        return redirect(_address(agency, year))
    if request.method == "POST":
        messages.success(request, _("Datumen för %d är på plats. Ändra dem så att de stämmer för er.") % year)
    return redirect(_address(agency, year))


def item_add(request, agency_slug):
    agency = _agency_to_write_in(request, agency_slug)
    year = _year(request.GET)
    item = CalendarItem(planning_year=PlanningYear(agency=agency, year=year))
    return _item_form(request, item, _("Lägg till datum"), _("”%(name)s” är tillagt."))


def item_edit(request, agency_slug, pk):
    agency = _agency_to_write_in(request, agency_slug)
    item = row_or_404(request, _items(agency), pk, planning_year=PlanningYear(agency=agency, year=today().year))
    item.planning_year.agency = agency
    lead = ""
    if item.set_by_law:
        lead = _("%(what)s (%(law)s)") % {"what": item.title, "law": item.legal_ground}
    remove = reverse("calendar:item_remove", args=[agency.slug, pk])
    said = _("”%(name)s” är sparat.")
    return _item_form(request, item, _("Ändra datum"), said, remove_url=remove, lead=lead)


def _item_form(request, item, heading, said, **more):
    """Saves what somebody typed; what looks odd about the day is said afterwards and hinders nothing."""
    agency, year = item.planning_year.agency, item.planning_year.year
    form = CalendarItemForm(posted(request), instance=item)
    context = _frame(agency, (heading,), heading=heading, back=_address(agency, year), **more)
    answer = edit_item(request, form, context, CalendarItem.get_absolute_url, said)
    if answer.status_code == 302:
        for caution in form.cautions():
            messages.warning(request, caution)
    return answer


def item_remove(request, agency_slug, pk):
    agency = _agency_to_write_in(request, agency_slug)
    item = get_object_or_404(_items(agency), pk=pk)
    item.planning_year.agency = agency
    done = _address(agency, item.planning_year.year)
    if request.method == "POST":
        item.delete()
        messages.success(request, _("Borttaget: %s.") % item)
        return redirect(done)
    return render(request, "planning/calendar_remove.html", _frame(agency, (_("Ta bort datum"),), item=item, done=done))


def item_done(request, agency_slug, pk):
    """Marks a day as done, or takes the mark away, and goes back to the calendar as it was shown, or to Hem."""
    agency = _agency_to_write_in(request, agency_slug)
    item = get_object_or_404(_items(agency), pk=pk)
    if request.method == "POST":
        _items(agency).filter(pk=pk).mark("angra" not in request.POST, request.user)
    shown = request.GET.copy()
    shown["ar"] = str(item.planning_year.year)
    place = f"{reverse('calendar:calendar', args=[agency.slug])}?{shown.urlencode()}#rad-{pk}"
    return redirect(way_back(request, None, place))


def subscribe(request, agency_slug):
    """A person's secret address. The button Prenumerera makes it and Byt länk a new one: looking does not."""
    agency = agency_or_404(request.user, agency_slug)
    if request.method == "POST":
        own, created = CalendarKey.objects.get_or_create(user=request.user)
        if "byt" in request.POST and not created:
            own.change()
            messages.success(request, _("Länken är bytt. Den gamla fungerar inte längre."))
        return redirect("calendar:subscribe", agency.slug)
    key = CalendarKey.objects.filter(user=request.user).first()
    address = request.build_absolute_uri(reverse("calendar_feed", args=[key.token])) if key else ""
    context = _frame(
        agency,
        (_("Prenumerera"),),
        address=address,
        webcal=address.replace("https://", "webcal://").replace("http://", "webcal://"),
        agencies=[one.name for one in agencies_of(request.user)],
    )
    response = render(request, "planning/calendar_subscribe.html", context)
    response["Cache-Control"] = "private, no-store"  # the page holds a secret
    return response


@login_not_required
def feed(request, token):
    """The calendar at somebody's secret address: last year, this year and the next, of all their organisations."""
    key = CalendarKey.objects.select_related("user").filter(token=token, user__is_active=True).first()
    if key is None:
        raise Http404("No such calendar, or not any longer.")
    years = [today().year + step for step in (-1, 0, 1)]
    body = feed_of(agencies_of(key.user), years, request.build_absolute_uri)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="samplan.ics"'
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _items(agency):
    return CalendarItem.objects.filter(planning_year__agency=agency).select_related("planning_year")


def _year(asked):
    """The year in an address or a form; this year when it says none that can be planned."""
    year = row_number(asked.get("ar", ""))
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else today().year


def _address(agency, year):
    return PlanningYear(agency=agency, year=year).get_absolute_url()


def _agency_to_write_in(request, agency_slug):
    agency = agency_or_404(request.user, agency_slug)
    require_planner(request.user, agency, ONLY_READS)
    return agency


def _frame(agency, *steps, **context):
    start = (_("Planeringsåret"), reverse("calendar:calendar", args=[agency.slug]))
    return nav(agency) | {"crumbs": trail(agency, start, *steps)} | context
