"""The two forms in which a feed is written: RSS 2.0 and Atom 1.0.

https://www.rssboard.org/rss-specification, https://www.rfc-editor.org/rfc/rfc4287,
https://www.rssboard.org/media-rss, https://web.resource.org/rss/1.0/modules/content/
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

# An empty feed never changed; by the present moment its bytes would differ each second.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Creator:
    """Who wrote an item; the address is absolute, and may be none."""

    name: str
    uri: str = ""


@dataclass(frozen=True, kw_only=True)
class Medium:
    """The picture of an item, by its absolute address, with what stands beside it."""

    url: str
    type: str
    width: int
    height: int
    thumbnail: str
    credit: str
    description: str


class _Dated(SyndicationFeed):
    def latest_post_date(self) -> datetime:
        """When an item last came or was updated, whatever was cut off behind it."""
        moments = (item["updateddate"] or item["pubdate"] for item in self.items)
        return max((moment for moment in moments if moment), default=_NEVER)


class Rss(_Dated, Rss201rev2Feed):
    """RSS that names each author, and has the whole text and its picture beside the summary.

    Of an item it takes `creators`, and if it has them `html` and `medium`.
    """

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for creator in item["creators"]:
            handler.addQuickElement("dc:creator", creator.name)
        if html := item.get("html"):
            handler.addQuickElement("content:encoded", html)
        if medium := item.get("medium"):
            _add_medium(handler, medium)


class Atom(_Dated, Atom1Feed):
    """Atom that names each author, and has the whole text beside the summary."""

    def root_attributes(self) -> dict[str, str]:
        return super().root_attributes() | {"xmlns:media": "http://search.yahoo.com/mrss/"}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item.get("language")
        return super().item_attributes(item) | ({"xml:lang": language} if language else {})

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        # Of what has no author of its own (RFC 4287, section 4.1.1).
        _add_author(handler, self.feed["home"])

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for creator in item["creators"]:
            _add_author(handler, creator)
        if html := item.get("html"):
            handler.addQuickElement("content", html, {"type": "html"})
        if medium := item.get("medium"):
            _add_medium(handler, medium)


def _add_author(handler: Any, creator: Creator) -> None:
    handler.startElement("author", {})
    handler.addQuickElement("name", creator.name)
    if creator.uri:
        handler.addQuickElement("uri", creator.uri)
    handler.endElement("author")


def _add_medium(handler: Any, medium: Medium) -> None:
    size = {"width": str(medium.width), "height": str(medium.height)}
    about = {"url": medium.url, "type": medium.type, "medium": "image"}
    handler.startElement("media:content", about | size)
    if medium.credit:
        handler.addQuickElement("media:credit", medium.credit)
    if medium.description:
        handler.addQuickElement("media:description", medium.description, {"type": "plain"})
    handler.addQuickElement("media:thumbnail", None, {"url": medium.thumbnail})
    handler.endElement("media:content")
