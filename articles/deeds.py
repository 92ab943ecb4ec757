"""What every verb of the desk does: takes the story, refuses in words, and writes down."""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from articles.models import Activity, Article

# Of a note, and of what a reviewer writes.
LONGEST = 5000


class Refused(Exception):
    """What the story or the desk does not allow; the message tells an editor why."""


def take(article: Article, *, by: User) -> Article:
    """The story's row, locked until the transaction ends, if this user may open it."""
    locked = Article.objects.for_writing().get(pk=article.pk)
    if not Article.objects.editable_by(by).filter(pk=article.pk).exists():
        raise PermissionDenied
    return locked


def refuse_in_trash(article: Article) -> None:
    if article.trashed_at:
        raise Refused(_("Restore the story from the trash first."))


def write_down(
    article: Article, verb: Activity.Verb, *, by: User | None, name: str = "", detail: str = ""
) -> Activity:
    """Keep what was done with the story; `name` is that of who has no login."""
    return Activity.objects.create(
        article=article,
        verb=verb,
        status=article.status,
        detail=detail,
        by=by,
        by_name=by.display_name() if by else name,
        at=timezone.now(),
    )


def stamp(moment: datetime | None) -> str:
    """A moment as a detail: to be said in the language and the time zone of who reads it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def worded(text: str) -> str:
    """The text as it is kept; refused where there is none, or too much of it."""
    text = "\n".join(line.rstrip() for line in text.strip().splitlines()).replace("\x00", "")
    if not text:
        raise Refused(_("Write what you want to say first."))
    if len(text) > LONGEST:
        message = _("That is %(length)d characters; a note has at most %(most)d.")
        raise Refused(message % {"length": len(text), "most": LONGEST})
    return text
