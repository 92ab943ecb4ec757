"""What the application behind the page cache answers, and whether that may be kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from portal.pagecache.addresses import Environ
from portal.pagecache.entries import Entry, Headers, Page, kept_headers
from portal.pagecache.freshness import Known

type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Where a view leaves what it declares of its page.
DECLARED = "portal.pagecache.page"
# Who asks, what he has already, and how he wants it, is no matter of a page that is for all.
_OF_WHO_ASKS = (
    "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE",
    "HTTP_ACCEPT_ENCODING", "CONTENT_LENGTH",
)  # fmt: skip


@dataclass(kw_only=True)
class Answer:
    status: str
    headers: Headers
    body: bytes
    page: Page | None

    @property
    def is_error(self) -> bool:
        return self.status.startswith("5")

    @property
    def is_missing(self) -> bool:
        return self.status.startswith("404")

    @property
    def may_be_kept(self) -> bool:
        """What was declared and has nothing in it that is of one reader.

        Also that a story is gone, or stands elsewhere: a copy of it in front of the site is so
        replaced.
        """
        said = {name.lower(): value for name, value in self.headers}
        return (
            self.page is not None
            and (self.status.startswith("200") == ("etag" in said))
            and "set-cookie" not in said
            and "cookie" not in said.get("vary", "").lower()
            and not any("nonce-" in value for value in said.values())
            and b"nonce-" not in self.body
        )

    def entry(self, known: Known, made_at: float) -> Entry:
        assert self.page is not None  # noqa: S101  # for the type checker: may_be_kept says so
        return Entry(
            status=self.status,
            headers=kept_headers(self.headers),
            body=self.body,
            etag=next((value for name, value in self.headers if name.lower() == "etag"), ""),
            page=self.page,
            number=known.number,
            made_at=made_at,
            hides_at=known.hides_after(made_at),
        )

    def sent(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


def asked(application: Application, environ: Environ, query: str) -> Answer:
    """The whole answer to a reader who has nothing yet."""
    inner = {name: value for name, value in environ.items() if name not in _OF_WHO_ASKS}
    inner |= {
        "REQUEST_METHOD": "GET", "QUERY_STRING": query, "wsgi.input": BytesIO(), DECLARED: None,
    }  # fmt: skip
    said: list[Any] = []
    chunks = application(inner, lambda *arguments: said.append(arguments))
    try:
        body = b"".join(chunks)
    finally:
        if close := getattr(chunks, "close", None):
            close()
    status, headers = said[-1][:2]
    return Answer(status=status, headers=headers, body=body, page=inner[DECLARED])
