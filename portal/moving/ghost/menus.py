"""The navigation of a Ghost site, as WordPress would have exported it: to be listed."""

from collections.abc import Iterator

from portal.moving.ghost.values import Row, parsed, rows
from portal.moving.records import Filed, Item, Record, Term

MENU = "nav_menu"
_SETTINGS = ("navigation", "secondary_navigation")


def records(settings: list[Row]) -> Iterator[Record]:
    said = {row.text("key"): row.values.get("value") for row in settings}
    for menu in _SETTINGS:
        entries = _entries(said.get(menu))
        if entries:
            yield Term(taxonomy=MENU, slug=menu, name=menu)
        for number, entry in enumerate(entries, start=1):
            yield Item(
                id=f"{menu}:{number}",
                kind="nav_menu_item",
                guid=f"{menu}:{number}",
                title=entry.text("label"),
                status="publish",
                form="html",
                position=number,
                filed=(Filed(taxonomy=MENU, slug=menu, name=menu),),
                meta={"_menu_item_url": (entry.text("url"),)},
            )


def _entries(value: object) -> list[Row]:
    """A setting is a text; what is in it is JSON."""
    try:
        return rows(parsed(value) if isinstance(value, str) else value)
    except (ValueError, RecursionError):
        return []
