"""Comments that readers wrote on another site: their threads, dates and states."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from articles.models import Article
from comments import moderation
from comments.models import Comment, Decision, ReplyLetter
from comments.moderation import Arriving, bring
from tests.comments.factories import CommentFactory, moderator_on_duty
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
THEN = datetime(2012, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def key(number):
    return UUID(int=number)


def words(article, number, *, answers=None, at=None, status="approved", **fields):
    return Arriving(
        article=article.pk, form_id=key(number), name=f"Reader {number}", text=f"Words {number}.",
        at=at or THEN + number * MINUTE, status=status, answers=answers and key(answers), **fields,
    )  # fmt: skip


def thread(article):
    """What readers see, each with the number of comments that it stands below."""
    found = Comment.objects.for_thread(article)
    return [(each.text, each.path.count("/")) for each in found]


def test_a_thread_stands_as_it_stood():
    article = ArticleFactory()

    bring(
        [words(article, 3, answers=1), words(article, 1), words(article, 4, answers=3),
         words(article, 2), words(article, 5, answers=2, status="spam")]
    )  # fmt: skip

    assert thread(article) == [
        ("Words 1.", 0), ("Words 3.", 1), ("Words 4.", 2), ("Words 2.", 0),
    ]  # fmt: skip
    article.refresh_from_db()
    assert article.comment_count == 4
    roots = Comment.objects.filter(parent=None).order_by("pk")
    assert [each.branch_count for each in roots] == [3, 1]


def test_each_has_its_date_and_state_and_nothing_is_decided_here():
    article = ArticleFactory()
    states = ("approved", "pending", "rejected", "spam")

    bring([words(article, number, status=state) for number, state in enumerate(states, start=1)])

    found = Comment.objects.order_by("pk")
    assert [each.status for each in found] == list(states)
    assert [each.created_at for each in found] == [THEN + n * MINUTE for n in range(1, 5)]
    assert [bool(each.decided_at) for each in found] == [True, False, True, True]
    assert not Decision.objects.exists()
    assert not ReplyLetter.objects.exists()


def test_what_is_here_already_stays_and_is_answered():
    article = ArticleFactory()
    bring([words(article, 1)])
    Comment.objects.update(text="Changed here.")

    written = bring([words(article, 1), words(article, 2, answers=1)])

    assert [each.form_id for each in written] == [key(2)]
    assert thread(article) == [("Changed here.", 0), ("Words 2.", 1)]


@pytest.mark.parametrize(
    "circle", [{1: 1}, {1: 2, 2: 1}, {1: 3, 2: 1, 3: 2}, {1: 2, 2: 3, 3: 2, 4: 1}]
)
def test_comments_that_answer_each_other_in_a_circle_are_all_there(circle):
    article = ArticleFactory()

    bring([words(article, number, answers=other) for number, other in circle.items()])

    found = thread(article)
    assert sorted(text for text, _depth in found) == [f"Words {number}." for number in circle]
    assert [depth for _text, depth in found] == list(range(len(circle)))
    # None answers one that is younger here: lists rely on it.
    assert all(each.parent_id < each.pk for each in Comment.objects.exclude(parent=None))


def test_an_answer_to_nothing_or_to_another_story_begins_a_branch():
    article, other = ArticleFactory(), ArticleFactory()

    bring([words(other, 1), words(article, 2, answers=1), words(article, 3, answers=99)])

    assert thread(article) == [("Words 2.", 0), ("Words 3.", 0)]
    assert thread(other) == [("Words 1.", 0)]


def test_answers_three_hundred_deep_are_kept():
    article = ArticleFactory()

    bring([words(article, number, answers=number - 1 or None) for number in range(1, 301)])

    assert thread(article)[-1] == ("Words 300.", 299)


def test_the_next_reader_is_answered_as_ever():
    article = ArticleFactory()
    bring([words(article, 1), words(article, 2)])

    answer = CommentFactory(parent=Comment.objects.get(form_id=key(1)), text="Here.")

    assert answer.pk > Comment.objects.get(form_id=key(2)).pk
    assert thread(article) == [("Words 1.", 0), ("Here.", 1), ("Words 2.", 0)]


def test_what_waited_there_is_decided_here():
    article = ArticleFactory()
    bring([words(article, 1, status="pending")])

    moderation.approve(Comment.objects.get(), by=moderator_on_duty())

    assert thread(article) == [("Words 1.", 0)]


@pytest.mark.parametrize("stories", [1, 5])
def test_comments_of_five_stories_cost_what_those_of_one_cost(
    stories, django_assert_max_num_queries
):
    articles = [ArticleFactory() for _number in range(stories)]
    arriving = [
        words(article, 100 * place + number)
        for place, article in enumerate(articles, start=1)
        for number in range(20)
    ]

    with django_assert_max_num_queries(14):
        bring(arriving)

    assert Article.objects.filter(comment_count=20).count() == stories


def test_two_that_are_said_to_be_one_are_refused_rather_than_one_of_them_lost():
    article = ArticleFactory()

    with pytest.raises(ValueError, match="the same one"):
        bring([words(article, 1), words(article, 1, status="spam")])

    assert not Comment.objects.exists()


def test_none_at_all_are_no_trouble():
    assert bring([]) == []
