"""`python -m tests`: the whole suite, one run for each database and one in a browser.

The last lines say what ran on what. Any failure makes the exit code 1.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
# pytest's own code for "no test was collected".
NOTHING = 5
COUNTS = re.compile(r"\d+ (?:passed|failed|skipped|errors?|deselected|xfailed|xpassed)[^\n=]*")


@dataclass(frozen=True, kw_only=True)
class Run:
    """One call of pytest; `on` is what the summary says it ran on."""

    on: str
    arguments: tuple[str, ...]
    environment: dict[str, str]
    is_browser: bool = False


@dataclass(frozen=True, kw_only=True)
class Result:
    on: str
    said: str
    seconds: float
    passed: bool


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument(
        "--databases",
        default="sqlite,postgresql",
        help="sqlite, postgresql, both (default), or none",
    )
    parser.add_argument("--slow", action="store_true", help="also what is marked slow")
    parser.add_argument(
        "--browser", choices=("auto", "required", "none"), default="auto",
        help="auto (default): when a Chromium can be found or installed",
    )  # fmt: skip
    return parser.parse_args()


def _processors() -> int:
    """Those that this process may use, where the system says; a container may have few of many."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def runs(wanted: argparse.Namespace, browser: str) -> list[Run]:
    slow = "" if wanted.slow else " and not slow"
    # Slow proofs wait, for servers and for what happens only after a time.
    workers = str(_processors() + 1) if wanted.slow else "auto"
    parallel = ("-n", workers, "--dist", "worksteal")
    planned = [
        Run(
            on={"sqlite": "SQLite", "postgresql": "PostgreSQL"}[name],
            arguments=(*parallel, "-p", "tests.databases", "-m", f"not browser{slow}"),
            environment={"TEST_DATABASE": name},
        )
        for name in wanted.databases.split(",")
        if name != "none"
    ]
    if browser:
        planned.append(
            Run(
                on=chromium.version(browser),
                is_browser=True,
                arguments=(*parallel, "-p", "tests.databases", "-m", f"browser{slow}"),
                environment={"TEST_DATABASE": "sqlite", "PORTAL_CHROMIUM": browser},
            )
        )
    return planned


def environment() -> dict[str, str]:
    """This machine's, without what it says of a site: the tests know what theirs is like."""
    explained = re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    of_a_site = set(explained) - {"DATABASE_URL"}
    return {name: value for name, value in os.environ.items() if name not in of_a_site}


def run(planned: Run) -> Result:
    print(f"\n--- {planned.on} ---", flush=True)
    started = time.monotonic()
    command = [sys.executable, "-m", "pytest", "--quiet", "--no-header", *planned.arguments]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment() | planned.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said, on = "nothing", planned.on
    for line in process.stdout:
        print(line, end="", flush=True)
        if line.startswith("Tested on "):
            database = line.removeprefix("Tested on ").strip()
            on = f"{planned.on} on {database}" if planned.is_browser else database
        elif found := COUNTS.search(line):
            said = found[0]
    code = process.wait()
    return Result(on=on, said=said, seconds=time.monotonic() - started, passed=code in (0, NOTHING))


def main() -> int:
    wanted = arguments()
    browser = "" if wanted.browser == "none" else chromium.find_or_install()
    if wanted.browser == "required" and not browser:
        print(chromium.ADVICE, file=sys.stderr)
        return 1
    results = [run(planned) for planned in runs(wanted, browser)]
    print(f"\nPython {sys.version.split()[0]}, {'all' if wanted.slow else 'without slow'} proofs:")
    for result in results:
        print(f"  {result.on}: {result.said.strip()} ({result.seconds:.0f} s)")
    if not browser:
        reason = "not asked for" if wanted.browser == "none" else chromium.ADVICE
        print(f"  Browser: not run: {reason}")
    return 0 if all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
