"""Tells readers of replies by mail: each once, of what other readers see, until told to stop."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import F, Min, QuerySet
from django.db.models.functions import Lower
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from comments import mails, policy
from comments.models import Comment, Reader, ReplyLetter
from portal.site.address import absolute
from portal.site.models import current

Replies = Reader.Replies

DAY = timedelta(days=1)
# What could not be sent for so long is no news.
NEWS = timedelta(days=7)
_signer = signing.Signer(salt="comments.stop")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """How many mails went out, and how many will be tried again."""

    sent: int
    unsent: int


def owe(comments: Iterable[Comment]) -> None:
    """Remember whom to tell of these, as far as readers see them; part of another transaction."""
    seen = (
        Comment.objects.approved()
        .exclude(policy.hidden())
        .filter(
            pk__in=[comment.pk for comment in comments],
            parent__status=Comment.Status.APPROVED,
            parent__wants_replies=True,
            parent__reader__confirmed_at__isnull=False,
        )
    )
    others = (
        seen.exclude(parent__reader__replies=Replies.NONE)
        .alias(writer=Lower("email"), answered=Lower("parent__reader__email"))
        .exclude(writer=F("answered"))
    )
    pairs = others.order_by("pk").values_list("parent__reader", "pk")
    letters = [ReplyLetter(reader_id=reader, reply_id=reply) for reader, reply in pairs]
    if letters:
        ReplyLetter.objects.bulk_create(letters, ignore_conflicts=True)
        # A queue out of reach is no reason for an error: the tick sends what is owed.
        transaction.on_commit(send_replies.enqueue, robust=True)


@task
def send_replies() -> None:
    send_all()


def send_all(*, at: datetime | None = None) -> Sent:
    """Send what is due, one mail for each reply or one a day; without a mail server, later."""
    at = at or timezone.now()
    _let_go(at)
    unsent = ReplyLetter.objects.filter(sent_at__isnull=True)
    due = [[pk] for pk in _of(unsent, Replies.EACH)] + _days(unsent, at)
    taken: list[bool | None] = []
    for group in due:
        try:
            taken.append(_send(group, at))
        except mails.NoServer:
            taken += [False] * (len(due) - len(taken))
            break
    return Sent(sent=taken.count(True), unsent=taken.count(False))


def stop_path(reader: Reader) -> str:
    """Where a reader ends all mail, without a login; it does nothing else."""
    return reverse("stop_replies", args=[_signer.sign(str(reader.pk))])


def is_ours(signed: str) -> bool:
    """Whether we made that address."""
    return _pk(signed) is not None


@transaction.atomic
def stop(signed: str) -> None:
    """Send no more mail to whom that address was given; one who is forgotten gets none anyway."""
    if pk := _pk(signed):
        Reader.objects.filter(pk=pk).update(replies=Replies.NONE)
        drop(pk)


def drop(reader: int) -> None:
    """Owe a reader nothing; part of another transaction."""
    ReplyLetter.objects.filter(reader=reader, sent_at__isnull=True).delete()


def _pk(signed: str) -> int | None:
    try:
        return int(_signer.unsign(signed))
    except signing.BadSignature:
        return None


def _of(unsent: QuerySet[ReplyLetter], replies: str) -> list[int]:
    mine = unsent.filter(reader__replies=replies).order_by("pk")
    return list(mine.values_list("pk", flat=True))


def _days(unsent: QuerySet[ReplyLetter], at: datetime) -> list[list[int]]:
    """The letters of each reader whose day is over: it begins with the first that is not told."""
    daily = unsent.filter(reader__replies=Replies.DAILY).order_by()
    over = daily.values("reader").annotate(first=Min("created_at")).filter(first__lte=at - DAY)
    groups: dict[int, list[int]] = {pk: [] for pk in over.values_list("reader", flat=True)}
    mine = daily.filter(reader__in=list(groups)).order_by("pk")
    for reader, pk in mine.values_list("reader", "pk"):
        groups[reader].append(pk)
    return list(groups.values())


def _let_go(at: datetime) -> None:
    """Of what readers do not see nobody is told, nor of what is no news, nor who wants no mail."""
    unsent = ReplyLetter.objects.filter(sent_at__isnull=True)
    for gone in (
        unsent.exclude(reply__status=Comment.Status.APPROVED),
        unsent.exclude(reply__article__in=Article.objects.live(at)),
        unsent.filter(policy.hidden("reply__article")),
        unsent.filter(reader__replies=Replies.NONE),
        unsent.filter(created_at__lte=at - NEWS),
    ):
        ReplyLetter.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()


def _send(group: list[int], at: datetime) -> bool | None:
    """Whether that is done with; None if somebody else is at it."""
    letters = _claim(group, at)
    if not letters:
        return None
    is_done = False
    try:
        is_done = _mail(letters)
    finally:
        if not is_done:
            ReplyLetter.objects.filter(pk__in=group).update(sent_at=None)
    return is_done


@transaction.atomic
def _claim(group: list[int], at: datetime) -> list[ReplyLetter]:
    """The letters, marked as sent before they are: who dies meanwhile sends none, not two.

    All or none, else a reader would get two mails on one day.
    """
    mine = (
        ReplyLetter.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=group, sent_at__isnull=True, reply__status=Comment.Status.APPROVED)
        .select_related("reader", "reply__parent", "reply__article__category__parent")
        .defer("reply__article__body")
    )
    letters = list(mine.order_by("pk"))
    if len(letters) < len(group):
        return []
    ReplyLetter.objects.filter(pk__in=group).update(sent_at=at)
    return letters


def _mail(letters: list[ReplyLetter]) -> bool:
    reader = letters[0].reader
    stop_link = absolute(stop_path(reader))
    context: dict[str, Any] = {
        "replies": [_told(letter.reply) for letter in letters],
        "site": current(),
        "stop": stop_link,
    }
    # RFC 8058: mail programs show a button, which posts to the address.
    headers = {
        "List-Unsubscribe": f"<{stop_link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return mails.send("replies", context, to=reader.email, headers=headers)


def _told(reply: Comment) -> dict[str, str]:
    return {
        "name": reply.name,
        "headline": reply.article.headline,
        # So that nobody's words pass for ours.
        "words": textwrap.indent(reply.text, "> ", lambda _line: True),
        "link": absolute(reply.get_absolute_url()),
    }
