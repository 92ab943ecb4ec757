"""One file from its address into its folder: with redirects, tries and what was here already."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import HTTPError

from portal.moving.media.answers import REDIRECTS, Busy, body, refusal
from portal.moving.media.connections import Guard, pools
from portal.moving.media.fetched import Fetched, MayPass, Refused, without
from portal.moving.media.hosts import Hosts
from portal.moving.media.limits import Allowance, Limits, Network
from portal.moving.media.parts import Note, Part
from portal.moving.media.targets import Target, next_target, target

CHUNK = 64 * 1024
HEADERS = {
    "Accept": "*/*",
    # A packed file may be a bomb, and the rest of one cannot be asked for.
    "Accept-Encoding": "identity",
    "User-Agent": "Zebalkans (brings the files of a site that moves)",
}
# After these, what is here of a file is of no use; after all others it may be gone on with.
_WORTHLESS = ("answer", "encoded", "gone", "page", "too_large")
_NOT_THERE = ("lookup", "name")


@dataclass(frozen=True, kw_only=True)
class Run:
    """What belongs to one run."""

    folder: Path
    limits: Limits
    network: Network
    hosts: Hosts
    allowance: Allowance
    stop: threading.Event


class Session:
    """Fetches the files of one run; many threads may ask for theirs."""

    def __init__(self, run: Run) -> None:
        self._run, self._limits, self._hosts = run, run.limits, run.hosts
        self._guard = Guard(run.network, run.limits, stop=run.stop)
        self._pools = pools(self._guard)

    def close(self) -> None:
        self._pools.clear()

    def fetch(self, address: str) -> Fetched:
        """Bring the file of this address, or tell why not."""
        part = Part(self._run.folder, address)
        if part.is_whole():
            return Fetched(address=address, path=part.whole, size=part.whole.stat().st_size)
        self._guard.begin()
        try:
            wanted = target(address, ports=self._run.network.ports)
            size = self._try(
                wanted, part, retries=self._limits.retries, backoff=self._limits.backoff
            )
        except Refused as refused:
            return without(address, refused)
        return Fetched(address=address, path=part.whole, size=size, is_new=True)

    def _try(self, wanted: Target, part: Part, *, retries: int, backoff: float) -> int:
        try:
            return self._once(wanted, part)
        except Busy as busy:
            # The next turn at this host waits for it, be it ours or of another thread.
            self._hosts.rest(busy.host, backoff if busy.seconds is None else busy.seconds)
            if not retries:
                raise
        except MayPass:
            if not retries:
                raise
            self._guard.pause(backoff)
        return self._try(wanted, part, retries=retries - 1, backoff=backoff * 2)

    def _once(self, wanted: Target, part: Part) -> int:
        note = part.note()
        was_ended_before_the_last_step = note is not None and note.total == part.size()
        if not was_ended_before_the_last_step:
            self._run.allowance.take(0)
            try:
                self._go_on(wanted, part, note)
            except Refused as refused:
                if refused.code in _WORTHLESS:
                    part.discard()
                raise
        return part.finish(host=wanted.host)

    def _go_on(self, wanted: Target, part: Part, note: Note | None) -> None:
        headers, start = dict(HEADERS), 0
        if note and note.validator:
            start = part.size()
            headers |= {"Range": f"bytes={start}-", "If-Range": note.validator}
        with self._answer(wanted, headers) as (answer, host):
            brought = body(answer, host=host, asked_from=start, most_bytes=self._limits.most_bytes)
            if not brought.start:
                part.begin(brought.note)
            self._write(answer, part, size=brought.start)

    def _write(self, answer: BaseHTTPResponse, part: Part, *, size: int) -> None:
        with part.append() as file:
            while chunk := answer.read1(CHUNK, decode_content=False):
                self._guard.left()
                size += len(chunk)
                if size > self._limits.most_bytes:
                    raise Refused("too_large", limit=self._limits.most_bytes)
                self._run.allowance.take(len(chunk))
                file.write(chunk)
                file.flush()  # what is flushed stays, even when we are killed

    @contextmanager
    def _answer(
        self, wanted: Target, headers: Mapping[str, str]
    ) -> Iterator[tuple[BaseHTTPResponse, str]]:
        """The answer at the end of all redirects, with the host that gave it."""
        for _redirect in range(self._limits.redirects + 1):
            with self._asked(wanted, headers) as answer:
                location = answer.headers.get("Location", "")
                if answer.status not in REDIRECTS or not location:
                    yield answer, wanted.host
                    return
                wanted = next_target(wanted, location, ports=self._run.network.ports)
        raise Refused("redirects")

    @contextmanager
    def _asked(self, wanted: Target, headers: Mapping[str, str]) -> Iterator[BaseHTTPResponse]:
        """The answer to one request, while the turn at its host is held."""
        with self._hosts.turn(wanted.host) as waited, self._told(wanted.host):
            self._guard.extend(waited)
            answer = self._request(wanted, headers)
            self._hosts.answered(wanted.host)
            try:
                yield answer
            finally:
                answer.close()
                answer.release_conn()

    @contextmanager
    def _told(self, host: str) -> Iterator[None]:
        """Turn what goes wrong on the way into a reason, and remember it of the host."""
        try:
            yield
        except HTTPError as error:
            self._hosts.failed(host)
            raise refusal(error, host=host, silence=self._limits.silence) from error
        except Refused as refused:
            if refused.code in _NOT_THERE:
                self._hosts.failed(host)
            raise

    def _request(self, wanted: Target, headers: Mapping[str, str]) -> BaseHTTPResponse:
        if self._run.network.proxy and wanted.ip:
            self._guard.check([wanted.ip])
        return self._pools.urlopen(
            "GET",
            wanted.url,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
            timeout=Timeout(connect=self._limits.connecting, read=self._limits.silence),
        )
