"""WordPress of the system's package as a peer: made once for a number of stories, and served."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.progress import Progress

from bench import blog, front, kept
from bench.corpus import MUCH_DISCUSSED
from bench.mariadb import MariaDB, mariadb
from bench.server import Server, free_port, running

PACKAGE = Path("/usr/share/wordpress")
THEMES = "wp-content/themes/twentytwenty*"
# As many requests at a time as two workers of ours with four threads each.
CHILDREN = 8
MAKERS = ("bench/corpus.py", "bench/blog.py", "bench/config/wordpress-install.php")
NEEDED = ("nginx", "wrk", "mariadbd", "mariadb", "mariadb-install-db", "php")
ADVICE = (
    "apt-get install --no-install-recommends nginx wrk wordpress wordpress-theme-twentytwentythree"
    " mariadb-server php-fpm php-cli php-mysql php-opcache"
)


@dataclass(frozen=True, kw_only=True)
class Blog:
    """`plain` asks PHP each time, `cached` keeps what it said; both are to be asked for `host`."""

    plain: Server
    cached: Server
    host: str
    paths: dict[str, str]
    database: MariaDB


def missing() -> list[str]:
    """What has to be installed before."""
    found = [name for name in NEEDED if not front.program(name)]
    found += [] if php_fpm() else ["php-fpm"]
    found += [] if (PACKAGE / "wp-load.php").exists() else ["wordpress"]
    return found + ([] if list(PACKAGE.glob(THEMES)) else ["a theme of WordPress"])


def php_fpm() -> str | None:
    """Debian's has its version in the name."""
    folders = [Path(folder) for folder in front.PATH.split(os.pathsep) if folder]
    found = [path for folder in folders for path in folder.glob("php-fpm*")]
    return str(max(found)) if found else None


@contextmanager
def wordpress(stories: int, progress: Progress) -> Iterator[Blog]:
    name = f"wordpress_{stories}"
    is_made = kept.is_made(name, MAKERS)
    if not is_made:
        kept.discard(name)
    folder = kept.place(name)
    port, cached = free_port(), free_port()
    host = f"localhost:{port}"
    with ExitStack() as stack:
        database = stack.enter_context(mariadb(folder))
        root = configured(folder, database, host)
        if not is_made:
            make(stories, root, database, progress)
            kept.mark_made(name, MAKERS)
        socket = stack.enter_context(fpm(folder))
        pids = (database.pid, socket[1])
        text = (front.CONFIG / "nginx-wordpress.conf").read_text()
        server = front.Template(text).safe_substitute(
            port=port, cached=cached, root=root, socket=socket[0]
        )
        nginx, _temporary = stack.enter_context(front.nginx([server]))
        yield Blog(
            plain=Server(port=port, pids=(*pids, nginx)),
            cached=Server(port=cached, pids=(*pids, nginx)),
            host=host,
            paths=paths(datetime.fromisoformat((folder / "now").read_text())),
            database=database,
        )


def configured(folder: Path, database: MariaDB, host: str) -> Path:
    """A copy of the package with a configuration of its own; that of the machine has no say."""
    root = folder / "site"
    if not root.exists():
        shutil.copytree(PACKAGE, root, ignore_dangling_symlinks=True)
    text = front.filled("wp-config.php", socket=database.socket, host=host)
    (root / "wp-config.php").unlink(missing_ok=True)
    (root / "wp-config.php").write_text(text)
    return root


def make(stories: int, root: Path, database: MariaDB, progress: Progress) -> None:
    now = datetime.now(UTC)
    database.execute(["CREATE DATABASE wordpress CHARACTER SET utf8mb4"])
    # Its installer would write a letter to its owner.
    command = [front.program("php") or "php", "-d", "sendmail_path=/bin/true"]
    script = str(front.CONFIG / "wordpress-install.php")
    subprocess.run([*command, script, str(root)], check=True)  # noqa: S603  # our own
    batches = 3 * stories // blog.BATCH
    task = progress.add_task(f"{stories} stories in WordPress", total=batches)
    told = progress.track(blog.statements(stories, now), task_id=task, total=batches)
    database.execute(told, database="wordpress")
    (root.parent / "now").write_text(now.isoformat())


@contextmanager
def fpm(folder: Path) -> Iterator[tuple[Path, int]]:
    """The socket and the process id of a php-fpm with all its children from the start."""
    socket = folder / "run" / "php.sock"
    socket.unlink(missing_ok=True)
    user = "user = www-data\ngroup = www-data" if os.geteuid() == 0 else ""
    text = front.filled("php-fpm.conf", folder=folder, socket=socket, children=CHILDREN, user=user)
    (folder / "php-fpm.conf").write_text(text)
    command = [php_fpm() or "php-fpm", "-F", "-y", str(folder / "php-fpm.conf")]
    with running(command, listens=socket, log=folder / "php.log") as pid:
        yield socket, pid


def paths(now: datetime) -> dict[str, str]:
    return {
        "front": "/",
        "section": "/category/section-0/",
        "article": blog.path(1, now),
        "article_200": blog.path(MUCH_DISCUSSED, now),
    }
