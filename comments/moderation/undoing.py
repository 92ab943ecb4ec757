"""Decisions that are taken back: one, or many at a time; the log keeps both."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Decision
from comments.moderation.moves import Outcome, Refused, decided, lock, record, refuse_others


@transaction.atomic
def undo(
    comment: Comment, *, by: User, note: str = "", at: datetime | None = None,
    decision: Decision | None = None,
) -> Comment:  # fmt: skip
    """Take back the newest decision that stands, if it is the one meant."""
    refuse_others(by)
    (comment,) = lock([comment])
    last = _last([comment]).get(comment.pk)
    if last is None:
        raise Refused(_("There is no decision to undo."))
    if decision and decision != last:
        raise Refused(_("It was decided anew, or undone, since."))
    record([_undoing(comment, last, by=by, note=note, at=at or timezone.now())])
    _restore_picks([comment])
    return comment


@transaction.atomic
def undo_all(
    decisions: Iterable[Decision], *, by: User, note: str = "", at: datetime | None = None
) -> Outcome:
    """Take back those of the decisions that are still the last of their comments."""
    refuse_others(by)
    meant = set(decisions)
    comments = lock(Comment(pk=pk) for pk in {decision.comment_id for decision in meant})
    # Only now: what it waited for was decided before it.
    at = at or timezone.now()
    last = _last(comments)
    made = [
        _undoing(comment, last[comment.pk], by=by, note=note, at=at)
        for comment in comments
        if last.get(comment.pk) in meant
    ]
    for _after, group in groupby(sorted(made, key=_leads_to), key=_leads_to):
        record(list(group))
    _restore_picks(decision.comment for decision in made)
    changed = tuple(decision.comment for decision in made)
    return Outcome(changed, len(meant) - len(made), tuple(made))


def _restore_picks(comments: Iterable[Comment]) -> None:
    """What the editors had picked before it was taken from readers, they pick still."""
    seen = {each.pk: each for each in comments if each.status == Comment.Status.APPROVED}
    kinds = (Decision.Action.PICK, Decision.Action.UNPICK, Decision.Action.EDIT)
    acts = Decision.objects.filter(comment__in=seen, action__in=kinds).order_by("pk")
    newest = {act.comment_id: act for act in acts}
    for pk, act in newest.items():
        if act.action == Decision.Action.PICK:
            seen[pk].picked_at = act.at
            seen[pk].save(update_fields=["picked_at"])


def _leads_to(decision: Decision) -> str:
    return decision.after


def _last(comments: Iterable[Comment]) -> dict[int, Decision]:
    """The newest decision on each that stands, if its comment is still where that led."""
    found = {comment.pk: comment for comment in comments}
    standing = Decision.objects.standing().filter(comment__in=found).order_by("pk")
    newest = {decision.comment_id: decision for decision in standing}
    return {pk: last for pk, last in newest.items() if last.after == found[pk].status}


def _undoing(comment: Comment, last: Decision, *, by: User, note: str, at: datetime) -> Decision:
    return decided(comment, Decision.Action.UNDO, last.before, by=by, note=note, undoes=last, at=at)
