"""Real servers on loopback, which end with the test that began them."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url():
    """That of the database that the test uses."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@contextmanager
def running(command, port, *, folder, **environment):
    """A server that answers on a port; what it says lies in the folder."""
    with (folder / f"{Path(command[0]).name}-{port}.log").open("w+") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
        try:
            _wait_for(port, process, log)
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


@contextmanager
def site(folder, *, port=None, url="", server="gunicorn", **environment):
    """The site in two processes, on the database of the test."""
    port = port or free_port()
    said = {
        "DATABASE_URL": database_url(),
        "DEBUG": "1",
        "LOG_LEVEL": "ERROR",
        "WEB_CONCURRENCY": "2",
        "WEB_THREADS": "2",
        "PAGE_CACHE": "memory",
        "PORTAL_VAR": str(folder),
        "SITE_URL": url or f"http://localhost:{port}",
    }
    begin = {"gunicorn": _gunicorn, "granian": _granian}[server](port, folder)
    with running([sys.executable, "-m", *begin], port, folder=folder, **said | environment):
        yield port


def pids_of(port, folder):
    """The processes that answer for the site on this port."""
    master = (folder / f"gunicorn-{port}.pid").read_text().strip()
    found = subprocess.run(["pgrep", "-P", master], capture_output=True, text=True, check=True)
    return [int(pid) for pid in found.stdout.split()]


def _gunicorn(port, folder):
    where = ["--config", "deploy/gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"]
    return ["gunicorn", "portal.wsgi", *where, "--pid", str(folder / f"gunicorn-{port}.pid")]


def _granian(port, _folder):
    size = ["--workers", "2", "--blocking-threads", "2"]
    where = ["--host", "127.0.0.1", "--port", str(port)]
    return ["granian", "portal.wsgi:application", "--interface", "wsgi", *size, *where]


def _wait_for(port, process, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    log.seek(0)
    raise AssertionError(f"The server did not start: {log.read()[-2000:]}")


class Browser:
    """A reader with one connection, who asks again and again."""

    def __init__(self, port, *, host=""):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._host = host or f"localhost:{port}"

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        self._connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def ask(self, method, path, **headers):
        said = {"Host": self._host}
        said |= {
            name if name.isupper() else name.replace("_", "-"): value
            for name, value in headers.items()
        }
        self._connection.request(method, path, headers=said)
        response = self._connection.getresponse()
        return response.status, response.headers, response.read()
