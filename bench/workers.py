"""Kinds of workers under the same application: gunicorn's, and Granian where it is installed."""

import importlib.util
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.deployment import HEADLINE, answers_from_cache, bare_server, collected, way_of
from bench.load import Request
from bench.measure import Way, rounds, warm
from bench.pages import row
from bench.results import Run
from bench.sites import Site, served

PART = "workers"


def kinds() -> list[str]:
    optional = ["granian"] if importlib.util.find_spec("granian") else []
    return ["gthread", "sync", *optional]


def measure(site: Site, run: Run) -> None:
    for kind in kinds():
        _measure(kind, site, run)


def _measure(kind: str, site: Site, run: Run) -> None:
    path = site.paths()[HEADLINE]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="workers-")))
        uncached = stack.enter_context(served(site, worker=kind))
        cached = stack.enter_context(served(site, cache="memory", worker=kind))
        bare = stack.enter_context(bare_server(collected(cached), folder, worker=kind))
        ways = [
            way_of(uncached, HEADLINE),
            Way(name="bare", server=bare, request=Request(port=bare.port, path=path)),
        ]
        if answers_from_cache(cached, uncached):
            ways.insert(1, way_of(cached, HEADLINE, name="cached"))
        for each in ways:
            warm(each)
        told = run.task(f"workers: {kind}", len(ways) * run.plan.rounds)
        found = rounds(ways, times=run.plan.rounds, **run.plan.lengths, told=told)
        for each in ways:
            measured = row(site, HEADLINE, each, found[each.name], part=f"{PART}: {kind}")
            run.results.add(measured)
