"""Pictures, with the words below them and who made them."""

import re
from html import unescape

from portal.moving.texts import elements
from portal.moving.texts.addresses import leads_to_itself, real
from portal.moving.texts.elements import PULLED, only_a_place
from portal.moving.texts.results import Shown
from portal.moving.texts.tree import Node
from portal.moving.texts.writer import Handler, Writer

_FILE = re.compile(r"wp-image-([0-9]{1,18})")
_NUMBER = re.compile(r"[0-9]{1,18}")
_NUMBERED_BY = ("data-id", "data-attachment-id", "data-image-id")
_DRAWN_SIGNS = frozenset({"wp-smiley", "emoji"})
# Where a figure is only the place of other things, each with words of its own.
_HELD = frozenset({"figure", "table", "blockquote", "pre", "ul", "ol"})
_FIGURES = frozenset({"wp-caption", "gallery-item"})
_CREDITS = frozenset(
    {"media-credit", "wp-media-credit", "image-credit", "photo-credit", "credit", "isc_source_text",
     "wp-caption-credit", "photocredit", "image-source"}
)  # fmt: skip
LONGEST_CREDIT = 300
_BOOKMARK_PICTURES = frozenset({"kg-bookmark-thumbnail", "kg-bookmark-icon"})


def figure(writer: Writer, node: Node) -> None:
    classes = node.classes()
    pulled = not PULLED.isdisjoint(classes)
    if any(child.tag in _HELD for child in node.descendants()):
        if pulled:
            _pull(node)
        only_a_place(writer, node)
    elif pulled:
        quoted = Node("blockquote", {"class": "wp-block-pullquote"}, children=node.children)
        writer.write(quoted)
    elif "kg-bookmark-card" in classes:
        bookmark(writer, node)
    else:
        writer.frame(node)


def place(writer: Writer, node: Node) -> None:
    """A `div`, or what older themes made of figures and their words."""
    classes = node.classes() if node.attributes else frozenset[str]()
    if not _FIGURES.isdisjoint(classes):
        figure(writer, node)
    elif not _CREDITS.isdisjoint(classes) and writer.collected is not None:
        credit(writer, node)
    else:
        only_a_place(writer, node)


def words(writer: Writer, node: Node) -> None:
    """Words in a line; within a figure they may be of who made the picture."""
    credited = writer.collected is not None and node.attributes
    if credited and not _CREDITS.isdisjoint(node.classes()):
        credit(writer, node)
    else:
        writer.children(node)


def paragraph(writer: Writer, node: Node) -> None:
    credited = writer.collected is not None and node.attributes
    if credited and not _CREDITS.isdisjoint(node.classes()):
        credit(writer, node)
    else:
        elements.paragraph(writer, node)


def credit(writer: Writer, node: Node) -> None:
    words = unescape(re.sub(r"<[^>]*>", "", writer.apart(node)))
    if len(writer.credit) > LONGEST_CREDIT:
        # Of so many nobody made the picture; what is written is told as lost.
        return
    writer.credit = " ".join([*writer.credit.split(), *words.split()])


def bookmark(writer: Writer, node: Node) -> None:
    """A card that links to another page: its words, linked, and no picture of it."""
    links = (child for child in node.descendants() if child.tag == "a")
    address = next((link.attributes.get("href", "") for link in links), "")
    for child in node.descendants():
        child.children = [
            inner for inner in child.children if not isinstance(inner, Node) or inner.tag != "img"
        ]
        if child.tag == "a":
            child.tag = "div"
    titles = [child for child in node.descendants() if "kg-bookmark-title" in child.classes()]
    for title in titles[:1]:
        title.children = [Node("a", {"href": address}, children=title.children)]
    only_a_place(writer, node)


def image(writer: Writer, node: Node) -> None:
    attributes, classes = node.attributes, node.classes()
    alt = attributes.get("alt", "")
    if not _DRAWN_SIGNS.isdisjoint(classes):
        writer.text(alt.replace("&", "&amp;"))
        return
    address, attachment = real(attributes), _attachment(attributes) or writer.attachment
    sizes = [attributes.get(name, "") for name in ("width", "height")]
    if all(size in ("0", "1", "0px", "1px") for size in sizes):
        writer.losses.add("pixel", address)
    elif address or attachment:
        add(writer, Shown(address=address, attachment=attachment, alt=alt, link=writer.link))
    else:
        writer.losses.add("picture", attributes.get("src", "") or alt)


def add(writer: Writer, shown: Shown) -> None:
    """Show this here. A link to the picture itself is none; one to elsewhere cannot be kept."""
    if shown.link and leads_to_itself(shown.link, shown.address):
        shown = Shown(address=shown.address, attachment=shown.attachment, alt=shown.alt)
    elif shown.link:
        writer.losses.add("picture-link", shown.link)
    writer.shown.append(shown)
    writer.show(len(writer.shown) - 1)


def _attachment(attributes: dict[str, str]) -> str:
    if found := _FILE.search(attributes.get("class", "")):
        return found[1]
    numbers = (attributes.get(name, "").strip() for name in _NUMBERED_BY)
    return next((number for number in numbers if _NUMBER.fullmatch(number)), "")


def _pull(node: Node) -> None:
    for child in node.descendants():
        if child.tag == "blockquote":
            child.attributes["class"] = "wp-block-pullquote"


HANDLERS: dict[str, Handler] = {
    "figure": figure,
    "div": place,
    "dl": place,
    "span": words,
    "cite": words,
    "small": words,
    "p": paragraph,
    "img": image,
    "amp-img": image,
}
