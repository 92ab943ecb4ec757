"""The site with everything around it that is compared: what runs, and the ways to a page."""

import importlib.util
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import bare, front
from bench.bare import Key
from bench.load import ENCODINGS, GZIP, Answer, Request, answer
from bench.measure import Way, warm
from bench.server import ROOT, Server, free_port
from bench.sites import Served, Site, served, started

HEADLINE = "article"


@dataclass(frozen=True, kw_only=True)
class Deployed:
    """Everything that runs. `caches` are ours that answer, by name; `before` stand in front.

    `twin` is a second bare server: what they differ by is noise. `static` serves files.
    """

    site: Site
    uncached: Served
    cached: Served
    caches: dict[str, Served]
    before: dict[str, Server]
    static: Server | None
    bare: Server
    twin: Server
    answers: dict[Key, Answer]


@contextmanager
def deployed(site: Site) -> Iterator[Deployed]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="pages-")))
        folder.chmod(0o755)
        uncached = stack.enter_context(served(site))
        cached = stack.enter_context(served(site, cache="memory"))
        answers = collected(cached)
        yield Deployed(
            site=site,
            uncached=uncached,
            cached=cached,
            caches=_caches(uncached, cached, stack),
            before=_before(cached, stack),
            static=stack.enter_context(front.files(files(site, answers, folder)))
            if front.program("nginx")
            else None,
            bare=stack.enter_context(bare_server(answers, folder)),
            twin=stack.enter_context(bare_server(answers, folder)),
            answers=answers,
        )


def _caches(uncached: Served, cached: Served, stack: ExitStack) -> dict[str, Served]:
    """Of the site, if it has one that answers; in Redis where there is one, with its client."""
    if not answers_from_cache(cached, uncached):
        return {}
    site = cached.site
    found = {"cached": cached}
    found["cached, 0 ms"] = stack.enter_context(served(site, cache="memory", trust_ms=0))
    if front.program("redis-server") and importlib.util.find_spec("redis"):
        redis = stack.enter_context(front.redis())
        address = f"redis://127.0.0.1:{redis.port}/0"
        found["cached, Redis"] = stack.enter_context(served(site, cache=address))
    return found


def _before(cached: Served, stack: ExitStack) -> dict[str, Server]:
    found = {}
    if front.program("nginx"):
        found["nginx"] = stack.enter_context(front.proxy(cached.server, caches=True))
    if front.program("varnishd"):
        found["varnish"] = stack.enter_context(front.varnish(cached.server))
    return found


def collected(served: Served) -> dict[Key, Answer]:
    """What the site answers once all is warm, by path and whether gzip was asked for."""
    found: dict[Key, Answer] = {}
    for path in served.site.paths().values():
        for encoding in ENCODINGS:
            request = request_of(served, path, encoding)
            warm(Way(name="", server=served.server, request=request))
            found[path, encoding == GZIP] = answer(request)
    return found


def request_of(served: Served, path: str, encoding: str, *, etag: str = "") -> Request:
    return Request(
        port=served.server.port, path=path, host=served.host, encoding=encoding, etag=etag
    )


@contextmanager
def bare_server(
    answers: dict[Key, Answer], folder: Path, *, worker: str = "gthread"
) -> Iterator[Server]:
    kept = folder / "answers.json"
    bare.keep(kept, answers)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BARE_ANSWERS": str(kept)}
    with started("bench.bare:application", environment, port=free_port(), worker=worker) as server:
        yield server


def files(site: Site, answers: dict[Key, Answer], folder: Path) -> Path:
    """The bodies of pages as files, each by the page's name, with a copy that is compressed."""
    root = folder / "files"
    root.mkdir()
    for name, path in site.paths().items():
        (root / f"{name}.html").write_bytes(answers[path, False].body)
        (root / f"{name}.html.gz").write_bytes(answers[path, True].body)
    return root


def answers_from_cache(cached: Served, uncached: Served) -> bool:
    """Whether asking again is far cheaper than without a cache, whatever its headers say."""
    path = cached.site.paths()[HEADLINE]
    return 2 * _usual_time(cached, path) < _usual_time(uncached, path)


def _usual_time(served: Served, path: str) -> float:
    found = []
    for _time in range(20):
        began = time.perf_counter()
        answer(request_of(served, path, GZIP))
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def way_of(served: Served, page: str, encoding: str = GZIP, *, name: str = "uncached") -> Way:
    request = request_of(served, served.site.paths()[page], encoding)
    return Way(name=name, server=served.server, request=request, is_slow=name == "uncached")


def ways(all_: Deployed, page: str, encoding: str) -> list[Way]:
    """All ways to a page; those through a cache of ours only if it answers."""
    path = all_.site.paths()[page]
    found = [
        way_of(all_.uncached, page, encoding),
        *(way_of(each, page, encoding, name=name) for name, each in all_.caches.items()),
        *([_known(all_, page, encoding)] if all_.caches else []),
        *(_at(name, all_.before[name], path, encoding, all_.cached.host) for name in all_.before),
        *([_at("static file", all_.static, f"/{page}.html", encoding)] if all_.static else []),
        _at("bare", all_.bare, path, encoding),
        _at("bare again", all_.twin, path, encoding),
    ]
    for each in found:
        warm(each)
    return found


def _known(all_: Deployed, page: str, encoding: str) -> Way:
    """Asked for by somebody who has the page already."""
    path = all_.site.paths()[page]
    etag = str(all_.answers[path, encoding == GZIP].headers["ETag"])
    request = request_of(all_.cached, path, encoding, etag=etag)
    return Way(name="304", server=all_.cached.server, request=request)


def _at(name: str, server: Server, path: str, encoding: str, host: str = "localhost") -> Way:
    request = Request(port=server.port, path=path, host=host, encoding=encoding)
    return Way(name=name, server=server, request=request)
