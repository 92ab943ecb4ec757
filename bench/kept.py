"""Where generated sites are kept from one run to the next, until what makes them changes."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.server import ROOT

# Servers of databases refuse to be root and cannot look into folders that are closed to others.
HOME = (
    Path(tempfile.gettempdir()) / "zebalkans-bench"
    if os.name == "posix" and os.geteuid() == 0
    else ROOT / "var" / "bench"
)
# What decides how a site of ours is stored.
MAKERS = ("*/migrations/*.py", "portal/pictures/*.py", "bench/site.py", "bench/corpus.py")


def home() -> Path:
    """The folder, which is nobody else's."""
    HOME.mkdir(parents=True, exist_ok=True)
    if HOME.stat().st_uid != os.geteuid():
        raise SystemExit(f"{HOME} belongs to somebody else.")
    HOME.chmod(0o755)
    return HOME


@contextmanager
def alone() -> Iterator[None]:
    """Two runs at a time would measure each other, and write to the same databases."""
    with (home() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("Another run of the benchmark is still going on.") from None
        yield


def place(name: str) -> Path:
    """A folder of its own for something that is kept."""
    folder = home() / name
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    return folder


def is_made(name: str, makers: Iterable[str] = MAKERS) -> bool:
    """Whether something was finished, by the code as it is now."""
    stamp = home() / f"{name}.stamp"
    return stamp.exists() and stamp.read_text() == fingerprint(makers)


def mark_made(name: str, makers: Iterable[str] = MAKERS) -> None:
    (home() / f"{name}.stamp").write_text(fingerprint(makers))


def discard(name: str) -> None:
    """What is left of something unfinished, or of an older code's."""
    (home() / f"{name}.stamp").unlink(missing_ok=True)
    shutil.rmtree(home() / name, ignore_errors=True)


def fingerprint(makers: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for pattern in makers:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()
