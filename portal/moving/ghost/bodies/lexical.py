"""Bodies as the editor of Ghost 5 and later saves them: Lexical's tree, as HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from portal.moving.ghost.bodies.cards import CARDS, LEFT_OUT, in_words
from portal.moving.ghost.bodies.markup import code_block, link_begin
from portal.moving.ghost.bodies.writing import DEEPEST, Body, Unwritten, Writer
from portal.moving.ghost.values import Row, parsed

# Bits of a text's format, from the outermost element to the innermost.
FORMATS = ((1, "strong"), (2, "em"), (4, "s"), (8, "u"), (32, "sub"), (64, "sup"), (128, "mark"),
           (16, "code"))  # fmt: skip
# Ghost shows an aside as a quotation of another look, and names it so in its HTML.
ASIDE = '<blockquote class="kg-blockquote-alt">'
_TAGS = {
    "paragraph": "p",
    "quote": "blockquote",
    "listitem": "li",
    "table": "table",
    "tablerow": "tr",
    "tablecell": "td",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXTS = ("text", "extended-text", "tk", "code-highlight", "emoji", "hashtag")
# Left by the editor where one typed the address of a link; there is nothing in it.
_NOTHING = ("zwnj", "at-link-search")


@dataclass(frozen=True)
class _Node:
    row: Row
    depth: int


# What is still to be written: HTML, or a node of the tree. A tree may be deeper than Python's
# stack would bear, so nothing here calls itself.
_Step = str | _Node


def body(document: object) -> Body:
    """The body of a Lexical document, as a text of JSON or what is in it."""
    if isinstance(document, str):
        try:
            document = parsed(document)
        except (ValueError, RecursionError) as error:
            raise Unwritten from error
    root = Row(document).row("root") if isinstance(document, dict) else Row()
    if not isinstance(root.values.get("children"), list):
        raise Unwritten
    writer = Writer()
    steps: list[_Step] = _children(_Node(root, 0))
    while steps:
        step = steps.pop()
        if isinstance(step, str):
            writer.add(step)
        else:
            steps.extend(_steps(step, writer))
    return writer.body()


def _children(node: _Node) -> list[_Step]:
    """The last first, as a stack wants it."""
    return [_Node(child, node.depth + 1) for child in reversed(node.row.rows("children"))]


def _steps(node: _Node, writer: Writer) -> list[_Step]:
    """What the node is written as, the last first."""
    name = _name(node.row)
    if name in _TEXTS:
        return [_text(node.row)]
    if (name in CARDS and "children" not in node.row.values) or name in LEFT_OUT:
        writer.card(name, node.row)
        return []
    make = _MAKERS.get(name)
    if node.depth > DEEPEST:
        writer.too_deep += 1
        return [*_children(node), " "]
    if make is None:
        writer.unknown[name] += 1
        return [" ", *_children(node), _text(node.row) or in_words(node.row)]
    return make(node)


def _name(node: Row) -> str:
    return node.text("type").removeprefix("extended-")


def _text(node: Row) -> str:
    html = escape(node.text("text"), quote=False)
    bits = int(node.number("format"))
    for bit, tag in reversed(FORMATS):
        if html and bits & bit:
            html = f"<{tag}>{html}</{tag}>"
    return html


def _element(node: _Node) -> list[_Step]:
    tag = _TAGS[_name(node.row)]
    return [f"</{tag}>", *_children(node), f"<{tag}>"]


def _heading(node: _Node) -> list[_Step]:
    tag = node.row.text("tag")
    tag = tag if tag in _HEADINGS else "h2"
    return [f"</{tag}>", *_children(node), f"<{tag}>"]


def _aside(node: _Node) -> list[_Step]:
    return ["</blockquote>", *_children(node), ASIDE]


def _link(node: _Node) -> list[_Step]:
    begin = link_begin(node.row.text("url"))
    return ["</a>", *_children(node), begin] if begin else _children(node)


def _code(node: _Node) -> list[_Step]:
    """All its lines in one text: what is in it has colours of its own only in the editor."""
    lines = "".join(
        "\n" if _name(child) == "linebreak" else child.text("text")
        for child in node.row.rows("children")
    )
    return [code_block(lines or node.row.text("code"), language=node.row.text("language"))]


def _list(node: _Node) -> list[_Step]:
    tag = "ol" if node.row.text("listType") == "number" or node.row.text("tag") == "ol" else "ul"
    start = int(node.row.number("start"))
    counting = f' start="{start}"' if tag == "ol" and 1 < start < 1_000_000 else ""
    steps: list[_Step] = [f"</{tag}>"]
    for group in reversed(_items(node.row)):
        inner = [_Node(row, node.depth + 2) for row in reversed(group)]
        steps += ["</li>", *inner, "<li>"]
    return [*steps, f"<{tag}{counting}>"]


def _items(node: Row) -> list[list[Row]]:
    """What is in each item: Lexical has a list of the next level beside its item, not in it."""
    items: list[list[Row]] = []
    for child in node.rows("children"):
        inner = child.rows("children") if _name(child) == "listitem" else [child]
        if items and inner and all(_name(row) == "list" for row in inner):
            items[-1] += inner
        else:
            items.append(inner)
    return items


_MAKERS: dict[str, Callable[[_Node], list[_Step]]] = {
    **dict.fromkeys(_TAGS, _element),
    **dict.fromkeys(_NOTHING, lambda node: []),
    "root": _children,
    "heading": _heading,
    "aside": _aside,
    "link": _link,
    "autolink": _link,
    "at-link": _link,
    "code": _code,
    "list": _list,
    "linebreak": lambda node: ["<br>"],
    "tab": lambda node: ["\t"],
}
