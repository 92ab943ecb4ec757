"""What becomes of a comment: one table of moves, a verb each, and a log of who made them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.models import Article
from comments import replies
from comments.models import Claim, Comment, Decision
from comments.models.comment import ALL_SHOWN, FIRST_REPLIES
from comments.moderation import answers
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
    """What a decision on several comments came to: those it changed, and how many it left.

    `held` are the claims of colleagues who are about to decide, and whose comments stay;
    `overtaken` are comments that have another status by now than was seen, and stay as well.
    """

    changed: tuple[Comment, ...]
    unchanged: int
    decisions: tuple[Decision, ...] = field(default=(), compare=False)
    held: tuple[Claim, ...] = field(default=(), compare=False)
    overtaken: tuple[Comment, ...] = field(default=(), compare=False)


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
    batch: UUID | None = None,
    anyway: bool = False,
    seen: Mapping[int, str] | None = None,
) -> Outcome:
    """Make one decision on several comments; those that are where it leads stay as they are.

    What a colleague claims is left to her, unless it is to be decided anyway. What was decided
    since it was `seen`, by its key, is not decided anew.
    """
    refuse_others(by)
    move = MOVES[action]
    found = lock(comments)
    # Only now: what it waited for was decided before it.
    at = at or timezone.now()
    held = () if anyway else _held(found, by=by, at=at)
    theirs = {claim.comment_id for claim in held}
    free = [comment for comment in found if comment.pk not in theirs]
    late = _overtaken(free, seen or {}, move)
    free = [comment for comment in free if comment not in late]
    changed = tuple(comment for comment in free if comment.status in move.starts)
    made = [
        decided(comment, action, move.ends, by=by, note=note, at=at, batch=batch)
        for comment in changed
    ]
    record(made)
    Claim.objects.filter(comment__in=[comment.pk for comment in changed]).delete()
    return Outcome(changed, len(free) - len(changed), tuple(made), held, late)


@transaction.atomic
def hold(comment: Comment, *, note: str, at: datetime | None = None) -> Comment:
    """Take what readers see back into the queue, because of what they say of it."""
    (comment,) = lock([comment])
    if comment.status != Status.APPROVED:
        raise Refused(_("Readers do not see the comment."))
    at = at or timezone.now()
    record([decided(comment, Action.HOLD, Status.PENDING, note=note, at=at)])
    return comment


def allowed(comment: Comment, *, to: User) -> list[str]:
    """What this user may decide on the comment now, in the order of the table; undo comes last."""
    if comment.status == Status.WITHDRAWN or not to.has_perm("comments.moderate_comment"):
        return []
    actions = [str(action) for action, move in MOVES.items() if comment.status in move.starts]
    standing = Decision.objects.standing().filter(comment=comment, after=comment.status)
    if standing.exists():
        actions.append(str(Action.UNDO))
    return actions


def refuse_others(by: User) -> None:
    if not by.has_perm("comments.moderate_comment"):
        raise PermissionDenied


def lock(comments: Iterable[Comment]) -> list[Comment]:
    """The comments as they are now, locked with their stories, always in the same order."""
    wanted = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
    stories = Article.objects.filter(pk__in=wanted.values("article")).only("pk")
    list(stories.for_writing().order_by("pk"))
    return list(wanted.select_for_update().order_by("pk"))


def _held(comments: list[Comment], *, by: User, at: datetime) -> tuple[Claim, ...]:
    claims = Claim.objects.standing(at).filter(comment__in=[comment.pk for comment in comments])
    return tuple(claims.exclude(by=by).select_related("by").order_by("comment"))


def _overtaken(free: list[Comment], seen: Mapping[int, str], move: Move) -> tuple[Comment, ...]:
    # Who was seen where the decision leads as well, is where it was to be.
    moved = (each for each in free if seen.get(each.pk, each.status) != each.status)
    return tuple(each for each in moved if each.status != move.ends)


def _decide_one(comment: Comment, action: str, *, by: User, note: str) -> Comment:
    outcome = decide([comment], action, by=by, note=note)
    if outcome.held:
        name = outcome.held[0].by.display_name()
        raise Refused(_("%(name)s is about to decide on the comment.") % {"name": name})
    if not outcome.changed:
        raise Refused(str(MOVES[action].refusal))
    return outcome.changed[0]


def decided(
    comment: Comment, action: str, after: str, *, at: datetime,
    by: User | None = None, note: str = "", undoes: Decision | None = None,
    batch: UUID | None = None,
) -> Decision:  # fmt: skip
    """A line of the log that is still to be written; without `by`, no moderator decided."""
    return Decision(
        comment=comment, action=action, before=comment.status, after=after, note=note,
        undoes=undoes, by=by, by_name=by.display_name() if by else "", at=at, batch=batch,
    )  # fmt: skip


def record(decisions: list[Decision]) -> None:
    """Write decisions that lead to one status, the comments that get it, and what readers see."""
    if not decisions:
        return
    Decision.objects.bulk_create(decisions)
    after = decisions[0].after
    decided_at = None if after == Status.PENDING else decisions[0].at
    comments = [decision.comment for decision in decisions]
    for comment in comments:
        comment.status, comment.decided_at, comment.picked_at = after, decided_at, None
    Comment.objects.filter(pk__in=[comment.pk for comment in comments]).update(
        status=after, decided_at=decided_at, picked_at=None
    )
    answers.give(decisions)
    if after == Status.APPROVED:
        replies.owe(comments)
    show([d.comment for d in decisions if Status.APPROVED in (d.before, d.after)])


def show(comments: Iterable[Comment]) -> None:
    """Count anew what readers see of the branches of these, and say that it changed."""
    comments = list(comments)
    if not comments:
        # Readers saw none of them, and see none.
        clock.touch()
        return
    seen = Comment.objects.approved().filter(root=OuterRef("pk")).order_by()
    count = seen.values("root").annotate(n=Count("pk")).values("n")
    replies = seen.exclude(pk=OuterRef("pk")).order_by("pk").values("pk")
    last_shown = replies[FIRST_REPLIES - 1 : FIRST_REPLIES]
    Comment.objects.filter(pk__in={comment.root_id for comment in comments}).update(
        branch_count=Coalesce(Subquery(count), 0),
        shown_until=Coalesce(Subquery(last_shown), ALL_SHOWN),
    )
    stories = {comment.article_id for comment in comments}
    branches = Comment.objects.branches().filter(article=OuterRef("pk")).order_by()
    total = branches.values("article").annotate(n=Sum("branch_count")).values("n")
    Article.objects.filter(pk__in=stories).update(comment_count=Coalesce(Subquery(total), 0))
    # No card tells how many there are; one feed has those of all stories.
    clock.touch("comments", *(f"comments:{pk}" for pk in stories))
