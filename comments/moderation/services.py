"""What services outside say of a comment, after its writer was answered; until then it waits.

The comment says itself that they are to be asked, so a task may run twice, late, or never.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from comments import gathering, policy, spam
from comments.models import Comment, Decision
from comments.moderation.moves import decided, lock, record, show
from comments.spam import Finding, Submission, services
from portal.site.models import current

logger = logging.getLogger(__name__)

Action = Decision.Action
Status = Comment.Status

TO_ASK = frozenset({spam.UNASKED, spam.UNANSWERED})
# The task has so long before the periodic one steps in, which gives up after the other.
GRACE, GIVEN_UP = timedelta(minutes=1), timedelta(days=1)
# So many failures at once are no accident.
ENOUGH = 3


@task
def ask(pk: int) -> None:
    """Ask about one comment, and write down what was said."""
    comment = Comment.objects.for_moderators().filter(pk=pk).first()
    if comment is not None and _is_to_be_asked(comment):
        _ask(comment, at=timezone.now())


def ask_later(comment: Comment) -> None:
    """Ask once it is committed, if that is to be done."""
    if _is_to_be_asked(comment):
        # A queue out of reach is no reason for an error: the comment is kept, the tick sees it.
        transaction.on_commit(partial(ask.enqueue, comment.pk), robust=True)


def repeat(*, limit: int = 20, at: datetime | None = None) -> int:
    """Ask, here and now, what a lost task or a silent service left open; of how many it was told.

    What nobody was asked about comes first; after a few failures the rest waits for the next time.
    """
    if not services.configured():
        return 0
    at = at or timezone.now()
    waiting = Comment.objects.for_moderators().filter(
        status=Status.PENDING, created_at__gt=at - GIVEN_UP, created_at__lte=at - GRACE
    )
    rows = [
        list(waiting.with_reason(code).order_by("created_at", "pk")[:limit])
        for code in (spam.UNASKED, spam.UNANSWERED)
    ]
    told = failed = 0
    for comment in list(chain(*rows))[:limit]:
        if failed == ENOUGH:
            break
        is_told = _ask(comment, at=at)
        told, failed = told + is_told, failed + (not is_told)
    return told


def _is_to_be_asked(comment: Comment) -> bool:
    return any(reason["code"] in TO_ASK for reason in comment.reasons)


def _ask(comment: Comment, *, at: datetime) -> bool:
    """Whether every service answered."""
    question, found = _question(comment), []
    for service in services.configured():
        try:
            finding = service.ask(question)
        except services.Unanswered as reason:
            logger.warning(
                "%s did not answer about comment %s: %s", service.name, comment.pk, reason
            )
            finding = Finding(spam.UNANSWERED, 0, f"{service.name}: {reason}")
        found += [finding] if finding else []
    _settle(comment, found, at=at)
    return all(finding.code != spam.UNANSWERED for finding in found)


def _question(comment: Comment) -> services.Question:
    return services.Question(
        name=comment.name,
        text=comment.text,
        website=comment.website,
        story=f"{settings.SITE_URL}{comment.article.get_absolute_url()}",
        is_answer=comment.parent_id is not None,
        is_change=comment.edited_at is not None,
    )


@transaction.atomic
def _settle(asked: Comment, found: Sequence[Finding], *, at: datetime) -> None:
    """Put what was said in the place of the question; it appears if nothing else kept it."""
    (comment,) = lock([asked])
    if comment.text != asked.text:
        # Its writer changed it meanwhile, or took it back: of other words another question is put.
        return
    kept = [Finding(**each) for each in comment.reasons if each["code"] not in TO_ASK]
    verdict = spam.weigh([*kept, *found], _facts(comment, asked, at))
    comment.reasons = [finding.as_json() for finding in verdict.findings]
    comment.score = verdict.score
    comment.save(update_fields=["reasons", "score"])
    if verdict.decision == spam.APPROVE and _waits_for_this(comment):
        record([decided(comment, Action.APPROVE, Status.APPROVED, at=at)])
    else:
        show([])


def _waits_for_this(comment: Comment) -> bool:
    """Whether it is in the queue because the checks put it there, and nobody has touched it."""
    if comment.status != Status.PENDING:
        return False
    beside = Decision.objects.filter(comment=comment).exclude(action__in=Decision.BESIDE)
    last = beside.newest_first().first()
    # Flags hold with a note, checks without one.
    return last is None or (last.action == Action.HOLD and not last.by_name and not last.note)


def _facts(comment: Comment, asked: Comment, at: datetime) -> spam.Facts:
    submission = Submission(
        article_id=comment.article_id,
        parent_id=comment.parent_id,
        form_id=comment.form_id,
        name=comment.name,
        email=comment.email,
        website=comment.website,
        text=comment.text,
        networks=(comment.network,) if comment.network else (),
        reader_id=comment.reader_id,
        user_id=comment.user_id,
    )
    holds = policy.of(asked.article, site=current())
    return gathering.facts(submission, policy=holds, at=at, but=comment)
