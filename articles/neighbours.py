"""What stands around a story: its corrections, its series, and the stories before and after it.

One query reads all of that.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from articles.models import Article, Correction, Listing
from portal.prepared import Prepared
from portal.site.address import path

PARTS = 10
_KEY, _MOMENT = models.BigIntegerField(), models.DateTimeField()


@dataclass(frozen=True, kw_only=True)
class Link:
    """A story as a line that leads to it; `place` is its number in a series."""

    pk: int
    headline: str
    url: str
    language: str
    place: int = 0


@dataclass(frozen=True, kw_only=True)
class Said:
    """A correction as readers have it."""

    pk: int
    kind: str
    text: str
    made_at: datetime

    @property
    def label(self) -> str:
        return str(Correction.Kind(self.kind).label)

    @property
    def anchor(self) -> str:
        return f"correction-{self.pk}"

    @property
    def is_retraction(self) -> bool:
        return self.kind == Correction.Kind.RETRACTION


@dataclass(frozen=True, kw_only=True)
class InSeries:
    """The series of a story with its live parts in their order, at most PARTS on each side.

    A part's place is its number among all that are not in the trash, so it keeps it when others
    come or go. `place` is that of the story, 0 if readers do not have it. `total` is the highest
    number that readers have, or how many parts are planned.
    """

    pk: int
    title: str
    url: str
    total: int
    parts: tuple[Link, ...]
    place: int
    is_whole: bool

    @property
    def before(self) -> Link | None:
        return next((each for each in reversed(self.parts) if each.place < self.place), None)

    @property
    def after(self) -> Link | None:
        behind = (each for each in self.parts if each.place > self.place)
        return next(behind, None) if self.place else None


@dataclass(frozen=True, kw_only=True)
class Around:
    """All of it; what there is not is None or empty."""

    corrections: tuple[Said, ...] = ()
    series: InSeries | None = None
    older: Link | None = None
    newer: Link | None = None

    @property
    def retraction(self) -> Said | None:
        return next((each for each in self.corrections if each.is_retraction), None)

    @property
    def cache_tags(self) -> list[str]:
        """What the page of the story depends on by naming these."""
        parts = self.series.parts if self.series else ()
        links = [each for each in (self.older, self.newer, *parts) if each]
        own = [f"series:{self.series.pk}"] if self.series else []
        return [*own, *(f"article:{each.pk}" for each in links)]


class _Row(NamedTuple):
    what: str
    pk: int
    at: datetime
    words: str
    about: str
    slug: str
    section: str
    place: int
    series: int
    series_title: str
    series_slug: str
    planned: int
    is_live: bool


def around(article: Article) -> Around:
    """What stands around a story now; needs `category` and its parent loaded.

    One that readers never had has no stories before and after it.
    """
    rows = _read(article)
    return Around(
        corrections=tuple(
            Said(pk=row.pk, kind=row.about, text=row.words, made_at=row.at)
            for row in sorted(rows["correction"], key=lambda row: (row.at, row.pk), reverse=True)
        ),
        series=_series(article, sorted(rows["part"], key=lambda row: (row.place, row.pk))),
        older=next(map(_link, rows["older"]), None),
        newer=next(map(_link, rows["newer"]), None),
    )


def pages_beside(stories: Collection[int]) -> set[str]:
    """The tags of the pages that lead to these live stories from those before and after each.

    Of every section that lists one. Read with the clock held, or a story that comes in between at
    once would be missed.
    """
    if not stories:
        return set()
    now = timezone.now()
    places = (OuterRef("article_id"), OuterRef("category"), OuterRef("published_at"))
    found = Listing.objects.filter(article__in=stories, category__parent=None).values_list(
        *(Subquery(_next(now, *places, way).values("pk")) for way in ("older", "newer"))
    )
    return {f"beside:{pk}" for pair in found for pk in pair if pk}


def _next(at: Any, story: Any, section: Any, moment: Any, way: str) -> QuerySet[Article]:
    """The live story next to a moment in a section, in one walk of an index."""
    beyond, order = ("gt", "") if way == "newer" else ("lt", "-")
    date, key = "listings__published_at", "listings__article"
    return (
        Article.objects.live(at)
        .filter(
            # This alone bounds the walk; of the same moment the number decides.
            Q(**{f"{date}__{beyond}e": moment}),
            Q(**{f"{date}__{beyond}": moment}) | Q(**{f"{key}__{beyond}": story}),
            listings__category=section,
        )
        .order_by(f"{order}{date}", f"{order}listings__article_id")[:1]
    )


def _all(at: Any, story: Any, section: Any, moment: Any) -> QuerySet[Any, Any]:
    kept = Article.objects.kept().filter(series_part__series__parts__article=story)
    parts = _links("part", kept.telling_live(at))
    beside = [
        _links(
            way,
            Article.objects.filter(
                pk=Subquery(_next(at, story, section, moment, way).values("pk"))
            ),
        )
        for way in ("older", "newer")
    ]
    said = Correction.objects.public().filter(article=story)
    empty = [Value(""), Value(""), Value(0), Value(0), Value(""), Value(""), Value(0), Value(True)]
    corrections = said.values_list(Value("correction"), "pk", "made_at", "text", "kind", *empty)
    return parts.union(*beside, corrections, all=True)


def _links(what: str, stories: QuerySet[Article]) -> QuerySet[Any, Any]:
    series: list[Any] = [Value(0), Value(0), Value(""), Value(""), Value(0), Value(True)]
    if what == "part":
        own = "series_part__series"
        series = ["series_part__position", own, f"{own}__title", f"{own}__slug"]
        series += [Coalesce(f"{own}__planned_parts", 0), "live_then"]
    headline = Coalesce(NullIf("front_headline", Value("")), F("headline"))
    section = Coalesce("category__parent__slug", "category__slug")
    return stories.order_by().values_list(
        Value(what), "pk", "published_at", headline, "language", "slug", section, *series
    )


_AROUND = Prepared(_all, at=_MOMENT, story=_KEY, section=_KEY, moment=_MOMENT)


def _read(article: Article) -> dict[str, list[_Row]]:
    rows: dict[str, list[_Row]] = {"correction": [], "part": [], "older": [], "newer": []}
    now = timezone.now()
    # No section's number, where there is no place to be found in one.
    section = article.category.top.pk if article.category and article.published_at else 0
    moment = article.published_at or now
    found = _AROUND(at=now, story=article.pk, section=section, moment=moment)
    for row in map(_Row._make, found):
        rows[row.what].append(row)
    return rows


def _link(row: _Row, place: int = 0) -> Link:
    url = path("article", row.section, row.pk, row.slug)
    return Link(pk=row.pk, headline=row.words, url=url, language=row.about, place=place)


def _series(article: Article, rows: list[_Row]) -> InSeries | None:
    parts = tuple(_link(row, place) for place, row in enumerate(rows, start=1) if row.is_live)
    if not parts:
        return None
    first = rows[0]
    here = next((index for index, each in enumerate(parts) if each.pk == article.pk), None)
    shown = parts[max((here or 0) - PARTS, 0) : (here or 0) + PARTS + 1]
    return InSeries(
        pk=first.series,
        title=first.series_title,
        url=path("series", first.series_slug),
        total=max(parts[-1].place, first.planned),
        parts=shown,
        place=0 if here is None else parts[here].place,
        is_whole=len(shown) == len(parts),
    )
