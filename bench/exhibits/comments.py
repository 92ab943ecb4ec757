"""What readers see of comments beside the story itself."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from bench.demo import Shown
from comments import replies, tokens
from comments.models import Comment, Reader


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
    thread = f"{story.get_absolute_url()}comments/"
    yield Shown(name="thread, most replied", path=f"{thread}most-replied/")
    yield Shown(name="branch of a thread", path=f"{thread}{seen.root_id}/")
    yield Shown(name="what is kept of who comments", path=reverse("comment_privacy"))
    yield from _mailed()


def _mailed() -> Iterator[Shown]:
    """What the links of mails lead to."""
    reader, _is_new = Reader.objects.get_or_create(email="exhibit@example.org")
    yield Shown(name="link of a mail", path=reverse("reader_link", args=[reader.key]))
    yield Shown(name="end of all mail", path=replies.stop_path(reader))
    yield Shown(name="reader nobody knows", path=reverse("your_comments"))


def desk() -> Iterator[Shown]:
    """What moderators are asked, and read of one comment."""
    waiting = Comment.objects.filter(status=Comment.Status.PENDING).order_by("pk")[0]
    flagged = Comment.objects.filter(flags__outcome="").order_by("pk")[0]
    ban = reverse("admin:comments_comment_ban", args=[waiting.pk])
    yield Shown(name="ban of a writer", path=ban, user="moderator")
    page = reverse("admin:comments_comment_change", args=[flagged.pk])
    yield Shown(name="comment that readers flagged", path=page, user="moderator")
    lists = reverse("admin:comments_comment_changelist")
    yield Shown(
        name="comments that readers flagged", path=f"{lists}?status=flagged", user="moderator"
    )


def _own() -> Iterator[Shown]:
    """One's own comment, as if it had just been sent."""
    waiting = Comment.objects.filter(status=Comment.Status.PENDING).order_by("pk")[:1]
    Comment.objects.filter(pk__in=[each.pk for each in waiting]).update(created_at=timezone.now())
    own = reverse("comment_own", args=[tokens.own(waiting[0].pk)])
    yield Shown(name="thanks for a comment", path=own)
    yield Shown(name="own comment, to be changed", path=f"{own}?change")
    yield Shown(name="own comment, refused", path=own, sent={"text": [""]}, status=422)
