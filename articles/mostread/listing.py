"""The lists of what is read most, made anew from time to time and kept for looking back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from articles.models import Article, Category, Listing, MostRead, ViewCount
from articles.mostread.ranking import Place, Read, rank
from portal.pagecache import clock

# How often a list is written although it names the same stories, for what it says of their views.
AT_LEAST = timedelta(hours=1)
DAY, WEEK = (timedelta(hours=hours) for hours in MostRead.Window.values)


def compute(at: datetime) -> int:
    """Make the lists of this moment; how many were written.

    Of the whole site and of the sections of the menu, with all that belongs to them.
    """
    sections = list(Category.objects.in_menu().values_list("pk", flat=True))
    stories = _read(at)
    lists = rank(stories, _listed([each.pk for each in stories], sections))
    # Read first, and written after that: SQLite lets nobody else write meanwhile.
    return _write(lists, sections, at)


@transaction.atomic
def forget(at: datetime) -> int:
    """Delete views and lists that are too old at this moment; how many of both."""
    views = ViewCount.objects.filter(hour__lt=at - settings.VIEWS_KEPT).delete()
    lists = MostRead.objects.filter(at__lt=at - timedelta(days=settings.TIME_TRAVEL_DAYS)).delete()
    clock.touch()
    return views[0] + lists[0]


def _read(at: datetime) -> list[Read]:
    """The stories that are live and were opened in the last week."""
    recent = Q(view_counts__hour__gt=at - DAY)
    found = Article.objects.live(at).filter(
        view_counts__hour__gt=at - WEEK, view_counts__hour__lte=at
    )
    rows = (
        found.order_by()
        .values_list("pk", "published_at")
        .annotate(
            day=Coalesce(Sum("view_counts__count", filter=recent), 0),
            week=Sum("view_counts__count"),
        )
    )
    return [
        Read(
            pk=pk,
            published_at=published_at,
            views={MostRead.Window.DAY: day, MostRead.Window.WEEK: week},
        )
        for pk, published_at, day, week in rows
    ]


def _listed(stories: list[int], sections: list[int]) -> Mapping[int, list[int]]:
    listed = defaultdict(list)
    rows = Listing.objects.filter(article__in=stories, category__in=sections)
    for story, section in rows.values_list("article", "category"):
        listed[story].append(section)
    return listed


@transaction.atomic
def _write(
    lists: Mapping[Place, list[tuple[int, int]]], sections: Iterable[int], at: datetime
) -> int:
    """Write the lists that name others than before, or are an hour old."""
    written: list[MostRead] = []
    news: set[str] = set()
    for category in (None, *sections):
        for hours in MostRead.Window.values:
            stories = lists.get((category, hours), [])
            row = MostRead(category_id=category, window=hours, at=at, stories=stories)
            before = MostRead.objects.newest(category, hours)
            if _names_others(row, before):
                news |= set(row.cache_tags())
            elif before is None or at - before.at < AT_LEAST:
                continue
            written.append(row)
    MostRead.objects.bulk_create(written)
    clock.touch(*news)
    return len(written)


def _names_others(row: MostRead, before: MostRead | None) -> bool:
    return row.keys() != (before.keys() if before else [])
