"""What colleagues say to one another about a story, beside it and never in it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles import deeds
from articles.models import Article, Note


@transaction.atomic
def add(article: Article, *, by: User, text: str) -> Note:
    """Put a note at the end of the story's thread."""
    article = deeds.take(article, by=by)
    deeds.refuse_in_trash(article)
    return Note.objects.create(
        article=article,
        text=deeds.worded(text),
        by=by,
        by_name=by.display_name(),
        at=timezone.now(),
    )


@transaction.atomic
def resolve(note: Note, *, by: User) -> Note:
    """Mark a note as dealt with; who did so first stays."""
    note = _take(note, by=by)
    if note.resolved_at is None:
        note.resolved_at, note.resolved_by_name = timezone.now(), by.display_name()
        note.save()
    return note


@transaction.atomic
def reopen(note: Note, *, by: User) -> Note:
    note = _take(note, by=by)
    note.resolved_at, note.resolved_by_name = None, ""
    note.save()
    return note


def _take(note: Note, *, by: User) -> Note:
    """The note as it is now; whoever may open the story may deal with all of its notes."""
    deeds.refuse_in_trash(deeds.take(note.article, by=by))
    return Note.objects.get(pk=note.pk)
