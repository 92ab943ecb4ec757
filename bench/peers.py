"""`make bench-peers`: WordPress beside ours, in one run on one machine, by the same client.

Both behind nginx, both with a database of the same memory and the same stories, in turn.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from itertools import repeat

from bench import front, pages, processes
from bench.load import GZIP, Request, one_by_one
from bench.measure import COUNTED, COUNTING, Figures, Pairs, Way, figures, middle, rounds, warm
from bench.results import Row, Run, encoding_name
from bench.server import Server
from bench.sites import Served, Site, served
from bench.wordpress import ADVICE, Blog, missing, wordpress

UNCACHED, CACHED = "peers, every page made anew", "peers, kept by nginx for a second"
OURS, THEIRS = "ours", "wordpress"


def require() -> None:
    """Exit with what to install, if anything is missing; nothing is installed by itself."""
    if wanted := missing():
        sys.exit(f"Missing: {', '.join(wanted)}. On Debian: {ADVICE}")


def measure(site: Site, run: Run) -> None:
    with ExitStack() as stack:
        blog = stack.enter_context(wordpress(site.stories, run.progress))
        ours = stack.enter_context(served(site))
        before = stack.enter_context(front.proxy(ours.server, caches=False))
        uncached(ours, before, blog, run)
        memory(before, blog, run)
        cached = stack.enter_context(served(site, cache="memory"))
        kept = stack.enter_context(front.proxy(cached.server, caches=True))
        for encoding in run.plan.encodings:
            for page in site.pages:
                _kept(page, encoding, (cached, kept), blog, run)


def uncached(ours: Served, before: Server, blog: Blog, run: Run) -> None:
    told = run.task("uncached, beside WordPress", run.plan.peer_pairs * len(blog.paths))
    for page in blog.paths:
        one, other = ways(page, GZIP, (ours, before), (blog, blog.plain))
        found, ratio = in_turn(one, other, run, told, is_long=page == "article_200")
        queries = {OURS: _our_queries(ours, page), THEIRS: their_queries(blog, other.request)}
        for each in (one, other):
            measured = row(ours.site, page, each, found[each.name], queries[each.name])
            run.results.add(measured)
        run.results.add_pairs(f"{page}_vs_wordpress", ratio)


def ways(
    page: str, encoding: str, ours: tuple[Served, Server], theirs: tuple[Blog, Server]
) -> tuple[Way, Way]:
    (of_ours, server), (blog, their_server) = ours, theirs
    path = of_ours.site.paths()[page]
    asked = Request(port=server.port, path=path, host=of_ours.host, encoding=encoding)
    their = Request(
        port=their_server.port, path=blog.paths[page], host=blog.host, encoding=encoding
    )
    found = (
        Way(name=OURS, server=server, request=asked),
        Way(name=THEIRS, server=their_server, request=their),
    )
    for each in found:
        warm(each)
    return found


def in_turn(
    one: Way, other: Way, run: Run, told: Callable[[], object], *, is_long: bool
) -> tuple[dict[str, Figures], Pairs]:
    """The figures of both, and the ratio of their requests a second in pairs."""
    seconds = run.plan.slow_seconds * (3 if is_long else 1)
    found: dict[str, list[Figures]] = {one.name: [], other.name: []}
    for number in range(run.plan.peer_pairs):
        for each in (one, other) if number % 2 == 0 else (other, one):
            found[each.name].append(figures(each, seconds=seconds))
        told()
    ratios = [
        ours.per_second / theirs.per_second
        for ours, theirs in zip(found[one.name], found[other.name], strict=True)
    ]
    return {name: middle(measured) for name, measured in found.items()}, Pairs.of(ratios)


def _our_queries(ours: Served, page: str) -> int:
    return int(str(ours.site.pages[page]["queries"]))


def their_queries(blog: Blog, request: Request) -> int:
    """Of one page, as its database counts them."""
    before = blog.database.queries()
    asked = one_by_one(repeat(request, COUNTED), seconds=COUNTING)
    return round((blog.database.queries() - before - 1) / asked)


def _kept(page: str, encoding: str, ours: tuple[Served, Server], blog: Blog, run: Run) -> None:
    found = ways(page, encoding, ours, (blog, blog.cached))
    told = run.task(f"{page}, {encoding_name(encoding)}, kept by nginx", len(found))
    measured = rounds(found, times=1, **run.plan.lengths, told=told)
    for each in found:
        run.results.add(row(ours[0].site, page, each, measured[each.name], 0, part=CACHED))


def row(
    site: Site, page: str, each: Way, found: Figures, queries: int, *, part: str = UNCACHED
) -> Row:
    database = site.database if each.name == OURS else "mariadb"
    return replace(
        pages.row(site, page, each, found, part=part), queries=queries, database=database
    )


def memory(before: Server, blog: Blog, run: Run) -> None:
    """Of all that each needs, after its load: nginx, the application, the database."""
    ours, theirs = (processes.memory_mb(server.pids) for server in (before, blog.plain))
    run.results.add(memory_mb_ours=ours, memory_mb_wordpress=theirs)
    run.results.add(memory_vs_wordpress=ours / theirs)
