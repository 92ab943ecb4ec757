"""The stored lists: read with their cards in one query, written under the clock."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from django.db import connection, models
from django.db.models.functions import Cast
from django.utils import timezone

from articles.models import Article, RelatedStory
from articles.models.stories import ArticleQuerySet
from articles.related.arranging import Entry
from articles.related.gathering import newest
from articles.related.ranking import SHOWN
from portal.prepared import Prepared

STORED = 10

type Lists = Mapping[int, Sequence[Entry]]
type Pair = tuple[int, int]


def also_like(article: Article, *, limit: int = SHOWN, at: datetime | None = None) -> list[Article]:
    """The stories of the stored list that are live when it is read, best first; one query."""
    return shown(listed(article), limit=limit, at=at)


def listed(article: Article) -> list[Article]:
    """The whole stored list, best first, with what is not live now; one query.

    A page depends on all of it: what is away may be back before the list has followed.
    """
    return list(_listed()(article=article.pk))


def shown(
    stories: Iterable[Article], *, limit: int = SHOWN, at: datetime | None = None
) -> list[Article]:
    """Of a stored list what readers see at that moment, by default now."""
    at = at or timezone.now()
    return [each for each in stories if each.is_live(at)][:limit]


def newest_beside(article: Article, *, limit: int = SHOWN) -> list[Article]:
    """What stands in for a list that is still to be computed; needs `category` loaded.

    Nothing below what is not even in a section yet.
    """
    if article.category is None:
        return []
    found = newest(article, limit=limit)
    cards = Article.objects.live().for_teasers().in_bulk(found)
    return [cards[pk] for pk in found if pk in cards]


@cache
def _listed() -> Prepared[ArticleQuerySet]:
    return Prepared(
        lambda article: (
            Article.objects.for_listed()
            .filter(related_to__article=article)
            .order_by("related_to__position", "related_to__pk")
        ),
        article=models.BigIntegerField(),
    )


def kept(articles: Collection[int]) -> dict[int, list[Entry]]:
    """The stored lists of these stories, by their keys, each in its order."""
    lists: dict[int, list[Entry]] = {pk: [] for pk in articles}
    rows = RelatedStory.objects.filter(article__in=articles).order_by("position", "pk")
    written = rows.annotate(why=Cast("reasons", models.TextField()))
    found = list(written.values_list("article", "other", "score", "position", "why"))
    # Read as one: those of fifty lists, one after the other, took longer than all else of them.
    reasons = json.loads(f"[{','.join(why for *_entry, why in found)}]")
    for (pk, other, score, place, _why), said in zip(found, reasons, strict=True):
        why = tuple(map(tuple, said))
        lists[pk].append(Entry(other=other, score=score, reasons=why, place=place))
    return lists


def write(lists: Lists, *, before: Lists) -> None:
    """Make the lists of these stories what they are to be; only entries that differ are written.

    Part of a transaction that holds the clock, and read `before` under it. Most lists get one
    entry more: writing them whole took most of the time that others wait for the clock.
    """
    gone: list[Pair] = []
    moved: dict[int, list[Pair]] = defaultdict(list)
    new: list[RelatedStory] = []
    for pk, entries in lists.items():
        places = {entry: entry.place for entry in before[pk]}
        for place, entry in enumerate(entries):
            stood = places.pop(entry, None)
            if stood is None:
                new.append(_row(pk, place, entry))
            elif stood != place:
                moved[place - stood].append((pk, entry.other))
        gone += [(pk, entry.other) for entry in places]
    _change("DELETE FROM {table}", gone)
    for step, pairs in moved.items():
        _change(f"UPDATE {{table}} SET position = position + {step}", pairs)  # noqa: S608  # a number
    RelatedStory.objects.bulk_create(new)


def _row(article: int, place: int, entry: Entry) -> RelatedStory:
    return RelatedStory(
        article_id=article, other_id=entry.other, position=place,
        score=entry.score, reasons=entry.reasons,
    )  # fmt: skip


def _change(statement: str, pairs: Collection[Pair]) -> None:
    """For these entries, each by the story whose list it is on and the one that stands there."""
    if not pairs:
        return
    rows = ", ".join(f"({article}, {other})" for article, other in pairs)
    table = RelatedStory._meta.db_table
    with connection.cursor() as cursor:
        # SQLite finds pairs by their index in a join only.
        cursor.execute(
            f"{statement.format(table=table)} WHERE id IN ("  # noqa: S608  # numbers alone
            f"SELECT id FROM (VALUES {rows}) AS pairs JOIN {table}"
            " ON article_id = pairs.column1 AND other_id = pairs.column2)"
        )
