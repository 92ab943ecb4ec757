"""The processes of a site on one machine, which live and die together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

# How long a process may take to finish what it is doing.
PATIENCE = 10.0

type Command = Sequence[str]


class Stopped(Exception):
    """One of the processes ended by itself; the message names it."""


def commands(port: int) -> dict[str, Command]:
    """What runs, by the name that messages call it."""
    python, manage = sys.executable, str(settings.BASE_DIR / "manage.py")
    config = str(settings.BASE_DIR / "deploy" / "gunicorn.conf.py")
    address = f"127.0.0.1:{port}"
    return {
        "web server": (
            python, "-m", "gunicorn", "portal.wsgi", "--config", config, "--bind", address,
        ),
        "task worker": (
            python, manage, "db_worker", "--no-reload", "--skip-checks", "--verbosity", "0",
        ),
        "tick": (python, manage, "tick", "--every", "60", "--skip-checks"),
    }  # fmt: skip


class Processes:
    """Started together, and stopped together, also when one of them dies."""

    def __init__(self, wanted: Mapping[str, Command], *, folder: Path) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        try:
            for name, command in wanted.items():
                self.running[name] = subprocess.Popen(command, cwd=folder)  # noqa: S603  # our own
        except OSError:
            self.stop()
            raise

    def check(self) -> None:
        """Raises Stopped when one has ended."""
        for name, process in self.running.items():
            if (code := process.poll()) is not None:
                raise Stopped(f"The {name} stopped by itself (exit code {code}).")

    def stop(self) -> None:
        """Ask all to finish; those that do not are killed."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(max(0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def turn_into_interrupt() -> None:
    """Make the signal by which services are stopped end this process as Ctrl-C does."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
    if os.name == "posix":
        signal.signal(signal.SIGHUP, interrupt)
