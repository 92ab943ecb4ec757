"""What editors decide of a front: zones, the stories pinned in them, and the rules behind those."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

SCHEMA = 1
# Zones of the front page above the sections, in its order; of a section's page the first two.
LEAD, TOP, PICKS, LATEST = "lead", "top", "picks", "latest"
# Of a zone: so many pinned stories, and so many that it shows.
MOST_SLOTS, MOST_CARDS = 20, 12


class Source(StrEnum):
    """Where stories behind the pinned ones come from."""

    NEWEST = "newest"
    CATEGORY = "category"
    TAG = "tag"
    MOST_READ = "most_read"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`key` is that of the category or tag; what is most read without one is so of the whole site.

    Stories that are `hours` old, or older, are left out.
    """

    source: Source
    key: int | None = None
    hours: int | None = None


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A pinned story; empty words and no image mean its own.

    `name` is that of the slot and stays with it wherever it is moved. It counts from `starts_at`
    until just before `ends_at`. Who pinned it, and when, is written by `versions.save`.
    """

    name: str
    story: int
    headline: str = ""
    image: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    pinned_by: str = ""
    pinned_at: datetime | None = None

    def counts(self, at: datetime) -> bool:
        begun = self.starts_at is None or self.starts_at <= at
        return begun and not self.is_over(at)

    def is_over(self, at: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= at


@dataclass(frozen=True, kw_only=True)
class Zone:
    """`size` is how many stories it shows at most, pinned ones and those of the rule together."""

    name: str
    size: int
    rule: Rule
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The zones that somebody changed; of all others the usual ones hold (`completed`)."""

    zones: tuple[Zone, ...] = ()

    def zone(self, name: str) -> Zone | None:
        return next((zone for zone in self.zones if zone.name == name), None)

    def completed(self, usual: Iterable[Zone]) -> "Layout":
        """In the order of the usual zones; one that is not among them is left out."""
        return Layout(zones=tuple(self.zone(zone.name) or zone for zone in usual))

    def with_zone(self, changed: Zone) -> "Layout":
        if self.zone(changed.name) is None:
            return Layout(zones=(*self.zones, changed))
        zones = (changed if zone.name == changed.name else zone for zone in self.zones)
        return Layout(zones=tuple(zones))

    def slots(self) -> list[Slot]:
        return [slot for zone in self.zones for slot in zone.slots]

    def stories(self) -> list[int]:
        return [slot.story for slot in self.slots()]

    def grows_old(self) -> bool:
        """Whether stories go from it by themselves as they grow old."""
        return any(zone.rule.hours for zone in self.zones)

    def starts(self) -> set[datetime]:
        """When pinned stories come by themselves."""
        return {slot.starts_at for slot in self.slots() if slot.starts_at}

    def ends(self) -> set[datetime]:
        """When they go."""
        return {slot.ends_at for slot in self.slots() if slot.ends_at}

    def moments(self) -> set[datetime]:
        return self.starts() | self.ends()

    def to_json(self) -> dict[str, Any]:
        return {"schema": SCHEMA, "zones": [_zone_to_json(zone) for zone in self.zones]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Layout":
        return cls(zones=tuple(_zone_from_json(zone) for zone in data.get("zones", [])))


def category_zone(key: int) -> str:
    """The name of a section's zone on the front page."""
    return f"category:{key}"


def _zone_to_json(zone: Zone) -> dict[str, Any]:
    rule = {"source": str(zone.rule.source), "key": zone.rule.key, "hours": zone.rule.hours}
    slots = [_slot_to_json(slot) for slot in zone.slots]
    return {"name": zone.name, "size": zone.size, "rule": rule, "slots": slots}


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    return {
        "name": slot.name,
        "story": slot.story,
        "headline": slot.headline,
        "image": slot.image,
        "starts_at": slot.starts_at and slot.starts_at.isoformat(),
        "ends_at": slot.ends_at and slot.ends_at.isoformat(),
        "pinned_by": slot.pinned_by,
        "pinned_at": slot.pinned_at and slot.pinned_at.isoformat(),
    }


def _zone_from_json(data: dict[str, Any]) -> Zone:
    rule = data["rule"]
    return Zone(
        name=data["name"],
        size=data["size"],
        rule=Rule(source=Source(rule["source"]), key=rule["key"], hours=rule["hours"]),
        slots=tuple(_slot_from_json(slot) for slot in data["slots"]),
    )


def _slot_from_json(data: dict[str, Any]) -> Slot:
    return Slot(
        name=data["name"],
        story=data["story"],
        headline=data["headline"],
        image=data["image"],
        starts_at=_moment(data["starts_at"]),
        ends_at=_moment(data["ends_at"]),
        pinned_by=data["pinned_by"],
        pinned_at=_moment(data["pinned_at"]),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
