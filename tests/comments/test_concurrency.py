from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.models import Article
from comments import moderation
from comments.models import Comment, Decision
from tests.comments.factories import CommentFactory, make_submission, moderator_on_duty
from tests.factories import ArticleFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="SQLite lets one writer in at a time"
    ),
]


def at_once(*calls):
    """What each call returned or refused, all of them made at the same time."""

    def run(call):
        try:
            return call()
        except moderation.Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_two_posts_of_one_form_at_once_are_one_comment():
    submission = make_submission(ArticleFactory())

    kept = at_once(*[lambda: moderation.submit(submission)] * 4)

    assert kept == [Comment.objects.get()] * 4


def test_moderators_who_decide_at_once_leave_a_whole_log_and_the_right_count():
    article = ArticleFactory()
    comments = [CommentFactory(article=article, status=Comment.Status.PENDING) for _ in range(6)]
    by = moderator_on_duty()

    at_once(
        lambda: moderation.decide(comments, "approve", by=by),
        lambda: moderation.decide(reversed(comments), "approve", by=by),
        lambda: moderation.decide(comments[:3], "mark_spam", by=by),
        lambda: moderation.decide(comments[::-1], "reject", by=by),
    )

    for comment in comments:
        steps = (
            Decision.objects.filter(comment=comment).order_by("pk").values_list("before", "after")
        )
        assert [before for before, _ in steps] == ["pending", *[after for _, after in steps][:-1]]
    shown = Comment.objects.approved().count()
    assert Article.objects.get().comment_count == shown


def test_one_decision_made_twice_at_once_is_logged_once():
    comment = CommentFactory(status=Comment.Status.PENDING)
    by = moderator_on_duty()

    answers = at_once(*[lambda: moderation.approve(comment, by=by)] * 3)

    assert [isinstance(answer, Comment) for answer in answers].count(True) == 1
    assert comment.decisions.count() == 1
