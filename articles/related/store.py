"""The stored lists: read with their cards in one query, written under the clock."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache

from django.db import models
from django.utils import timezone

from articles.models import Article, RelatedStory
from articles.models.stories import ArticleQuerySet
from articles.related.arranging import Entry
from articles.related.gathering import newest
from articles.related.ranking import SHOWN
from portal.prepared import Prepared

STORED = 10

type Lists = Mapping[int, Sequence[Entry]]


def also_like(article: Article, *, limit: int = SHOWN, at: datetime | None = None) -> list[Article]:
    """The stories of the stored list that are live when it is read, best first; one query."""
    return list(_listed(limit)(article=article.pk, at=at or timezone.now()))


def newest_beside(article: Article, *, limit: int = SHOWN) -> list[Article]:
    """What stands in for a list that is still to be computed; needs `category` loaded."""
    found = newest(article, limit=limit)
    cards = Article.objects.live().for_teasers().in_bulk(found)
    return [cards[pk] for pk in found if pk in cards]


@cache
def _listed(limit: int) -> Prepared[ArticleQuerySet]:
    return Prepared(
        lambda article, at: (
            Article.objects.live(at)
            .for_teasers()
            .filter(related_to__article=article)
            .order_by("related_to__position")[:limit]
        ),
        article=models.BigIntegerField(),
        at=models.DateTimeField(),
    )


def kept(articles: Collection[int]) -> dict[int, list[Entry]]:
    """The stored lists of these stories, by their keys, each in its order."""
    lists: dict[int, list[Entry]] = {pk: [] for pk in articles}
    rows = RelatedStory.objects.filter(article__in=articles).order_by("position", "pk")
    for pk, other, score, why in rows.values_list("article", "other", "score", "reasons"):
        lists[pk].append(Entry(other=other, score=score, reasons=tuple(map(tuple, why))))
    return lists


def write(lists: Lists) -> None:
    """Replace the lists of these stories; part of a transaction that holds the clock."""
    RelatedStory.objects.filter(article__in=lists).delete()
    RelatedStory.objects.bulk_create(
        RelatedStory(
            article_id=pk, other_id=entry.other, position=position,
            score=entry.score, reasons=entry.reasons,
        )
        for pk, entries in lists.items()
        for position, entry in enumerate(entries)
    )  # fmt: skip
