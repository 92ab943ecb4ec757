"""Brings comments that readers wrote on another site, many at once, with their threads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from articles.models import Article
from comments import gathering
from comments.models import Comment
from comments.models.comment import thread_path
from comments.moderation.moves import show

Status = Comment.Status


@dataclass(frozen=True, kw_only=True)
class Arriving:
    """A comment as that site had it: decided, or waiting.

    `form_id` is the same each time it is brought, and `answers` that of another one, which may
    come with it or be here already.
    """

    article: int
    form_id: UUID
    name: str
    text: str
    at: datetime
    status: str
    answers: UUID | None = None
    email: str = ""
    website: str = ""


@transaction.atomic
def bring(comments: Sequence[Arriving]) -> list[Comment]:
    """Keep those that are not here yet; what was written, each after what it answers.

    One that answers none of its story, or itself in the end, begins a branch. No check looks at
    them, nobody is told of a reply, and the log has nothing of what was decided elsewhere. Like
    every verb that readers see, last in its transaction: the clock stays locked until commit.
    """
    stories = Article.objects.for_writing().filter(pk__in={each.article for each in comments})
    list(stories.order_by("pk").values_list("pk"))
    if len({each.form_id for each in comments}) < len(comments):
        raise ValueError("Two of these comments are the same one.")
    here = _here(comments)
    new = {each.form_id: each for each in comments if each.form_id not in here}
    ordered = list(_in_order(new))
    keys = _reserved(len(ordered))
    for pk, each in zip(keys, ordered, strict=True):
        here[each.form_id] = _comment(pk, each, below=_answered(each, here))
    written = [here[each.form_id] for each in ordered]
    Comment.objects.bulk_create(written, batch_size=500)
    show(each for each in written if each.status == Status.APPROVED)
    return written


def _here(comments: Sequence[Arriving]) -> dict[UUID, Comment]:
    """Those of them, and of what they answer, that are kept already."""
    wanted = {key for each in comments for key in (each.form_id, each.answers) if key}
    found = Comment.objects.filter(form_id__in=wanted)
    return {each.form_id: each for each in found.only("form_id", "article", "path", "root")}


def _in_order(comments: Mapping[UUID, Arriving]) -> Iterator[Arriving]:
    """By their age, but none before what it answers; a circle ends where it was begun."""
    placed = set[UUID]()
    for first in sorted(comments.values(), key=lambda each: (each.at, each.form_id)):
        way: dict[UUID, Arriving] = {}
        each: Arriving | None = first
        while each and each.form_id not in placed and each.form_id not in way:
            way[each.form_id] = each
            each = comments.get(each.answers) if each.answers else None
        for below in reversed(way.values()):
            placed.add(below.form_id)
            yield below


def _answered(each: Arriving, here: Mapping[UUID, Comment]) -> Comment | None:
    """What it answers, where that stands below the same story and before it."""
    found = here.get(each.answers) if each.answers else None
    return found if found and found.article_id == each.article else None


def _comment(pk: int, each: Arriving, *, below: Comment | None) -> Comment:
    return Comment(
        pk=pk, article_id=each.article, parent_id=below.pk if below else None,
        root_id=below.root_id if below else pk,
        path=thread_path(pk, below=below.path if below else ""),
        status=each.status, name=each.name, email=each.email, website=each.website,
        text=each.text, fingerprint=gathering.fingerprint(each.text), form_id=each.form_id,
        created_at=each.at, decided_at=None if each.status == Status.PENDING else each.at,
    )  # fmt: skip


def _reserved(count: int) -> Iterable[int]:
    """Keys for so many comments: the place in the thread, which is written with them, is of these.

    Writing each once more afterwards took three times as long.
    """
    table = Comment._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [pk for (pk,) in cursor.fetchall()]
        # Nobody else writes before this transaction ends.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = last[0] + 1 if last else 1
    return range(first, first + count)
