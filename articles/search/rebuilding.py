"""Indexes many stories, the newest first, in transactions that nobody waits for."""

from collections.abc import Iterator

from django.utils import timezone

from articles.models import Article, Upkeep
from articles.models.stories import ArticleQuerySet
from articles.search.gathering import BATCH, refresh, write
from articles.upkeep import TAKEN

# Of which all of the index is to be made anew, by whoever comes to it; see `articles.upkeep`.
SUBJECT = "search:0"


def ask_for_all() -> None:
    """Have the whole index made anew from the beginning, by `go_on` or, once that stops, others."""
    fresh = {"reached": 0, "failures": 0, "next_at": timezone.now() + TAKEN}
    Upkeep.objects.update_or_create(subject=SUBJECT, defaults=fresh)


def go_on() -> Iterator[int]:
    """Do what is left of that, batch by batch; yields how many stories are left to be looked at."""
    while row := Upkeep.objects.filter(subject=SUBJECT).first():
        yield _left(row.reached)
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
