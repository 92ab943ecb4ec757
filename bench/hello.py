"""The floor: what gunicorn serves when the application does nothing."""

from collections.abc import Callable, Iterable
from typing import Any

BODY = b"hello\n"


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
    return [BODY]
