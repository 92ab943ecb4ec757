"""What a page lets in from other sites: what is embedded in its text, for readers who ask."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csp import csp_override

from articles import embeds


def let_in(request: HttpRequest, response: HttpResponse, text: str) -> HttpResponse:
    """The response with a policy for the embeds of this text; without any it stays as it is."""
    sources = embeds.sources(text)
    if not sources:
        return response
    policy: dict[str, Any] = settings.SECURE_CSP | sources
    return csp_override(policy)(lambda _request: response)(request)
