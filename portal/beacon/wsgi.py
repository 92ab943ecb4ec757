"""Hears from pages that a story was opened, before Django and the page cache hear of it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from articles.mostread import counting
from portal.beacon.readers import is_reader
from portal.beacon.tally import Tally
from portal.pagecache.addresses import Environ
from portal.pagecache.answers import Application

_BEGINNING = "/viewed/"
# No more digits than a key of the database has.
_ADDRESS = re.compile(rf"{_BEGINNING}[1-9][0-9]{{0,17}}/")


class Beacon:
    """A WSGI application in front of another, which answers what stories' pages tell.

    204 says that it was taken: a reader's view will be written down. It says no more, so nobody
    learns whom we take for a reader.
    """

    def __init__(self, application: Application, tally: Tally) -> None:
        self._application, self._tally = application, tally

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(_BEGINNING):
            return self._application(environ, start_response)
        headers = [("Cache-Control", "no-store")]
        status = self._answer(environ, path)
        if status.startswith("405"):
            headers.append(("Allow", "POST"))
        if not status.startswith("204"):
            headers.append(("Content-Length", "0"))
        start_response(status, headers)
        return []

    def _answer(self, environ: Environ, path: str) -> str:
        if not _ADDRESS.fullmatch(path):
            return "404 Not Found"
        if environ["REQUEST_METHOD"] != "POST":
            return "405 Method Not Allowed"
        if not _is_short(environ):
            return "413 Content Too Large"
        return "204 No Content" if self._is_taken(environ, path) else "503 Service Unavailable"

    def _is_taken(self, environ: Environ, path: str) -> bool:
        # Browsers write the name of a host in small letters.
        origin, cookie = settings.SITE_URL.lower(), settings.SESSION_COOKIE_NAME
        if not is_reader(environ, origin=origin, cookie=cookie):
            return True
        return self._tally.add(int(path.removeprefix(_BEGINNING).rstrip("/")))


def _is_short(environ: Environ) -> bool:
    """Browsers send nothing with it; of what others send nothing is read."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return "HTTP_TRANSFER_ENCODING" not in environ and length.isdecimal() and len(length) < 4


def in_front_of(application: Application) -> Beacon:
    """The application behind a beacon that counts for the most read stories."""
    return Beacon(application, Tally(counting.add))
