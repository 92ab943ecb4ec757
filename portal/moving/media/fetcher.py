"""Fetches the files of the site that moves into a folder, several at once."""

import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from portal.moving.media.fetched import Fetched, Refused
from portal.moving.media.hosts import Hosts
from portal.moving.media.limits import Allowance, Limits, Network
from portal.moving.media.targets import target
from portal.moving.media.transfer import Run, Session

# Further ahead than this no host is looked for that has a free place.
LOOK_AHEAD = 1_000


@dataclass(kw_only=True)
class Counts:
    """What came of all addresses so far: files, those of them that were there, and the rest."""

    files: int = 0
    kept: int = 0
    bytes_fetched: int = 0
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, fetched: Fetched) -> None:
        """Count one more address."""
        if fetched.path is None:
            self.missing[fetched.reason] += 1
            return
        self.files += 1
        self.kept += not fetched.is_new
        self.bytes_fetched += fetched.size * fetched.is_new


class Fetcher:
    """Fetches files into a folder, which no other fetcher uses at the same time.

    Killed at any moment, it goes on where it was when it is asked for the same addresses again.
    """

    def __init__(
        self, folder: Path, *, limits: Limits | None = None, network: Network | None = None
    ) -> None:
        self.counts = Counts()
        self._folder = folder
        self._limits, self._network = limits or Limits(), network or Network()

    def fetch(self, addresses: Iterable[str]) -> Iterator[Fetched]:
        """What came of each address, once for each, as they are done.

        To stop, close this generator, which `contextlib.closing` does in any case: it ends its
        threads, at the latest when a name is looked up or a connection made.
        """
        stop = threading.Event()
        session = self._session(stop)
        queue = _Queue(addresses, at_one_host=self._limits.at_one_host)
        running: dict[Future[Fetched], str] = {}
        threads = ThreadPoolExecutor(self._limits.parallel, thread_name_prefix="fetcher")
        done: set[Future[Fetched]] = set()
        try:
            while True:
                for address in queue.take(self._limits.parallel - len(running)):
                    running[threads.submit(session.fetch, address)] = address
                # Whoever takes them may be busy with each for a while; the threads go on.
                for future in done:
                    self.counts.add(future.result())
                    yield future.result()
                if not running:
                    return
                done = wait(running, return_when=FIRST_COMPLETED).done
                for future in done:
                    queue.put_back(running.pop(future))
        finally:
            stop.set()
            threads.shutdown(cancel_futures=True)
            session.close()

    def _session(self, stop: threading.Event) -> Session:
        self._folder.mkdir(parents=True, exist_ok=True)
        return Session(
            Run(
                folder=self._folder,
                limits=self._limits,
                network=self._network,
                hosts=Hosts(self._limits, stop=stop),
                allowance=Allowance(self._limits.most_bytes_in_all),
                stop=stop,
            )
        )


class _Queue:
    """Addresses in their order, but those of a host whose places are taken let others pass."""

    def __init__(self, addresses: Iterable[str], *, at_one_host: int) -> None:
        self._coming, self._at_one_host = _once_each(addresses), at_one_host
        self._waiting: dict[str, deque[str]] = {}
        self._places: Counter[str] = Counter()

    def take(self, count: int) -> Iterator[str]:
        """So many of the next addresses, or fewer, of hosts that have a free place."""
        for _number in range(count):
            host = next(filter(self._has_place, self._waiting), None) or self._look_ahead()
            if host is None:
                return
            self._places[host] += 1
            address = self._waiting[host].popleft()
            if not self._waiting[host]:
                del self._waiting[host]
            yield address

    def put_back(self, address: str) -> None:
        """Give back the place that an address had."""
        self._places[_host(address)] -= 1

    def _has_place(self, host: str) -> bool:
        return self._places[host] < self._at_one_host

    def _look_ahead(self) -> str | None:
        room = LOOK_AHEAD - sum(map(len, self._waiting.values()))
        for address in islice(self._coming, max(room, 0)):
            host = _host(address)
            self._waiting.setdefault(host, deque()).append(address)
            if self._has_place(host):
                return host
        return None


def _once_each(addresses: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for address in addresses:
        if address not in seen:
            seen.add(address)
            yield address


def _host(address: str) -> str:
    """Whom an address asks; what is no address asks nobody, and has a name that none has."""
    try:
        return target(address, ports=range(1 << 16)).host
    except Refused:
        return "-"
