"""`make bench-search`: the search among a million stories on PostgreSQL, and 100,000 on SQLite.

The databases are kept for the next run. With `--quick`, less of everything. Results are written to
bench/results/search.json, beside what was found of labelled queries.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bench import kept
from bench.children import lines
from bench.postgresql import postgresql
from bench.results import FOLDER, machine
from bench.server import ROOT, environment_of
from bench.sites import SITES
from portal.serving import turn_into_interrupt

STORIES, ROUNDS = {"postgresql": 1_000_000, "sqlite": 100_000}, 100
QUICK_STORIES, QUICK_ROUNDS = {"postgresql": 20_000, "sqlite": 4_000}, 10
MAKERS = ("*/migrations/*.py", "bench/searched.py", "articles/search/documents.py")

# What a reader is promised, p95 in ms; see docs/performance.md.
TARGETS = {"common": 50, "rare": 10}


def build(database: str, count: int, said: dict[str, str], progress: Progress) -> None:
    name = f"search_{database}_{count}"
    if kept.is_made(name, MAKERS):
        return
    task = progress.add_task(f"{count} stories on {database}", total=count)
    for line in lines(["bench.searched", "build", str(count)], said):
        progress.update(task, completed=int(line))
    kept.mark_made(name, MAKERS)


def measure(rounds: int, said: dict[str, str]) -> dict[str, Any]:
    *_others, last = lines(["bench.searched", "measure", str(rounds)], said)
    found: dict[str, Any] = json.loads(last)
    # Above the number of processors, others were at work meanwhile, and all took longer.
    return found | {"load_average": [round(load, 1) for load in os.getloadavg()]}


def recall() -> dict[str, float]:
    """How much is found of what labelled queries look for, by language."""
    with tempfile.TemporaryDirectory() as folder:
        *_others, last = lines(["bench.recall"], environment_of(Path(folder)))
    found: dict[str, float] = json.loads(last)
    return found


def run(counts: Mapping[str, int], rounds: int, console: Console) -> dict[str, Any]:
    """The figures of each database, one after the other."""
    found = {}
    with (
        kept.alone(),
        postgresql(kept.place("postgresql")) as server,
        Progress(console=console) as progress,
    ):
        sqlite = kept.place("search") / f"{counts['sqlite']}.sqlite3"
        name = f"search_{counts['postgresql']}"
        if not kept.is_made(f"search_postgresql_{counts['postgresql']}", MAKERS):
            server.drop(name)
        if not kept.is_made(f"search_sqlite_{counts['sqlite']}", MAKERS):
            sqlite.unlink(missing_ok=True)
        addresses = {"postgresql": server.address(name), "sqlite": f"sqlite:///{sqlite}"}
        for database, count in counts.items():
            said = environment_of(kept.place(SITES)) | {"DATABASE_URL": addresses[database]}
            build(database, count, said, progress)
            found[database] = measure(rounds, said)
    return found


def worst(found: Mapping[str, Any], kind: str) -> float:
    """The p95 of a kind on the slower database."""
    return float(max(each["kinds"][kind]["p95_ms"] for each in found.values()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--quick", action="store_true", help="minutes, to see it work")
    quick = parser.parse_args().quick
    counts, rounds = (QUICK_STORIES, QUICK_ROUNDS) if quick else (STORIES, ROUNDS)
    turn_into_interrupt()
    console = Console(width=None if sys.stdout.isatty() else 140)
    found = run(counts, rounds, console)
    path = FOLDER / ("search-quick.json" if quick else "search.json")
    FOLDER.mkdir(exist_ok=True)
    kept_figures = json.loads(path.read_text()) if path.exists() else {}
    told = {f"{kind}_p95_ms": worst(found, kind) for kind in TARGETS}
    recalled = recall()
    figures = {"machine": machine(), "rounds": rounds, "p95_ms": max(told.values())} | told | found
    path.write_text(json.dumps(kept_figures | figures | recalled, indent=1) + "\n")
    for name, share in recalled.items():
        console.print(f"{name}: {share}")
    for kind, most in TARGETS.items():
        name = f"{kind}_p95_ms"
        console.print(f"{name}: {told[name]}")
        if told[name] > most:
            console.print(f"[red]{name}: {told[name]}, not at most {most}")
    console.print(f"Written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; the next run begins again.")
