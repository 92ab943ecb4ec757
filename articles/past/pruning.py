"""How far back fronts can be seen: what is older is let go, a little at a time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from articles.models import StoryState
from portal.publicmodels import past

# Of each kind; what else is old goes a minute later.
BATCH = 500


def begins(at: datetime | None = None) -> datetime:
    """From when on fronts can be seen at a moment, by default now; a query.

    Not before the first story was kept: what was on the site until then nobody wrote down.
    """
    at = at or timezone.now()
    first: datetime = StoryState.objects.aggregate(first=Min("since"))["first"] or at
    return max(first, at - timedelta(days=settings.TIME_TRAVEL_DAYS))


def prune() -> int:
    """Let some go of what was over by then; how many. What holds until today stays, however old."""
    before = begins()
    old = StoryState.objects.filter(until__lt=before).order_by("until", "pk")
    keys = list(old.values_list("pk", flat=True)[:BATCH])
    StoryState.objects.filter(pk__in=keys).delete()
    return len(keys) + past.forget(before=before, limit=BATCH)
