"""Indexes many stories, the newest first, in transactions that nobody waits for."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from articles import upkeep
from articles.models import Article, Upkeep
from articles.models.stories import ArticleQuerySet
from articles.search.gathering import BATCH, refresh, write
from articles.upkeep import TAKEN

# Of which all of the index is to be made anew, by whoever comes to it; see `articles.upkeep`.
SUBJECT = "search:0"


@transaction.atomic
def ask_for_all() -> None:
    """Have the whole index made anew from the beginning, by `go_on` or, once that stops, others."""
    upkeep.want(SUBJECT)
    Upkeep.objects.filter(subject=SUBJECT).update(next_at=timezone.now() + TAKEN)


def go_on() -> Iterator[int]:
    """Do what is left of that, batch by batch; yields how many stories are left to be looked at."""
    left: int | None = None
    while row := Upkeep.objects.filter(subject=SUBJECT).first():
        # Counted once: of a million stories that takes longer than a batch.
        left = _left(row.reached) if left is None else max(0, left - BATCH)
        yield left
        reached = refresh("all", 0, after=row.reached)
        mine = Upkeep.objects.filter(pk=row.pk, asked=row.asked)
        if reached is None:
            mine.delete()
        else:
            mine.update(reached=reached, failures=0, next_at=timezone.now() + TAKEN)


def unindexed() -> ArticleQuerySet:
    """Published stories that the search does not know."""
    return _published().filter(search_document__isnull=True)


def index_all(stories: ArticleQuerySet) -> Iterator[int]:
    """Index these; yields how many after each batch."""
    rest = stories.order_by("-pk")
    while found := list(rest.values_list("pk", flat=True)[:BATCH]):
        write(found)
        yield len(found)
        rest = stories.order_by("-pk").filter(pk__lt=found[-1])


def _left(reached: int) -> int:
    return (_published().filter(pk__lt=reached) if reached else _published()).count()


def _published() -> ArticleQuerySet:
    return Article.objects.filter(status=Article.Status.PUBLISHED)
