"""What is kept of one person by an address: all of it to be had, and to be erased."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import User
from comments.models import (
    Ban,
    CannedReason,
    Comment,
    CommentSettings,
    Decision,
    Flag,
    Reader,
    Remark,
)
from comments.models.comment import OF_THE_WRITER
from comments.networks import FORGOTTEN
from portal.pagecache import clock
from portal.site.address import absolute

# Comments that are changed in one transaction.
BATCH = 200
# What stands where words of anybody had the address.
LEFT_OUT = "[…]"

# Where people may have written it down.
WORDS: tuple[tuple[type[models.Model], str], ...] = (
    (Comment, "text"), (Comment, "name"), (Comment, "website"), (Remark, "text"), (Flag, "note"),
    (Ban, "note"), (Decision, "note"), (CannedReason, "text"), (CommentSettings, "held_words"),
    (CommentSettings, "refused_words"),
)  # fmt: skip

_OF_THE_WRITER = [*OF_THE_WRITER, "erased_at"]


@dataclass(frozen=True, kw_only=True)
class Erased:
    """How much of it was there; `texts` of anybody had the address in their words."""

    comments: int = 0
    texts: int = 0
    bans: int = 0
    readers: int = 0


def export(email: str) -> dict[str, Any]:
    """All that is kept under an address."""
    reader = _spelled(Reader, "email", email).first()
    comments = _spelled(Comment, "email", email).select_related("article__category__parent")
    flags = _flags_of(reader) if reader else Flag.objects.none()
    return {
        "email": email.strip(),
        "comments": [_comment(each) for each in comments.prefetch_related("decisions")],
        "reader": _fields(reader, "email replies created_at mailed_at confirmed_at"),
        "replies_mailed": _letters(reader),
        "flags": [_fields(each, "comment_id reason note at outcome") for each in flags],
        "bans": [
            _fields(each, "kind value note at lifted_at")
            for each in _spelled(Ban, "value", email).filter(kind=Ban.Kind.EMAIL)
        ],
    }


def is_colleague(email: str) -> bool:
    """Whether an account has the address, which is kept."""
    return _spelled(User, "email", email).exists()


def erase(email: str, *, tell: Callable[[int], None] = lambda _done: None) -> Erased:
    """Forget who wrote under an address; the words and the answers to them stay.

    In parts, each whole by itself: whoever stops it runs it again. `tell` hears after each part how
    many comments are done.
    """
    done = 0
    while count := forget_writer(email=email):
        done += count
        tell(done)
    texts = sum(leave_out(email=email, model=model, field=field) for model, field in WORDS)
    bans, readers = forget_reader(email=email)
    return Erased(comments=done, texts=texts, bans=bans, readers=readers)


@transaction.atomic
def forget_writer(*, email: str, at: datetime | None = None) -> int:
    """Leave out who wrote some of the comments, and of how many."""
    mine = _spelled(Comment, "email", email).only("article", "reasons")
    some = list(mine.select_for_update(no_key=True)[:BATCH])
    nobody = Comment(erased_at=at or timezone.now())
    nobody.forget_writer()
    Comment.objects.filter(pk__in=[comment.pk for comment in some]).update(
        **{name: getattr(nobody, name) for name in _OF_THE_WRITER}
    )
    suspect = [comment for comment in some if comment.reasons]
    for comment in suspect:
        comment.reasons = _without_evidence(comment)
    Comment.objects.bulk_update(suspect, ["reasons"])
    clock.touch(*_tags(some))
    return len(some)


@transaction.atomic
def leave_out(*, email: str, model: type[models.Model], field: str) -> int:
    """Leave the address out of what anybody wrote there, and of how many texts."""
    # Not where it is a part of another address.
    told = re.compile(rf"(?<![\w.+-]){re.escape(email.strip())}(?![\w-]|\.\w)", re.IGNORECASE)
    # Past the manager of the log: its lines never change but for this.
    rows: QuerySet[Any] = QuerySet(model).filter(**{f"{field}__icontains": email.strip()})
    changed = [
        row
        for row in rows.select_for_update(no_key=True).order_by("pk")
        if told.search(getattr(row, field))
    ]
    for row in changed:
        setattr(row, field, told.sub(LEFT_OUT, getattr(row, field)))
        if isinstance(row, Comment):
            row.reasons = _without_evidence(row)
    if model is Comment:
        Comment.objects.bulk_update(changed, [field, "reasons"])
    else:
        QuerySet(model).bulk_update(changed, [field])
    clock.touch(*_tags(row for row in changed if isinstance(row, Comment)))
    return len(changed)


@transaction.atomic
def forget_reader(*, email: str) -> tuple[int, int]:
    """Forget bans of the address, and how its reader wanted mail; how many of each there were."""
    bans = _spelled(Ban, "value", email).filter(kind=Ban.Kind.EMAIL).delete()[0]
    readers = list(_spelled(Reader, "email", email).select_for_update())
    for reader in readers:
        for flag in _flags_of(reader):
            flag.flagger = f"{FORGOTTEN}{flag.pk}"
            flag.save(update_fields=["flagger"])
        reader.delete()
    # Comments are the reader's no longer, of which no page tells.
    clock.touch()
    return bans, len(readers)


def _spelled[M: models.Model](model: type[M], field: str, email: str) -> QuerySet[M]:
    """The rows that have the address, in whatever letters."""
    rows: Any = QuerySet(model).order_by("pk")
    wanted = email.strip().lower()
    if wanted.isascii():
        return rows.alias(spelled=Lower(field)).filter(spelled=wanted)
    # SQLite makes small only the letters of English.
    found = rows.order_by().values_list(field, flat=True).distinct()
    return rows.filter(**{f"{field}__in": [each for each in found if each.lower() == wanted]})


def _flags_of(reader: Reader) -> QuerySet[Flag]:
    return Flag.objects.filter(flagger=f"reader:{reader.pk}").order_by("pk")


def _without_evidence(comment: Comment) -> list[dict[str, Any]]:
    """What a check saw may be the name, the address or the website."""
    return [reason | {"evidence": ""} for reason in comment.reasons]


def _fields(row: models.Model | None, names: str) -> dict[str, Any] | None:
    return {name: getattr(row, name) for name in names.split()} if row else None


def _letters(reader: Reader | None) -> list[dict[str, Any] | None]:
    letters = reader.letters.order_by("pk") if reader else ()
    return [_fields(each, "reply_id sent_at") for each in letters]


def _comment(comment: Comment) -> dict[str, Any]:
    told = _fields(
        comment,
        "id parent_id status name email website text wants_replies reasons likelihood created_at"
        " edited_at decided_at",
    )
    decisions = [_fields(each, "action note at") for each in comment.decisions.all()]
    return {
        "story": comment.article.headline,
        "address": absolute(comment.get_absolute_url()),
        **(told or {}),
        "network_is_kept": bool(comment.network),
        "decisions": decisions,
    }


def _tags(changed: Iterable[Comment]) -> set[str]:
    """Of the pages that show these: their threads, and the feed of all of them."""
    tags = {f"comments:{comment.article_id}" for comment in changed}
    return tags | {"comments"} if tags else tags
