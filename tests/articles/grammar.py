"""Whether a document has the form that its standard asks for: what may stand in each element.

A grammar has an `Element` for each name; what it does not name is refused, in a document of that
namespace and any other. The rules are written down from the standards named beside each.
"""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

ONE, MAYBE, MANY, SOME = (1, 1), (0, 1), (0, 10_000), (1, 50_000)

URL = r"https?://[^\s<>]+"
TEXT = r"(?s).*\S.*"
EMPTY = r"\s*"
ANY = r"(?s).*"
# https://www.w3.org/TR/NOTE-datetime, and RFC 3339 for Atom.
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
# RFC 822 with the four digits of RSS 2.0.
MAIL_DATE = (
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
NUMBER = r"\d+"
MIME = r"[a-z]+/[a-z0-9.+-]+"


@dataclass(frozen=True)
class Element:
    """`text` and the values of attributes are patterns; what has a `?` behind it may be missing."""

    children: dict[str, tuple[int, int]] = field(default_factory=dict)
    text: str = EMPTY
    attributes: dict[str, str] = field(default_factory=dict)


def faults(document: bytes, grammar: dict[str, Element], names: dict[str, str]) -> list[str]:
    """What is wrong with the document, the path of each element beside it; empty if it is valid."""
    root = ElementTree.fromstring(document)  # noqa: S314  # our own
    prefixes = {uri: prefix for prefix, uri in names.items()}
    return list(_faults(root, _name(root.tag, prefixes), grammar, prefixes))


def _name(tag: str, prefixes: dict[str, str]) -> str:
    uri, _, local = tag.removeprefix("{").rpartition("}")
    prefix = prefixes.get(uri, uri) if uri else ""
    return f"{prefix}:{local}" if prefix else local


def _faults(node, path, grammar, prefixes):
    name = _name(node.tag, prefixes)
    rule = grammar.get(f"{path.rpartition('/')[0].rpartition('/')[2]}/{name}") or grammar.get(name)
    if rule is None:
        yield f"{path}: unknown"
        return
    if not re.fullmatch(rule.text, node.text or ""):
        yield f"{path}: {node.text!r}"
    yield from _attribute_faults(node, path, rule, prefixes)
    found = [_name(child.tag, prefixes) for child in node]
    for child in sorted(set(found) - rule.children.keys()):
        yield f"{path}: has {child}"
    for child, (least, most) in rule.children.items():
        if not least <= found.count(child) <= most:
            yield f"{path}: {found.count(child)} {child}"
    for child in node:
        yield from _faults(child, f"{path}/{_name(child.tag, prefixes)}", grammar, prefixes)


def _attribute_faults(node, path, rule, prefixes):
    said = {_name(key, prefixes): value for key, value in node.attrib.items()}
    for name in said.keys() - {key.rstrip("?") for key in rule.attributes}:
        yield f"{path}: has @{name}"
    for key, pattern in rule.attributes.items():
        value = said.get(key.rstrip("?"))
        if value is None:
            if not key.endswith("?"):
                yield f"{path}: no @{key}"
        elif not re.fullmatch(pattern, value):
            yield f"{path}: @{key} {value!r}"


def lost(html: str) -> list[str]:
    """Addresses in a text that nobody could follow who reads it elsewhere."""
    found = re.findall(r'(?:href|src)="([^"]*)"', html)
    return [each for each in found if not re.match("https?://|mailto:", each)]


XML = "http://www.w3.org/XML/1998/namespace"
ATOM_NAMES = {
    "": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/", "xml": XML,
}  # fmt: skip
RSS_NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "xml": XML,
}

# https://www.rssboard.org/media-rss
_MEDIA = {
    "media:content": Element(
        {"media:credit": MAYBE, "media:description": MAYBE, "media:thumbnail": MANY},
        attributes={
            "url": URL, "type": MIME, "medium": "image", "width": NUMBER, "height": NUMBER,
        },
    ),
    "media:credit": Element(text=TEXT),
    "media:description": Element(text=TEXT, attributes={"type": "plain|html"}),
    "media:thumbnail": Element(attributes={"url": URL}),
}  # fmt: skip

# https://www.rssboard.org/rss-specification; what its profile asks for is asked for too.
RSS = _MEDIA | {
    "rss": Element({"channel": ONE}, attributes={"version": r"2\.0"}),
    "channel": Element(
        {
            "title": ONE, "link": ONE, "description": ONE, "language": ONE, "lastBuildDate": ONE,
            "atom:link": ONE, "item": MANY,
        }
    ),
    "title": Element(text=TEXT),
    "link": Element(text=URL),
    "description": Element(text=TEXT),
    "item/description": Element(text=ANY),
    "language": Element(text=LANGUAGE),
    "lastBuildDate": Element(text=MAIL_DATE),
    "atom:link": Element(attributes={"rel": "self", "href": URL}),
    "item": Element(
        {
            "title": ONE, "link": ONE, "description": MAYBE, "guid": ONE, "pubDate": ONE,
            "enclosure": MAYBE, "category": MANY, "dc:creator": MANY, "content:encoded": MAYBE,
            "media:content": MAYBE,
        }
    ),
    "guid": Element(text=URL, attributes={"isPermaLink": "false"}),
    "pubDate": Element(text=MAIL_DATE),
    "enclosure": Element(attributes={"url": URL, "length": NUMBER, "type": MIME}),
    "category": Element(text=TEXT),
    "dc:creator": Element(text=TEXT),
    "content:encoded": Element(text=TEXT),
}  # fmt: skip

# RFC 4287: sections 4.1 and 4.2, and its appendix B.
_LINK = {"href": URL, "rel?": "self|alternate|enclosure", "type?": MIME, "length?": NUMBER}
ATOM = _MEDIA | {
    "feed": Element(
        {
            "id": ONE, "title": ONE, "updated": ONE, "subtitle": MAYBE, "link": (2, 2),
            "author": SOME, "entry": MANY,
        },
        attributes={"xml:lang": LANGUAGE},
    ),
    "entry": Element(
        {
            "id": ONE, "title": ONE, "updated": ONE, "published": MAYBE, "summary": MAYBE,
            "content": MAYBE, "link": SOME, "author": MANY, "category": MANY,
            "media:content": MAYBE,
        },
        attributes={"xml:lang?": LANGUAGE},
    ),
    "id": Element(text=URL),
    "title": Element(text=TEXT),
    "subtitle": Element(text=TEXT),
    "updated": Element(text=MOMENT),
    "published": Element(text=MOMENT),
    "summary": Element(text=ANY, attributes={"type": "html"}),
    "content": Element(text=TEXT, attributes={"type": "html"}),
    "link": Element(attributes=_LINK),
    "author": Element({"name": ONE, "uri": MAYBE}),
    "name": Element(text=TEXT),
    "uri": Element(text=URL),
    "category": Element(attributes={"term": TEXT}),
}  # fmt: skip

SITEMAP_NAMES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}

# https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd and siteindex.xsd, with
# https://www.google.com/schemas/sitemap-image/1.1/ and .../sitemap-news/0.9/sitemap-news.xsd
SITEMAP = {
    "sitemapindex": Element({"sitemap": SOME}),
    "sitemap": Element({"loc": ONE, "lastmod": MAYBE}),
    "urlset": Element({"url": SOME}),
    "url": Element({"loc": ONE, "lastmod": MAYBE, "image:image": MANY, "news:news": MAYBE}),
    "loc": Element(text=URL),
    "lastmod": Element(text=MOMENT),
    "image:image": Element({"image:loc": ONE}),
    "image:loc": Element(text=URL),
    "news:news": Element(
        {"news:publication": ONE, "news:publication_date": ONE, "news:title": ONE}
    ),
    "news:publication": Element({"news:name": ONE, "news:language": ONE}),
    "news:name": Element(text=TEXT),
    "news:language": Element(text="zh-cn|zh-tw|[a-z]{2,3}"),
    "news:publication_date": Element(text=MOMENT),
    "news:title": Element(text=TEXT),
}
