"""The generated sites, of each size on each database: made when missing, and run as wanted."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from bench import kept
from bench.postgresql import PostgreSQL, postgresql
from bench.server import ROOT, Server, environment_of, free_port, granian, gunicorn, run

SITES, DATABASES = "sites", ("postgresql", "sqlite")
APPLICATION = "portal.wsgi:application"


@dataclass(frozen=True)
class Site:
    """`environment` is that of its processes; `pages` say path and queries by the page's name."""

    database: str
    stories: int
    environment: dict[str, str]
    pids: tuple[int, ...]
    pages: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.database}_{self.stories}"

    def paths(self) -> dict[str, str]:
        return {name: str(page["path"]) for name, page in self.pages.items()}


@dataclass(frozen=True)
class Served:
    """A site that runs; `host` is what it has to be asked for."""

    site: Site
    server: Server
    host: str


@contextmanager
def generated(sizes: tuple[int, ...], progress: Progress) -> Iterator[dict[tuple[str, int], Site]]:
    """The sites by database and size, with a database server that runs meanwhile."""
    folder = kept.place(SITES)
    with postgresql(kept.place("postgresql")) as server:
        collect_static_files(folder)
        found = [_site(name, size, folder, server) for name in DATABASES for size in sizes]
        _make([site for site in found if not kept.is_made(site.name)], progress)
        for site in found:
            site.pages.update(json.loads(_run_in(site, "pages")))
        yield {(site.database, site.stories): site for site in found}


def _site(database: str, stories: int, folder: Path, server: PostgreSQL) -> Site:
    name = f"{database}_{stories}"
    environment = environment_of(folder, database=f"{name}.sqlite3")
    pids: tuple[int, ...] = ()
    if database == "postgresql":
        pids = (server.pid,)
        if not kept.is_made(name):
            server.drop(f"site_{stories}")
        environment["DATABASE_URL"] = server.address(f"site_{stories}")
    elif not kept.is_made(name):
        for left in folder.glob(f"{name}.sqlite3*"):
            left.unlink()
    return Site(database, stories, environment | {"PAGE_CACHE": "off"}, pids)


def _make(missing: list[Site], progress: Progress) -> None:
    """Two at a time, the smallest first; whoever stops this stops them."""
    making = Making(progress)
    with ThreadPoolExecutor(2) as pool:
        try:
            for done in [pool.submit(making.build, site) for site in missing]:
                done.result()
        finally:
            making.stop()


class Making:
    """Processes that generate sites, each with a bar."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._running: list[subprocess.Popen[str]] = []
        self._is_stopped = False

    def build(self, site: Site) -> None:
        if self._is_stopped:
            return
        title = f"{site.stories} stories in {site.database}"
        task = self._progress.add_task(title, total=site.stories)
        command = [sys.executable, "-m", "bench.site", "build", str(site.stories)]
        with subprocess.Popen(  # noqa: S603  # our own
            command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            self._running.append(process)
            for line in process.stdout or ():
                self._progress.update(task, completed=int(line))
        if process.returncode:
            sys.exit(f"The site of {site.stories} stories could not be generated.")
        kept.mark_made(site.name)

    def stop(self) -> None:
        self._is_stopped = True
        for process in self._running:
            process.terminate()


def _run_in(site: Site, command: str) -> str:
    return run(["-m", "bench.site", command], site.environment).splitlines()[-1]


@contextmanager
def served(
    site: Site, *, cache: str = "off", trust_ms: int = 50, worker: str = "gthread"
) -> Iterator[Served]:
    """The site through gunicorn, or through Granian, with or without its page cache."""
    port = free_port()
    environment = site.environment | {
        "PAGE_CACHE": cache,
        "PAGE_CACHE_TRUST_MS": str(trust_ms),
        "SITE_URL": f"http://localhost:{port}",
        "PORT": str(port),
    }
    with started(APPLICATION, environment, port=port, worker=worker) as server:
        both = Server(port=port, pids=(*server.pids, *site.pids))
        yield Served(site, both, f"localhost:{port}")


def started(
    application: str, environment: dict[str, str], *, port: int, worker: str
) -> AbstractContextManager[Server]:
    if worker == "granian":
        return granian(application, environment, port=port)
    return gunicorn(application, environment, port=port, worker=worker)


def collect_static_files(folder: Path) -> None:
    """Pages name static files by their content, so these have to be there first."""
    run(["manage.py", "collectstatic", "--noinput", "--verbosity", "0"], environment_of(folder))
