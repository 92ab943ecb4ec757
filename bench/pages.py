"""What readers wait for: every page by every way to it, and the headline ratios from pairs."""

from dataclasses import replace

from bench import corpus, processes
from bench.corpus import DISCUSSED, MUCH_DISCUSSED, Story
from bench.deployment import HEADLINE, Deployed, deployed, way_of, ways
from bench.load import GZIP, answer
from bench.measure import Figures, Way, cost_ms, cost_of, pairs, rounds, warm
from bench.results import Row, Run, encoding_name
from bench.sites import Site

PART = "pages"


def measure(site: Site, run: Run) -> None:
    """The table first, then the pairs; memory when all have been under load."""
    told = run.task("starting servers", 1)
    with deployed(site) as all_:
        told()
        if not all_.caches:
            run.console.print("The page cache does not answer: nothing is said of cached pages.")
        first_time(all_, run)
        table(all_, run)
        headline(all_, run)
        memory(all_, run)
    run.results.add(article_queries=float(str(site.pages[HEADLINE]["queries"])))


def first_time(all_: Deployed, run: Run) -> None:
    """What a story costs that no process has put together before, and what it costs after that.

    As many requests for as many stories, each with ten comments as the one that is asked for again.
    """
    found = way_of(all_.uncached, HEADLINE)
    warm(found)
    numbers = [each for each in range(2, DISCUSSED + 1) if each != MUCH_DISCUSSED]
    others = [replace(found.request, path=_path_of(corpus.story(each))) for each in numbers]
    first = cost_of(others, all_.uncached.server)
    run.results.add(article_cpu_ms_first=first, article_cpu_ms_again=cost_ms(found))


def _path_of(story: Story) -> str:
    """As the site makes it: what would be led on by it is no answer."""
    return f"/section-{story.section}/{story.number}/{story.slug}/"


def table(all_: Deployed, run: Run) -> None:
    pages = list(all_.site.pages)
    for encoding in run.plan.encodings:
        for page in pages:
            found = ways(all_, page, encoding)
            told = run.task(f"{page}, {encoding_name(encoding)}", len(found) * run.plan.rounds)
            measured = rounds(found, times=run.plan.rounds, **run.plan.lengths, told=told)
            run.results.add(*(row(all_.site, page, each, measured[each.name]) for each in found))


def row(site: Site, page: str, each: Way, found: Figures, *, part: str = PART) -> Row:
    return Row(
        part=part,
        page=page,
        way=each.name,
        encoding=encoding_name(each.request.encoding),
        stories=site.stories,
        database=site.database,
        bytes=len(answer(each.request).body),
        queries=int(str(site.pages[page]["queries"])) if each.name == "uncached" else 0,
        figures=found,
    )


def headline(all_: Deployed, run: Run) -> None:
    """Of the article with ten comments, as a browser asks for it."""
    by_name = {each.name: each for each in ways(all_, HEADLINE, GZIP)}
    wanted = {
        "bare_vs_bare": ("bare again", "bare"),
        "cached_vs_bare": ("cached", "bare"),
        "cached_vs_bare_0ms": ("cached, 0 ms", "bare"),
        "nginx_vs_static": ("nginx", "static file"),
        "varnish_vs_static": ("varnish", "static file"),
    }
    for name, (one, other) in wanted.items():
        if one in by_name and other in by_name:
            told = run.task(name, run.plan.pairs)
            found = pairs(
                by_name[one], by_name[other],
                times=run.plan.pairs, seconds=run.plan.seconds, told=told,
            )  # fmt: skip
            run.results.add_pairs(name, found)


def memory(all_: Deployed, run: Run) -> None:
    """Of each stack, what stands in front with it; the one database beside them serves all."""
    servers = {"uncached": all_.uncached.server, "cached": all_.cached.server, "bare": all_.bare}
    database = set(all_.site.pids)
    for name, server in (servers | all_.before).items():
        run.results.add(**{f"memory_mb_{name}": processes.memory_mb({*server.pids} - database)})
    run.results.add(memory_mb_database=processes.memory_mb(database))
