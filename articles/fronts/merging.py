"""Two editors at one front: what only one of them changed is taken, the rest is to be decided."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from articles.fronts.layout import Layout, Slot, Zone


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What became of a layout in two hands; `zones` are those that both changed differently.

    Of these `layout` has theirs.
    """

    layout: Layout
    zones: tuple[str, ...]


class _Differ(Exception):
    """Both changed the same thing, each in another way."""


def merge(base: Layout, mine: Layout, theirs: Layout) -> Merged:
    """Zone by zone, and in a zone slot by slot.

    Where each pinned the same story into another zone, both of these are left to be decided.
    """
    names = dict.fromkeys(zone.name for layout in (theirs, mine, base) for zone in layout.zones)
    merged, differing = Layout(), set()
    for name in names:
        sides = base.zone(name), mine.zone(name), theirs.zone(name)
        try:
            zone = _zone(*sides)
        except _Differ:
            differing.add(name)
            zone = theirs.zone(name)
        merged = merged.with_zone(zone) if zone else merged
    met = _met(merged, mine, theirs)
    for zone in filter(None, map(theirs.zone, met)):
        merged = merged.with_zone(zone)
    return Merged(layout=merged, zones=tuple(name for name in names if name in differing | met))


def _zone(base: Zone | None, mine: Zone | None, theirs: Zone | None) -> Zone | None:
    try:
        return _one(base, mine, theirs)
    except _Differ:
        if base is None or mine is None or theirs is None:
            raise
    sides = base, mine, theirs
    names = _one(*(tuple(slot.name for slot in side.slots) for side in sides))
    by_name = [{slot.name: slot for slot in side.slots} for side in sides]
    slots: dict[str, Slot | None] = {
        name: _one(*(side.get(name) for side in by_name))
        for name in {name for side in by_name for name in side}
    }
    return replace(
        theirs,
        size=_one(*(side.size for side in sides)),
        rule=_one(*(side.rule for side in sides)),
        slots=tuple(slot for name in names if (slot := slots[name])),
    )


def _one(base: Any, mine: Any, theirs: Any) -> Any:
    """What one of the two made of it, or both alike."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    raise _Differ


def _met(merged: Layout, mine: Layout, theirs: Layout) -> set[str]:
    """The zones in which a story stands that came to stand twice only by the merge."""
    before = Counter(mine.stories()) | Counter(theirs.stories())
    twice = Counter(merged.stories()) - before
    return {
        zone.name
        for zone in merged.zones
        if any(slot.story in twice for slot in zone.slots)
        and mine.zone(zone.name) != theirs.zone(zone.name)
    }
