"""Comments on the dashboard: what waits for a moderator, notes for her, what was decided last."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from articles.admin.columns import words
from articles.text import span
from comments.models import Comment, Decision, Flag, Remark
from portal.newsroom.dashboard.panels import MOST, Desk, Panel, Row, has
from portal.publicmodels.ways import Way

# Enough to see what it is about.
LENGTH = 90


def _page(comment: Comment) -> str:
    return reverse("admin:comments_comment_change", args=[comment.pk])


def _text(comment: Comment) -> str:
    return Truncator(f"{comment.name}: {comment.text}").chars(LENGTH)


def waiting(user: User) -> Panel:
    """Who has waited longest comes first."""
    pending = Comment.objects.filter(status=Comment.Status.PENDING)
    oldest = list(pending.for_moderators().order_by("created_at", "pk")[:MOST])
    rows = [
        Row(
            title=_text(comment),
            address=_page(comment),
            details=[comment.article.headline, words(comment.created_at)],
        )
        for comment in oldest
    ]
    return Panel(
        code="comments-waiting",
        title=_("Comments waiting"),
        lead=_age(pending.longest_wait(), pending.count()),
        rows=rows,
        empty=_("No reader waits for an answer."),
        way=Way(label=_("All comments"), address=reverse("admin:comments_comment_changelist")),
    )


def _age(since: datetime | None, count: int) -> str:
    """How many wait, and for how long."""
    if since is None:
        return ""
    text = ngettext("%(n)d waits, for %(time)s.", "%(n)d wait, the oldest for %(time)s.", count)
    return text % {"n": count, "time": span(timezone.now() - since)}


def notes(user: User) -> Panel:
    """What colleagues want this moderator to look at, until somebody decides."""
    found = Remark.objects.open().filter(to=user).select_related("comment")
    rows = [
        Row(
            title=_text(remark.comment),
            address=_page(remark.comment),
            details=[remark.by_name, words(remark.at)],
            note=remark.text,
        )
        for remark in found.order_by("-at", "-pk")[:MOST]
    ]
    title = _("Notes for you about comments")
    return Panel(code="comment-notes", title=title, rows=rows, quiet=True)


def flagged(user: User) -> Panel:
    """What readers see, and object to; what enough of them flagged waits among the others."""
    waiting = Flag.objects.waiting().values("comment")
    seen = Comment.objects.approved().filter(pk__in=waiting)
    rows = [
        Row(
            title=_text(comment),
            address=_page(comment),
            details=[comment.article.headline, words(comment.created_at)],
        )
        for comment in seen.for_moderators().newest_first()[:MOST]
    ]
    address = f"{reverse('admin:comments_comment_changelist')}?status=flagged"
    return Panel(
        code="comments-flagged",
        title=_("Flagged by readers"),
        rows=rows,
        way=Way(label=_("All flagged comments"), address=address),
        quiet=True,
    )


def decided(user: User) -> Panel:
    found = Decision.objects.select_related("comment").newest_first()[:MOST]
    rows = [
        Row(
            title=_text(decision.comment),
            address=_page(decision.comment),
            details=[
                decision.get_action_display(),
                decision.who,
                words(decision.at),
            ],
        )
        for decision in found
    ]
    return Panel(
        code="decided",
        title=_("Decided last"),
        rows=rows,
        empty=_("Nothing was decided yet."),
        way=Way(label=_("The whole log"), address=reverse("admin:comments_decision_changelist")),
    )


_moderates = has("comments.moderate_comment")
DESK: tuple[Desk, ...] = (
    (_moderates, notes),
    (_moderates, waiting),
    (_moderates, flagged),
    (_moderates, decided),
)
