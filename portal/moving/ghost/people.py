"""Who wrote, and what each of them wrote."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from portal.moving.ghost.site import Site
from portal.moving.ghost.values import Row
from portal.moving.records import Notice, Person, Record


class People:
    """All users of an export, and the posts of each."""

    def __init__(self, users: Iterable[Row], posts_authors: Iterable[Row]) -> None:
        self._rows: dict[str, Row] = {}
        self._notices: list[Notice] = []
        self._logins: dict[str, str] = {}
        for row in users:
            self._add(row)
        self._of_posts: dict[str, dict[str, None]] = defaultdict(dict)
        for row in sorted(posts_authors, key=lambda row: row.number("sort_order")):
            self._of_posts[row.text("post_id")][row.text("author_id")] = None

    def records(self, site: Site) -> Iterator[Record]:
        yield from self._notices
        for login, row in self._rows.items():
            yield Person(
                login=login,
                id=row.id,
                email=row.text("email"),
                name=row.text("name"),
                bio=row.text("bio"),
                website=row.text("website"),
                picture=site.absolute(row.text("profile_image", "image")),
            )

    def authors(self, post: Row) -> tuple[str, ...]:
        """The logins of who wrote it, the first of all first."""
        logins = (self._logins.get(user_id) for user_id in self._ids(post))
        return tuple(dict.fromkeys(login for login in logins if login))

    def unknown(self, post: Row) -> int:
        """How many of who wrote it are not among the users of the file."""
        return sum(user_id not in self._logins for user_id in self._ids(post))

    def _ids(self, post: Row) -> list[str]:
        """Before version 2 a post had one author, in a column of its own."""
        return [user_id for user_id in self._of_posts.get(post.id, ()) if user_id] or [
            user_id for user_id in (post.text("author_id"),) if user_id
        ]

    def _add(self, row: Row) -> None:
        login = row.text("slug") or row.id
        if not login:
            text = _("A user without a name and an address was left out.")
            self._notices.append(Notice(code="lost-person", text=text))
            return
        if login in self._rows:
            text = _("The user “%(login)s” stands in the file more than once; the first was taken.")
            values = {"login": login}
            self._notices.append(Notice(code="repaired-repeated-person", text=text % values))
        self._rows.setdefault(login, row)
        self._logins.setdefault(row.id, login)
