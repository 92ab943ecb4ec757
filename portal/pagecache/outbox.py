"""What caches in front have yet to hear: written with the change, sent after it, until it is done.

Each purge is sent more than once. A page that was asked for just before the commit may arrive at
the cache just after the first, and would stay there.
"""

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Count, Max, Min
from django.tasks import task
from django.utils import timezone

from portal.pagecache.models import Purge
from portal.pagecache.purgers import Purger, Unpurged, purger, without_token

logger = logging.getLogger(__name__)

# After each time it was sent, how long until the next: an answer from before the commit is on its
# way for a moment, after the moment for which a process believes what it knew. The last time is for
# whatever took longer.
AGAIN = (timedelta(seconds=0.55), timedelta(seconds=20))
LONGEST_PAUSE = timedelta(minutes=10)
# Rows that are taken at once, and seconds for which a thread stays to send some again.
BATCH, SOON = 200, 1.0


@dataclass(frozen=True, kw_only=True)
class Unheard:
    """So many changes, since that moment; `why` is what the last attempt met."""

    target: str
    count: int
    since: datetime
    why: str


def put(tags: Iterable[str]) -> None:
    """Write down that these tags were stamped, for each cache, in the transaction that did so."""
    if not settings.EDGE_PURGE:
        return
    now, names = timezone.now(), sorted(set(tags))
    Purge.objects.bulk_create(
        Purge(target=without_token(target), tags=names, next_at=now)
        for target in settings.EDGE_PURGE
    )
    transaction.on_commit(_SENDER.begin, robust=True)
    # A second later the worker sends what this process did not get done.
    transaction.on_commit(send_purges.enqueue, robust=True)


def send() -> tuple[int, int]:
    """Send what is due; how many rows were told, and how many could not be.

    Two who do so at once tell some of them twice, which does no harm.
    """
    told = failed = 0
    for target in set(Purge.objects.due().values_list("target", flat=True)):
        rows = list(Purge.objects.due().filter(target=target)[:BATCH])
        if _told(target, rows):
            told += len(rows)
        else:
            failed += len(rows)
    return told, failed


def send_all() -> tuple[int, int]:
    """Send what is due now and within a second; as `send`, for both together."""
    told, failed = send()
    while (pause := _pause()) is not None:
        time.sleep(pause)
        more = send()
        told, failed = told + more[0], failed + more[1]
    return told, failed


@task
def send_purges() -> None:
    send_all()


def unheard() -> list[Unheard]:
    """What caches that stand in front could not be told even once, and will be told again."""
    targets = [without_token(target) for target in settings.EDGE_PURGE]
    found = Purge.objects.filter(failed__gt=0, sent=0, target__in=targets).values("target")
    said = found.annotate(count=Count("pk"), since=Min("changed_at"), why=Max("error"))
    return [Unheard(**each) for each in said.order_by("target")]


def _told(target: str, rows: list[Purge]) -> bool:
    cache = _purgers().get(target)
    if cache is None:
        # It stands in front no more.
        _forget(rows)
        return True
    try:
        cache.purge(sorted({tag for row in rows for tag in row.tags}))
    except Unpurged as error:
        logger.error("%s was not told what changed: %s", target, error)
        _put_off(target, max(row.failed for row in rows), str(error))
        return False
    _note(rows)
    return True


def _purgers() -> dict[str, Purger]:
    return {without_token(target): purger(target) for target in settings.EDGE_PURGE}


def _note(rows: list[Purge]) -> None:
    now = timezone.now()
    _forget(row for row in rows if row.sent == len(AGAIN))
    for sent, pause in enumerate(AGAIN):
        keys = [row.pk for row in rows if row.sent == sent]
        if sent == 0:
            pause += timedelta(seconds=settings.PAGE_CACHE["TRUST"])
        Purge.objects.filter(pk__in=keys).update(
            sent=sent + 1, failed=0, error="", next_at=now + pause
        )


def _put_off(target: str, failed: int, error: str) -> None:
    """All that the cache has yet to hear waits, longer each time; of all this is now the reason."""
    pause = min(timedelta(seconds=2**failed), LONGEST_PAUSE)
    due = Purge.objects.due().filter(target=target)
    due.update(failed=min(failed + 1, 20), next_at=timezone.now() + pause)
    # What a cache answers may be anything.
    said = "".join(sign if sign.isprintable() else " " for sign in error).strip()
    most = Purge._meta.get_field("error").max_length
    told = Purge.objects.filter(target=target, failed__gt=0)
    # Of a long backlog nothing is written anew while the reason is the same.
    told.exclude(error=said[:most]).update(error=said[:most])


def _forget(rows: Iterable[Purge]) -> None:
    Purge.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _pause() -> float | None:
    """Seconds until something is due that is due soon, else nothing."""
    next_at = Purge.objects.order_by("next_at").values_list("next_at", flat=True).first()
    left = (next_at - timezone.now()).total_seconds() if next_at else SOON
    return max(left, 0.0) if left < SOON else None


class _Sender:
    """A thread that sends what this process committed, at once and again; nobody waits for it.

    What it does not get done, because the process ends or a cache is away, others do later.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._is_wanted = self._is_running = False

    def begin(self) -> None:
        with self._changed:
            self._is_wanted = True
            self._changed.notify()
            if not self._is_running:
                self._is_running = True
                threading.Thread(target=self._run, name="purges", daemon=True).start()

    def _run(self) -> None:
        try:
            while self._goes_on(_pause()):
                send()
        except Exception:  # others send it later, if only the next finds a thread
            logger.exception("What changed could not be told at once")
            with self._changed:
                self._is_running = False
        finally:
            connections.close_all()

    def _goes_on(self, pause: float | None) -> bool:
        with self._changed:
            if pause is not None and not self._is_wanted:
                self._changed.wait(pause)
            goes_on = self._is_running = self._is_wanted or pause is not None
            self._is_wanted = False
            return goes_on


_SENDER = _Sender()
