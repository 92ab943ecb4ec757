"""What an export says, in one form for every system that it comes from.

Nothing here is trusted or cleaned: words, addresses and HTML are as the export has them. Moments
are in UTC. A reader yields these in the order of its file, beginning with a `Blog`; `Item` and
`Term` may name what comes later, in the same file or in another one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Blog:
    """The site that was left.

    `address` is where its pages were, without a slash at its end; `home` is that of the whole
    network, which is another one for a site of many.
    """

    title: str = ""
    address: str = ""
    home: str = ""
    language: str = ""
    generator: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody who wrote there; `login` is how items name them."""

    login: str
    id: str = ""
    email: str = ""
    name: str = ""
    bio: str = ""
    website: str = ""
    picture: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A category, a tag, or something else that items are filed under; `parent` is a slug."""

    taxonomy: str
    slug: str
    id: str = ""
    name: str = ""
    parent: str = ""
    description: str = ""
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """One term of an item, as the item names it."""

    taxonomy: str
    slug: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A comment, or what told of one elsewhere.

    `approved` is "1", "0", "spam", "trash" or whatever the export says; `kind` is empty or
    "comment" for words of a reader.
    """

    id: str
    parent: str = ""
    author: str = ""
    email: str = ""
    website: str = ""
    address: str = ""
    at: datetime | None = None
    text: str = ""
    approved: str = ""
    kind: str = ""
    user_id: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A post, a page, a file, a revision, an entry of a menu: whatever `kind` says.

    `form` is how `body` is written: "wordpress" is what its editors save, "html" is just that.
    `at` and `modified_at` are in UTC, `local` is what the clock of that newsroom showed, without a
    time zone. `authors` are logins, the first of all first; `meta` has each key with all its
    values, in order. `line` is where it stands in its file, for whoever has to look.
    """

    id: str
    kind: str
    guid: str = ""
    title: str = ""
    link: str = ""
    slug: str = ""
    status: str = ""
    password: str = ""
    at: datetime | None = None
    local: datetime | None = None
    modified_at: datetime | None = None
    authors: tuple[str, ...] = ()
    excerpt: str = ""
    body: str = ""
    form: str = "wordpress"
    parent: str = ""
    position: int = 0
    is_sticky: bool = False
    comments: str = ""
    file: str = ""
    filed: tuple[Filed, ...] = ()
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    line: int = 0

    def said(self, key: str) -> str:
        """The first value of this key of its meta; empty without one."""
        return next(iter(self.meta.get(key, ())), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What was wrong with the file, and what was done about it.

    `code` names the kind, by which they are counted: "repaired…" lost nothing, "lost…" did.
    """

    code: str
    text: str
    line: int = 0
    column: int = 0


Record = Blog | Person | Term | Item | Notice
Records = Iterator[Record]


class Unreadable(Exception):
    """The file cannot be read: where, and what can be done about it, in words for an editor."""

    def __init__(self, text: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(text)
        self.text, self.line, self.column = text, line, column
