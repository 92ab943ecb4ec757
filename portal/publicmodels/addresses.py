"""Old addresses of a page lead to its new one, however often it moves."""

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.db import models


def of(row: models.Model) -> str:
    """Where readers find a row as the database has it; nothing if it has no page, or is new."""
    stored = type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None
    find = getattr(stored, "get_absolute_url", None)
    return find() if find else ""


def lead_on(before: str, after: str) -> None:
    """Send readers from the one address to the other, without chains and circles."""
    redirects = Redirect.objects.filter(site_id=settings.SITE_ID)
    redirects.filter(old_path=after).delete()
    redirects.filter(new_path=before).update(new_path=after)
    redirects.update_or_create(
        old_path=before, defaults={"site_id": settings.SITE_ID, "new_path": after}
    )
