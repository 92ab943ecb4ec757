"""Which items of two sequences belong together: the same ones first, then those much alike."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Where no item stands once on both sides, difflib decides, whose time grows with the cube.
SMALL = 10_000
# How much alike two items have to be to count as one that was changed, of 1.
ALIKE = 0.4
# Pairs that are weighed against each other; of longer stretches, only so many places ahead.
WEIGHED, AHEAD = 40_000, 8


@dataclass(frozen=True)
class Pair:
    """The places of one item on both sides; none where it was added or removed."""

    old: int | None
    new: int | None


def matches[Item: Hashable](old: Sequence[Item], new: Sequence[Item]) -> list[tuple[int, int]]:
    """Places of equal items, rising on both sides.

    Items that stand once on each side are the anchors, as in a patience diff: nearly linear, and
    common words never tear apart what belongs together.
    """
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        start, end, new_start, new_end = waiting.pop()
        while start < end and new_start < new_end and old[start] == new[new_start]:
            found.append((start, new_start))
            start, new_start = start + 1, new_start + 1
        while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
            found.append((end, new_end))
        left, right = old[start:end], new[new_start:new_end]
        if anchors := _anchors(left, right):
            waiting += _between(anchors, start, end, new_start, new_end)
        elif len(left) * len(right) <= SMALL:
            found += [(start + i, new_start + j) for i, j in _by_difflib(left, right)]
    return sorted(found)


def _between(
    anchors: list[tuple[int, int]], start: int, end: int, new_start: int, new_end: int
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches from each anchor, which is taken as its beginning, to the next one."""
    before = (start, new_start)
    for i, j in anchors:
        yield (before[0], start + i, before[1], new_start + j)
        before = (start + i, new_start + j)
    yield (before[0], end, before[1], new_end)


def _anchors[Item: Hashable](left: Sequence[Item], right: Sequence[Item]) -> list[tuple[int, int]]:
    """Items that stand once on each side: as many as rise on both."""
    often, often_right = Counter(left), Counter(right)
    places = {item: place for place, item in enumerate(right) if often_right[item] == 1}
    return _rising(
        [
            (place, places[item])
            for place, item in enumerate(left)
            if often[item] == 1 and item in places
        ]
    )


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of them whose second places rise, as their first ones do."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_old, new) in enumerate(pairs):
        length = bisect_left(ends, new)
        ends[length:] = [new, *ends[length + 1 :]] if length < len(ends) else [new]
        last[length:] = [number, *last[length + 1 :]] if length < len(last) else [number]
        before.append(last[length - 1] if length else -1)
    chosen = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _by_difflib[Item: Hashable](
    left: Sequence[Item], right: Sequence[Item]
) -> Iterator[tuple[int, int]]:
    # Its heuristic takes for junk what is frequent, such as the spaces of a long paragraph.
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        yield from ((block.a + n, block.b + n) for n in range(block.size))


def align[Item: Hashable](
    old: Sequence[Item], new: Sequence[Item], *, likeness: Callable[[Item, Item], float]
) -> list[Pair]:
    """Every item of both sides once, in order: in pairs where it stayed or was changed.

    Between two pairs, what was removed comes before what was added.
    """
    pairs: list[Pair] = []
    i = j = 0
    for same_old, same_new in [*matches(old, new), (len(old), len(new))]:
        pairs += _gap(old, new, range(i, same_old), range(j, same_new), likeness)
        if same_old < len(old):
            pairs.append(Pair(same_old, same_new))
        i, j = same_old + 1, same_new + 1
    return pairs


def _gap[Item: Hashable](
    old: Sequence[Item],
    new: Sequence[Item],
    left: range,
    right: range,
    likeness: Callable[[Item, Item], float],
) -> Iterator[Pair]:
    i, j = left.start, right.start
    weigh = _weighed if len(left) * len(right) <= WEIGHED else _ahead
    alike = weigh(len(left), len(right), lambda a, b: likeness(old[left[a]], new[right[b]]))
    for a, b in [*alike, (len(left), len(right))]:
        yield from (Pair(place, None) for place in range(i, left.start + a))
        yield from (Pair(None, place) for place in range(j, right.start + b))
        if a < len(left):
            yield Pair(left[a], right[b])
        i, j = left.start + a + 1, right.start + b + 1


def _weighed(
    rows: int, columns: int, likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs that are most alike in sum, rising on both sides."""
    scores = [[likeness(i, j) for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = scores[i][j] + best[i + 1][j + 1] if scores[i][j] >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _ahead(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Of each item the first that is like it, not far ahead: linear, for very long stretches."""
    found, start = [], 0
    for i in range(rows):
        near = range(start, min(start + AHEAD, columns))
        j = next((j for j in near if likeness(i, j) >= ALIKE), None)
        if j is not None:
            found.append((i, j))
            start = j + 1
    return found
