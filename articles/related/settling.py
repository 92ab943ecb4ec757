"""Brings related lists up to date with what went live or came down by the clock."""

import logging

from django.db import transaction
from django.utils import timezone

from articles.models import Article, RelatedStory
from articles.related.store import relate
from portal.pagecache import clock
from portal.pagecache.models import Boundary

logger = logging.getLogger(__name__)

_SUBJECT = "article:"


def settle() -> int:
    """Do what follows from each moment that has passed, once; for how many that was done.

    Safe to run late, twice or at the same time: whoever comes second finds nothing left.
    """
    # Each by itself: what was done stays done whatever becomes of the next.
    passed = list(Boundary.objects.unsettled().values_list("pk", "subject"))
    return sum(_tried(pk, subject) for pk, subject in passed)


def _tried(pk: int, subject: str) -> bool:
    try:
        return _settle(pk, subject)
    except Exception:  # one story that cannot be related must not keep the others waiting
        logger.exception("Nothing followed from what passed for %s", subject)
        return False


@transaction.atomic
def _settle(pk: int, subject: str) -> bool:
    # The story first, then the clock, as the verbs do: the boundary belongs to the story.
    article = _locked(subject)
    clock.hold()
    if not Boundary.objects.unsettled().filter(pk=pk).exists():
        return False
    tags = _relate(article) if article else set()
    Boundary.objects.filter(pk=pk).update(settled_at=timezone.now())
    if tags:
        clock.touch(*tags)
    return True


def _locked(subject: str) -> Article | None:
    number = subject.removeprefix(_SUBJECT)
    return Article.objects.for_writing().filter(pk=number).first() if number.isdecimal() else None


def _relate(article: Article) -> set[str]:
    """A story that is live takes its places; one that came down leaves them to others."""
    if article.is_live():
        return relate(article)
    having = RelatedStory.objects.filter(other=article).values("article")
    tags: set[str] = set()
    for host in Article.objects.live().filter(pk__in=having).order_by("pk"):
        tags |= relate(host)
    return tags
