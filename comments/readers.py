"""Readers who want mail: asked once whether an address is theirs, then they choose."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from comments import mails
from comments import replies as letters
from comments.models import Comment, Reader
from comments.replies import Sent
from portal.pagecache import clock
from portal.site.address import absolute
from portal.site.models import current

Replies, Status = Reader.Replies, Comment.Status

# On the page of a reader.
LISTED = 20
# For so long an address may be confirmed; then it is forgotten, and may be asked again.
WAITS = timedelta(days=30)


@transaction.atomic
def ask(*, email: str, replies: str, by: Reader | None = None) -> Reader:
    """Note what somebody wants to be told, and owe the address one mail, which asks whose it is.

    It is sent once a comment under the address was approved: a form that anybody can fill in must
    not be a way to write to strangers.

    Once it is confirmed, only its owner changes anything: `by` is the reader of this browser.
    """
    # Two may do so at once: the second waits for the first, and finds its row.
    Reader.objects.bulk_create([Reader(email=email.strip())], ignore_conflicts=True)
    reader = Reader.objects.of_address(email).select_for_update(no_key=True).get()
    if reader.confirmed_at is None or by == reader:
        reader.replies = replies
        reader.save(update_fields=["replies"])
    if reader.mailed_at is None:
        # The comment is kept, whatever becomes of the mail; the tick sends what is owed.
        transaction.on_commit(partial(mail_link.enqueue, reader.pk), robust=True)
    return reader


@transaction.atomic
def confirm(reader: Reader, *, at: datetime | None = None) -> Reader:
    """Who opened the mail says that the address is theirs: from now on, they are told of replies.

    Also of those to comments that were sent without proof of the address.
    """
    reader = Reader.objects.select_for_update(no_key=True).get(pk=reader.pk)
    if reader.confirmed_at is None:
        reader.confirmed_at = at or timezone.now()
        reader.save(update_fields=["confirmed_at"])
    # Not what was kept from readers: who only typed the address could cost its owner all trust.
    unproven = Comment.objects.of_writer(reader.email).filter(
        reader=None, wants_replies=True, status__in=(Status.APPROVED, Status.PENDING)
    )
    own = list(unproven.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    Comment.objects.filter(pk__in=own).update(reader=reader)
    letters.owe(Comment.objects.approved().filter(parent__in=own).only("pk"))
    # Readers see nothing of it.
    clock.touch()
    return reader


@transaction.atomic
def choose(reader: Reader, *, replies: str) -> Reader:
    """How a reader is told of replies; who wants no mail is owed none."""
    reader.replies = Replies(replies)
    reader.save(update_fields=["replies"])
    if reader.replies == Replies.NONE:
        letters.drop(reader.pk)
    return reader


def written(reader: Reader) -> QuerySet[Comment]:
    """The newest comments of a reader, on stories that readers may open."""
    own = Comment.objects.filter(reader=reader, article__in=Article.objects.live())
    shown = own.select_related("article__category__parent").defer("email", "article__body")
    return shown.newest_first()[:LISTED]


def of_key(key: UUID) -> Reader | None:
    """Whom a link in a mail was sent to."""
    return Reader.objects.filter(key=key).first()


def proven(reader: Reader | None, *, email: str) -> Reader | None:
    """The reader of this browser, if the typed address is that reader's; else nobody."""
    if reader is None or reader.confirmed_at is None:
        return None
    return reader if reader.email.lower() == email.strip().lower() else None


@task
def mail_link(pk: int) -> None:
    """Ask an address whose it is, unless it was asked."""
    _send(_unasked().filter(pk=pk))


def mail_links() -> Sent:
    """Ask all that were not asked yet: their comment was approved, or a mail server answers."""
    return _send(_unasked())


@transaction.atomic
def forget(*, at: datetime | None = None) -> int:
    """Forget the addresses that nobody confirmed in time; how many."""
    before = (at or timezone.now()) - WAITS
    old = Reader.objects.filter(confirmed_at__isnull=True, created_at__lte=before)
    count = old.delete()[1].get(Reader._meta.label, 0)
    clock.touch()
    return count


def _unasked() -> QuerySet[Reader]:
    """Those with an approved comment under their address."""
    written = Comment.objects.approved().alias(writer=Lower("email"))
    return (
        Reader.objects.filter(mailed_at__isnull=True, confirmed_at__isnull=True)
        .alias(address=Lower("email"))
        .filter(Exists(written.filter(writer=OuterRef("address"))))
    )


def _send(asked: QuerySet[Reader]) -> Sent:
    owed = list(asked.order_by("pk"))
    taken: list[bool | None] = []
    for reader in owed:
        try:
            taken.append(_mail(reader))
        except mails.NoServer:
            taken += [False] * (len(owed) - len(taken))
            break
    return Sent(sent=taken.count(True), unsent=taken.count(False))


def _mail(reader: Reader) -> bool | None:
    """Whether the address is asked; None if somebody else is at it."""
    mine = Reader.objects.filter(pk=reader.pk)
    # Before it is sent: who dies meanwhile sends none, where two of them would annoy.
    if not mine.filter(mailed_at__isnull=True).update(mailed_at=timezone.now()):
        return None
    is_done = False
    try:
        link = absolute(reverse("reader_link", args=[reader.key]))
        context = {"site": current(), "link": link, "days": WAITS.days}
        is_done = mails.send("confirm", context, to=reader.email)
    finally:
        if not is_done:
            mine.update(mailed_at=None)
    return is_done
