"""Serves the files of pictures where no web server or object store does."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import condition, require_safe

from portal.pictures import names
from portal.pictures.encoding import TYPES

# A name never gets other bytes, so nobody needs to ask twice.
_FOR_EVER = "public, max-age=31536000, immutable"


def _etag(request: HttpRequest, path: str) -> str | None:
    return f'"{path}"' if names.is_name(path) else None


@require_safe
@condition(etag_func=_etag)
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the picture library; any path but the names of pictures is not found."""
    content_type = TYPES.get(PurePosixPath(path).suffix.removeprefix("."))
    if content_type is None or not names.is_name(path):
        raise Http404
    try:
        file = default_storage.open(path)
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, content_type=content_type, headers=_headers())


def _headers() -> dict[str, str]:
    return {
        "Cache-Control": _FOR_EVER,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
