"""Error pages in our look, with sentences that say what to do (UX.md P33).

Each page is tried in the site's frame, which asks the database who is reading. When that fails too, the same words
come in a frame that needs nothing, and at last as plain text: an error page never raises.
"""

import logging
import uuid

from django.http import HttpResponse
from django.template import loader

logger = logging.getLogger("samplan")

FRAME, BARE_FRAME = "base.html", "errors/frame.html"


def bad_request(request, exception=None):
    return _page(request, 400)


def permission_denied(request, exception=None):
    """403 with the reason that access.require was given."""
    return _page(request, 403, reason=str(exception or ""))


def page_not_found(request, exception=None):
    return _page(request, 404)


def csrf_failure(request, reason=""):
    """A form that is too old, or cookies that are turned off."""
    return _page(request, 403, template="errors/csrf.html")


def server_error(request):
    """500 without the database or the session; the code is also in the log, so that support can find the trace."""
    code = uuid.uuid4().hex[:6].upper()
    logger.error("Felkod %s: %s %s", code, request.method, request.path, exc_info=True)
    return _bare(500, "errors/500.html", {"code": code})


def _page(request, status, template="", **context):
    template = template or f"errors/{status}.html"
    try:
        return HttpResponse(loader.render_to_string(template, context | {"frame": FRAME}, request), status=status)
    except Exception:
        logger.exception("The frame of error page %s failed", status)
        return _bare(status, template, context)


def _bare(status, template, context):
    try:
        return HttpResponse(loader.render_to_string(template, context | {"frame": BARE_FRAME}), status=status)
    except Exception:
        logger.exception("Error page %s failed", status)
        text = f"Något gick fel hos oss. Försök igen om en stund. {context.get('code', status)}"
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
