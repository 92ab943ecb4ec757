"""Connections that lead only where they may, and never take longer than they may.

The name of a host is looked up once, by us; every address that the answer has is checked, and one
of these is connected to. Whatever asks, be it a redirect or a second try, comes through here.
"""

import functools
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import Any

from urllib3 import (
    HTTPConnectionPool,
    HTTPResponse,
    HTTPSConnectionPool,
    PoolManager,
    ProxyManager,
)
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from portal.moving.media.fetched import MayPass, Refused
from portal.moving.media.limits import Limits, Network
from portal.moving.media.public import IP

# How soon a thread that waits for bytes notices that the work was stopped.
TICK = 0.25
# A name with more addresses than this is answered by the first of them, or by none.
_MOST_TRIED = 3


class _Deadline(threading.local):
    """When the file must be here that this thread fetches."""

    at = 0.0


class Guard:
    """What all connections ask: where they may lead, and how long they may take."""

    def __init__(self, network: Network, limits: Limits, *, stop: threading.Event) -> None:
        self.network, self.limits = network, limits
        self._stop, self._deadline = stop, _Deadline()

    def begin(self) -> None:
        """The time of one file begins, for this thread."""
        self._deadline.at = time.monotonic() + self.limits.seconds

    def extend(self, seconds: float) -> None:
        """Add a wait that was for other files, or was asked for."""
        self._deadline.at += seconds

    def left(self) -> float:
        """The seconds that this file may still take; refused where there are none."""
        if self._stop.is_set():
            raise Refused("stopped")
        left = self._deadline.at - time.monotonic()
        if left <= 0:
            raise Refused("slow", seconds=round(self.limits.seconds))
        return left

    def pause(self, seconds: float) -> None:
        """Wait, or end at once when the work is stopped."""
        self._stop.wait(seconds)
        self.extend(seconds)

    def addresses(self, host: str, port: int) -> list[IP]:
        """The addresses of a host, all of which may be reached; refused where one may not."""
        found = self.network.resolve(host, port)
        if not found:
            raise Refused("name", host=host)
        self.check(found)
        return found

    def check(self, found: list[IP]) -> None:
        """Refuse addresses of which one may not be reached, whoever gives the others."""
        if not all(self.network.may_reach(ip) for ip in found):
            raise Refused("private")


class _Timed:
    """Reads as a socket does, while the guard lets it."""

    guard: Guard | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.guard is None:
            return super().recv_into(*args, **kwargs)  # type: ignore[misc]
        silent_since = time.monotonic()
        while True:
            self.settimeout(min(TICK, self.guard.left()))  # type: ignore[attr-defined]
            try:
                return super().recv_into(*args, **kwargs)  # type: ignore[misc]
            except TimeoutError:
                if time.monotonic() - silent_since > self.guard.limits.silence:
                    raise


class _Socket(_Timed, socket.socket):
    pass


class _TLSSocket(_Timed, ssl.SSLSocket):
    pass


class _Guarded(HTTPConnection):
    """A connection that is made to an address which was checked."""

    def __init__(self, *args: Any, guard: Guard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.guard = guard
        self.response_class = self._remembered  # type: ignore[assignment]

    def _remembered(self, *args: Any, **kwargs: Any) -> http.client.HTTPResponse:
        self._answer = http.client.HTTPResponse(*args, **kwargs)
        return self._answer

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        if isinstance(self.sock, _Timed):
            self.sock.guard = self.guard
        try:
            return super().getresponse()
        except HTTPError:
            self._answer.close()  # an answer of two lengths is not taken, and was left open
            raise

    def _new_conn(self) -> socket.socket:
        host = self._dns_host.strip("[]")
        try:
            # The host of a proxy is given by whoever runs the site.
            find = self.guard.network.resolve if self.proxy else self.guard.addresses
            found = find(host, self.port)
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise MayPass("lookup", host=host) from error
            raise Refused("name", host=host) from error
        except (OSError, ValueError) as error:
            raise Refused("name", host=host) from error
        return self._connected(found[:_MOST_TRIED])

    def _connected(self, found: list[IP]) -> socket.socket:
        failure: OSError = OSError("no address")
        for ip in found:
            seconds = min(self.guard.limits.connecting, self.guard.left())
            try:
                # What is no name is not looked up.
                plain = socket.create_connection((str(ip), self.port), seconds)
            except OSError as error:
                failure = error
            else:
                made = _Socket(fileno=plain.detach())
                made.settimeout(seconds)
                made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                made.guard = self.guard
                return made
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, str(failure)) from failure
        raise NewConnectionError(self, str(failure)) from failure


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _TLSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


def pools(guard: Guard) -> PoolManager:
    """The connections of a run, of which those to few hosts are kept open."""
    tls, proxy = guard.network.tls, guard.network.proxy
    tls.sslsocket_class = _TLSSocket
    options: Mapping[str, Any] = {"maxsize": guard.limits.at_one_host, "ssl_context": tls}
    manager = ProxyManager(proxy, **options) if proxy else PoolManager(**options)
    classes: Mapping[str, Any] = {
        "http": functools.partial(_Pool, guard=guard),
        "https": functools.partial(_TLSPool, guard=guard),
    }
    manager.pool_classes_by_scheme = dict(classes)
    return manager
