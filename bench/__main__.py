"""`make bench`: pages of a generated site by every way to them, beside what servers do at most.

With PEERS=1, or `--peers`, WordPress is measured beside it in the same run; with `--quick`, less of
everything. Results are written after every part, to bench/results.
"""

import argparse
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bench import growth, kept, pages, peers, tables, workers
from bench.load import GZIP
from bench.results import Plan, Results, Run
from bench.server import ROOT
from bench.sites import DATABASES, Site, generated
from portal.serving import turn_into_interrupt

FULL = Plan(sizes=(1_000, 50_000), rounds=3, pairs=20, cost_pairs=10, peer_pairs=5)
QUICK = Plan(
    sizes=(1_000, 5_000),
    rounds=1,
    pairs=3,
    cost_pairs=2,
    peer_pairs=2,
    encodings=(GZIP,),
    slow_seconds=1,
)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="a few minutes, to see it work")
    parser.add_argument(
        "--peers", action="store_true", default=os.environ.get("PEERS") == "1",
        help="WordPress beside it; says what it needs",
    )  # fmt: skip
    parser.add_argument("--only", choices=("pages", "growth", "workers", "peers"), action="append")
    return parser.parse_args()


def measure(run: Run, sites: dict[tuple[str, int], Site], wanted: list[str]) -> None:
    small, large = run.plan.sizes
    if "pages" in wanted:
        pages.measure(sites["postgresql", large], run)
    if "growth" in wanted:
        for database in DATABASES:
            growth.measure(database, (sites[database, small], sites[database, large]), run)
    if "workers" in wanted:
        workers.measure(sites["postgresql", large], run)


def main() -> None:
    arguments = asked()
    if not Path("/proc/stat").exists():
        sys.exit("This needs Linux, which tells what processes take of the machine.")
    parts = arguments.only or ["pages", "growth", "workers"]
    if arguments.peers and not arguments.only:
        parts.append("peers")
    if "peers" in parts:
        peers.require()
    turn_into_interrupt()
    plan = QUICK if arguments.quick else FULL
    console = Console(width=None if sys.stdout.isatty() else 140)
    suffix = "-quick" if arguments.quick else ""
    every = [Results(f"{name}{suffix}.json", plan) for name in ("pages", "peers")]
    with (
        kept.alone(),
        Progress(console=console) as progress,
        generated(plan.sizes, progress) as sites,
    ):
        of_pages, of_peers = (
            Run(plan=plan, results=each, progress=progress, console=console) for each in every
        )
        measure(of_pages, sites, parts)
        if "peers" in parts:
            peers.measure(sites["postgresql", plan.sizes[1]], of_peers)
    for results in every:
        if results.rows:
            tables.show(results, console)
            console.print(f"Written to {results.path.relative_to(ROOT)}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; what was measured before is in bench/results.")
