"""Posts and pages of an export, in the words that WordPress has for their state."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from portal.moving.ghost.bodies import choose
from portal.moving.ghost.numbering import Numbering
from portal.moving.ghost.people import People
from portal.moving.ghost.pictures import Pictures
from portal.moving.ghost.remarks import Remarks
from portal.moving.ghost.site import Site, is_page
from portal.moving.ghost.terms import Tags
from portal.moving.ghost.values import Row, words
from portal.moving.records import Item, Notice, Record

_STATES = {"published": "publish", "draft": "draft", "scheduled": "future", "sent": "private"}
# Names that Yoast has for what posts of Ghost say of themselves to search engines and networks.
_META = {
    "_yoast_wpseo_title": "meta_title",
    "_yoast_wpseo_metadesc": "meta_description",
    "_yoast_wpseo_canonical": "canonical_url",
    "_yoast_wpseo_opengraph-title": "og_title",
    "_yoast_wpseo_opengraph-description": "og_description",
    "_yoast_wpseo_opengraph-image": "og_image",
    "_yoast_wpseo_twitter-title": "twitter_title",
    "_yoast_wpseo_twitter-description": "twitter_description",
    "_yoast_wpseo_twitter-image": "twitter_image",
    "_email_subject": "email_subject",
}
_LONGEST_NAME = 80


class Items:
    """Makes items of posts, with what other tables of the export say of them."""

    def __init__(
        self,
        site: Site,
        *,
        people: People,
        tags: Tags,
        pictures: Pictures,
        remarks: Remarks,
        posts_meta: Iterable[Row],
    ) -> None:
        self._site, self._people, self._tags = site, people, tags
        self._pictures, self._remarks = pictures, remarks
        self._about = {row.text("post_id"): row for row in posts_meta}
        self._ids, self._guids = Numbering(), Numbering()

    def records(self, posts: Iterable[Row]) -> Iterator[Record]:
        for number, post in enumerate(posts, start=1):
            yield from self._post(post, number)

    def _post(self, post: Row, number: int) -> Iterator[Record]:
        given = post.id or f"post:{number}"
        item_id = self._ids.unique(given)
        name = called(post)
        if item_id != given:
            text = _("%(name)s: its number (%(id)s) is that of another post; it was given its own.")
            values = {"name": name, "id": given[:_LONGEST_NAME]}
            yield Notice(code="repaired-repeated-id", text=text % values)
        chosen = choose(post, name=name)
        yield from chosen.notices
        yield from _lost(post, name)
        if count := self._people.unknown(post):
            text = _("%(name)s: %(count)s of its authors are not in the file.")
            yield Notice(code="lost-author", text=text % {"name": name, "count": count})
        yield self._item(post, item_id=item_id, body=chosen.html)

    def _item(self, post: Row, *, item_id: str, body: str) -> Item:
        about = self._about_post(post)
        at = post.moment("published_at", "created_at")
        authors = self._people.authors(post)
        visibility = _visibility(post)
        is_public = not visibility and not about.is_true("email_only")
        picture = self._pictures.of(post, about=about, post_id=item_id)
        own = {"_visibility": visibility, "_thumbnail_id": picture.id if picture else ""}
        meta = {key: about.text(column) for key, column in _META.items()} | own
        return Item(
            id=item_id,
            kind="page" if is_page(post) else "post",
            guid=self._guids.unique(post.text("uuid") or item_id),
            title=post.text("title"),
            link=self._link(post, at=at, authors=authors),
            slug=post.text("slug"),
            status=_status(post, is_public=is_public),
            at=at,
            local=self._site.local(at),
            modified_at=post.moment("updated_at"),
            authors=authors,
            excerpt=post.text("custom_excerpt"),
            body=body,
            form="html",
            is_sticky=post.is_true("featured"),
            filed=self._tags.filed(post.id),
            meta={key: (value,) for key, value in meta.items() if value},
            remarks=self._remarks.of(post.id),
        )

    def _link(self, post: Row, *, at: datetime | None, authors: tuple[str, ...]) -> str:
        """Where it was; what was not published was nowhere."""
        if post.text("status") != "published":
            return ""
        tag = self._tags.primary(post.id)
        return self._site.link(post, at=at, authors=authors, primary_tag=tag.slug if tag else "")

    def _about_post(self, post: Row) -> Row:
        """What is said about a post, which before version 3 stood in the post itself."""
        said: Mapping[str, object] = self._about.get(post.id, Row()).values
        return Row({**post.values, **{name: value for name, value in said.items() if value}})


def called(post: Row) -> str:
    """What a notice calls this post."""
    name = post.text("title", "slug", "id").strip()
    return _("“%(title)s”") % {"title": name[:_LONGEST_NAME]}


def _visibility(post: Row) -> str:
    """Who may read it; empty for everybody. What cannot be understood is not for everybody."""
    value = post.values.get("visibility")
    return "" if value in (None, "", "public") else words(value) or "?"


def _status(post: Row, *, is_public: bool) -> str:
    """What was not for everybody stays private here, where there are no members."""
    status = _STATES.get(post.text("status"), "draft")
    return status if is_public or status == "draft" else "private"


def _lost(post: Row, name: str) -> Iterator[Notice]:
    if post.text("codeinjection_head", "codeinjection_foot").strip():
        text = _("%(name)s: code that was added to the head or foot of its page was left out.")
        yield Notice(code="lost-code", text=text % {"name": name})
    if post.text("status") not in _STATES:
        text = _("%(name)s: its state (%(status)s) is not known; it stays a draft.")
        values = {"name": name, "status": post.text("status")[:_LONGEST_NAME] or "?"}
        yield Notice(code="repaired-status", text=text % values)
    for column in ("published_at", "updated_at"):
        if post.text(column) and not post.moment(column):
            text = _("%(name)s: “%(date)s” is no date.")
            values = {"name": name, "date": post.text(column)[:_LONGEST_NAME]}
            yield Notice(code="lost-date", text=text % values)
