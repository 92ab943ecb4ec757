"""Readers, as a WSGI application hears of them, and the page cache that answers them."""

from dataclasses import dataclass
from urllib.parse import unquote_to_bytes, urlsplit
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from portal.pagecache import questions
from portal.pagecache.addresses import Addresses
from portal.pagecache.stores import Memory
from portal.pagecache.wsgi import PageCache

HOST = urlsplit(settings.SITE_URL).netloc
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def cache(self):
        """What the page cache says of the answer; empty if it had no part in it."""
        return self.headers.get("Cache-Status", "").removeprefix("Zebalkans; ")


def get(application, address="/", *, method="GET", scheme="http", **headers):
    """Ask for an address; other headers by their names in small letters, with underscores."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        # As a server tells it: bytes, each as one character.
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": scheme,
        "HTTP_HOST": HOST,
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    setup_testing_defaults(environ)
    said = []
    chunks = application(environ, lambda status, headers, *_rest: said.append((status, headers)))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, sent = said[-1]
    return Answer(int(status[:3]), dict(sent), body)


def checked(application):
    """The application, with an error at whatever WSGI (PEP 3333) does not allow."""
    return validator(application)


class SameThread:
    """Asks each time, by the connection of the test, which alone sees what the test wrote."""

    def __init__(self):
        self.last = None

    def known(self):
        self.last = questions.read(self.last)
        return self.last


def addresses(**other):
    said = {
        "site": settings.SITE_URL,
        "private": settings.PAGE_CACHE["PRIVATE"],
        "public": settings.PAGE_CACHE["PUBLIC"],
        "parameters": settings.PAGE_CACHE["PARAMETERS"],
    }
    return Addresses(**said | other)


def cached(application, *, freshness, most=64 * MEGABYTE, **other):
    return PageCache(
        application,
        addresses=other.pop("addresses", addresses()),
        freshness=freshness,
        memory=Memory(most),
        **other,
    )


def both():
    """The site as it is rendered each time, and the same with its pages kept."""
    django = WSGIHandler()

    def site(environ, start_response):
        # The connection whose transaction is the test's stays open, as in Django's own client.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        try:
            answer = django(environ, start_response)
            body = list(answer)
            answer.close()
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)
        return body

    return site, cached(site, freshness=SameThread())
