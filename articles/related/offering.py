"""Where a story goes on the list of another: pure."""

from collections.abc import Collection, Sequence

from articles.related.arranging import PINNED, Entry
from articles.related.ranking import BACKGROUND, lifted


def offered(
    entries: Sequence[Entry], new: Entry, *, copies: Collection[int], limit: int
) -> list[Entry]:
    """The list with a story in the place of its score, if that is good enough for one.

    Pins stay first, and the best of the background has its place. Of `copies`, the stories that
    say the same, the list has no other: the better one remains.
    """
    if new in entries:
        return list(entries)
    pins = [_pinned(each, new) for each in entries if is_pinned(each)]
    rest = [each for each in entries if not is_pinned(each) and each.other != new.other]
    alike = [each for each in (*pins, *rest) if each.other in copies]
    if any(each.other == new.other for each in pins) or any(
        is_pinned(each) or each.score >= new.score for each in alike
    ):
        return [*pins, *rest][:limit]
    rest = [each for each in rest if each not in alike]
    ranked = sorted([*rest, new], key=lambda each: -each.score)
    return lifted([*pins, *ranked], _is_background, pins=len(pins))[:limit]


def is_pinned(entry: Entry) -> bool:
    """Whether an editor put it there."""
    return bool(entry.reasons) and entry.reasons[0][0] == PINNED


def _is_background(entry: Entry) -> bool:
    return any(code == BACKGROUND for code, *_about in entry.reasons)


def _pinned(entry: Entry, new: Entry) -> Entry:
    """What an editor put first says anew what it shares."""
    if entry.other != new.other:
        return entry
    pin = next(reason for reason in entry.reasons if reason[0] == PINNED)
    return Entry(other=new.other, score=new.score, reasons=(pin, *new.reasons))
