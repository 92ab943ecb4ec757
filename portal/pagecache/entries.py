"""A stored page: what its answer says, what it depends on, and its body in each encoding."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import Any, Self

from django.utils.http import http_date, parse_etags

from portal.pagecache import encodings

type Headers = list[tuple[str, str]]
type StartResponse = Callable[..., Any]

NOT_MODIFIED = "304 Not Modified"
# What one entry costs beside its bodies, about.
OVERHEAD = 4_096
# Of the answer as it was made; these are said for each answer anew.
_OWN = {
    "cache-control", "content-length", "content-encoding", "etag", "last-modified",
    "transfer-encoding",
}  # fmt: skip
# What a 304 leaves out: it has no content (RFC 9110, section 15.4.5).
_OF_CONTENT = "content-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a view declares of a page that is the same for all readers.

    `tags` name what it shows; `changed_at` is when anything public last changed before it was made,
    `ends_at` when it changes by itself, if ever. Moments are seconds since 1970.
    """

    tags: tuple[str, ...]
    changed_at: float | None = None
    ends_at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An answer, made when the clock showed `number`, at `made_at`.

    `hides_at` is the next moment, as known then, from which readers may see less. One without an
    ETag is sent whole each time.
    """

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    page: Page
    number: int
    made_at: float
    hides_at: float | None = None

    def as_bytes(self) -> bytes:
        said = asdict(replace(self, body=b"")) | {"body": ""}
        return json.dumps(said).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Raises ValueError, KeyError or TypeError for what `as_bytes` did not write."""
        head, _, body = stored.partition(b"\n")
        said = json.loads(head)
        page = said["page"]
        return cls(**said | {
            "body": body,
            "headers": tuple((name, value) for name, value in said["headers"]),
            "page": Page(**page | {"tags": tuple(page["tags"])}),
        })  # fmt: skip


@dataclass(slots=True)
class Stored:
    """An entry in the memory of a process, ready to be sent.

    `checked` is the number of the clock at which its tags were last found untouched.
    """

    entry: Entry
    checked: int
    bodies: dict[str, tuple[Headers, list[bytes]]] = field(default_factory=dict)
    dated: Headers = field(default_factory=list)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        # Bytes of memory, about; more with each encoding that is asked for.
        self.size = OVERHEAD + len(self.entry.body)

    def answer(
        self, environ: dict[str, Any], start_response: StartResponse, *, now: float, told: Headers
    ) -> list[bytes]:
        """Send the page, or only that it did not change since the client got it.

        What is `told` beside the page's own headers stands before them.
        """
        headers, body = self._in(environ.get("HTTP_ACCEPT_ENCODING", ""))
        told = [*told, *headers, *self._date(now)]
        if self._is_known_to(environ):
            start_response(NOT_MODIFIED, [each for each in told if not _is_of_content(each)])
            return []
        start_response(self.entry.status, told)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body

    def _in(self, accept_encoding: str) -> tuple[Headers, list[bytes]]:
        coding = encodings.accepted(accept_encoding) if accept_encoding else encodings.IDENTITY
        return self.bodies.get(coding) or self._encode(coding)

    def _encode(self, coding: str) -> tuple[Headers, list[bytes]]:
        # Two threads may do the same at once, and find the same.
        entry = self.entry
        body = entry.body
        if coding and len(body) >= encodings.WORTH_IT:
            body = encodings.compressed(body, coding)
        headers = [*entry.headers, ("Content-Length", str(len(body)))]
        etag = entry.etag
        if body is not entry.body:
            headers.append(("Content-Encoding", coding))
            # Another representation may not share a strong tag (RFC 9110, section 8.8.3.3).
            etag = etag and f"W/{etag}"
            self.size += len(body)
        if etag:
            headers.append(("ETag", etag))
        made = self.bodies[coding] = headers, [body]
        return made

    def _date(self, now: float) -> Headers:
        """HTTP dates have whole seconds: one that still ran may have seen another change.

        One more is for what a process believed a moment longer.
        """
        if not self.entry.etag:
            return []
        if not self.dated and (changed := self.entry.page.changed_at) and int(changed) + 2 <= now:
            self.dated = [("Last-Modified", http_date(int(changed)))]
        return self.dated

    def _is_known_to(self, environ: dict[str, Any]) -> bool:
        """The order of RFC 9110, section 13.2.2: a date counts only where no tag is asked for."""
        own = self.entry.etag
        if not own:
            return False
        if asked := environ.get("HTTP_IF_NONE_MATCH"):
            # What a browser sends that has one copy, and any other list.
            return (
                _opaque(asked) == own
                or "*" in (each := parse_etags(asked))
                or (own in map(_opaque, each))
            )
        if self.dated and (asked := environ.get("HTTP_IF_MODIFIED_SINCE")):
            return int(self.entry.page.changed_at or 0) <= _seconds(asked)
        return False


def kept_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of an answer that are the same whenever and however it is sent."""
    return tuple(each for each in headers if each[0].lower() not in _OWN)


def _opaque(etag: str) -> str:
    return etag.removeprefix("W/")


def _is_of_content(header: tuple[str, str]) -> bool:
    return header[0].lower().startswith(_OF_CONTENT) and header[0] != "Content-Security-Policy"


def _seconds(date: str) -> float:
    """Seconds since 1970, or those of no page where it is no date."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, OverflowError):
        return -1.0
