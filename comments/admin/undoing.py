"""Decisions that are taken back, and what is said of that."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from comments import moderation
from comments.admin import decide, seen
from comments.models import Comment, Decision
from portal.publicmodels.ways import Way


def undo(request: HttpRequest, decisions: Sequence[Decision], *, back: Sequence[Way]) -> str:
    """Take back the decisions, unless somebody decided on their comments since; the first comment.

    That is where the list is gone on to.
    """
    outcome = moderation.undo_all(
        decisions, by=decide.moderator(request), note=decide.note(request, "note")
    )
    _tell_undone(request, outcome, back=back)
    return str(decisions[0].comment_id) if decisions else ""


def undo_last(request: HttpRequest, comment: Comment, *, page: str, back: Sequence[Way]) -> None:
    """Take back what led to the status that was seen, unless that is another by now."""
    undoable = comment.decisions.with_undo().undoable()
    saw = seen.posted(request).get(comment.pk, comment.status)
    meant = list(undoable.filter(after=saw))
    if meant or saw == comment.status:
        undo(request, meant, back=back)
    else:
        decide.late(request, comment, page=page, back=back)


def undo_batch(request: HttpRequest, batch: UUID, *, back: Sequence[Way]) -> str:
    """The same of what was decided together, with the bans that were laid."""
    outcome = moderation.undo_batch(batch, by=decide.moderator(request))
    _tell_undone(request, outcome, back=back)
    return str(outcome.changed[0].pk) if outcome.changed else ""


def _tell_undone(request: HttpRequest, outcome: moderation.Outcome, *, back: Sequence[Way]) -> None:
    n = len(outcome.changed)
    if n == 1:
        found = Comment.objects.for_moderators().get(pk=outcome.changed[0].pk)
        decide.tell(request, found, found.status, back=back)
    elif n:
        text = ngettext("%(n)d decision is undone.", "%(n)d decisions are undone.", n)
        messages.success(request, text % {"n": n})
    if outcome.unchanged:
        messages.warning(request, _("It was decided anew, or undone, since."))
    elif not n:
        messages.warning(request, _("There is no decision to undo."))
