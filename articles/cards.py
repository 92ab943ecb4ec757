"""Stories with all that their cards print, in two queries however many they are."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models

from articles.models import Article, Byline
from articles.models.stories import ArticleQuerySet
from portal.prepared import Loaded, Prepared

_KEY = models.BigIntegerField()


def by_number(wanted: Collection[int], *, at: datetime) -> dict[int, Article]:
    """Those of these stories that readers may open at this moment."""
    if not wanted:
        return {}
    numbers = dict(zip(_names(len(wanted)), wanted, strict=True))
    stories = {each.pk: each for each in _stories(len(wanted))(at=at, **numbers)}
    written = defaultdict(list)
    for byline in _bylines(len(wanted))(**numbers):
        written[byline.article_id].append(byline)
    for pk, story in stories.items():
        story._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "bylines": Loaded(Byline, written[pk])
        }
    return stories


@lru_cache(maxsize=128)
def _stories(count: int) -> Prepared[ArticleQuerySet]:
    def build(at: Any, **numbers: Any) -> ArticleQuerySet:
        return Article.objects.live(at).for_teasers().filter(pk__in=numbers.values())

    return Prepared(build, at=models.DateTimeField(), **dict.fromkeys(_names(count), _KEY))


@lru_cache(maxsize=128)
def _bylines(count: int) -> Prepared[models.QuerySet[Byline]]:
    def build(**numbers: Any) -> models.QuerySet[Byline]:
        return Byline.in_order().filter(article__pk__in=numbers.values())

    return Prepared(build, **dict.fromkeys(_names(count), _KEY))


def _names(count: int) -> list[str]:
    return [f"number_{place}" for place in range(count)]
