"""What readers see of comments beside the story itself."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from bench.demo import Shown
from comments import tokens
from comments.models import Comment


def pages(story: Article) -> Iterator[Shown]:
    """Of a story that has comments."""
    seen = Comment.objects.filter(article=story, status=Comment.Status.APPROVED).order_by("path")[0]
    form = reverse("comment_form", args=[story.pk])
    yield Shown(name="comment form", path=form)
    empty = {"text": [""], "email": ["nobody"]}
    yield Shown(name="comment refused", path=form, sent=empty, status=422)
    yield Shown(name="answer to a comment", path=f"{form}?parent={seen.pk}")
    yield from _own()
    flag = reverse("comment_flag", args=[seen.pk])
    yield Shown(name="report of a comment", path=flag)
    yield Shown(name="report refused", path=flag, sent={"note": ["Why"]}, status=422)


def _own() -> Iterator[Shown]:
    """One's own comment, as if it had just been sent."""
    waiting = Comment.objects.filter(status=Comment.Status.PENDING).order_by("pk")[:1]
    Comment.objects.filter(pk__in=[each.pk for each in waiting]).update(created_at=timezone.now())
    own = reverse("comment_own", args=[tokens.own(waiting[0].pk)])
    yield Shown(name="thanks for a comment", path=own)
    yield Shown(name="own comment, to be changed", path=f"{own}?change")
    yield Shown(name="own comment, refused", path=own, sent={"text": [""]}, status=422)
