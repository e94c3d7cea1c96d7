"""Search over what a person may read."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from agencies.access import agencies_of
from agencies.crumbs import trail
from followup.reporting.search import search as found_by


def search(request):
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    agencies = agencies_of(request.user)
    hits = found_by(agencies, words)
    context = {
        "words": words,
        "hits": hits,
        "total": sum(len(one.rows) for one in hits),
        "names_agencies": len(agencies) > 1,
        "crumbs": trail(None, (_("Sök"),)),
        "nav": "",
        "nav_label": _("Sök"),
    }
    return render(request, "followup/search.html", context)
