"""Where entries are kept: in the memory of the process, and, if wished, in a Redis for all."""

import logging
import threading
import time
from collections import OrderedDict

import redis

from portal.pagecache.entries import Entry, Stored

logger = logging.getLogger(__name__)


class Memory:
    """The pages that were asked for last, in at most so many bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, tuple[Stored, int]] = OrderedDict()
        self.size = 0

    def get(self, key: str) -> Stored | None:
        with self._lock:
            if (found := self._pages.get(key)) is None:
                return None
            self._pages.move_to_end(key)
            return found[0]

    def put(self, key: str, stored: Stored) -> None:
        """Keep a page, unless it is larger than all that may be kept."""
        with self._lock:
            self._put(key, stored)

    def count(self, key: str, stored: Stored) -> None:
        """Note how large a page has become, if it is still kept."""
        with self._lock:
            found = self._pages.get(key)
            if found and found[0] is stored:
                self._put(key, stored)

    def _put(self, key: str, stored: Stored) -> None:
        size = len(key) + stored.size
        self._drop(key)
        if size > self._most:
            return
        self._pages[key] = stored, size
        self.size += size
        while self.size > self._most:
            self._drop(next(iter(self._pages)))

    def drop(self, key: str) -> None:
        with self._lock:
            self._drop(key)

    def _drop(self, key: str) -> None:
        if found := self._pages.pop(key, None):
            self.size -= found[1]


class Nowhere:
    """What stands where no Redis is."""

    def get(self, key: str) -> Entry | None:
        return None

    def put(self, key: str, entry: Entry) -> None:
        """Forgotten at once."""


class Shared:
    """A Redis that all processes of a release use: what one rendered, the others need not.

    Whatever is wrong with it, pages are rendered as if it were empty.
    """

    # A page that is slower to fetch than to render is of no use; so is a server that fails.
    PATIENCE, PAUSE = 0.1, 5.0
    # Nobody asks for what was not asked for a day, and nothing is trusted longer.
    KEPT = 86_400

    def __init__(self, url: str, *, release: str) -> None:
        self._prefix = f"zebalkans:page:{release}:"
        self._silent_until = 0.0
        self._redis = redis.Redis.from_url(
            url, socket_timeout=self.PATIENCE, socket_connect_timeout=self.PATIENCE
        )

    def get(self, key: str) -> Entry | None:
        if time.monotonic() < self._silent_until:
            return None
        try:
            found = self._redis.get(self._prefix + key)
            return Entry.from_bytes(found) if isinstance(found, bytes) else None
        except redis.RedisError as error:
            self._pause(error)
        except (ValueError, KeyError, TypeError):
            logger.warning("Redis holds something else than a page under %s", key)
        return None

    def put(self, key: str, entry: Entry) -> None:
        if time.monotonic() < self._silent_until:
            return
        try:
            self._redis.set(self._prefix + key, entry.as_bytes(), ex=self.KEPT)
        except redis.RedisError as error:
            self._pause(error)

    def _pause(self, error: redis.RedisError) -> None:
        self._silent_until = time.monotonic() + self.PAUSE
        logger.warning("Redis is left alone for %.0f seconds: %s", self.PAUSE, error)
