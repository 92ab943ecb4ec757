"""Answers that belong to no app: health, and the pages for what went wrong."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_LAST_RESORT = "<!doctype html><title>500</title><h1>Something went wrong. Please try again.</h1>"


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the site: 200 while it can answer, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    response = render(request, "404.html", status=404)
    # The address may be that of a story to come.
    response.headers["Cache-Control"] = "no-store"
    return response


@never_cache
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What to do about a token that did not come back; the reason is for the log."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours: without the database and without context processors."""
    context: dict[str, Any] = {"host": urlsplit(settings.SITE_URL).netloc}
    headers = {"Cache-Control": "no-store"}
    try:
        return HttpResponseServerError(render_to_string("500.html", context), headers=headers)
    except ValueError:
        # The static files are not collected, which may be the fault itself.
        return HttpResponseServerError(_LAST_RESORT, headers=headers)
