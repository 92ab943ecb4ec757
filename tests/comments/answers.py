"""A reader who wants mail, and answers to what that reader wrote."""

from django.utils import timezone

from comments.models import Reader
from tests.comments.factories import CommentFactory

RADA, ANA = "rada@example.org", "ana@example.org"


def reader(email=RADA, *, by=Reader.Replies.EACH, is_confirmed=True):
    at = timezone.now() if is_confirmed else None
    return Reader.objects.create(email=email, replies=by, mailed_at=timezone.now(), confirmed_at=at)


def comment_of(who, **fields):
    fields = {"email": who.email, "reader_id": who.pk, "wants_replies": True} | fields
    return CommentFactory(**fields)


def answer(parent, **fields):
    return CommentFactory(parent=parent, **{"name": "Ana", "email": ANA, "text": "No."} | fields)
