"""Figures of a way to a page: speed, what it costs the processors, and ratios from pairs."""

import os
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import repeat

from bench import processes
from bench.load import Load, Request, answer, load, one_by_one
from bench.server import Server

CONNECTIONS = 16
WARM_UP = 10
COUNTED, COUNTING = 20, 4.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """`cpu_ms` is the time of processors that the stack took for a request.

    `foreign` is the share of the machine that others took meanwhile: neither stack nor client.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    foreign: float


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to a page, by the name that tables and results call it.

    Slow ones are measured for longer, or there would be too few answers to speak of.
    """

    name: str
    server: Server
    request: Request
    is_slow: bool = False


def warm(each: Way) -> None:
    """What a process does once, such as reading its templates, is no reader's wait."""
    for _time in range(WARM_UP):
        answer(each.request)


def figures(each: Way, *, seconds: int) -> Figures:
    busy, ours, stack, elapsed = _used(each)
    found: Load = load(each.request, seconds=seconds, connections=CONNECTIONS)
    busy, ours, stack, elapsed = (
        after - before
        for before, after in zip((busy, ours, stack, elapsed), _used(each), strict=True)
    )
    settle(each)
    few = found.requests < CONNECTIONS * 20
    return Figures(
        per_second=found.per_second,
        p50_ms=found.p50_ms,
        p99_ms=found.p99_ms,
        cpu_ms=cost_ms(each) if few else 1000 * stack / found.requests,
        foreign=max(0.0, busy - stack - ours) / (elapsed * (os.cpu_count() or 1)),
    )


def settle(each: Way) -> None:
    """Wait until the stack has done what it was asked when the client went away."""
    before = -1.0
    while (used := processes.cpu_seconds(each.server.pids)) > before:
        before = used
        time.sleep(0.05)


def cost_ms(each: Way) -> float:
    """Time of processors for a request, from a counted few.

    A load would not do: it ends with requests under way, which cost and are not counted.
    """
    return cost_of(repeat(each.request, COUNTED), each.server)


def cost_of(requests: Iterable[Request], server: Server) -> float:
    """The same, for requests that may differ."""
    before = processes.cpu_seconds(server.pids)
    asked = one_by_one(requests, seconds=COUNTING)
    return 1000 * (processes.cpu_seconds(server.pids) - before) / asked


def _used(each: Way) -> tuple[float, float, float, float]:
    """Seconds of processors: by the machine, by the client, by the stack; and of the clock.

    The client is this process with those that have ended, as wrk has.
    """
    ours, stack = sum(os.times()[:4]), processes.cpu_seconds(each.server.pids)
    return processes.busy_seconds(), ours, stack, time.perf_counter()


def middle(rounds: Sequence[Figures]) -> Figures:
    """Of each figure the median."""
    columns = [asdict(each) for each in rounds]
    return Figures(**{name: statistics.median(row[name] for row in columns) for name in columns[0]})


def rounds(
    ways: Sequence[Way],
    *,
    times: int,
    seconds: int,
    slow_seconds: int,
    told: Callable[[], object],
) -> dict[str, Figures]:
    """All ways in turn, so that what else the machine does meets each of them."""
    found: dict[str, list[Figures]] = {each.name: [] for each in ways}
    for _time in range(times):
        for each in ways:
            length = slow_seconds if each.is_slow else seconds
            found[each.name].append(figures(each, seconds=length))
            told()
    return {name: middle(measured) for name, measured in found.items()}


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """What pairs, measured one after the other, say of the first over the second.

    Half of the ratios lie between `low` and `high`.
    """

    ratio: float
    low: float
    high: float

    @classmethod
    def of(cls, ratios: Sequence[float]) -> "Pairs":
        low, ratio, high = statistics.quantiles(ratios, n=4, method="inclusive")
        return cls(ratio=ratio, low=low, high=high)


def pairs(one: Way, other: Way, *, times: int, seconds: int, told: Callable[[], object]) -> Pairs:
    """Requests a second of one over those of the other; who begins changes each time."""
    ratios = []
    for number in range(times):
        order = (one, other) if number % 2 == 0 else (other, one)
        speed = {each.name: figures(each, seconds=seconds).per_second for each in order}
        ratios.append(speed[one.name] / speed[other.name])
        told()
    return Pairs.of(ratios)
