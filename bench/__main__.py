"""`make bench`: pages of a generated site through gunicorn, beside a bare gunicorn in the same run.

Prints a table and writes `bench/results/site.json`: flat keys, requests a second, milliseconds,
bytes, queries, and the ratio to the bare server measured seconds before. Every figure is the median
of the rounds.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.load import Load, load

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000)
ROUNDS = 3
SECONDS = 3.0
CONNECTIONS = 8
SERVER = ("--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "error")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(application: str, environment: dict[str, str]) -> Iterator[int]:
    """A server of an application on a free port, stopped at the end."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        application,
        "--bind",
        f"127.0.0.1:{port}",
        *SERVER,
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603  # our own command
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(100):
        if process.poll() is not None:
            sys.exit("The server did not start.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("The server did not answer within ten seconds.")


def measure(size: int, folder: Path, console: Console) -> dict[str, float]:
    """The figures of a site of this size, by flat name."""
    environment = _environment(folder) | {
        "DATABASE_URL": f"sqlite:///{folder / f'bench-{size}.sqlite3'}"
    }
    console.print(f"Generating {size} stories …")
    command = [sys.executable, "-m", "bench.site", str(size)]
    built = subprocess.run(  # noqa: S603  # our own command
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    pages = json.loads(built.stdout.splitlines()[-1])
    paths = {name: page["path"] for name, page in pages.items()}
    with (
        gunicorn("bench.hello:application", environment) as bare,
        gunicorn("portal.wsgi:application", environment) as site,
    ):
        rounds = [_round(bare, site, paths, console) for _number in range(ROUNDS)]
    found = _medians(rounds, size)
    return found | {f"{name}_{size}_queries": page["queries"] for name, page in pages.items()}


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PORTAL_VAR": str(folder), "PYTHONPATH": str(ROOT)}


def collect_static_files(folder: Path) -> None:
    """Pages name static files by their content, so these have to be there first."""
    manage = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(manage, cwd=ROOT, env=_environment(folder), check=True)  # noqa: S603  # our own


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
