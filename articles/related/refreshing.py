"""Which lists are computed anew though nothing was written: the oldest, and what is asked for.

A vector without a moment says that its list was never computed, or has to be anew.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from math import ceil

from django.db import models, transaction
from django.utils import timezone

from articles import upkeep
from articles.models import Article, TermVector, Upkeep
from articles.models.stories import ArticleQuerySet
from articles.related import indexing
from articles.related.following import follow

logger = logging.getLogger(__name__)

# Each list is computed anew once in so many days; none by itself more often than once in one.
ROUND, FRESH = timedelta(days=30), timedelta(days=1)
# Lists that wait at most when more are asked for, and stories that are marked at once.
MOST, BATCH = 200, 1_000

type Step = Callable[[int], object]


@transaction.atomic
def refresh(*, since: timedelta) -> int:
    """Ask for the lists that were computed longest ago, as many as that time takes; how many.

    Those that are marked come first, but leave half of the room to the others. No more than there
    is room for: a fresh story may have to wait for all of them.
    """
    now, vectors = timezone.now(), TermVector.objects.values_list("pk", flat=True)
    room = max(MOST - Upkeep.objects.count(), 0)
    share = min(ceil(indexing.stories() * (since / ROUND)), room)
    oldest = list(vectors.filter(related_at__lt=now - FRESH).order_by("related_at", "pk")[:share])
    left = room - min(len(oldest), room // 2)
    marked = vectors.filter(related_at__isnull=True).order_by("-pk")[:left]
    if wanted := [*marked, *oldest][:room]:
        upkeep.want_later(*(f"article:{pk}" for pk in wanted))
        TermVector.objects.filter(pk__in=wanted).update(related_at=now)
    return len(wanted)


def mark(stories: ArticleQuerySet) -> Iterator[int]:
    """Say that the lists of these are to be computed; yields each as it is done."""
    for pks in _batches(stories.live(), BATCH):
        TermVector.objects.bulk_create(
            [TermVector(article_id=pk, language="", day=0, digest="") for pk in pks],
            ignore_conflicts=True,
        )
        TermVector.objects.filter(pk__in=pks, related_at__isnull=False).update(related_at=None)
        yield from pks


def waiting() -> models.QuerySet[TermVector]:
    """Stories whose lists are to be computed."""
    return TermVector.objects.filter(related_at__isnull=True)


def unread() -> models.QuerySet[TermVector]:
    """Of these the stories that are not indexed yet: that is done first, so that all find each."""
    return waiting().filter(digest="", article__in=Article.objects.live())


def read() -> Iterator[bool]:
    """Index what is not yet, the newest stories first; of each, whether it could be done."""
    return _each(unread(), indexing.index)


def relate() -> Iterator[bool]:
    """Compute what is to be computed, the newest stories first; of each, whether it could be."""
    return _each(waiting(), follow)


def _each(vectors: models.QuerySet[TermVector], step: Step) -> Iterator[bool]:
    for pks in _batches(vectors, BATCH):
        for pk in pks:
            yield _tried(pk, step)


def _tried(pk: int, step: Step) -> bool:
    try:
        step(pk)
    except Exception:  # one story that cannot be computed must not keep the others waiting
        logger.exception("The list of story %s was not computed", pk)
        return False
    return True


def _batches(rows: models.QuerySet[models.Model], size: int) -> Iterator[list[int]]:
    """The keys of the rows, the highest first, each once whatever becomes of them meanwhile."""
    keys = rows.order_by("-pk").values_list("pk", flat=True)
    found = list(keys[:size])
    while found:
        yield found
        found = list(keys.filter(pk__lt=found[-1])[:size])
