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
