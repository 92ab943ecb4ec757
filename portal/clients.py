"""Where a request came from: what the nearest trusted proxy saw, never what the sender claims."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The reader's address; each trusted proxy adds one entry at the end of X-Forwarded-For."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    hops = settings.TRUSTED_PROXIES
    if hops and len(seen) >= hops and seen[-hops]:
        return seen[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))
