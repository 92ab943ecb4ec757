"""The only writes of comments: one table of moves, a verb each, and a log of who made them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.models import Article
from comments import spam
from comments.models import Comment, Decision
from comments.models.comment import thread_path
from portal.pagecache import clock

Action = Decision.Action
Status = Comment.Status


class Refused(Exception):
    """What cannot be done to a comment; the message tells a reader or a moderator why."""


@dataclass(frozen=True)
class Move:
    """From which states a decision leads where, and what to say when it is too late for it."""

    starts: frozenset[str]
    ends: str
    refusal: str | Promise


MOVES: dict[str, Move] = {
    Action.APPROVE: Move(
        frozenset({Status.PENDING, Status.REJECTED, Status.SPAM}), Status.APPROVED,
        gettext_lazy("The comment is approved already."),
    ),
    Action.REJECT: Move(
        frozenset({Status.PENDING, Status.APPROVED, Status.SPAM}), Status.REJECTED,
        gettext_lazy("The comment is rejected already."),
    ),
    Action.MARK_SPAM: Move(
        frozenset({Status.PENDING, Status.APPROVED, Status.REJECTED}), Status.SPAM,
        gettext_lazy("The comment is marked as spam already."),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What a decision on several comments came to: those it changed, and how many it left."""

    changed: tuple[Comment, ...]
    unchanged: int
    decisions: tuple[Decision, ...] = field(default=(), compare=False)


@transaction.atomic
def submit(submission: spam.Submission, *, at: datetime | None = None) -> Comment:
    """Keep what a reader sent, for a moderator to read; the same form sent twice is one comment.

    Refused when the thread is closed, when the comment that it answers is gone, and when the form
    was sent before with other words.
    """
    at = at or timezone.now()
    # The lock makes two posts of one form wait for each other, so that the second finds the first.
    article = Article.objects.for_writing().defer("body").get(pk=submission.article_id)
    sent_before = Comment.objects.filter(form_id=submission.form_id).first()
    if sent_before is not None:
        return _same(sent_before, submission)
    if not (article.is_live(at) and article.comment_policy == Article.CommentPolicy.OPEN):
        raise Refused(_("Comments on this story are closed."))
    found = spam.findings(submission)
    comment = _keep(submission, found, below=_answered(submission), at=at)
    if spam.is_spam(found):
        _record([_decision(comment, Action.MARK_SPAM, Status.SPAM, at=at)])
    return comment


@transaction.atomic
def approve(comment: Comment, *, by: User, note: str = "") -> Comment:
    """Show a comment to readers."""
    return _decide_one(comment, Action.APPROVE, by=by, note=note)


@transaction.atomic
def reject(comment: Comment, *, by: User, note: str = "") -> Comment:
    """Keep a comment from readers."""
    return _decide_one(comment, Action.REJECT, by=by, note=note)


@transaction.atomic
def mark_spam(comment: Comment, *, by: User, note: str = "") -> Comment:
    """Keep a comment from readers, as one that no reader wrote."""
    return _decide_one(comment, Action.MARK_SPAM, by=by, note=note)


@transaction.atomic
def decide(
    comments: Iterable[Comment],
    action: str,
    *,
    by: User,
    note: str = "",
    at: datetime | None = None,
) -> Outcome:
    """Make one decision on several comments; those that are where it leads stay as they are."""
    _refuse_others(by)
    move = MOVES[action]
    at = at or timezone.now()
    found = _lock(comments)
    changed = tuple(comment for comment in found if comment.status in move.starts)
    made = [_decision(comment, action, move.ends, by=by, note=note, at=at) for comment in changed]
    _record(made)
    return Outcome(changed, len(found) - len(changed), tuple(made))


@transaction.atomic
def undo(
    comment: Comment, *, by: User, note: str = "", at: datetime | None = None,
    decision: Decision | None = None,
) -> Comment:  # fmt: skip
    """Take back the newest decision that stands, if it is the one meant; the log keeps both."""
    _refuse_others(by)
    (comment,) = _lock([comment])
    last = Decision.objects.standing().filter(comment=comment).newest_first().first()
    if last is None:
        raise Refused(_("There is no decision to undo."))
    if decision and decision != last:
        raise Refused(_("It was decided anew, or undone, since."))
    undoing = _decision(
        comment, Action.UNDO, last.before, by=by, note=note, undoes=last, at=at or timezone.now()
    )
    _record([undoing])
    return comment


def allowed(comment: Comment, *, to: User) -> list[str]:
    """What this user may decide on the comment now, in the order of the table; undo comes last."""
    if not to.has_perm("comments.moderate_comment"):
        return []
    actions = [str(action) for action, move in MOVES.items() if comment.status in move.starts]
    if Decision.objects.standing().filter(comment=comment).exists():
        actions.append(str(Action.UNDO))
    return actions


def _refuse_others(by: User) -> None:
    if not by.has_perm("comments.moderate_comment"):
        raise PermissionDenied


def _same(sent_before: Comment, submission: spam.Submission) -> Comment:
    if sent_before.text != submission.text:
        raise Refused(
            _("You sent this form before, with other words. To leave a second comment, send again.")
        )
    return sent_before


def _answered(submission: spam.Submission) -> Comment | None:
    if submission.parent_id is None:
        return None
    visible = Comment.objects.approved().filter(article=submission.article_id)
    parent = visible.filter(pk=submission.parent_id).first()
    if parent is None:
        raise Refused(
            _(
                "The comment that you answer is no longer there."
                " Send yours again to leave it by itself."
            )
        )
    return parent


def _keep(
    submission: spam.Submission, found: list[spam.Finding], *, below: Comment | None, at: datetime
) -> Comment:
    comment = Comment.objects.create(
        article_id=submission.article_id,
        parent=below,
        name=submission.name,
        email=submission.email,
        website=submission.website,
        text=submission.text,
        form_id=submission.form_id,
        reasons=[finding.as_json() for finding in found],
        created_at=at,
    )
    comment.path = thread_path(comment.pk, below=below.path if below else "")
    comment.save(update_fields=["path"])
    return comment


def _lock(comments: Iterable[Comment]) -> list[Comment]:
    """The comments as they are now, locked with their stories, always in the same order."""
    wanted = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
    stories = Article.objects.filter(pk__in=wanted.values("article")).only("pk")
    list(stories.for_writing().order_by("pk"))
    return list(wanted.select_for_update().order_by("pk"))


def _decide_one(comment: Comment, action: str, *, by: User, note: str) -> Comment:
    outcome = decide([comment], action, by=by, note=note)
    if not outcome.changed:
        raise Refused(str(MOVES[action].refusal))
    return outcome.changed[0]


def _decision(
    comment: Comment, action: str, after: str, *, at: datetime,
    by: User | None = None, note: str = "", undoes: Decision | None = None,
) -> Decision:  # fmt: skip
    return Decision(
        comment=comment, action=action, before=comment.status, after=after, note=note,
        undoes=undoes, by=by, by_name=by.display_name() if by else "", at=at,
    )  # fmt: skip


def _record(decisions: list[Decision]) -> None:
    """Write decisions that lead to one status, the comments that get it, and what readers see."""
    if not decisions:
        return
    Decision.objects.bulk_create(decisions)
    after = decisions[0].after
    decided_at = None if after == Status.PENDING else decisions[0].at
    comments = [decision.comment for decision in decisions]
    for comment in comments:
        comment.status, comment.decided_at = after, decided_at
    Comment.objects.filter(pk__in=[comment.pk for comment in comments]).update(
        status=after, decided_at=decided_at
    )
    seen = {d.comment.article_id for d in decisions if Status.APPROVED in (d.before, d.after)}
    if seen:
        _show(seen)
    else:
        # Readers saw none of them, and see none.
        clock.touch()


def _show(article_ids: set[int]) -> None:
    shown = Comment.objects.approved().filter(article=OuterRef("pk")).values("article")
    count = Coalesce(Subquery(shown.annotate(count=Count("pk")).values("count")), 0)
    Article.objects.filter(pk__in=article_ids).update(comment_count=count)
    # No card tells how many there are.
    clock.touch(*(f"comments:{pk}" for pk in article_ids))
