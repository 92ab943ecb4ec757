"""What one list of the dashboard is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from accounts.models import User
from portal.publicmodels.ways import Way

type Words = str | Promise

# Rows of a list: what is worth a look in the morning; the rest is one step away.
MOST = 5


@dataclass(frozen=True, kw_only=True)
class Row:
    """`note` is what a colleague wrote; `alarm` marks what should not stay as it is."""

    title: Words
    address: str = ""
    details: Sequence[Words] = ()
    picture: SafeString | str = ""
    note: str = ""
    alarm: bool = False


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A story at one time of a day; `what` becomes of it then."""

    time: str
    title: Words
    address: str
    what: Words
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class Day:
    name: Words
    date: str
    entries: list[Entry]


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A list under a title; `empty` is said in place of rows, `way` leads on in both cases.

    `lead` sums up what there is. A panel that is `quiet` is left out while it has no rows; one with
    `days` shows these in place of rows.
    """

    code: str
    title: Words
    rows: list[Row] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    lead: Words = ""
    empty: Words = ""
    way: Way | None = field(default=None)
    quiet: bool = False


type Desk = tuple[Callable[[User], bool], Callable[[User], Panel]]


def has(permission: str) -> Callable[[User], bool]:
    return lambda user: user.has_perm(permission)
