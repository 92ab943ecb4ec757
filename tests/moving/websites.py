"""A website on this machine, which answers as a test wants it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True
    server: "Website"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        with self.server.at_once:
            answer = self.server.pages.get(self.path.partition("?")[0], status(404))
            answer(self)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


class Website(ThreadingHTTPServer):
    """`pages` are by path; `asked` has the path and the headers of each request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Handler)
        self.pages: dict[str, Callable[[_Handler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.at_once = Counting()
        # Whatever still answers when the test is over ends with it.
        self.is_over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked went away, as they are meant to."""


class Counting:
    """How many are inside, and the most that ever were."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self.now -= 1


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Website]:
    site = Website(host)
    thread = threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.is_over.set()
        site.shutdown()
        thread.join()
        site.server_close()


def page(content: bytes, *, code: int = 200, **headers: str) -> Callable[[_Handler], None]:
    """An answer with this content; a header is named with low lines for its dashes."""

    def answer(handler: _Handler) -> None:
        told = {"Content-Length": str(len(content))}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        head(handler, code, **told)
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Callable[[_Handler], None]:
    return page(b"", code=code, **headers)


def head(handler: _Handler, code: int = 200, **headers: str) -> None:
    """The beginning of an answer alone."""
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()


def raw(*pieces: bytes, every: float = 0, forever: bool = False) -> Callable[[_Handler], None]:
    """Just these bytes, so many seconds apart; the last of them again and again if wanted."""

    def answer(handler: _Handler) -> None:
        handler.close_connection = True
        over = handler.server.is_over
        for piece in pieces:
            handler.wfile.write(piece)
            over.wait(every)
        while forever and not over.is_set():
            handler.wfile.write(pieces[-1])
            over.wait(every)

    return answer


def ranged(content: bytes, *, etag: str = '"one"', ends_after: int | None = None) -> Any:
    """A file that can be gone on with; the connection ends early where it is said when."""

    def answer(handler: _Handler) -> None:
        wanted = handler.headers.get("Range", "")
        start = 0
        if wanted and handler.headers.get("If-Range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        code, about = (
            (206, f"bytes {start}-{len(content) - 1}/{len(content)}") if start else (200, "")
        )
        told = {"Content-Length": str(len(content) - start), "ETag": etag}
        head(handler, code, **told, **({"Content-Range": about} if start else {}))
        handler.wfile.write(content[start:][:ends_after])
        handler.close_connection = ends_after is not None

    return answer
