"""Feature images of posts, as the files that WordPress would have made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from portal.moving.ghost.numbering import Numbering
from portal.moving.ghost.site import Site
from portal.moving.ghost.values import Row
from portal.moving.records import Item

ALT = "_wp_attachment_image_alt"


@dataclass(frozen=True)
class _Shown:
    address: str
    alt: str
    caption: str


class Pictures:
    """One file for each picture, however many posts have it, unless they describe it otherwise."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._files: dict[_Shown, Item] = {}
        self._guids = Numbering()

    def of(self, post: Row, *, about: Row, post_id: str) -> Item | None:
        """The feature image of this post, with what is said `about` it."""
        address = self._site.absolute(post.text("feature_image", "image").strip())
        if not address:
            return None
        alt, caption = about.text("feature_image_alt"), about.text("feature_image_caption")
        shown = _Shown(address, alt, caption)
        if shown not in self._files:
            self._files[shown] = self._file(shown, post, post_id)
        return self._files[shown]

    def records(self) -> Iterator[Item]:
        yield from self._files.values()

    def _file(self, shown: _Shown, post: Row, post_id: str) -> Item:
        return Item(
            id=f"image:{len(self._files) + 1}",
            kind="attachment",
            guid=self._guids.unique(shown.address),
            title=_name(shown.address),
            status="inherit",
            at=post.moment("published_at", "created_at"),
            excerpt=shown.caption,
            form="html",
            parent=post_id,
            file=shown.address,
            meta={ALT: (shown.alt,)} if shown.alt else {},
        )


def _name(address: str) -> str:
    try:
        return unquote(urlsplit(address).path.rpartition("/")[2])
    except ValueError:
        return ""
