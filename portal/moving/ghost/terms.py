"""Tags of Ghost as sections, tags and marks.

The first public tag of a post is its primary one: themes show it as the section of the post, so it
becomes its category, and its others are tags. One tag can be both, for different posts. Those with
“#” before their name are internal, marks for who works there, and no reader saw them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.moving.ghost.values import Row
from portal.moving.records import Filed, Notice, Record, Term

CATEGORY, TAG, INTERNAL = "category", "post_tag", "internal"
_META = {
    "_yoast_wpseo_title": "meta_title",
    "_yoast_wpseo_metadesc": "meta_description",
    "_yoast_wpseo_canonical": "canonical_url",
    "feature_image": "feature_image",
}


# Without equality of its own, so that a tag is itself wherever it is met.
@dataclass(frozen=True, eq=False)
class Tag:
    row: Row
    slug: str
    name: str

    @property
    def is_internal(self) -> bool:
        return self.row.text("visibility") == "internal" or self.name.startswith("#")


class Tags:
    """All tags of an export, and which of them its posts have."""

    def __init__(self, tags: Iterable[Row], posts_tags: Iterable[Row]) -> None:
        self._notices: list[Notice] = []
        self._by_slug: dict[str, Tag] = {}
        self._by_id: dict[str, Tag] = {}
        self._unknown = 0
        for row in tags:
            self._add(row)
        self._parents = self._without_cycles()
        # A dict for its order, and so that no tag counts twice.
        self._of_posts: dict[str, dict[Tag, None]] = defaultdict(dict)
        for row in sorted(posts_tags, key=lambda row: row.number("sort_order")):
            tag = self._by_id.get(row.text("tag_id"))
            if tag is None:
                self._unknown += 1
            else:
                self._of_posts[row.text("post_id")][tag] = None

    def filed(self, post_id: str) -> tuple[Filed, ...]:
        """What a post is filed under, in its own order."""
        primary = self.primary(post_id)
        return tuple(
            Filed(
                taxonomy=INTERNAL if tag.is_internal else CATEGORY if tag is primary else TAG,
                slug=tag.slug,
                name=tag.name,
            )
            for tag in self._of_posts.get(post_id, ())
        )

    def primary(self, post_id: str) -> Tag | None:
        return next((tag for tag in self._of_posts.get(post_id, ()) if not tag.is_internal), None)

    def records(self) -> Iterator[Record]:
        """Each tag as what posts are filed under by it; as a tag, if there are none."""
        yield from self._notices
        if self._unknown:
            text = _("Posts have tags that are not in the file, %(count)s in all.")
            yield Notice(code="lost-filed", text=text % {"count": self._unknown})
        used: dict[str, set[Tag]] = {CATEGORY: set(), TAG: set(), INTERNAL: set()}
        for post_id in self._of_posts:
            for tag, filed in zip(self._of_posts[post_id], self.filed(post_id), strict=True):
                used[filed.taxonomy].add(tag)
        for tag in self._by_slug.values():
            if not any(tag in tags for tags in used.values()):
                used[INTERNAL if tag.is_internal else TAG].add(tag)
        for taxonomy, tags in used.items():
            known = tags | self._above(tags)
            yield from (self._term(tag, taxonomy) for tag in self._by_slug.values() if tag in known)

    def _add(self, row: Row) -> None:
        slug = row.text("slug") or row.id
        if not slug:
            text = _("A tag without a name and an address was left out.")
            self._notices.append(Notice(code="lost-term", text=text))
            return
        tag = self._by_slug.get(slug)
        if tag is None:
            tag = self._by_slug[slug] = Tag(row, slug, row.text("name") or slug)
        else:
            text = _("The tag “%(slug)s” stands in the file more than once; the first was taken.")
            values = {"slug": slug}
            self._notices.append(Notice(code="repaired-repeated-term", text=text % values))
        self._by_id.setdefault(row.id, tag)

    def _without_cycles(self) -> dict[Tag, Tag]:
        """The parent of each tag; a tag above itself has none."""
        parents: dict[Tag, Tag] = {}
        done: set[Tag] = set()
        for first in self._by_slug.values():
            if first in done:
                continue
            path, tag = [first], self._parent(first)
            # One that has a parent already and is not done stands in this very path.
            while tag and tag not in done and tag is not path[-1] and tag not in parents:
                parents[path[-1]] = tag
                path.append(tag)
                tag = self._parent(tag)
            if tag in done:
                parents[path[-1]] = tag
            elif tag:
                self._notices.append(_cycle(path[-1]))
            done.update(path)
        return parents

    def _parent(self, tag: Tag) -> Tag | None:
        parent_id = tag.row.text("parent_id")
        return self._by_id.get(parent_id) if parent_id else None

    def _above(self, tags: Iterable[Tag]) -> set[Tag]:
        above: set[Tag] = set()
        for tag in tags:
            parent = self._parents.get(tag)
            while parent and parent not in above:
                above.add(parent)
                parent = self._parents.get(parent)
        return above

    def _term(self, tag: Tag, taxonomy: str) -> Term:
        parent = self._parents.get(tag)
        meta: Mapping[str, tuple[str, ...]] = {
            key: (value,) for key, name in _META.items() if (value := tag.row.text(name))
        }
        return Term(
            taxonomy=taxonomy,
            slug=tag.slug,
            id=tag.row.id,
            name=tag.name,
            parent=parent.slug if parent else "",
            description=tag.row.text("description"),
            meta=meta,
        )


def _cycle(tag: Tag) -> Notice:
    text = _("The tag “%(name)s” is above itself; it was left without a parent.")
    return Notice(code="repaired-cycle", text=text % {"name": tag.name[:80]})
