"""Says of each card of a front why it is there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from articles.fronts import telling
from articles.fronts.layout import Rule, Source
from articles.fronts.reading import Shown
from articles.models import Category, Tag


def explained(front: Shown, *, at: datetime) -> Shown:
    """The same with words for why each card is there, in two queries more."""
    names = _names(zone.zone.rule for zone in front.zones)
    zones = [
        replace(
            zone,
            cards=tuple(
                replace(card, why=telling.told(card.reason, names=names, at=at))
                for card in zone.cards
            ),
        )
        for zone in front.zones
    ]
    return replace(front, zones=tuple(zones))


def _names(rules: Iterable[Rule]) -> telling.Names:
    """What their sections and tags are called."""
    keys: dict[Source, set[int]] = defaultdict(set)
    for rule in rules:
        if rule.key is not None:
            keys[rule.source].add(rule.key)
    sections = keys[Source.CATEGORY] | keys[Source.MOST_READ]
    names = dict(Category.objects.filter(pk__in=sections).values_list("pk", "name"))
    tags = dict(Tag.objects.filter(pk__in=keys[Source.TAG]).values_list("pk", "name"))
    return {
        (source, key): known[key]
        for source, asked in keys.items()
        for known in [tags if source == Source.TAG else names]
        for key in asked & known.keys()
    }
