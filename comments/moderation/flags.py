"""Readers' flags: enough of them take a comment back into the queue, and moderators answer."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from comments.models import Comment, CommentSettings, Decision, Flag
from comments.moderation import answers, moves
from comments.moderation.moves import Refused
from portal.pagecache import clock

Outcome = Flag.Outcome


@transaction.atomic
def flag(
    comment: Comment, *, flagger: str, reason: str, note: str = "",
    also: Iterable[str] = (), at: datetime | None = None,
) -> Flag:  # fmt: skip
    """Keep a reader's objection; past the threshold readers see the comment no longer.

    Refused where readers do not see it, and where the same reader flagged it before, under this
    name or one of the others (`also`).
    """
    (comment,) = moves.lock([comment])
    if comment.status != Comment.Status.APPROVED:
        raise Refused(_("Readers do not see the comment."))
    if Flag.objects.filter(comment=comment, flagger__in={flagger, *also}).exists():
        raise Refused(_("You reported this comment already. Moderators will look at it."))
    raised = Flag.objects.create(
        comment=comment, flagger=flagger, reason=reason, note=note, weight=weight_of(flagger),
        at=at or timezone.now(),
    )  # fmt: skip
    _hide(comment, at=at)
    return raised


def weight_of(flagger: str) -> float:
    """Twice the share of a reader's flags that moderators agreed with, by Laplace's rule.

    One, before anything is known of the reader; always between nought and two.
    """
    upheld, answered = (
        Flag.objects.filter(flagger=flagger)
        .aggregate(
            upheld=Count("pk", filter=Q(outcome=Outcome.UPHELD)),
            answered=Count("pk", filter=~Q(outcome="")),
        )
        .values()
    )
    return 2 * (upheld + 1) / (answered + 2)


@transaction.atomic
def dismiss(comment: Comment, *, by: User, at: datetime | None = None) -> Comment:
    """Leave a comment to readers in spite of what they say of it."""
    moves.refuse_others(by)
    (comment,) = moves.lock([comment])
    waiting = Flag.objects.waiting().filter(comment=comment)
    if comment.status != Comment.Status.APPROVED or not waiting.exists():
        raise Refused(_("No reader objects to the comment now."))
    kept = moves.decided(
        comment, Decision.Action.KEEP, comment.status, by=by, at=at or timezone.now()
    )
    Decision.objects.bulk_create([kept])
    answers.give([kept])
    clock.touch()
    return comment


def _hide(comment: Comment, *, at: datetime | None) -> None:
    """Take it back into the queue, if the flags that nobody answered weigh enough together."""
    waiting = Flag.objects.waiting().filter(comment=comment)
    found = waiting.aggregate(weight=Sum("weight"), count=Count("pk"))
    if found["weight"] < CommentSettings.current().flags_hide_at:
        clock.touch()
        return
    note = ngettext("%(n)d reader objects", "%(n)d readers object", found["count"])
    moves.hold(comment, note=note % {"n": found["count"]}, at=at)
