"""The processes of a site live and die together."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from portal import serving

ROOT = Path(__file__).resolve().parents[2]
SLEEP = (sys.executable, "-c", "import time; time.sleep(600)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_all_stop_together(tmp_path):
    processes = serving.Processes({"one": SLEEP, "two": SLEEP}, folder=tmp_path)
    processes.check()

    processes.stop()

    assert [each.poll() for each in processes.running.values()] == [-signal.SIGTERM] * 2


def test_one_that_ends_by_itself_is_named(tmp_path):
    ends = (sys.executable, "-c", "raise SystemExit(3)")
    processes = serving.Processes({"long": SLEEP, "task worker": ends}, folder=tmp_path)
    processes.running["task worker"].wait()

    with pytest.raises(serving.Stopped, match=r"The task worker stopped by itself \(exit code 3\)"):
        processes.check()

    processes.stop()


def test_one_that_does_not_listen_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(serving, "PATIENCE", 0.2)
    deaf = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('ready', flush=True); time.sleep(600)"
    )
    processes = serving.Processes({}, folder=tmp_path)
    listening = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    listening.stdout.readline()
    processes.running["deaf"] = listening

    processes.stop()

    assert listening.poll() == -signal.SIGKILL
    listening.stdout.close()


def test_a_program_that_is_not_there_leaves_nothing_running(tmp_path):
    with pytest.raises(OSError, match="no-such-program"):
        serving.Processes({"one": SLEEP, "two": ("no-such-program",)}, folder=tmp_path)


@pytest.fixture
def serve():
    """Runs the command; whatever a test leaves running of it is killed."""
    started = []

    def run(folder, port, *arguments):
        started.append(start(folder, port, *arguments))
        return started[-1]

    yield run
    for command in started:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(command.pid, signal.SIGKILL)
        command.stdout.close()
        command.wait()


def start(folder, port, *arguments):
    clean = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {"PORTAL_VAR": str(folder), "PORT": str(port), "PORTAL_ENV": "local"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", *arguments],
        cwd=ROOT, env=clean | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True, preexec_fn=listen_to_interrupts,
    )  # fmt: skip


def listen_to_interrupts():
    """What a shell runs in the background ignores them, and so does all that it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def in_group(group):
    """How many processes are left of those that a command started."""
    found = subprocess.run(["ps", "-eo", "pgid="], capture_output=True, text=True, check=True)
    return found.stdout.split().count(str(group))


def test_a_port_in_use_is_told_in_one_line_before_anything_is_done(serve, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = serve(tmp_path, port)
        said, _ = command.communicate(timeout=60)

    assert command.returncode == 1
    assert re.fullmatch(
        rf"CommandError: Port {port} cannot be used \(.+\): try PORT={port + 1} make run\n", said
    )
    assert not (tmp_path / "site.sqlite3").exists()


@pytest.mark.slow
def test_the_site_serves_readers_and_one_signal_stops_it_all(serve, tmp_path):
    port = free_port()
    command = serve(tmp_path, port, "--no-demo")
    said = []
    for line in command.stdout:
        said.append(line)
        if "Ctrl-C stops everything" in line:
            break

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        front = answer.read().decode()
    style = re.search(r'href="(/static/css/[^"]+\.[0-9a-f]{12}\.css)"', front)[1]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{style}", timeout=10) as answer:
        kept = answer.headers["Cache-Control"]
    os.kill(command.pid, signal.SIGINT)
    command.communicate(timeout=60)

    assert f"  Site   http://localhost:{port}/\n" in said
    assert "createsuperuser" in "".join(said)
    assert "Zebalkans" in front
    assert "immutable" in kept
    assert command.returncode == 0
    # The last of them may take a moment to be gone from the table.
    deadline = time.monotonic() + 5
    while in_group(command.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert in_group(command.pid) == 0
