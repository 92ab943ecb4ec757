"""What blocks of the block editor stand for, where the HTML in them does not say it all."""

import json
from html import escape
from typing import Any

from portal.moving.texts.figures import add
from portal.moving.texts.results import Shown
from portal.moving.texts.tokens import scan
from portal.moving.texts.tree import Node, build
from portal.moving.texts.writer import Handler, Lines, Writer

LONGEST = 100_000
MOST_FOOTNOTES = 1000


def told(node: Node) -> dict[str, Any]:
    """What a block says of itself; nothing if that cannot be read."""
    return settings(node.rest)


def settings(rest: str) -> dict[str, Any]:
    if not rest.startswith("{") or len(rest) > LONGEST:
        return {}
    try:
        found = json.loads(rest)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def text(value: object) -> str:
    """Words or a whole number as words; nothing of anything else."""
    is_plain = isinstance(value, str | int) and not isinstance(value, bool)
    # Halves of a sign, which JSON can write, are none.
    return str(value).encode(errors="replace").decode() if is_plain else ""


def block(writer: Writer, node: Node) -> None:
    """Its HTML; of one that the server fills there is none, so nothing of it comes along."""
    if node.is_void:
        writer.losses.add(f"block:{node.tag[3:][:40]}", node.rest)
    else:
        writer.children(node)


def picture(writer: Writer, node: Node) -> None:
    outer = writer.attachment
    number = text(told(node).get("id") or told(node).get("mediaId"))
    writer.attachment = number if number.isdecimal() and len(number) < 19 else ""
    block(writer, node)
    writer.attachment = outer


def cover(writer: Writer, node: Node) -> None:
    """Words upon a picture, which comes before them; of old it was in the style of an element."""
    said = told(node)
    address, is_video = text(said.get("url")), said.get("backgroundType") == "video"
    for child in node.descendants():
        if "url(" in child.attributes.get("style", ""):
            del child.attributes["style"]
    has_picture = any(child.tag in ("img", "video") for child in node.descendants())
    if address and not has_picture and not is_video:
        shown = Shown(address=address, attachment=text(said.get("id")), alt=text(said.get("alt")))
        add(writer, shown)
    if not node.is_void:
        writer.children(node)


def embed(writer: Writer, node: Node) -> None:
    """What is at its address, with the words below it."""
    address = text(told(node).get("url"))
    if not address:
        block(writer, node)
        return
    captions = [child for child in node.descendants() if child.tag == "figcaption"]
    inside = Node("div", children=[Node("[embed", children=[escape(address)]), *captions])
    writer.frame(inside)


def lines(writer: Writer, node: Node) -> None:
    """What was typed as in the classic editor."""
    writer.within(node, lines=Lines.BROKEN)


def raw(writer: Writer, node: Node) -> None:
    writer.within(node, lines=Lines.JOINED)


def separator(writer: Writer, node: Node) -> None:
    writer.out.append("<hr>")


def nothing(writer: Writer, node: Node) -> None:
    """Empty room."""


def footnotes(writer: Writer, node: Node) -> None:
    notes = [build(scan(note, codes=False)) for note in contents(writer.footnotes)]
    if not notes:
        block(writer, node)
        return
    writer.out.append("<ol>")
    for note in notes:
        writer.wrapped(note, "li")
    writer.out.append("</ol>")


def contents(notes: str) -> list[str]:
    """The words of the notes, as WordPress keeps these beside a text."""
    try:
        found = json.loads(notes or "[]")
    except (ValueError, RecursionError):
        return []
    listed = found[:MOST_FOOTNOTES] if isinstance(found, list) else []
    return [text(note.get("content")) for note in listed if isinstance(note, dict)]


def mark(writer: Writer, node: Node) -> None:
    """Where the front page cut the text off, or a new page began."""
    writer.losses.add(node.tag[1:])
    writer.out.append(" ")


HANDLERS: dict[str, Handler] = {
    "wp:": block,
    **dict.fromkeys(("wp:image", "wp:media-text"), picture),
    **dict.fromkeys(("wp:cover", "wp:cover-image"), cover),
    **dict.fromkeys(("wp:shortcode", "wp:freeform"), lines),
    "wp:html": raw,
    "wp:embed": embed,
    "wp:separator": separator,
    "wp:spacer": nothing,
    "wp:footnotes": footnotes,
    "!more": mark,
    "!nextpage": mark,
}
