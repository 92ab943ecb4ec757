"""What follows from a write while nobody waits: verbs ask for it, it is done after their commit.

A row says so until it is done, so that a task may run twice, late, or never: the periodic one
does what is left.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import batched

from django.db import connection, transaction
from django.db.models import Count, Min
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.models import Upkeep

logger = logging.getLogger(__name__)

type Handler = Callable[[int, int], int | None]

# For each kind of subject what is done, by name: it may ask for upkeep itself. Called with the
# number of the subject and the last story that was done of it, at first 0, it returns the last one
# it did, or None when nothing is left.
HANDLERS = {
    "article": "articles.related.following.follow",
    "author": "articles.search.following.author",
    "category": "articles.search.following.category",
    "search": "articles.search.following.every",
    "tag": "articles.related.following.tag",
}
# Rows that are done at one go, others of the task's queue waiting.
MOST = 500
# Whoever does not end it by then has died, and it is done again.
TAKEN = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=1)
# What waits for longer, nobody does.
PATIENCE = timedelta(minutes=10)

# One run does no more work than that begins in it.
LONGEST_RUN = timedelta(seconds=30)
# What no verb asked for lets those go first that a verb asks for meanwhile.
LATER = timedelta(seconds=30)
# Subjects of one statement.
AT_ONCE = 1_000

_ASK = f"""
    INSERT INTO {Upkeep._meta.db_table} (subject, asked, reached, failures, asked_at, next_at)
    VALUES {{rows}}
    ON CONFLICT (subject) DO UPDATE SET
        asked = {Upkeep._meta.db_table}.asked + 1, reached = 0, failures = 0,
        next_at = excluded.next_at
"""  # noqa: S608  # of our own words


@dataclass(frozen=True, kw_only=True)
class Done:
    """How many subjects were brought up to date, as far as one step leads, and how many not."""

    done: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class Late:
    """So many subjects have waited for longer than PATIENCE, the first since that moment."""

    count: int
    since: datetime


def want(*subjects: str) -> None:
    """Have what hangs on these computed anew, such as article:12, once this write is committed.

    Call it before the clock is held or touched.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        # In one order for all, or two writes would wait for each other.
        for some in batched(sorted(set(subjects)), AT_ONCE):
            rows = ", ".join(["(%s, 1, 0, 0, %s, %s)"] * len(some))
            params = [param for subject in some for param in (subject, now, now)]
            cursor.execute(_ASK.format(rows=rows), params)
    # A queue out of reach is no reason for an error: the row is there, the tick sees it.
    transaction.on_commit(catch_up_soon.enqueue, robust=True)


def want_later(*subjects: str) -> None:
    """The same of what no write changed; one that is asked for already is left as it is."""
    at = timezone.now() + LATER
    rows = [Upkeep(subject=subject, next_at=at) for subject in sorted(set(subjects))]
    Upkeep.objects.bulk_create(rows, ignore_conflicts=True)


def is_known(subject: str) -> bool:
    """Whether anything is ever computed because of this."""
    kind, _colon, number = subject.partition(":")
    return kind in HANDLERS and number.isdecimal()


def catch_up(*, limit: int = MOST) -> Done:
    """Do what is due, each by itself, the longest waiting first, until LONGEST_RUN is over.

    Two who do so at once share it; a write that asks again meanwhile has it done again.
    """
    outcomes: list[bool | None] = []
    until = timezone.now() + LONGEST_RUN
    while (
        len(outcomes) < limit and timezone.now() < until and (row := Upkeep.objects.due().first())
    ):
        outcomes.append(_do(row))
    return Done(done=outcomes.count(True), failed=outcomes.count(False))


@task
def catch_up_soon() -> None:
    catch_up()


def late() -> Late | None:
    """What waits for longer than it should; nothing that goes on step by step."""
    waiting = Upkeep.objects.filter(asked_at__lt=timezone.now() - PATIENCE)
    found = waiting.exclude(reached__gt=0, failures=0).aggregate(
        count=Count("pk"), since=Min("asked_at")
    )
    return Late(**found) if found["count"] else None


def _do(row: Upkeep) -> bool | None:
    """Whether it was done; None if somebody else is at it."""
    now = timezone.now()
    # No lock is held meanwhile: what asks again waits for nobody, and leaves the row to be found.
    mine = Upkeep.objects.filter(pk=row.pk, asked=row.asked)
    if not mine.filter(next_at=row.next_at).update(next_at=now + TAKEN):
        return None
    try:
        reached = _done(row)
    except Exception:  # one subject that cannot be computed must not keep the others waiting
        logger.exception("What follows from a change of %s was not computed", row.subject)
        pause = min(timedelta(seconds=15 * 2**row.failures), LONGEST_PAUSE)
        mine.update(failures=min(row.failures + 1, 20), next_at=timezone.now() + pause)
        return False
    if reached is None:
        mine.delete()
    else:
        mine.update(reached=reached, failures=0, next_at=timezone.now())
    return True


def _done(row: Upkeep) -> int | None:
    kind, _colon, number = row.subject.partition(":")
    handler: Handler = import_string(HANDLERS[kind])
    return handler(int(number), row.reached)
