"""Nothing goes live here that was not live there for everybody."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.moving.fates import Decided, Fate, decide
from portal.moving.records import Item

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
BEFORE, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("status", "at", "password", "fate", "reason"),
    [
        ("publish", BEFORE, "", Fate.PUBLISHED, ""),
        ("future", LATER, "", Fate.SCHEDULED, ""),
        # It was published there since the export was made.
        ("future", BEFORE, "", Fate.PUBLISHED, ""),
        ("publish", LATER, "", Fate.SCHEDULED, ""),
        ("publish", BEFORE, "secret", Fate.DRAFT, "password"),
        ("future", LATER, "secret", Fate.DRAFT, "password"),
        ("publish", None, "", Fate.DRAFT, "without-date"),
        ("private", BEFORE, "", Fate.DRAFT, "private"),
        ("pending", None, "", Fate.IN_REVIEW, ""),
        ("draft", None, "", Fate.DRAFT, ""),
        ("draft", None, "secret", Fate.DRAFT, ""),
        ("auto-draft", None, "", Fate.SKIPPED, "auto-draft"),
        ("trash", BEFORE, "", Fate.SKIPPED, "trash"),
        ("pitch", BEFORE, "", Fate.DRAFT, "unknown-state"),
        ("", BEFORE, "", Fate.DRAFT, "unknown-state"),
        ("PUBLISH", BEFORE, "", Fate.DRAFT, "unknown-state"),
    ],
)
def test_each_state_has_its_fate(status, at, password, fate, reason):
    item = Item(id="1", kind="post", status=status, at=at, password=password)

    assert decide(item, at=NOW) == Decided(fate=fate, reason=reason)
