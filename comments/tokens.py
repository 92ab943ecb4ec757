"""The signed ticket of a comment form: which form it is, of which story, and since when."""

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from django.core import signing
from django.utils.translation import gettext as _

SALT = "comments.form"
QUICKEST = timedelta(seconds=3)
OLDEST = timedelta(days=7)


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
