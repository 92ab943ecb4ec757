"""What the newsroom's clocks show at a moment, and at which moment they show what was typed."""

import json
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from django.utils import timezone

# What a field that is typed into may need at once; later, an hour more or less does not matter.
YEARS = 3
DAY = timedelta(days=1)


def wall(moment: datetime) -> datetime:
    """What the clocks show, to the second."""
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0)


def typed(value: Any) -> datetime | None:
    """What the clocks show at the moment that a browser's field holds, if it holds one."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except (TypeError, ValueError):
        return None


def understood(value: Any) -> datetime | None:
    """The moment that stands in a field; of two that look alike the earlier, of none nothing."""
    shown = typed(value)
    if shown is None or is_skipped(shown):
        return None
    try:
        return shown.replace(tzinfo=timezone.get_current_timezone()).astimezone(UTC)
    except OverflowError:
        return None


def is_skipped(shown: datetime | None) -> bool:
    """Whether clocks never show it, as they are put forward."""
    if shown is None or not 2 < shown.year < 9998:
        return False
    zone = timezone.get_current_timezone()
    return shown.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != shown


def offsets_json() -> str:
    """Since when clocks are how far from UTC: pairs of seconds, the earliest first."""
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return json.dumps(_offsets(timezone.get_current_timezone(), today.year))


@lru_cache(maxsize=8)
def _offsets(zone: tzinfo, year: int) -> list[list[int]]:
    moment, end = datetime(year - 1, 1, 1, tzinfo=UTC), datetime(year + YEARS, 1, 1, tzinfo=UTC)
    found = [[int(moment.timestamp()), _offset(zone, moment)]]
    while moment < end:
        if _offset(zone, moment + DAY) != found[-1][1]:
            changes = _change(zone, moment, moment + DAY)
            found.append([int(changes.timestamp()), _offset(zone, changes)])
        moment += DAY
    return found


def _offset(zone: tzinfo, moment: datetime) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """The first second with the later offset."""
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == _offset(zone, after):
            after = middle
        else:
            before = middle
    return after
