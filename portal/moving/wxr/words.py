"""What elements hold: nearly always a text, and a key with a value."""

from collections.abc import Iterable, Mapping
from copy import deepcopy

from lxml import etree

from portal.moving.wxr.names import name_of

type Element = etree._Element


def text_of(element: Element) -> str:
    """All of it. What was written there as elements, without being marked as text, is text too."""
    text = element.text or ""
    if not len(element):
        return text
    # A copy has no declarations but those that it needs.
    return text + "".join(etree.tostring(deepcopy(child), encoding="unicode") for child in element)


def said_by(element: Element) -> dict[str, str]:
    """The text of each element in this one, by its name."""
    return {name_of(child.tag): text_of(child) for child in element}


def words_of(element: Element) -> dict[str, str]:
    """The same without the space around each: a number, a slug or an address has none."""
    return {name_of(child.tag): text_of(child).strip() for child in element}


def metadata(elements: Iterable[Element]) -> Mapping[str, tuple[str, ...]]:
    """Each key that these say with all its values, as they are."""
    values: dict[str, list[str]] = {}
    for element in elements:
        said = said_by(element)
        if key := said.get("wp:meta_key", "").strip():
            values.setdefault(key, []).append(said.get("wp:meta_value", ""))
    return {key: tuple(each) for key, each in values.items()}


def reference(number: str) -> str:
    """The id of something else; what WordPress writes as zero is none."""
    return "" if number == "0" else number
