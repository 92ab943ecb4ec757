"""What moderators tell one another of a comment; readers never see it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Comment, Remark
from comments.moderation.moves import Refused, refuse_others

LONGEST = 500


@transaction.atomic
def remark(
    comment: Comment, *, text: str, by: User, to: User | None = None, at: datetime | None = None
) -> Remark:
    """Leave a note with a comment, for all or for one colleague, who finds it on her first page."""
    refuse_others(by)
    text = " ".join(text.split())[:LONGEST]
    if not text:
        raise Refused(_("The note has no words."))
    if to and not (to.is_active and to.has_perm("comments.moderate_comment")):
        raise Refused(_("%(name)s does not moderate comments.") % {"name": to.display_name()})
    return Remark.objects.create(
        comment=comment, text=text, to=to, by=by, by_name=by.display_name(), at=at or timezone.now()
    )
