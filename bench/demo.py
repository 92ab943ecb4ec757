"""The demo as a site of its own, served as it is to readers, for whoever looks at its pages."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.server import ROOT, environment_of, free_port, gunicorn, run
from portal.serving import turn_into_interrupt

# Kept from one time to the next: drawing all its pictures takes a minute and more.
FOLDER = ROOT / "var" / "bench"
# Of the code that made it; written once all of it is there.
STAMP = FOLDER / "demo.stamp"
CODE = ("portal", "comments", "articles", "accounts", "bench")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One page; `user` is who has to be logged in to see it, or empty.

    With `sent` it is what the path answers to a form of these fields. `pressed` are buttons to be
    clicked there, each by its selector, before one looks; then `typed` has a field and what is
    typed into it.
    """

    name: str
    path: str
    user: str = ""
    status: int = 200
    sent: dict[str, list[str]] = field(default_factory=dict)
    pressed: tuple[str, ...] = ()
    typed: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Site:
    """`password` is that of every person of the demo."""

    url: str
    password: str
    pages: tuple[Shown, ...]


@contextmanager
def demo_site(*, works: bool = False) -> Iterator[Site]:
    """A running site with the demo and one of everything that somebody can see.

    If it `works`, all that a worker does in the background is done, as on a site that has run for
    some minutes. Whoever is told to end meanwhile ends the server too.
    """
    turn_into_interrupt()
    port = free_port()
    environment = environment_of(_folder(), port=port)
    said = _prepare(environment)
    if works:
        run(["manage.py", "db_worker", "--batch", "--verbosity", "0"], environment)
    pages = tuple(Shown(**each) for each in said["pages"])
    with gunicorn("bench.wsgi:application", environment, port=port):
        yield Site(url=environment["SITE_URL"], password=said["password"], pages=pages)


def _prepare(environment: dict[str, str]) -> dict[str, Any]:
    """Bring the demo up to date, and say what there is to see."""
    run(["manage.py", "serve", "--prepare"], environment)
    said: dict[str, Any] = json.loads(run(["-m", "bench.exhibits"], environment).splitlines()[-1])
    STAMP.write_text(_fingerprint())
    return said


def _folder() -> Path:
    """Where the demo is kept; empty when the code has changed that makes it."""
    folder = FOLDER / "demo"
    if not (STAMP.exists() and STAMP.read_text() == _fingerprint()):
        STAMP.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


def _fingerprint() -> str:
    """Of all the code that has a part in the demo."""
    digest = hashlib.sha256()
    for part in CODE:
        for path in sorted((ROOT / part).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
