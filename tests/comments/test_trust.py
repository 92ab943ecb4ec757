"""Who appears at once: colleagues, and readers who earned it under an address that is theirs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from comments import moderation, trust
from comments.models import Comment, CommentSettings, Reader
from tests.comments.factories import CommentFactory, make_submission
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db
RADA, DAY = "rada@example.org", timedelta(days=1)
APPROVED, REJECTED = Comment.Status.APPROVED, Comment.Status.REJECTED


def reader(email=RADA, *, is_confirmed=True):
    return Reader.objects.create(email=email, confirmed_at=timezone.now() if is_confirmed else None)


def wrote(count, *, status=APPROVED, **fields):
    story = ArticleFactory()
    for _ in range(count):
        CommentFactory(article=story, status=status, **fields)


def says(**fields):
    return make_submission(ArticleFactory(), **fields)


@pytest.mark.parametrize(("approved", "trusted"), [(0, False), (2, False), (3, True), (4, True)])
def test_three_approved_comments_earn_it(approved, trusted):
    rada = reader()
    wrote(approved, reader_id=rada.pk)
    wrote(5, status=Comment.Status.PENDING, reader_id=rada.pk)

    assert trust.of(says(reader_id=rada.pk)) is trusted


def test_the_house_says_how_many_earn_it():
    CommentSettings.objects.create(pk=1, trusted_after=1)
    rada = reader()
    wrote(1, reader_id=rada.pk)

    assert trust.of(says(reader_id=rada.pk))


def test_a_typed_name_and_address_earn_nothing():
    rada = reader()
    wrote(9, reader_id=rada.pk)

    assert not trust.of(says(email=RADA))


def test_an_address_that_nobody_confirmed_earns_nothing():
    rada = reader(is_confirmed=False)
    wrote(9, reader_id=rada.pk)

    assert not trust.of(says(reader_id=rada.pk))


@pytest.mark.parametrize(
    ("typed", "trusted"), [(RADA, True), ("RADA@Example.org", True), ("ana@example.org", False)]
)
def test_who_types_another_address_than_the_own_earns_nothing(typed, trusted):
    rada = reader()
    wrote(9, reader_id=rada.pk)

    assert trust.of(says(reader_id=rada.pk, email=typed)) is trusted


def test_what_others_wrote_earns_nothing():
    rada, ana = reader(), reader("ana@example.org")
    wrote(9, reader_id=ana.pk, email="ana@example.org")

    assert not trust.of(says(reader_id=rada.pk))


@pytest.mark.parametrize(
    ("approved", "rejected", "trusted"),
    [(3, 0, True), (3, 1, True), (3, 2, False), (7, 2, True), (7, 3, False), (8, 3, True)],
)
def test_too_much_rejected_lately_takes_it_away(approved, rejected, trusted):
    rada = reader()
    wrote(approved, reader_id=rada.pk)
    wrote(rejected, status=REJECTED, reader_id=rada.pk)

    assert trust.of(says(reader_id=rada.pk)) is trusted
    # Nothing of it is lately any more.
    assert trust.of(says(reader_id=rada.pk), at=timezone.now() + 31 * DAY)


def test_spam_counts_as_rejected_and_of_two_decisions_nothing_is_concluded():
    CommentSettings.objects.create(pk=1, trusted_after=1, trust_lost_at=50)
    rada = reader()
    wrote(1, reader_id=rada.pk)
    wrote(1, status=Comment.Status.SPAM, reader_id=rada.pk)
    assert trust.of(says(reader_id=rada.pk))

    wrote(1, status=Comment.Status.SPAM, reader_id=rada.pk)

    assert not trust.of(says(reader_id=rada.pk))


@pytest.mark.parametrize(
    ("is_active", "is_staff", "trusted"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
def test_colleagues_are_trusted_at_once(is_active, is_staff, trusted):
    colleague = UserFactory(is_active=is_active, is_staff=is_staff)

    assert trust.of(says(user_id=colleague.pk)) is trusted


@pytest.mark.parametrize("count", [1, 20])
def test_trust_is_one_query_however_much_somebody_wrote(count, django_assert_num_queries):
    rada = reader()
    wrote(count, reader_id=rada.pk)
    known, stranger = says(reader_id=rada.pk), says(email=RADA)

    with django_assert_num_queries(1):
        trust.of(known)
    with django_assert_num_queries(0):
        trust.of(stranger)


@pytest.mark.parametrize(
    ("policy", "status"),
    [(Article.CommentPolicy.TRUSTED, "approved"), (Article.CommentPolicy.OPEN, "pending")],
)
def test_trusted_readers_appear_at_once_where_they_pass(policy, status):
    rada = reader()
    wrote(3, reader_id=rada.pk)
    story = ArticleFactory(comment_policy=policy)

    assert moderation.submit(make_submission(story, reader_id=rada.pk)).status == status
    assert moderation.submit(make_submission(story)).status == "pending"
