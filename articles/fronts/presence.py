"""Who has the page of a front open now."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Front, FrontVisit

# Three times what passes between two signs of life (static/js/admin/front/saving.js).
LASTS = timedelta(seconds=20)


def come(front: Front, *, by: User, key: UUID, at: datetime | None = None) -> list[FrontVisit]:
    """Note that a window stands open; those of others that do, by when they were seen last."""
    at = at or timezone.now()
    _forget(at - LASTS)
    own = {"by": by, "by_name": by.display_name(), "seen_at": at}
    FrontVisit.objects.update_or_create(key=key, by=by, front=front, defaults=own)
    return list(front.visits.exclude(key=key).order_by("seen_at", "pk"))


@transaction.atomic
def _forget(before: datetime) -> None:
    """For itself and without waiting: two that hold their own visits would wait for each other."""
    over = FrontVisit.objects.select_for_update(skip_locked=True).filter(seen_at__lt=before)
    FrontVisit.objects.filter(pk__in=[visit.pk for visit in over]).delete()


@transaction.atomic
def leave(*, by: User, key: UUID) -> None:
    FrontVisit.objects.filter(key=key, by=by).delete()
