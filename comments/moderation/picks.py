"""What the editors recommend among readers' comments."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Decision
from comments.moderation.moves import Refused, decided, lock, refuse_others, show

Action = Decision.Action
Status = Comment.Status


@transaction.atomic
def pick(comment: Comment, *, by: User, at: datetime | None = None) -> Comment:
    """Show a comment to readers as one that the editors recommend."""
    return _pick(comment, Action.PICK, by=by, at=at or timezone.now())


@transaction.atomic
def unpick(comment: Comment, *, by: User, at: datetime | None = None) -> Comment:
    """Recommend it no longer."""
    return _pick(comment, Action.UNPICK, by=by, at=at or timezone.now())


def _pick(comment: Comment, action: str, *, by: User, at: datetime) -> Comment:
    refuse_others(by)
    (comment,) = lock([comment])
    if comment.status != Status.APPROVED:
        raise Refused(_("Readers do not see the comment."))
    picks = action == Action.PICK
    if picks == bool(comment.picked_at):
        already, never = _("The comment is picked already."), _("The comment is not picked.")
        raise Refused(already if picks else never)
    Decision.objects.bulk_create([decided(comment, action, comment.status, by=by, at=at)])
    comment.picked_at = at if picks else None
    comment.save(update_fields=["picked_at"])
    show([comment])
    return comment
