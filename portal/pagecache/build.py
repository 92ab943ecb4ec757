"""The page cache that the settings ask for."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections
from django.template.loader import render_to_string

from portal.pagecache.addresses import Addresses
from portal.pagecache.answers import Application
from portal.pagecache.directives import Directives
from portal.pagecache.freshness import Freshness
from portal.pagecache.purgers import headers_of
from portal.pagecache.questions import ask
from portal.pagecache.release import fingerprint
from portal.pagecache.stores import Memory, Nowhere, Shared
from portal.pagecache.wsgi import PageCache

# Settings that stand in the bytes or in the headers of pages.
_SAID = (
    "LANGUAGE_CODE", "TIME_ZONE", "SECURE_CSP", "SECURE_HSTS_SECONDS", "STATIC_URL", "MEDIA_URL",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_REFERRER_POLICY",
    "OFFLINE_READING",
)  # fmt: skip


def in_front_of(application: Application) -> Application:
    """The application with its pages kept as `PAGE_CACHE` says, or itself where that is off."""
    said, store = settings.PAGE_CACHE, settings.PAGE_CACHE["STORE"]
    if store == "off":
        return application
    return PageCache(
        application,
        addresses=Addresses(
            site=settings.SITE_URL,
            private=said["PRIVATE"],
            public=said["PUBLIC"],
            parameters=said["PARAMETERS"],
            cookie=settings.SESSION_COOKIE_NAME,
            forwarded=bool(settings.TRUSTED_PROXIES),
        ),
        freshness=Freshness(ask, trust=said["TRUST"], leave=connections.close_all),
        memory=Memory(said["BYTES"]),
        directives=Directives(
            proxied=bool(settings.TRUSTED_PROXIES), purged=tuple(headers_of(settings.EDGE_PURGE))
        ),
        unavailable=_unavailable(),
        shared=Nowhere() if store == "memory" else Shared(store, release=_release()),
    )


def _unavailable() -> bytes:
    """Without the database, as `portal.views.server_error`."""
    try:
        return render_to_string("500.html", {"host": urlsplit(settings.SITE_URL).netloc}).encode()
    except ValueError:
        # The static files are not collected.
        return b"<!doctype html><title>503</title><h1>Please try again in a minute.</h1>"


def _release() -> str:
    names = ("portal", "comments", "articles", "accounts", "templates", "static", "locale")
    return fingerprint(
        [settings.BASE_DIR / name for name in names],
        (settings.BASE_DIR / "requirements.txt").read_text(),
        *(str(getattr(settings, name)) for name in _SAID),
    )
