"""How much may be fetched, how long it may take, and how politely it is asked for."""

import socket
import ssl
import threading
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from ipaddress import ip_address

from portal.moving.media.fetched import Refused
from portal.moving.media.public import IP, is_public
from portal.pictures.intake import MAX_BYTES


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Times are in seconds.

    `parallel` requests at most are under way, `at_one_host` of them to one host, which is asked
    for no two files within `pause`. One file may have `most_bytes` and take `seconds`, waits for
    its turn apart; `silence` is how long a server may send nothing. What may pass is tried again
    `retries` times, after `backoff` that doubles. A server that asks for more than `longest_rest`
    is not asked again; nor is one after `failures` of its connections in a row.
    `most_bytes_in_all` ends a run.
    """

    parallel: int = 4
    at_one_host: int = 2
    pause: float = 0.1
    most_bytes: int = MAX_BYTES
    most_bytes_in_all: int | None = None
    seconds: float = 300
    silence: float = 30
    connecting: float = 10
    redirects: int = 5
    retries: int = 3
    backoff: float = 1
    longest_rest: float = 120
    failures: int = 20


def resolve(host: str, port: int) -> list[IP]:
    """All addresses of a name, in the order in which they should be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(sockaddr[0]) for *_about, sockaddr in found))


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """What may be reached, and how names are found.

    With a `proxy` it is the proxy that looks names up and connects, so that it alone can keep
    names from leading into a private network: give one only that is set up so. Those of the
    environment are never used.
    """

    ports: Container[int] = (80, 443)
    may_reach: Callable[[IP], bool] = is_public
    resolve: Callable[[str, int], list[IP]] = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    proxy: str = ""


class Allowance:
    """What a run may still fetch; many threads take from it."""

    def __init__(self, size: int | None) -> None:
        self._size, self._taken, self._lock = size, 0, threading.Lock()

    def take(self, count: int) -> None:
        """Take so many bytes; refused when there are none left. Taking none only asks."""
        if self._size is None:
            return
        with self._lock:
            if self._taken + count > self._size or self._taken == self._size:
                self._taken = self._size
                raise Refused("enough", limit=self._size)
            self._taken += count
