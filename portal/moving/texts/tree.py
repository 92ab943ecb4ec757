"""Tokens as a tree, as browsers make one of markup that nobody checked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from portal.moving.texts.tokens import RAW, Token, attributes

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr", "amp-img"}
)  # fmt: skip
# What is never open: nothing stands in it, or no markup does.
EMPTY = VOID | frozenset(RAW)
# Those that end a paragraph that is still open, and part words.
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre",
     "section", "summary", "table", "ul", "caption", "tbody", "thead", "tfoot", "tr", "td", "th",
     "legend", "option"}
)  # fmt: skip
# Those that go on in the next paragraph where one ended before them.
MARKS = frozenset({"strong", "b", "em", "i"})
# Elements on the way to a word: less than the editor's own form bears, and than Python's stack.
DEEPEST = 50
MOST_MARKS_LEFT = 4
_ROWS = ("tr", "td", "th")
# What each ends that is still open, and where the search for it stops.
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "tr": (_ROWS, ("table",)),
    **dict.fromkeys(("tbody", "thead", "tfoot"), ((*_ROWS, "tbody", "thead", "tfoot"), ("table",))),
    "option": (("option",), ("select",)),
    "a": (("a",), ("td", "th", "li", "table")),
}
# Shortcodes and blocks: markup within them ends nothing around them.
_SCOPES = ("[", "wp:")
_PARAGRAPH = (("p",), ("td", "th", "caption", "li", "blockquote"))


@dataclass(slots=True)
class Node:
    """An element, or a block (“wp:name”) or a shortcode (“[name”), whose `rest` is as written."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    rest: str = ""
    children: list["Node | str"] = field(default_factory=list)
    is_void: bool = False

    @property
    def is_scope(self) -> bool:
        return self.tag.startswith(_SCOPES)

    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def descendants(self) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.descendants()

    def text(self) -> str:
        """All words within, as they are written."""
        return "".join(
            child.text() if isinstance(child, Node) else child for child in self.children
        )


def build(tokens: Iterable[Token]) -> Node:
    builder = _Builder()
    for token in tokens:
        builder.add(token)
    return builder.path[0]


class _Builder:
    def __init__(self) -> None:
        self.path = [Node("root")]
        self.too_deep: Counter[str] = Counter()
        self.marks_left: list[Node] = []

    def add(self, token: Token) -> None:
        if token.kind == "text":
            self._add_text(token.source)
        elif token.kind == "tag":
            self._open_tag(token)
        elif token.kind == "end":
            self._close(token.name)
        elif token.kind in ("block", "code"):
            prefix = "wp:" if token.kind == "block" else "["
            node = Node(prefix + token.name, rest=token.rest, is_void=token.is_void)
            self._open(node, is_empty=token.is_void)
        elif token.kind in ("block-end", "code-end"):
            self._close(("wp:" if token.kind == "block-end" else "[") + token.name)
        elif token.name:
            self.path[-1].children.append(Node("!" + token.name))

    def _add_text(self, text: str) -> None:
        if self.marks_left and not text.isspace():
            left, self.marks_left = self.marks_left, []
            for mark in left:
                self._open(Node(mark.tag, mark.attributes))
        self.path[-1].children.append(text)

    def _open_tag(self, token: Token) -> None:
        tag = token.name
        if tag in _ENDS:
            self._end_open(*_ENDS[tag])
        if tag in BLOCKS:
            self._end_open(*_PARAGRAPH)
        rest = token.rest
        node = Node(tag, attributes(rest) if rest else {}, rest=rest)
        self._open(node, is_empty=tag in EMPTY or token.is_empty)

    def _open(self, node: Node, *, is_empty: bool = False) -> None:
        if is_empty or len(self.path) <= DEEPEST:
            self.path[-1].children.append(node)
            if not is_empty:
                self.path.append(node)
        else:
            self.too_deep[node.tag] += 1
            self._part_words(node.tag)

    def _end_open(self, wanted: tuple[str, ...], stops: tuple[str, ...]) -> None:
        """End the outermost of these elements that is open here."""
        outermost = 0
        for place in range(len(self.path) - 1, 0, -1):
            node = self.path[place]
            if node.tag in wanted:
                outermost = place
            elif node.tag in stops or node.is_scope:
                break
        if outermost:
            self._leave(outermost)

    def _close(self, tag: str) -> None:
        if self.too_deep[tag]:
            self.too_deep[tag] -= 1
            self._part_words(tag)
            return
        crosses = tag.startswith(_SCOPES)
        for place in range(len(self.path) - 1, 0, -1):
            node = self.path[place]
            if node.tag == tag:
                self._leave(place)
                return
            if node.is_scope and not crosses:
                break
        if tag == "p":
            self.path[-1].children.append(Node("p"))
        self._part_words(tag)
        self._end_mark_left(tag)

    def _part_words(self, tag: str) -> None:
        """Where a block would begin or end, words are apart even if it is not one here."""
        if tag in BLOCKS or tag.startswith(_SCOPES):
            self.path[-1].children.append(" ")

    def _end_mark_left(self, tag: str) -> None:
        for place, mark in enumerate(self.marks_left):
            if mark.tag == tag:
                del self.marks_left[place]
                return

    def _leave(self, place: int) -> None:
        left = [node for node in self.path[place + 1 :] if node.tag in MARKS]
        room = MOST_MARKS_LEFT - len(self.marks_left)
        self.marks_left += left[: max(room, 0)]
        del self.path[place:]
