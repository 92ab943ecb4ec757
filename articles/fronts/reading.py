"""A front as readers get it at a moment: what stands in each zone, and why."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from articles.fronts import composing, usual
from articles.fronts.composing import Composed, Filled, Found, Pinned, Reason, Waiting
from articles.fronts.layout import (
    LATEST,
    LEAD,
    PICKS,
    TOP,
    Layout,
    Rule,
    Source,
    Zone,
    category_zone,
)
from articles.fronts.present import Present
from articles.fronts.rows import Row, arrange
from articles.fronts.shelf import Shelf
from articles.models import Article, Category, Front
from articles.models import category as categories


@dataclass(frozen=True, kw_only=True)
class Card:
    """A story as its slot has it; `why` is said to editors only."""

    story: Article
    reason: Reason
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A zone with its cards; of a section of the front page, that and how it stands."""

    zone: Zone
    cards: tuple[Card, ...]
    category: Category | None = None
    row: Row | None = None

    @property
    def told(self) -> list[tuple[Article, str]]:
        """Each story and why it is there, as components are given them."""
        return [(card.story, card.why) for card in self.cards]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The zones of a front in page order, and the pinned stories that do not stand on it.

    `until` is when it is another because a story of a rule is too old, if nothing changes before.
    """

    zones: tuple[Shelved, ...]
    waiting: tuple[Waiting, ...]
    until: datetime | None = None

    @property
    def cards(self) -> list[Card]:
        return [card for zone in self.zones for card in zone.cards]

    @property
    def newest(self) -> Article:
        """Of its stories, wherever it stands; there has to be one."""
        return max((card.story for card in self.cards), key=attrgetter("published_at"))

    @property
    def lead(self) -> Card | None:
        return next(iter(self._cards_of(LEAD)), None)

    @property
    def seconds(self) -> tuple[Card, ...]:
        return self._cards_of(TOP)

    @property
    def picks(self) -> tuple[Card, ...]:
        return self._cards_of(PICKS)

    @property
    def latest(self) -> tuple[Card, ...]:
        return self._cards_of(LATEST)

    @property
    def sections(self) -> list[Shelved]:
        return [zone for zone in self.zones if zone.row]

    def _cards_of(self, name: str) -> tuple[Card, ...]:
        return next((each.cards for each in self.zones if each.zone.name == name), ())


@dataclass(frozen=True, kw_only=True)
class Arranged:
    """What stands where, by the keys of stories: to be shown with their cards."""

    composed: Composed
    menu: Sequence[Category]
    until: datetime | None = None

    @property
    def stories(self) -> list[int]:
        return [each.story for each in self.composed.placed()]

    @property
    def images(self) -> dict[int, int]:
        """The pictures that slots have, by their stories."""
        reasons = [each.reason for each in self.composed.placed()]
        slots = [reason.slot for reason in reasons if isinstance(reason, Pinned)]
        return {slot.story: slot.image for slot in slots if slot.image}

    def shown(self, cards: Mapping[int, Article]) -> Shown:
        sections = {category_zone(each.pk): each for each in self.menu}
        zones = [
            Shelved(
                zone=filled.zone,
                cards=tuple(_cards(filled, cards)),
                category=sections.get(filled.zone.name),
            )
            for filled in self.composed.zones
        ]
        waiting = self.composed.waiting
        return Shown(zones=tuple(_in_rows(zones)), waiting=waiting, until=self.until)


def shown(
    front: Front,
    layout: Layout,
    *,
    at: datetime,
    menu: Sequence[Category] | None = None,
    shelf: Shelf | None = None,
) -> Shown:
    """What readers get of this layout at that moment; by default with today's menu and tables.

    Three queries with these, whatever is pinned; one more for what is most read.
    """
    shelf = shelf or Present(at)
    if menu is None:
        menu = () if front.category else categories.menu()
    found = arranged(front, layout, menu=menu, shelf=shelf)
    return found.shown(shelf.cards(found.stories, images=found.images))


def arranged(
    front: Front, layout: Layout, *, shelf: Shelf, menu: Sequence[Category] = ()
) -> Arranged:
    """The same without the cards, for pages that have other cards to read with them."""
    usual_zones = usual.zones(front.category, menu)
    zones = layout.completed(usual_zones).zones
    sections = {category_zone(each.pk): each for each in menu}
    on_page = tuple(sections[zone.name].pk for zone in zones if zone.name in sections and zone.size)
    otherwise = usual_zones[0].rule
    found = _found(zones, otherwise, on_page, shelf)
    composed = composing.compose(
        zones,
        found,
        at=shelf.at,
        usual=otherwise,
        illustrated={name for name, each in sections.items() if not each.is_opinion},
    )
    return Arranged(composed=composed, menu=menu, until=found.until)


def depends(layout: Layout) -> set[str]:
    """The cache tags of all that stands on a page because of this layout, or may come there."""
    slots = layout.slots()
    pinned = {f"article:{slot.story}" for slot in slots}
    images = {f"image:{slot.image}" for slot in slots if slot.image}
    return pinned | images | {tag for zone in layout.zones for tag in _tags(zone.rule)}


def _tags(rule: Rule) -> set[str]:
    match rule.source:
        case Source.NOTHING:
            return set()
        case Source.CATEGORY | Source.TAG:
            return {f"{rule.source}:{rule.key}"}
        case _:
            return {"front", f"category:{rule.key}"} if rule.key else {"front"}


def _found(
    zones: Sequence[Zone], otherwise: Rule, sections: tuple[int, ...], shelf: Shelf
) -> Found:
    """Opinion that has a section of its own leads only where there is nothing else."""
    depths = _depths(zones, otherwise)
    pinned = {slot.story for zone in zones for slot in zone.slots if slot.counts(shelf.at)}
    found = shelf.find(depths, pinned, but_opinion_of=sections)
    if found.by_rule.get(otherwise) or not sections:
        return found
    return shelf.find(depths, pinned)


def _depths(zones: Sequence[Zone], otherwise: Rule) -> dict[Rule, int]:
    """As many as suffice for each rule, whatever stands above its last zone."""
    depth = sum(len(zone.slots) for zone in zones)
    depths = {otherwise: depth + composing.prominent(zones)}
    for zone in zones:
        if zone.rule.source != Source.NOTHING:
            depth += zone.size
            depths[zone.rule] = max(depth, depths.get(zone.rule, 0))
    return depths


def _cards(filled: Filled, found: Mapping[int, Article]) -> Iterable[Card]:
    """Those that are still live: one may come down between two queries."""
    for placed in filled.stories:
        if story := found.get(placed.story):
            yield Card(story=_dressed(story, placed.reason), reason=placed.reason)


def _dressed(story: Article, reason: Reason) -> Article:
    if not isinstance(reason, Pinned) or not reason.slot.headline:
        return story
    story = copy(story)
    story.front_headline = reason.slot.headline
    return story


def _in_rows(zones: Sequence[Shelved]) -> Iterable[Shelved]:
    """Sections without stories stand nowhere."""
    sections = [zone.category for zone in zones if zone.category and zone.cards]
    rows = iter(arrange(section.is_opinion for section in sections))
    for zone in zones:
        yield replace(zone, row=next(rows)) if zone.category and zone.cards else zone
