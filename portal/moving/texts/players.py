"""Frames and players: what of other sites we show ourselves, and links to all else."""

import re
from collections.abc import Iterator

from portal.moving.texts.tree import Node
from portal.moving.texts.writer import Handler, Writer

_SOURCES = (
    "src", "data-src", "data-lazy-src", "data-litespeed-src", "data-original", "data", "srcdoc-src",
    "data-cmp-src", "data-cookieblock-src",
)  # fmt: skip
# How players were put into pages when these were programs of Flash.
_OLD = (
    (re.compile(r"(?i)youtube(?:-nocookie)?\.com/v/([\w-]{11})[&?]"), "https://youtu.be/{}"),
    (
        re.compile(r"(?i)vimeo\.com/moogaloop\.swf\?(?:[^&]*&)*?clip_id=([0-9]+)"),
        "https://vimeo.com/{}",
    ),
)
_LONGEST_OLD = 500


def frame(writer: Writer, node: Node) -> None:
    writer.embed(*_modern(_sources(node)), code="frame")


def program(writer: Writer, node: Node) -> None:
    """An object: what it names itself, by its parameters, or by what it holds."""
    found = list(_sources(node))
    for child in node.descendants():
        if child.tag == "param" and child.attributes.get("name", "").lower() in ("movie", "src"):
            found.append(child.attributes.get("value", ""))
        elif child.tag in ("embed", "iframe"):
            found += _sources(child)
    writer.embed(*_modern(found), code="frame")


def player(writer: Writer, node: Node) -> None:
    found = list(_sources(node))
    for child in node.descendants():
        if child.tag == "source":
            found += _sources(child)
    writer.embed(*_modern(found), code=node.tag)


def _sources(node: Node) -> Iterator[str]:
    for name in _SOURCES:
        address = node.attributes.get(name, "").strip()
        if address and not address.lower().startswith(("about:", "data:")):
            yield address


def _modern(addresses: Iterator[str] | list[str]) -> list[str]:
    return [_today(address) for address in addresses]


def _today(address: str) -> str:
    if len(address) <= _LONGEST_OLD:
        for old, new in _OLD:
            if found := old.search(address):
                return new.format(found[1])
    return address


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("iframe", "embed", "frame", "amp-iframe", "amp-youtube"), frame),
    **dict.fromkeys(("object", "applet"), program),
    **dict.fromkeys(("audio", "video"), player),
}
