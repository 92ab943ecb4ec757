"""Which story stands where on a front, and why: pinned ones win, and no story stands twice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from articles.fronts.layout import LEAD, TOP, Rule, Slot, Zone

# Pictures may push up as many of the newest: an old story does not lead for its own.
_MAY_MOVE_UP = 2
_PROMINENT = (LEAD, TOP)


class Because(StrEnum):
    """Why a pinned story does not stand where it was put."""

    NOT_YET = "not yet"
    OVER = "over"
    NOT_LIVE = "not live"
    TWICE = "twice"
    NO_ROOM = "no room"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    story: int
    has_picture: bool = False


@dataclass(frozen=True, kw_only=True)
class Found:
    """What each rule finds, its first first; and which of the pinned stories are live.

    `until` is when the first of them is too old for its rule, where a rule asks for that.
    """

    by_rule: Mapping[Rule, Sequence[Candidate]]
    live: Collection[int] = frozenset()
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Pinned:
    slot: Slot


@dataclass(frozen=True, kw_only=True)
class Automatic:
    """At this place among all that the rule finds, counted from one.

    `elsewhere` are those before it that stand in another place of the page.
    """

    rule: Rule
    place: int
    elsewhere: tuple[int, ...] = ()
    moved_up: bool = False


type Reason = Pinned | Automatic


@dataclass(frozen=True, kw_only=True)
class Placed:
    story: int
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Filled:
    zone: Zone
    stories: tuple[Placed, ...]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    zone: str
    slot: Slot
    because: Because


@dataclass(frozen=True, kw_only=True)
class Composed:
    zones: tuple[Filled, ...]
    waiting: tuple[Waiting, ...]

    def placed(self) -> list[Placed]:
        return [each for zone in self.zones for each in zone.stories]


def compose(
    zones: Sequence[Zone],
    found: Found,
    *,
    at: datetime,
    usual: Rule,
    illustrated: Collection[str] = (),
) -> Composed:
    """The zones, filled in page order; `illustrated` ones begin with a picture if they can.

    A page with stories has a lead: where its own rule finds none, the usual one does.
    """
    pinned, waiting = _pinned(zones, live=found.live, at=at)
    page = _Page(
        found=found,
        pinned={each.story for stories in pinned for each in stories},
        prominent=prominent(zones),
        illustrated=illustrated,
    )
    filled = []
    for zone, first in zip(zones, pinned, strict=True):
        stories = [*first, *page.fill(zone, behind=len(first))]
        if zone.name == LEAD and not stories:
            stories = page.fill(replace(zone, rule=usual))
        filled.append(Filled(zone=zone, stories=tuple(stories)))
    return Composed(zones=tuple(filled), waiting=tuple(waiting))


def prominent(zones: Sequence[Zone]) -> int:
    """Of how many of the newest those with pictures come first."""
    return sum(zone.size for zone in zones if zone.name in _PROMINENT) + _MAY_MOVE_UP


def _pinned(
    zones: Sequence[Zone], *, live: Collection[int], at: datetime
) -> tuple[list[list[Placed]], list[Waiting]]:
    """What is pinned in each zone, and what is pinned and does not stand there."""
    placed, waiting, taken = [], [], set[int]()
    for zone in zones:
        stories: list[Placed] = []
        for slot in zone.slots:
            because = _because(slot, live=live, taken=taken, at=at)
            if because is None and len(stories) == zone.size:
                because = Because.NO_ROOM
            if because:
                waiting.append(Waiting(zone=zone.name, slot=slot, because=because))
            else:
                stories.append(Placed(story=slot.story, reason=Pinned(slot=slot)))
                taken.add(slot.story)
        placed.append(stories)
    return placed, waiting


def _because(
    slot: Slot, *, live: Collection[int], taken: Collection[int], at: datetime
) -> Because | None:
    if not slot.counts(at):
        return Because.OVER if slot.is_over(at) else Because.NOT_YET
    if slot.story not in live:
        return Because.NOT_LIVE
    return Because.TWICE if slot.story in taken else None


class _Page:
    """What stands on it so far, as its zones are filled."""

    def __init__(
        self,
        *,
        found: Found,
        pinned: Collection[int],
        prominent: int,
        illustrated: Collection[str],
    ) -> None:
        self._found, self._pinned = found, pinned
        self._prominent, self._illustrated = prominent, illustrated
        self._taken = set(pinned)

    def fill(self, zone: Zone, *, behind: int = 0) -> list[Placed]:
        """What the zone's rule puts behind so many pinned stories."""
        candidates = self._found.by_rule.get(zone.rule, ())
        free = [each for each in candidates if each.story not in self._taken]
        room = zone.size - behind
        if zone.name in _PROMINENT:
            shown = self._prominent_first(candidates, free)[:room]
        elif zone.name in self._illustrated and not behind:
            shown = _drawn_first(free[:room])
        else:
            shown = free[:room]
        reasons = _reasons(zone.rule, candidates, free, shown, self._taken)
        self._taken.update(each.story for each in shown)
        return [
            Placed(story=each.story, reason=reason)
            for each, reason in zip(shown, reasons, strict=True)
        ]

    def _prominent_first(
        self, candidates: Sequence[Candidate], free: list[Candidate]
    ) -> list[Candidate]:
        """Of the newest, those with pictures come first, which no reader expects in time's order.

        The newest are the same ones for the lead and for what stands beside it.
        """
        newest = [each for each in candidates if each.story not in self._pinned]
        pool = {each.story for each in newest[: self._prominent]}
        chosen = [each for each in free if each.story in pool]
        rest = [each for each in free if each.story not in pool]
        return sorted(chosen, key=lambda each: not each.has_picture) + rest


def _drawn_first(stories: list[Candidate]) -> list[Candidate]:
    first = next((each for each in stories if each.has_picture), None)
    return [first, *(each for each in stories if each is not first)] if first else stories


def _reasons(
    rule: Rule,
    candidates: Sequence[Candidate],
    free: Sequence[Candidate],
    shown: Sequence[Candidate],
    taken: Collection[int],
) -> list[Automatic]:
    stories = [each.story for each in candidates]
    in_order = [each.story for each in free]
    reasons = []
    for at, each in enumerate(shown):
        place = stories.index(each.story)
        reasons.append(
            Automatic(
                rule=rule,
                place=place + 1,
                elsewhere=tuple(story for story in stories[:place] if story in taken),
                moved_up=at < in_order.index(each.story),
            )
        )
    return reasons
