"""SITE_URL is the only source of absolute addresses; what Django's Site row says follows it."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings


def sync(**_kwargs: object) -> None:
    """Write the host of SITE_URL to the Site row, which feeds and sitemaps read."""
    site = apps.get_model("sites", "Site")
    host = urlsplit(settings.SITE_URL).netloc
    site.objects.update_or_create(pk=settings.SITE_ID, defaults={"domain": host, "name": host[:50]})
    site.objects.clear_cache()


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return path if "://" in path else f"{settings.SITE_URL}{path}"
