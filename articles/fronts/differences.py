"""What was changed of a front, in words for its history; pure, on layouts that are completed."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.fronts.layout import LATEST, LEAD, PICKS, TOP, Layout, Rule, Slot, Source, Zone

LABELS: dict[str, str | Promise] = {
    LEAD: gettext_lazy("Lead"),
    TOP: gettext_lazy("Top stories"),
    PICKS: gettext_lazy("Editors' picks"),
    LATEST: gettext_lazy("Latest"),
}
SOURCES: dict[str, str | Promise] = {
    Source.NEWEST: gettext_lazy("the newest"),
    Source.CATEGORY: gettext_lazy("the newest of a section"),
    Source.TAG: gettext_lazy("the newest with a tag"),
    Source.MOST_READ: gettext_lazy("what is read most"),
    Source.NOTHING: gettext_lazy("only what is pinned"),
}


@dataclass(frozen=True, kw_only=True)
class Names:
    """How stories, sections and tags are called, by their keys."""

    stories: Mapping[int, str]
    categories: Mapping[int, str]
    tags: Mapping[int, str]

    def story(self, pk: int) -> str:
        return _("“%(story)s”") % {"story": self.stories.get(pk) or f"#{pk}"}

    def zone(self, name: str) -> str:
        if label := LABELS.get(name):
            return str(label)
        key = name.rpartition(":")[2]
        return self.categories.get(int(key), name) if key.isdecimal() else name

    def by_source(self) -> dict[tuple[Source, int], str]:
        """What the key of a rule is called."""
        sections = (Source.CATEGORY, Source.MOST_READ)
        named = {(each, pk): name for each in sections for pk, name in self.categories.items()}
        return named | {(Source.TAG, pk): name for pk, name in self.tags.items()}


def changes(old: Layout, new: Layout, names: Names) -> list[str]:
    """A sentence for each thing that was done, stories first, in the order of the page."""
    before = {slot.story: (zone, slot) for zone in old.zones for slot in zone.slots}
    after = {slot.story: (zone, slot) for zone in new.zones for slot in zone.slots}
    said = [_unpinned(names, zone, pk) for pk, (zone, _slot) in before.items() if pk not in after]
    for zone in new.zones:
        was = old.zone(zone.name)
        said += _placed(names, zone, was, before)
        for slot in zone.slots:
            if slot.story in before:
                said += _dressed(names, before[slot.story][1], slot)
            else:
                said += _dressed(names, Slot(name="", story=slot.story), slot)
        said += _ruled(names, was, zone) if was else ()
    return said


def rule_in_words(rule: Rule, names: Names) -> str:
    """What stands behind the pinned stories of a zone."""
    key = rule.key or 0
    words = {
        Source.NEWEST: _("the newest"),
        Source.CATEGORY: _("the newest of %(name)s") % {"name": names.categories.get(key, "?")},
        Source.TAG: _("the newest with the tag %(name)s") % {"name": names.tags.get(key, "?")},
        Source.MOST_READ: _("what is read most"),
        Source.NOTHING: _("only what is pinned"),
    }[rule.source]
    if rule.source == Source.MOST_READ and rule.key:
        words = _("what is read most in %(name)s") % {"name": names.categories.get(key, "?")}
    if not rule.hours or rule.source == Source.NOTHING:
        return words
    within = ngettext("of the last hour", "of the last %(n)d hours", rule.hours) % {"n": rule.hours}
    return f"{words}, {within}"


def zone_in_words(zone: Zone, names: Names) -> str:
    """How many it has, and which come behind those that are pinned."""
    told = {"n": zone.size, "rule": rule_in_words(zone.rule, names)}
    return ngettext("%(n)d story: %(rule)s", "%(n)d stories: %(rule)s", zone.size) % told


def window_in_words(slot: Slot) -> str:
    """From when until when it counts; empty where it always does."""
    times = {"start": _moment(slot.starts_at), "end": _moment(slot.ends_at)}
    if slot.starts_at and slot.ends_at:
        return _("from %(start)s until %(end)s") % times
    if slot.starts_at:
        return _("from %(start)s") % times
    return _("until %(end)s") % times if slot.ends_at else ""


def _unpinned(names: Names, zone: Zone, pk: int) -> str:
    told = {"story": names.story(pk), "zone": names.zone(zone.name)}
    return _("Unpinned %(story)s from %(zone)s") % told


def _placed(
    names: Names, zone: Zone, was: Zone | None, before: Mapping[int, tuple[Zone, Slot]]
) -> Iterator[str]:
    """What is new in a zone, what came from another, and what changed its place there."""
    order = [slot.story for slot in was.slots] if was else []
    stories = [slot.story for slot in zone.slots]
    moved = _moved(order, stories)
    for place, pk in enumerate(stories):
        told = {"story": names.story(pk), "zone": names.zone(zone.name)}
        if pk not in before:
            yield _("Pinned %(story)s in %(zone)s") % told
        elif pk not in order:
            yield _("Moved %(story)s to %(zone)s") % told
        elif pk in moved and place + 1 < len(stories):
            other = names.story(stories[place + 1])
            yield _("Moved %(story)s above %(other)s") % (told | {"other": other})
        elif pk in moved:
            yield _("Moved %(story)s to the end of %(zone)s") % told


def _moved(old: Sequence[int], new: Sequence[int]) -> set[int]:
    """The fewest that have to be taken out for the others to stand in their old order.

    All but a longest increasing subsequence of the old places (Schensted 1961).
    """
    common = [pk for pk in new if pk in old]
    ends: list[int] = []
    runs: list[list[int]] = []
    for pk in common:
        place = bisect_left(ends, old.index(pk))
        run = [*(runs[place - 1] if place else []), pk]
        ends[place : place + 1] = [old.index(pk)]
        runs[place : place + 1] = [run]
    return set(common) - set(runs[-1] if runs else [])


def _dressed(names: Names, old: Slot, new: Slot) -> Iterator[str]:
    told = {"story": names.story(new.story), "words": new.headline}
    if old.headline != new.headline:
        own = _("%(story)s has its own headline again")
        yield (_("%(story)s has the headline “%(words)s” here") if new.headline else own) % told
    if old.image != new.image:
        own = _("%(story)s has its own picture again")
        yield (_("%(story)s has another picture here") if new.image else own) % told
    if (old.starts_at, old.ends_at) != (new.starts_at, new.ends_at):
        window = window_in_words(new) or _("at all times")
        yield _("%(story)s stands there %(window)s") % (told | {"window": window})


def _ruled(names: Names, old: Zone, new: Zone) -> Iterator[str]:
    told = {"zone": names.zone(new.name), "n": new.size}
    if old.size != new.size:
        yield ngettext("%(zone)s: %(n)d story", "%(zone)s: %(n)d stories", new.size) % told
    if old.rule != new.rule:
        words = rule_in_words(new.rule, names)
        yield _("%(zone)s: %(words)s") % (told | {"words": words})


def _moment(moment: datetime | None) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else ""
