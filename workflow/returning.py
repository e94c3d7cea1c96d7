"""The way back: a link says where it stands with `?fran=<word>`, and the form it leads to goes back there when done."""

from django.conf import settings
from django.shortcuts import redirect, resolve_url

from workflow.transitions import TRANSITIONS

CHECK, HOME = "granska", "hem"


def coming_from(word, url):
    """The same address, telling the page there where the person came from; what follows # stays last."""
    page, mark, place = url.partition("#")
    return f"{page}{'&' if '?' in page else '?'}fran={word}{mark}{place}"


def way_back(request, plan, otherwise):
    """Where to go when done: back to the page the person came from, when it is one of those we know."""
    word = request.GET.get("fran")
    if word == CHECK and plan is not None:
        return check_page(plan)
    return resolve_url(settings.LOGIN_REDIRECT_URL) if word == HOME else otherwise


def check_page(plan):
    """The address where a plan is checked and handed in."""
    return f"{plan.get_absolute_url()}{TRANSITIONS['submit'].slug}/"


def moved(request, to, **arguments):
    """Leads on, for good, from an address that a page had before; what is posted there comes along."""
    return redirect(to, permanent=True, preserve_request=request.method == "POST", **arguments)
