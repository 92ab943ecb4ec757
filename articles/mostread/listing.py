"""The lists of what is read most, made anew from time to time and kept for looking back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from articles.models import Article, Category, Listing, MostRead, ViewCount
from articles.mostread.ranking import Place, Read, rank
from portal.pagecache import clock

DAY, WEEK = (timedelta(hours=hours) for hours in MostRead.Window.values)


def compute(at: datetime) -> int:
    """Make the lists of this moment; how many were written.

    Of the whole site and of each category, with all that belongs to it: a front may show what is
    read most of one that is not in the menu.
    """
    sections = list(Category.objects.values_list("pk", flat=True))
    stories = _read(at)
    lists = rank(stories, _listed([each.pk for each in stories], sections))
    # Read first, and written after that: SQLite lets nobody else write meanwhile.
    return _write(lists, sections, at)


@transaction.atomic
def forget(at: datetime) -> int:
    """Delete views that are too old at this moment, and lists that others followed by then.

    How many of both.
    """
    begins = at - timedelta(days=settings.TIME_TRAVEL_DAYS)
    lists = MostRead.objects.alias(of=Coalesce("category", 0))
    followed = lists.filter(
        window=OuterRef("window"), of=OuterRef("of"), at__gt=OuterRef("at"), at__lte=begins
    )
    views = ViewCount.objects.filter(hour__lt=at - settings.VIEWS_KEPT).delete()
    old = lists.filter(Exists(followed), at__lt=begins).delete()
    clock.touch()
    return views[0] + old[0]


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
def _write(lists: Mapping[Place, list[int]], sections: Iterable[int], at: datetime) -> int:
    """Write the lists that name others than before, or in another order."""
    written: list[MostRead] = []
    news: set[str] = set()
    for category in (None, *sections):
        for hours in MostRead.Window.values:
            stories = lists.get((category, hours), [])
            row = MostRead(category_id=category, window=hours, at=at, stories=stories)
            before = MostRead.objects.newest(category, hours)
            if stories != (before.stories if before else []):
                news |= set(row.cache_tags())
                written.append(row)
    MostRead.objects.bulk_create(written)
    clock.touch(*news)
    return len(written)
