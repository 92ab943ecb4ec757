"""The floor: what gunicorn serves when the application does nothing but hand over bytes.

BARE_ANSWERS names a file with the answers that the site gave: the same headers, body, compression.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.load import Answer

# What the server itself adds to an answer.
OF_THE_SERVER = {"connection", "date", "keep-alive", "server", "transfer-encoding", "via"}

type Key = tuple[str, bool]


def keep(path: Path, answers: Mapping[Key, Answer]) -> None:
    """Write the answers by the path that was asked for, and whether gzip was."""
    path.write_text(json.dumps([_kept(key, answer) for key, answer in answers.items()]))


def _kept(key: Key, answer: Answer) -> dict[str, Any]:
    headers = [pair for pair in answer.headers.items() if pair[0].lower() not in OF_THE_SERVER]
    return {"key": key, "headers": headers, "body": b64encode(answer.body).decode()}


def _read(path: str) -> dict[Key, tuple[list[tuple[str, str]], list[bytes]]]:
    return {
        (each["key"][0], each["key"][1]): (
            [(name, value) for name, value in each["headers"]],
            [b64decode(each["body"])],
        )
        for each in json.loads(Path(path).read_text())
    }


ANSWERS = _read(os.environ["BARE_ANSWERS"]) if os.environ.get("BARE_ANSWERS") else {}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    compressed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    headers, body = ANSWERS[environ["PATH_INFO"], compressed]
    start_response("200 OK", headers)
    return body
