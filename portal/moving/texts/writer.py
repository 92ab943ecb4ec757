"""Writes a tree as HTML that our own sanitiser reads, with places for pictures and embeds."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import Enum
from html import escape, unescape

from articles.embeds import Embed, at
from portal.moving.texts.results import Losses, Shown
from portal.moving.texts.tree import BLOCKS, Node


class Lines(Enum):
    """What a new line in a text means.

    A space; a space, but an empty one the end of a paragraph; a break, and so an empty one; or all
    of them are breaks, and spaces are as wide as they were typed.
    """

    JOINED = 1
    PARAGRAPHS = 2
    BROKEN = 3
    EXACT = 4


LONGEST_ADDRESS = 3000
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*+\n)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"\[\]]+")
# Sites whose addresses WordPress puts what is there for, and we do not.
_OTHERS_EMBEDDED = re.compile(
    r"https?://(?:[\w-]+\.)?(?:dailymotion\.com|dai\.ly|flickr\.com|flic\.kr|ted\.com|imgur\.com"
    r"|reddit\.com|tumblr\.com|slideshare\.net|scribd\.com|issuu\.com|mixcloud\.com|pinterest\.\w+"
    r"|speakerdeck\.com|wordpress\.tv|videopress\.com|bsky\.app|pca\.st|kickstarter\.com)/"
)
_SPACES_BEHIND = re.compile(r"(?<=[ \n]) ")
# Where an address that has a line for itself stands for what is there.
_MAY_EMBED = frozenset(
    {"root", "p", "div", "section", "article", "blockquote", "center", "figure", "span"}
)
# Where white space only keeps the source tidy.
_TIDY = frozenset({"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl", "colgroup"})
_UNSTYLED = frozenset({"img", "figure", "iframe", "video", "audio", "col", "embed", "object"})

Medium = int | Embed


class Writer:
    """`collected` are the media of the figure that is being written, if one is.

    `attachment` and `link` are what is known around a picture before it is met.
    """

    def __init__(
        self, handlers: Mapping[str, "Handler"], *, lines: Lines, footnotes: str = ""
    ) -> None:
        self.handlers = handlers
        self.lines = lines
        self.footnotes = footnotes
        self.out: list[str] = []
        self.shown: list[Shown] = []
        self.attached: list[str] = []
        self.losses = Losses()
        self.embeds_addresses = True
        self.collected: list[Medium] | None = None
        self.attachment = self.link = self.credit = ""

    def write(self, node: Node) -> None:
        if "style" in node.attributes and node.tag not in _UNSTYLED:
            style = node.attributes["style"]
            self.losses.add("background" if "url(" in style else "styling", style)
        handler = self.handlers.get(node.tag)
        if node.is_scope:
            self.out.append(" ")
            (handler or self.handlers["wp:"])(self, node)
            self.out.append(" ")
        else:
            (handler or self.handlers["?"])(self, node)

    def children(self, node: Node) -> None:
        embeds = self.embeds_addresses and (node.tag in _MAY_EMBED or node.tag[:3] == "wp:")
        is_tidy = node.tag in _TIDY
        for place, child in enumerate(node.children):
            if isinstance(child, Node):
                self.write(child)
            elif embeds and "://" in child:
                self._lines(child, starts=_parts(node, place - 1), ends=_parts(node, place + 1))
            elif not (is_tidy and child.isspace()):
                self.text(child)

    def wrapped(self, node: Node, tag: str, *, told: str = "") -> None:
        """The element with this tag; `told` are its attributes."""
        self.out.append(f"<{tag}{told}>")
        self.children(node)
        self.out.append(f"</{tag}>")

    def apart(self, node: Node, *, lines: Lines | None = None) -> str:
        """What stands in it, instead of writing it."""
        out, self.out = self.out, []
        self.within(node, lines=lines or self.lines)
        written, self.out = "".join(self.out), out
        return written

    def within(self, node: Node, *, lines: Lines) -> None:
        """What stands in it, where new lines mean this."""
        outer, self.lines = self.lines, lines
        self.children(node)
        self.lines = outer

    def text(self, source: str) -> None:
        """Words as the source has them, in which references stay what they are."""
        if "<" in source:
            source = source.replace("<", "&lt;")
        if self.lines is Lines.EXACT:
            source = _SPACES_BEHIND.sub("\xa0", source.replace("\t", "    ")).replace("\n", "<br>")
        elif "\n" in source:
            source = self._joined(source)
        if source:
            self.out.append(source)

    def show(self, medium: Medium, *, caption: str = "") -> None:
        if self.collected is not None:
            self.collected.append(medium)
            return
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        if isinstance(medium, int):
            self.out.append(f'<figure><img data-shown="{medium}">{below}</figure>')
        else:
            address = escape(medium.address)
            self.out.append(f'<figure data-embed="{address}">{below}</figure>')

    def frame(self, node: Node, *, caption: str = "", credit: str = "") -> None:
        """A figure: its media, with all its words below the last of them."""
        outer, outer_credit = self.collected, self.credit
        self.collected, self.credit = [], credit
        words = f"{self.apart(node, lines=Lines.JOINED).strip()} {caption}".strip()
        media, self.collected = self.collected, outer
        credit, self.credit = self.credit, outer_credit
        if credit and not any(isinstance(medium, int) for medium in media):
            words = f"{words} {escape(credit)}".strip()
        for place, medium in enumerate(media):
            below = words if place == len(media) - 1 else ""
            if isinstance(medium, int):
                shown = self.shown[medium]
                maker = credit or shown.credit
                self.shown[medium] = replace(shown, caption=below, credit=maker)
            self.show(medium, caption=below)
        if words and (outer is not None or not media):
            self.out.append(f"<p>{words}</p>" if outer is None else f" {words} ")

    def embed(self, *addresses: str, code: str) -> None:
        """What the first of these shows that we can show; a link, and a loss, without one."""
        known = (embed for address in addresses if (embed := at(address)))
        if embed := next(known, None):
            self.show(embed)
            return
        address = next((each for each in addresses if each.strip()), "")
        self.losses.add(code, address)
        if address and not address.lower().startswith(("data:", "javascript:", "about:")):
            self.line(f'<a href="{escape(address)}">{escape(address)}</a>')

    def line(self, html: str) -> None:
        """A paragraph of its own, or words of the figure that is being written."""
        self.out.append(f"<p>{html}</p>" if self.collected is None else f" {html} ")

    def _joined(self, source: str) -> str:
        if self.lines is Lines.JOINED:
            return source.replace("\n", " ")
        if self.out and self.out[-1] == "<br>":
            # A new line behind a break is in the source alone.
            source = source.lstrip(" \t").removeprefix("\n")
        between = "<br>" if self.lines is Lines.BROKEN else " "
        return "\n\n".join(part.replace("\n", between) for part in _EMPTY_LINES.split(source))

    def _lines(self, source: str, *, starts: bool, ends: bool) -> None:
        """A text some lines of which may be addresses and nothing else."""
        lines = source.split("\n")
        kept: list[str] = []
        for place, line in enumerate(lines):
            is_whole = (place or starts) and (place < len(lines) - 1 or ends)
            if is_whole and _ADDRESS.fullmatch(line.strip()[:LONGEST_ADDRESS]):
                self.text("\n".join([*kept, ""]))
                self._address(unescape(line.strip()))
                kept = [""]
            else:
                kept.append(line)
        self.text("\n".join(kept))

    def _address(self, address: str) -> None:
        if embed := at(address):
            self.show(embed)
        else:
            if _OTHERS_EMBEDDED.match(address):
                self.losses.add("embed", address)
            self.out.append(f'<a href="{escape(address)}">{escape(address)}</a>')


Handler = Callable[[Writer, Node], None]


def _parts(node: Node, place: int) -> bool:
    """Whether the line ends there: at the edge of a block, or at another one."""
    if 0 <= place < len(node.children):
        beside = node.children[place]
        return isinstance(beside, Node) and (
            beside.tag in BLOCKS or beside.tag == "br" or beside.is_scope
        )
    return node.tag != "span"
