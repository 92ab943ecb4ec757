"""When a story is overdue: decided at the moment of asking, so that it needs no worker."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import F
from django.utils import timezone

from articles.models import Alarm, Article
from portal.pagecache.models import Boundary

# The desk has so much time to publish changes with a story that goes live by itself.
SOON = timedelta(hours=1)
# The periodic task runs every minute.
PATIENCE = timedelta(minutes=5)
SUBJECT = "article:"

type Stories = Any
Reason = Alarm.Reason


@dataclass(frozen=True, kw_only=True)
class Overdue:
    """`at` is the moment that has passed or, of changes, that comes too soon."""

    article: Article
    reason: str
    at: datetime


def due(stories: Stories, at: datetime) -> Stories:
    """Stories that were planned for earlier, and are not published."""
    return stories.due(at).order_by("-due_at", "-pk")


def missed(stories: Stories, at: datetime) -> Stories:
    """Stories whose text asks for a moment that passed while nobody published them."""
    return stories.unfinished().filter(publish_at__lte=at).order_by("-publish_at", "-pk")


def changed(stories: Stories, at: datetime) -> Stories:
    """Stories that go live soon, without what was saved since they were scheduled."""
    soon = stories.scheduled(at).filter(published_at__lte=at + SOON)
    return soon.exclude(newest_revision=F("live_revision")).newest_first()


RULES: tuple[tuple[str, Callable[[Stories, datetime], Stories], str], ...] = (
    (Reason.DUE, due, "due_at"),
    (Reason.MISSED, missed, "publish_at"),
    (Reason.CHANGED, changed, "published_at"),
)


def overdue(
    stories: Stories, *, at: datetime | None = None, since: datetime | None = None, limit: int = 200
) -> list[Overdue]:
    """Of these stories all that is overdue for any reason, the latest moment first.

    Four queries, and two more where side effects are late. `since` leaves out what is older.
    """
    now = at or timezone.now()
    found: list[Overdue] = []
    for reason, rule, column in RULES:
        of_rule = rule(stories, now)
        if since:
            of_rule = of_rule.filter(**{f"{column}__gte": since})
        found += map(partial(_overdue, reason, column), of_rule[:limit])
    found += _late(stories, now, since, limit)
    return sorted(found, key=lambda each: (each.at, each.article.pk), reverse=True)[:limit]


def _overdue(reason: str, column: str, article: Article) -> Overdue:
    return Overdue(article=article, reason=reason, at=getattr(article, column))


def _late(stories: Stories, now: datetime, since: datetime | None, limit: int) -> Iterator[Overdue]:
    """Stories that went live or came down some time ago, and whose neighbours do not know it."""
    late = Boundary.objects.unsettled(now - PATIENCE).filter(subject__startswith=SUBJECT)
    if since:
        late = late.filter(at__gte=since)
    moments = {
        int(subject.removeprefix(SUBJECT)): at
        for subject, at in late.values_list("subject", "at")[:limit]
    }
    for article in stories.filter(pk__in=moments) if moments else ():
        yield Overdue(article=article, reason=Reason.LATE, at=moments[article.pk])
