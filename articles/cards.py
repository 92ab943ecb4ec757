"""Stories with all that their cards print, in two queries however many they are."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models

from articles.models import Article, Byline, Image
from articles.models.stories import ArticleQuerySet
from portal.prepared import Loaded, Prepared

_KEY = models.BigIntegerField()


def by_number(
    wanted: Collection[int], *, at: datetime, images: Mapping[int, int] | None = None
) -> dict[int, Article]:
    """Those of these stories that readers may open at this moment.

    `images` are the keys of those that some have instead of their own, by the keys of the stories.
    """
    if not wanted:
        return {}
    numbers = dict(zip(_names(len(wanted)), wanted, strict=True))
    others = dict(images or {})
    stories = _loaded(numbers, others, at)
    written = defaultdict(list)
    for byline in _bylines(len(wanted))(**numbers):
        written[byline.article_id].append(byline)
    for pk, story in stories.items():
        story._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "bylines": Loaded(Byline, written[pk])
        }
    return stories


def _loaded(numbers: dict[str, int], images: dict[int, int], at: datetime) -> dict[int, Article]:
    of = dict(zip(_names(len(images), "of"), images, strict=True))
    own = dict(zip(_names(len(images), "own"), images.values(), strict=True))
    found = _stories(len(numbers), len(images))(at=at, **numbers, **of, **own)
    stories = {each.pk: each for each in found}
    for pk, image in images.items():
        if pk in stories and (picture := stories[pk]._own):  # type: ignore[attr-defined]
            stories[pk].lead_image = Image.from_db(None, ["id", "picture"], [image, picture])
    return stories


@lru_cache(maxsize=128)
def _stories(count: int, images: int) -> Prepared[ArticleQuerySet]:
    def build(at: Any, **numbers: Any) -> ArticleQuerySet:
        wanted = [numbers[name] for name in _names(count)]
        stories = Article.objects.live(at).for_teasers().filter(pk__in=wanted)
        if not images:
            return stories
        pairs = zip(_names(images, "of"), _names(images, "own"), strict=True)
        whens = [models.When(pk=numbers[story], then=numbers[image]) for story, image in pairs]
        stories = stories.annotate(_instead=models.Case(*whens, output_field=_KEY))
        own = Image.objects.filter(pk=models.OuterRef("_instead")).values("picture")
        return stories.annotate(_own=models.Subquery(own))

    names = [*_names(count), *_names(images, "of"), *_names(images, "own")]
    return Prepared(build, at=models.DateTimeField(), **dict.fromkeys(names, _KEY))


@lru_cache(maxsize=128)
def _bylines(count: int) -> Prepared[models.QuerySet[Byline]]:
    def build(**numbers: Any) -> models.QuerySet[Byline]:
        return Byline.in_order().filter(article__pk__in=numbers.values())

    return Prepared(build, **dict.fromkeys(_names(count), _KEY))


def _names(count: int, kind: str = "number") -> list[str]:
    return [f"{kind}_{place}" for place in range(count)]
