"""A bounded load from loopback: keep-alive connections that ask for one address without a pause."""

import socket
import statistics
import threading
import time
from dataclasses import dataclass


class BadAnswer(Exception):
    """The server answered something else than 200."""


@dataclass(frozen=True)
class Load:
    """Requests a second, latencies in milliseconds, and the bytes of one body."""

    per_second: float
    p50_ms: float
    p99_ms: float
    bytes: int


def load(port: int, path: str, *, seconds: float, connections: int) -> Load:
    """Ask for a path for some seconds; raises BadAnswer at the first answer that is not a 200."""
    latencies: list[float] = []
    sizes: set[int] = set()
    failures: list[str] = []
    deadline = time.perf_counter() + seconds

    def ask() -> None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
                while time.perf_counter() < deadline and not failures:
                    started = time.perf_counter()
                    sizes.add(_get(connection, path))
                    latencies.append(time.perf_counter() - started)
        except (BadAnswer, OSError) as error:
            failures.append(f"{path}: {error!r}")

    started = time.perf_counter()
    threads = [threading.Thread(target=ask) for _number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise BadAnswer(failures[0])
    cuts = statistics.quantiles(latencies, n=100)
    elapsed = time.perf_counter() - started
    return Load(len(latencies) / elapsed, cuts[49] * 1000, cuts[98] * 1000, max(sizes))


def _get(connection: socket.socket, path: str) -> int:
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n"
    connection.sendall(request.encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += _receive(connection)
    head, _separator, body = received.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise BadAnswer(head.split(b"\r\n")[0].decode())
    length = _content_length(head)
    got = len(body)
    while got < length:
        got += len(_receive(connection))
    return length


def _receive(connection: socket.socket) -> bytes:
    chunk = connection.recv(1 << 18)
    if not chunk:
        raise BadAnswer("closed")
    return chunk


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _colon, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise BadAnswer("no Content-Length")
