"""Servers around an application, with configurations from bench/config: nginx, Varnish, Redis."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from bench.server import ROOT, Server, free_port, running

CONFIG = ROOT / "bench" / "config"
# Where the system's package puts servers is not on everyone's path.
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
MEMORY = Path("/dev/shm")  # noqa: S108  # a folder with a name of its own is made in it


def program(name: str) -> str | None:
    """Where it is, if it is installed."""
    return shutil.which(name, path=PATH)


def filled(name: str, **values: object) -> str:
    """A configuration with its places filled in."""
    return Template((CONFIG / name).read_text()).substitute(values)


@contextmanager
def nginx(servers: Sequence[str]) -> Iterator[tuple[int, Path]]:
    """The process id of an nginx with these servers, and the folder in memory that it writes to.

    In their text `$folder` stands for it still.
    """
    with TemporaryDirectory(prefix="nginx-", dir=MEMORY if MEMORY.exists() else None) as name:
        folder = Path(name)
        # Its workers are somebody else when this is root.
        folder.chmod(0o755)
        inner = "\n".join(Template(each).safe_substitute(folder=folder) for each in servers)
        path = folder / "nginx.conf"
        user = "user www-data;" if os.geteuid() == 0 else ""
        path.write_text(filled("nginx.conf", folder=folder, servers=inner, user=user))
        port = _first_port(inner)
        command = [program("nginx") or "nginx", "-p", name, "-e", "stderr", "-c", str(path)]
        with running(command, listens=port, log=folder / "log") as pid:
            yield pid, folder


def _first_port(text: str) -> int:
    return int(text.partition("listen 127.0.0.1:")[2].partition(";")[0])


@contextmanager
def proxy(behind: Server, *, caches: bool) -> Iterator[Server]:
    """An nginx in front of a server, which passes on each request or keeps what it is told."""
    port = free_port()
    text = Template((CONFIG / ("nginx-cache.conf" if caches else "nginx-proxy.conf")).read_text())
    with nginx([text.safe_substitute(port=port, upstream=behind.port)]) as (pid, _folder):
        yield Server(port=port, pids=(*behind.pids, pid))


@contextmanager
def files(folder: Path) -> Iterator[Server]:
    """An nginx that serves the files of a folder and knows nothing else."""
    port = free_port()
    text = Template((CONFIG / "nginx-static.conf").read_text())
    with nginx([text.safe_substitute(port=port, root=folder)]) as (pid, _folder):
        yield Server(port=port, pids=(pid,))


@contextmanager
def varnish(behind: Server) -> Iterator[Server]:
    port = free_port()
    with TemporaryDirectory(prefix="varnish-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "site.vcl").write_text(filled("varnish.vcl", upstream=behind.port))
        command = [
            program("varnishd") or "varnishd", "-F", "-a", f"127.0.0.1:{port}",
            "-f", str(folder / "site.vcl"), "-n", str(folder / "work"), "-s", "malloc,256m",
        ]  # fmt: skip
        with running(command, listens=port, log=folder / "log") as pid:
            yield Server(port=port, pids=(*behind.pids, pid))


@contextmanager
def redis() -> Iterator[Server]:
    """One that keeps nothing on the disk."""
    port = free_port()
    with TemporaryDirectory(prefix="redis-") as name:
        command = [
            program("redis-server") or "redis-server", "--bind", "127.0.0.1", "--port", str(port),
            "--save", "", "--appendonly", "no", "--maxmemory", "256mb", "--dir", name,
        ]  # fmt: skip
        with running(command, listens=port, log=Path(name) / "log") as pid:
            yield Server(port=port, pids=(pid,))
