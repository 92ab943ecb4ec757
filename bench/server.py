"""Servers on loopback for a measurement or a look, stopped at its end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# As deployed, with two numbers that do not hang on the machine. Workers are not replaced: under
# the load of a benchmark that would be every few seconds.
SERVER = ("--config", str(ROOT / "deploy" / "gunicorn.conf.py"), "--max-requests", "0")
WORKERS, THREADS = 2, 4


@dataclass(frozen=True, kw_only=True)
class Server:
    """One that listens; `pids` are the processes that it, and what it needs, descend from."""

    port: int
    pids: tuple[int, ...]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str],
    *,
    listens: int | Path,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> Iterator[int]:
    """The process id of a server that answers at a port or a socket; ended with all its children.

    It has a process group of its own, so that Ctrl-C reaches only whoever started it. What it says
    goes to the log, and is shown when it does not start.
    """
    output = log.open("ab") if log else None
    process = subprocess.Popen(  # noqa: S603  # our own command
        command, cwd=ROOT, env=environment, start_new_session=True, stdout=output, stderr=output
    )
    try:
        _wait_for(listens, process, log)
        yield process.pid
    finally:
        _end(process)
        if output:
            output.close()


@contextmanager
def gunicorn(
    application: str,
    environment: dict[str, str],
    *,
    port: int | None = None,
    worker: str = "gthread",
) -> Iterator[Server]:
    """A server of an application, by default on a free port."""
    port = port or free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    # A sync worker with threads would become one of gthread.
    threads = THREADS if worker == "gthread" else 1
    kind = ["--worker-class", worker, "--workers", str(WORKERS), "--threads", str(threads)]
    quiet = {**environment, "GUNICORN_LOG_LEVEL": "error"}
    with running([*command, *SERVER, *kind], listens=port, environment=quiet) as pid:
        yield Server(port=port, pids=(pid,))


@contextmanager
def granian(application: str, environment: dict[str, str], *, port: int) -> Iterator[Server]:
    """Where it is installed beside the site: as many workers and threads as gunicorn has."""
    command = [
        sys.executable, "-m", "granian", application, "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port), "--no-log", "--workers", str(WORKERS),
        "--blocking-threads", str(THREADS),
    ]  # fmt: skip
    with running(command, listens=port, environment=environment) as pid:
        yield Server(port=port, pids=(pid,))


def _wait_for(listens: int | Path, process: subprocess.Popen[bytes], log: Path | None) -> None:
    address = ("127.0.0.1", listens) if isinstance(listens, int) else str(listens)
    family = socket.AF_INET if isinstance(listens, int) else socket.AF_UNIX
    for _attempt in range(300):
        if process.poll() is not None:
            sys.exit(f"The server did not start.\n{_told(log)}")
        with socket.socket(family) as probe:
            if probe.connect_ex(address) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"The server did not answer within thirty seconds.\n{_told(log)}")


def _told(log: Path | None) -> str:
    return log.read_text(errors="replace")[-2000:] if log else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run(command: list[str], environment: dict[str, str]) -> str:
    """What a command of this project prints; its complaints go where ours go."""
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE
    )
    return done.stdout.decode()


def environment_of(
    folder: Path, *, port: int = 8000, database: str = "site.sqlite3"
) -> dict[str, str]:
    """That of a site which keeps everything in this folder, whatever else is set on this machine.

    What stands in `.env` of the project, such as the database of a real site, has no say.
    """
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PORTAL_ENV": "local",
        "PORTAL_VAR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / database}",
        "MEDIA_ROOT": str(folder / "media"),
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PORT": str(port),
        "DEBUG": "0",
        "SECRET_KEY": "",
        "LANGUAGE_CODE": "en",
        "TIME_ZONE": "Europe/Belgrade",
        "TRUSTED_PROXIES": "0",
        "EMAIL_HOST": "",
    }
