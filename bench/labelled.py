"""The labelled stories of PORTAL_DATA, read in place: what they are, and in which order they come.

On the calendar of their data a story and its event are nearly alone in a week. `dense` folds it
onto so many days that as many stories come on one as in the whole archive that they were taken
from; the days between stories of an event stay what they were.
"""

import gzip
import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.judging import Written
from bench.server import ROOT

FILE = "related-dev/articles.jsonl.gz"
# 37,554 stories came in 3,100 days, and these are 4,858.
FOLDED_DAYS = 400
CALENDARS = ("dated", "dense")
_FIRST = datetime(2012, 1, 1, 6, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A labelled story, and when it is published: those of a day seconds apart."""

    story: Written
    key: str
    at: datetime


def place() -> Path:
    return Path(os.environ.get("PORTAL_DATA", ROOT.parent / "shared" / "data")) / FILE


def read(calendar: str, *, most: int | None = None) -> list[Dated]:
    """The stories in the order of their publication."""
    with gzip.open(place(), "rt") as lines:
        rows = [json.loads(line) for line in lines]
    ordered = sorted(rows, key=lambda row: (_day(row, calendar), row["id"]))[:most]
    return [
        Dated(
            key=row["id"],
            at=_FIRST + timedelta(days=_day(row, calendar), seconds=number),
            story=Written(
                number=number, headline=row["title"], body=row["body"],
                section=row["section"], event=row["event"],
            ),
        )
        for number, row in enumerate(ordered)
    ]  # fmt: skip


def _day(row: dict[str, str], calendar: str) -> int:
    days = date.fromisoformat(row["date"]).toordinal() - _FIRST.toordinal()
    return days % FOLDED_DAYS if calendar == "dense" else days
