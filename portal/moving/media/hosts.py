"""When a host is asked next: not too often, not by many at once, and not when it wants a rest."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from portal.moving.media.fetched import Refused
from portal.moving.media.limits import Limits

# How soon whoever waits notices that the work was stopped.
TICK = 0.2


@dataclass
class _Host:
    running: int = 0
    next_at: float = 0.0
    failures: int = 0
    closed: str = ""


class Hosts:
    """The turns of one run; many threads ask for theirs."""

    def __init__(self, limits: Limits, *, stop: threading.Event) -> None:
        self._limits, self._stop = limits, stop
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, name: str) -> Iterator[float]:
        """Wait until this host may be asked, and hold a place there; yields how long it took.

        Refused where the host is not asked any more.
        """
        began = time.monotonic()
        with self._changed:
            host = self._hosts[name]
            while (wait := self._wait(name, host)) > 0:
                self._changed.wait(min(wait, TICK))
            host.running += 1
            host.next_at = time.monotonic() + self._limits.pause
        try:
            yield time.monotonic() - began
        finally:
            with self._changed:
                host.running -= 1
                self._changed.notify_all()

    def rest(self, name: str, seconds: float) -> None:
        """Leave a host alone for so long; for good, in this run, when it is too long."""
        with self._changed:
            host = self._hosts[name]
            if seconds > self._limits.longest_rest:
                host.closed = "busy"
            host.next_at = max(host.next_at, time.monotonic() + seconds)

    def answered(self, name: str) -> None:
        """Forget the failures of a host that answers."""
        with self._changed:
            self._hosts[name].failures = 0

    def failed(self, name: str) -> None:
        """Count a failure; too many in a row, and the host is not asked again in this run."""
        with self._changed:
            host = self._hosts[name]
            host.failures += 1
            if host.failures >= self._limits.failures:
                host.closed = host.closed or "unreachable"

    def _wait(self, name: str, host: _Host) -> float:
        if self._stop.is_set():
            raise Refused("stopped")
        if host.closed:
            raise Refused(host.closed, host=name)
        if host.running >= self._limits.at_one_host:
            return TICK
        return host.next_at - time.monotonic()
