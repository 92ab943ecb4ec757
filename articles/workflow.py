"""A story's way from draft to readers and back: one table of moves, one verb each."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles import (
    corrections,
    deeds,
    neighbours,
    past,
    redirects,
    revisions,
    search,
    upkeep,
)
from articles.content import Content
from articles.deeds import Refused
from articles.models import Activity, Article, Listing, Revision, SeriesPart
from portal.pagecache import clock

Status, Verb = Article.Status, Activity.Verb
# The reason for which a story is sent back is the note of a revision too.
LONGEST_REASON = 300


@dataclass(frozen=True)
class Move:
    """From which states a move leads where.

    `permission` is what it takes beyond being allowed to edit the story.
    """

    starts: frozenset[str]
    ends: str
    refusal: str | Promise
    permission: str = ""


MOVES: dict[str, Move] = {
    "submit": Move(
        frozenset({Status.DRAFT}), Status.IN_REVIEW, gettext_lazy("Only a draft can be submitted.")
    ),
    "send_back": Move(
        frozenset({Status.IN_REVIEW}), Status.DRAFT,
        gettext_lazy("Only a story in review can be sent back."), "articles.publish_article",
    ),
    "publish": Move(
        frozenset(Status.values), Status.PUBLISHED, "", "articles.publish_article"
    ),
    "withdraw": Move(
        frozenset({Status.PUBLISHED}), Status.WITHDRAWN,
        gettext_lazy("Only a published story can be withdrawn."), "articles.publish_article",
    ),
}  # fmt: skip


def allowed(article: Article, *, to: User) -> list[str]:
    """The moves that this user, who may edit the story, may make now, in the order of the table."""
    if article.trashed_at:
        return []
    return [
        name
        for name, move in MOVES.items()
        if article.status in move.starts and may(article, name, to=to)
    ]


def may(article: Article, name: str, *, to: User) -> bool:
    """Whether this user, who may edit the story, has the role that a verb asks for."""
    if name in ("trash", "restore"):
        return may_trash(article, to=to)
    permission = MOVES[name].permission
    return not permission or to.has_perm(permission)


def may_trash(article: Article, *, to: User) -> bool:
    """Whether this user, who may edit the story, may put it aside and bring it back.

    A journalist only drafts.
    """
    return to.has_perm("articles.delete_article") or article.status == Status.DRAFT


@transaction.atomic
def submit(article: Article, *, by: User) -> Article:
    """Hand a draft to the desk."""
    return _finish(_move(article, "submit", by=by), Verb.SUBMIT, by=by)


@transaction.atomic
def send_back(article: Article, *, by: User, reason: str = "") -> Article:
    """Return a story in review to its writer, who is told what is missing."""
    article = _move(article, "send_back", by=by)
    reason = _reason(reason)
    article = _finish(article, Verb.SEND_BACK, by=by, detail=reason)
    kind = Revision.Kind.RETURNED
    revisions.save(article, _newest(article).content, by=by, note=reason, kind=kind)
    return article


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User,
    at: datetime | None = None,
    change: str = "",
    told: str = "",
) -> Article:
    """Make the newest revision live at the given moment, else at the one it asks for, else now.

    A future moment schedules it; one that it asked for and that has passed means now. What is
    scheduled already keeps its moment until another is asked for. The first publication fixes
    `published_at`. Of a story that readers had, `change` is a kind of correction, but no
    retraction: it is entered with what they are `told`, and moves `updated_at` unless it is a typo.
    """
    if change:
        corrections.refuse_change(change)
    now = timezone.now()
    article = _move(article, "publish", by=by)
    revision = _newest(article)
    content = revision.content
    seen_before = set(article.cache_tags())
    was_seen = article.published_at is not None and article.published_at <= now
    article.redirect_to = ""
    if not was_seen:
        article.published_at = at or _moment_asked_for(article, content, now)
    elif at and at > now:
        raise Refused(_("Readers had it before, so it cannot be scheduled: publish it then."))
    _refuse_early(article, content, was_seen=was_seen)
    _refuse_unfit(article, content)
    revisions.materialise(article, content)
    if was_seen:
        # It is over, and later than the first publication, which stays.
        article.embargo_until = None
        if change:
            corrections.note(article, kind=change, text=told, by=by)
    article.live_revision = revision
    Revision.objects.filter(pk=revision.pk).update(kind=Revision.Kind.PUBLISHED)
    scheduled = article.published_at is not None and article.published_at > now
    detail = deeds.stamp(article.published_at) if scheduled else ""
    verb = Verb.SCHEDULE if scheduled else Verb.PUBLISH
    return _finish(article, verb, by=by, detail=detail, seen_before=seen_before)


def _moment_asked_for(article: Article, content: Content, now: datetime) -> datetime:
    """When a story that nobody has seen goes live, if nothing else is said."""
    planned, live = article.published_at, article.live_revision
    if planned and planned > now and live and live.content.publish_at == content.publish_at:
        return planned
    return max(content.publish_at or now, now)


@transaction.atomic
def withdraw(article: Article, *, by: User, redirect_to: str = "") -> Article:
    """Take a published or scheduled story away from readers; the desk keeps its newest revision.

    They are told that it is gone, or led to another address. One whose day has not come was never
    out, and loses the date.
    """
    article = _move(article, "withdraw", by=by)
    article.redirect_to = redirects.cleaned(redirect_to, of=article)
    seen_before = set(article.cache_tags())
    if article.published_at and article.published_at > timezone.now():
        article.published_at = None
    revisions.materialise(article, _newest(article).content)
    detail = article.redirect_to
    return _finish(article, Verb.WITHDRAW, by=by, detail=detail, seen_before=seen_before)


@transaction.atomic
def trash(article: Article, *, by: User) -> Article:
    """Put a story aside; one that is published has to be withdrawn first."""
    article = deeds.take(article, by=by)
    if article.status == Status.PUBLISHED:
        raise Refused(_("Withdraw the story before you put it into the trash."))
    if not may_trash(article, to=by):
        raise PermissionDenied
    if article.trashed_at:
        return article
    article.trashed_at = timezone.now()
    return _finish(article, Verb.TRASH, by=by)


@transaction.atomic
def restore(article: Article, *, by: User) -> Article:
    """Bring a story back from the trash, in the state in which it went there."""
    article = deeds.take(article, by=by)
    if not may_trash(article, to=by):
        raise PermissionDenied
    if article.trashed_at is None:
        return article
    article.trashed_at = None
    return _finish(article, Verb.RESTORE, by=by)


def _move(article: Article, name: str, *, by: User) -> Article:
    move = MOVES[name]
    article = deeds.take(article, by=by)
    if not may(article, name, to=by):
        raise PermissionDenied
    deeds.refuse_in_trash(article)
    if article.status not in move.starts:
        raise Refused(str(move.refusal))
    article.status = move.ends
    return article


def _reason(typed: str) -> str:
    reason = typed.strip()
    if not reason:
        raise Refused(_("Say what is missing: the writer reads it first."))
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Say it in at most %(most)d characters.") % {"most": LONGEST_REASON})
    return reason


def _newest(article: Article) -> Revision:
    if article.newest_revision is None:
        raise Refused(_("Nothing of this story was saved yet."))
    return article.newest_revision


def _refuse_early(article: Article, content: Content, *, was_seen: bool) -> None:
    """Readers get nothing before its embargo is over, also no changes of what they have."""
    now = timezone.now()
    goes_up = now if was_seen else article.published_at or now
    if content.embargo_until is None or content.embargo_until <= goes_up:
        return
    if was_seen:
        raise Refused(
            _(
                "The story is under an embargo. It was published before, so it cannot be scheduled:"
                " publish it, or its changes, once the embargo is over."
            )
        )
    raise Refused(_("The story is under an embargo; schedule it for when that ends, or later."))


def _refuse_unfit(article: Article, content: Content) -> None:
    published_at = article.published_at or timezone.now()
    for unfit, message in (
        (not content.headline, _("The story has no headline.")),
        (not content.body, _("The story has no text.")),
        (
            content.category_id is None,
            _("Choose a category: it makes the address and the breadcrumb."),
        ),
        (
            content != revisions.without_what_is_gone(content),
            _("It names an author or a category that is gone. Open it and choose another."),
        ),
        (
            content.unpublish_at is not None and content.unpublish_at <= published_at,
            _("The story would come down before it goes up."),
        ),
        (
            content.unpublish_at is not None and content.unpublish_at <= timezone.now(),
            _("The moment at which it comes down has passed: change it, or leave it empty."),
        ),
    ):
        if unfit:
            raise Refused(message)


def _finish(
    article: Article,
    verb: Activity.Verb,
    *,
    by: User,
    detail: str = "",
    seen_before: frozenset[str] | set[str] = frozenset(),
) -> Article:
    article.save()
    deeds.write_down(article, verb, by=by, detail=detail)
    Listing.objects.filter(article=article).update(published_at=article.published_at)
    search.index(article)
    touched = set(seen_before)
    if touched or article.status == Status.PUBLISHED:
        past.record(article)
        upkeep.want(f"article:{article.pk}")
    if article.status == Status.PUBLISHED:
        touched |= set(article.cache_tags())
        comes_down = [article.unpublish_at]
        clock.set_boundaries(f"article:{article.pk}", [article.published_at], hides=comes_down)
    elif seen_before:
        clock.set_boundaries(f"article:{article.pk}", [], hides=[timezone.now()])
    if article.is_live():
        # Of two that come between the same stories at once, the second sees the first.
        clock.hold()
        touched |= neighbours.pages_beside([article.pk])
    if verb in (Verb.TRASH, Verb.RESTORE):
        # The parts of its series that stand behind it have other numbers now.
        parts = SeriesPart.objects.filter(article=article)
        touched |= {f"series:{pk}" for pk in parts.values_list("series", flat=True)}
    if touched:
        clock.touch(*touched)
    return article
