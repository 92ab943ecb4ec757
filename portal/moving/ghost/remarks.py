"""Comments of members under posts; an export has them only if a tool has put them in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from portal.moving.ghost.numbering import Numbering
from portal.moving.ghost.values import Row
from portal.moving.records import Notice, Record, Remark

# In the words of WordPress.
_STATES = {"published": "1", "hidden": "0", "deleted": "trash"}


class Remarks:
    """All comments of an export by their posts, with the names of who wrote them."""

    def __init__(self, comments: Iterable[Row], members: Iterable[Row]) -> None:
        self._members = {row.id: row for row in members}
        self._of_posts: dict[str, list[Remark]] = defaultdict(list)
        comments = list(comments)
        self._ids = {row.id for row in comments if row.id}
        numbering = Numbering()
        for row in comments:
            self._of_posts[row.text("post_id")].append(self._remark(row, numbering))

    def of(self, post_id: str) -> tuple[Remark, ...]:
        """The comments of this post, which are then no longer left over."""
        return tuple(self._of_posts.pop(post_id, ()))

    def left_over(self) -> Iterator[Record]:
        """What is lost of them, once each post has got its own."""
        if count := sum(map(len, self._of_posts.values())):
            text = _("%(count)s comments belong to posts that are not in the file; they are lost.")
            yield Notice(code="lost-comments", text=text % {"count": count})
        if self._members:
            text = _(
                "%(count)s members are in the file. Their names are under their comments; accounts"
                " of readers were not taken."
            )
            yield Notice(code="lost-members", text=text % {"count": len(self._members)})

    def _remark(self, row: Row, numbering: Numbering) -> Remark:
        member = self._members.get(row.text("member_id"), Row())
        # The comment that was answered, which stands in the thread of its parent.
        answered = row.text("in_reply_to_id")
        return Remark(
            id=numbering.unique(row.id or "comment"),
            parent=answered if answered in self._ids else row.text("parent_id"),
            author=member.text("name"),
            email=member.text("email"),
            at=row.moment("created_at"),
            text=row.text("html"),
            approved=_STATES.get(row.text("status"), "0"),
            kind="comment",
        )
