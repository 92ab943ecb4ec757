"""Signed tickets: of a form, which one it is and since when; of a comment, that it is one's own."""

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self

from django.core import signing
from django.utils.translation import gettext as _

SALT = "comments.form"
OWN_SALT = "comments.own"
QUICKEST = timedelta(seconds=3)
OLDEST = timedelta(days=7)
# For how long a reader may look at what became of it; changing it is over sooner.
OWN_LASTS = timedelta(days=1)


def own(pk: int) -> str:
    """What only who wrote a comment has: it opens the page on which it can be changed."""
    return signing.dumps(pk, salt=OWN_SALT)


def read_own(signed: str) -> int | None:
    """The comment of this ticket; nothing when we did not sign it, or long ago."""
    try:
        pk = signing.loads(signed, salt=OWN_SALT, max_age=OWN_LASTS)
    except signing.BadSignature:
        return None
    return pk if isinstance(pk, int) else None


@dataclass(frozen=True)
class Token:
    """`shown_at` is when the reader first saw the form, `issued_at` when it was last given out."""

    form_id: str
    article_id: int
    shown_at: float
    issued_at: float

    @classmethod
    def fresh(cls, *, article_id: int, at: datetime) -> Self:
        """A ticket for a form that nobody has sent."""
        return cls(uuid.uuid4().hex, article_id, at.timestamp(), at.timestamp())

    @classmethod
    def read(cls, signed: str) -> Self | None:
        """The ticket that came back with a form; nothing when we did not sign it."""
        try:
            return cls(**signing.loads(signed, salt=SALT))
        except (signing.BadSignature, TypeError):
            return None

    @property
    def first_shown_at(self) -> datetime:
        return datetime.fromtimestamp(self.shown_at, UTC)

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)

    def renewed(self, *, at: datetime) -> Self:
        """For showing a refused form again: the same form, so that a post that arrived is found."""
        return replace(self, issued_at=at.timestamp())

    def another(self) -> Self:
        """The ticket for a second comment from the same page."""
        return replace(self, form_id=uuid.uuid4().hex)

    def refusal(self, *, at: datetime) -> str:
        """Why a form with this ticket is not taken now; empty when it is."""
        now = at.timestamp()
        if now - self.issued_at > OLDEST.total_seconds():
            return _("The form was open for more than a week. Your text is kept: send it again.")
        if now - self.shown_at < QUICKEST.total_seconds():
            return _("That was quicker than people write. Your text is kept: send it again.")
        return ""
