"""What readers may do: send a comment, and for some minutes change it or take it back."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from comments import gathering, policy, spam
from comments.models import Comment, Decision
from comments.models.comment import OF_THE_WRITER, thread_path
from comments.moderation import services
from comments.moderation.moves import Refused, decided, lock, record, show
from portal.site.models import current

Action = Decision.Action
Status = Comment.Status

# For how long the writer of a comment may change it.
MINUTES = timedelta(minutes=5)

_DECISIONS = {
    spam.APPROVE: (Action.APPROVE, Status.APPROVED),
    spam.HOLD: (Action.HOLD, Status.PENDING),
    spam.SPAM: (Action.MARK_SPAM, Status.SPAM),
}


@transaction.atomic
def submit(submission: spam.Submission, *, at: datetime | None = None) -> Comment:
    """Keep what a reader sent; the same form sent twice is one comment.

    Refused when the thread is closed, when the comment that it answers is gone, and when the form
    was sent before with other words.
    """
    at = at or timezone.now()
    # The lock makes two posts of one form wait for each other, so that the second finds the first.
    article = _story(submission.article_id)
    sent_before = Comment.objects.filter(form_id=submission.form_id).first()
    if sent_before is not None:
        return _same(sent_before, submission)
    verdict = _judged(submission, article, at)
    comment = _keep(submission, verdict, below=_answered(submission), at=at)
    if not _follow(comment, verdict, at=at):
        show([])
    services.ask_later(comment)
    return comment


@transaction.atomic
def edit(comment: Comment, submission: spam.Submission, *, at: datetime | None = None) -> Comment:
    """Put other words in the place of one's own, which are checked like the first.

    Refused when the time for it is over, and when moderators kept the comment from readers.
    """
    article = _story(comment.article_id)
    (comment,) = lock([comment])
    at = at or timezone.now()
    _refuse_late(comment, at)
    if comment.text == submission.text:
        return comment
    verdict = _judged(submission, article, at, but=comment)
    if verdict.decision == spam.APPROVE and not _may_appear(comment):
        verdict = replace(verdict, decision=spam.HOLD)
    Decision.objects.bulk_create([decided(comment, Action.EDIT, comment.status, at=at)])
    comment.text, comment.edited_at = submission.text, at
    comment.fingerprint = gathering.fingerprint(submission.text)
    comment.reasons = [finding.as_json() for finding in verdict.findings]
    comment.score, comment.likelihood = verdict.score, verdict.likelihood
    # What the editors recommended, they have not read now.
    comment.picked_at = None
    comment.save(
        update_fields=[
            "text",
            "edited_at",
            "fingerprint",
            "reasons",
            "score",
            "likelihood",
            "picked_at",
        ]
    )
    was_seen = comment.status == Status.APPROVED
    if not _follow(comment, verdict, at=at):
        show([comment] if was_seen else [])
    services.ask_later(comment)
    return comment


@transaction.atomic
def withdraw(comment: Comment, *, at: datetime | None = None) -> Comment:
    """Take back one's own comment: its words and its writer are forgotten, its place stays."""
    (comment,) = lock([comment])
    at = at or timezone.now()
    _refuse_late(comment, at)
    record([decided(comment, Action.WITHDRAW, Status.WITHDRAWN, at=at)])
    comment.forget_writer()
    comment.text = comment.fingerprint = ""
    comment.reasons = []
    # Only these: of its branch something else was counted meanwhile.
    comment.save(update_fields=[*OF_THE_WRITER, "text", "fingerprint", "reasons"])
    show([])
    return comment


def may_change(comment: Comment, *, at: datetime | None = None) -> bool:
    """Whether its writer may still change it or take it back."""
    if comment.status in (Status.REJECTED, Status.WITHDRAWN):
        return False
    if comment.status == Status.SPAM and _is_of_a_person(_last_move(comment)):
        return False
    return (at or timezone.now()) < comment.created_at + MINUTES


def _last_move(comment: Comment) -> Decision | None:
    """What brought it to its status; nothing if it has been there from the beginning."""
    moves = comment.decisions.exclude(action__in=Decision.BESIDE)
    return moves.order_by("-pk").first()


def _is_of_a_person(decision: Decision | None) -> bool:
    return decision is not None and bool(decision.by_name)


def _may_appear(comment: Comment) -> bool:
    """Whether other words of its writer may bring it to readers with nobody's help.

    Not where moderators took it back, nor where readers' flags did.
    """
    last = _last_move(comment)
    if comment.status == Status.APPROVED or last is None:
        return True
    return not _is_of_a_person(last) and last.action != Action.HOLD


def _story(pk: int) -> Article:
    stories = Article.objects.for_writing().select_related("category__parent").defer("body")
    return stories.get(pk=pk)


def _refuse_late(comment: Comment, at: datetime) -> None:
    if not may_change(comment, at=at):
        raise Refused(_("The time for changing this comment is over."))


def _judged(
    submission: spam.Submission, article: Article, at: datetime, *, but: Comment | None = None
) -> spam.Verdict:
    holds = policy.of(article, site=current())
    if not (article.is_live(at) and holds.is_open(at)):
        raise Refused(_("Comments on this story are closed."))
    return spam.judge(submission, gathering.facts(submission, policy=holds, at=at, but=but))


def _follow(comment: Comment, verdict: spam.Verdict, *, at: datetime) -> bool:
    """Whether the verdict leads elsewhere than where the comment is, which is then written."""
    action, after = _DECISIONS[verdict.decision]
    if after == comment.status:
        return False
    record([decided(comment, action, after, at=at)])
    return True


def _same(sent_before: Comment, submission: spam.Submission) -> Comment:
    if sent_before.text != submission.text:
        raise Refused(
            _("You sent this form before, with other words. To leave a second comment, send again.")
        )
    return sent_before


def _answered(submission: spam.Submission) -> Comment | None:
    if submission.parent_id is None:
        return None
    visible = Comment.objects.approved().filter(article=submission.article_id)
    parent = visible.filter(pk=submission.parent_id).first()
    if parent is None:
        raise Refused(
            _(
                "The comment that you answer is no longer there."
                " Send yours again to leave it by itself."
            )
        )
    return parent


def _keep(
    submission: spam.Submission, verdict: spam.Verdict, *, below: Comment | None, at: datetime
) -> Comment:
    comment = Comment.objects.create(
        article_id=submission.article_id,
        parent=below,
        root_id=below.root_id if below else None,
        name=submission.name,
        email=submission.email,
        website=submission.website,
        text=submission.text,
        fingerprint=gathering.fingerprint(submission.text),
        user_id=submission.user_id,
        badge=gathering.badge(submission),
        reader_id=submission.reader_id,
        wants_replies=submission.wants_replies,
        network=submission.network,
        form_id=submission.form_id,
        reasons=[finding.as_json() for finding in verdict.findings],
        score=verdict.score,
        likelihood=verdict.likelihood,
        created_at=at,
    )
    comment.path = thread_path(comment.pk, below=below.path if below else "")
    comment.root_id = comment.root_id or comment.pk
    comment.save(update_fields=["path", "root"])
    return comment
