"""A text that two people changed, put together block by block: paragraphs, lists, pictures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from typing import Literal

from articles.diffs.sequences import Pair, align, matches
from articles.diffs.words import likeness
from articles.text import plain, without_addresses

Source = Literal["same", "theirs", "mine", "clash"]
Choice = Literal["theirs", "mine", "both"]

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
VOID = frozenset({"br", "hr", "img"})


@dataclass(frozen=True)
class Hunk:
    """Neighbouring blocks as each has them, and whose are taken."""

    source: Source
    base: tuple[str, ...]
    theirs: tuple[str, ...]
    mine: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same as long as both sides say the same: what somebody chose is known by it."""
        said = "\0".join([*self.theirs, "\0", *self.mine])
        return blake2b(said.encode(), digest_size=8).hexdigest()

    def taken(self, choice: Choice = "both") -> tuple[str, ...]:
        """The blocks of the merged text; where they clash, those that were chosen."""
        source = choice if self.source == "clash" else self.source
        if source == "both":
            return (*self.theirs, *self.mine)
        return self.mine if source == "mine" else self.theirs


def split(html: str) -> tuple[str, ...]:
    """The outermost blocks of a text in its canonical form; joined they are the text."""
    found, depth, start = [], 0, 0
    for tag in TAG.finditer(html):
        closes, name = tag[1], tag[2]
        if not depth and not closes and tag.start() > start:
            found.append(html[start : tag.start()])
            start = tag.start()
        if name not in VOID:
            depth = max(depth + (-1 if closes else 1), 0)
        if not depth:
            found.append(html[start : tag.end()])
            start = tag.end()
    return tuple(filter(None, [*found, html[start:]]))


def merge_blocks(base: str | None, theirs: str, mine: str) -> tuple[Hunk, ...]:
    """Three texts in hunks: what one side only changed is agreed, the rest is to be chosen.

    Without the text that both began with, whatever differs is to be chosen.
    """
    sides = split(theirs), split(mine)
    found = _two_ways(*sides) if base is None else _three_ways(split(base), *sides)
    return tuple(_joined(found))


def _three_ways(
    base: tuple[str, ...], theirs: tuple[str, ...], mine: tuple[str, ...]
) -> Iterator[Hunk]:
    for region in _regions(_steps(base, theirs), _steps(base, mine)):
        ours = base[region.base.start : region.base.stop]
        left = theirs[region.theirs.start : region.theirs.stop]
        right = mine[region.mine.start : region.mine.stop]
        hunk = Hunk(_source(ours, left, right), ours, left, right)
        yield from _common_apart(hunk) if hunk.source == "clash" and not ours else [hunk]


def _source(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> Source:
    was, left, right = (bare(side) for side in (base, theirs, mine))
    if left == right:
        return "same"
    if left == was:
        return "mine"
    return "theirs" if right == was else "clash"


def _common_apart(hunk: Hunk) -> Iterator[Hunk]:
    """What both added is taken once, also where one of them added more."""
    i = j = 0
    ends = (len(hunk.theirs), len(hunk.mine))
    for a, b in [*_common(bare(hunk.theirs), bare(hunk.mine)), ends]:
        left, right = hunk.theirs[i:a], hunk.mine[j:b]
        if left or right:
            yield Hunk(_source((), left, right), (), left, right)
        if a < len(hunk.theirs):
            yield Hunk("same", (), hunk.theirs[a : a + 1], hunk.mine[b : b + 1])
        i, j = a + 1, b + 1


def _common(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[int, int]]:
    """The same whichever side is asked first."""
    if left <= right:
        return matches(left, right)
    return [(i, j) for j, i in matches(right, left)]


def _two_ways(theirs: tuple[str, ...], mine: tuple[str, ...]) -> Iterator[Hunk]:
    for step in _steps(theirs, mine):
        left = theirs[step.base.start : step.base.stop]
        right = mine[step.side.start : step.side.stop]
        yield Hunk("same" if bare(left) == bare(right) else "clash", (), left, right)


@dataclass(frozen=True)
class _Step:
    """Blocks of the base, and what a side made of them."""

    base: range
    side: range


@dataclass(frozen=True)
class _Region:
    base: range
    theirs: range
    mine: range


def _steps(base: tuple[str, ...], side: tuple[str, ...]) -> list[_Step]:
    """Block by block; what was replaced by something quite different, in one."""
    steps: list[_Step] = []
    i = j = 0
    pairs = align(bare(base), bare(side), likeness=_likeness)
    for paired, group in groupby(pairs, lambda pair: pair.old is not None and pair.new is not None):
        members = list(group)
        for part in _parts(members, together=not paired):
            olds = sum(pair.old is not None for pair in part)
            news = sum(pair.new is not None for pair in part)
            steps.append(_Step(range(i, i + olds), range(j, j + news)))
            i, j = i + olds, j + news
    return steps


def _parts(pairs: list[Pair], *, together: bool) -> list[list[Pair]]:
    came = any(pair.new is not None for pair in pairs)
    return [pairs] if together and came else [[pair] for pair in pairs]


def _regions(theirs: list[_Step], mine: list[_Step]) -> Iterator[_Region]:
    """The smallest stretches of the base that begin and end with a step on both sides."""
    i = j = 0
    at = _Region(range(0), range(0), range(0))
    while i < len(theirs) or j < len(mine):
        starts = at.base.stop, at.theirs.stop, at.mine.stop
        inserts = [
            place < len(side) and not side[place].base for side, place in ((theirs, i), (mine, j))
        ]
        if any(inserts):
            ends = [starts[0], starts[1], starts[2]]
            if inserts[0]:
                ends[1], i = theirs[i].side.stop, i + 1
            if inserts[1]:
                ends[2], j = mine[j].side.stop, j + 1
        else:
            i, j, ends = _level(theirs, mine, i, j)
        spans = [range(start, end) for start, end in zip(starts, ends, strict=True)]
        at = _Region(*spans)
        yield at


def _level(theirs: list[_Step], mine: list[_Step], i: int, j: int) -> tuple[int, int, list[int]]:
    """Go on with whichever side is behind, until both have come to the same block of the base."""
    i, j = i + 1, j + 1
    while (left := theirs[i - 1].base.stop) != (right := mine[j - 1].base.stop):
        i, j = i + (left < right), j + (left > right)
    return i, j, [left, theirs[i - 1].side.stop, mine[j - 1].side.stop]


def bare(blocks: Sequence[str]) -> tuple[str, ...]:
    return tuple(without_addresses(block) for block in blocks)


def _likeness(left: str, right: str) -> float:
    words, other = _words(left), _words(right)
    if not words and not other:
        return float(left == right)
    return likeness(words, other)


@lru_cache(maxsize=512)
def _words(html: str) -> str:
    return plain(html)


def _joined(hunks: Iterator[Hunk]) -> Iterator[Hunk]:
    """Neighbours that nobody is asked about are one."""
    for source, group in groupby(hunks, lambda hunk: hunk.source):
        members = list(group)
        if source == "clash":
            yield from members
            continue
        sides = ([block for hunk in members for block in side(hunk)] for side in _SIDES)
        yield Hunk(source, *map(tuple, sides))


_SIDES = (lambda hunk: hunk.base, lambda hunk: hunk.theirs, lambda hunk: hunk.mine)
