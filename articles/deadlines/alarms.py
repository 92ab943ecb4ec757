"""Tells whom it concerns that a story is overdue: in the log and by mail, once for each reason."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.invitations import Letter
from accounts.models import User
from articles.deadlines.rules import Overdue, overdue
from articles.models import Alarm, AlarmLetter, Article
from portal.site.address import absolute
from portal.site.models import current

logger = logging.getLogger(__name__)

# What is older is no news: the dashboard tells of it, no mail does.
NEWS = timedelta(days=7)
_BACKEND = "django.contrib.auth.backends.ModelBackend"

type Key = tuple[int, str, datetime]


@dataclass(frozen=True, kw_only=True)
class Raised:
    """How many alarms are new, how many mails went out, and how many could not."""

    alarms: int
    sent: int
    unsent: int


def raise_alarms() -> Raised:
    """Remember and log what is newly overdue, and mail what was not mailed yet.

    A row for each alarm and each mail lets it run twice, late or at the same time, and try again
    where no mail server answered.
    """
    now = timezone.now()
    stories = Article.objects.select_related("assigned_to", "created_by").defer("body")
    found = {_key(each): each for each in overdue(stories, since=now - NEWS)}
    alarms = Alarm.objects.filter(article__in={pk for pk, _reason, _at in found})
    known = set(alarms.values_list("article_id", "reason", "at"))
    new = sum(_remember(found[key], now) for key in found if key not in known)
    letters = AlarmLetter.objects.filter(sent_at__isnull=True, alarm__in=alarms)
    taken = [
        _send(letter, found[key], now)
        for letter in letters.select_related("alarm", "to").order_by("pk")
        if (key := _key(letter.alarm)) in found
    ]
    return Raised(alarms=new, sent=taken.count(True), unsent=taken.count(False))


def _key(alarm: Overdue | Alarm) -> Key:
    return (
        alarm.article.pk if isinstance(alarm, Overdue) else alarm.article_id,
        alarm.reason,
        alarm.at,
    )


@transaction.atomic
def _remember(each: Overdue, now: datetime) -> bool:
    """Whether this is the first to see it."""
    alarm, is_new = Alarm.objects.get_or_create(
        article=each.article, reason=each.reason, at=each.at, defaults={"raised_at": now}
    )
    if not is_new:
        return False
    logger.error(
        "Overdue: story %s (“%s”), %s: %s",
        each.article.pk, each.article.headline, alarm.get_reason_display(), each.at.isoformat(),
    )  # fmt: skip
    AlarmLetter.objects.bulk_create(
        AlarmLetter(alarm=alarm, to=person) for person in _concerned(each.article)
    )
    return True


def _concerned(article: Article) -> Iterable[User]:
    """Who has the story in hand, and the desk: everybody who has an address, once."""
    desk = User.objects.with_perm("articles.publish_article", backend=_BACKEND)
    people = [article.assigned_to or article.created_by, *desk.order_by("pk")]
    return {
        person.pk: person for person in people if person and person.is_active and person.email
    }.values()


def _letter(person: User, each: Overdue) -> Letter:
    address = reverse("admin:articles_article_change", args=[each.article.pk])
    context = {"user": person, "each": each, "site": current(), "link": absolute(address)}
    subject = render_to_string("articles/mail/overdue_subject.txt", context)
    text = render_to_string("articles/mail/overdue.txt", context)
    return Letter(" ".join(subject.split()), text.strip() + "\n", to=[person.email])


def _send(letter: AlarmLetter, each: Overdue, now: datetime) -> bool | None:
    """Whether the mail server took it; None if somebody else is at it."""
    mine = AlarmLetter.objects.filter(pk=letter.pk)
    # Before it is sent: who dies meanwhile sends none, where two of them would annoy.
    if not mine.filter(sent_at__isnull=True).update(sent_at=now):
        return None
    try:
        _letter(letter.to, each).send()
    except Exception:  # whatever is wrong with one of them, the others get theirs
        logger.exception("No mail server took alarm %s for user %s", letter.alarm_id, letter.to_id)
        mine.update(sent_at=None)
        return False
    return True
