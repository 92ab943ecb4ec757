"""HTML as a tree of what the editor's allow-list lets through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from articles.editor import allowlist

VOID = ("br", "hr", "img")
# Control characters, which XML feeds cannot carry, and what is no character at all.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
SPACES = re.compile(r"[ \t\n\f\r]+")
# Read as what the editor makes of them when pasted; of all other elements only the words are kept.
READ_AS = {
    **dict.fromkeys(["section", "article", "aside", "header", "footer", "main", "address"], "div"),
    **dict.fromkeys(["pre", "dl", "dt", "dd", "caption"], "div"),
    **dict.fromkeys(["h4", "h5", "h6"], "h3"),
    "h1": "h2",
    "b": "strong",
    "i": "em",
    "tfoot": "tbody",
}


def _first_pass() -> nh3.Cleaner:
    allowed = allowlist()
    return nh3.Cleaner(**allowed | {"tags": allowed["tags"] | READ_AS.keys() | {"div"}})


_cleaner = _first_pass()


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def descendants(self) -> Iterator["Element"]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.descendants()


class _Tree(HTMLParser):
    """Reads what nh3 wrote, which is well-formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.path = [Element("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: UNPRINTABLE.sub("", value or "") for name, value in attrs}
        element = Element(READ_AS.get(tag, tag), attributes)
        self.path[-1].children.append(element)
        if tag not in VOID:
            self.path.append(element)

    def handle_endtag(self, tag: str) -> None:
        self.path.pop()

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(UNPRINTABLE.sub("", data))


def parse(html: str) -> Element:
    tree = _Tree()
    tree.feed(_cleaner.clean(html))
    tree.close()
    return tree.path[0]


def picture_id(element: Element) -> int | None:
    number = element.attributes.get("data-file", "")
    return int(number) if element.tag == "img" and re.fullmatch("[0-9]{1,18}", number) else None
