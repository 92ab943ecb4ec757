"""One request to loopback, and a bounded load of it: by wrk, or without it by Python itself."""

import http.client
import re
import shutil
import socket
import statistics
import subprocess
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message

GZIP, IDENTITY = ENCODINGS = "gzip, deflate, br, zstd", "identity"
# A page that takes seconds is no error here.
PATIENCE = 30
WRK = shutil.which("wrk")
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class BadAnswer(Exception):
    """The server answered something else than was expected."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """`host` is the one that the site knows itself by; `etag` is what the reader has already."""

    port: int
    path: str
    host: str = "localhost"
    encoding: str = GZIP
    etag: str = ""

    @property
    def headers(self) -> dict[str, str]:
        known = {"If-None-Match": self.etag} if self.etag else {}
        return {"Host": self.host, "Accept-Encoding": self.encoding} | known

    @property
    def status(self) -> int:
        """What it has to be answered with."""
        return 304 if self.etag else 200


@dataclass(frozen=True, kw_only=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Load:
    """Requests a second, latencies in milliseconds, and how many requests there were."""

    per_second: float
    p50_ms: float
    p99_ms: float
    requests: int


def answer(request: Request) -> Answer:
    """One answer on a connection of its own; raises BadAnswer when it has another status."""
    connection = http.client.HTTPConnection("127.0.0.1", request.port, timeout=PATIENCE)
    try:
        connection.request("GET", request.path, headers=request.headers)
        said = connection.getresponse()
        found = Answer(status=said.status, headers=said.headers, body=said.read())
    finally:
        connection.close()
    if found.status != request.status:
        raise BadAnswer(f"{request.path} answered {found.status} at port {request.port}")
    return found


def one_by_one(requests: Iterable[Request], *, seconds: float) -> int:
    """Ask each, waiting for its answer, or until the time is over; how many were asked.

    All are of one server.
    """
    deadline, asked = time.perf_counter() + seconds, 0
    connection: http.client.HTTPConnection | None = None
    try:
        for each in requests:
            if asked and time.perf_counter() > deadline:
                break
            connection = connection or http.client.HTTPConnection(
                "127.0.0.1", each.port, timeout=PATIENCE
            )
            connection.request("GET", each.path, headers=each.headers)
            said = connection.getresponse()
            said.read()
            if said.status != each.status:
                raise BadAnswer(f"{each.path} answered {said.status}")
            asked += 1
    finally:
        if connection:
            connection.close()
    return asked


def load(request: Request, *, seconds: int, connections: int) -> Load:
    """Ask without a pause on connections that stay; raises BadAnswer at what is no answer.

    For longer, up to half a minute, until there are as many answers as connections: of a page that
    takes its seconds there might be none.
    """
    answer(request)
    ask = _python if WRK is None else _wrk
    found = ask(request, seconds=seconds, connections=connections)
    while found.requests < connections and seconds < PATIENCE:
        seconds = min(2 * seconds, PATIENCE)
        found = ask(request, seconds=seconds, connections=connections)
    if not found.requests:
        raise BadAnswer(f"{request.path} was not answered within {seconds} seconds.")
    return found


def _wrk(request: Request, *, seconds: int, connections: int) -> Load:
    headers = [part for pair in request.headers.items() for part in ("-H", ": ".join(pair))]
    command = [
        str(WRK), "--latency", "--threads", "1", "--connections", str(connections),
        "--duration", f"{seconds}s", "--timeout", f"{PATIENCE}s", *headers,
        f"http://127.0.0.1:{request.port}{request.path}",
    ]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return parse_wrk(done.stdout)


def parse_wrk(said: str) -> Load:
    """What wrk prints with `--latency`; raises BadAnswer when it tells of errors."""
    for complaint in ("Non-2xx or 3xx responses", "Socket errors"):
        if complaint in said:
            raise BadAnswer(said)
    cuts = dict(re.findall(r"^\s+(\d+)%\s+([\d.]+[a-z]+)\s*$", said, re.MULTILINE))
    requests = re.search(r"(\d+) requests in", said)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if not (requests and rate and {"50", "99"} <= cuts.keys()):
        raise BadAnswer(said)
    return Load(
        per_second=float(rate[1]),
        p50_ms=_milliseconds(cuts["50"]),
        p99_ms=_milliseconds(cuts["99"]),
        requests=int(requests[1]),
    )


def _milliseconds(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", text).groups()  # type: ignore[union-attr]
    return float(number) * _UNITS[unit]


def _python(request: Request, *, seconds: int, connections: int) -> Load:
    latencies: list[float] = []
    failures: list[BaseException] = []
    started = time.perf_counter()

    def ask() -> None:
        try:
            _ask(request, started + seconds, latencies)
        except (BadAnswer, OSError, http.client.HTTPException) as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise BadAnswer(f"{request.path}: {failures[0]!r}")
    elapsed = time.perf_counter() - started
    cuts = statistics.quantiles([*latencies, latencies[-1]], n=100)
    return Load(
        per_second=len(latencies) / elapsed,
        p50_ms=cuts[49] * 1000,
        p99_ms=cuts[98] * 1000,
        requests=len(latencies),
    )


def _ask(request: Request, deadline: float, latencies: list[float]) -> None:
    lines = [f"GET {request.path} HTTP/1.1", *(f"{k}: {v}" for k, v in request.headers.items())]
    sent = "\r\n".join([*lines, "", ""]).encode()
    while time.perf_counter() < deadline:
        with socket.create_connection(("127.0.0.1", request.port), timeout=PATIENCE) as connection:
            stays = True
            while stays and time.perf_counter() < deadline:
                began = time.perf_counter()
                connection.sendall(sent)
                said = http.client.HTTPResponse(connection)
                said.begin()
                said.read()
                latencies.append(time.perf_counter() - began)
                if said.status != request.status:
                    raise BadAnswer(f"{request.path} answered {said.status}")
                stays = not said.will_close
