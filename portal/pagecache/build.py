"""The page cache that the settings ask for."""

from django.conf import settings

from portal.pagecache.addresses import Addresses
from portal.pagecache.answers import Application
from portal.pagecache.directives import Directives
from portal.pagecache.freshness import Freshness
from portal.pagecache.purgers import headers_of
from portal.pagecache.questions import ask
from portal.pagecache.release import fingerprint
from portal.pagecache.stores import Memory, Nowhere, Shared
from portal.pagecache.wsgi import PageCache


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
            parameters=said["PARAMETERS"],
            cookie=settings.SESSION_COOKIE_NAME,
            forwarded=bool(settings.TRUSTED_PROXIES),
        ),
        freshness=Freshness(ask, trust=said["TRUST"]),
        memory=Memory(said["BYTES"]),
        directives=Directives(
            proxied=bool(settings.TRUSTED_PROXIES), purged=tuple(headers_of(settings.EDGE_PURGE))
        ),
        shared=Nowhere() if store == "memory" else Shared(store, release=_release()),
    )


def _release() -> str:
    names = ("portal", "comments", "articles", "accounts", "templates", "static", "locale")
    return fingerprint(
        [settings.BASE_DIR / name for name in names],
        (settings.BASE_DIR / "requirements.txt").read_text(),
        settings.LANGUAGE_CODE,
        settings.TIME_ZONE,
    )
