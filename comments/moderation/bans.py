"""Bans: what comes from there goes among the spam; all can be taken back together."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from comments.models import Ban, Comment, Decision
from comments.models.comment import CommentQuerySet
from comments.moderation import moves, undoing
from comments.moderation.moves import Outcome, Refused
from comments.moderation.providers import is_shared

Kind = Ban.Kind


@dataclass(frozen=True, kw_only=True)
class Banned:
    """The bans that were laid, and what became of the comments that waited; one batch."""

    batch: uuid.UUID
    bans: tuple[Ban, ...]
    outcome: Outcome


@transaction.atomic
def ban(
    comment: Comment, kinds: Iterable[str], *, by: User, note: str = "", at: datetime | None = None
) -> Banned:
    """Ban the writer of a comment, and reject all of that address that waits.

    Of what is banned already, the ban stays as it is; what a colleague claims is rejected too.
    Refused where the comment says nothing to ban, as when its writer was forgotten.
    """
    moves.refuse_others(by)
    at, batch = at or timezone.now(), uuid.uuid4()
    wanted = [(kind, value) for kind in kinds if (value := value_of(comment, kind))]
    if not wanted:
        raise Refused(_("Nothing is known of its writer that could be banned."))
    # What came until their stories were locked is rejected as well.
    moves.lock([comment, *waiting_of(comment).only("pk")])
    outcome = moves.decide(
        [comment, *waiting_of(comment).only("pk")], Decision.Action.REJECT,
        by=by, note=note, at=at, batch=batch, anyway=True,
    )  # fmt: skip
    made = [
        Ban(kind=kind, value=value, note=note, batch=batch, by=by, by_name=by.display_name(), at=at)
        for kind, value in wanted
    ]
    Ban.objects.bulk_create(made, ignore_conflicts=True)
    laid = tuple(Ban.objects.filter(batch=batch).order_by("pk"))
    return Banned(batch=batch, bans=laid, outcome=outcome)


@transaction.atomic
def lift(bans: Iterable[Ban], *, by: User, at: datetime | None = None) -> int:
    """Let them comment again; how many of the bans stood until now."""
    moves.refuse_others(by)
    standing = Ban.objects.standing().filter(pk__in=[each.pk for each in bans])
    return standing.update(lifted_at=at or timezone.now(), lifted_by_name=by.display_name())


@transaction.atomic
def undo_batch(batch: uuid.UUID, *, by: User, at: datetime | None = None) -> Outcome:
    """Take back what was decided together, and lift the bans that were laid with it.

    Comments that somebody decided on since stay as they are.
    """
    # Comments before bans, as they were locked when the ban was laid.
    outcome = undoing.undo_all(Decision.objects.filter(batch=batch), by=by, at=at)
    lift(Ban.objects.filter(batch=batch), by=by, at=at)
    return outcome


def waiting_of(comment: Comment) -> CommentQuerySet:
    """What else was sent from the address of a comment, and waits."""
    return Comment.objects.filter(status=Comment.Status.PENDING).of_writer(comment.email)


def value_of(comment: Comment, kind: str) -> str:
    """What a ban of this kind would be of; empty where nothing is known, and too many would be."""
    email = comment.email.lower()
    domain = email.rpartition("@")[2]
    return {
        Kind.EMAIL: email,
        Kind.DOMAIN: "" if is_shared(domain) else domain,
        Kind.NETWORK: comment.network,
    }[Kind(kind)]
