"""Bodies as the editor of Ghost 1 to 4 saves them: Mobiledoc 0.3, as HTML.

A document is a list of sections; the marks, atoms and cards in them stand in lists of their own and
are named by their number.
"""

from dataclasses import dataclass
from html import escape

from portal.moving.ghost.bodies.lexical import ASIDE
from portal.moving.ghost.bodies.markup import link_begin, picture
from portal.moving.ghost.bodies.writing import Body, Unwritten, Writer
from portal.moving.ghost.values import Row, parsed, words

MARKS = frozenset(("strong", "b", "em", "i", "code", "u", "s", "del", "strike", "sub", "sup",
                   "mark"))  # fmt: skip
_TAGS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol"))
_QUOTES = ("aside", "pull-quote")
_MARKUP, _PICTURE, _LIST, _CARD = 1, 2, 3, 10
_TEXT, _ATOM = 0, 1
# Marks within each other; no writer needs so many.
_MOST_MARKS = 20


def body(document: object) -> Body:
    """The body of a Mobiledoc document, as a text of JSON or what is in it."""
    if isinstance(document, str):
        try:
            document = parsed(document)
        except (ValueError, RecursionError) as error:
            raise Unwritten from error
    values = document if isinstance(document, dict) else {}
    if not words(values.get("version")).startswith("0.3"):
        raise Unwritten
    if not isinstance(values.get("sections"), list):
        raise Unwritten
    return _Document(values).body()


@dataclass(frozen=True)
class _Mark:
    name: str = ""
    begin: str = ""
    end: str = ""
    is_known: bool = False


_NO_MARK = _Mark(is_known=True)


def _mark(value: object) -> _Mark:
    mark = _list(value)
    name = words(_at(mark, 0))
    if name == "a":
        given = _list(_at(mark, 1))
        address = words(_at(given, given.index("href") + 1)) if "href" in given else ""
        begin = link_begin(address)
        return _Mark(name, begin, "</a>" if begin else "", is_known=True)
    if name in MARKS:
        return _Mark(name, f"<{name}>", f"</{name}>", is_known=True)
    return _Mark(name)


class _Document:
    def __init__(self, values: dict[str, object]) -> None:
        self.sections = _lists(values.get("sections"))
        self.marks = [_mark(each) for each in _list(values.get("markups"))]
        self.atoms, self.cards = _list(values.get("atoms")), _list(values.get("cards"))
        self.writer = Writer()

    def body(self) -> Body:
        for section in self.sections:
            self._section(section)
        return self.writer.body()

    def _section(self, section: list[object]) -> None:
        kind, value = _at(section, 0), _at(section, 1)
        if kind == _MARKUP:
            self._block(words(value), self._line(_at(section, 2)))
        elif kind == _PICTURE:
            self.writer.add(picture(words(value)))
        elif kind == _LIST:
            items = (self._line(each) for each in _list(_at(section, 2)))
            tag = "ol" if value == "ol" else "ul"
            self._block(tag, "".join(f"<li>{item}</li>" for item in items))
        elif kind == _CARD:
            card = _list(_at(self.cards, value))
            payload = _at(card, 1)
            row = Row(payload) if isinstance(payload, dict) else Row()
            self.writer.card(words(_at(card, 0)), row)
        else:
            self.writer.unknown[words(kind)] += 1

    def _block(self, tag: str, html: str) -> None:
        if tag in _QUOTES:
            self.writer.parts.append(f"{ASIDE}{html}</blockquote>")
            return
        if tag not in _TAGS:
            self.writer.unknown[tag] += 1
            tag = "p"
        self.writer.parts.append(f"<{tag}>{html}</{tag}>")

    def _line(self, markers: object) -> str:
        """Text whose marks are opened before, and closed behind, a piece of it."""
        parts: list[str] = []
        ends: list[str] = []
        for marker in _lists(markers):
            for number in _list(_at(marker, 1)):
                mark = self._mark(number) if len(ends) < _MOST_MARKS else _NO_MARK
                parts.append(self.writer.measured(mark.begin))
                ends.append(mark.end)
            parts.append(self.writer.measured(self._piece(marker)))
            closing = _at(marker, 2)
            count = min(closing, len(ends)) if isinstance(closing, int) else 0
            parts.extend(ends.pop() for _ in range(count))
        return "".join([*parts, *reversed(ends)])

    def _piece(self, marker: list[object]) -> str:
        kind, value = _at(marker, 0), _at(marker, 3)
        if kind == _TEXT:
            return escape(words(value), quote=False)
        atom = _list(_at(self.atoms, value)) if kind == _ATOM else []
        name = words(_at(atom, 0))
        if name == "soft-return":
            return "<br>"
        self.writer.unknown[name] += 1
        return escape(words(_at(atom, 1)), quote=False)

    def _mark(self, number: object) -> _Mark:
        mark = _at(self.marks, number) or _Mark()
        if not mark.is_known:
            self.writer.unknown[mark.name] += 1
        return mark


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _lists(value: object) -> list[list[object]]:
    return [each for each in _list(value) if isinstance(each, list)]


def _at[Value](values: list[Value], place: object) -> Value | None:
    """What stands there, if anything does; documents name what they hold by its place."""
    if isinstance(place, int) and 0 <= place < len(values):
        return values[place]
    return None
