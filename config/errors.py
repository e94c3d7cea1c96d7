"""Error pages in our look, with sentences that say what to do (UX.md P33)."""

import logging
import uuid

from django.shortcuts import render
from django.template import loader
from django.http import HttpResponseServerError

logger = logging.getLogger("samplan")


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def permission_denied(request, exception=None):
    """403 with the reason that access.require was given."""
    return render(request, "errors/403.html", {"reason": str(exception or "")}, status=403)


def page_not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


def csrf_failure(request, reason=""):
    """A form that is too old, or cookies that are turned off."""
    return render(request, "errors/csrf.html", status=403)


def server_error(request):
    """500 without the database or the session; the code is also in the log, so that support can find the trace."""
    code = uuid.uuid4().hex[:6].upper()
    logger.error("Felkod %s: %s %s", code, request.method, request.path)
    return HttpResponseServerError(loader.render_to_string("errors/500.html", {"code": code}))
