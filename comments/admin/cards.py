"""What a moderator's list says of each comment, in as many queries for one as for fifty."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from django.db.models import Count
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin.columns import moment
from articles.models import Article
from comments import moderation, spam
from comments.models import Comment, Decision

Action = Decision.Action
Status = Comment.Status

# A text beyond this is folded down to its beginning.
LONG, LONG_LINES, BEGINNING = 700, 12, 420

BUTTONS: dict[str, Promise] = {
    Action.APPROVE: _("Approve"),
    Action.REJECT: _("Reject"),
    Action.MARK_SPAM: _("Mark as spam"),
    Action.UNDO: _("Undo the last decision"),
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """One comment; `decide` is where its buttons lead, `past` how others of its writer fared."""

    comment: Comment
    at: str
    page: str
    findings: list[tuple[str | Promise, str]]
    past: list[str]
    past_address: str
    beginning: str = ""
    decide: str = ""
    buttons: list[tuple[str, Promise]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Comments that follow one another in the list and are of the same story."""

    article: Article
    cards: list[Card]


def talks(comments: Sequence[Comment], *, may_decide: bool, filters: str) -> list[Talk]:
    """The list as a conversation; after a decision, the next comment of the list is gone on to."""
    past = _past(comments)
    cards = [
        _card(comment, past, filters, decide=_decide(comment, then, filters) * may_decide)
        for comment, then in zip_longest(comments, comments[1:])
    ]
    grouped = groupby(cards, key=lambda card: card.comment.article_id)
    found = [list(group) for _pk, group in grouped]
    return [Talk(article=group[0].comment.article, cards=group) for group in found]


def card(comment: Comment) -> Card:
    """The same of one comment, whose buttons are elsewhere."""
    return _card(comment, _past([comment]), "")


def _card(
    comment: Comment, past: dict[str, Counter[str]], filters: str, *, decide: str = ""
) -> Card:
    others = past[comment.email.lower()] - Counter([comment.status])
    page = reverse("admin:comments_comment_change", args=[comment.pk])
    return Card(
        comment=comment,
        at=moment(comment.created_at),
        page=f"{page}?{urlencode({'_changelist_filters': filters})}" if filters else page,
        findings=[
            (spam.LABELS.get(reason["code"], reason["code"]), reason["evidence"])
            for reason in comment.reasons
        ],
        past=[f"{others[status]} {status.label}" for status in Status if others[status]],
        past_address="?" + urlencode({"status": "all", "q": comment.email}),
        beginning=_beginning(comment.text),
        decide=decide,
        buttons=[(name, BUTTONS[name]) for name in _moves(comment)] if decide else [],
    )


def _moves(comment: Comment) -> list[str]:
    return [str(name) for name, move in moderation.MOVES.items() if comment.status in move.starts]


def _decide(comment: Comment, then: Comment | None, filters: str) -> str:
    address = reverse("admin:comments_comment_decide", args=[comment.pk])
    query = {"then": str(then.pk if then else 0), "_changelist_filters": filters}
    return f"{address}?{urlencode(query)}"


def _beginning(text: str) -> str:
    """The first lines of a text that is too long to be shown whole at once."""
    if len(text) <= LONG and text.count("\n") < LONG_LINES:
        return ""
    return Truncator("\n".join(text.split("\n")[:LONG_LINES])).chars(BEGINNING)


def _past(comments: Iterable[Comment]) -> dict[str, Counter[str]]:
    """How many comments of each status there are from the addresses of these."""
    found: dict[str, Counter[str]] = {comment.email.lower(): Counter() for comment in comments}
    rows = (
        Comment.objects.annotate(writer=Lower("email"))
        .filter(writer__in=found)
        .order_by()
        .values_list("writer", "status")
        .annotate(n=Count("pk"))
    )
    for writer, status, n in rows:
        found[writer][status] = n
    return found
