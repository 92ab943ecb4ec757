"""What stands where on a list once editors' choices count: pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

PINNED = "pinned"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One story of a list, by its number, with the pairs of code and subject that put it there.

    `place` is where it is stored, if it is: gaps are left by what went.
    """

    other: int
    score: float = 0.0
    reasons: tuple[tuple[str, ...], ...] = ()
    place: int | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A story that an editor put first, and the editor's name."""

    other: int
    by: str


def arranged(
    entries: Sequence[Entry], *, pins: Sequence[Pin], blocked: Collection[int], limit: int
) -> list[Entry]:
    """Pins in their order, then the other entries in theirs, without what is blocked.

    A story that is not pinned any more keeps the reasons of its own; if it has none, it goes.
    """
    known = {entry.other: _by_itself(entry) for entry in entries}
    first = [
        replace(entry, reasons=((PINNED, pin.by), *entry.reasons))
        for pin in pins
        for entry in [known.pop(pin.other, Entry(other=pin.other))]
    ]
    rest = [each for each in known.values() if each.reasons and each.other not in blocked]
    return [*first, *rest][:limit]


def _by_itself(entry: Entry) -> Entry:
    """The entry without what editors decided of it."""
    return replace(entry, reasons=tuple(each for each in entry.reasons if each[:1] != (PINNED,)))
