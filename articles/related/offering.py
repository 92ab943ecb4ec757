"""Where a story goes on the list of another: pure."""

from collections.abc import Collection, Sequence

from articles.related.arranging import PINNED, Entry


def offered(
    entries: Sequence[Entry], new: Entry, *, copies: Collection[int], limit: int
) -> list[Entry]:
    """The list with a story in the place of its score, if that is good enough for one.

    Pins stay first, and what was moved up as background stays where it is. Of `copies`, the
    stories that say the same, the list has no other: the better one remains.
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
    return [*pins, *_inserted(rest, new)][:limit]


def is_pinned(entry: Entry) -> bool:
    """Whether an editor put it there."""
    return bool(entry.reasons) and entry.reasons[0][0] == PINNED


def _inserted(ranked: Sequence[Entry], new: Entry) -> list[Entry]:
    lifted = {
        place: each
        for place, each in enumerate(ranked)
        if any(each.score < later.score for later in ranked[place + 1 :])
    }
    found = [each for place, each in enumerate(ranked) if place not in lifted]
    found.insert(sum(each.score >= new.score for each in found), new)
    for place, each in lifted.items():
        found.insert(place, each)
    return found


def _pinned(entry: Entry, new: Entry) -> Entry:
    """What an editor put first says anew what it shares."""
    if entry.other != new.other:
        return entry
    pin = next(reason for reason in entry.reasons if reason[0] == PINNED)
    return Entry(other=new.other, score=new.score, reasons=(pin, *new.reasons))
