"""The zones of a page that nobody has shaped, in its order."""

from collections.abc import Sequence

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
from articles.models import Category

_NEWEST = Rule(source=Source.NEWEST)
_NOTHING = Rule(source=Source.NOTHING)
A_SECTION = 5
# Above the sections of the front page.
HEAD = (
    Zone(name=LEAD, size=1, rule=_NEWEST),
    Zone(name=TOP, size=3, rule=_NEWEST),
    Zone(name=PICKS, size=4, rule=_NOTHING),
    Zone(name=LATEST, size=8, rule=_NEWEST),
)


def zones(category: Category | None, menu: Sequence[Category]) -> tuple[Zone, ...]:
    """Those of this section's page; without one, those of the front page with this menu."""
    if category is None:
        sections = [
            Zone(name=category_zone(each.pk), size=A_SECTION, rule=of(each.pk)) for each in menu
        ]
        return (*HEAD, *sections)
    rule = of(category.pk)
    return (Zone(name=LEAD, size=1, rule=rule), Zone(name=TOP, size=2, rule=rule))


def of(category: int) -> Rule:
    return Rule(source=Source.CATEGORY, key=category)


def whole(layout: Layout, usual: Sequence[Zone]) -> Layout:
    """All zones of the page, then those that it does not have now, such as of a hidden section."""
    return Layout(zones=(*layout.completed(usual).zones, *_hidden(layout, usual)))


def changed(layout: Layout, usual: Sequence[Zone]) -> Layout:
    """Those of them that differ from the usual ones, in the same order."""
    return Layout(zones=tuple(zone for zone in whole(layout, usual).zones if zone not in usual))


def with_hidden(layout: Layout, usual: Sequence[Zone], *, of: Layout) -> Layout:
    """A layout of what an editor saw, and what was hidden meanwhile of another one."""
    names = {zone.name for zone in usual}
    seen = tuple(zone for zone in layout.zones if zone.name in names)
    return Layout(zones=(*seen, *_hidden(of, usual)))


def _hidden(layout: Layout, usual: Sequence[Zone]) -> list[Zone]:
    names = {zone.name for zone in usual}
    return [zone for zone in layout.zones if zone.name not in names]
