"""Small applications behind the page cache, and databases that say what a test tells them."""

from wsgiref.handlers import format_date_time

from portal.pagecache.answers import DECLARED
from portal.pagecache.entries import Page
from portal.pagecache.freshness import Known

ETAG = '"a-page"'
HTML = [("Content-Type", "text/html"), ("Vary", "Accept-Encoding")]


class Application:
    """Answers with a page that says how often it was rendered, or as it is told to."""

    def __init__(
        self, *, tags=("front",), status="200 OK", headers=(), body=None, etag=ETAG, **page
    ):
        self.asked = []
        self.status, self.headers, self.body = status, [*HTML, *headers], body
        if etag:
            self.headers.append(("ETag", etag))
        self.page = Page(tags=tags, **page) if tags else None

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        environ[DECLARED] = self.page
        start_response(self.status, self.headers)
        number = len(self.asked)
        return [self.body if self.body is not None else f"Rendered {number}".encode()]


class Told:
    """What is known is what the test says; nothing while the database is silent."""

    def __init__(self):
        self.last: Known | None = Known(number=1, stamped={}, floor=0)
        self.is_silent = False

    def known(self):
        return None if self.is_silent else self.last

    def stamp(self, *tags):
        number = self.last.number + 1
        stamped = {**self.last.stamped, **dict.fromkeys(tags, number)}
        self.last = Known(
            number=number, stamped=stamped, floor=0, moments=self.last.moments,
            hides=self.last.hides,
        )  # fmt: skip

    def set_moments(self, *moments, hides=()):
        self.last = Known(
            number=self.last.number + 1, stamped=self.last.stamped, floor=0,
            moments=tuple(sorted({*moments, *hides})), hides=tuple(hides),
        )  # fmt: skip


def date(seconds):
    return format_date_time(seconds)
