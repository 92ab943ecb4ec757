"""Lexemes that are no words: when, where and in which language a story was published.

They stand in the index beside the words, so that a common word is found in the newest stories
alone.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

EVERY = "@all"


def category(number: int) -> str:
    return f"@c{number}"


def tag(number: int) -> str:
    return f"@t{number}"


def tongue(code: str) -> str:
    return f"@l{code}"


def of_time(moment: datetime) -> tuple[str, ...]:
    month = _month(moment)
    return (f"@m{month}", f"@q{month // 3}", f"@y{month // 12}")


def windows(since: datetime, until: datetime) -> Iterator[tuple[str, ...]]:
    """The marks of each stretch of time between the moments, from the newest to the oldest.

    This month, the rest of two quarters, the rest of the year, years, and after six of these
    longer ones. The first and the last have all of their months, whatever the day.
    """
    oldest, newest = _month(since), _month(until)
    for start in _starts(newest):
        if found := tuple(_cover(max(start, oldest), newest)):
            yield found
        newest = min(newest, start - 1)
        if newest < oldest:
            return


def _month(moment: datetime) -> int:
    """Months since the year 0, in UTC."""
    day = moment.astimezone(UTC)
    return day.year * 12 + day.month - 1


def _starts(newest: int) -> Iterator[int]:
    year = newest // 12
    yield from (newest, (newest // 3 - 1) * 3, year * 12)
    for step in count():
        year -= 2 ** (step // 6)
        yield year * 12


def _cover(first: int, last: int) -> Iterator[str]:
    """All months from the first to the last, by years and quarters where these are whole."""
    while last >= first:
        for name, length in (("y", 12), ("q", 3), ("m", 1)):
            if last % length == length - 1 and last - length + 1 >= first:
                yield f"@{name}{last // length}"
                last -= length
                break
