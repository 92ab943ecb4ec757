"""What is known around comments: in as many queries for one as for fifty."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import Lower

from accounts.models import User
from comments.models import Claim, Comment, Flag, Remark

Status = Comment.Status

# Of what one address sent, more is not counted: a spammer's is thousands.
MANY = 100


class BoundedCount(Subquery):
    """How many rows a sliced query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"
    output_field = IntegerField()


@dataclass(frozen=True, kw_only=True)
class Objection:
    """Flags for one reason, with what their readers wrote; `outcome` is empty while they wait."""

    reason: str
    outcome: str
    count: int
    weight: float
    notes: list[str]


@dataclass(frozen=True, kw_only=True)
class Around:
    """By comment: how others of its writer fared, what readers object to, what colleagues do."""

    past: dict[int, list[str]]
    flags: dict[int, list[Objection]]
    remarks: dict[int, list[Remark]]
    claims: dict[int, Claim]


def around(comments: Sequence[Comment], *, user: User) -> Around:
    """`claims` are those of this user's colleagues."""
    pks = [comment.pk for comment in comments]
    claims = Claim.objects.standing().filter(comment__in=pks).exclude(by=user)
    return Around(
        past=_past(comments),
        flags=_flags(pks),
        remarks=_remarks(pks),
        claims={claim.comment_id: claim for claim in claims.select_related("by")},
    )


def _past(comments: Iterable[Comment]) -> dict[int, list[str]]:
    known = {comment.pk: comment for comment in comments if comment.email}
    same = Comment.objects.alias(writer=Lower("email")).filter(writer=Lower(OuterRef("email")))
    # One more for the comment itself, and one to know that there are more.
    counts = {
        f"n_{status}": BoundedCount(same.filter(status=status).values("status")[: MANY + 2])
        for status in Status.values
    }
    rows = Comment.objects.filter(pk__in=known).annotate(**counts).values_list("pk", *counts)
    found = {}
    for pk, *numbers in rows:
        others = [
            (number - (status == known[pk].status), status.label)
            for status, number in zip(Status, numbers, strict=True)
        ]
        found[pk] = [f"{_no_more(number)} {label}" for number, label in others if number]
    return found


def _no_more(number: int) -> str:
    return f"{MANY}+" if number > MANY else str(number)


def _flags(pks: list[int]) -> dict[int, list[Objection]]:
    found = defaultdict(list)
    flags = Flag.objects.filter(comment__in=pks).order_by("comment", "outcome", "reason", "pk")
    for (pk, _outcome, _reason), group in groupby(
        flags, key=lambda flag: (flag.comment_id, flag.outcome, flag.reason)
    ):
        alike = list(group)
        found[pk].append(
            Objection(
                reason=alike[0].get_reason_display(),
                outcome=alike[0].get_outcome_display() if alike[0].outcome else "",
                count=len(alike),
                weight=round(sum(flag.weight for flag in alike), 1),
                notes=[flag.note for flag in alike if flag.note],
            )
        )
    return found


def _remarks(pks: list[int]) -> dict[int, list[Remark]]:
    found = defaultdict(list)
    remarks = Remark.objects.filter(comment__in=pks).select_related("to")
    for each in remarks.order_by("at", "pk"):
        found[each.comment_id].append(each)
    return found
