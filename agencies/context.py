"""What every page's frame needs: whose pages these are."""

from django.conf import settings

from agencies.access import agencies_of


def house(request):
    """The person's organisations, the one the page is about, and whether this is the demo.

    The current organisation is the one in the address, else the one last visited, else the first.
    """
    agencies = agencies_of(request.user) if hasattr(request, "user") else []
    return {"my_agencies": agencies, "current_agency": _current(request, agencies), "demo": settings.DEMO}


def _current(request, agencies):
    if not agencies:
        return None
    match = request.resolver_match
    slug = match.kwargs.get("agency_slug") if match else None
    by_slug = {agency.slug: agency for agency in agencies}
    if slug in by_slug:
        if request.session.get("agency") != slug:
            request.session["agency"] = slug
        return by_slug[slug]
    return by_slug.get(request.session.get("agency"), agencies[0])
