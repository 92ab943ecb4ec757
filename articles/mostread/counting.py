"""Adds views to those of the hour, and forgets them in time."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import batched

from django.db import connection, transaction

from articles.models import Article, ViewCount

HOUR = 3_600
# Rows of one statement, of three parameters each: SQLite takes 32,766.
_AT_ONCE = 5_000


@transaction.atomic
def add(views: Mapping[tuple[int, int], int]) -> None:
    """Add so many views of stories, by their keys, in hours, counted from 1970.

    Whatever else has a number was opened by nobody: only stories that are live now count. In order,
    so that two who add at once do not wait for each other.
    """
    stories = {story for story, _hour in views}
    live = set(Article.objects.live().filter(pk__in=stories).values_list("pk", flat=True))
    known = sorted(key for key in views if key[0] in live)
    for some in batched(known, _AT_ONCE):
        _add([(story, hour, views[story, hour]) for story, hour in some])


def _add(rows: list[tuple[int, int, int]]) -> None:
    """In one statement, which the ORM does not have: one that adds to what is there."""
    table, moment = ViewCount._meta.db_table, ViewCount._meta.get_field("hour")
    places = ", ".join(["(%s, %s, %s)"] * len(rows))
    sql = (
        f"INSERT INTO {table} (article_id, hour, count) VALUES {places} "  # noqa: S608  # no outer words
        f"ON CONFLICT (article_id, hour) DO UPDATE SET count = {table}.count + excluded.count"
    )
    given = [
        value
        for story, hour, count in rows
        for value in (story, moment.get_db_prep_save(_moment(hour), connection), count)
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def _moment(hour: int) -> datetime:
    return datetime.fromtimestamp(hour * HOUR, UTC)
