"""Who appears at once where trusted readers pass: by what they wrote, never by what they typed."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from accounts.models import User
from comments.models import Comment, CommentSettings
from comments.spam import Submission

Status = Comment.Status

# Of what was decided in this time, too much rejected loses trust; of fewer than so many, none.
LATELY = timedelta(days=30)
FEWEST = 3

_KEPT_AWAY = (Status.REJECTED, Status.SPAM)


def of(submission: Submission, *, at: datetime | None = None) -> bool:
    """Whether it is of a colleague who is logged in, or of a reader who earned trust, and keeps it.

    A reader is who proved the address that was typed; whoever only types it is nobody.
    """
    if submission.user_id is not None:
        staff = User.objects.filter(pk=submission.user_id, is_active=True, is_staff=True)
        return staff.exists()
    if submission.reader_id is None:
        return False
    return _counted(submission, (at or timezone.now()) - LATELY).exists()


def _counted(submission: Submission, since: datetime) -> QuerySet[Comment, Any]:
    """One row if the reader is trusted, else none."""
    written = Comment.objects.alias(proven=Lower("reader__email")).filter(
        reader=submission.reader_id, reader__confirmed_at__isnull=False,
        proven=submission.email.lower(),
    )  # fmt: skip
    lately = Q(decided_at__gt=since)
    counted = written.order_by().values("reader").annotate(
        approved=Count("pk", filter=Q(status=Status.APPROVED)),
        decided=Count("pk", filter=lately & Q(status__in=(Status.APPROVED, *_KEPT_AWAY))),
        kept_away=Count("pk", filter=lately & Q(status__in=_KEPT_AWAY)),
    )  # fmt: skip
    is_liked = Q(decided__lt=FEWEST) | Q(
        kept_away__lt=F("decided") * _rule("trust_lost_at") / 100.0
    )
    return counted.filter(is_liked, approved__gte=_rule("trusted_after"))


def _rule(name: str) -> Coalesce:
    """A number of the house, in the same query."""
    said = Subquery(CommentSettings.objects.filter(pk=1).values(name), IntegerField())
    return Coalesce(said, Value(getattr(CommentSettings(), name)), output_field=IntegerField())
