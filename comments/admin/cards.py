"""What a moderator's list says of each comment, and what it offers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.admin.columns import moment
from articles.models import Article
from comments import moderation, spam
from comments.admin.around import Around, Objection, around
from comments.admin.filters import WRITER_OF
from comments.models import CannedReason, Comment, Decision, Remark

Action = Decision.Action
Status = Comment.Status

# A text beyond this is folded down to its beginning.
LONG, LONG_LINES, BEGINNING = 700, 12, 420

BUTTONS: dict[str, Promise] = {
    Action.APPROVE: _("Approve"),
    Action.REJECT: _("Reject"),
    Action.MARK_SPAM: _("Mark as spam"),
    Action.PICK: _("Pick for readers"),
    Action.UNPICK: _("Pick no longer"),
    Action.KEEP: _("Keep it, against flags"),
    Action.UNDO: _("Undo the last decision"),
}
# On the page of what a colleague is about to decide.
ANYWAY: dict[str, Promise] = {
    Action.APPROVE: _("Approve anyway"),
    Action.REJECT: _("Reject anyway"),
    Action.MARK_SPAM: _("Mark as spam anyway"),
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """What a check found, and how much that weighs of a hundred."""

    label: str | Promise
    evidence: str
    weight: int


@dataclass(frozen=True, kw_only=True)
class Card:
    """One comment; `decide`, `ban` and `claim` are addresses, empty for who may only look.

    `past` is how others of its writer fared, `held_by` the colleague who is about to decide.
    """

    comment: Comment
    at: str
    page: str
    findings: list[Reason]
    past: list[str]
    past_address: str
    flags: list[Objection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    held_by: str = ""
    beginning: str = ""
    decide: str = ""
    ban: str = ""
    claim: str = ""
    buttons: list[tuple[str, Promise]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Comments that follow one another in the list and are of the same story."""

    article: Article
    cards: list[Card]


class Addresses:
    """Where cards lead; each address is made once for a list, since fifty cards have five each."""

    def __init__(self, filters: str) -> None:
        self.query = urlencode({"_changelist_filters": filters}) if filters else ""
        names = ("change", "decide", "ban", "claim")
        self._made = {
            name: reverse(f"admin:comments_comment_{name}", args=[0]).split("/0/", 1)
            for name in names
        }

    def to(self, name: str, comment: Comment, query: str = "") -> str:
        before, after = self._made[name]
        return f"{before}/{comment.pk}/{after}{'?' * bool(query)}{query}"

    def then(self, comment: Comment | None) -> str:
        """The query of what goes on to a comment."""
        return f"then={comment.pk if comment else 0}{'&' * bool(self.query)}{self.query}"


def talks(comments: Sequence[Comment], *, user: User, may_decide: bool, filters: str) -> list[Talk]:
    """The list as a conversation; after a decision, the next comment of the list is gone on to."""
    known, addresses = around(comments, user=user), Addresses(filters)
    cards = [
        _card(comment, known, addresses, then=addresses.then(then) if may_decide else "")
        for comment, then in zip_longest(comments, comments[1:])
    ]
    grouped = groupby(cards, key=lambda card: card.comment.article_id)
    found = [list(group) for _pk, group in grouped]
    return [Talk(article=group[0].comment.article, cards=group) for group in found]


def card(comment: Comment, *, user: User) -> Card:
    """The same of one comment, whose buttons are elsewhere."""
    return _card(comment, around([comment], user=user), Addresses(""))


def options() -> SafeString:
    """The reasons to choose from, made once for a list; empty where there are none."""
    texts = CannedReason.objects.values_list("text", flat=True)
    found = format_html_join("", "<option>{}</option>", ((text,) for text in texts))
    return format_html('<option value="">{}</option>{}', _("No reason"), found) if found else found


def beside(comment: Comment, flags: Sequence[Objection]) -> list[str]:
    """What can be done with a comment that leaves it where it is."""
    if comment.status != Status.APPROVED:
        return []
    kept = [str(Action.KEEP)] if any(not flag.outcome for flag in flags) else []
    return [*kept, str(Action.UNPICK if comment.picked_at else Action.PICK)]


def _card(comment: Comment, known: Around, addresses: Addresses, *, then: str = "") -> Card:
    claim, flags = known.claims.get(comment.pk), known.flags.get(comment.pk, [])
    return Card(
        comment=comment,
        at=moment(comment.created_at),
        page=addresses.to("change", comment, addresses.query),
        findings=[
            Reason(
                label=spam.LABELS.get(reason["code"], reason["code"]),
                evidence=reason["evidence"],
                weight=reason["weight"],
            )
            for reason in comment.reasons
        ],
        past=known.past.get(comment.pk, []),
        # By its key: an address of a person stands in no log of requests.
        past_address="?" + urlencode({"status": "all", WRITER_OF: str(comment.pk)}),
        flags=flags,
        remarks=known.remarks.get(comment.pk, []),
        held_by=claim.by.display_name() if claim else "",
        beginning=_beginning(comment.text),
        **(_ways(comment, then, addresses, flags) if then else {}),
    )


def _ways(
    comment: Comment, then: str, addresses: Addresses, flags: Sequence[Objection]
) -> dict[str, Any]:
    """What may be done from the list, and then."""
    names = [str(name) for name, move in moderation.MOVES.items() if comment.status in move.starts]
    return {
        "decide": addresses.to("decide", comment, then),
        "ban": addresses.to("ban", comment, then),
        "claim": addresses.to("claim", comment),
        "buttons": [(name, BUTTONS[name]) for name in (*names, *beside(comment, flags))],
    }


def _beginning(text: str) -> str:
    """The first lines of a text that is too long to be shown whole at once."""
    if len(text) <= LONG and text.count("\n") < LONG_LINES:
        return ""
    return Truncator("\n".join(text.split("\n")[:LONG_LINES])).chars(BEGINNING)
