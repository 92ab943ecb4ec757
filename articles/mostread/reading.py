"""What readers are shown as most read, and what editors are told of views."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q, Subquery, Sum
from django.db.models.functions import Coalesce

from articles.models import Article, MostRead, ViewCount
from articles.models.stories import ArticleQuerySet
from articles.mostread.ranking import LONGEST
from portal.prepared import Prepared

# Headlines of each list.
SHOWN = 10
DAY, WEEK = (timedelta(hours=hours) for hours in MostRead.Window.values)

_KEYS = [f"key_{place}" for place in range(2 * LONGEST)]


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Stories with all that `for_teasers` loads, the most read first; false if there are none.

    Of the `named` some may not be live now.
    """

    day: list[Article]
    week: list[Article]
    named: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.day or self.week)

    def cache_tags(self) -> list[str]:
        """Those of whatever changes the lists besides being made anew."""
        return [f"article:{pk}" for pk in self.named]


def shown(category: int | None, *, at: datetime) -> Lists:
    """Those of the site or of a category, by its key, at this moment; two queries.

    Whatever was read most, only stories that are live then are on them.
    """
    lists = keys(category, at=at)
    return lists_of(lists, _live(named_in(lists), at))


def named_in(lists: Mapping[int, list[int]]) -> frozenset[int]:
    return frozenset(pk for stories in lists.values() for pk in stories)


def lists_of(lists: Mapping[int, list[int]], found: Mapping[int, Article]) -> Lists:
    """What is shown of these lists of keys, by their hours, when these stories are live."""

    def live(hours: int) -> list[Article]:
        return [found[pk] for pk in lists.get(hours, []) if pk in found][:SHOWN]

    day, week = live(MostRead.Window.DAY), live(MostRead.Window.WEEK)
    return Lists(day=day, week=week, named=named_in(lists))


def keys(category: int | None, *, at: datetime) -> dict[int, list[int]]:
    """The keys of both lists as they were at this moment, by their hours, whatever is live."""
    given = {"category": category} if category else {}
    return {row.window: row.stories for row in _newest(bool(category))(at=at, **given)}


def views(pks: Collection[int], *, at: datetime) -> dict[int, tuple[int, int]]:
    """How often these stories were opened in the 24 hours and the 7 days before; one query."""
    recent = Q(hour__gt=at - DAY)
    rows = ViewCount.objects.filter(article__in=pks, hour__gt=at - WEEK, hour__lte=at).order_by()
    counted = rows.values_list("article").annotate(
        day=Coalesce(Sum("count", filter=recent), 0), week=Sum("count")
    )
    return dict.fromkeys(pks, (0, 0)) | {pk: (day, week) for pk, day, week in counted}


def _live(wanted: Collection[int], at: datetime) -> Mapping[int, Article]:
    if not wanted:
        return {}
    # One statement however many they are: a key that is asked for twice is found once.
    filled = [*wanted, *[min(wanted)] * (len(_KEYS) - len(wanted))]
    return {story.pk: story for story in _STORIES(at=at, **dict(zip(_KEYS, filled, strict=True)))}


def _stories(at: Any, **numbers: Any) -> ArticleQuerySet:
    return Article.objects.live(at).for_teasers().filter(pk__in=numbers.values())


_STORIES = Prepared(
    _stories, at=models.DateTimeField(), **dict.fromkeys(_KEYS, models.BigIntegerField())
)


@cache
def _newest(is_of_category: bool) -> Prepared[models.QuerySet[MostRead]]:
    """The list of each window that was written last before a moment."""

    def build(at: Any, category: Any = None) -> models.QuerySet[MostRead]:
        before = MostRead.objects.filter(category=category, at__lte=at).order_by("-at", "-pk")
        newest = [
            Subquery(before.filter(window=hours).values("pk")[:1])
            for hours in MostRead.Window.values
        ]
        return MostRead.objects.filter(Q(pk=newest[0]) | Q(pk=newest[1]))

    slots = {"category": models.BigIntegerField()} if is_of_category else {}
    return Prepared(build, at=models.DateTimeField(), **slots)
