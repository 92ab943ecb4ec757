"""How each element of HTML is written, but for figures and what is played."""

import re
from html import escape
from urllib.parse import urlsplit

from articles.editor import LINK_SCHEMES, PULL_QUOTE
from articles.embeds import HOSTS
from portal.moving.texts.tree import BLOCKS, Node
from portal.moving.texts.writer import Handler, Lines, Writer

PULLED = frozenset({"wp-block-pullquote", PULL_QUOTE})
_AS_THEY_ARE = (
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "tr", "caption",
    "strong", "b", "em", "i", "li",
)  # fmt: skip
_ONLY_PLACES = (
    "div", "section", "article", "aside", "header", "footer", "main", "address", "dl", "dt", "dd",
    "details", "hgroup", "nav", "fieldset", "legend", "figcaption", "menu", "dir", "dialog",
    "option",
)  # fmt: skip
_ONLY_WORDS = (
    "root", "span", "picture", "noscript", "cite", "time", "abbr", "acronym", "bdi", "bdo", "wbr",
    "code", "tt", "var", "samp", "label", "html", "body", "head", "meta", "link", "col",
    "colgroup", "source", "track", "param", "area", "map", "dfn", "template", "nobr",
)  # fmt: skip
_ONLY_STYLED = ("font", "center", "big", "small", "u", "mark", "marquee")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ATTRIBUTES = {"ol": ("start", "type"), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan")}
# What can be written in signs of its own, so that "m2" and "106" do not come to mean another thing.
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# The scripts of sites whose pages we show by ourselves.
_HOSTS_OF_SCRIPTS = HOSTS | {"connect.facebook.net", "embedr.flickr.com"}


def as_it_is(writer: Writer, node: Node) -> None:
    told = "".join(
        f' {name}="{escape(node.attributes[name])}"'
        for name in _ATTRIBUTES.get(node.tag, ())
        if name in node.attributes
    )
    writer.wrapped(node, node.tag, told=told)


def only_a_place(writer: Writer, node: Node) -> None:
    if writer.collected is None:
        writer.wrapped(node, "div")
    else:
        _parted(writer, node)


def _parted(writer: Writer, node: Node) -> None:
    writer.out.append(" ")
    writer.children(node)
    writer.out.append(" ")


def only_words(writer: Writer, node: Node) -> None:
    writer.children(node)


def only_styled(writer: Writer, node: Node) -> None:
    writer.losses.add("styling", node.tag)
    (only_a_place if node.tag in BLOCKS else only_words)(writer, node)


def unknown(writer: Writer, node: Node) -> None:
    """Of what we do not have only the words are kept."""
    name = node.tag if _NAME.fullmatch(node.tag) else "?"
    writer.losses.add(f"element:{name}", node.rest.strip())
    (only_a_place if node.tag in BLOCKS else only_words)(writer, node)


def paragraph(writer: Writer, node: Node) -> None:
    """Where lines make paragraphs, as an empty line, so that one within it parts it as well."""
    if writer.collected is not None:
        _parted(writer, node)
    elif writer.lines is Lines.BROKEN:
        writer.out.append("\n\n")
        writer.children(node)
        writer.out.append("\n\n")
    else:
        writer.wrapped(node, "p")


def line_break(writer: Writer, node: Node) -> None:
    """Two of them are the end of a paragraph where lines make these."""
    if writer.lines is Lines.BROKEN and writer.out and writer.out[-1] == "<br>":
        writer.out[-1] = "\n\n"
    else:
        writer.out.append("<br>")


def rule(writer: Writer, node: Node) -> None:
    writer.out.append("<hr>")


def exact(writer: Writer, node: Node) -> None:
    outer, writer.lines = writer.lines, Lines.EXACT
    only_a_place(writer, node)
    writer.lines = outer


def listed(writer: Writer, node: Node) -> None:
    """A list; one that holds the pictures of a gallery is none."""
    if any("gallery" in name for name in node.classes()):
        for child in node.children:
            if isinstance(child, Node) and child.tag == "li":
                child.tag = "div"
        writer.children(node)
    else:
        as_it_is(writer, node)


def quotation(writer: Writer, node: Node) -> None:
    pulled = not PULLED.isdisjoint(node.classes())
    told = f' class="{PULL_QUOTE}"' if pulled else ""
    for child in node.children:
        if isinstance(child, Node) and child.tag == "cite":
            child.tag = "p"
    writer.wrapped(node, "blockquote", told=told)


def summary(writer: Writer, node: Node) -> None:
    writer.out.append(f"<p><strong>{writer.apart(node)}</strong></p>")


def raised(writer: Writer, node: Node) -> None:
    """Figures above or below the line; of anything else only the words."""
    text = writer.apart(node)
    signs = _RAISED if node.tag == "sup" else _LOWERED
    if text.strip() and all(ord(sign) in signs for sign in text.strip()):
        writer.out.append(text.strip().translate(signs))
    else:
        writer.losses.add(f"element:{node.tag}", text)
        writer.out.append(text)


def script(writer: Writer, node: Node) -> None:
    try:
        host = urlsplit(node.attributes.get("src", "")).hostname
    except ValueError:
        host = None
    if host not in _HOSTS_OF_SCRIPTS:
        writer.losses.add(f"element:{node.tag}", node.rest.strip())


def link(writer: Writer, node: Node) -> None:
    """A link around words; one around a picture alone goes with the picture."""
    address = re.sub(r"[\t\n\r]", "", node.attributes.get("href", "")).strip()
    outer, writer.link = writer.link, address or writer.link
    if not address or _is_around_a_picture(node) or not _is_kept(writer, address):
        writer.children(node)
    else:
        if "wp-block-file__button" in node.classes():
            writer.out.append(" ")
        title = node.attributes.get("title", "")
        titled = f' title="{escape(title)}"' if title else ""
        writer.wrapped(node, "a", told=f' href="{escape(address)}"{titled}')
    writer.link = outer


def _is_around_a_picture(node: Node) -> bool:
    shows = any(child.tag in ("img", "amp-img") for child in node.descendants())
    return shows and not node.text().strip()


def _is_kept(writer: Writer, address: str) -> bool:
    scheme = _SCHEME.match(address)
    if address.startswith("#"):
        writer.losses.add("anchor", address)
        return False
    if (scheme and scheme[1].lower() not in LINK_SCHEMES) or address.startswith("["):
        writer.losses.add("link", address)
        return False
    return True


HANDLERS: dict[str, Handler] = {
    "?": unknown,
    **dict.fromkeys((*_AS_THEY_ARE, *_ATTRIBUTES), as_it_is),
    **dict.fromkeys(_ONLY_PLACES, only_a_place),
    **dict.fromkeys(_ONLY_WORDS, only_words),
    **dict.fromkeys(_ONLY_STYLED, only_styled),
    **dict.fromkeys(("ul", "ol"), listed),
    **dict.fromkeys(("sup", "sub"), raised),
    **dict.fromkeys(("pre", "listing"), exact),
    **dict.fromkeys(("script", "style"), script),
    "p": paragraph,
    "br": line_break,
    "hr": rule,
    "blockquote": quotation,
    "summary": summary,
    "a": link,
}
