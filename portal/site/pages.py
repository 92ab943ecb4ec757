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
from django.views.decorators.http import require_safe

from portal.pagecache import encodings
from portal.pagecache.answers import DECLARED
from portal.pagecache.entries import Page
from portal.site.models import current

View = Callable[..., HttpResponse]

# The tag of what every page shows: the site's own row, the menu, the static pages.
SITE = "site"


def public_page(view: View) -> View:
    """Serve a view to anonymous readers: no cookie, ETag, Last-Modified, 304 if nothing changed.

    A page that says what it `depends_on` is declared to the page cache, which keeps it.
    Compressed for who can read that: these pages hold no secret that their length could tell.

    Whoever sends something is told that the page is for reading (405), with a token or without.
    The clock is read before the view's first query, so Last-Modified is never newer than what the
    page shows.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        started = timezone.now()
        request.started = started  # type: ignore[attr-defined]
        request.site_settings = current()  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        last_change = request.site_settings.last_change  # type: ignore[attr-defined]
        changed = _passed(request, last_change, started)
        _declare(request, response, changed, started)
        if response.status_code != 200:
            return response
        return _conditional(request, response, changed, started)

    return csrf_exempt(compressed(require_safe(page)))


def compressed(view: View) -> View:
    """Send what the view answers compressed, in the form that is quickest of those that are read.

    For pages that hold no secret: of others, the length could tell it (BREACH).
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        if len(response.content) < encodings.WORTH_IT:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        header = request.headers.get("Accept-Encoding", "")
        if encoding := encodings.accepted(header, encodings.QUICKEST):
            response.content = encodings.compressed(response.content, encoding, quickly=True)
            response.headers["Content-Encoding"] = encoding
            del response.headers["Content-Length"]
            if etag := response.headers.get("ETag"):
                # The same page in other bytes (RFC 9110, section 8.8.1).
                response.headers["ETag"] = f"W/{etag.removeprefix('W/')}"
        return response

    return page


def depends_on(response: HttpResponse, *tags: str) -> HttpResponse:
    """The page, which is another once one of these cache tags is stamped, or that of the site.

    A page that does not say so is made anew for each reader.
    """
    response.cache_tags = (SITE, *sorted(set(tags)))  # type: ignore[attr-defined]
    return response


def changes_at(request: HttpRequest, *moments: datetime) -> None:
    """The page that answers is another from each of these moments on, with nobody's doing."""
    known = getattr(request, "changes_at", ())
    request.changes_at = (*known, *moments)  # type: ignore[attr-defined]


def changes_with_time(request: HttpRequest, until: datetime | None) -> None:
    """The page is another from that moment on, and may be another than any that was made before.

    For what goes by itself and is not looked for then: no date can tell when it last did.
    """
    changes_at(request, request.started, *filter(None, [until]))  # type: ignore[attr-defined]


def _passed(request: HttpRequest, changed: datetime | None, started: datetime) -> datetime | None:
    """When the page changed last: with something public, or at a moment of its own."""
    own = [each for each in getattr(request, "changes_at", ()) if each <= started]
    return max([*own, changed]) if changed else None


def _ends(request: HttpRequest, started: datetime) -> datetime:
    own = [each for each in getattr(request, "changes_at", ()) if each > started]
    return min([*own, _new_year(started)])


def _declare(
    request: HttpRequest, response: HttpResponse, changed: datetime | None, started: datetime
) -> None:
    if tags := getattr(response, "cache_tags", None):
        request.META[DECLARED] = Page(
            tags=tags,
            changed_at=changed.timestamp() if changed else None,
            ends_at=_ends(request, started).timestamp(),
        )


def _new_year(moment: datetime) -> datetime:
    """When the year at the foot of every page is another."""
    zone = timezone.get_current_timezone()
    return datetime(timezone.localtime(moment).year + 1, 1, 1, tzinfo=zone)


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
    if answer is None:
        return response
    # A 304 replaces the headers that a browser kept: with the policy of its own page.
    if policy := getattr(response, "_csp_config", None):
        answer._csp_config = policy  # type: ignore[attr-defined]
    return answer
