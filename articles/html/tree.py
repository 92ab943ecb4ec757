"""HTML as a tree of what the editor's allow-list lets through."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from articles.editor import allowlist

VOID = ("br", "hr", "img")
MARKS = ("a", "strong", "em")
# What stands in each other in the canonical form too, and how many of it: no writer needs more.
NESTING = ("blockquote", "ul", "ol", "table")
MOST_NESTED = 20
# Elements on the way to a word. More than the canonical form makes of tables as deep as they may
# be, so that cleaning twice changes nothing; fewer than Python's stack would bear.
DEEPEST = 100
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
        if len(self.path) > DEEPEST and tag not in VOID:
            self._part_words(tag)
            self.path.append(self.path[-1])
            return
        attributes = {name: UNPRINTABLE.sub("", value or "") for name, value in attrs}
        element = Element(self._read_as(tag), attributes)
        self.path[-1].children.append(element)
        if tag not in VOID:
            self.path.append(element)

    def handle_endtag(self, tag: str) -> None:
        self.path.pop()
        if len(self.path) > DEEPEST:
            self._part_words(tag)

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(UNPRINTABLE.sub("", data))

    def _read_as(self, tag: str) -> str:
        around = sum(element.tag in NESTING for element in self.path)
        return "div" if tag in NESTING and around >= MOST_NESTED else READ_AS.get(tag, tag)

    def _part_words(self, tag: str) -> None:
        """Of an element that stands too deep only the words are kept; those of blocks apart."""
        if READ_AS.get(tag, tag) not in MARKS:
            self.path[-1].children.append(" ")


def parse(html: str) -> Element:
    tree = _Tree()
    tree.feed(_cleaner.clean(html))
    tree.close()
    return tree.path[0]


def picture_id(element: Element) -> int | None:
    number = element.attributes.get("data-file", "")
    return int(number) if element.tag == "img" and re.fullmatch("[0-9]{1,18}", number) else None
