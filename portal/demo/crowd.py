"""Readers of the demo: how often they opened its stories in the week before it was made."""

import random
from datetime import datetime

from articles.models import Article
from articles.mostread import counting, listing

# Seconds of an hour; hours of a week; in how many hours interest in a story halves.
HOUR, WEEK, HALVES = 3_600, 168, 30


def read(now: datetime) -> None:
    """Some stories are read by many, most by few, and each by fewer as it grows old."""
    chance = random.Random(20)
    this_hour = int(now.timestamp()) // HOUR
    for story in Article.objects.live(now).newest_first():
        assert story.published_at  # noqa: S101  # for the type checker: it is live
        liked = 40 * chance.paretovariate(1.5)
        first = int(story.published_at.timestamp()) // HOUR
        hours = range(max(first, this_hour - WEEK), this_hour + 1)
        views = {(story.pk, hour): int(liked * 0.5 ** ((hour - first) / HALVES)) for hour in hours}
        counting.add({key: count for key, count in views.items() if count})
    listing.compute(now)
