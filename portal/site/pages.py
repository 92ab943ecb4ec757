"""What makes a page public: the same bytes for all, compared with what the browser has already."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from portal.site.models import current

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """Serve a view to anonymous readers: no cookie, ETag, Last-Modified, 304 if nothing changed.

    Compressed for who can read that: these pages hold no secret that their length could tell.

    Whoever sends something is told that the page is for reading (405), with a token or without.
    The clock is read before the view's first query, so Last-Modified is never newer than what the
    page shows.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        started = timezone.now()
        request.site_settings = current()  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        return _conditional(request, response, request.site_settings.last_change, started)  # type: ignore[attr-defined]

    return csrf_exempt(gzip_page(require_safe(page)))


def _conditional(
    request: HttpRequest, response: HttpResponse, changed: datetime | None, started: datetime
) -> HttpResponse:
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
    etag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    response.headers["ETag"] = etag
    # HTTP dates have whole seconds: a second that is still running may see another change.
    settled = changed and changed.replace(microsecond=0) + timedelta(seconds=1) <= started
    modified = int(changed.timestamp()) if changed and settled else None
    if modified:
        response.headers["Last-Modified"] = http_date(modified)
    # Of a 304 too, which has no content and so nothing to compress (RFC 9110, section 15.4.5).
    patch_vary_headers(response, ["Accept-Encoding"])
    answer = get_conditional_response(request, etag=etag, last_modified=modified, response=response)
    return answer or response
