from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles import workflow
from articles.models import Article
from comments import moderation
from comments.models import Comment, Decision
from portal.pagecache.models import CacheTag, Clock
from tests.comments.factories import CommentFactory, make_submission
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
Status = Comment.Status

VERBS = {
    "approve": (moderation.approve, Status.APPROVED),
    "reject": (moderation.reject, Status.REJECTED),
    "mark_spam": (moderation.mark_spam, Status.SPAM),
}


def count_of(comment):
    return Article.objects.get(pk=comment.article_id).comment_count


def log_of(comment):
    return list(
        comment.decisions.order_by("pk").values_list("action", "before", "after", "by_name")
    )


def test_what_a_reader_sends_waits_for_a_moderator():
    article = ArticleFactory()
    before = Clock.objects.values().first()

    comment = moderation.submit(make_submission(article, website="https://rada.example"))

    kept = Comment.objects.values(
        "article", "parent", "status", "name", "email", "website", "text", "reasons"
    ).get()
    assert kept == {
        "article": article.pk, "parent": None, "status": "pending", "name": "Rada Reader",
        "email": "rada@example.org", "website": "https://rada.example",
        "text": "The river was higher last spring.", "reasons": [],
    }  # fmt: skip
    assert (count_of(comment), log_of(comment)) == (0, [])
    assert Clock.objects.values().first() == before


def test_a_form_sent_twice_is_one_comment():
    submission = make_submission(ArticleFactory())

    first = moderation.submit(submission)
    second = moderation.submit(submission)

    assert second == first
    assert Comment.objects.count() == 1


def test_a_form_sent_twice_is_one_comment_after_the_thread_was_closed():
    article = ArticleFactory()
    submission = make_submission(article)
    first = moderation.submit(submission)
    Article.objects.update(comment_policy="closed")

    assert moderation.submit(submission) == first


def test_a_form_sent_again_with_other_words_is_refused_so_that_no_words_are_lost():
    article = ArticleFactory()
    submission = make_submission(article)
    moderation.submit(submission)
    other = make_submission(article, form_id=submission.form_id, text="On second thoughts")

    with pytest.raises(moderation.Refused, match="with other words"):
        moderation.submit(other)
    assert Comment.objects.get().text == submission.text


@pytest.mark.parametrize("policy", ["closed", "none"])
def test_a_closed_thread_takes_no_comment(policy):
    article = ArticleFactory(comment_policy=policy)

    with pytest.raises(moderation.Refused, match="closed"):
        moderation.submit(make_submission(article))
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("at", [timedelta(minutes=-1), timedelta(days=2)])
def test_a_story_takes_comments_only_while_readers_can_see_it(at):
    now = timezone.now()
    article = ArticleFactory(at=now, unpublish_at=now + timedelta(days=1))

    with pytest.raises(moderation.Refused, match="closed"):
        moderation.submit(make_submission(article), at=now + at)
    assert (
        moderation.submit(make_submission(article), at=now + timedelta(hours=1)).status
        == Status.PENDING
    )


@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED, Status.SPAM])
def test_only_what_readers_see_can_be_answered(status):
    parent = CommentFactory(status=status)

    with pytest.raises(moderation.Refused, match="no longer there"):
        moderation.submit(make_submission(parent.article, parent_id=parent.pk))
    assert Comment.objects.count() == 1


def test_a_comment_under_another_story_cannot_be_answered():
    parent = CommentFactory()

    with pytest.raises(moderation.Refused, match="no longer there"):
        moderation.submit(make_submission(ArticleFactory(), parent_id=parent.pk))
    assert Comment.objects.count() == 1


def test_what_fell_into_the_trap_waits_among_the_spam_with_the_reason():
    submission = make_submission(ArticleFactory(), trap="pills")

    comment = moderation.submit(submission)

    comment.refresh_from_db()
    assert comment.status == Status.SPAM
    assert comment.reasons == [{"code": "filled_trap", "weight": 100, "evidence": "pills"}]
    assert log_of(comment) == [("mark_spam", "pending", "spam", "")]


def test_what_is_only_suspect_waits_with_the_reason():
    submission = make_submission(ArticleFactory(), text="www.a.example www.b.example www.c.example")

    comment = moderation.submit(submission)

    assert comment.status == Status.PENDING
    assert comment.reasons == [{"code": "many_links", "weight": 40, "evidence": "3: www.a.example"}]


@pytest.mark.parametrize("start", [each for each in Status.values if each != Status.WITHDRAWN])
@pytest.mark.parametrize("name", VERBS)
def test_each_decision_is_made_logged_and_counted(name, start, moderator):
    verb, end = VERBS[name]
    comment = CommentFactory(status=start)
    CommentFactory(article=comment.article)
    CommentFactory()
    if start == end:
        with pytest.raises(moderation.Refused, match="already"):
            verb(comment, by=moderator)
        return

    decided = verb(comment, by=moderator, note="because")

    comment.refresh_from_db()
    last = comment.decisions.newest_first().first()
    assert (decided, decided.status, comment.status) == (comment, end, end)
    assert (last.action, last.before, last.after) == (name, start, end)
    assert (last.by, last.by_name, last.note) == (moderator, moderator.display_name(), "because")
    assert comment.decided_at == last.at
    assert count_of(comment) == 1 + (end == Status.APPROVED)


def call(name, comment, by):
    if name == "decide":
        return moderation.decide([comment], "approve", by=by)
    return getattr(moderation, name)(comment, by=by)


@pytest.mark.parametrize("name", ["approve", "reject", "mark_spam", "undo", "decide"])
@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("anonymous", False),
        ("journalist", False),
        ("editor", False),
        ("moderator", True),
        ("administrator", True),
    ],
)
def test_only_moderators_and_administrators_decide(name, role, may, request):
    user = AnonymousUser() if role == "anonymous" else request.getfixturevalue(role)
    comment = CommentFactory(status=Status.PENDING)
    if name == "undo":
        moderation.reject(comment, by=request.getfixturevalue("administrator"))
    log = log_of(comment)

    if not may:
        with pytest.raises(PermissionDenied):
            call(name, comment, user)
        assert log_of(comment) == log
        assert moderation.allowed(comment, to=user) == []
        return

    call(name, comment, user)
    assert len(log_of(comment)) == len(log) + 1


def test_undo_goes_back_one_decision_at_a_time_and_the_log_keeps_all(moderator):
    comment = CommentFactory(status=Status.PENDING)
    moderation.approve(comment, by=moderator)
    moderation.mark_spam(comment, by=moderator)

    once = moderation.undo(comment, by=moderator)
    assert (once.status, count_of(comment)) == (Status.APPROVED, 1)

    twice = moderation.undo(comment, by=moderator, note="not mine to decide")
    assert (twice.status, twice.decided_at, count_of(comment)) == (Status.PENDING, None, 0)
    with pytest.raises(moderation.Refused, match="no decision"):
        moderation.undo(comment, by=moderator)

    name = moderator.display_name()
    assert log_of(comment) == [
        ("approve", "pending", "approved", name),
        ("mark_spam", "approved", "spam", name),
        ("undo", "spam", "approved", name),
        ("undo", "approved", "pending", name),
    ]


def test_the_verdict_of_the_checks_can_be_undone(moderator):
    comment = moderation.submit(make_submission(ArticleFactory(), trap="autofilled"))

    assert moderation.undo(comment, by=moderator).status == Status.PENDING


def test_many_are_decided_at_once_and_those_that_were_there_already_are_told_apart(moderator):
    waiting = CommentFactory(status=Status.PENDING)
    rejected = CommentFactory(article=waiting.article, status=Status.REJECTED)
    approved = CommentFactory()
    untouched = CommentFactory(status=Status.PENDING)

    outcome = moderation.decide([waiting, approved, rejected], "approve", by=moderator)

    assert outcome == moderation.Outcome((waiting, rejected), 1)
    assert [count_of(comment) for comment in (waiting, approved, untouched)] == [2, 1, 0]
    assert len(log_of(approved)) == 1


def test_nothing_to_decide_changes_nothing(moderator):
    approved = CommentFactory()
    clock = Clock.objects.values().get()

    assert moderation.decide([approved], "approve", by=moderator) == moderation.Outcome((), 1)
    assert moderation.decide([], "approve", by=moderator) == moderation.Outcome((), 0)
    assert Clock.objects.values().get() == clock


@pytest.mark.parametrize(("start", "name", "seen"), [
    (Status.PENDING, "approve", True),
    (Status.APPROVED, "reject", True),
    (Status.APPROVED, "mark_spam", True),
    (Status.PENDING, "reject", False),
    (Status.REJECTED, "mark_spam", False),
])  # fmt: skip
def test_pages_are_told_exactly_when_readers_see_a_change(start, name, seen, moderator):
    comment = CommentFactory(status=start)
    number = Clock.objects.get().number

    VERBS[name][0](comment, by=moderator)

    fresh = set(CacheTag.objects.filter(number=number + 1).values_list("name", flat=True))
    assert fresh == ({"comments", f"comments:{comment.article_id}"} if seen else set())


def test_a_moderator_is_offered_what_the_status_allows(moderator):
    comment = CommentFactory(status=Status.PENDING)
    assert moderation.allowed(comment, to=moderator) == ["approve", "reject", "mark_spam"]

    approved = moderation.approve(comment, by=moderator)
    assert moderation.allowed(approved, to=moderator) == ["reject", "mark_spam", "undo"]


def test_the_count_survives_an_edit_of_the_story(moderator, editor):
    comment = CommentFactory(status=Status.PENDING)
    stale = Article.objects.get(pk=comment.article_id)
    moderation.approve(comment, by=moderator)

    workflow.publish(stale, by=editor)

    assert count_of(comment) == 1


@pytest.mark.parametrize("many", [1, 5])
def test_a_decision_on_one_story_costs_the_same_however_many_comments(
    many, moderator, django_assert_num_queries
):
    article = ArticleFactory()
    comments = [CommentFactory(article=article, status=Status.PENDING) for _ in range(many)]
    moderator.has_perm("comments.moderate_comment")

    with django_assert_num_queries(17):
        moderation.decide(comments, "approve", by=moderator)

    assert count_of(comments[0]) == many
    assert Decision.objects.count() == many
