"""`make bench-related`: how good the lists of related stories are, and what one of them takes.

The labelled stories of PORTAL_DATA are published in a database of their own, and the stored lists
judged; the time is that of one list in a large archive, on either database. All of them are kept
for the next run; what was stopped goes on. Results are written to bench/results/related.json.
"""

import argparse
import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bench import judging, kept, labelled
from bench.children import lines
from bench.judging import Written
from bench.postgresql import postgresql
from bench.results import FOLDER, machine
from bench.server import ROOT, environment_of
from portal.serving import turn_into_interrupt

ARCHIVES, ROUNDS = {"postgresql": 900_000, "sqlite": 200_000}, 200
QUICK_ARCHIVES, QUICK_ROUNDS, QUICK_STORIES = {"postgresql": 5_000, "sqlite": 5_000}, 20, 300
LISTS_BY = (
    "*/migrations/*.py", "articles/related/*.py", "articles/analysis/*.py", "accounts/folding.py",
    "bench/labelled.py", "bench/publishing.py",
)  # fmt: skip
ARCHIVES_BY = (
    "*/migrations/*.py", "articles/related/weighting.py", "bench/archive.py", "bench/archived.py",
    "bench/loading.py", "bench/site.py",
)  # fmt: skip
# Of the stored stories these are on the page, and these are what is judged.
SHOWN, JUDGED = 6, judging.JUDGED

# What is promised; see docs/performance.md.
AT_LEAST = {"gain_over_tfidf": 0.10, "gain_over_section": 0.25, "background_share": 0.90}
AT_MOST = {"empty_lists": 0, "p95_ms": 25}


def of_lists(stories: list[Written], kept_lists: list[dict[str, Any]]) -> dict[str, float]:
    """What is said of the stored lists; the first story had nobody to stand on its list."""
    lists = {each["number"]: each["listed"] for each in kept_lists}
    could = [each["background"] for each in kept_lists if each["could"]]
    times = [each["ms"] for each in kept_lists]
    return asdict(judging.judge(lists, judging.earlier_of_event(stories))) | {
        "judged_stories": len(judging.earlier_of_event(stories)),
        "background_share": _share(any(at < SHOWN for at in places) for places in could),
        "background_in_five": _share(any(at < JUDGED for at in places) for places in could),
        "lists_that_could": len(could),
        "empty_lists": sum(not found for number, found in lists.items() if number),
        "list_p50_ms": round(statistics.median(times), 1),
        "list_p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
    }


def _share(found: Iterator[bool]) -> float:
    each = list(found)
    return round(sum(each) / len(each), 4) if each else 0.0


def of_baselines(stories: list[Written], told: Callable[[], object]) -> dict[str, float]:
    wanted = judging.earlier_of_event(stories)
    found = {
        "section": judging.newest_of_section(stories),
        "tags": judging.most_shared_tags(stories),
        "tfidf": judging.closest_by_all_terms(stories, wanted, told),
    }
    return {
        f"{name}_{measure}": value
        for name, lists in found.items()
        for measure, value in asdict(judging.judge(lists, wanted)).items()
    }


def gains(found: dict[str, float]) -> dict[str, float]:
    return {
        f"gain_over_{name}": round(found["ndcg5"] - found[f"{name}_ndcg5"], 4)
        for name in ("section", "tags", "tfidf")
    }


def quality(calendar: str, progress: Progress, *, most: int | None) -> dict[str, float]:
    """Of the labelled stories on one calendar, published as far as they are not yet."""
    stories = [each.story for each in labelled.read(calendar, most=most)]
    lists = _published(calendar, len(stories), progress)
    task = progress.add_task(f"baselines, {calendar}", total=len(stories))
    found = of_lists(stories, lists) | of_baselines(stories, lambda: progress.advance(task))
    return found | gains(found)


def _published(calendar: str, count: int, progress: Progress) -> list[dict[str, Any]]:
    name = f"related_{calendar}_{count}"
    if not kept.is_made(name, LISTS_BY):
        kept.discard(name)
        kept.place(name)
        kept.mark_made(name, LISTS_BY)
    folder = kept.place(name)
    path = folder / "lists.jsonl"
    said = environment_of(folder) | {"PAGE_CACHE": "off"}
    task = progress.add_task(f"{count} stories published, {calendar}", total=count)
    for line in lines(["bench.publishing", calendar, str(path), str(count)], said):
        progress.update(task, completed=int(line))
    progress.update(task, completed=count)
    return [json.loads(line) for line in path.read_text().splitlines()]


def speed(
    database: str, stories: int, rounds: int, address: str, progress: Progress
) -> dict[str, Any]:
    """Of one list in an archive of so many stories, which is generated if it is not there."""
    name = f"archive_{database}_{stories}"
    said = environment_of(kept.place("sites")) | {"DATABASE_URL": address, "PAGE_CACHE": "off"}
    if not kept.is_made(name, ARCHIVES_BY):
        task = progress.add_task(f"{stories} stories in {database}", total=stories)
        for line in lines(["bench.archived", str(stories)], said):
            progress.update(task, completed=int(line))
        kept.mark_made(name, ARCHIVES_BY)
    task = progress.add_task(f"lists in {database}", total=None)
    last = "{}"
    for line in lines(["bench.relating", str(rounds)], said):
        progress.advance(task)
        last = line
    return json.loads(last)


def speeds(archives: dict[str, int], rounds: int, progress: Progress) -> dict[str, Any]:
    names = {database: f"archive_{database}_{size}" for database, size in archives.items()}
    folder = kept.place("archives")
    with postgresql(kept.place("postgresql")) as server:
        old = [each for each in names.values() if not kept.is_made(each, ARCHIVES_BY)]
        if names["postgresql"] in old:
            server.drop(names["postgresql"])
        for left in [path for each in old for path in folder.glob(f"{each}.sqlite3*")]:
            left.unlink()
        addresses = {
            "postgresql": server.address(names["postgresql"]),
            "sqlite": f"sqlite:///{folder / names['sqlite']}.sqlite3",
        }
        found = {
            database: speed(database, size, rounds, addresses[database], progress)
            for database, size in archives.items()
        }
    worse = max(found, key=lambda database: found[database]["p95_ms"])
    return found | {name: found[worse][name] for name in ("p50_ms", "p95_ms")}


def missed(found: dict[str, Any]) -> list[str]:
    """The targets that were not met, in words."""
    low = [
        f"{name}: {found[name]}, not at least {least}"
        for name, least in AT_LEAST.items()
        if name in found and found[name] < least
    ]
    return low + [
        f"{name}: {found[name]}, not at most {most}"
        for name, most in AT_MOST.items()
        if name in found and found[name] > most
    ]


def show(found: dict[str, Any], console: Console) -> None:
    console.print(_table(found))
    for name, value in found.items():
        if name != "dense":
            console.print(f"{name}: {value}", highlight=False)
    for line in missed(found):
        console.print(f"[red]{line}")


def _table(found: dict[str, Any]) -> Table:
    table = Table("lists", "calendar", "nDCG@5", "recall@5", "hit@1")
    for calendar, figures in (("dated", found), ("dense", found.get("dense", {}))):
        for name in ("", "tfidf_", "tags_", "section_"):
            if f"{name}ndcg5" in figures:
                cells = (str(figures[f"{name}{each}"]) for each in ("ndcg5", "recall5", "hit1"))
                table.add_row(name.rstrip("_") or "stored", calendar, *cells)
    return table


def measure(wanted: list[str], progress: Progress, *, quick: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "lists" in wanted:
        most = QUICK_STORIES if quick else None
        found |= quality("dated", progress, most=most)
        found["dense"] = quality("dense", progress, most=most)
    if "speed" in wanted:
        archives, rounds = (QUICK_ARCHIVES, QUICK_ROUNDS) if quick else (ARCHIVES, ROUNDS)
        found |= speeds(archives, rounds, progress)
    # Above the number of processors, others were at work meanwhile, and all took longer.
    return found | {"load_average": [round(load, 1) for load in os.getloadavg()]}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.related")
    parser.add_argument("--quick", action="store_true", help="some minutes, to see it work")
    parser.add_argument("--only", choices=("lists", "speed"), action="append")
    arguments = parser.parse_args()
    wanted = arguments.only or ["lists", "speed"]
    if "lists" in wanted and not labelled.place().exists():
        sys.exit(f"The labelled stories are not there: {labelled.place()}. PORTAL_DATA says where.")
    turn_into_interrupt()
    console = Console(width=None if sys.stdout.isatty() else 140)
    path: Path = FOLDER / ("related-quick.json" if arguments.quick else "related.json")
    with kept.alone(), Progress(console=console) as progress:
        found = measure(wanted, progress, quick=arguments.quick)
    FOLDER.mkdir(exist_ok=True)
    path.write_text(json.dumps({"machine": machine()} | found, indent=1) + "\n")
    show(found, console)
    console.print(f"Written to {path.relative_to(ROOT)}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped; the next run goes on from there.")
