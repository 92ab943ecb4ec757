"""What was measured so far, on the disk after every part: stopping a run loses only the rest."""

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bench.load import ENCODINGS, IDENTITY, WRK
from bench.measure import CONNECTIONS, Figures, Pairs
from bench.server import ROOT, THREADS, WORKERS

FOLDER = ROOT / "bench" / "results"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much is measured; `seconds` is the length of one load."""

    sizes: tuple[int, int]
    rounds: int
    pairs: int
    cost_pairs: int
    peer_pairs: int
    encodings: tuple[str, ...] = ENCODINGS
    seconds: int = 1
    # Of a page made anew; of a peer's slowest, three times that, or there would be one or two.
    slow_seconds: int = 3

    @property
    def lengths(self) -> dict[str, int]:
        """As `rounds` takes them."""
        return {"seconds": self.seconds, "slow_seconds": self.slow_seconds}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of a table: a page by one way of being asked for."""

    part: str
    page: str
    way: str
    encoding: str
    stories: int
    database: str
    bytes: int
    queries: int
    figures: Figures

    def flat(self) -> dict[str, Any]:
        return asdict(self) | {"figures": None} | asdict(self.figures)


class Results:
    """Flat figures by name, and rows; written as JSON."""

    def __init__(self, name: str, plan: Plan) -> None:
        self.path: Path = FOLDER / name
        self.rows: list[Row] = []
        self.flat: dict[str, Any] = {"machine": machine()} | asdict(plan)

    def add(self, *rows: Row, **flat: float) -> None:
        self.rows += rows
        self.flat |= {name: round(value, 4) for name, value in flat.items()}
        self._write()

    def add_pairs(self, name: str, found: Pairs) -> None:
        self.add(**{name: found.ratio, f"{name}_low": found.low, f"{name}_high": found.high})

    def _write(self) -> None:
        foreign = [row.figures.foreign for row in self.rows]
        told = self.flat | {"foreign_cpu_highest": round(max(foreign, default=0.0), 3)}
        rows = [{k: _short(v) for k, v in row.flat().items() if v is not None} for row in self.rows]
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(told | {"rows": rows}, indent=1) + "\n")


def _short(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value


def machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "workers": WORKERS,
        "threads": THREADS,
        "client": "wrk" if WRK else "python",
        "connections": CONNECTIONS,
    }


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of the benchmark: what is wanted, what was found, and where that is shown."""

    plan: Plan
    results: Results
    progress: Progress
    console: Console

    def task(self, description: str, total: int) -> Callable[[], object]:
        """A bar for a part; what is returned moves it on by one."""
        task = self.progress.add_task(description, total=total)
        return lambda: self.progress.advance(task)


def encoding_name(encoding: str) -> str:
    return "identity" if encoding == IDENTITY else "gzip"
