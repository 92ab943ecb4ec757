"""Where the pages of a Ghost site were, and what its clock showed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from urllib.parse import quote, urljoin, urlsplit
from zoneinfo import ZoneInfo

from portal.moving.ghost.values import Row, words

# Ghost writes this for its own address, which it does not export; tools escape slashes in JSON.
_PLACE = re.compile(r"__GHOST_URL__")
_PLACE_AND_SLASH = re.compile(r"__GHOST_URL__(?:\\{0,7}/)?")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,40}(?:/[A-Za-z][A-Za-z0-9_+-]{0,40}){0,2}")
_ADDRESS = re.compile(r"https?://[^\s\\\"'<>\x00-\x20\x7f]{1,250}", re.IGNORECASE)
_PART = re.compile(r"\{([a-z_]+)\}")
# What Ghost puts where a post has no tag or author to show in its address.
_NONE = "all"


@dataclass(frozen=True, kw_only=True)
class Site:
    """`address` has no slash at its end, and is empty where nobody knows it.

    `permalink` is the address of a post under it; those of pages are not a matter of choice.
    """

    title: str = ""
    address: str = ""
    language: str = ""
    zone: tzinfo = UTC
    permalink: str = "/{slug}/"

    def resolved(self, row: Mapping[str, object]) -> Row:
        """The row with the site's address where Ghost has written a sign for it."""
        return Row({name: self._resolved(value) for name, value in row.items()})

    def absolute(self, address: str) -> str:
        """The address of a file, which is relative in exports before version 4."""
        if not self.address or not address or "\\" in address:
            return address
        try:
            return urljoin(f"{self.address}/", address)
        except ValueError:
            return address

    def local(self, at: datetime | None) -> datetime | None:
        """What the clock of the newsroom showed then."""
        return at.astimezone(self.zone).replace(tzinfo=None) if at else None

    def link(
        self, post: Row, *, at: datetime | None, authors: Iterable[str], primary_tag: str
    ) -> str:
        """Where a published post or page was; nothing for one that has no slug."""
        slug = post.text("slug")
        if not slug:
            return ""
        clock = self.local(at)
        author = next(iter(authors), _NONE)
        parts = {
            "slug": slug,
            "id": post.id,
            "primary_tag": primary_tag or _NONE,
            "primary_author": author,
            "author": author,
            "year": f"{clock:%Y}" if clock else "",
            "month": f"{clock:%m}" if clock else "",
            "day": f"{clock:%d}" if clock else "",
        }
        form = "/{slug}/" if is_page(post) else self.permalink
        return self.address + _PART.sub(lambda found: quote(parts.get(found[1], ""), safe=""), form)

    def _resolved(self, value: object) -> object:
        if not isinstance(value, str) or "__GHOST_URL__" not in value:
            return value
        if self.address:
            return _PLACE.sub(lambda found: self.address, value)
        return _PLACE_AND_SLASH.sub("/", value)


def is_page(post: Row) -> bool:
    """Before version 3 a column of its own said so."""
    return post.text("type") == "page" or post.is_true("page")


def site_of(settings: Iterable[Row], *, address: str, permalink: str) -> Site:
    """The site as its settings tell of it; who gives an address knows better than they do."""
    said = {row.text("key"): row.values.get("value") for row in settings}
    told = Row(said)
    return Site(
        title=told.text("title"),
        address=_address(address) or _address(told.text("url")),
        language=told.text("locale", "lang", "default_locale", "defaultLang"),
        zone=_zone(words(said.get("timezone")) or told.text("active_timezone", "activeTimezone")),
        permalink=permalink,
    )


def _address(text: str) -> str:
    text = text.strip().rstrip("/")
    try:
        is_address = bool(_ADDRESS.fullmatch(text) and urlsplit(text).hostname)
    except ValueError:
        return ""
    return text if is_address else ""


def _zone(name: str) -> tzinfo:
    if not _ZONE.fullmatch(name):
        return UTC
    try:
        return ZoneInfo(name)
    # A folder of zones has a name too.
    except (KeyError, ValueError, OSError):
        return UTC
