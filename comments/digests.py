"""Tells moderators by mail that comments have waited too long: once a day, in counts alone."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.invitations import Letter
from accounts.models import User
from articles.text import span
from comments.models import Comment, CommentSettings, Flag
from comments.models.desk import moderators
from portal.site.address import absolute
from portal.site.models import current

logger = logging.getLogger(__name__)

ONCE_IN = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """How many moderators were mailed, and how many could not be."""

    sent: int = 0
    unsent: int = 0


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What waits, and for how long the oldest has."""

    waiting: int
    flagged: int
    oldest: datetime


def send(*, at: datetime | None = None) -> Sent:
    """Mail who moderates, if the oldest comment has waited too long.

    Run twice, late or at the same time, it sends once; where no mail server answered, again later.
    """
    at = at or timezone.now()
    house, _is_new = CommentSettings.objects.get_or_create(pk=1)
    queue = _queue()
    if queue is None or queue.oldest > at - timedelta(hours=house.digest_hours):
        return Sent()
    people = [person for person in moderators() if person.email]
    if not people or not _take(at):
        return Sent()
    sent = sum(_send(person, queue, at) for person in people)
    if not sent:
        mine = CommentSettings.objects.filter(pk=1, digest_sent_at=at)
        mine.update(digest_sent_at=house.digest_sent_at)
    return Sent(sent=sent, unsent=len(people) - sent)


def _queue() -> Queue | None:
    pending = Comment.objects.filter(status=Comment.Status.PENDING)
    oldest = pending.longest_wait()
    if oldest is None:
        return None
    flagged = Flag.objects.answerable().aggregate(count=Count("comment", distinct=True))
    return Queue(waiting=pending.count(), flagged=flagged["count"], oldest=oldest)


def _take(at: datetime) -> bool:
    """Whether nobody else is at it, or was in the last day."""
    # Before it is sent: who dies meanwhile sends none, where two of them would annoy.
    due = Q(digest_sent_at__isnull=True) | Q(digest_sent_at__lte=at - ONCE_IN)
    return bool(CommentSettings.objects.filter(due, pk=1).update(digest_sent_at=at))


def _send(person: User, queue: Queue, at: datetime) -> bool:
    """Whether the mail server took it."""
    context = {
        "user": person, "queue": queue, "age": span(at - queue.oldest), "site": current(),
        "link": absolute(reverse("admin:comments_comment_changelist")),
    }  # fmt: skip
    subject = render_to_string("comments/mail/digest_subject.txt", context)
    text = render_to_string("comments/mail/digest.txt", context)
    try:
        Letter(" ".join(subject.split()), text.strip() + "\n", to=[person.email]).send()
    except Exception:  # whatever is wrong with one of them, the others get theirs
        logger.exception("No mail server took the digest of comments for user %s", person.pk)
        return False
    return True
