"""Claims: that a moderator is about to decide on a comment, so that no colleague does as well."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from comments.models import Claim, Comment
from comments.models.desk import CLAIM_LASTS
from comments.moderation.moves import refuse_others


@transaction.atomic
def claim(comment: Comment, *, by: User, at: datetime | None = None) -> Claim:
    """The claim that stands: one's own, unless a colleague was first; it gives up others of one's.

    Whoever claims again has all the time again.
    """
    refuse_others(by)
    at = at or timezone.now()
    claims = Claim.objects.filter(comment=comment)
    if not claims.filter(Q(by=by) | Q(at__lte=at - CLAIM_LASTS)).update(by=by, at=at):
        Claim.objects.bulk_create([Claim(comment=comment, by=by, at=at)], ignore_conflicts=True)
    Claim.objects.filter(by=by).exclude(comment=comment).delete()
    # Meanwhile a decision may have ended it.
    return claims.select_related("by").first() or Claim(comment=comment, by=by, at=at)


@transaction.atomic
def release(comment: Comment, *, by: User, at: datetime | None = None) -> None:
    """Leave a comment to colleagues; given when one claimed it, unless one did so again since."""
    refuse_others(by)
    mine = Claim.objects.filter(comment=comment, by=by)
    (mine.filter(at=at) if at else mine).delete()
