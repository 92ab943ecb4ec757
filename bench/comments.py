"""`make bench-comments`: the moderators' queue and stories with many comments, on PostgreSQL.

The database of a million comments is kept for the next run. With `--quick`, less of everything.
Results are written to bench/results/comments.json.
"""

import argparse
import json
import os
import sys
from typing import Any

from rich.console import Console
from rich.progress import Progress

from bench import kept
from bench.children import lines
from bench.postgresql import PostgreSQL, postgresql
from bench.results import FOLDER, machine
from bench.server import ROOT, environment_of
from bench.sites import SITES, collect_static_files
from portal.serving import turn_into_interrupt

COMMENTS, ROUNDS = 1_000_000, 50
QUICK_COMMENTS, QUICK_ROUNDS = 20_000, 5
MAKERS = ("*/migrations/*.py", "comments/models/*.py", "bench/site.py", "bench/crowd.py")

# What a newsroom is promised; see docs/performance.md.
TARGETS = {"check_ms": 1, "bulk_100_ms": 500, "queue_p95_ms": 150}


def environment(server: PostgreSQL, count: int) -> dict[str, str]:
    """That of processes on the database of so many comments, which is made anew if it is old."""
    name = f"comments_{count}"
    if not kept.is_made(name, MAKERS):
        server.drop(name)
    found = environment_of(kept.place(SITES))
    return found | {"DATABASE_URL": server.address(name), "PAGE_CACHE": "off"}


def build(count: int, said: dict[str, str], progress: Progress) -> None:
    name = f"comments_{count}"
    if kept.is_made(name, MAKERS):
        return
    task = progress.add_task(f"{count} comments", total=count)
    for line in lines(["bench.queue", "build", str(count)], said):
        progress.update(task, completed=int(line))
    kept.mark_made(name, MAKERS)


def measure(rounds: int, said: dict[str, str], console: Console) -> dict[str, Any]:
    last = "{}"
    for last in lines(["bench.queue", "measure", str(rounds)], said):
        if not last.startswith("{"):
            console.print(last, highlight=False)
    return json.loads(last)


def missed(found: dict[str, Any]) -> list[str]:
    """The targets that were not met, in words."""
    return [
        f"{name}: {found[name]}, not at most {most}"
        for name, most in TARGETS.items()
        if found[name] > most
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.comments")
    parser.add_argument("--quick", action="store_true", help="a minute, to see it work")
    parser.add_argument("--rounds", type=int, help=f"requests of each page; {ROUNDS}, unless said")
    arguments = parser.parse_args()
    quick = arguments.quick
    count, rounds = (QUICK_COMMENTS, QUICK_ROUNDS) if quick else (COMMENTS, ROUNDS)
    rounds = arguments.rounds or rounds
    turn_into_interrupt()
    console = Console(width=None if sys.stdout.isatty() else 140)
    with kept.alone(), postgresql(kept.place("postgresql")) as server:
        collect_static_files(kept.place(SITES))
        said = environment(server, count)
        with Progress(console=console) as progress:
            build(count, said, progress)
        found = {"machine": machine(), "rounds": rounds} | measure(rounds, said, console)
        # Above the number of processors, others were at work meanwhile, and all took longer.
        found["load_average"] = [round(load, 1) for load in os.getloadavg()]
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / ("comments-quick.json" if quick else "comments.json")
    path.write_text(json.dumps(found, indent=1) + "\n")
    for name in (*TARGETS, "queue_cpu_ms", "article_5000_queries", "article_5000_to_10"):
        console.print(f"{name}: {found[name]}")
    for line in missed(found):
        console.print(f"[red]{line}")
    console.print(f"Written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; the next run begins again.")
