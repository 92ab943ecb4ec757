"""Comments for tests, made by the verbs that readers and moderators use."""

import uuid
from datetime import datetime
from typing import Any

from accounts import roles
from accounts.models import User
from articles.models import Article
from comments import moderation
from comments.models import Comment, Flag
from comments.spam import Submission
from tests.factories import ArticleFactory, UserFactory

VERBS = {
    Comment.Status.APPROVED: moderation.approve,
    Comment.Status.REJECTED: moderation.reject,
    Comment.Status.SPAM: moderation.mark_spam,
}


def moderator_on_duty() -> User:
    """A moderator who decides what a test needs decided before it begins."""
    return User.objects.filter(username="on-duty").first() or UserFactory(
        username="on-duty", first_name="On", last_name="Duty", role=roles.MODERATOR
    )


def raise_flag(comment: Comment, **fields: Any) -> Flag:
    """What a reader objects to; each is another reader."""
    count = Flag.objects.count()
    defaults = {"reason": Flag.Reason.ABUSE, "flagger": f"reader-{count}"}
    return Flag.objects.create(comment=comment, **(defaults | fields))


def make_submission(article: Article, **fields: Any) -> Submission:
    defaults = {
        "form_id": uuid.uuid4(),
        "name": "Rada Reader",
        "email": "rada@example.org",
        "text": "The river was higher last spring.",
    }
    return Submission(article_id=article.pk, **(defaults | fields))


def CommentFactory(  # noqa: N802  # reads like the factories beside it
    *,
    article: Article | None = None,
    parent: Comment | None = None,
    status: str = Comment.Status.APPROVED,
    at: datetime | None = None,
    **fields: Any,
) -> Comment:
    """A comment made by `moderation.submit` and, unless it waits, decided."""
    article = article or (parent.article if parent else ArticleFactory())
    submission = make_submission(article, parent_id=parent.pk if parent else None, **fields)
    comment = moderation.submit(submission, at=at)
    if status != comment.status:
        comment = VERBS[status](comment, by=moderator_on_duty())
    return comment
