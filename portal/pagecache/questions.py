"""What the page cache asks the database: the clock's number, and whatever changed with it."""

import time
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import F

from portal.pagecache.freshness import PATIENCE, Known
from portal.pagecache.models import Boundary, BoundaryQuerySet, CacheTag, Clock

# Numbers of tags that a process remembers; pages older than the rest are made anew.
REMEMBERED = 10_000
# Moments that are told apart, in seconds back from now, and how often those to come are read anew.
BACK, AGAIN = 86_400, 3_600
# Of the libpq of PostgreSQL: a server that vanished is noticed in seconds, not in hours.
_IMPATIENT = {
    "connect_timeout": 2, "keepalives_idle": 1, "keepalives_interval": 1, "keepalives_count": 3,
    "tcp_user_timeout": 3_000,
}  # fmt: skip

_NUMBER = f"SELECT number FROM {Clock._meta.db_table} WHERE id = 1"  # noqa: S608  # no outer words


def ask(known: Known | None) -> Known:
    """What is known now. Raises what the database raises.

    Only for a thread of its own, whose connection it replaces by one that gives up early.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if not hasattr(connection, "is_impatient"):
        connection = connections[DEFAULT_DB_ALIAS] = _impatient(connection)
    try:
        return read(known)
    except Exception:
        connection.close()
        raise


def read(known: Known | None) -> Known:
    """What is known now, by this thread's connection; one short query where nothing changed."""
    now = time.time()
    number = _number()
    if known and number == known.number and 0 <= now - known.read_at < AGAIN:
        return known
    since = now - BACK
    if known and number < known.number:
        # The database was put back to an earlier day: what was made since is of another world.
        known, since = None, now
    elif known:
        # A clock that was set ahead and back knows nothing of the time between.
        since = max(since, min(known.since, now))
    moments, hides = _boundaries(since)
    # Read after the number: what is stamped meanwhile is taken for newer, which is safe.
    stamped, floor = _stamped(known)
    return Known(
        number=number, stamped=stamped, floor=floor,
        moments=moments, hides=hides, since=since, read_at=now,
    )  # fmt: skip


def _number() -> int:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_NUMBER)
        row = cursor.fetchone()
    return row[0] if row else 0


def _impatient(connection: Any) -> Any:
    """A connection of this thread that gives up early."""
    own = connection.copy()
    own.is_impatient = True
    options = own.settings_dict["OPTIONS"]
    if own.vendor == "sqlite":
        options["timeout"] = PATIENCE
    elif own.vendor == "postgresql":
        options |= _IMPATIENT
    return own


def _stamped(known: Known | None) -> tuple[dict[str, int], int]:
    rows = CacheTag.objects.order_by("-number").values_list("name", "number")
    if known is None:
        newest = dict(rows[:REMEMBERED])
        return newest, min(newest.values()) if len(newest) == REMEMBERED else 0
    newer = dict(rows.filter(number__gt=known.number)[:REMEMBERED])
    if len(known.stamped) + len(newer) > 2 * REMEMBERED or len(newer) == REMEMBERED:
        return _stamped(None)
    return {**known.stamped, **newer}, known.floor


def _boundaries(since: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Moments since then, and those that hide something, also at once by a write."""
    rows = Boundary.objects.filter(at__gt=datetime.fromtimestamp(since, UTC)).order_by("at")
    # What a write did itself is stamped by it.
    passing = rows.exclude(settled_at=F("at"))
    return _seconds(passing), _seconds(rows.filter(hides=True))


def _seconds(rows: BoundaryQuerySet) -> tuple[float, ...]:
    return tuple(moment.timestamp() for moment in rows.values_list("at", flat=True))
