"""`make bench`: pages of a generated site through gunicorn, beside a bare gunicorn in the same run.

Prints a table and writes `bench/results/site.json`: flat keys, requests a second, milliseconds,
bytes, queries, and the ratio to the bare server measured seconds before. Every figure is the median
of the rounds.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.load import Load, load
from bench.server import ROOT, environment_of, gunicorn, run

SIZES = (1_000, 10_000)
ROUNDS = 3
SECONDS = 3.0
CONNECTIONS = 8


def measure(size: int, folder: Path, console: Console) -> dict[str, float]:
    """The figures of a site of this size, by flat name."""
    environment = environment_of(folder, database=f"bench-{size}.sqlite3")
    console.print(f"Generating {size} stories …")
    pages = json.loads(run(["-m", "bench.site", str(size)], environment).splitlines()[-1])
    paths = {name: page["path"] for name, page in pages.items()}
    with (
        gunicorn("bench.hello:application", environment) as bare,
        gunicorn("portal.wsgi:application", environment) as site,
    ):
        rounds = [_round(bare, site, paths, console) for _number in range(ROUNDS)]
    found = _medians(rounds, size)
    return found | {f"{name}_{size}_queries": page["queries"] for name, page in pages.items()}


def collect_static_files(folder: Path) -> None:
    """Pages name static files by their content, so these have to be there first."""
    command = ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    run(command, environment_of(folder))


def _round(bare: int, site: int, paths: dict[str, str], console: Console) -> dict[str, Load]:
    targets = {"hello": (bare, "/"), **{name: (site, path) for name, path in paths.items()}}
    with console.status("Measuring …"):
        return {
            name: load(port, path, seconds=SECONDS, connections=CONNECTIONS)
            for name, (port, path) in targets.items()
        }


def _medians(rounds: list[dict[str, Load]], size: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in rounds[0]:
        loads = [measured[name] for measured in rounds]
        ratios = [measured[name].per_second / measured["hello"].per_second for measured in rounds]
        found |= {
            f"{name}_{size}_per_second": round(statistics.median(x.per_second for x in loads), 1),
            f"{name}_{size}_p50_ms": round(statistics.median(x.p50_ms for x in loads), 2),
            f"{name}_{size}_p99_ms": round(statistics.median(x.p99_ms for x in loads), 2),
            f"{name}_{size}_bytes": loads[0].bytes,
            f"{name}_{size}_ratio_to_hello": round(statistics.median(ratios), 4),
        }
    return found


def show(found: dict[str, float], console: Console) -> None:
    columns = ("per_second", "p50_ms", "p99_ms", "bytes", "queries", "ratio_to_hello")
    table = Table("page", "stories", *columns)
    for size in SIZES:
        for name in ("hello", "front", "category", "article"):
            figures = (str(found.get(f"{name}_{size}_{column}", "")) for column in columns)
            table.add_row(name, str(size), *figures)
    console.print(table)


def main() -> None:
    console = Console(width=120 if not sys.stdout.isatty() else None)
    found: dict[str, float] = {"rounds": ROUNDS, "connections": CONNECTIONS, "seconds": SECONDS}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        collect_static_files(Path(folder))
        for size in SIZES:
            found |= measure(size, Path(folder), console)
    results = ROOT / "bench" / "results" / "site.json"
    results.parent.mkdir(exist_ok=True)
    results.write_text(json.dumps(found, indent=2) + "\n")
    show(found, console)
    console.print(f"Written to {results.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
