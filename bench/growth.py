"""What pages cost as a site grows: the same pages of a small site and of a large one, in turn."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack

from bench.deployment import answers_from_cache, way_of
from bench.measure import Pairs, Way, cost_ms, rounds, warm
from bench.pages import row
from bench.results import Run
from bench.sites import Served, Site, served

PART = "growth"
# What a reader's way through a site is made of.
SUMMED = ("front", "section", "article")


def measure(database: str, sites: tuple[Site, Site], run: Run) -> None:
    with ExitStack() as stack:
        small, large = (stack.enter_context(served(site)) for site in sites)
        found = cost(small, large, run)
        cached = [stack.enter_context(served(site, cache="memory")) for site in sites]
        table(zip((small, large), cached, strict=True), run)
    sizes = "_vs_".join(f"{site.stories // 1000}k" for site in reversed(sites))
    suffix = "" if database == "postgresql" else f"_{database}"
    run.results.add_pairs(f"cost_{sizes}{suffix}", found)


def cost(small: Served, large: Served, run: Run) -> Pairs:
    """Of the large site over the small one, uncached; of all the stack, the database included."""
    pages = [way_of(each, page) for each in (small, large) for page in SUMMED]
    for each in pages:
        warm(each)
    total = run.plan.cost_pairs * len(pages)
    told = run.task(f"cost of growth, {small.site.database}", total)
    ratios = []
    for number in range(run.plan.cost_pairs):
        order = (small, large) if number % 2 == 0 else (large, small)
        spent = {each.site.stories: _visit_ms(each, told) for each in order}
        ratios.append(spent[large.site.stories] / spent[small.site.stories])
    return Pairs.of(ratios)


def _visit_ms(each: Served, told: Callable[[], object]) -> float:
    """Time of processors for one reader who sees each page once."""
    total = 0.0
    for page in SUMMED:
        total += cost_ms(way_of(each, page))
        told()
    return total


def table(sites: Iterable[tuple[Served, Served]], run: Run) -> None:
    """Every page of every site, uncached and cached."""
    for uncached, cached in sites:
        is_cached = answers_from_cache(cached, uncached)
        for page in uncached.site.pages:
            found = [way_of(uncached, page)]
            found += [way_of(cached, page, name="cached")] if is_cached else []
            _row(uncached.site, page, found, run)


def _row(site: Site, page: str, ways: list[Way], run: Run) -> None:
    for each in ways:
        warm(each)
    told = run.task(f"{page}, {site.stories} in {site.database}", len(ways))
    measured = rounds(ways, times=1, **run.plan.lengths, told=told)
    run.results.add(*(row(site, page, each, measured[each.name], part=PART) for each in ways))
