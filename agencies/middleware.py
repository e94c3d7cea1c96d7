"""An address with an organisation's old name leads on to the new one."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from agencies.access import may_read
from agencies.models import FormerName


class FormerAddress:
    """Turns a 404 for an old slug into a permanent redirect, for those who may see the organisation."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        match = request.resolver_match
        if not isinstance(exception, Http404) or not match or "agency_slug" not in match.kwargs:
            return None
        former = FormerName.objects.select_related("agency").filter(slug=match.kwargs["agency_slug"]).first()
        if former is None or not may_read(request.user, former.agency):
            return None
        address = reverse(match.view_name, kwargs=match.kwargs | {"agency_slug": former.agency.slug})
        query = request.META.get("QUERY_STRING")
        return redirect(f"{address}?{query}" if query else address, permanent=True)
