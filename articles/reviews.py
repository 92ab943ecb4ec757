"""Links by which a person without a login reads a draft, says something of it, approves it."""

import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles import deeds, previews
from articles.deeds import Refused
from articles.models import Activity, Article, Note, ReviewLink, Revision

LASTS = timedelta(days=7)
LONGEST = timedelta(days=30)
LONGEST_NAME = ReviewLink._meta.get_field("name").max_length or 0
# Notes by one link within an hour: more is no reading of a text.
MOST, WITHIN = 20, timedelta(hours=1)
_signer = signing.Signer(salt="articles.review")
_shown = signing.Signer(salt="articles.review.shown")


class NoReview(Exception):
    """The link is not one of ours, has expired or was revoked, or its story is not to be read."""


def address(link: ReviewLink) -> str:
    """The path that its person was given."""
    return reverse("review", args=[_signer.sign(link.key)])


@transaction.atomic
def invite(article: Article, *, by: User, name: str, lasts: timedelta = LASTS) -> ReviewLink:
    """Make a link to the story for one person; it shows what is newest each time it is opened."""
    article = deeds.take(article, by=by)
    deeds.refuse_in_trash(article)
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        message = _("Say for whom the link is, in at most %(most)d characters.")
        raise Refused(message % {"most": LONGEST_NAME})
    if not timedelta(0) < lasts <= LONGEST:
        raise Refused(_("A link lasts from one day to %(most)d.") % {"most": LONGEST.days})
    if article.status == Article.Status.WITHDRAWN:
        raise Refused(_("The story is withdrawn, so nobody can be asked to read it."))
    if previews.is_under_embargo(article) and not by.has_perm("articles.publish_article"):
        raise Refused(_("The story is under an embargo: only an editor may show it to others."))
    now = timezone.now()
    link = ReviewLink.objects.create(
        key=secrets.token_urlsafe(32), article=article, name=name, by=by,
        by_name=by.display_name(), created_at=now, expires_at=now + lasts,
    )  # fmt: skip
    deeds.write_down(article, Activity.Verb.INVITE, by=by, detail=name)
    return link


@transaction.atomic
def revoke(link: ReviewLink, *, by: User) -> ReviewLink:
    """End a link at once; one that was revoked stays so."""
    article = deeds.take(link.article, by=by)
    link = ReviewLink.objects.get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        deeds.write_down(article, Activity.Verb.REVOKE, by=by, detail=link.name)
    return link


def found(signed: str, *, at: datetime | None = None) -> ReviewLink:
    """The link that an address holds, with its story; raises NoReview."""
    try:
        key = _signer.unsign(signed)
    except signing.BadSignature as error:
        raise NoReview from error
    links = ReviewLink.objects.usable(at).select_related(
        "article__newest_revision", "article__category__parent", "approved"
    )
    kept = links.filter(
        key=key, article__trashed_at=None, article__newest_revision__isnull=False
    ).exclude(article__status=Article.Status.WITHDRAWN)
    link = kept.first()
    if link is None:
        raise NoReview
    return link


def note_opening(link: ReviewLink, *, at: datetime | None = None) -> None:
    """Let the desk see when the text was last asked for."""
    ReviewLink.objects.filter(pk=link.pk).update(opened_at=at or timezone.now())


def token(link: ReviewLink) -> str:
    """Stands in the page for the revision that it shows, so that no other can be approved."""
    return _shown.sign(f"{link.pk}-{link.article.newest_revision_id}")


@transaction.atomic
def remark(link: ReviewLink, *, text: str) -> Note:
    """Put what the person says into the story's thread, for the desk."""
    link = _take(link)
    recent = link.notes.filter(at__gt=timezone.now() - WITHIN).count()
    if recent >= MOST:
        raise Refused(_("That were many notes within an hour. Send the next one a little later."))
    return Note.objects.create(
        article_id=link.article_id, text=deeds.worded(text), by_name=link.name, link=link,
        at=timezone.now(),
    )  # fmt: skip


@transaction.atomic
def approve(link: ReviewLink, *, shown: str) -> ReviewLink:
    """Keep that the person approves of the revision that the page showed, be it the newest or not.

    `shown` is the page's `token()`. The same again is nothing.
    """
    link = _take(link)
    revision = _revision(link, shown)
    if link.approved_id != revision.pk:
        link.approved, link.approved_at = revision, timezone.now()
        link.save(update_fields=["approved", "approved_at"])
        deeds.write_down(
            link.article, Activity.Verb.APPROVE, by=None, name=link.name,
            detail=deeds.stamp(revision.at),
        )  # fmt: skip
    return link


def has_changed_since(link: ReviewLink) -> bool:
    """Whether the text is another one than this person approved."""
    newest, approved = link.article.newest_revision, link.approved
    return bool(newest and approved and newest.content != approved.content)


def _take(link: ReviewLink) -> ReviewLink:
    """The link, locked, if it is still one; raises NoReview."""
    locked = (
        ReviewLink.objects.usable()
        .select_for_update(of=("self",), no_key=True)
        .select_related("article")
        .filter(pk=link.pk, article__trashed_at=None)
        .exclude(article__status=Article.Status.WITHDRAWN)
        .first()
    )
    if locked is None:
        raise NoReview
    return locked


def _revision(link: ReviewLink, shown: str) -> Revision:
    try:
        link_pk, _dash, revision_pk = _shown.unsign(shown).partition("-")
    except signing.BadSignature as error:
        raise Refused(_("Open the link again, and then approve the text that it shows.")) from error
    revision = Revision.objects.filter(pk=int(revision_pk), article=link.article_id).first()
    if revision is None or int(link_pk) != link.pk:
        raise Refused(_("Open the link again, and then approve the text that it shows."))
    return revision
