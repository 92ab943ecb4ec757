"""Answers readers from memory before Django hears of them, for as long as what they get holds."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from portal.pagecache.addresses import Addresses, Environ
from portal.pagecache.answers import Answer, Application, asked
from portal.pagecache.directives import Directives
from portal.pagecache.entries import Headers, Stored
from portal.pagecache.freshness import Freshness, Known
from portal.pagecache.stores import Memory, Nowhere, Shared

# How long a request waits for another that renders the same page, in seconds.
PATIENCE = 2.0

# RFC 9211.
_NAME = "Zebalkans"
_HIT: Headers = [("Cache-Status", f"{_NAME}; hit")]
_MISS: Headers = [("Cache-Status", f"{_NAME}; fwd=miss; stored")]
_SILENT: Headers = [("Cache-Status", f"{_NAME}; hit; detail=database-unreachable")]
_UNAVAILABLE = "503 Service Unavailable"
_SORRY: Headers = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", "5"),
]


@dataclass(frozen=True, slots=True)
class _Request:
    key: str
    query: str
    environ: Environ
    start_response: Callable[..., Any]


class PageCache:
    """A WSGI application in front of another, whose pages it keeps."""

    def __init__(
        self,
        application: Application,
        *,
        addresses: Addresses,
        freshness: Freshness,
        memory: Memory,
        shared: Shared | Nowhere | None = None,
        directives: Directives | None = None,
        unavailable: bytes = b"",
    ) -> None:
        self._application = application
        self._addresses = addresses
        self._freshness = freshness
        self._memory = memory
        self._shared = shared or Nowhere()
        self._directives = directives or Directives()
        self._unavailable = unavailable
        self._lock = threading.Lock()
        self._rendering: dict[str, threading.Event] = {}

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        page = self._addresses.page(environ)
        if page is None:
            return self._application(environ, start_response)
        request = _Request(*page, environ, start_response)
        known = self._freshness.known()
        if known is None:
            return self._while_silent(request)
        if stored := self._kept(request.key, known):
            return self._sent(stored, request, known, _HIT)
        return self._once(request)

    def _sent(
        self, stored: Stored, request: _Request, known: Known | None, told: Headers
    ) -> Iterable[bytes]:
        size, now = stored.size, time.time()
        told = [*self._directives.headers(stored.entry, known, now), *told]
        body = stored.answer(request.environ, request.start_response, now=now, told=told)
        if stored.size != size:
            self._memory.count(request.key, stored)
        return body

    def _kept(self, key: str, known: Known) -> Stored | None:
        """The page as this process has it, or any other, if it still holds."""
        stored, now = self._memory.get(key), time.time()
        if stored and _holds(stored, known, now):
            return stored
        entry = self._shared.get(key)
        # One that was made by a later clock than ours: of a database as it was before a restore.
        if entry is None or entry.number > known.number:
            return None
        stored = Stored(entry, checked=entry.number)
        if not _holds(stored, known, now):
            return None
        self._memory.put(key, stored)
        return stored

    def _once(self, request: _Request) -> Iterable[bytes]:
        """Render the page, unless somebody does already and is done soon."""
        with self._turn(request.key) as is_ours:
            if is_ours:
                return self._render(request)
        known = self._freshness.known()
        if known and (stored := self._kept(request.key, known)):
            return self._sent(stored, request, known, _HIT)
        return self._render(request)

    @contextmanager
    def _turn(self, key: str) -> Iterator[bool]:
        """Whether nobody else renders the page; if somebody does, after he has, or too long."""
        with self._lock:
            event = self._rendering.get(key)
            if is_ours := event is None:
                event = self._rendering[key] = threading.Event()
        if not is_ours:
            event.wait(PATIENCE)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._rendering[key]
            event.set()

    def _render(self, request: _Request) -> Iterable[bytes]:
        # Before the first query of the page: what is written meanwhile makes it stale.
        made_at, known = time.time(), self._freshness.known()
        answer = asked(self._application, request.environ, request.query)
        if answer.is_error:
            return self._instead_of(answer, request)
        if not answer.may_be_kept:
            self._memory.drop(request.key)
            if answer.is_missing and request.query != request.environ.get("QUERY_STRING", ""):
                # An address of an older site may say in its query what it is.
                return self._application(request.environ, request.start_response)
        # A clock that was set back meanwhile leaves nothing to go by.
        if known is None or not answer.may_be_kept or time.time() < made_at:
            return answer.sent(request.environ, request.start_response)
        stored = Stored(answer.entry(known, made_at), checked=known.number)
        self._memory.put(request.key, stored)
        self._shared.put(request.key, stored.entry)
        return self._sent(stored, request, self._still(stored), _MISS)

    def _still(self, stored: Stored) -> Known | None:
        """What is known, if the page still holds once it is done: else nobody in front keeps it."""
        known = self._freshness.known()
        return known if known and _holds(stored, known, time.time()) else None

    def _instead_of(self, error: Answer, request: _Request) -> Iterable[bytes]:
        """An error is told as it is, unless it is the database that is gone."""
        if self._freshness.known() is None and (stored := self._last_good(request.key)):
            return self._sent(stored, request, None, _SILENT)
        return error.sent(request.environ, request.start_response)

    def _while_silent(self, request: _Request) -> Iterable[bytes]:
        """The last good copy: better than nothing, while nobody can say whether it holds."""
        if stored := self._last_good(request.key):
            return self._sent(stored, request, None, _SILENT)
        # Whoever were let through would wait for the database until nobody is left to answer.
        length = ("Content-Length", str(len(self._unavailable)))
        request.start_response(_UNAVAILABLE, [*_SORRY, length])
        return [] if request.environ["REQUEST_METHOD"] == "HEAD" else [self._unavailable]

    def _last_good(self, key: str) -> Stored | None:
        """A copy, never past a moment from which readers may see less, as far as was known."""
        last, stored, now = self._freshness.last, self._memory.get(key), time.time()
        entry = stored.entry if stored else self._shared.get(key)
        if entry is None or last is None or not last.since <= entry.made_at <= now:
            return None
        ends = (entry.hides_at, last.hides_after(entry.made_at))
        if any(moment is not None and moment <= now for moment in ends):
            return None
        return stored or Stored(entry, checked=entry.number)


def _holds(stored: Stored, known: Known, now: float) -> bool:
    entry = stored.entry
    ends_at = entry.page.ends_at
    if ends_at is not None and ends_at <= now:
        return False
    if not known.holds(tags=entry.page.tags, number=stored.checked, at=entry.made_at, now=now):
        return False
    stored.checked = max(stored.checked, known.number)
    return True
