"""/healthz: for load balancers and people who watch, before hosts, sessions and redirects come into play."""

from django.db import connection
from django.db.utils import Error
from django.http import HttpResponse


class HealthCheck:
    """Answers /healthz with 200 "ok" when the database answers, else 503 "database"."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return answer() if request.path == "/healthz" else self.get_response(request)


def answer():
    """Asks the database one question; says nothing about it that a stranger should not know."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
