"""What becomes of an item here, by what it was there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.moving.records import Item


class Fate(StrEnum):
    """The state that a story comes in; or that it does not come."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    IN_REVIEW = "in_review"
    DRAFT = "draft"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """`reason` is a code, where it comes in another state than it had, or not at all."""

    fate: Fate
    reason: str = ""


STATES = {
    "publish": Fate.PUBLISHED,
    "future": Fate.SCHEDULED,
    "pending": Fate.IN_REVIEW,
    "draft": Fate.DRAFT,
    "trash": Fate.SKIPPED,
    # What the editor begins by itself when somebody opens an empty form.
    "auto-draft": Fate.SKIPPED,
}


def decide(item: Item, *, at: datetime) -> Decided:
    """What becomes of a post or a page at that moment.

    One that only some readers could open stays a draft: nobody else may have it now. What was
    scheduled is so still, or was published meanwhile.
    """
    fate = STATES.get(item.status, Fate.DRAFT)
    if fate is Fate.SKIPPED:
        return Decided(fate=fate, reason=item.status)
    if item.status not in STATES:
        return Decided(fate=fate, reason="private" if item.status == "private" else "unknown-state")
    if fate not in (Fate.PUBLISHED, Fate.SCHEDULED):
        return Decided(fate=fate)
    if item.password:
        return Decided(fate=Fate.DRAFT, reason="password")
    if item.at is None:
        return Decided(fate=Fate.DRAFT, reason="without-date")
    return Decided(fate=Fate.SCHEDULED if item.at > at else Fate.PUBLISHED)
