"""Servers on loopback for a measurement or a look, stopped at its end."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER = ("--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "error")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def gunicorn(
    application: str, environment: dict[str, str], *, port: int | None = None
) -> Iterator[int]:
    """A server of an application, by default on a free port."""
    port = port or free_port()
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "gunicorn", application, "--bind", address, *SERVER]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603  # our own command
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(300):
        if process.poll() is not None:
            sys.exit("The server did not start.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("The server did not answer within thirty seconds.")


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
