"""SITE_URL is the only source of absolute addresses; what Django's Site row says follows it."""

from functools import lru_cache
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.urls import reverse


def sync(**_kwargs: object) -> None:
    """Write the host of SITE_URL to the Site row, which feeds and sitemaps read."""
    site = apps.get_model("sites", "Site")
    host = urlsplit(settings.SITE_URL).netloc
    site.objects.update_or_create(pk=settings.SITE_ID, defaults={"domain": host, "name": host[:50]})
    site.objects.clear_cache()


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return path if "://" in path else f"{settings.SITE_URL}{path}"


@lru_cache(maxsize=20_000)
def path(name: str, *parts: str | int) -> str:
    """The path of a page of this site; a page of cards asks for sixty, at 25 µs each."""
    return reverse(name, args=parts)


def own_path(address: str) -> str:
    """The path and the query of an address of this site, however it is spelled; else all of it."""
    try:
        here, there = urlsplit(settings.SITE_URL), urlsplit(address)
        is_own = (there.hostname, there.port) == (here.hostname, here.port)
    except ValueError:
        return address
    if there.scheme not in ("http", "https") or not is_own:
        return address
    query = f"?{there.query}" if there.query else ""
    return f"{there.path or '/'}{query}"


def is_sound(address: str) -> bool:
    """Whether it is a path or a web address, and nothing in it means another to a browser."""
    if not address.isprintable() or any(each in address for each in ' \\"<>'):
        return False
    if address.startswith("/"):
        return not address.startswith("//")
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        return bool(known and (parts.port is None or parts.port))
    except ValueError:
        return False
